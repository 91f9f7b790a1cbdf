"""What the sample lab imports, and the exercise it holds: stand-ins with the interface of ``helpers.checks``."""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import ipywidgets


@dataclass(frozen=True)
class Exercise:
    """An exercise as the build sees it."""

    title: str
    function: str
    points: float
    hint: str

    def card_markdown(self) -> str:
        hint = f"<details><summary>Hint</summary>{self.hint}</details>"
        return f"*Difficulty 1 · 5 minutes · {self.points} points*\n\n{hint}"


EXERCISES = {"ex97_1_double": Exercise("Twice as much", "double", 3, "Two times.")}


def _check_double(function: Callable[[int], int]) -> None:
    try:
        right = function(4) == 8
    except NotImplementedError:
        right = False
    print("double: right" if right else "double: not yet")
    if os.environ.get("COURSE_STRICT") == "1":
        assert right, "double(4) should be 8"


def predict(name: str, question: str) -> None:
    print(question)


def reveal(name: str, actual: object) -> None:
    print(actual)


class Picture(ipywidgets.IntSlider):
    """A widget that brings a static picture along, as the course's widgets do."""

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        return super()._repr_mimebundle_(**kwargs) | {
            "text/html": "<b>0.25</b>",
            "text/plain": "picture: 0.25",
        }


check = SimpleNamespace(ex97_1_double=_check_double)
use = SimpleNamespace(double=lambda x: 2 * x)
profile = SimpleNamespace(seed=random.seed)
