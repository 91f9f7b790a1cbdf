"""Exercise 5.5: ROUGE-L by the longest common subsequence."""

import itertools
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

import numpy as np

from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import either, raising, same_as
from helpers.metrics.overlap import words
from helpers.sft.exercises import rouge_l

_WORDS = ("the", "gull", "took", "pie", "and", "a", "boat", "left")


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(prediction: str, reference: str, expected: float, about: str) -> Case:
        return Case((prediction, reference), expected, about=about, rtol=1e-6, atol=1e-6)

    yield case("the gull took it", "the gull took the pie", 2 * 3 / 9, "three words in common, in order")
    yield case("the gull took the pie", "the gull took the pie", 1.0, "the same text twice")
    yield case(
        "the pie took the gull", "the gull took the pie", 2 * 3 / 10, "the same words in another order"
    )
    yield case(
        "the old gull quickly took a pie", "the gull took the pie", 2 * 4 / 12, "gaps between common words"
    )
    yield case("The GULL took it!", "the gull, took it", 1.0, "capitals and punctuation")
    yield case("", "the gull", 0.0, "an empty prediction")
    yield case("boats", "the gull", 0.0, "nothing in common")
    yield case("", "", 0.0, "two empty texts")
    for length in (6, 12):
        sides = [[_WORDS[i] for i in rng.integers(len(_WORDS), size=length + extra)] for extra in (0, 3)]
        common = _longest(sides[0], sides[1])
        yield case(" ".join(sides[0]), " ".join(sides[1]), 2 * common / (2 * length + 3), "random words")


def _longest(one: list[str], other: list[str]) -> int:
    """Length of the longest common subsequence, by the sets of places it can end at."""
    best = [-1]  # best[n]: the earliest place of `other` at which a common subsequence of n words ends
    for word in one:
        updated = list(best)
        for size, place in enumerate(best):
            following = next((p for p in range(place + 1, len(other)) if other[p] == word), None)
            if following is None:
                continue
            if size + 1 == len(updated):
                updated.append(following)
            else:
                updated[size + 1] = min(updated[size + 1], following)
        best = updated
    return len(best) - 1


def _f1(common: int, mine: int, theirs: int) -> float:
    return 2 * common / (mine + theirs) if common else 0.0


def _with(common: Callable[[list[str], list[str]], int]) -> Callable[[str, str], float]:
    """F1 with another count of what two texts share."""

    def rule(prediction: str, reference: str) -> float:
        mine, theirs = words(prediction), words(reference)
        return _f1(common(mine, theirs), len(mine), len(theirs))

    return rule


def _bag(mine: list[str], theirs: list[str]) -> int:
    return sum(min(mine.count(word), theirs.count(word)) for word in set(mine))


def _run(mine: list[str], theirs: list[str]) -> int:
    found = SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match()
    return found.size


def _same_places(mine: list[str], theirs: list[str]) -> int:
    return sum(a == b for a, b in zip(mine, theirs, strict=False))


def _pairs(mine: list[str], theirs: list[str]) -> float:
    one, other = list(itertools.pairwise(mine)), list(itertools.pairwise(theirs))
    shared = sum(min(one.count(pair), other.count(pair)) for pair in set(one))
    return _f1(shared, len(one), len(other))


def _recall(prediction: str, reference: str) -> float:
    mine, theirs = words(prediction), words(reference)
    return _longest(mine, theirs) / len(theirs) if theirs else 0.0


def _precision(prediction: str, reference: str) -> float:
    mine, theirs = words(prediction), words(reference)
    return _longest(mine, theirs) / len(mine) if mine else 0.0


def _as_written(prediction: str, reference: str) -> float:
    mine, theirs = prediction.split(), reference.split()
    return _f1(_longest(mine, theirs), len(mine), len(theirs))


def _characters(prediction: str, reference: str) -> float:
    mine, theirs = list(prediction.lower()), list(reference.lower())
    return _f1(_longest(mine, theirs), len(mine), len(theirs))


def _bigrams(prediction: str, reference: str) -> float:
    return _pairs(words(prediction), words(reference))


ROUGE_L = Exercise(
    id="ex05_5_rouge_l",
    title="ROUGE-L",
    function="rouge_l",
    difficulty=3,
    minutes=20,
    points=3,
    hints=(
        "First the words: `re.findall(r'[a-z0-9]+', text.lower())`. Then the length of the longest sequence of words "
        "that occurs in both texts in this order, with gaps allowed.",
        "Dynamic programming: let `table[i][j]` be the length for the first i words of one text and the first j of the "
        "other. What is it if word i equals word j, and what if not?",
        "Equal: `table[i-1][j-1] + 1`; else the larger of `table[i-1][j]` and `table[i][j-1]`. With L the last entry, "
        "precision is L / words of the prediction, recall L / words of the reference, F1 their harmonic mean; 0 if "
        "L is 0.",
    ),
    cases=_cases,
    reference=rouge_l,
    misconceptions=(
        Misconception(
            "ignores the order",
            "This counts common words in any order, which is ROUGE-1. A subsequence keeps the order.",
            same_as(_with(_bag)),
        ),
        Misconception(
            "takes the longest run without gaps",
            "That is the longest common *substring*. A subsequence may skip words on either side.",
            same_as(_with(_run)),
        ),
        Misconception(
            "compares place by place",
            "One word more at the beginning would make everything wrong. Words may stand at different places, as long "
            "as their order is kept.",
            same_as(_with(_same_places)),
        ),
        Misconception(
            "returns the recall",
            "Recall alone rewards long predictions. ROUGE-L here is the F1 of precision and recall.",
            same_as(_recall),
        ),
        Misconception(
            "returns the precision",
            "Precision alone rewards saying little. ROUGE-L here is the F1 of precision and recall.",
            same_as(_precision),
        ),
        Misconception(
            "minds capitals and punctuation",
            "“Gull,” and “gull” are the same word: lower-case the text, and take runs of letters and digits.",
            same_as(_as_written),
        ),
        Misconception(
            "compares characters",
            "ROUGE counts words, not letters.",
            same_as(_characters),
        ),
        Misconception(
            "counts pairs of words",
            "That is ROUGE-2. ROUGE-L is about the longest common subsequence of single words.",
            same_as(_bigrams),
        ),
        Misconception(
            "divides by zero",
            "With an empty text, or with nothing in common, precision and recall are 0 and their harmonic mean has no "
            "value: return 0.",
            either(
                raising("ZeroDivisionError", "", lambda case: case.expected == 0.0),
            ),
        ),
    ),
)
