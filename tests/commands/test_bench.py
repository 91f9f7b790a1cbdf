"""bench finds a lab's benchmark, hands it the seeds, and says on what machine and when it ran."""

import sys
import types
from collections.abc import Sequence
from pathlib import Path

import pytest

from helpers import benchmarks
from helpers.__main__ import main


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, tuple[int, ...]]]:
    """Two labs with benchmarks that note what they were called with."""
    calls: list[tuple[str, tuple[int, ...]]] = []
    monkeypatch.setenv("COURSE_SETUP", "off")
    monkeypatch.setattr(benchmarks, "__path__", [str(tmp_path)])
    for lab in ("97", "98"):
        (tmp_path / f"lab{lab}.py").touch()
        module = types.ModuleType(f"helpers.benchmarks.lab{lab}")

        def measure(seeds: Sequence[int], lab: str = lab) -> None:
            calls.append((lab, tuple(seeds)))
            print("| a | table |")

        module.main = measure  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return calls


def test_all_labs_by_default_with_three_seeds(
    asked: list[tuple[str, tuple[int, ...]]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench"]) == 0
    assert asked == [("97", (1, 2, 3)), ("98", (1, 2, 3))]
    printed = capsys.readouterr().out
    assert printed.index("## Lab 97") < printed.index("| a | table |") < printed.index("Seeds 1, 2, 3; ")


def test_chosen_labs_and_seeds(asked: list[tuple[str, tuple[int, ...]]]) -> None:
    assert main(["bench", "98", "--seeds", "7", "8"]) == 0
    assert asked == [("98", (7, 8))]


def test_ppo_beside_trl_only_when_asked_for(
    asked: list[tuple[str, tuple[int, ...]]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    turns: list[list[str]] = []
    module = types.ModuleType("helpers.benchmarks.ppo.__main__")
    module.main = turns.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    assert main(["bench", "97"]) == 0
    assert turns == []
    assert main(["bench", "ppo", "--seeds", "1", "2"]) == 0
    assert (turns, asked) == ([["--turns", "2"]], [("97", (1, 2, 3))])
    assert "## PPO beside trl" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["5"], "Lab 5 has no benchmark. These have one: 97, 98."),
        (["97", "--seeds", "1", "1"], "--seeds must be different whole numbers"),
        (["97", "--seeds", "-1"], "--seeds must be different whole numbers"),
    ],
)
def test_what_cannot_be_run_is_one_sentence(
    asked: list[tuple[str, tuple[int, ...]]],
    arguments: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["bench", *arguments]) == 2
    assert sentence in capsys.readouterr().err
    assert asked == []
