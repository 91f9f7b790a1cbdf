"""Exercise 10.1: pack sentences into chunks that overlap."""

from collections.abc import Iterator, Sequence

import numpy as np

from helpers import rag
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import either, same_as

Ranges = list[tuple[int, int]]


def _windows(lengths: list[int], size: int, overlap: int) -> Ranges:
    """Independent of the course's own: of all starts that the overlap allows, the earliest that leaves room."""
    found = [(0, _end(lengths, 0, size))]
    while found[-1][1] < len(lengths):
        first, end = found[-1]
        start = min(
            s
            for s in range(first + 1, end + 1)
            if sum(lengths[s:end]) <= overlap and sum(lengths[s : end + 1]) <= size
        )
        found.append((start, _end(lengths, start, size)))
    return found


def _end(lengths: Sequence[int], start: int, size: int) -> int:
    return max(e for e in range(start + 1, len(lengths) + 1) if sum(lengths[start:e]) <= size)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield Case(([1] * 10, 4, 1), [(0, 4), (3, 7), (6, 10)], about="ten pieces of one token")
    yield Case(([1] * 7, 4, 0), [(0, 4), (4, 7)], about="no overlap, and a short rest at the end")
    yield Case(
        ([5, 5, 5, 5], 10, 5), [(0, 2), (1, 3), (2, 4)], about="pieces of five tokens, overlap of one piece"
    )
    yield Case(([5, 5, 5, 5], 10, 4), [(0, 2), (2, 4)], about="pieces that are longer than the overlap")
    yield Case(([2, 2, 2, 6, 2], 8, 4), [(0, 3), (2, 4), (4, 5)], about="a long piece after a short one")
    yield Case(([2, 3, 1, 8, 1], 8, 4), [(0, 3), (3, 4), (4, 5)], about="a piece that fills a whole chunk")
    yield Case(([3, 4], 10, 2), [(0, 2)], about="a text shorter than a chunk")
    for _ in range(2):
        lengths = rng.integers(3, 16, size=12).tolist()
        yield Case((lengths, 32, 10), _windows(lengths, 32, 10), about="random sentences")


def _no_overlap(lengths: list[int], size: int, overlap: int) -> Ranges:
    return rag.pack(lengths, size, 0)


def _pieces(lengths: list[int], size: int, overlap: int) -> Ranges:
    """The overlap counted in pieces."""
    found, start = [], 0
    while True:
        end = _end(lengths, start, size)
        found.append((start, end))
        if end == len(lengths) or len(found) > 100:
            return found
        start = max(end - overlap, start + 1)


def _one_at_most(lengths: list[int], size: int, overlap: int) -> Ranges:
    """The size counted in pieces."""
    found, start = [], 0
    while start < len(lengths):
        found.append((start, min(start + size, len(lengths))))
        if found[-1][1] == len(lengths):
            break
        start += size - overlap
    return found


def _rest_lost(lengths: list[int], size: int, overlap: int) -> Ranges:
    full = _windows(lengths, size, overlap)
    return full[:-1] if len(full) > 1 else []


def _last_repeated(lengths: list[int], size: int, overlap: int) -> Ranges:
    """Goes on after the end is reached, with a chunk that holds nothing new."""
    full = _windows(lengths, size, overlap)
    start, end = full[-1][1], full[-1][1]
    while start > full[-1][0] + 1 and sum(lengths[start - 1 : end]) <= overlap:
        start -= 1
    return [*full, (start, end)] if start < end else full


def _inclusive(lengths: list[int], size: int, overlap: int) -> Ranges:
    return [(first, end - 1) for first, end in _windows(lengths, size, overlap)]


def _too_large(outcome: Outcome, case: Case) -> bool:
    """Some chunk is above the size, as when the repeated pieces are added to a full chunk."""
    lengths, size, _ = case.args
    return outcome.problem is None and any(
        sum(lengths[int(first) : int(end)]) > size for first, end in outcome.value
    )


PACK = Exercise(
    id="ex10_1_pack",
    title="Pack sentences into chunks",
    function="pack",
    difficulty=3,
    minutes=20,
    points=3,
    hints=(
        "Two loops: the outer one makes a chunk, the inner one adds pieces while they fit. Where does the next chunk "
        "start when there is no overlap? When is the last chunk made?",
        "Start the next chunk at `end`, then step back, one piece at a time, while the repeated tokens stay within "
        "`overlap`, and while they leave room for the piece `end`: otherwise the chunk would bring nothing new.",
        "`room = min(overlap, size - lengths[end])`; `start = end`; while `sum(lengths[start - 1:end]) <= room` and "
        "`start - 1` lies after the last chunk's start: `start -= 1`. Stop as soon as a chunk reaches "
        "`len(lengths)`.",
    ),
    cases=_cases,
    reference=rag.pack,
    misconceptions=(
        Misconception(
            "forgets the overlap",
            "Each chunk starts where the last one ended. A fact whose sentences lie on both sides of the cut is then "
            "whole in no chunk.",
            same_as(_no_overlap),
        ),
        Misconception(
            "loses the rest",
            "What is left at the end does not fill a chunk, but it has to be in one: otherwise the last sentences of "
            "every document can never be found.",
            same_as(_rest_lost),
        ),
        Misconception(
            "repeats the end once more",
            "The last chunk lies wholly inside the one before: it holds nothing new and competes with it in every "
            "search. Stop as soon as a chunk reaches the end.",
            same_as(_last_repeated),
        ),
        Misconception(
            "counts pieces, not tokens",
            "`size` and `overlap` are numbers of tokens; the pieces have different lengths. A context window counts "
            "tokens too.",
            either(same_as(_one_at_most), same_as(_pieces)),
        ),
        Misconception(
            "gives the last piece, not the one after it",
            "Ranges here end one after the last piece, as Python's slices do: `lengths[first:end]`.",
            same_as(_inclusive),
        ),
        Misconception(
            "exceeds the size",
            "A chunk may have `size` tokens in all; those it repeats count too.",
            _too_large,
        ),
    ),
)
