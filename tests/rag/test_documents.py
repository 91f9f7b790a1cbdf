from pathlib import Path

import pytest

from helpers.errors import CourseError
from helpers.rag import Document, read_documents
from helpers.rag.documents import checked


def test_a_folder_of_text_files(tmp_path: Path) -> None:
    (tmp_path / "b_second.md").write_text("Two.")
    (tmp_path / "a.txt").write_bytes("\ufeffÉin.".encode())
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert read_documents(tmp_path) == [
        Document("a.txt", "a", "Éin."),
        Document("b_second.md", "b second", "Two."),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\xff", "not text in UTF-8"),
        (b"MZ\x00\x01abc", "binary"),
        (b"x" * 10_000_000, "10.0 MB"),
        (b"  \n", "no text"),
    ],
)
def test_files_that_are_no_documents(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(data)
    with pytest.raises(CourseError, match=words):
        read_documents(path)


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"\.txt or \.md"):
        read_documents(tmp_path)
    with pytest.raises(CourseError, match="cannot be read"):
        read_documents(tmp_path / "missing.txt")


def test_ids_are_unique_and_there() -> None:
    with pytest.raises(CourseError, match="'a'"):
        checked([Document("a", "A", "x"), Document("a", "B", "y")])
    with pytest.raises(CourseError, match="no id"):
        checked([Document(" ", "A", "x")])


def test_a_digest_tells_title_from_text() -> None:
    assert Document("a", "ab", "c").digest != Document("a", "a", "bc").digest
