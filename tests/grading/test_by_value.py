"""Honest work: what the labs' own answers, the empty release and every known mistake score."""

import math
from collections.abc import Callable

import nbformat
import pytest

from helpers import paths
from helpers.checks import EXERCISES, Case, Exercise, Outcome
from helpers.errors import CourseError
from helpers.grading import by_value, client
from helpers.grading import sandbox as sandbox_module
from helpers.grading.by_value import grade_cells, student_seed
from helpers.grading.limits import Limits
from helpers.grading.records import ExerciseGrade
from helpers.grading.sandbox import Sandbox, SandboxError
from tests.grading.conftest import SEED
from tests.grading.course import LABS, Written, misconceptions, solution
from tests.needs import needs_bubblewrap

WRITTEN = [answer for lab in LABS for answer in misconceptions(lab)[0]]
FIRST = {answer.exercise: answer for answer in reversed(WRITTEN)}.values()
#: Findings of the framework itself; they have a sentence but no misconception of the exercise.
GENERAL = {"", "changes its input", "raises", "wrong type"}


@needs_bubblewrap
@pytest.mark.parametrize("lab", LABS)
def test_the_course_s_own_answers_score_everything(sandbox: Sandbox, lab: str) -> None:
    cells, others = solution(lab)
    grades = grade_cells(cells, lab, seed=SEED, sandbox=sandbox, others=others)
    assert [grade.exercise for grade in grades] == [exercise.id for exercise in EXERCISES.of_lab(lab)]
    for grade in grades:
        assert grade == ExerciseGrade(
            grade.exercise, "passed", grade.possible, EXERCISES[grade.exercise].points
        )


@needs_bubblewrap
@pytest.mark.parametrize("lab", [lab for lab in LABS if list(paths.LABS.glob(f"{lab}_*.ipynb"))])
def test_the_release_is_not_started(sandbox: Sandbox, lab: str) -> None:
    [file] = paths.LABS.glob(f"{lab}_*.ipynb")
    code = [cell for cell in nbformat.read(file, 4).cells if cell.cell_type == "code"]
    cells = {cell.id: cell.source for cell in code if cell.id in EXERCISES}
    others = [cell.source for cell in code if cell.id not in EXERCISES]
    for grade in grade_cells(cells, lab, seed=SEED, sandbox=sandbox, others=others):
        assert (grade.status, grade.points) == ("not started", 0)
        assert grade.sentence.startswith("Not started yet")


@needs_bubblewrap
@pytest.mark.parametrize(
    "answer",
    [pytest.param(a, marks=() if a in FIRST else pytest.mark.slow) for a in WRITTEN],
    ids=lambda answer: f"{answer.exercise}: {answer.finding}",
)
def test_a_known_mistake_scores_what_its_exercise_says(
    graded: Callable[..., ExerciseGrade], answer: Written
) -> None:
    exercise = EXERCISES[answer.exercise]
    grade = graded(answer.exercise, answer.source, [misconceptions(exercise.lab)[1]])
    if answer.finding == "":
        assert (grade.status, grade.points) == ("passed", exercise.points)
        return
    known = {found.name: found for found in exercise.misconceptions}
    assert grade.status == "failed"
    assert grade.misconception == (answer.finding if answer.finding not in GENERAL else "")
    if answer.finding in known:
        assert grade.points == exercise.points * known[answer.finding].credit
        assert grade.advice == known[answer.finding].message
    assert grade.sentence


@needs_bubblewrap
def test_an_absent_cell_is_missing(sandbox: Sandbox) -> None:
    [grade] = grade_cells({}, "00", seed=1, sandbox=sandbox)
    assert (grade.status, grade.points, grade.possible) == ("missing", 0, 1)


@needs_bubblewrap
@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "defines no function `stable_softmax`"),
        ("# nothing left", "defines no function"),
        ("stable_softmax = 3", "is no function"),
        ("def stable_softmax(logits)\n    return 1", "`SyntaxError`"),
        ("def another(logits): return logits", "defines no function"),
        ("import nonsense\nfrom nonsense import stable_softmax", "`ModuleNotFoundError`"),
        ("def stable_softmax(): return 1", "It takes the arguments `()`"),
        ("x" * 600_000, "too long"),
    ],
)
def test_a_cell_without_the_function_says_so(
    graded: Callable[..., ExerciseGrade], source: str, words: str
) -> None:
    grade = graded("ex00_1_stable_softmax", source)
    assert (grade.status, grade.points) == ("failed", 0)
    assert words in grade.sentence


