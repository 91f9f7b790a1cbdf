"""Exercise 10.6: from the numbers in a reply to the passages."""

import re
from collections.abc import Callable, Iterator

import numpy as np

from helpers import rag
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import either, same_as

_KEYS = ["w0007#2", "w0031#0", "w0007#3", "w0112#1"]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(reply: str, expected: list[str], about: str, keys: list[str] = _KEYS) -> Case:
        return Case((reply, list(keys)), expected, about=about)

    yield case("It opens at 9 am [2].", ["w0031#0"], "one citation")
    yield case("Ada runs it [3][1].", ["w0007#3", "w0007#2"], "two citations, side by side")
    yield case("It is 90p [1, 4].", ["w0007#2", "w0112#1"], "two numbers in one pair of brackets")
    yield case("He works there [1 and 2], and she too [2].", ["w0007#2", "w0031#0"], "a passage cited twice")
    yield case("It was founded in 1858 and has 3 rooms.", [], "numbers, but no citation")
    yield case("It is green [7] [0].", [], "numbers that no passage has")
    yield case("The notes do not say.", [], "no number")
    keys = [f"d{n}#0" for n in range(1, 14)]
    yield case("It leaves at noon [12].", ["d12#0"], "a number of two digits", keys)
    a, b = (int(n) for n in rng.choice(np.arange(1, 10), 2, replace=False))
    yield case(f"On Sunday [{a}]; in winter never [{b}].", [f"d{a}#0", f"d{b}#0"], "two sentences", keys)


def _rule(
    pattern: str, number: Callable[[int], int] = lambda n: n - 1, once: bool = True
) -> Callable[[str, list[str]], list[str]]:
    """Numbers found by a pattern, in brackets or not; positions are counted as `number` says."""

    def rule(reply: str, keys: list[str]) -> list[str]:
        found = [int(n) for part in re.findall(pattern, reply) for n in re.findall(r"\d+", part)]
        resolved = [keys[number(n)] for n in found if 0 <= number(n) < len(keys)]
        return list(dict.fromkeys(resolved)) if once else resolved

    return rule


_ALL = r"\[[^\]]*\]"


def _from_the_end(reply: str, keys: list[str]) -> list[str]:
    """[0] becomes index -1: the last passage."""
    found = [int(n) for part in re.findall(_ALL, reply) for n in re.findall(r"\d+", part)]
    return list(dict.fromkeys(keys[n - 1] for n in found if n - 1 < len(keys)))


def _out_of_range(outcome: Outcome, case: Case) -> bool:
    return outcome.problem is not None and outcome.problem.exception == "IndexError"


def _sorted(reply: str, keys: list[str]) -> list[str]:
    return sorted(rag.resolve_citations(reply, keys), key=keys.index)


RESOLVE_CITATIONS = Exercise(
    id="ex10_6_resolve_citations",
    title="Follow the citations",
    function="resolve_citations",
    difficulty=2,
    minutes=12,
    points=2,
    hints=(
        "First find the brackets, then the numbers inside each. Which numbers of a reply are no citations?",
        r"`re.findall(r'\[([^\]]*)\]', reply)` gives what stands inside each pair of brackets, and "
        r"`re.findall(r'\d+', inside)` the numbers there. Passage [1] is `keys[0]`.",
        "Keep a number only if `1 <= number <= len(keys)` (Python would take `keys[-1]` for [0] without a word), and "
        "drop repetitions with `list(dict.fromkeys(...))`.",
    ),
    cases=_cases,
    reference=rag.resolve_citations,
    misconceptions=(
        Misconception(
            "counts passages from zero",
            "The prompt numbers passages from 1; Python's lists start at 0.",
            same_as(_rule(_ALL, number=lambda n: n)),
        ),
        Misconception(
            "trusts every number",
            "A model can cite a passage that is not there. [7] of four must not be an error, and [0] must not "
            "become the last passage.",
            either(_out_of_range, same_as(_from_the_end)),
        ),
        Misconception(
            "takes every number for a citation",
            "Times, prices and years are numbers too; only those in square brackets cite.",
            either(same_as(_rule(r"\d+")), same_as(_rule(r"\b\d+\b"))),
        ),
        Misconception(
            "misses several numbers in one bracket",
            "Replies also write [1, 4] and [1 and 2].",
            either(same_as(_rule(r"\[\d+\]")), same_as(_rule(r"\[\d+"))),
        ),
        Misconception(
            "reads single digits only",
            "The twelfth passage is [12].",
            either(same_as(_rule(r"\[\d\]")), same_as(_rule(r"\[\d(?:(?:, | and )\d)*\]"))),
        ),
        Misconception(
            "repeats a passage",
            "A passage cited twice is one source: list it once.",
            same_as(_rule(_ALL, once=False)),
        ),
        Misconception(
            "sorts the citations",
            "Asked for is the order in which the reply cites them.",
            same_as(_sorted),
        ),
    ),
)
