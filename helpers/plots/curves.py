"""Lines over a numeric axis."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from .theme import COLOURS, SYMBOLS, figure


def curve(
    x: Sequence[float],
    series: Mapping[str, Sequence[float]],
    *,
    title: str,
    x_title: str,
    y_title: str,
    log_x: bool = False,
    log_y: bool = False,
) -> go.Figure:
    """One line with markers for each series over the same ``x``; a logarithmic x axis is labelled at the points."""
    figure_ = figure(title, x_title, y_title)
    _draw(figure_, {name: (x, y) for name, y in series.items()}, width=2, size=7)
    if log_x:
        figure_.update_xaxes(type="log", tickvals=list(x))
    if log_y:
        figure_.update_yaxes(type="log")
    return figure_


def paths(
    series: Mapping[str, tuple[Sequence[float], Sequence[float]]], *, title: str, x_title: str, y_title: str
) -> go.Figure:
    """One line for each series through its own points (x values, y values), in the order in which they came."""
    figure_ = figure(title, x_title, y_title)
    _draw(figure_, series, width=1.5, size=5)
    return figure_


def _draw(
    figure_: go.Figure,
    series: Mapping[str, tuple[Sequence[float], Sequence[float]]],
    *,
    width: float,
    size: float,
) -> None:
    for index, (name, (x, y)) in enumerate(series.items()):
        dashed = {"dash": "dash"} if index >= len(COLOURS) else {}  # the colours begin again
        figure_.add_scatter(
            x=list(x),
            y=list(y),
            name=name,
            mode="lines+markers",
            line={"color": COLOURS[index % len(COLOURS)], "width": width, **dashed},
            marker={"symbol": SYMBOLS[index % len(SYMBOLS)], "size": size},
        )
    figure_.update_layout(showlegend=len(series) > 1)
