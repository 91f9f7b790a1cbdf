import argparse

import nbformat
import pytest

from helpers.checks import registry
from helpers.commands import build
from helpers.errors import CourseError
from tests.build.course import built
from tests.build.sample import EXERCISES


def call(*words):
    parser = argparse.ArgumentParser()
    build.add_arguments(parser)
    return build.run(parser.parse_args(words))


@pytest.fixture
def here(tmp_path, tmp_path_factory, monkeypatch):
    course = built(tmp_path, tmp_path_factory)
    monkeypatch.setattr(build, "SOLUTIONS", course.source.parent)
    monkeypatch.setattr(build, "LABS", course.labs)
    monkeypatch.setattr("helpers.checks.EXERCISES", EXERCISES)
    return course


def test_check_of_fresh_notebooks(here, capsys):
    assert call("--check") == 0
    assert capsys.readouterr().out == "1 lab up to date.\n"


def test_check_names_what_is_stale_and_what_mends_it(here, capsys):
    here.student_path.unlink()
    assert call("97", "--check") == 1
    assert capsys.readouterr().out == "labs/97_sample.ipynb is missing; run: python -m helpers build 97.\n"


def test_check_names_notebooks_without_a_source(here, capsys):
    orphan = here.labs / "98_old.ipynb"
    orphan.write_bytes(here.student_path.read_bytes())
    assert call("--check") == 1
    assert capsys.readouterr().out == "labs/98_old.ipynb has no source solutions/98_old.py: delete it.\n"


def test_build_writes_both_and_says_so(here, capsys):
    here.student_path.unlink()
    here.solution_path.unlink()
    text = here.source.read_text(encoding="utf-8")
    start, end = text.index("# %%\nimport ipywidgets"), text.index("# %% [markdown] explain")
    here.source.write_text(text[:start] + text[end:], encoding="utf-8")
    assert call("97") == 0
    assert nbformat.read(here.student_path, as_version=4).cells
    printed = capsys.readouterr().out
    assert printed.startswith("97_sample: executed in ")
    assert "solutions/ " in printed


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(("42",), "There is no lab '42' here"), (("--jobs", "0"), "--jobs must be 1 or more, not 0")],
)
def test_bad_arguments(here, words, sentence):
    with pytest.raises(CourseError, match=sentence):
        call(*words)


def test_missing_authoring_packages_are_named(here, monkeypatch):
    monkeypatch.setattr(build, "_NEEDED", ("nbclient", "no_such_package"))
    with pytest.raises(CourseError, match=r"Building needs no_such_package, .* requirements-dev\.txt"):
        call()


def test_a_students_copy_has_nothing_to_build(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(build, "SOLUTIONS", tmp_path / "solutions")
    assert call() == 0
    assert "nothing to build" in capsys.readouterr().out


def test_the_real_registry_fits_what_the_build_asks_of_it():
    for exercise in registry.EXERCISES.values():
        assert exercise.title
        assert exercise.function.isidentifier()
        assert exercise.points > 0
        assert exercise.card_markdown().strip()
