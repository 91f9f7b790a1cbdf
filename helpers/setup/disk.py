"""How much disk set-up needs, and whether it is there.

Measured in November 2026, Linux x86_64, Python 3.11, in GB = 10⁹ bytes: what `du` says of a finished `.venv`, and
the sizes that pip prints for its downloads. pip unpacks the downloads beside the environment before it installs
them, and keeps a copy in its cache.
"""

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from helpers.errors import CourseError
from helpers.setup.requirements import Level

Build = Literal["cpu", "cuda"]
GB = 10**9


@dataclass(frozen=True)
class Size:
    """Bytes of wheels to download, and of the packages once installed."""

    download: int
    installed: int

    @property
    def peak(self) -> int:
        """Bytes needed on the course's disk while pip works: wheels and installed packages side by side."""
        return self.download + self.installed


SIZES: Mapping[tuple[Level, Build], Size] = {
    ("lab", "cpu"): Size(int(0.5 * GB), int(2.0 * GB)),
    ("dev", "cpu"): Size(int(0.6 * GB), int(2.4 * GB)),
    ("lab", "cuda"): Size(int(3.1 * GB), int(6.2 * GB)),
    ("dev", "cuda"): Size(int(3.2 * GB), int(6.6 * GB)),
}


def require(level: Level, build: Build, folder: Path) -> None:
    """Raise CourseError when ``folder``'s disk cannot hold what pip will put there."""
    needed, free = SIZES[level, build].peak, free_bytes(folder)
    if free >= needed:
        return
    smaller = (
        " or choose the CPU build with `make lab TORCH=cpu` (`python -m helpers lab --torch cpu`), "
        f"which needs {_gb(SIZES[level, 'cpu'].peak)}"
        if build == "cuda" and free >= SIZES[level, "cpu"].peak
        else ""
    )
    raise CourseError(
        f"The disk that holds {folder} has {_gb(free)} free, and installing the {build.upper()} build of torch with "
        f"the other packages needs {_gb(needed)}: free some space{smaller}, then run the same command again."
    )


def cache_fits(level: Level, build: Build, folder: Path) -> bool:
    """Whether pip's own cache may keep a copy of the downloads beside everything else that is needed."""
    cache, size = _cache_folder(), SIZES[level, build]
    shared = os.stat(cache).st_dev == os.stat(folder).st_dev
    return free_bytes(cache) >= size.download + (size.peak if shared else 0)


def free_bytes(folder: Path) -> int:
    """Bytes that this user may still write on the disk of ``folder``."""
    return shutil.disk_usage(folder).free


def _cache_folder() -> Path:
    home = Path.home()
    default = {"win32": home / "AppData/Local", "darwin": home / "Library/Caches"}.get(
        sys.platform, home / ".cache"
    )
    folder = Path(os.environ.get("PIP_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or default)
    while not folder.exists():
        folder = folder.parent
    return folder


def _gb(size: int) -> str:
    return f"{size / GB:.1f} GB"
