"""What a model's card reports, measured on documents whose bindings no training document has.

One module for each group of skills, each with `figures(subject, count)`: the rows that it adds to a card, from `count`
items each. Single answers are greedy, rates are of replies at temperature 0.8. Intervals are 95 % bootstrap intervals
over documents, questions or prompts.
"""

from collections.abc import Callable

from helpers.training.evaluation import conduct, critique, facts, likelihood, lookups, reading, short, sums
from helpers.training.evaluation.measurement import Figure, Measurement, Target
from helpers.training.evaluation.subject import Subject, prompt

__all__ = ["CHAT_ONLY", "COUNT", "SKILLS", "Figure", "Measurement", "Subject", "Target", "prompt"]

COUNT = 300  # items of each measurement
SKILLS: dict[str, Callable[[Subject, int], list[Figure]]] = {
    "likelihood": likelihood.figures,
    "facts": facts.figures,
    "reading": reading.figures,
    "short": short.figures,
    "sums": sums.figures,
    "lookups": lookups.figures,
    "conduct": conduct.figures,
    "critique": critique.figures,
}
CHAT_ONLY = frozenset({"critique"})
