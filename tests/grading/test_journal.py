"""Nothing that was added is lost, whatever was being written when the command was killed."""

from dataclasses import replace
from pathlib import Path

import pytest

from helpers.errors import CourseError
from helpers.grading.journal import Journal
from helpers.grading.records import ExerciseGrade, Grade

BATCH = {"lab": "01", "secret": "a"}
ADA = Grade(
    "Ada", "01", (ExerciseGrade("ex01_4_top_k", "failed", 0.5, 2.0, "No.", "f(1)", "2", "3", "m", "a"),),
    ("flag",), "", {"q": "because"}, {}, True, "00ff", 1.5,
)  # fmt: skip


def test_grades_come_back_as_they_were(tmp_path: Path) -> None:
    with Journal(tmp_path, BATCH, resume=False) as journal:
        journal.add(ADA)
    with Journal(tmp_path, BATCH, resume=True) as journal:
        assert journal.grades == {"Ada": ADA}


def test_the_newest_grade_of_a_student_counts(tmp_path: Path) -> None:
    newer = replace(ADA, digest="11")
    with Journal(tmp_path, BATCH, resume=False) as journal:
        journal.add(ADA)
        journal.add(newer)
    with Journal(tmp_path, BATCH, resume=True) as journal:
        assert journal.grades == {"Ada": newer}


def test_a_torn_line_counts_as_not_written_at_every_byte(tmp_path: Path) -> None:
    with Journal(tmp_path, BATCH, resume=False) as journal:
        journal.add(ADA)
        path = journal.path
        whole = path.stat().st_size
        journal.add(replace(ADA, student="Bób"))
    content = path.read_bytes()
    for end in range(whole, len(content)):
        path.write_bytes(content[:end])
        with Journal(tmp_path, BATCH, resume=True) as journal:
            assert list(journal.grades) == ["Ada"]
            journal.add(replace(ADA, student="Cy"))
        with Journal(tmp_path, BATCH, resume=True) as journal:
            assert list(journal.grades) == ["Ada", "Cy"]


def test_killed_before_the_first_line_was_whole(tmp_path: Path) -> None:
    with Journal(tmp_path, BATCH, resume=False) as journal:
        path = journal.path
    path.write_bytes(path.read_bytes()[:-3])
    with Journal(tmp_path, BATCH, resume=True) as journal:
        journal.add(ADA)
    with Journal(tmp_path, BATCH, resume=True) as journal:
        assert list(journal.grades) == ["Ada"]


def test_another_batch_is_refused_and_a_new_one_keeps_the_old_aside(tmp_path: Path) -> None:
    with Journal(tmp_path, BATCH, resume=False) as journal:
        journal.add(ADA)
    with pytest.raises(CourseError, match="another secret"):
        Journal(tmp_path, {"lab": "01", "secret": "b"}, resume=True)
    with Journal(tmp_path, {"lab": "01", "secret": "b"}, resume=False) as journal:
        assert journal.grades == {}
    assert "Ada" in (tmp_path / "previous-journal.jsonl").read_text()


def test_one_writer(tmp_path: Path) -> None:
    with (
        Journal(tmp_path, BATCH, resume=False),
        pytest.raises(CourseError, match="Another command is grading"),
    ):
        Journal(tmp_path, BATCH, resume=True)
