"""Mixtures of families as one long corpus: deterministic, random access, the same for any number of processes."""

import itertools
import math
import re
from collections.abc import Iterator, Mapping
from multiprocessing import get_context

from helpers.world.documents import FAMILIES, SPLITS, Document, document, stream

BLOCK = 1000  # every block of so many documents holds each family exactly in proportion to its weight
CHUNK = 256  # documents that a worker writes at a time


def mixture(
    weights: Mapping[str, float], *, seed: int = 0, split: str = "train", start: int = 0
) -> Iterator[Document]:
    """Documents `start`, `start + 1`, … of a weighted interleaving of families, without end.

    Weights are shares of documents, not of words, and need not sum to 1. Raises ValueError for an unknown family or
    split, a negative `start`, or weights that are negative, not finite, or all zero.
    """
    quotas = _quotas(weights)
    if split not in SPLITS:
        raise ValueError(f"There is no split '{split}'; choose one of: {', '.join(SPLITS)}.")
    if start < 0:
        raise ValueError(f"start is {start}; documents are numbered from 0.")
    return (
        document(family, index, seed=seed, split=split)
        for family, index in itertools.islice(_addresses(quotas, seed, start // BLOCK), start % BLOCK, None)
    )


def addresses(weights: Mapping[str, float], count: int, *, seed: int = 0) -> list[tuple[str, int]]:
    """(family, index within the family) of the mixture's first `count` documents, without writing them.

    Raises ValueError as `mixture` does.
    """
    return list(itertools.islice(_addresses(_quotas(weights), seed, 0), count))


def pick(weights: Mapping[str, float], index: int, *, seed: int = 0, split: str = "train") -> Document:
    """Document `index` of the mixture, without writing those before it."""
    return next(mixture(weights, seed=seed, split=split, start=index))


def shards(
    weights: Mapping[str, float],
    count: int,
    *,
    workers: int,
    seed: int = 0,
    split: str = "train",
    start: int = 0,
) -> Iterator[Document]:
    """The first `count` documents of `mixture(…, start=start)`, written by `workers` processes, in order.

    Raises ValueError as `mixture` does, and for a negative count or fewer than one worker.
    """
    if workers < 1:
        raise ValueError(f"workers is {workers}; at least one process has to do the writing.")
    if count < 0:
        raise ValueError(f"count is {count}; ask for 0 or more documents.")
    documents = mixture(weights, seed=seed, split=split, start=start)
    if workers == 1:
        return itertools.islice(documents, count)
    jobs = [
        (dict(weights), seed, split, first, min(CHUNK, start + count - first))
        for first in range(start, start + count, CHUNK)
    ]
    return _parallel(jobs, workers)


def faults(text: str) -> list[str]:
    """What is wrong with a text's surface, as short phrases; empty for a clean one; boxes are fine."""
    found = [fault for fault, pattern in _FAULTS.items() if pattern.search(text)]
    if any(line.count('"') % 2 for line in text.split("\n\n")):
        found.append("a quotation mark without its partner")
    return found


_FAULTS = {
    "two spaces in a row": re.compile(r"\S  "),
    "a space before a stop": re.compile(r" [,.;:?!]"),
    "space at the edge of a line": re.compile(r"^ (?! )| $", re.MULTILINE),
    "a choice or a slot left over": re.compile(r"[{}]|\[[^\]\n]*\||\|[^\[\n]*\]"),
    "a word said twice": re.compile(r"\b(the|a|an|to|of|in|at|is|and) \1\b", re.IGNORECASE),
    "two stops in a row": re.compile(r"(?<!\.)\.[.,;:?!](?!\.)|[,;:][,.;:?!]|[?!][.,]"),
    "a sentence without a capital": re.compile(r"(?:\A|\n\n)[a-z]|(?<!\.)[.?!] [a-z]"),
    "a where an should be": re.compile(r"\ba (?=[aeio][a-z])(?!one|once|unit)"),
}


def _quotas(weights: Mapping[str, float]) -> dict[str, int]:
    """How many documents of each family a block holds, by largest remainders."""
    for family, weight in weights.items():
        if family not in FAMILIES:
            raise ValueError(
                f"There is no document family '{family}'; choose from: {', '.join(sorted(FAMILIES))}."
            )
        if not math.isfinite(weight) or weight < 0:
            raise ValueError(f"The weight of '{family}' is {weight}; weights are finite and not negative.")
    total = sum(weights.values())
    if total <= 0:
        raise ValueError("All weights of the mixture are zero; give at least one family a weight above 0.")
    exact = {family: BLOCK * weight / total for family, weight in weights.items() if weight}
    quotas = {family: int(share) for family, share in exact.items()}
    left = BLOCK - sum(quotas.values())
    for family in sorted(exact, key=lambda name: (quotas[name] - exact[name], name))[:left]:
        quotas[family] += 1
    return quotas


def _addresses(quotas: Mapping[str, int], seed: int, first_block: int) -> Iterator[tuple[str, int]]:
    """(family, index within the family) of each document from the start of a block on."""
    families = sorted(quotas)
    for block in itertools.count(first_block):
        order = [family for family in families for _ in range(quotas[family])]
        stream(seed, "mixture", block).shuffle(order)
        following = {family: block * quotas[family] for family in families}
        for family in order:
            yield family, following[family]
            following[family] += 1


def _write_chunk(job: tuple[dict[str, float], int, str, int, int]) -> list[Document]:
    weights, seed, split, start, count = job
    return list(itertools.islice(mixture(weights, seed=seed, split=split, start=start), count))


def _parallel(jobs: list[tuple[dict[str, float], int, str, int, int]], workers: int) -> Iterator[Document]:
    with get_context("spawn").Pool(workers) as pool:
        for chunk in pool.imap(_write_chunk, jobs):
            yield from chunk
