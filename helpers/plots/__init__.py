"""Plots: data in, a plotly ``Figure`` out. No state, no widgets, no computation beyond arranging what is drawn."""

from .bars import compare_distributions, grouped_bars
from .curves import curve, paths
from .intervals import interval_dots
from .plane import trade_off

__all__ = ["compare_distributions", "curve", "grouped_bars", "interval_dots", "paths", "trade_off"]
