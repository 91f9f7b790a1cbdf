"""evaluate-models prints a table for each model, and writes cards only when asked."""

import pytest

from helpers import models, paths
from helpers.__main__ import main
from helpers.training import report, shipped
from helpers.training.evaluation import Subject
from tests.training.test_model_card import REPORT


@pytest.fixture(autouse=True)
def scratch(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_SETUP", "off")
    monkeypatch.setattr(paths, "MODELS", tmp_path)
    (tmp_path / "lantern-micro").mkdir()
    monkeypatch.setattr(models, "load", lambda name: (None, None))
    monkeypatch.setattr(report, "measure", lambda *_: REPORT)
    return tmp_path


def test_the_tables_are_printed_and_nothing_written(scratch, capsys):
    assert main(["evaluate-models", "micro"]) == 0
    printed = capsys.readouterr().out
    assert report.table(REPORT.figures) in printed
    assert report.details(REPORT) in printed
    assert not any((scratch / "lantern-micro").iterdir())


def test_the_card_is_written_when_asked(scratch):
    assert main(["evaluate-models", "micro", "--write"]) == 0
    assert report.table(REPORT.figures) in (scratch / "lantern-micro" / "README.md").read_text("utf-8")


def test_some_skills_of_a_run_under_way(monkeypatch, capsys):
    asked = []

    def skills(subject, count, only, tell):
        asked.append((subject.reading, count, only))
        return REPORT.figures

    monkeypatch.setattr(report, "skills", skills)
    monkeypatch.setattr(shipped, "under_way", lambda name: (Subject(None, None, "text"), 12_345_678))
    assert main(["evaluate-models", "base", "--run", "--only", "reading", "--count", "20"]) == 0
    assert asked == [("text", 20, ["reading"])]
    assert "## lantern-base after 12.3 M tokens\n\n| measure" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["huge"], 'ships no model "huge"'),
        (["micro", "--only", "dancing"], 'There is no skill "dancing" to measure; choose from: likelihood'),
        (["micro", "--count", "3"], "--count must be 10 or more, not 3."),
        (["micro", "--only", "sums", "--write"], "leave out --only and --run"),
        (["huge", "--run"], 'no recipe for a model "huge"'),
    ],
)
def test_what_cannot_be_measured_is_one_sentence(arguments, sentence, capsys):
    assert main(["evaluate-models", *arguments]) == 2
    assert sentence in capsys.readouterr().err
