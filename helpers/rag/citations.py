"""Citations: the numbers in a reply, and the passages they lead to."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from helpers.rag.chunking import Chunk

_BRACKETS = re.compile(r"\[\s*(\d{1,3}(?:\s*(?:,|;|and|&)\s*\d{1,3})*)\s*\]")


@dataclass(frozen=True, slots=True)
class Citation:
    """A number in a reply.

    Attributes:
        number: as it stands in the brackets.
        start, end: of the brackets, in characters of the reply.
        chunk: what it leads to; None for a number that no passage has.
    """

    number: int
    start: int
    end: int
    chunk: Chunk | None


def cited_numbers(reply: str) -> list[int]:
    """The numbers in brackets, each once, in order: "[1]", "[1][3]", "[1, 3]", "[1 and 3]"."""
    found = (int(number) for match in _BRACKETS.finditer(reply) for number in re.findall(r"\d+", match[1]))
    return list(dict.fromkeys(found))


def resolve_citations(reply: str, keys: Sequence[str]) -> list[str]:
    """The keys of the passages that a reply cites, in order, each once; numbers that no passage has are left out.

    Args:
        reply: with citations such as "[1]", "[1][3]", "[1, 3]", "[1 and 3]".
        keys: of the passages; the first is cited as [1].
    """
    return [keys[number - 1] for number in cited_numbers(reply) if 1 <= number <= len(keys)]


def resolve(reply: str, chunks: Sequence[Chunk]) -> list[Citation]:
    """Every citation of a reply, in order, with its passage.

    Args:
        reply: what the model wrote.
        chunks: the passages of the prompt; passage [1] is the first.
    """
    found = []
    for match in _BRACKETS.finditer(reply):
        for number in map(int, re.findall(r"\d+", match[1])):
            chunk = chunks[number - 1] if 1 <= number <= len(chunks) else None
            found.append(Citation(number, match.start(), match.end(), chunk))
    return found


def citation_precision(cited: Collection[int], gold: Collection[int]) -> float | None:
    """Share of the cited passages that support the answer; None when nothing is cited."""
    numbers = set(cited)
    return len(numbers & set(gold)) / len(numbers) if numbers else None


def citation_recall(cited: Collection[int], gold: Collection[int]) -> float | None:
    """Share of the passages that support the answer that are cited; None when none does."""
    numbers = set(gold)
    return len(numbers & set(cited)) / len(numbers) if numbers else None
