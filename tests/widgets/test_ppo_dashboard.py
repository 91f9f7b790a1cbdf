"""The PPO dashboard on runs of the toy world: what it shows, how it is held, what becomes of errors."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.errors import InputError
from helpers.ppo import PPO, read_log
from helpers.widgets import PPODashboard
from helpers.widgets.ppo_view import MEASURES, Run, sparkline
from helpers.widgets.still import VIEW

from . import toy_runs
from .conftest import Ask, of_kind, talker
from .test_still import assert_well_formed

SLOW = 0.02


@pytest.fixture
def make() -> Iterator[Callable[..., PPODashboard]]:
    made: list[PPODashboard] = []

    def dashboard(seconds: float = 0.0, judge: Callable[..., list[float]] = toy_runs.score, **more: object):
        made.append(PPODashboard(toy_runs.maker(seconds, judge), gold=toy_runs.gold, **more))
        return made[-1]

    yield dashboard
    for each in made:
        if each.runs and not each.runs[-1].over:
            each.stop()
            each.finish()


def until(condition: Callable[[], object]) -> None:
    """Wait for what another thread does."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def shown(ask: Ask) -> dict:
    return of_kind(ask("hello", "hello"), "state")[-1]


def test_a_run_is_the_trainers_run_with_the_gold_reward_beside_it(make) -> None:
    dashboard = make(iterations=5, kl_coef=0.1)
    dashboard.start()
    run = dashboard.finish()
    alone = toy_runs.maker()(0.1).run(5)
    assert [report.texts for report in run.reports] == [report.texts for report in alone]
    assert run.gold == [
        pytest.approx(sum(len(set(text.split())) == 2 for text in report.texts) / len(report.texts))
        for report in alone
    ]
    assert run.status == "done"
    assert run.kl_coef == 0.1
    state = dashboard.state()
    curves = {measure["name"]: measure["curves"][0] for measure in state["measures"]}
    assert set(curves) == set(MEASURES)
    assert curves["score"] == [report.score for report in alone]
    assert curves["kl"] == [report.kl for report in alone]
    assert state["words"] == "β = 0.1: done, 5 of 5 iterations."
    assert state["can"] == {"start": True, "pause": False, "resume": False, "stop": False}


def test_the_samples_are_the_extremes_and_two_more(make) -> None:
    dashboard = make(iterations=1, read=lambda prompt: f"<{prompt}>")
    dashboard.start()
    report = dashboard.finish().reports[-1]
    best, worst, *others = dashboard.state()["samples"]
    assert best["why"] == "pays best"
    assert float(best["reward"]) == max(report.scores)
    assert worst["why"] == "pays worst"
    assert float(worst["reward"]) == min(report.scores)
    assert [other["why"] for other in others] == ["drawn at random"] * 2
    assert best["prompt"] == "<x>"
    assert float(best["gold"]) == float(len(set(best["text"].split())) == 2)


def test_pause_holds_between_iterations_and_resume_goes_on_as_if_nothing_had_been(make) -> None:
    dashboard = make(SLOW, iterations=30)
    ask = talker(dashboard)
    dashboard.start()
    until(lambda: len(dashboard.runs[0].reports) >= 2)
    ask("pause", "run")
    until(lambda: dashboard.runs[0].status == "paused")
    held = len(dashboard.runs[0].reports)
    assert shown(ask)["can"] == {"start": False, "pause": False, "resume": True, "stop": True}
    time.sleep(5 * SLOW)
    assert len(dashboard.runs[0].reports) == held < 30
    assert dashboard.runs[0].trainer.steps == held
    ask("resume", "run")
    run = dashboard.finish()
    assert run.status == "done"
    assert [r.score for r in run.reports] == [r.score for r in toy_runs.maker()(0.05).run(30)]


@pytest.mark.parametrize("paused", [False, True])
def test_stop_leaves_the_policy_of_the_last_whole_iteration(make, paused: bool) -> None:
    dashboard = make(SLOW, iterations=500)
    ask = talker(dashboard)
    dashboard.start()
    until(lambda: len(dashboard.runs[0].reports) >= 2)
    if paused:
        ask("pause", "run")
        until(lambda: dashboard.runs[0].status == "paused")
    ask("stop", "run")
    run = dashboard.finish()
    assert run.status == "stopped"
    assert run.trainer.steps == len(run.reports) < 500
    run.trainer.run(1)  # it can go on from there
    assert run.trainer.steps == len(run.reports) + 1


