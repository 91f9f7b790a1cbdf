"""nbgrader's own release command, given our solution notebook, makes our student notebook of it."""

import os
import sysconfig

import nbformat
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from helpers.build.student import CODE_STUB, TEXT_STUB


def test_nbgraders_own_release_of_the_solution_is_our_student_notebook(course, tmp_path, monkeypatch):
    scripts = sysconfig.get_path("scripts")
    monkeypatch.setenv(
        "PATH", os.pathsep.join([scripts, os.environ["PATH"]])
    )  # nbgrader calls alembic by name
    folder = tmp_path / "nbgrader"
    source = folder / "source" / "97" / "97_sample.ipynb"
    source.parent.mkdir(parents=True)
    source.write_bytes(course.solution_path.read_bytes())
    config = Config(
        CourseDirectory={"root": str(folder), "db_url": f"sqlite:///{folder / 'gradebook.db'}"},
        ClearSolutions={"code_stub": {"python": CODE_STUB}, "text_stub": TEXT_STUB},
    )

    result = NbGraderAPI(config=config).generate_assignment("97")

    assert result["success"], result["log"]
    released = nbformat.read(folder / "release" / "97" / "97_sample.ipynb", as_version=4)
    for theirs, ours in zip(released.cells, course.student().cells, strict=True):
        assert (theirs.id, theirs.source) == (ours.id, ours.source)
        assert theirs.metadata.get("nbgrader") == ours.metadata.get("nbgrader")
