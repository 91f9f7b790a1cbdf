"""A folder in, results out: what is graded when, what is kept, and what is said when the machinery fails."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.errors import CourseError
from helpers.grading import gradebook, grading
from helpers.grading.batch import Failed
from helpers.grading.records import ExerciseGrade
from helpers.grading.task import Done, Task
from tests.grading import inline
from tests.grading.inline import grade, settings
from tests.grading.notebooks import FIRST, QUESTION, answered, assignment, cell_of, save


class Grader:
    """Stands in for the sandbox: full points for the first exercise, and a list of who was graded."""

    def __init__(self) -> None:
        self.graded: list[str] = []
        self.broken: set[str] = set()

    def __call__(self, task: Task) -> Done | Failed:
        self.graded.append(task.student)
        if task.student in self.broken:
            return Failed("SandboxError: no worker")
        return Done((ExerciseGrade(FIRST, "passed", 3.0, 3.0),), "<p>ran</p>" if task.code else "", 0.1)


@pytest.fixture
def grader(monkeypatch: pytest.MonkeyPatch) -> Grader:
    found = Grader()
    inline.use(monkeypatch, found)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notebook = answered()
    cell_of(notebook, QUESTION).source += " Because."
    for name in ("ada", "ben"):
        save(notebook, tmp_path / "in" / f"{name}.ipynb")
    (tmp_path / "in" / "torn.ipynb").write_text("{")
    return tmp_path / "in"


def test_results_are_all_there(folder: Path, grader: Grader, tmp_path: Path) -> None:
    grades, failed = grade(folder, tmp_path / "out", how=settings(run=True))
    assert (list(grades), failed) == (["ada", "ben", "torn"], {})
    assert grader.graded == ["ada", "ben"]
    assert grades["torn"].unreadable
    names = {
        path.relative_to(tmp_path / "out").as_posix()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file()
    }
    assert names >= {
        "grades.csv", "manual.csv", "canvas.csv", "moodle.csv", "gradebook.db", "overview.html", "journal.jsonl",
        "feedback/ada.html", "feedback/ben.html", "feedback/torn.html",
    }  # fmt: skip
    assert "<p>ran</p>" in (tmp_path / "out" / "feedback" / "ada.html").read_text()


def test_resume_grades_what_is_missing_or_changed_only(folder: Path, grader: Grader, tmp_path: Path) -> None:
    grade(folder, tmp_path / "out")
    grader.graded.clear()
    save(answered({}), folder / "ben.ipynb")
    save(answered(), folder / "cy.ipynb")
    grades, _ = grade(folder, tmp_path / "out", resume=True)
    assert grader.graded == ["ben", "cy"]
    assert list(grades) == ["ada", "ben", "cy", "torn"]


def test_without_resume_everything_is_graded_again(folder: Path, grader: Grader, tmp_path: Path) -> None:
    grade(folder, tmp_path / "out")
    grade(folder, tmp_path / "out")
    assert grader.graded == ["ada", "ben"] * 2


def test_a_failure_of_the_machinery_is_no_grade_and_is_tried_again(
    folder: Path, grader: Grader, tmp_path: Path
) -> None:
    grader.broken = {"ada"}
    grades, failed = grade(folder, tmp_path / "out")
    assert failed == {"ada": "SandboxError: no worker"}
    assert "ada" not in grades
    assert "SandboxError: no worker" in (tmp_path / "out" / "overview.html").read_text()
    grader.broken = set()
    grades, failed = grade(folder, tmp_path / "out", resume=True)
    assert ("ada" in grades, failed) == (True, {})
    assert grader.graded == ["ada", "ben", "ada"]


def test_cases_depend_on_the_student_and_the_secret(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seeds = []

    def note(task: Task) -> Done:
        seeds.append((task.student, task.seed))
        return Done((), "", 0.0)

    inline.use(monkeypatch, note)
    for place, secret in enumerate(("s", "s", "t")):
        grade(folder, tmp_path / f"out{place}", how=settings(secret=secret))
    assert seeds[:2] == seeds[2:4]
    assert len({seed for _, seed in seeds}) == 4


def test_regrading_keeps_scores_by_hand(folder: Path, grader: Grader, tmp_path: Path) -> None:
    out = tmp_path / "out"
    grade(folder, out)
    queue = out / "manual.csv"
    assert queue.read_text().count("to score") == 2
    queue.write_text(queue.read_text().replace("ada,explain01_1,to score,,", "ada,explain01_1,to score,1.5,"))
    with gradebook.open_gradebook(out) as book:  # as somebody would in nbgrader's own tools
        gradebook.score_by_hand(book, assignment(), "ben", QUESTION, 0.5)
    for resume in (True, False):
        grades, _ = grade(folder, out, resume=resume)
        with (out / "grades.csv").open() as file:
            rows = {row["student"]: row for row in csv.DictReader(file)}
        assert (rows["ada"][QUESTION], rows["ada"]["points"], rows["ada"]["state"]) == (
            "1.5",
            "4.5",
            "graded",
        )
        assert grades["ben"].manual == {QUESTION: 0.5}
        assert "4.5 of 21 points" in (out / "feedback" / "ada.html").read_text()


def test_the_gradebook_is_nbgraders(folder: Path, grader: Grader, tmp_path: Path) -> None:
    grade(folder, tmp_path / "out")
    with gradebook.open_gradebook(tmp_path / "out") as book:
        ada = book.find_submission("lab01", "ada")
        assert (ada.score, ada.max_score, ada.needs_manual_grade) == (3.0, 21.0, True)
        check = book.find_grade(f"{FIRST}-check", assignment().name, "lab01", "ada")
        assert (check.auto_score, check.max_score, check.needs_manual_grade) == (3.0, 3.0, False)
        question = book.find_grade(QUESTION, assignment().name, "lab01", "ada")
        assert (question.auto_score, question.needs_manual_grade) == (None, True)
        unanswered = book.find_grade("explain01_2", assignment().name, "lab01", "ada")
        assert (unanswered.auto_score, unanswered.needs_manual_grade) == (0.0, False)
        torn = book.find_grade(f"{FIRST}-check", assignment().name, "lab01", "torn")
        assert (torn.auto_score, torn.needs_manual_grade) == (None, True)


def test_watching_grades_what_arrives(
    folder: Path, grader: Grader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    looks = iter([lambda: None, lambda: save(answered(), folder / "cy.ipynb"), lambda: None])

    def arrive(seconds: float) -> None:
        step = next(looks, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr(grading.time, "sleep", arrive)
    (tmp_path / "out").mkdir()
    with pytest.raises(KeyboardInterrupt):
        grading.grade_folder(folder, tmp_path / "out", assignment(), settings(), resume=True, watch=5.0)
    assert grader.graded == ["ada", "ben", "cy"]
    assert (tmp_path / "out" / "feedback" / "cy.html").exists()


def test_the_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first = grading.secret_of(tmp_path, None)
    assert len(first) >= 32
    assert grading.secret_of(tmp_path, None) == first
    assert (tmp_path / grading.SECRET).stat().st_mode & 0o077 == 0
    own = tmp_path / "own"
    own.write_text("  mine \n")
    assert grading.secret_of(tmp_path, own) == "mine"
    own.write_text("")
    for path in (own, tmp_path / "none"):
        with pytest.raises(CourseError, match="secret"):
            grading.secret_of(tmp_path, path)


def test_the_journal_names_no_secret(folder: Path, grader: Grader, tmp_path: Path) -> None:
    grade(folder, tmp_path / "out", how=replace(settings(), secret="very secret words"))
    text = (tmp_path / "out" / "journal.jsonl").read_text()
    assert "very secret" not in text
    assert json.loads(text.splitlines()[0])["batch"]["lab"] == assignment().name
