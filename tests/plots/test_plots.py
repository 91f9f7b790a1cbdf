"""Figures hold exactly the numbers they were given, and look the same for the same input."""

import pytest

from helpers import plots


def test_bars_are_ordered_by_the_first_distribution_and_missing_outcomes_are_zero() -> None:
    figure = plots.compare_distributions(
        {"town": {"red": 0.2, "blue": 0.7, "green": 0.1}, "model": {"blue": 0.9, "red": 0.1}}, title="t"
    )
    town, model = figure.data
    assert list(town.x) == ["blue", "red", "green"]
    assert list(model.y) == [0.9, 0.1, 0.0]


def test_whiskers_reach_the_ends_of_the_interval() -> None:
    figure = plots.grouped_bars(
        ["greedy"], {"repetition": [0.5]}, title="t", y_title="y", errors={"repetition": [(0.4, 0.7)]}
    )
    whisker = figure.data[0].error_y
    assert whisker.array[0] == pytest.approx(0.2)
    assert whisker.arrayminus[0] == pytest.approx(0.1)


def test_interval_dots_keep_rows_in_order_and_tell_series_apart_by_shape() -> None:
    figure = plots.interval_dots(
        {"greedy": {"a": (1, 0, 2), "b": (2, 1, 4)}, "sampled": {"a": (3, 2, 5)}}, title="t", x_title="x"
    )
    a, b = figure.data
    assert list(a.y) == ["greedy", "sampled"]
    assert list(b.y) == ["greedy"]
    assert list(b.error_x.array) == [2]
    assert a.marker.symbol != b.marker.symbol
    assert figure.layout.yaxis.autorange == "reversed"
    assert figure.layout.yaxis.automargin is True


def test_curve_uses_log_axes_where_asked() -> None:
    figure = plots.curve([1, 10], {"loss": [3, 2]}, title="t", x_title="x", y_title="y", log_x=True)
    assert figure.layout.xaxis.type == "log"
    assert list(figure.layout.xaxis.tickvals) == [1, 10]
    assert figure.layout.yaxis.type is None
    assert list(figure.data[0].y) == [3, 2]


def test_every_figure_has_a_solid_background_so_that_it_reads_in_a_dark_notebook() -> None:
    figure = plots.curve([1], {"a": [1]}, title="t", x_title="x", y_title="y")
    assert figure.layout.paper_bgcolor == "white"
    assert figure.layout.plot_bgcolor == "white"


def test_paths_go_through_their_own_points() -> None:
    drawn = plots.paths(
        {"a": ([0, 1], [2, 3]), "b": ([5], [7])}, title="t", x_title="√KL", y_title="learned reward"
    )
    assert [(list(trace.x), list(trace.y), trace.name) for trace in drawn.data] == [
        ([0, 1], [2, 3], "a"),
        ([5], [7], "b"),
    ]
    assert drawn.layout.showlegend


def test_a_trade_off_has_whiskers_both_ways_and_a_line_along_the_front() -> None:
    drawn = plots.trade_off(
        {"chat": ((0.8, 0.7, 0.9), (0.2, 0.1, 0.4)), "strict": ((0.1, 0.0, 0.3), (0.9, 0.8, 1.0))},
        title="t",
        x_title="helpful",
        y_title="harmless",
        front=["chat", "strict"],
    )
    line, chat, strict = drawn.data
    assert (list(line.x), list(line.y)) == ([0.1, 0.8], [0.9, 0.2])
    assert chat.error_x.array[0] == pytest.approx(0.1)
    assert chat.error_y.array[0] == pytest.approx(0.2)
    assert chat.error_y.arrayminus[0] == pytest.approx(0.1)
    assert strict.marker.symbol != chat.marker.symbol
    alone = plots.trade_off({"a": ((1, 1, 1), (1, 1, 1))}, title="t", x_title="x", y_title="y", front=["a"])
    assert [trace.name for trace in alone.data] == ["a"]


def test_no_two_lines_of_one_figure_look_alike() -> None:
    lines = plots.curve([0, 1], {str(i): [0, i] for i in range(9)}, title="", x_title="", y_title="").data
    assert len({(line.line.color, line.line.dash) for line in lines}) == 9
    assert lines[0].line.dash is None
