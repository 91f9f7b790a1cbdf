import nbformat
import pytest

from helpers.build.edited import is_edited


def change(path, edit):
    notebook = nbformat.read(path, as_version=4)
    edit(notebook)
    nbformat.write(notebook, path)


def test_as_built_is_not_edited(course):
    assert not is_edited(course.student_path)
    assert not is_edited(course.solution_path)


def test_running_a_lab_does_not_count_as_editing(course):
    def run(notebook):
        notebook.cells[1].execution_count = 7
        notebook.cells[1].outputs = [nbformat.v4.new_output("stream", name="stdout", text="hello")]
        notebook.metadata.language_info.version = "3.12.1"  # JupyterLab writes this when it saves
        notebook.metadata.widgets = {}

    change(course.student_path, run)
    assert not is_edited(course.student_path)


@pytest.mark.parametrize(
    "edit",
    [
        lambda nb: nb.cells[5].update(source=nb.cells[5].source + "\n# mine"),
        lambda nb: nb.cells.append(nbformat.v4.new_code_cell("")),
        lambda nb: nb.cells.pop(3),
        lambda nb: nb.cells.insert(0, nb.cells.pop(4)),
        lambda nb: nb.metadata.pop("course"),
    ],
    ids=["source", "new cell", "deleted cell", "order", "no digest"],
)
def test_editing_is_noticed(course, edit):
    change(course.student_path, edit)
    assert is_edited(course.student_path)


@pytest.mark.parametrize("text", ["", "not json", "[]", "{}", '{"cells": 3, "metadata": {}, "nbformat": 4}'])
def test_what_is_no_notebook_is_somebodys_and_counts_as_edited(tmp_path, text):
    path = tmp_path / "97_sample.ipynb"
    path.write_text(text)
    assert is_edited(path)
