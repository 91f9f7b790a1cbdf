"""The files are what the generator writes, whole and in their place; damage is found and mended."""

import hashlib
import itertools
import os
import re
from dataclasses import replace

import pytest

from helpers.errors import CourseError
from helpers.world import shipped
from helpers.world.shipped import DATA_SETS, FOLDER
from tests.world.shipped.reading import FILES

REBUILT = 6  # rows of each file; `python -m helpers world build --check` compares them all


@pytest.mark.parametrize(("name", "split"), FILES)
def test_the_first_rows_are_what_the_generator_writes(name, split):
    rows = itertools.islice(DATA_SETS[name].rows(split), REBUILT)
    assert (FOLDER / name / f"{split}.jsonl").read_bytes().startswith(shipped.contents(rows))


@pytest.mark.parametrize("name", DATA_SETS)
def test_every_file_has_its_digest(name):
    listed = dict(
        reversed(line.split("  ")) for line in (FOLDER / name / "SHA256SUMS").read_text().splitlines()
    )
    assert listed == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (FOLDER / name).glob("*.jsonl")
    }
    assert set(listed) == {f"{split}.jsonl" for split in DATA_SETS[name].sizes}


def test_there_is_a_folder_for_each_data_set_and_no_other():
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == set(DATA_SETS)


def test_everything_ships_in_25_megabytes():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) <= 25_000_000


@pytest.fixture
def little(tmp_path, monkeypatch):
    kept = {
        name: replace(DATA_SETS[name], sizes={"train": 3, "validation": 2, "test": 2})
        for name in ("help_desk", "stories")
    }
    monkeypatch.setattr(shipped.files, "DATA_SETS", kept)
    shipped.build(tmp_path)
    return tmp_path


def test_what_was_built_is_sound(little):
    assert shipped.stale(little) == []


def test_two_builds_are_equal_byte_for_byte(little, tmp_path):
    other = tmp_path / "other"
    shipped.build(other)
    for path in other.rglob("*.*"):
        assert path.read_bytes() == (little / path.relative_to(other)).read_bytes()


@pytest.mark.parametrize(
    ("file", "content", "sentence"),
    [
        ("help_desk/test.jsonl", None, r"test\.jsonl is missing; .*world build help_desk$"),
        (
            "stories/train.jsonl",
            b"{",
            r"train\.jsonl is not what the generator writes; .*world build stories$",
        ),
        (
            "stories/SHA256SUMS",
            b"",
            r"SHA256SUMS has another digest for train\.jsonl; .*world build stories$",
        ),
        ("README.md", b"# A card", r"README\.md is not what the generator writes; .*world build$"),
    ],
)
def test_damage_is_found_and_mended(little, file, content, sentence):
    path = little / file
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    problems = shipped.stale(little)
    assert len(problems) >= 1
    assert re.search(sentence, problems[0])
    assert all("restore it with: python -m helpers world build" in problem for problem in problems)
    shipped.build(little)
    assert shipped.stale(little) == []


def test_one_data_set_is_mended_alone(little):
    (little / "help_desk/test.jsonl").unlink()
    (little / "stories/test.jsonl").unlink()
    assert len(shipped.build(little, ["stories"])) == 3
    assert shipped.stale(little, ["stories"]) == []
    assert shipped.stale(little, ["help_desk"]) != []


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match=r"file cannot be written: .*Check its permissions\.$"):
        shipped.build(tmp_path / "file", ["red_team"])


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_folder_without_permission_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(CourseError, match="cannot be written"):
        shipped.build(tmp_path, ["red_team"])


def test_unknown_names_are_refused():
    with pytest.raises(CourseError, match='no data set "poems"; choose from: stories'):
        shipped.names(["poems"])
    with pytest.raises(ValueError, match="no split 'dev' in stories; choose one of: train"):
        next(DATA_SETS["stories"].rows("dev"))


def test_too_few_rows_are_noticed():
    small = replace(DATA_SETS["stories"], draw=lambda split: iter([]))
    with pytest.raises(ValueError, match="stories has 0 different rows for test, not 300"):
        list(small.rows("test"))
