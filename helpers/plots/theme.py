"""One look for every figure: a white page, thin grey grid, colours that colour-blind readers can tell apart."""

import plotly.graph_objects as go

# Okabe & Ito (2008), "Color Universal Design", without the yellow that vanishes on white.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#444444")
# Marker shapes repeat what colour says.
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star")
GRID = "#e3e6ea"


def figure(title: str, x_title: str = "", y_title: str = "", *, height: int = 340) -> go.Figure:
    """An empty figure in the course's style; the background is solid, so it also reads in a dark notebook."""
    axis = {
        "gridcolor": GRID,
        "zeroline": False,
        "linecolor": "#9aa3ad",
        "ticks": "outside",
        "tickcolor": GRID,
    }
    return go.Figure(
        layout={
            "template": "none",  # plotly's own adds 7 KB of unused defaults to every figure in a saved notebook
            "title": {"text": title, "x": 0.01, "xanchor": "left", "font": {"size": 16}},
            "font": {"family": "system-ui, sans-serif", "size": 13, "color": "#22272e"},
            "paper_bgcolor": "white",
            "plot_bgcolor": "white",
            "height": height,
            "margin": {"l": 64, "r": 20, "t": 56, "b": 52},
            "xaxis": {**axis, "title": {"text": x_title}},
            "yaxis": {**axis, "title": {"text": y_title}},
            "legend": {"orientation": "h", "y": 1.08, "x": 1, "xanchor": "right", "yanchor": "bottom"},
        }
    )
