"""Reasoning: sums with their steps and their program, and look-ups with their trace."""

from collections.abc import Iterator

from helpers.world.documents import Document, stream
from helpers.world.shipped.data_set import SEED, DataSet, Row, of_family, sizes
from helpers.world.shipped.reading import STRANGERS_HELD_OUT
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


def _lookup(document: Document) -> Row:
    meta = document.meta
    return {
        "question": meta["question"],
        "answer": meta["answer"],
        "answerable": meta["answerable"],
        "hops": meta["hops"],
        "compared": meta["compared"],
        "pages": [{"title": title, "text": text} for title, text in meta["pages"].items()],
        "trace": document.text.partition("\n")[2],
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
    DataSet(
        "lookups",
        "a question, a little wiki, and how somebody finds the answer in it",
        sizes(500, 100, 300),
        {
            "question": "what is asked",
            "answer": 'what to finish with; "The wiki does not say." where no page tells',
            "answerable": "whether a page tells",
            "hops": "how many pages the answer needs, one to three",
            "compared": "whether two things are compared",
            "pages": "list of `title` and `text`; some do not matter",
            "trace": "lines of `Thought`, `Action` (search[title], lookup[word], finish[answer]) and `Observation`",
        },
        of_family("lookups", _lookup),
        ("question", "trace"),
        STRANGERS_HELD_OUT,
    ),
)
