"""Files that mean harm, beside honest ones: each gets what an honest grader would give, and touches nobody else."""

import hashlib
import json
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from helpers import paths
from helpers.grading.records import Grade
from helpers.grading.sandbox import Sandbox
from tests.grading import inline
from tests.grading.course import solution
from tests.grading.notebooks import FIRST, LAB, SECOND, THIRD, answered, cell_of, release, save
from tests.grading.test_preflight import (
    edit_check,
    forget_metadata,
    move,
    rename,
    repeat,
    retype,
    swap_ids,
    v3,
)

pytestmark = pytest.mark.slow
GIGABYTE = 10**9
ANSWERS = {exercise: solution(LAB)[0][exercise] for exercise in (FIRST, SECOND)}
HALF = 3 + 2  # points of the two exercises that are answered
HONEST = ("ada", "zoe")


def nested(folder: Path) -> None:
    (folder / "nested.ipynb").write_bytes(b'{"cells": ' + b"[" * 1_000_000)


def nested_cell(folder: Path) -> None:
    notebook = answered(ANSWERS)
    text = json.dumps(notebook)
    deep = '"metadata": {"a": ' + "[" * 500 + "]" * 500 + "}, "
    save(notebook, folder / "nested_metadata.ipynb")
    (folder / "nested_metadata.ipynb").write_text(text.replace('"metadata": {}, ', deep, 1))


def large(folder: Path) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}
    save(
        answered(ANSWERS), folder / "large.ipynb", lambda notebook: notebook.cells[1].update(outputs=[output])
    )


def outputs(folder: Path) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 20_000_000}
    save(
        answered(ANSWERS),
        folder / "outputs.ipynb",
        lambda notebook: notebook.cells[1].update(outputs=[output]),
    )


def long_line(folder: Path) -> None:
    with (folder / "long_line.ipynb").open("wb") as file:
        file.write(b'{"cells": [{"cell_type": "code", "outputs": [{"text": "')
        for _ in range(300):
            file.write(b"x" * 1_000_000)


def sparse(folder: Path) -> None:
    with (folder / "sparse.ipynb").open("wb") as file:
        file.truncate(3 * GIGABYTE)


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe.ipynb")


def device(folder: Path) -> None:
    try:
        os.mknod(folder / "device.ipynb", 0o20666, os.makedev(1, 5))  # /dev/zero: it never ends
    except PermissionError:
        (folder / "device.ipynb").symlink_to("/dev/zero")


def unix_socket(folder: Path) -> None:
    here = os.getcwd()
    os.chdir(folder)  # a socket's path may not be long
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.ipynb")
    finally:
        os.chdir(here)


def link_to_gradebook(folder: Path) -> None:
    (folder / "to_gradebook.ipynb").symlink_to(folder.parent / "out" / "gradebook.db")


def link_to_a_friend(folder: Path) -> None:
    (folder / "to_a_friend.ipynb").symlink_to(folder / "ada.ipynb")


def linked_folder(folder: Path) -> None:
    (folder / "linked_folder").symlink_to(paths.SOLUTIONS)


def link_in_a_folder(folder: Path) -> None:
    (folder / "link_in_a_folder").mkdir()
    (folder / "link_in_a_folder" / "01_mine.ipynb").symlink_to(folder / "ada.ipynb")


def many_cells(folder: Path) -> None:
    cell = {"cell_type": "code", "source": "", "metadata": {}}
    (folder / "many_cells.ipynb").write_text(json.dumps({"cells": [cell] * 200_000}))


def content(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / f"{name}.ipynb").write_bytes(data)


def cells(name: str, change: Callable) -> Callable[[Path], object]:  # type: ignore[type-arg]
    return lambda folder: save(answered(ANSWERS), folder / f"{name}.ipynb", change)


def delete_first(notebook) -> None:  # type: ignore[no-untyped-def]
    notebook.cells.remove(cell_of(notebook, FIRST))


def delete_checks(notebook) -> None:  # type: ignore[no-untyped-def]
    for exercise in (FIRST, SECOND):
        notebook.cells.remove(cell_of(notebook, f"{exercise}-check"))


def points_a_thousand(notebook) -> None:  # type: ignore[no-untyped-def]
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader["points"] = 1000


def answer_third_in_the_wrong_cell(notebook) -> None:  # type: ignore[no-untyped-def]
    """The answer to one exercise under the id of another, whose own answer is gone."""
    cell_of(notebook, FIRST).source = solution(LAB)[0][THIRD]


def trailing_text(folder: Path) -> None:
    text = json.dumps(answered(ANSWERS))
    (folder / "trailing.ipynb").write_text(text + text)


def format_3(folder: Path) -> None:
    (folder / "format_3.ipynb").write_text(json.dumps(v3(answered(ANSWERS))))


