"""Bars over named categories."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from .theme import COLOURS, figure


def grouped_bars(
    categories: Sequence[str],
    series: Mapping[str, Sequence[float]],
    *,
    title: str,
    y_title: str,
    errors: Mapping[str, Sequence[tuple[float, float]]] | None = None,
) -> go.Figure:
    """One group of bars a category, one bar a series.

    Args:
        categories: names along the x axis.
        series: for each series name, one height a category.
        errors: for a series name, (low, high) ends of an interval for each category, drawn as whiskers.
    """
    figure_ = figure(title, y_title=y_title)
    for colour, (name, heights) in zip(COLOURS, series.items(), strict=False):
        whiskers = None
        if errors and name in errors:
            whiskers = {
                "type": "data",
                "symmetric": False,
                "array": [high - value for value, (_, high) in zip(heights, errors[name], strict=True)],
                "arrayminus": [value - low for value, (low, _) in zip(heights, errors[name], strict=True)],
                "thickness": 1.2,
                "color": "#22272e",
            }
        figure_.add_bar(x=list(categories), y=list(heights), name=name, marker_color=colour, error_y=whiskers)
    figure_.update_layout(barmode="group", bargap=0.25, bargroupgap=0.06)
    return figure_


def compare_distributions(
    distributions: Mapping[str, Mapping[str, float]], *, title: str, y_title: str = "probability"
) -> go.Figure:
    """Several distributions over the same outcomes, ordered by the first of them, largest outcome first."""
    first = next(iter(distributions.values()))
    outcomes = sorted(first, key=lambda outcome: -first[outcome])
    series = {
        name: [distribution.get(outcome, 0.0) for outcome in outcomes]
        for name, distribution in distributions.items()
    }
    return grouped_bars(outcomes, series, title=title, y_title=y_title)
