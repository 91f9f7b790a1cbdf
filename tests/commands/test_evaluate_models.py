"""evaluate-models prints a table for each model, and writes cards only when asked."""

import pytest

from helpers import models, paths
from helpers.__main__ import main
from helpers.training import report
from tests.training.test_model_card import REPORT


@pytest.fixture(autouse=True)
def scratch(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_SETUP", "off")
    monkeypatch.setattr(paths, "MODELS", tmp_path)
    (tmp_path / "lantern-micro").mkdir()
    monkeypatch.setattr(models, "load", lambda name: (None, None))
    monkeypatch.setattr(report, "measure", lambda *_: REPORT)
    return tmp_path


def test_the_table_is_printed_and_nothing_written(scratch, capsys):
    assert main(["evaluate-models", "micro"]) == 0
    assert report.table(REPORT) in capsys.readouterr().out
    assert not any((scratch / "lantern-micro").iterdir())


def test_the_card_is_written_when_asked(scratch):
    assert main(["evaluate-models", "micro", "--write"]) == 0
    assert report.table(REPORT) in (scratch / "lantern-micro" / "README.md").read_text("utf-8")


def test_an_unknown_model_is_one_sentence(capsys):
    assert main(["evaluate-models", "huge"]) == 2
    assert 'ships no model "huge"' in capsys.readouterr().err