@needs_bubblewrap
def test_lines_around_the_function_that_fail_cost_nothing(graded: Callable[..., ExerciseGrade]) -> None:
    source = "\n".join(
        [
            "%matplotlib inline",
            "!ls",
            "print(not_defined_here)",
            "assert False",
            "raise SystemExit",
            solution("00")[0]["ex00_1_stable_softmax"],
            "stable_softmax(logits)",
        ]
    )
    assert graded("ex00_1_stable_softmax", source).status == "passed"


@needs_bubblewrap
def test_another_answer_that_breaks_everything_breaks_only_itself(sandbox: Sandbox) -> None:
    cells, _ = solution("01")
    hostile = "import os\nclass X:\n    os._exit(3)\n"
    cells = {**cells, "ex01_4_top_k": hostile + cells["ex01_4_top_k"]}
    grades = grade_cells(cells, "01", seed=1, sandbox=sandbox, others=["import torch", "import numpy as np"])
    assert {grade.exercise for grade in grades if grade.status != "passed"} == {"ex01_4_top_k"}


def exercise_with(verify: Callable[[Outcome], str | None]) -> Exercise:
    case = Case((1,), verify=verify)
    return Exercise("ex97_1_same", "Same", "same", 1, 1, 1, (), lambda rng: [case], lambda x: x, ())


@needs_bubblewrap
def test_a_check_that_stumbles_over_a_value_fails_that_answer(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercise = exercise_with(lambda outcome: None if outcome.value + 1 == 2 else "It is not the same.")
    monkeypatch.setattr(by_value.EXERCISES, "of_lab", lambda lab: (exercise,))
    monkeypatch.setattr(client, "overlay", lambda exercise_id: {})
    [grade] = grade_cells({exercise.id: "def same(x): return [x]"}, "97", seed=1, sandbox=sandbox)
    assert (grade.status, grade.points) == ("failed", 0)
    assert "could not be compared" in grade.sentence


@needs_bubblewrap
def test_a_check_that_is_broken_is_nobody_s_fault(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(outcome: Outcome) -> str | None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(by_value.EXERCISES, "of_lab", lambda lab: (exercise_with(broken),))
    monkeypatch.setattr(client, "overlay", lambda exercise_id: {})
    with pytest.raises(CourseError, match="ex97_1_same is broken"):
        grade_cells({"ex97_1_same": "def same(x): return x"}, "97", seed=1, sandbox=sandbox)


@needs_bubblewrap
def test_the_sandbox_recovers_when_its_zygote_is_killed() -> None:
    cells, others = solution("00")
    with Sandbox(Limits(), models=()) as box:
        for _ in range(2):
            [grade] = grade_cells(cells, "00", seed=1, sandbox=box, others=others)
            assert grade.status == "passed"
            assert box._process is not None
            box._process.kill()
            box._process.wait()


def test_without_a_sandbox_the_same_grades() -> None:
    cells, others = solution("00")
    with Sandbox(Limits(), isolate=False, models=()) as box:
        assert not box.sandboxed
        [grade] = grade_cells(cells, "00", seed=1, sandbox=box, others=others)
        assert grade.status == "passed"
        [grade] = grade_cells({"ex00_1_stable_softmax": "import os\nos._exit(1)"}, "00", seed=1, sandbox=box)
        assert grade.status == "crashed"


def test_where_there_is_no_sandbox_the_grader_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_module, "available", lambda: "bubblewrap is not installed: do this.")
    with pytest.raises(CourseError, match="do this"):
        Sandbox()


@needs_bubblewrap
def test_a_machine_that_fails_is_no_fault_of_the_submission(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_module, "python", lambda: ["/bin/false"])
    with Sandbox(Limits(), models=()) as box, pytest.raises(SandboxError):
        grade_cells(solution("00")[0], "00", seed=1, sandbox=box)


def test_seeds_depend_on_secret_and_student() -> None:
    seeds = {student_seed(secret, student) for secret in ("a", "b") for student in ("ann", "bo")}
    assert len(seeds) == 4
    assert student_seed("a", "ann") == student_seed("a", "ann")
    assert all(0 < seed < math.inf for seed in seeds)
