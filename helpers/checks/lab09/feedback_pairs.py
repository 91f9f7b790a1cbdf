"""Exercise 9.5: pairs for a reward model, labelled by a model."""

from collections.abc import Callable, Iterator

import numpy as np

from helpers import constitution
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import same_as

Pairs = list[tuple[str, str, str]]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(said: list[float], margin: float, expected: Pairs, about: str, same: int | None = None) -> Case:
        prompts = [f"Request {number}" for number in range(len(said))]
        firsts, seconds = [f"x{number}" for number in range(len(said))], [f"y{n}" for n in range(len(said))]
        if same is not None:
            seconds[same] = firsts[same]
        return Case((prompts, firsts, seconds, said, margin), expected, about=about)

    yield case([0.9], 0.1, [("Request 0", "x0", "y0")], "a first reply that is better")
    yield case([0.2], 0.1, [("Request 0", "y0", "x0")], "a second reply that is better")
    yield case([0.55, 0.9, 0.45], 0.1, [("Request 1", "x1", "y1")], "preferences next to a half")
    edges = [("Request 0", "x0", "y0"), ("Request 1", "y1", "x1")]
    yield case([0.75, 0.25], 0.25, edges, "preferences at the margin itself")
    yield case([0.5, 0.51], 0.0, [("Request 1", "x1", "y1")], "an even preference and no margin")
    yield case([0.9, 0.8], 0.1, [("Request 0", "x0", "y0")], "two replies that are the same", same=1)
    yield case([], 0.1, [], "no comparison at all")
    said = np.round(rng.uniform(0, 1, size=9), 3) + 0.0001
    wanted: Pairs = []
    for n, preference in enumerate(said.tolist()):
        if preference > 0.7:
            wanted.append((f"Request {n}", f"x{n}", f"y{n}"))
        if preference < 0.3:
            wanted.append((f"Request {n}", f"y{n}", f"x{n}"))
    yield case([*said.tolist(), 0.05, 0.95], 0.2, [*wanted, ("Request 9", "y9", "x9"), ("Request 10", "x10", "y10")],
               "random preferences")  # fmt: skip


def _rule(
    sure: Callable[[float, float], bool] = lambda p, margin: abs(p - 0.5) >= margin and p != 0.5,
    wins: Callable[[float], bool] = lambda p: p > 0.5,
    same_too: bool = False,
) -> Callable[..., Pairs]:
    """The choice of pairs with one thing different; right by default."""

    def rule(
        prompts: list[str], firsts: list[str], seconds: list[str], said: list[float], margin: float
    ) -> Pairs:
        rows = zip(prompts, firsts, seconds, said, strict=True)
        return [
            (prompt, x, y) if wins(p) else (prompt, y, x)
            for prompt, x, y, p in rows
            if sure(p, margin) and (same_too or x != y)
        ]

    return rule


RLAIF_PAIRS = Exercise(
    id="ex09_5_rlaif_pairs",
    title="Pairs for a reward model",
    function="rlaif_pairs",
    difficulty=1,
    minutes=10,
    points=1,
    hints=(
        "A preference of 0.1 is as sure as one of 0.9, for the other reply. What measures how sure?",
        "The distance from a half, `abs(preference - 0.5)`, must be at least `margin`; a half is always a tie.",
        "For each row: skip equal replies and ties; append `(prompt, first, second)` if the preference is above a "
        "half, else `(prompt, second, first)`.",
    ),
    cases=_cases,
    reference=constitution.rlaif_pairs,
    misconceptions=(
        Misconception(
            "puts the rejected reply first",
            "The chosen reply comes first: the first one if the preference is above a half.",
            same_as(_rule(wins=lambda p: p < 0.5)),
        ),
        Misconception(
            "always chooses the first reply",
            "A preference below a half speaks for the second reply: turn the pair round.",
            same_as(_rule(wins=lambda p: True)),
        ),
        Misconception(
            "throws away what the second reply wins",
            "A low preference is as much of a judgement as a high one: the pair counts, turned round.",
            same_as(_rule(sure=lambda p, margin: p - 0.5 >= margin and p != 0.5)),
        ),
        Misconception(
            "keeps ties",
            "Near a half the judge does not know; such labels are noise. Leave out what lies within the margin.",
            same_as(_rule(sure=lambda p, margin: p != 0.5)),
        ),
        Misconception(
            "leaves out the margin itself",
            "A distance of exactly `margin` is enough.",
            same_as(_rule(sure=lambda p, margin: abs(p - 0.5) > margin)),
        ),
        Misconception(
            "makes a pair of an even preference",
            "Exactly a half prefers neither, even with a margin of 0.",
            same_as(_rule(sure=lambda p, margin: abs(p - 0.5) >= margin)),
        ),
        Misconception(
            "compares the preference with the margin",
            "How sure the judge is, is the distance from a half, not from 0.",
            same_as(_rule(sure=lambda p, margin: p >= margin and p != 0.5)),
        ),
        Misconception(
            "keeps replies that are the same",
            "Two equal replies teach nothing, whatever was said of them.",
            same_as(_rule(same_too=True)),
        ),
    ),
)
