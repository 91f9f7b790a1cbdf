"""Exercise 9.6: what is worth considering when two aims pull apart."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from helpers import constitution
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import When

Point = tuple[float, ...]
Points = Mapping[str, Point]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(points: Points, expected: list[str], about: str) -> Case:
        return Case((points,), verify=lambda outcome: _unlike(outcome, expected), about=about)

    yield case({"chat": (0.9, 0.2), "strict": (0.3, 0.9)}, ["chat", "strict"], "two points that trade")
    yield case({"old": (0.5, 0.5), "new": (0.7, 0.8)}, ["new"], "one point that is better in both")
    three = {"chat": (0.9, 0.2), "even": (0.6, 0.6), "strict": (0.3, 0.9)}
    yield case(three, ["chat", "even", "strict"], "a point in the middle")
    yield case({"a": (0.8, 0.9), "b": (0.8, 0.5)}, ["a"], "a tie in one aim")
    yield case({"a": (0.4, 0.7), "twin": (0.4, 0.7), "low": (0.3, 0.1)}, ["a", "twin"], "two equal points")
    yield case({"alone": (0.0, 0.0)}, ["alone"], "a single point")
    yield case({"a": (1.0, 0.0, 0.5), "b": (1.0, 0.2, 0.5), "c": (0.0, 0.0, 0.9)}, ["b", "c"], "three aims")
    drawn = {
        f"model {n}": (float(x), float(y)) for n, (x, y) in enumerate(rng.integers(0, 6, size=(9, 2)) / 5)
    }
    yield case(drawn, _staircase(drawn), "random points with ties")


def _staircase(points: Points) -> list[str]:
    """From the most to the least of the first aim, a point stays if it has more of the second than all before it."""
    kept: list[str] = []
    highest = -1.0
    for x in sorted({point[0] for point in points.values()}, reverse=True):
        top = max(point[1] for point in points.values() if point[0] == x)
        if top > highest:
            kept += [name for name, point in points.items() if point == (x, top)]
            highest = top
    return kept


def _unlike(outcome: Outcome, expected: list[str]) -> str | None:
    got = outcome.value
    if not isinstance(got, (list, tuple)) or not all(isinstance(name, str) for name in got):
        return "It should return a list of names."
    missing = [name for name in expected if name not in got]
    surplus = [name for name in got if name not in expected]
    if missing:
        return f"`{missing[0]}` is missing: no other point is as good in every aim and better in one."
    if surplus:
        return f"`{surplus[0]}` does not belong to the front: another point is as good in every aim and better in one."
    if len(got) != len(expected):
        return "A name comes more than once."
    return None


def _same_names(rule: Callable[[Points], list[str]]) -> When:
    def when(outcome: Outcome, case: Case) -> bool:
        value: Any = outcome.value
        return outcome.problem is None and sorted(value) == sorted(rule(case.args[0]))

    return when


def _by(dominates: Callable[[Point, Point], bool]) -> Callable[[Points], list[str]]:
    """The names of which no *other* point is better by this rule."""

    def rule(points: Points) -> list[str]:
        return [
            name
            for name, mine in points.items()
            if not any(dominates(other, mine) for rival, other in points.items() if rival != name)
        ]

    return rule


def _pairs(one: Point, other: Point) -> list[tuple[float, float]]:
    return list(zip(one, other, strict=True))


PARETO_FRONT = Exercise(
    id="ex09_6_pareto_front",
    title="The Pareto front",
    function="pareto_front",
    difficulty=2,
    minutes=15,
    points=2,
    hints=(
        "When would you never choose a point? When another is at least as good in everything and better in something.",
        "Write `dominates(a, b)`: all of a's numbers are ≥ b's, and one at least is >. Two equal points do not "
        "dominate each other.",
        "Keep the names whose point is dominated by none: two loops over the points, with `all(…)` and `any(…)` over "
        "`zip(a, b)`.",
    ),
    cases=_cases,
    reference=constitution.pareto_front,
    misconceptions=(
        Misconception(
            "asks for better in every aim",
            "A point that is as good in one aim and better in the other dominates as well.",
            _same_names(_by(lambda a, b: all(x > y for x, y in _pairs(a, b)))),
        ),
        Misconception(
            "lets equal points drop each other",
            "Two equal points are both as good as it gets: to dominate, a point must be better in one aim.",
            _same_names(_by(lambda a, b: all(x >= y for x, y in _pairs(a, b)))),
        ),
        Misconception(
            "asks for better in one aim only",
            "Better in one aim and worse in another is a trade, and both points stay.",
            _same_names(_by(lambda a, b: any(x > y for x, y in _pairs(a, b)))),
        ),
        Misconception(
            "takes the best sum",
            "A sum has decided already what each aim is worth. The front leaves that to whoever chooses from it.",
            _same_names(
                lambda points: [n for n in points if sum(points[n]) == max(map(sum, points.values()))]
            ),
        ),
        Misconception(
            "takes the best of each aim",
            "A point that is best in nothing can still be worth having: the one in the middle.",
            _same_names(
                lambda points: [
                    n
                    for n, p in points.items()
                    if any(x == max(c) for x, c in zip(p, zip(*points.values())))  # noqa: B905
                ]
            ),
        ),
        Misconception(
            "looks at the first aim only",
            "Every aim counts.",
            _same_names(
                lambda points: [n for n, p in points.items() if p[0] == max(q[0] for q in points.values())]
            ),
        ),
        Misconception(
            "returns the points that are dominated",
            "The front holds what no other point dominates, not the rest.",
            _same_names(
                lambda points: [
                    n
                    for n, mine in points.items()
                    if any(
                        other != mine and all(x >= y for x, y in _pairs(other, mine))
                        for other in points.values()
                    )
                ]
            ),
        ),
    ),
)
