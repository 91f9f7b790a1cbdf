"""``lab`` and ``explorer`` serve the right thing, or say what is missing."""

import argparse
from pathlib import Path

import pytest

from helpers.commands import explorer, lab, setup
from helpers.errors import CourseError
from helpers.paths import LABS, ROOT
from helpers.setup import server


def options(**more: object) -> argparse.Namespace:
    return argparse.Namespace(port=8899, no_browser=True, torch=None, **more)


def test_lab_opens_on_the_first_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr(server, "serve", lambda *arguments: seen.extend(arguments) or 0)
    monkeypatch.setattr(Path, "exists", lambda self: True)
    assert lab.run(options()) == 0
    page = seen[0]
    assert isinstance(page, server.Page)
    assert page.path == "/lab/tree/labs/00_start_here.ipynb"
    assert f"--ServerApp.root_dir={ROOT}" in seen[2]  # type: ignore[operator]


def test_a_course_without_its_first_lab_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lab, "FIRST", LABS / "none.ipynb")
    with pytest.raises(CourseError, match=r"no labs.none\.ipynb: fetch the course again"):
        lab.run(options())


def test_explorer_hands_over_what_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.widgets import page

    seen: list[tuple[object, ...]] = []
    monkeypatch.setattr(page, "launch", lambda *arguments: seen.append(arguments) or 0)
    monkeypatch.setattr(server, "_announce", lambda *arguments: None)
    monkeypatch.setattr(server, "_free", lambda port: True)
    assert explorer.run(options(prompt="The lamp", model="micro")) == 0
    assert seen == [(8899, False, "The lamp", "micro")]


def test_setup_passes_the_level_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[tuple[object, ...]] = []
    monkeypatch.setattr(setup.environment, "ensure", lambda *arguments: seen.append(arguments))
    monkeypatch.setattr(setup, "remove", lambda venv, why: seen.append(("removed",)))
    assert setup.run(argparse.Namespace(dev=True, torch="cpu", force=False)) == 0
    monkeypatch.setattr(setup, "VENV", ROOT)
    assert setup.run(argparse.Namespace(dev=False, torch=None, force=True)) == 0
    assert seen == [("dev", "cpu"), ("removed",), ("lab", None)]
    assert "is ready" in capsys.readouterr().out
