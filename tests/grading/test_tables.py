"""CSV files that spreadsheets, Canvas and Moodle read, and the queue that a person fills in."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.errors import CourseError
from helpers.grading import tables
from helpers.grading.records import ExerciseGrade, Grade
from tests.grading.notebooks import FIRST, QUESTION, SECOND, assignment

ADA = Grade(
    "Ada", "01", (ExerciseGrade(FIRST, "passed", 3, 3), ExerciseGrade(SECOND, "failed", 0.5, 2, "No.")),
    ("ex01_4_top_k is missing",), "", {QUESTION: "Because."}, {}, True, "00", 1.0,
)  # fmt: skip
BEN = Grade("=2+5", "01", (), (), "The file is empty.", {}, {}, True, "01", 0.0)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_totals() -> None:
    assert tables.total(ADA) == 3.5
    assert tables.total(replace(ADA, manual={QUESTION: 1.5, f"{SECOND}-check": 2.0})) == 3 + 2 + 1.5


def test_grades_say_what_is_missing_and_never_zero_for_unreadable(tmp_path: Path) -> None:
    tables.write_grades(tmp_path, assignment(), [ADA, BEN])
    ada, ben = rows(tmp_path / "grades.csv")
    assert (ada["state"], ada["points"], ada["possible"]) == ("waits for 1 answer to be scored", "3.5", "21")
    assert (ada[FIRST], ada[SECOND], ada[QUESTION], ada["explain01_2"]) == ("3", "0.5", "", "0")
    assert ada["flags"] == "ex01_4_top_k is missing"
    assert (ben["student"], ben["state"], ben["points"], ben[FIRST]) == ("'=2+5", "unreadable", "", "")


def test_unsandboxed_grades_are_marked(tmp_path: Path) -> None:
    tables.write_grades(tmp_path, assignment(), [replace(ADA, sandboxed=False)])
    assert rows(tmp_path / "grades.csv")[0]["sandboxed"] == "no: unsandboxed"


def test_the_queue_goes_out_and_comes_back(tmp_path: Path) -> None:
    tables.write_manual(tmp_path, assignment(), [ADA, BEN], {})
    path = tmp_path / tables.MANUAL
    [row] = rows(path)
    assert (row["student"], row["question"], row["state"], row["score"]) == ("Ada", QUESTION, "to score", "")
    assert tables.read_manual(tmp_path, assignment())[0] == {}
    path.write_text(path.read_text().replace("to score,,", "to score,1.5,"))
    scores, answers = tables.read_manual(tmp_path, assignment())
    assert scores == {("Ada", QUESTION): 1.5}
    scored = replace(ADA, manual={QUESTION: 1.5})
    tables.write_manual(tmp_path, assignment(), [scored], answers)
    assert rows(path)[0]["state"] == "scored"
    assert tables.read_manual(tmp_path, assignment())[0] == {}
    tables.write_manual(tmp_path, assignment(), [replace(scored, written={QUESTION: "Other."})], answers)
    assert rows(path)[0]["state"] == "changed since it was scored"
    path.write_text(path.read_text().replace("scored,1.5,", "scored,,"))
    assert tables.read_manual(tmp_path, assignment())[0] == {("Ada", QUESTION): None}


@pytest.mark.parametrize("text", ["-1", "3", "nan", "inf", "two"])
def test_a_score_that_is_none_is_refused_with_its_row(text: str, tmp_path: Path) -> None:
    tables.write_manual(tmp_path, assignment(), [ADA], {})
    path = tmp_path / tables.MANUAL
    path.write_text(path.read_text().replace("to score,,", f"to score,{text},"))
    with pytest.raises(CourseError, match=r"row 2.* not a number from 0 to 2"):
        tables.read_manual(tmp_path, assignment())


@pytest.mark.parametrize("name", ["=cmd()", "+1", "-1", "@a", "'x", "\tx", 'Zoë, the "first"', "a\nb"])
def test_names_survive_a_spreadsheet(name: str, tmp_path: Path) -> None:
    tables.write_manual(tmp_path, assignment(), [replace(ADA, student=name, written={QUESTION: "=1+1"})], {})
    [row] = rows(tmp_path / tables.MANUAL)
    assert row["student"][0] not in "=+-@\t"
    assert row["answer"] == "'=1+1"
    assert list(tables.read_manual(tmp_path, assignment())[1]) == [(name, QUESTION)]


def test_canvas_and_moodle_get_their_own_ids_and_no_unreadable(tmp_path: Path) -> None:
    canvas = replace(ADA, student="lovelaceada_LATE_4711_9981_01_tokenization")
    moodle = replace(ADA, student="Ada Lovelace_1234_assignsubmission_file")
    tables.write_canvas(tmp_path, assignment(), [canvas, ADA, BEN])
    head, first, second = rows(tmp_path / "canvas.csv")
    column = "Lab 01 tokenization and sampling"
    assert (head["Student"].strip(), head[column]) == ("Points Possible", "21")
    assert (first["Student"], first["ID"], first[column]) == ("lovelaceada", "4711", "3.5")
    assert (second["ID"], second["SIS Login ID"]) == ("", "Ada")
    tables.write_moodle(tmp_path, assignment(), [moodle, BEN])
    [row] = rows(tmp_path / "moodle.csv")
    assert (row["Identifier"], row["Full name"], row["Grade"]) == ("Participant 1234", "Ada Lovelace", "3.5")
    assert SECOND in row["Feedback comments"]
