"""Whether the ``.venv`` is finished and current, told from files alone so that it costs a millisecond."""

import contextlib
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from helpers.paths import ROOT
from helpers.setup.requirements import Level, fingerprint

Torch = Literal["default", "cpu"]
VENV = ROOT / ".venv"


@dataclass(frozen=True)
class Stamp:
    """What a finished set-up writes down, last of all: an environment without it is taken up again."""

    level: Level
    fingerprint: str
    python: str
    torch: Torch

    @staticmethod
    def path(venv: Path) -> Path:
        """Where the stamp lies. The file exists, empty of facts, from the moment the course starts a ``.venv``."""
        return venv / "course.json"

    @classmethod
    def read(cls, venv: Path) -> "Stamp | None":
        """The stamp of ``venv``, or None where set-up has not finished."""
        try:
            return cls(**json.loads(cls.path(venv).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, venv: Path) -> None:
        """Write in one step, so that an interruption leaves no half stamp."""
        scratch = self.path(venv).with_suffix(".new")
        scratch.write_text(json.dumps(asdict(self)), encoding="utf-8")
        scratch.replace(self.path(venv))


def ready(level: Level, torch: Torch | None = None, venv: Path = VENV, root: Path = ROOT) -> bool:
    """Whether ``venv`` holds what ``level`` needs, with the build of torch that was asked for (None: any)."""
    stamp = Stamp.read(venv)
    return (
        stamp is not None
        and stamp.level in (level, "dev")
        and torch in (None, stamp.torch)
        and stamp.fingerprint == fingerprint(stamp.level, root)
        and stamp.python == version_of(venv)
        and python_of(venv).exists()
    )


def python_of(venv: Path) -> Path:
    """The interpreter inside ``venv``."""
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def version_of(venv: Path) -> str:
    """Python version of ``venv`` as ``3.11``, from its own configuration; empty where there is none."""
    with contextlib.suppress(OSError):
        for line in (venv / "pyvenv.cfg").read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition("=")
            if key.strip() in {"version", "version_info"}:
                return ".".join(value.strip().split(".")[:2])
    return ""


def active(venv: Path = VENV) -> bool:
    """Whether this process runs inside ``venv``."""
    return Path(sys.prefix).resolve() == venv.resolve()
