import subprocess

import nbformat
import pytest

from helpers.build.pipeline import prepare
from helpers.build.stale import stale
from tests.build.sample import EXERCISES, Exercise


def git(course, *arguments):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
    subprocess.run(["git", *identity, *arguments], cwd=course.root, check=True, capture_output=True)


@pytest.fixture
def committed(course):
    git(course, "init", "-q")
    git(course, "add", ".")
    git(course, "commit", "-q", "-m", "all")
    return course


def problems(course, exercises=EXERCISES):
    return list(stale(course.source, course.labs, exercises))


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_fresh_outside_git(course):
    assert problems(course) == []


def test_changed_source_makes_both_stale(course):
    replace(course.source, "seven doubled", "seven, doubled,")
    executed, student = problems(course)
    assert executed.startswith("solutions/97_sample.ipynb is stale")
    assert student == "labs/97_sample.ipynb is stale; run: python -m helpers build 97."


def test_changed_answer_makes_only_the_solution_stale(course):
    replace(course.source, "return 2 * x", "return x + x")
    [problem] = problems(course)
    assert problem.startswith("solutions/97_sample.ipynb is stale")


def test_changed_hint_makes_the_lab_stale(course):
    changed = {"ex97_1_double": Exercise("Twice as much", "double", 3, "Another hint.")}
    assert len(problems(course, changed)) == 2
    points = {"ex97_1_double": Exercise("Twice as much", "double", 4, "Two times.")}
    assert len(problems(course, points)) == 2


def test_missing_or_broken_notebooks(course):
    course.student_path.unlink()
    course.solution_path.write_text("{", encoding="utf-8")
    executed, student = problems(course)
    assert "is stale" in executed
    assert student == "labs/97_sample.ipynb is missing; run: python -m helpers build 97."


def test_a_students_working_copy_does_not_matter(committed):
    notebook = committed.student()
    notebook.cells[5].source = "def double(x): return x * 2"
    nbformat.write(notebook, committed.student_path)
    assert problems(committed) == []


def test_what_git_has_matters(committed):
    original = committed.student_path.read_text(encoding="utf-8")
    replace(committed.student_path, "Doubling", "Halving")
    git(committed, "add", ".")
    committed.student_path.write_text(original, encoding="utf-8")
    assert problems(committed) == [
        "labs/97_sample.ipynb is stale; run: python -m helpers build 97 and commit the result."
    ]


def test_a_lab_that_git_does_not_have_is_missing(committed):
    git(committed, "rm", "-q", "--cached", "labs/97_sample.ipynb")
    assert problems(committed) == [
        "labs/97_sample.ipynb is missing; run: python -m helpers build 97 and commit the result."
    ]


def test_findings_of_structure_come_first(course):
    replace(course.source, "profile.seed(0)", "pass")
    [problem] = problems(course)
    assert "setup cell" in problem


def test_a_solution_saved_by_hand_is_noticed(course):
    notebook = course.solution()
    notebook.cells[1].execution_count = None
    notebook.cells[10].outputs = [nbformat.v4.new_output("stream", name="stderr", text="W: old")]
    nbformat.write(notebook, course.solution_path)
    not_run, stderr = problems(course)
    assert (
        not_run
        == "solutions/97_sample.ipynb: cell 2 (97-a-sample-2, under “97 · A sample”) was not executed."
    )
    assert "cell 11 (looking-2, under “Looking”) writes to stderr" in stderr


def test_nothing_is_executed(course):
    replace(course.source, "Picture()\n", "1 / 0\n")
    assert len(problems(course)) == 2
    assert all(cell.get("execution_count") is None for cell in prepare(course.source, EXERCISES).cells)
