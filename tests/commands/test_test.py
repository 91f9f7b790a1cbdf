"""The command that runs the tests: all stages, sums that add up, and a status that cannot hide a failure."""

import argparse
from pathlib import Path

import pytest

from helpers.commands import test as command
from helpers.commands.test import Outcome, Stage
from helpers.errors import CourseError


def options(quick: bool = False, jobs: int = 1, device: str | None = None) -> argparse.Namespace:
    return argparse.Namespace(quick=quick, jobs=jobs, device=device)


def test_every_stage_runs_and_the_sums_stand_alone_on_the_last_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = [Outcome(True), Outcome(False, 3, 2, 1), Outcome(True, 4, 0, 1)]
    stages = [Stage(name, lambda result=result: result) for name, result in zip("abc", results, strict=True)]
    monkeypatch.setattr(command, "stages", lambda *arguments: stages)
    assert command.run(options()) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("== ") and ":" not in line] == ["== a", "== b", "== c"]
    assert "Failed: b." in lines
    assert lines[-1] == "7 passed, 2 failed, 2 skipped"


def test_a_failed_stage_without_tests_counts_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.report({"lint": Outcome(False), "tests": Outcome(True, 5)}) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "5 passed, 1 failed, 0 skipped"
    assert command.report({"lint": Outcome(True), "tests": Outcome(True, 5)}) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "5 passed, 0 failed, 0 skipped"


def test_quick_leaves_out_browser_and_notebooks() -> None:
    whole = [stage.name for stage in command.stages(False, 1, None)]
    quick = [stage.name for stage in command.stages(True, 1, None)]
    assert quick == whole[: len(quick)]
    assert [name.split()[0] for name in whole] == [
        "lint",
        "types",
        "notebooks",
        "unit",
        "browser",
        "solution",
    ]
    assert len(quick) == 4


def test_jobs_must_be_positive() -> None:
    with pytest.raises(CourseError, match="--jobs must be 1 or more, not 0"):
        command.run(options(jobs=0))


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for tests of its own, with settings that this project's do not reach."""
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = gpu: needs a GPU\n")
    monkeypatch.setattr(command, "ROOT", tmp_path)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # a second each time
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p pytest_timeout -p no:cacheprovider")
    return tmp_path


def test_counts_are_those_of_pytest(suite: Path) -> None:
    (suite / "test_some.py").write_text(
        "import pytest\n"
        "def test_a(): pass\n"
        "def test_b(): pass\n"
        "def test_c(): assert 0\n"
        "@pytest.fixture\ndef broken(): raise ValueError\n"
        "def test_d(broken): pass\n"
        "@pytest.mark.skip\ndef test_e(): pass\n"
    )
    assert command._pytest() == Outcome(False, 2, 2, 1)


def test_a_suite_that_cannot_be_collected_fails(suite: Path) -> None:
    (suite / "test_broken.py").write_text("import nothing_of_this_name\n")
    outcome = command._pytest()
    assert not outcome.good
    assert outcome.failed == 1


def test_no_test_for_a_mark_is_no_failure(suite: Path) -> None:
    (suite / "test_some.py").write_text("def test_a(): pass\n")
    assert command._pytest("-m", "gpu") == Outcome(True, 0, 0, 0)


def test_a_pytest_that_does_not_start_fails(suite: Path) -> None:
    assert command._pytest("--no-such-option") == Outcome(False)


@pytest.mark.parametrize(
    ("said", "status", "expected"),
    [
        ("00.ipynb: 12 passed in 3.1s\n01.ipynb: 30 passed in 9s", 0, Outcome(True, 42, 0, 0)),
        ("1 failed, 11 passed in 3.1s", 1, Outcome(False, 11, 1, 0)),
        ("No solution notebooks", 0, Outcome(True)),
    ],
)
def test_notebook_cells_are_counted(
    said: str,
    status: int,
    expected: Outcome,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from helpers.build import validate

    def stand_in(jobs: int) -> int:
        print(said)
        return status

    monkeypatch.setattr(validate, "validate", stand_in)
    assert command._notebooks(2) == expected
    assert said in capsys.readouterr().out
