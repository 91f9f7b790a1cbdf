"""The students' copy has everything they need and no answer; the nbgrader folder is one that nbgrader takes."""

from pathlib import Path

import nbformat
import pytest

from helpers import paths
from helpers.build.edited import is_edited
from helpers.build.names import lab_files
from helpers.build.release import answers_in, course_files, release_course, release_nbgrader
from helpers.build.source import parse
from helpers.checks import EXERCISES
from helpers.errors import CourseError

SOURCES = lab_files(paths.SOLUTIONS, ".py")


def test_files_that_students_get() -> None:
    names = {path.as_posix() for path in course_files()}
    assert {"README.md", "Makefile", "requirements.txt", "constraints.txt", "helpers/__main__.py"} <= names
    assert any(name.startswith("data/models/") for name in names)
    assert not [name for name in names if name.startswith(("solutions/", "tests/", ".ci/"))]


def test_the_course_goes_out_without_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needed = [path for path in course_files() if path.parts[0] != "data"]  # the data is large
    monkeypatch.setattr("helpers.build.release.course_files", lambda root: needed)
    out = tmp_path / "course"
    release_course(out, SOURCES, EXERCISES)
    assert not (out / "solutions").exists()
    assert sorted(path.stem for path in (out / "labs").glob("*.ipynb")) == [source.stem for source in SOURCES]
    text = "".join(path.read_text(encoding="utf-8") for path in (out / "labs").glob("*.ipynb"))
    for source in SOURCES:
        assert not is_edited(out / "labs" / f"{source.stem}.ipynb")
        for cell in parse(source.read_text(encoding="utf-8")):
            if cell.role == "answer":
                begin = cell.source.index("BEGIN SOLUTION")
                longest = max(cell.source[begin:].splitlines(), key=len).strip()
                assert longest not in text
    with pytest.raises(CourseError, match="not an empty folder"):
        release_course(out, SOURCES, EXERCISES)
    notebook = nbformat.read(out / "labs" / f"{SOURCES[0].stem}.ipynb", 4)
    notebook.cells[1].source += "\n### BEGIN SOLUTION"
    nbformat.write(notebook, out / "labs" / f"{SOURCES[0].stem}.ipynb")
    assert len(answers_in(out, SOURCES)) == 1


def test_nbgrader_finds_its_cells(tmp_path: Path) -> None:
    made = release_nbgrader(tmp_path / "course", SOURCES, EXERCISES)
    assert [path.parent.name for path in made] == [f"lab{source.stem[:2]}" for source in SOURCES]
    for path in made:
        source = tmp_path / "course" / "source" / path.parent.name / path.name
        for file, answers in ((path, False), (source, True)):
            notebook = nbformat.read(file, 4)
            nbformat.validate(notebook)
            assert any("BEGIN SOLUTION" in cell.source for cell in notebook.cells) is answers
            points = [
                cell.metadata.nbgrader.get("points", 0)
                for cell in notebook.cells
                if "nbgrader" in cell.metadata
            ]
            graded = EXERCISES.of_lab(path.parent.name[3:])
            assert sum(points) >= sum(exercise.points for exercise in graded)
