import copy

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import CheckCellMetadata
from nbgrader.utils import compute_checksum, is_grade, is_locked, is_solution

from helpers.build.metadata import assemble
from helpers.build.source import parse
from helpers.build.student import release_problems, student_copy
from helpers.errors import CourseError
from tests.build.course import SAMPLE, cell
from tests.build.sample import EXERCISES


def test_answers_and_hidden_tests_are_gone(course):
    text = course.student_path.read_text(encoding="utf-8")
    for secret in ("return 2 * x", "double(5)", "Because two divides it", "BEGIN", "END SOLUTION"):
        assert secret not in text
    student = course.student()
    assert cell(student, "ex97_1_double").source == (
        'def double(x: int) -> int:\n    """Twice ``x``."""\n    # Your code here\n    raise NotImplementedError'
    )
    assert cell(student, "ex97_1_double-check").source == "check.ex97_1_double(double)"
    assert cell(student, "explain97_1").source == "Why is twice a number never odd?\n\n*Your answer here.*"


def test_no_outputs_tags_or_foreign_metadata(course):
    student = course.student()
    for code in (c for c in student.cells if c.cell_type == "code"):
        assert code.outputs == []
        assert code.execution_count is None
    assert not any("tags" in c.metadata for c in student.cells)
    assert set(student.metadata) == {"course", "kernelspec", "language_info"}
    assert "somebody" not in course.student_path.read_text(encoding="utf-8")


def test_is_a_valid_release_notebook(course):
    student = course.student()
    nbformat.validate(student)
    MetadataValidator().validate_nb(student)
    CheckCellMetadata().preprocess(student, {})
    known = [c for c in student.cells if "nbgrader" in c.metadata]
    assert len(known) == 3
    for c in known:
        assert c.metadata.nbgrader.checksum == compute_checksum(c)
        assert c.metadata.nbgrader.cell_type == c.cell_type


def test_roles_as_nbgrader_reads_them(course):
    student = course.student()
    answer, check, explain = (
        cell(student, i) for i in ("ex97_1_double", "ex97_1_double-check", "explain97_1")
    )
    assert (is_solution(answer), is_grade(answer), is_locked(answer)) == (True, False, False)
    assert (is_solution(check), is_grade(check), is_locked(check)) == (False, True, True)
    assert (is_solution(explain), is_grade(explain), is_locked(explain)) == (True, True, False)
    others = [c for c in student.cells if c not in (answer, check, explain)]
    assert not any("nbgrader" in c.metadata for c in others)


def test_checks_are_read_only_and_the_rest_belongs_to_the_student(course):
    student = course.student()
    read_only = {c.id for c in student.cells if c.metadata.get("editable") is False}
    kept = {c.id for c in student.cells if c.metadata.get("deletable") is False}
    assert read_only == {"ex97_1_double-check"}
    assert kept == {"ex97_1_double", "ex97_1_double-check", "explain97_1"}


def test_the_solution_notebook_is_left_alone():
    text = SAMPLE.read_text(encoding="utf-8")
    solution = assemble("97_sample", parse(text), EXERCISES)
    before = copy.deepcopy(solution)
    student_copy(solution)
    assert solution == before


def test_code_that_no_longer_parses_is_refused():
    text = (
        '# %% exercise="ex97_1_double"\nvalues = [\n    ### BEGIN SOLUTION\n    2,\n    ### END SOLUTION\n]\n'
    )
    with pytest.raises(CourseError, match=r"97_sample: student cell ex97_1_double is not valid Python"):
        student_copy(assemble("97_sample", parse(text), EXERCISES))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda nb: nb.cells[5].update(source="### BEGIN SOLUTION"), "still contains 'BEGIN SOLUTION'"),
        (lambda nb: nb.cells[5].update(execution_count=3), "still has an output"),
        (lambda nb: nb.metadata.update(jupytext={}), "does not belong in a student copy: jupytext"),
        (lambda nb: nb.cells[0].update(id="two words"), "not valid nbformat"),
    ],
)
def test_what_may_not_be_released(course, change, sentence):
    student = course.student()
    assert list(release_problems(student)) == []
    change(student)
    assert sentence in " ".join(release_problems(student))
