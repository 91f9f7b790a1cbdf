import argparse
from dataclasses import replace

import pytest

from helpers.commands import world
from helpers.errors import CourseError
from helpers.world import generate, shipped


def call(*words):
    parser = argparse.ArgumentParser()
    world.add_arguments(parser)
    return world.run(parser.parse_args(words))


def test_sample_prints_the_documents_asked_for(capsys):
    assert call("sample", "help_desk", "-n", "3", "--seed", "4", "--split", "test", "--start", "2") == 0
    printed = " ".join(capsys.readouterr().out.split())
    for document in generate("help_desk", seed=4, split="test", start=2, count=3):
        assert " ".join(document.text.split()) in printed
    assert "summary" not in printed


def test_sample_prints_what_is_known_about_them(capsys):
    call("sample", "dialogue", "-n", "1", "--meta")
    assert "summary: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["sample", "poem"], "no document family 'poem'; choose one of: .*dialogue"),
        (["sample", "dialogue", "-n", "0"], "-n is 0"),
        (["sample", "dialogue", "-n", "-5"], "-n is -5"),
        (["sample", "dialogue", "-n", "99999999999"], "-n is 99999999999"),
        (["sample", "dialogue", "--split", "dev"], "no split 'dev'; choose one of: train"),
        (["sample", "dialogue", "--start", "-1"], "--start is -1"),
        (["stats", "dialogue", "poem"], "no document family 'poem'"),
        (["stats", "-n", "0"], "-n is 0"),
    ],
)
def test_bad_input_gets_one_sentence(words, message):
    with pytest.raises(CourseError, match=message) as caught:
        call(*words)
    assert "\n" not in str(caught.value)


def test_stats_prints_a_row_for_each_family_and_the_baseline(capsys):
    assert call("stats", "dialogue", "help_desk", "-n", "40") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["dialogue", "help_desk", "docstrings"]


@pytest.fixture
def little(tmp_path, monkeypatch):
    """A folder of two data sets of six rows each."""
    kept = {
        name: replace(shipped.DATA_SETS[name], sizes={"train": 2, "validation": 2, "test": 2})
        for name in ("help_desk", "stories")
    }
    monkeypatch.setattr(shipped.files, "DATA_SETS", kept)
    monkeypatch.setattr(shipped.files, "FOLDER", tmp_path)
    monkeypatch.setattr(shipped, "FOLDER", tmp_path)
    return tmp_path


def test_build_writes_and_check_compares(little, capsys):
    assert call("build", "--check") == 1
    assert "is missing" in capsys.readouterr().out
    assert call("build") == 0
    assert "help_desk/train.jsonl" in capsys.readouterr().out
    assert call("build", "--check") == 0
    assert "7 files" in capsys.readouterr().out


def test_build_mends_one_data_set(little, capsys):
    call("build")
    for name in ("help_desk", "stories"):
        (little / name / "test.jsonl").unlink()
    assert call("build", "stories") == 0
    assert call("build", "--check", "stories") == 0
    assert not (little / "help_desk/test.jsonl").exists()
    capsys.readouterr()
    assert call("build", "--check") == 1
    assert "help_desk/test.jsonl is missing" in capsys.readouterr().out
    with pytest.raises(CourseError, match='no data set "poems"; choose from: help_desk, stories'):
        call("build", "poems")


def test_duplicates_of_the_mixture_are_counted(capsys):
    assert call("duplicates", "-n", "300") == 0
    assert "300 documents of the training mixture: 0.0000% exact" in capsys.readouterr().out


def test_what_is_known_is_checked(capsys):
    assert call("check", "-n", "60") == 0
    printed = capsys.readouterr().out
    assert "60 stories replayed: 0 contradictions." in printed
    assert "Agnes and Bertram: " in printed


@pytest.mark.parametrize("action", ["duplicates", "check", "page"])
@pytest.mark.parametrize("number", ["0", "-3", "99999999999"])
def test_impossible_numbers_get_one_sentence(action, number):
    with pytest.raises(CourseError, match=f"-n is {number}; ask for 1 to"):
        call(action, "-n", number)


def test_the_page_has_documents_of_every_family(tmp_path, monkeypatch, capsys):
    from helpers import paths
    from helpers.world import FAMILIES

    monkeypatch.setattr(paths, "DOCS", tmp_path)
    assert call("page", "-n", "2") == 0
    text = (tmp_path / "world.md").read_text()
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == sorted(FAMILIES)
    assert text.count("\n----\n") == len(FAMILIES)
