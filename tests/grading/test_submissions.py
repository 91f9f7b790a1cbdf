"""Which files of a folder are submissions, and whose."""

from pathlib import Path

import pytest

from helpers.errors import CourseError
from helpers.grading.submissions import discover
from tests.grading.notebooks import assignment

NAME = "01_tokenization_and_sampling.ipynb"


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    return folder


def found(folder: Path) -> dict[str, str]:
    submissions, _ = discover(folder, assignment())
    return {one.student: one.path.relative_to(folder).as_posix() for one in submissions}


def test_the_three_layouts(tmp_path: Path) -> None:
    make(
        tmp_path,
        "ada.ipynb",
        "bob/01_mine.ipynb",
        f"cy/lab01/{NAME}",
        ".ipynb_checkpoints/x.ipynb",
        "dee/any.ipynb",
    )
    assert found(tmp_path) == {
        "ada": "ada.ipynb",
        "bob": "bob/01_mine.ipynb",
        "cy": f"cy/lab01/{NAME}",
        "dee": "dee/any.ipynb",
    }


def test_the_lab_is_told_from_others(tmp_path: Path) -> None:
    make(tmp_path, f"ada/{NAME}", "ada/01_a.ipynb", "ada/03_b.ipynb", "bob/03_a.ipynb", "bob/00_b.ipynb")
    assert found(tmp_path) == {"ada": f"ada/{NAME}", "bob": "bob"}


def test_other_files_and_second_submissions_are_named(tmp_path: Path) -> None:
    make(tmp_path, "ada.ipynb", "ada/01_a.ipynb", "notes.txt")
    submissions, notes = discover(tmp_path, assignment())
    assert [one.student for one in submissions] == ["ada"]
    assert any("notes.txt" in note for note in notes)
    assert any("second submission of ada" in note for note in notes)


def test_links_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path / "elsewhere", "01_secret.ipynb")
    folder = make(tmp_path / "in", "bob/readme.txt")
    (folder / "eve").symlink_to(tmp_path / "elsewhere")
    (folder / "bob" / "lab01").symlink_to(tmp_path / "elsewhere")
    assert found(folder) == {"bob": "bob", "eve": "eve"}


def test_a_name_that_is_no_text_becomes_one(tmp_path: Path) -> None:
    (tmp_path / "a\udcff\nb.ipynb").write_text("{}")
    [submission], _ = discover(tmp_path, assignment())
    assert submission.student == "a��b"
    assert submission.path.exists()


@pytest.mark.parametrize("make_folder", [True, False])
def test_nothing_there_is_said(make_folder: bool, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    if make_folder:
        folder.mkdir()
    with pytest.raises(CourseError, match=r"no submissions|cannot be read"):
        discover(folder, assignment())
