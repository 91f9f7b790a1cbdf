"""Exercise 6.1: from rankings to pairs."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from helpers import preferences
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import When, either, raising

Rankings = list[dict[str, int | None]]
Pairs = list[tuple[str, str]]


def _pairs_cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(rankings: Rankings, expected: Pairs, about: str) -> Case:
        return Case((rankings,), verify=lambda outcome: _unlike(outcome, expected), about=about)

    yield case([{"a": 2, "b": 1}], [("b", "a")], "two completions")
    yield case(
        [{"a": 3, "b": 1, "c": 2}],
        [("b", "a"), ("c", "a"), ("b", "c")],
        "three completions, which make three pairs",
    )
    yield case([{"a": 1, "b": 2, "c": 1}], [("a", "b"), ("c", "b")], "a tie")
    yield case([{"a": 2, "b": None, "c": 1}], [("c", "a"), ("a", "b"), ("c", "b")], "an F")
    yield case([{"a": None, "b": 1, "c": None}], [("b", "a"), ("b", "c")], "two F")
    yield case([{"a": None, "b": None}], [], "nothing but F")
    yield case([{"a": 1}], [], "a single completion")
    yield case([{"a": 1, "b": 2}, {"a": 2, "b": 1}, {"a": 1, "b": 2}], [("a", "b"), ("b", "a"), ("a", "b")],
               "three labellers, who do not agree: each counts")  # fmt: skip
    order = rng.permutation(5)
    ranks: dict[str, int | None] = {name: int(place) + 1 for name, place in zip("abcde", order, strict=True)}
    by_rank = sorted(ranks, key=lambda name: ranks[name] or 0)
    yield case([ranks], list(combinations(by_rank, 2)), "five completions, which make ten pairs")


def _unlike(outcome: Outcome, expected: Pairs) -> str | None:
    got = _counted(outcome.value)
    if got is None:
        return "It should return a list of pairs `(preferred, other)` of completion names."
    wanted = Counter(expected)
    for pair in wanted - got:
        return f"The pair `{pair}` is missing{_times(wanted[pair], got[pair])}."
    for pair in got - wanted:
        return f"The pair `{pair}` should not be there{_times(wanted[pair], got[pair])}."
    return None


def _times(wanted: int, got: int) -> str:
    return f": {wanted} of it are expected, and it comes {got} times" if wanted > 1 or got > 1 else ""


def _counted(value: Any) -> Counter[Any] | None:
    """How often each pair comes, in whatever order; None for anything but pairs."""
    if not isinstance(value, (list, tuple)):
        return None
    if not all(isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in value):
        return None
    return Counter(tuple(pair) for pair in value)


def _as_often_as(rule: Callable[[Rankings], Pairs]) -> When:
    """The same pairs, in any order."""
    return lambda outcome, case: (
        outcome.problem is None and _counted(outcome.value) == Counter(rule(case.args[0]))
    )


def _by(
    better: Callable[[Any, Any], bool], ranking_value: Callable[[Any], Any] = lambda rank: rank
) -> Callable[[Rankings], Pairs]:
    """All pairs of which this rule says that the first rank is better."""

    def rule(rankings: Rankings) -> Pairs:
        found = []
        for ranking in rankings:
            for one, other in combinations(ranking, 2):
                a, b = ranking_value(ranking[one]), ranking_value(ranking[other])
                if better(a, b):
                    found.append((one, other))
                elif better(b, a):
                    found.append((other, one))
        return found

    return rule


def _last(rank: int | None) -> float:
    return float("inf") if rank is None else rank


def _ties_too(rankings: Rankings) -> Pairs:
    return [
        (one, other) if _last(ranking[one]) <= _last(ranking[other]) else (other, one)
        for ranking in rankings
        for one, other in combinations(ranking, 2)
    ]


def _ranked_ties_too(rankings: Rankings) -> Pairs:
    found = _ties_too(rankings)
    return [
        pair
        for pair in found
        if any(r.get(pair[0]) is not None or r.get(pair[1]) is not None for r in rankings)
    ]


def _neighbours(rankings: Rankings) -> Pairs:
    found = []
    for ranking in rankings:
        order = sorted(ranking, key=lambda name: _last(ranking[name]))
        found += [
            (one, other) for one, other in pairwise(order) if _last(ranking[one]) < _last(ranking[other])
        ]
    return found


RANKINGS_TO_PAIRS = Exercise(
    id="ex06_1_rankings_to_pairs",
    title="From rankings to pairs",
    function="rankings_to_pairs",
    difficulty=1,
    minutes=10,
    points=1,
    hints=(
        "Which pairs does one ranking of three completions put in an order? `itertools.combinations` lists them all.",
        "Rank 1 is the *best*, so the smaller number wins. What must stand for None, so that it loses to every rank?",
        "For each ranking and each two of its names: take `float('inf')` for None, compare, and append "
        "`(winner, loser)` if one is smaller. Equal ranks, two F included, append nothing.",
    ),
    cases=_pairs_cases,
    reference=preferences.rankings_to_pairs,
    misconceptions=(
        Misconception(
            "puts the loser first",
            "Rank 1 is the best: the completion with the *smaller* number is preferred and stands first.",
            either(
                _as_often_as(_by(lambda a, b: _last(a) > _last(b))),
                _as_often_as(_by(lambda a, b: None not in (a, b) and a > b)),
            ),
        ),
        Misconception(
            "leaves out the F",
            "An F is a judgement too: nonsense is worse than anything that has a rank, so it loses those pairs.",
            _as_often_as(_by(lambda a, b: None not in (a, b) and a < b)),
        ),
        Misconception(
            "takes an F for the best",
            "An F is worse than every rank. If None counts as 0, nonsense wins against everything.",
            _as_often_as(_by(lambda a, b: a < b, lambda rank: rank or 0)),
        ),
        Misconception(
            "makes pairs of ties",
            "Equal ranks say that neither is preferred, so there is nothing to learn from them; two F are equal as "
            "well.",
            either(_as_often_as(_ties_too), _as_often_as(_ranked_ties_too)),
        ),
        Misconception(
            "compares neighbours only",
            "A ranking orders *every* two of its completions: n of them make n(n-1)/2 pairs, not n-1.",
            _as_often_as(_neighbours),
        ),
        Misconception(
            "reads one ranking only",
            "Each labeller's ranking counts, also where they disagree: that is how often each was preferred.",
            _as_often_as(lambda rankings: preferences.rankings_to_pairs(rankings[:1])),
        ),
        Misconception(
            "counts each pair once for all labellers",
            "Two labellers who prefer the same completion are two pairs: how many say so is what a model learns "
            "from.",
            _as_often_as(lambda rankings: list(dict.fromkeys(preferences.rankings_to_pairs(rankings)))),
        ),
        Misconception(
            "compares a number with None",
            "An F comes as None, which Python cannot compare with a number. Put something in its place that loses to "
            "every rank.",
            raising("TypeError", "NoneType", lambda case: any(None in r.values() for r in case.args[0])),
        ),
    ),
)
