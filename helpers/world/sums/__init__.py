"""Word problems in the town, answered directly, step by step, and by a program; `run_program` runs such programs."""

from helpers.world.sums.drawing import Sum, draw_sum, draw_sum_of
from helpers.world.sums.family import INSTRUCTIONS, LAYOUTS, SUMS, answer_text, prompt
from helpers.world.sums.problems import PROBLEMS
from helpers.world.sums.programs import run_program
from helpers.world.sums.replies import number_in

__all__ = [
    "INSTRUCTIONS",
    "LAYOUTS",
    "PROBLEMS",
    "SUMS",
    "Sum",
    "answer_text",
    "draw_sum",
    "draw_sum_of",
    "number_in",
    "prompt",
    "run_program",
]
