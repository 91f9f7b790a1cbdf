import nbformat
import pytest

from helpers.build.execute import CELL_TIMEOUT
from helpers.build.pipeline import build, prepare, refuse_edited
from helpers.errors import CourseError
from tests.build.course import cell
from tests.build.sample import EXERCISES


def rebuild(course, **options):
    return build([course.source], course.labs, EXERCISES, **options)


def replace(course, old, new):
    text = course.source.read_text(encoding="utf-8")
    assert old in text
    course.source.write_text(text.replace(old, new), encoding="utf-8")


def shorten(course):
    """Keep only what runs quickly: no plotly, no progress bars."""
    text = course.source.read_text(encoding="utf-8")
    start, end = text.index("# %%\nimport ipywidgets"), text.index("# %% [markdown] explain")
    course.source.write_text(text[:start] + text[end:], encoding="utf-8")


def test_second_build_changes_no_byte_of_the_student_notebook(course):
    before, solution = course.student_path.read_bytes(), course.solution()
    course.student_path.unlink()
    seen = []
    [built] = rebuild(course, on_cell=seen.append)
    assert course.student_path.read_bytes() == before
    assert built.student == course.student_path
    assert 0 < built.seconds < CELL_TIMEOUT
    assert len(seen) == sum(c.cell_type == "code" for c in solution.cells)
    for old, new in zip(solution.cells, course.solution().cells, strict=True):
        assert old == new or "counting" in str(old), "only a progress bar's times may differ"


def test_outputs_never_outlive_a_changed_cell(course):
    assert cell(course.solution(), "exercise-twice-as-much-2").outputs[0].text == "seven doubled is 14\n"
    shorten(course)
    replace(course, 'print("seven doubled is", use.double(7))', 'print("eight doubled is", use.double(8))')
    rebuild(course)
    assert cell(course.solution(), "exercise-twice-as-much-2").outputs[0].text == "eight doubled is 16\n"


def test_an_edited_lab_is_refused_and_named_and_nothing_is_written(course):
    notebook = course.student()
    cell(notebook, "ex97_1_double").source = "def double(x):\n    return x + x"
    nbformat.write(notebook, course.student_path)
    files = (course.student_path, course.solution_path)
    before = [path.read_bytes() for path in files]
    with pytest.raises(
        CourseError, match=r"Edited since it was built: labs/97_sample\.ipynb\. Nothing was written\."
    ):
        rebuild(course)
    assert [path.read_bytes() for path in files] == before
    shorten(course)
    rebuild(course, force=True)
    assert "x + x" not in course.student_path.read_text(encoding="utf-8")


def test_absent_notebooks_are_not_edited(empty_course):
    refuse_edited([empty_course.student_path])


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "Picture()\n",
            "1 / 0\n",
            "cell 11 (looking-2, under “Looking”) raised ZeroDivisionError: division by zero",
        ),
        ("return 2 * x", "return 3 * x", "raised AssertionError: double(4) should be 8"),
    ],
    ids=["a cell that raises", "a wrong solution"],
)
def test_a_failed_run_writes_nothing_and_says_where(empty_course, old, new, sentence):
    replace(empty_course, old, new)
    with pytest.raises(CourseError) as raised:
        rebuild(empty_course)
    assert str(raised.value).startswith("97_sample: cell ")
    assert sentence in str(raised.value)
    assert not empty_course.solution_path.exists()
    assert not empty_course.labs.exists()


def test_every_bad_output_is_reported_at_once(empty_course):
    shorten(empty_course)
    cells = [
        "import warnings; warnings.warn('old way')",
        "print('/home/ada/x')",
        "print(('x' * 99 + '\\n') * 1_100)",
    ]
    replace(empty_course, "Picture()\n", "\n\n# %%\n".join(cells) + "\n")
    replace(empty_course, 'print("seven doubled is", use.double(7))', "print(object())")
    with pytest.raises(CourseError) as raised:
        rebuild(empty_course)
    stderr, path, size, deterministic = str(raised.value).splitlines()
    assert "cell 11 (looking-2, under “Looking”) writes to stderr: " in stderr
    assert "old way" in stderr
    assert "cell 12 (looking-3, under “Looking”) shows a path of this machine, '/home/ada'" in path
    assert "its biggest cells: cell 13 (looking-4, under “Looking”) 111 KB" in size
    assert "cell 9 " in deterministic
    assert "is marked deterministic" in deterministic
    assert not empty_course.solution_path.exists()


def test_findings_of_structure_stop_the_build_before_anything_runs(empty_course):
    replace(empty_course, "profile.seed(0)", "1 / 0")
    with pytest.raises(CourseError, match="the first code cell must be the setup cell"):
        prepare(empty_course.source, EXERCISES)
