"""`helpers.checks` as a student's function sees it while it is graded: nothing is checked, and nothing is told.

``use.<function>`` is the course's version of another exercise's function; that of the exercise being graded raises.
"""

import importlib
from collections.abc import Callable
from typing import Any

#: ``function: (module, name)``, set before the first cell is run.
REFERENCES: dict[str, tuple[str, str]] = {}


class _Silent:
    """``check``, ``progress`` and the like: any call does nothing."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **kwargs: None


class Use:
    """``use.top_k``."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in REFERENCES:
            raise AttributeError(f"No exercise has a function named {name!r}.")
        module, function = REFERENCES[name]
        found: Callable[..., Any] = getattr(importlib.import_module(module), function)
        return found


check, progress, use = _Silent(), _Silent(), Use()


def predict(*args: Any, **kwargs: Any) -> None:
    """Predictions are not graded here."""


def reveal(*args: Any, **kwargs: Any) -> None:
    """Nor are they revealed."""
