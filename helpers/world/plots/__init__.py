"""The plots of the town's stories, each beside the phrases that tell it."""

from types import ModuleType

from helpers.world.beats import Plot
from helpers.world.discourse import add_rules
from helpers.world.plots import (
    animals,
    colours,
    common,
    errands,
    festive,
    lost,
    odd,
    quiet,
    sea,
    skills,
    talk,
    trades,
)

_MODULES: tuple[ModuleType, ...] = (
    lost,
    colours,
    errands,
    animals,
    talk,
    sea,
    trades,
    festive,
    odd,
    quiet,
    skills,
)

add_rules(common.RULES)
PHRASES: dict[str, tuple[str, ...]] = dict(common.PHRASES)
PLOTS: dict[str, Plot] = {}
for _module in _MODULES:
    PHRASES.update(_module.PHRASES)
    PLOTS.update({plot.name: plot for plot in _module.PLOTS})

__all__ = ["PHRASES", "PLOTS"]