def test_the_next_run_starts_afresh_with_the_price_of_the_slider(make) -> None:
    dashboard = make(iterations=3)
    ask = talker(dashboard)
    ask("start", "run", kl_coef=0.5)
    dashboard.finish()
    ask("start", "run", kl_coef=0)
    run = dashboard.finish()
    first, second = dashboard.runs
    assert (first.kl_coef, second.kl_coef) == (0.5, 0.0)
    assert run is second
    assert first.reports[0].texts == second.reports[0].texts
    state = shown(ask)
    assert state["runs"] == ["run 1, β = 0.5", "run 2, β = 0"]
    assert [len(curve) for curve in state["measures"][0]["curves"]] == [3, 3]
    assert state["kl_coef"] == 0


def test_a_cell_that_awaits_the_end_leaves_the_loop_to_the_buttons(make) -> None:
    dashboard = make(SLOW, iterations=500)
    ask = talker(dashboard)

    async def cell() -> tuple[Run, list[str]]:
        dashboard.start()
        waiting = asyncio.create_task(dashboard.ended())
        seen = []
        for kind, status in (("pause", "paused"), ("resume", "running"), ("stop", "stopped")):
            ask(kind, "run")
            while dashboard.runs[0].status != status:
                await asyncio.sleep(0.005)
            seen.append(status)
        return await waiting, seen

    run, seen = asyncio.run(asyncio.wait_for(cell(), 20))
    assert seen == ["paused", "running", "stopped"]
    assert run.trainer.steps == len(run.reports) < 500


def test_interrupting_the_cell_stops_the_run(make) -> None:
    dashboard = make(SLOW, iterations=500)

    async def cell() -> Run:
        dashboard.start()
        waiting = asyncio.create_task(dashboard.ended())
        await asyncio.sleep(3 * SLOW)
        waiting.cancel()
        return await waiting

    run = asyncio.run(cell())
    assert run.status == "stopped"
    assert run.trainer.steps == len(run.reports)


def test_one_run_at_a_time(make) -> None:
    dashboard = make(SLOW, iterations=500)
    ask = talker(dashboard)
    dashboard.start()
    [answer] = of_kind(ask("start", "run", kl_coef=0.1), "answer")
    assert "still going" in answer["problem"]
    assert len(dashboard.runs) == 1


def test_buttons_without_a_run(make) -> None:
    dashboard = make()
    ask = talker(dashboard)
    assert shown(ask)["can"] == {"start": True, "pause": False, "resume": False, "stop": False}
    for kind in ("pause", "resume", "stop"):
        [answer] = of_kind(ask(kind, "run"), "answer")
        assert "No run is going" in answer["problem"]
    with pytest.raises(InputError, match="call start"):
        dashboard.finish()


@pytest.mark.parametrize("price", [-0.1, float("inf"), "much", None, True])
def test_a_price_that_is_none(make, price: object) -> None:
    dashboard = make()
    ask = talker(dashboard)
    if price is not None:
        [answer] = of_kind(ask("start", "run", kl_coef=price), "answer") if price != float("inf") else [None]
        assert answer is None or "a number of 0 or more" in answer["problem"]
    with pytest.raises(InputError, match="a number of 0 or more"):
        make(kl_coef=price)
    assert dashboard.runs == []


def test_no_iterations() -> None:
    with pytest.raises(InputError, match="at least 1"):
        PPODashboard(toy_runs.maker(), iterations=0)


def test_a_judge_that_fails_ends_the_run_and_says_so_in_the_notebook(make) -> None:
    def broken(prompts: object, texts: list[str]) -> list[float]:
        raise KeyError("weights")

    dashboard = make(judge=broken)
    ask = talker(dashboard)
    dashboard.start()
    with pytest.raises(InputError, match="KeyError: 'weights'"):
        dashboard.finish()
    state = shown(ask)
    assert state["status"] == "failed"
    assert "KeyError" in state["words"]
    assert state["can"]["start"]


def test_a_trainer_that_cannot_be_made() -> None:
    def make(kl_coef: float) -> PPO:
        raise InputError("There are no prompts to learn from.")

    dashboard = PPODashboard(make)
    [answer] = of_kind(talker(dashboard)("start", "run", kl_coef=0.1), "answer")
    assert answer["problem"] == "There are no prompts to learn from."
    assert dashboard.runs == []


