"""What people in Lantern Bay talk about: each situation runs a scene and returns its one-sentence summary."""

from collections.abc import Callable
from types import ModuleType

from helpers.world.scene import Scene
from helpers.world.situations import errands, journeys, neighbours, occasions, sea, table, trade

Situation = Callable[[Scene], str]


def _situations(module: ModuleType) -> dict[str, Situation]:
    """The public functions that a module defines itself."""
    return {
        name: function
        for name, function in vars(module).items()
        if callable(function) and not name.startswith("_") and function.__module__ == module.__name__
    }


SITUATIONS: dict[str, Situation] = {
    name: run
    for module in (errands, journeys, neighbours, occasions, sea, table, trade)
    for name, run in _situations(module).items()
}
