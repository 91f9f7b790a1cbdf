"""A plot that grows: what it holds, and how often it is drawn."""

import pytest

from helpers.widgets import live_curves


class Handle:
    """Counts drawings, which replace each other only as raw data: a figure would show itself anew each time."""

    def __init__(self) -> None:
        self.drawn = 0

    def update(self, bundle: dict[str, object], raw: bool) -> None:
        assert raw
        assert list(bundle) == ["application/vnd.plotly.v1+json"]
        self.drawn += 1


@pytest.fixture
def handle(monkeypatch: pytest.MonkeyPatch) -> Handle:
    shown = Handle()
    monkeypatch.setattr(live_curves, "display", lambda bundle, raw, display_id: shown)
    return shown


def test_runs_of_different_lengths(handle: Handle) -> None:
    live = live_curves.LiveCurves("Losses", seconds=0.0)
    follow = live.follow("first")
    for step, value in ((1, 3.0), (2, 2.0), (3, 1.23456)):
        follow(step, value)
    live.add("second", 1, 5.0)
    first, second = live.figure().data
    assert (list(first.x), list(first.y)) == ([1, 2, 3], [3.0, 2.0, 1.235])
    assert (second.name, list(second.y)) == ("second", [5.0])
    assert handle.drawn == 4


def test_a_run_that_begins_anew(handle: Handle) -> None:
    live = live_curves.LiveCurves("Losses")
    for step, value in ((1, 3.0), (2, 2.0), (1, 9.0)):
        live.add("run", step, value)
    assert live.runs == {"run": [9.0]}


def test_it_is_drawn_now_and_then_and_when_asked(handle: Handle) -> None:
    live = live_curves.LiveCurves("Losses", seconds=3600.0)
    live.draw()
    for step in range(1, 50):
        live.add("run", step, 1.0)
    assert handle.drawn == 1
    live.draw()
    assert handle.drawn == 2