def test_without_a_gold_judge() -> None:
    dashboard = PPODashboard(toy_runs.maker(), iterations=2)
    dashboard.start()
    assert dashboard.finish().gold == [None, None]
    [gold] = [measure for measure in dashboard.state()["measures"] if measure["name"] == "gold"]
    assert gold["ends"] == [["–", "–"]] or gold["ends"] == [("–", "–")]
    assert gold["curves"] == [[None, None]]


def test_logs(make, tmp_path: Path) -> None:
    dashboard = make(iterations=2, logs=tmp_path / "logs")
    for kl_coef in (0.1, 0.0):
        dashboard.start(kl_coef)
        dashboard.finish()
    for number, kl_coef in ((1, 0.1), (2, 0.0)):
        reports = read_log(tmp_path / "logs" / f"run-{number}.jsonl")
        assert [report["kl_coef"] for report in reports] == [kl_coef] * 2


def test_the_picture_has_the_numbers(make) -> None:
    dashboard = make(iterations=3)
    data, _ = dashboard._repr_mimebundle_()
    assert "no run yet" in data["text/plain"]
    for kl_coef in (0.1, 0.0):
        dashboard.start(kl_coef)
        dashboard.finish()
    data, _ = dashboard._repr_mimebundle_()
    assert set(data) == {"text/plain", "text/html", VIEW}
    assert_well_formed(data["text/html"])
    last = dashboard.runs[-1]
    for text in (data["text/plain"], data["text/html"]):
        assert "Run 1, β = 0.1: done, 3 of 3 iterations." in text
        assert f"{last.reports[-1].score:.3g}" in text
        assert f"{last.reports[-1].entropy:.3g}" in text
        assert last.samples[0]["text"] in text


def test_an_earlier_picture_keeps_the_runs_that_were_there(make, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures: list[list[str]] = []

    class Handle:
        def __init__(self, bundle: dict) -> None:
            self.texts = [bundle["text/plain"]]
            pictures.append(self.texts)

        def update(self, bundle: dict, raw: bool) -> None:
            self.texts.append(bundle["text/plain"])

    def display(bundle: dict, raw: bool, display_id: bool | None = None) -> Handle | None:
        return Handle(bundle) if display_id else None

    monkeypatch.setattr("helpers.widgets.still.display", display)
    dashboard = make(iterations=2)
    for kl_coef in (0.1, 0.0):
        dashboard.start(kl_coef)
        dashboard._ipython_display_()
        dashboard.finish()
    first, second = (texts[-1] for texts in pictures)
    assert "Run 1, β = 0.1: done" in first
    assert "Run 2" not in first
    assert "Run 1, β = 0.1: done" in second
    assert "Run 2, β = 0: done" in second


def test_what_a_step_sends_is_small(make) -> None:
    dashboard = make(iterations=40)
    for kl_coef in (0.1, 0.0):
        dashboard.start(kl_coef)
        dashboard.finish()
    assert len(json.dumps(dashboard.state(), allow_nan=False)) < 16_000


@given(st.lists(st.floats(-1e3, 1e3), max_size=100))
def test_a_sparkline_is_short_and_keeps_the_extremes_of_short_curves(values: list[float]) -> None:
    drawn = sparkline(values)
    assert len(drawn) <= 24
    if 0 < len(values) <= 24:
        assert len(drawn) == len(values)
        assert drawn[values.index(min(values))] == "▁"
        if max(values) - min(values) > 1e-6:
            assert drawn[values.index(max(values))] == "█"


def test_a_sparkline_by_hand() -> None:
    assert sparkline([0.0, 7.0, 3.0]) == "▁█▄"
    assert sparkline([None, 1.0, None, 2.0]) == "▁█"
    assert sparkline([]) == ""


def test_an_interrupt_that_comes_after_the_end_changes_nothing():
    dashboard = PPODashboard(toy_runs.maker(0.1), iterations=1)
    dashboard.start()
    dashboard.finish()

    async def interrupted() -> str:
        waiting = asyncio.ensure_future(dashboard.ended())
        dashboard._thread = threading.Thread(target=time.sleep, args=(0.3,))  # seems to go on
        dashboard._thread.start()
        await asyncio.sleep(0.1)
        waiting.cancel()
        return (await waiting).status

    assert asyncio.run(interrupted()) == "done"
