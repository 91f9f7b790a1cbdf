import argparse

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


def test_build_writes_and_check_compares(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(shipped, "SIZES", {"help_desk": (2, 2, 2)})
    for function in (shipped.build, shipped.stale):
        monkeypatch.setattr(function, "__defaults__", (tmp_path,))
    monkeypatch.setattr(shipped, "FOLDER", tmp_path)
    assert call("build", "--check") == 1
    assert "is missing" in capsys.readouterr().out
    assert call("build") == 0
    assert "help_desk/train.jsonl" in capsys.readouterr().out
    assert call("build", "--check") == 0
    assert "3 files" in capsys.readouterr().out
