"""Curves that grow while something trains: one figure, redrawn in place."""

import time
from typing import Any

import plotly.io as pio
from IPython.display import DisplayHandle, display

from helpers import plots


class LiveCurves:
    """A plot of one line a run, shown at once and redrawn at most every ``seconds``.

    Unlike a FigureWidget it is an ordinary output, which stays in a saved notebook as it last was.

    Args:
        title, x_title, y_title: as in `plots.curve`.
        seconds: shortest time between two drawings.
    """

    def __init__(
        self, title: str, x_title: str = "step", y_title: str = "loss", seconds: float = 1.0
    ) -> None:
        self.labels: dict[str, Any] = {"title": title, "x_title": x_title, "y_title": y_title}
        self.runs: dict[str, list[float]] = {}
        self._seconds, self._drawn = seconds, 0.0
        self._handle: DisplayHandle | None = display(self._shown(), raw=True, display_id=True)

    def add(self, run: str, step: int, value: float) -> None:
        """The next value of a run; a step of 1 begins it anew."""
        if step == 1:
            self.runs[run] = []
        self.runs.setdefault(run, []).append(round(value, 3))
        if time.monotonic() - self._drawn >= self._seconds:
            self.draw()

    def follow(self, run: str) -> Any:
        """``add`` for one run, as a function of step and value."""
        return lambda step, value: self.add(run, step, value)

    def draw(self) -> None:
        """Bring the picture up to date; call it after the last value."""
        self._drawn = time.monotonic()
        if self._handle:
            self._handle.update(self._shown(), raw=True)

    def figure(self) -> Any:
        """The plot as it stands."""
        longest = max(map(len, self.runs.values()), default=0)
        figure = plots.curve(list(range(1, longest + 1)), self.runs, **self.labels)
        return figure.update_traces(mode="lines")

    def _shown(self) -> dict[str, Any]:
        """The figure as data: shown as itself it would ignore the handle, and each drawing come below the last."""
        bundle: dict[str, Any] = pio.renderers["plotly_mimetype"].to_mimebundle(self.figure().to_dict())
        return bundle
