"""Where the generator spends its time: shares of processor time by module, as Python's own profiler sees them."""

import cProfile
import pstats
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from helpers.paths import ROOT
from helpers.world.documents import Document


@dataclass(frozen=True)
class Profile:
    """What one run took.

    Attributes:
        words: that were written.
        seconds: of processor time, without the profiler.
        shares: module (``helpers/world/telling.py``, or ``Python`` for everything outside the course) and its share of
            the profiled time spent in its own functions, largest first. The profiler adds to every call, so modules of
            many small functions look dearer than they are.
    """

    words: int
    seconds: float
    shares: tuple[tuple[str, float], ...]


def profile(write: Callable[[], Iterable[Document]]) -> Profile:
    """Write the same documents twice: once against the clock, once under the profiler.

    Args:
        write: gives the documents anew at each call.
    """
    for _ in write():  # tables are filled at first use
        pass
    began = time.process_time()
    words = sum(len(document.text.split()) for document in write())
    seconds = time.process_time() - began
    watch = cProfile.Profile()
    watch.enable()
    for _ in write():
        pass
    watch.disable()
    spent: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, _) in pstats.Stats(watch).stats.items():  # type: ignore[attr-defined]
        spent[_module(file)] += own
    total = sum(spent.values())
    return Profile(words, seconds, tuple((name, own / total) for name, own in spent.most_common()))


def _module(file: str) -> str:
    path = Path(file)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT / "helpers") else "Python"


def table(found: Profile, rows: int = 12) -> str:
    """The largest shares, a line each."""
    speed = found.words / found.seconds
    head = f"{found.words:,} words in {found.seconds:.1f} s of processor time: {speed:,.0f} a second"
    return "\n".join([head, *(f"{share:6.1%}  {name}" for name, share in found.shares[:rows])])
