"""How many documents of a stream are copies of earlier ones, exactly or nearly, in bounded memory.

Near-duplicates are found by MinHash (Broder, 1997) over five-word shingles, in one permutation with empty bins filled
from their neighbours (Li et al., 2012; Shrivastava and Li, 2014). Documents that share one band of their signature are
compared by their shingles: the earlier one is not kept but written again, since every document can be written alone.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass

from helpers.world.documents import stable_hash

SHINGLE = 5  # words
NEAR = 0.8  # Jaccard similarity of two documents' shingles from which they count as near-duplicates
_BINS, _BAND = (
    32,
    4,
)  # eight bands of four: a pair as similar as NEAR shares one of them with probability 0.985


@dataclass(frozen=True)
class Duplicates:
    """Shares of the documents that repeat an earlier one; a near-duplicate is not an exact one."""

    documents: int
    exact: float
    near: float


def shingles(text: str) -> frozenset[int]:
    """Hashes of the text's runs of five words, or of the whole text where it is shorter."""
    words = text.lower().split()
    runs = (" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))
    return frozenset(zlib.crc32(run.encode()) for run in runs)


def similarity(one: frozenset[int], other: frozenset[int]) -> float:
    """The Jaccard similarity of two sets of shingles."""
    return len(one & other) / len(one | other)


def signature(hashes: frozenset[int]) -> list[int]:
    """The smallest hash of each of 32 bins; an empty bin takes that of the next one that is not."""
    bins = [-1] * _BINS
    for value in hashes:
        rank = value // _BINS
        place = value % _BINS
        if bins[place] < 0 or rank < bins[place]:
            bins[place] = rank
    filled = list(bins)
    for place in range(_BINS):
        step = 1
        while filled[place] < 0:
            beyond = bins[(place + step) % _BINS]
            filled[place] = beyond + step * 0x10000001 if beyond >= 0 else -1
            step += 1
    return filled


def count_duplicates(text_of: Callable[[int], str], documents: int) -> Duplicates:
    """Duplicates among texts 0 to `documents` - 1.

    Args:
        text_of: writes text i, the same each time; called again for a text that a later one resembles.

    Raises:
        ValueError: fewer than one document.
    """
    if documents < 1:
        raise ValueError(f"documents is {documents}; there must be one or more to compare.")
    seen: set[int] = set()
    bands: dict[int, int] = {}
    exact = near = 0
    for i in range(documents):
        text = text_of(i)
        key = stable_hash(text)
        if key in seen:
            exact += 1
            continue
        seen.add(key)
        mine = shingles(text)
        marks = _marks(signature(mine))
        candidates = {bands[mark] for mark in marks if mark in bands}
        near += any(similarity(mine, shingles(text_of(other))) >= NEAR for other in candidates)
        for mark in marks:
            bands.setdefault(mark, i)
    return Duplicates(documents, exact / documents, near / documents)


def _marks(values: list[int]) -> list[int]:
    """A hash for each band and its values."""
    return [hash((start, *values[start : start + _BAND])) for start in range(0, _BINS, _BAND)]
