"""What an instructor gets wrong on the command line is said in one sentence."""

import importlib.util
from pathlib import Path

import pytest

from helpers.__main__ import main
from helpers.commands import grade
from helpers.errors import CourseError
from helpers.grading import grading


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_SETUP", "off")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["grade", *words]) == 2
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1
    return shown.err


def test_one_sentence_for_each_mistake(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    plain = ["--skip-run", "--no-sandbox"]
    assert "no lab '77'" in said(capsys, str(folder), "--lab", "77", "--out", str(out), *plain)
    assert "There is no folder" in said(capsys, str(tmp_path / "x"), "--lab", "01", "--out", str(out), *plain)
    assert "--workers must be 1" in said(
        capsys, str(folder), "--lab", "01", "--out", str(out), "--workers", "0", *plain
    )
    assert "choose one beside it" in said(
        capsys, str(folder), "--lab", "01", "--out", str(folder / "o"), *plain
    )
    assert "no submissions" in said(capsys, str(folder), "--lab", "01", "--out", str(out), *plain)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    assert "no results of grading" in said(
        capsys, str(folder), "--lab", "01", "--out", str(tmp_path / "full"), *plain
    )


def test_a_missing_package_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "dask" else find(name))
    with pytest.raises(CourseError, match=r"needs dask, .*pip install -r requirements-dev.txt"):
        grade.require_packages()


def test_no_sandbox_is_refused_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "helpers.grading.sandbox.available", lambda: "The sandbox needs Linux: use a container."
    )
    assert "needs Linux" in said(capsys, str(tmp_path), "--lab", "01", "--out", str(tmp_path / "o"))


def test_ctrl_c_says_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(grading, "grade_folder", stop)
    shown = said(capsys, str(tmp_path / "in"), "--lab", "01", "--out", str(tmp_path / "o"), "--no-sandbox")
    assert "--resume goes on" in shown
