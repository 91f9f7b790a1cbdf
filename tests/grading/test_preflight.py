"""What is taken over from a submitted file, and what is said of one that is not as it was handed out."""

import contextlib
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode

from helpers.grading.preflight import MOST_CELLS, _cells, _RefusedError, read
from tests.grading.course import solution
from tests.grading.notebooks import (
    FIRST,
    LAB,
    QUESTION,
    SECOND,
    THIRD,
    answered,
    assignment,
    cell_of,
    release,
    save,
)


def test_an_honest_notebook_has_all_answers_and_no_flag(tmp_path: Path) -> None:
    notebook = answered()
    cell_of(notebook, QUESTION).source += " Because."
    path = save(notebook, tmp_path / "ada.ipynb")
    found = read(path, assignment())
    assert (found.unreadable, found.flags) == ("", ())
    assert found.cells == solution(LAB)[0]
    assert list(found.written) == [QUESTION]
    assert found.written[QUESTION].endswith("Because.")
    assert found.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert not any("check.ex" in source for source in found.other)
    assert sum("check.ex" in source for source in found.code) == 7


def test_the_release_has_nothing_written(tmp_path: Path) -> None:
    found = read(save(release(), tmp_path / "a.ipynb"), assignment())
    assert (found.written, found.flags, found.unreadable) == ({}, (), "")
    assert all("raise NotImplementedError" in source for source in found.cells.values())


def remove(grade_id: str):  # type: ignore[no-untyped-def]
    return lambda notebook: notebook.cells.remove(cell_of(notebook, grade_id))


def rename(notebook: NotebookNode) -> None:
    cell_of(notebook, FIRST).metadata.nbgrader.grade_id = "something_else"


def retype(notebook: NotebookNode) -> None:
    cell_of(notebook, FIRST).cell_type = "markdown"


def repeat(notebook: NotebookNode) -> None:
    second = json.loads(json.dumps(cell_of(notebook, FIRST)))
    second["source"] = "def train_bpe(a, b):\n    return []"
    notebook.cells.append(NotebookNode(second))


def swap_ids(notebook: NotebookNode) -> None:
    one, other = cell_of(notebook, FIRST), cell_of(notebook, SECOND)
    one.metadata, other.metadata = other.metadata, one.metadata


def edit_check(notebook: NotebookNode) -> None:
    cell_of(notebook, f"{FIRST}-check").source = "pass"


def move(notebook: NotebookNode) -> None:
    cell = cell_of(notebook, FIRST)
    notebook.cells.remove(cell)
    notebook.cells.append(cell)


def forget_metadata(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata = {}


@pytest.mark.parametrize(
    ("change", "flag", "present"),
    [
        (remove(FIRST), f"{FIRST} is missing", False),
        (remove(f"{FIRST}-check"), f"{FIRST}-check is missing", True),
        (rename, "`train_bpe` was found in cell", True),
        (retype, f"{FIRST} is a markdown cell instead of a code cell", False),
        (repeat, f"{FIRST} is there 2 times; the first one counts", True),
        (swap_ids, "`train_bpe` was found in cell", True),
        (edit_check, f"{FIRST}-check was edited", True),
        (move, f"{FIRST}-check was moved", True),
        (forget_metadata, "no cell has the id it was handed out with", True),
    ],
)
def test_changed_cells_are_flagged_and_found_where_they_are(change, flag, present, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    found = read(save(answered(), tmp_path / "a.ipynb", change), assignment())
    said = " | ".join(found.flags)
    assert (flag in said) or (change is move and f"{FIRST} was moved" in said), said
    assert (FIRST in found.cells) is present
    if present:
        assert found.cells[FIRST] == solution(LAB)[0][FIRST]
    assert found.cells[THIRD] == solution(LAB)[0][THIRD]


def v3(notebook: NotebookNode) -> dict[str, object]:
    """The same in notebook format 3."""
    cells = [
        {"cell_type": cell.cell_type, "metadata": cell.metadata, "outputs": [{"output_type": "pyout"}]}
        | {("input" if cell.cell_type == "code" else "source"): cell.source.splitlines(keepends=True)}
        for cell in notebook.cells
    ]
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}


def test_format_3_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps(v3(answered())))
    assert read(path, assignment()).cells == solution(LAB)[0]


def test_outputs_and_attachments_are_not_looked_at(tmp_path: Path) -> None:
    def soil(notebook: NotebookNode) -> None:
        for cell in notebook.cells:
            cell["outputs"] = [{"output_type": "nonsense", "data": "x" * 10_000}]
            cell["attachments"] = 7

    found = read(save(answered(), tmp_path / "a.ipynb", soil), assignment())
    assert found.cells == solution(LAB)[0]
    assert found.unreadable == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"{", "cut off"),
        (b"\xff\xfe\x00", "cut off"),
        (b"[]", "other data"),
        (b"7", "other data"),
        (b"{}", "no cells"),
        (b'{"cells": 5}', "no cells"),
        (b'{"cells": [5]}', "no valid notebook"),
        (b'{"cells": [{"cell_type": "code", "source": 5}]}', "no valid notebook"),
        (b'{"cells": [{"cell_type": "spell", "source": ""}]}', "no valid notebook"),
        (b'{"cells": [' + b"{}," * MOST_CELLS + b"{}]}", "3,001 cells"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
        (b'{"cells": [{"cell_type": "code", "source": ' + b"1" * 10_000 + b"}]}", "cut off"),
    ],
)
def test_what_is_no_notebook_is_called_so(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    found = read(path, assignment())
    assert said in found.unreadable
    assert found.unreadable.endswith(".")
    assert not found.cells


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["cells", "cell_type", "source", "metadata", "nbgrader", "grade_id", "worksheets", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_any_json_is_read_or_refused(value: object) -> None:
    with contextlib.suppress(_RefusedError):
        _cells(json.dumps(value).encode("utf-8", "surrogatepass"))


def test_half_characters_do_not_travel(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    notebook = answered()
    cell_of(notebook, FIRST).source = "def train_bpe(a, b): return '\ud800'"
    save(notebook, path)
    read(path, assignment()).cells[FIRST].encode("utf-8")