#: name -> (how it is made, points; None: reported as unreadable)
HOSTILE: dict[str, tuple[Callable[[Path], object], float | None]] = {
    "truncated": (content("truncated", json.dumps(answered()).encode()[:30_000]), None),
    "empty": (content("empty", b""), None),
    "list": (content("list", b"[]"), None),
    "binary": (content("binary", bytes(range(256)) * 100), None),
    "trailing": (trailing_text, None),
    "nested": (nested, None),
    "nested_metadata": (nested_cell, HALF),
    "large": (large, None),
    "outputs": (outputs, HALF),
    "long_line": (long_line, None),
    "sparse": (sparse, None),
    "many_cells": (many_cells, None),
    "pipe": (pipe, None),
    "device": (device, None),
    "socket": (unix_socket, None),
    "to_gradebook": (link_to_gradebook, None),
    "to_a_friend": (link_to_a_friend, None),
    "linked_folder": (linked_folder, None),
    "link_in_a_folder": (link_in_a_folder, None),
    "format_3": (format_3, HALF),
    "no_metadata": (cells("no_metadata", forget_metadata), HALF),
    "deleted": (cells("deleted", delete_first), 2),
    "deleted_checks": (cells("deleted_checks", delete_checks), HALF),
    "renamed": (cells("renamed", rename), HALF),
    "duplicated": (cells("duplicated", repeat), HALF),
    "retyped": (cells("retyped", retype), 2),
    "re_pointed": (cells("re_pointed", swap_ids), HALF),
    "moved": (cells("moved", move), HALF),
    "edited_check": (cells("edited_check", edit_check), HALF),
    "a_thousand_points": (cells("a_thousand_points", points_a_thousand), HALF),
    "wrong_cell": (cells("wrong_cell", answer_third_in_the_wrong_cell), 2 + 2),
}


def hashes(folder: Path) -> dict[str, object]:
    """What is in a folder, byte for byte; sizes only for what is very large."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        small = path.is_file() and not path.is_symlink() and state.st_size < 10**8
        found[str(path)] = (
            hashlib.sha256(path.read_bytes()).hexdigest() if small else "",
            state.st_mode,
            state.st_size,
            state.st_mtime_ns,
        )
    return found


def comparable(grade: Grade, out: Path) -> tuple[object, ...]:
    """All of a result that must not depend on others: everything but the time it took."""
    row = next(
        line for line in (out / "grades.csv").read_text().splitlines() if line.startswith(f"{grade.student},")
    )
    return {**asdict(grade), "seconds": 0}, row, (out / "feedback" / f"{grade.student}.html").read_bytes()


@pytest.fixture(scope="module")
def batch(
    tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox
) -> Iterator[tuple[dict[str, Grade], Path]]:
    """All of them in one folder, between two honest ones that were graded alone before."""
    place = tmp_path_factory.mktemp("files")
    folder, out = place / "in", place / "out"
    for name in HONEST:
        save(answered(ANSWERS), folder / f"{name}.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        inline.in_sandbox(patch, sandbox)
        alone, _ = inline.grade(folder, place / "alone")
        for make, _ in HOSTILE.values():
            make(folder)
        before = hashes(folder), hashes(paths.SOLUTIONS)
        grades, failed = inline.grade(folder, out)
    assert failed == {}
    assert (hashes(folder), hashes(paths.SOLUTIONS)) == before
    for name in HONEST:
        assert grades[name].points == HALF
        assert comparable(grades[name], out) == comparable(alone[name], place / "alone")
    yield grades, out
    shutil.rmtree(place)  # half a gigabyte


def test_nobody_is_forgotten(batch: tuple[dict[str, Grade], Path]) -> None:
    assert set(batch[0]) == {*HOSTILE, *HONEST}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_score_is_what_an_honest_grader_would_give(
    name: str, batch: tuple[dict[str, Grade], Path]
) -> None:
    grades, out = batch
    grade, points = grades[name], HOSTILE[name][1]
    page = (out / "feedback" / f"{name}.html").read_text()
    assert "Traceback" not in page
    if points is None:
        assert grade.unreadable.endswith(".")
        assert not grade.exercises
        assert "could not be read" in page
    else:
        assert grade.unreadable == ""
        assert (grade.points, grade.possible) == (points, 17)


def test_a_stranger_to_the_metadata_is_flagged(batch: tuple[dict[str, Grade], Path]) -> None:
    flagged = {name for name, grade in batch[0].items() if grade.flags}
    assert flagged == {
        "no_metadata", "deleted", "deleted_checks", "renamed", "duplicated", "retyped", "re_pointed", "moved",
        "edited_check", "wrong_cell",
    }  # fmt: skip


def test_the_release_scores_nothing(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    inline.in_sandbox(monkeypatch, sandbox)
    save(release(), tmp_path / "in" / "new.ipynb")
    save(answered(), tmp_path / "in" / "sage.ipynb")
    grades, _ = inline.grade(tmp_path / "in", tmp_path / "out")
    assert (grades["new"].points, grades["sage"].points) == (0, 17)
    assert {one.status for one in grades["new"].exercises} == {"not started"}
    assert "Nothing has been handed in yet" in (tmp_path / "out" / "feedback" / "new.html").read_text()
