"""Two measures against each other, where more of one may cost some of the other."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from .theme import COLOURS, SYMBOLS, figure

Measured = tuple[float, float, float]


def trade_off(
    points: Mapping[str, tuple[Measured, Measured]],
    *,
    title: str,
    x_title: str,
    y_title: str,
    front: Sequence[str] = (),
) -> go.Figure:
    """A point with whiskers both ways for each name, and a dotted line through those on the front.

    Args:
        points: name -> ((value, low, high) along x, the same along y).
        front: names that the line joins, in any order; fewer than two draw none.
    """
    figure_ = figure(title, x_title, y_title, height=420)
    if len(front) > 1:
        line = sorted((points[name][0][0], points[name][1][0]) for name in front)
        figure_.add_scatter(
            x=[x for x, _ in line],
            y=[y for _, y in line],
            name="front",
            mode="lines",
            line={"color": "#9aa3ad", "dash": "dot"},
            hoverinfo="skip",
        )
    for index, (name, (across, up)) in enumerate(points.items()):
        colour = COLOURS[index % len(COLOURS)]
        figure_.add_scatter(
            x=[across[0]],
            y=[up[0]],
            name=name,
            mode="markers",
            marker={"size": 11, "color": colour, "symbol": SYMBOLS[index % len(SYMBOLS)]},
            error_x=_whisker(across, colour),
            error_y=_whisker(up, colour),
        )
    figure_.update_layout(showlegend=True)
    return figure_


def _whisker(measured: Measured, colour: str) -> dict[str, object]:
    value, low, high = measured
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - value],
        "arrayminus": [value - low],
        "thickness": 1.2,
        "color": colour,
    }
