import argparse

import nbformat
import pytest

from helpers.commands import run
from helpers.errors import CourseError
from tests.build.course import built, cell


def call(*words):
    parser = argparse.ArgumentParser()
    run.add_arguments(parser)
    return run.run(parser.parse_args(words))


@pytest.fixture
def here(tmp_path, tmp_path_factory, monkeypatch):
    course = built(tmp_path, tmp_path_factory)
    monkeypatch.setattr(run, "SOLUTIONS", course.source.parent)
    monkeypatch.setattr(run, "LABS", course.labs)
    return course


def test_solutions_are_timed_and_left_as_they_are(here, capsys):
    before = here.solution_path.read_bytes()
    assert call() == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split() == ["lab", "seconds"]
    assert row.split()[0] == "97_sample"
    assert 0 < float(row.split()[1]) < 60
    assert here.solution_path.read_bytes() == before


def test_an_unsolved_student_lab_runs_to_its_end(here, capsys):
    assert call("97", "--student") == 0
    assert "failed" not in capsys.readouterr().out


def test_without_solutions_the_labs_are_the_default(here):
    here.solution_path.unlink()
    here.student_path.unlink()
    with pytest.raises(CourseError, match="no notebooks in labs/ to run"):
        call()
    with pytest.raises(CourseError, match="no notebooks in solutions/; run the labs with --student"):
        call("--solutions")


def test_a_failure_is_one_sentence_and_status_1(here, capsys):
    notebook = here.student()
    cell(notebook, "looking-2").source = "1 / 0"
    notebook.cells = notebook.cells[:12]
    nbformat.write(notebook, here.student_path)
    assert call("--student") == 1
    *_, row, sentence = capsys.readouterr().out.splitlines()
    assert row.endswith("failed")
    assert sentence == (
        "97_sample: cell 11 (looking-2, under “Looking”) raised ZeroDivisionError: division by zero"
    )


def test_nothing_to_run_and_broken_notebooks(here, tmp_path, monkeypatch):
    here.student_path.write_text("{", encoding="utf-8")
    with pytest.raises(CourseError, match=r"labs/97_sample\.ipynb is not a readable notebook"):
        call("--student")
    here.student_path.unlink()
    with pytest.raises(CourseError, match="no notebooks in labs/"):
        call("--student")
    with pytest.raises(CourseError, match="--jobs must be 1 or more"):
        call("--jobs", "-2")
