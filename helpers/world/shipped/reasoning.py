"""Reasoning: sums with their steps and their program."""

from collections.abc import Iterator

from helpers.world.documents import stream
from helpers.world.shipped.data_set import SEED, DataSet, Row, sizes
from helpers.world.sums import answer_text, draw_sum_of


def _sums(split: str) -> Iterator[Row]:
    rng = stream(SEED, "sums", split)
    while True:
        drawn = draw_sum_of(split, rng)
        yield {
            "question": drawn.question,
            "answer": drawn.answer,
            "unit": drawn.unit,
            "steps": len(drawn.steps),
            "chain_of_thought": answer_text(drawn, "steps"),
            "program": drawn.program,
            "binding": drawn.key,
        }


SETS = (
    DataSet(
        "sums",
        "a word problem of one to four steps with its chain of thought and its program",
        sizes(1200, 200, 400),
        {
            "question": "the problem; a quarter hold a number that does not matter",
            "answer": "a whole number",
            "unit": "of the answer: pence, minutes, people, …",
            "steps": "how many calculations it takes",
            "chain_of_thought": "a sentence for each step, and the answer",
            "program": "lines of Python that leave the answer in `answer`",
        },
        _sums,
        ("question",),
        ("the problem and its numbers", "that problem never had those numbers"),
    ),
)
