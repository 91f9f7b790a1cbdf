"""Measured values with their intervals: the picture that belongs beside a results table."""

from collections.abc import Mapping

import plotly.graph_objects as go

from .theme import COLOURS, SYMBOLS, figure


def interval_dots(
    rows: Mapping[str, Mapping[str, tuple[float, float, float]]], *, title: str, x_title: str
) -> go.Figure:
    """A dot with a whisker for each (row, series).

    Args:
        rows: row name -> series name -> (value, low, high). Rows run from top to bottom as given.
    """
    names = list(dict.fromkeys(series for row in rows.values() for series in row))
    figure_ = figure(title, x_title=x_title, height=120 + 46 * len(rows))
    for index, name in enumerate(names):
        labels = [row for row in rows if name in rows[row]]
        points = [rows[row][name] for row in labels]
        figure_.add_scatter(
            x=[value for value, _, _ in points],
            y=labels,
            name=name,
            mode="markers",
            marker={
                "size": 10,
                "color": COLOURS[index % len(COLOURS)],
                "symbol": SYMBOLS[index % len(SYMBOLS)],
            },
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [high - value for value, _, high in points],
                "arrayminus": [value - low for value, low, _ in points],
                "thickness": 1.4,
            },
        )
    figure_.update_yaxes(autorange="reversed", automargin=True)  # makes room for long names
    figure_.update_layout(showlegend=len(names) > 1)
    return figure_
