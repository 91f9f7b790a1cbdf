"""`use`: the student's own function once its check has passed, the course's version until then."""

from collections.abc import Callable
from typing import Any

from IPython.display import Markdown, display

from helpers.checks.registry import EXERCISES

_passed: dict[str, Callable[..., Any]] = {}
_told: set[str] = set()


def accept(name: str, function: Callable[..., Any]) -> None:
    """From now on ``use.<name>`` is this function."""
    _passed[name] = function


def withdraw(name: str) -> None:
    """The function's last check failed: ``use.<name>`` is the course's version again."""
    _passed.pop(name, None)
    _told.discard(name)


class Use:
    """``use.top_p``: nobody is blocked by an unsolved exercise."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            exercise = EXERCISES.by_function(name)
        except KeyError:
            raise AttributeError(f"No exercise has a function named {name!r}.") from None
        if name in _passed:
            return _passed[name]
        if name not in _told:
            _told.add(name)
            _tell(
                f"`{name}` is the course's own version here; yours takes its place once its check has passed in "
                "this session."
            )
        return exercise.reference

    def __dir__(self) -> list[str]:
        return [exercise.function for exercise in EXERCISES.values()]


def _tell(line: str) -> None:
    display(Markdown(f"<small>{line}</small>"))


use = Use()
