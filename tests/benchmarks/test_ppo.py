"""The benchmark beside trl: its table and the environment it makes. That it runs is seen by running it."""

import json
import sys
from pathlib import Path

import pytest

from helpers.benchmarks.ppo import __main__ as benchmark
from helpers.errors import CourseError


def turn(seconds, peak):
    parts = {"rollout": 0.25, "score": 0.25, "update": 0.5}
    return {
        "peak_bytes": peak * 2**20,
        "iterations": [
            {name: share * s for name, share in parts.items()}
            | {"cpu": s, "wall": 9 * s, "reward": s / 10, "kl": s}
            for s in seconds
        ],
    }


def test_the_table_leaves_the_first_iteration_of_each_turn_out():
    turns = {"ours": [turn([99, 1, 3], 100), turn([99, 2, 2], 200)], "trl": [turn([5, 8, 8], 300)] * 2}
    lines = benchmark.table(turns, "trl").splitlines()
    assert lines[0] == "| seconds of processor time an iteration | ours | trl | ratio |"
    assert "| rollout | 0.50 | 2.00 | 4.0 |" in lines
    assert "| update | 1.00 | 4.00 | 4.0 |" in lines
    assert any(line.startswith("| whole iteration | 2.00 (") and line.endswith("| 4.0 |") for line in lines)
    assert "| peak memory, MiB | 200 | 300 | 1.5 |" in lines
    assert any(line.startswith("| whole iteration, on the clock | 18.00 (") for line in lines)
    assert "| reward of iterations 2 to 2 | 0.15 | 0.80 | |" in lines
    assert "| KL of the last of these, nats a reply | 2.5 | 8.0 | |" in lines
    assert lines[-1] == "| reward of the last of these, ours minus trl's, each seed | -0.50, -0.60 | | |"


def test_rewards_are_compared_over_parts_of_the_runs():
    """Eight iterations in four parts of two: 0.1 and 0.2 make 0.15."""
    turns = {"ours": [turn([1, 2, 3, 4, 5, 6, 7, 8], 1)], "trl": [turn([1] * 8, 1)]}
    lines = benchmark.table(turns, "trl").splitlines()
    assert "| reward of iterations 1 to 2 | 0.15 | 0.10 | |" in lines
    assert "| reward of iterations 7 to 8 | 0.75 | 0.10 | |" in lines
    assert lines[-1].endswith("each seed | +0.65 | | |")


def test_an_environment_is_made_once_and_a_failure_is_a_sentence(tmp_path, monkeypatch):
    made = []

    def create(folder, **_):
        made.append(folder)
        (folder / "bin").mkdir(parents=True)
        (folder / "bin/python").symlink_to(sys.executable)

    calls = []
    monkeypatch.setattr(benchmark.venv, "create", create)
    monkeypatch.setattr(benchmark, "_call", lambda command, problem: calls.append(command))
    monkeypatch.setattr(benchmark.sys, "platform", "linux")
    assert benchmark.environment(tmp_path / "trl") == tmp_path / "trl/bin/python"
    assert benchmark.environment(tmp_path / "trl").exists()
    assert len(made) == len(calls) == 1
    assert "trl==1.12.0" in calls[0]
    assert any(pin.startswith("transformers==") for pin in calls[0])
    monkeypatch.undo()
    with pytest.raises(CourseError, match="trl could not be installed: no more room"):
        benchmark._call(
            [sys.executable, "-c", "raise SystemExit('no more room')"], "trl could not be installed"
        )


@pytest.mark.skipif(sys.platform == "win32", reason="peak memory is asked for as on Linux")
def test_our_side_measures_what_it_is_asked_for(tmp_path):
    from helpers.benchmarks.ppo import ours

    settings = benchmark._settings("micro", iterations=1, seed=0)
    settings["prompts"] = settings["prompts"][:4]
    settings["config"] |= {"prompts_per_step": 4, "max_new_tokens": 4, "minibatch": 4}
    (tmp_path / "in.json").write_text(json.dumps(settings))
    ours.main(str(tmp_path / "in.json"), str(tmp_path / "out.json"))
    found = json.loads(Path(tmp_path / "out.json").read_text())
    [iteration] = found["iterations"]
    assert 0 < iteration["rollout"] + iteration["score"] + iteration["update"] <= iteration["cpu"]
    assert found["peak_bytes"] > 2**20
    assert ours.letter_e([""] * 2, ["bee", ""]) == [20 / 3, 0.0]
