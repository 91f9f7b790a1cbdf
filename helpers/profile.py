"""Which models and data the course uses (tiny or hub), on which device, from which seed.

``COURSE_PROFILE`` (tiny or hub) and ``COURSE_DEVICE`` (cpu, cuda, cuda:1, mps) override the defaults. Under tiny no
Hub client may reach for the network, so importing this module already sets HF_HUB_OFFLINE=1, before transformers or
datasets read it.
"""

import os
import random
import sys
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import torch

from helpers.errors import CourseError

Name = Literal["tiny", "hub"]
NAMES: tuple[str, ...] = get_args(Name)
_user_offline = os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "ON", "YES", "TRUE"}
_chosen: str | None = None


@dataclass(frozen=True)
class Profile:
    """``tiny``: the models and data shipped with the course. ``hub``: models and data of the Hugging Face Hub."""

    name: Name

    @property
    def offline(self) -> bool:
        """True when nothing may be fetched."""
        return self.name == "tiny"


def current() -> Profile:
    """The profile in use: that of the last `use`, else COURSE_PROFILE, else tiny. Raises CourseError for another."""
    name = _chosen or os.environ.get("COURSE_PROFILE") or "tiny"
    return Profile(_checked(name, "COURSE_PROFILE"))


def use(name: str) -> Profile:
    """Switch to ``tiny`` or ``hub`` for the rest of this session. Raises CourseError for another name."""
    global _chosen
    _chosen = _checked(name, "profile.use")
    chosen = current()
    set_offline(chosen.offline)
    return chosen


def device() -> torch.device:
    """CUDA, else MPS, else the CPU; COURSE_DEVICE overrides. Raises CourseError when that device is not here."""
    wanted = os.environ.get("COURSE_DEVICE")
    if not wanted:
        return torch.device("cuda" if torch.cuda.is_available() else "mps" if _mps() else "cpu")
    try:
        chosen = torch.device(wanted.strip().lower())
    except RuntimeError:
        chosen = torch.device("meta")
    present = {"cpu": 1, "mps": int(_mps()), "cuda": torch.cuda.device_count()}
    if chosen.type not in present:
        raise CourseError(
            f"COURSE_DEVICE is '{wanted}', which is no device; set it to cpu, cuda, cuda:1 or mps."
        )
    if (chosen.index or 0) >= present[chosen.type]:
        raise CourseError(
            f"COURSE_DEVICE is '{wanted}', but this machine has no such device; unset it, or set it to cpu."
        )
    return chosen


def seed(n: int) -> int:
    """Seed random, numpy and torch (every device) with ``n`` and return it. Raises ValueError outside [0, 2³²)."""
    if not 0 <= n < 2**32:
        raise ValueError(f"a seed is a whole number from 0 to 4294967295, got {n}")
    random.seed(n)
    np.random.seed(n)
    torch.manual_seed(n)
    return n


def describe() -> str:
    """One line for the top of a notebook: profile, device, threads."""
    where = device()
    threads = torch.get_num_threads()
    name = torch.cuda.get_device_name(where) if where.type == "cuda" else where.type.upper()
    return f"profile {current().name} · device {name} · {threads} CPU thread{'s' if threads > 1 else ''}"


def _mps() -> bool:
    return torch.backends.mps.is_available()


def _checked(name: str, where: str) -> Name:
    for known in get_args(Name):
        if name.strip().lower() == known:
            return known
    raise CourseError(f"{where} is '{name}', but the course has two profiles; choose tiny or hub.")


def set_offline(offline: bool) -> None:
    """Tell the Hub's clients whether they may use the network; those already imported too, which read it only once.

    What the user's own HF_HUB_OFFLINE=1 forbids stays forbidden.
    """
    blocked = offline or _user_offline
    if blocked:
        os.environ["HF_HUB_OFFLINE"] = "1"
    else:
        os.environ.pop("HF_HUB_OFFLINE", None)
    for module in ("huggingface_hub.constants", "datasets.config"):
        if module in sys.modules:
            sys.modules[module].HF_HUB_OFFLINE = blocked  # type: ignore[attr-defined]


set_offline((os.environ.get("COURSE_PROFILE") or "tiny").strip().lower() != "hub")
