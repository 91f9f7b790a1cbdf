"""What people in Lantern Bay talk about: each situation runs a scene and returns its one-sentence summary."""

from collections.abc import Callable

from helpers.world.scene import Scene
from helpers.world.situations import errands

Situation = Callable[[Scene], str]

_MODULES = (errands,)


def _public(module: object) -> dict[str, Situation]:
    return {
        name: function
        for name, function in vars(module).items()
        if callable(function) and getattr(function, "__module__", "") == getattr(module, "__name__", None)
    }


SITUATIONS: dict[str, Situation] = {name: run for module in _MODULES for name, run in _public(module).items()}
