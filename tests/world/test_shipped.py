import json

import pytest

from helpers.errors import CourseError
from helpers.world import SPLITS, shipped

FILES = [(name, split) for name in shipped.SIZES for split in SPLITS]


def read(name, split):
    text = (shipped.FOLDER / name / f"{split}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_the_shipped_files_are_what_the_generator_writes():
    assert shipped.stale() == []


@pytest.mark.parametrize(("name", "split"), FILES)
def test_rows_have_one_shape_and_ids_of_their_own(name, split):
    rows = read(name, split)
    assert len(rows) == shipped.SIZES[name][SPLITS.index(split)]
    assert len({row["id"] for row in rows}) == len(rows)
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    types = [{type(row[key]) for row in rows} for key in rows[0]]
    assert all(len(kinds) == 1 for kinds in types)


@pytest.mark.parametrize("name", shipped.SIZES)
def test_no_binding_is_in_two_splits(name):
    bindings = [{row["binding"] for row in read(name, split)} for split in SPLITS]
    for i, one in enumerate(bindings):
        for other in bindings[i + 1 :]:
            assert not one & other


def test_a_prompt_and_its_continuation_are_a_story_cut_between_words():
    prompts = read("prompts", "test")
    assert len(prompts) >= 300
    assert len({row["prompt"] for row in prompts}) == len(prompts)
    for row in prompts:
        assert row["prompt"] == row["prompt"].strip()
        assert row["continuation"][0].isspace()
        assert 5 <= len(row["prompt"].split()) <= 13
        assert len(row["continuation"].split()) >= 10


def test_everything_ships_in_three_megabytes():
    size = sum(path.stat().st_size for path in shipped.FOLDER.rglob("*") if path.is_file())
    assert size <= 3_000_000


def test_the_card_names_every_file_and_count():
    card = (shipped.FOLDER / "README.md").read_text("utf-8")
    assert card.startswith("---\n")
    assert "license: cc-by-4.0" in card
    for name, sizes in shipped.SIZES.items():
        assert f"config_name: {name}" in card
        assert f"| `{name}` | " + " | ".join(f"{size:,}" for size in sizes) in card
        for split in SPLITS:
            assert f"path: {name}/{split}.jsonl" in card


def test_damage_is_found_and_mended(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "SIZES", {"help_desk": (3, 2, 2)})
    shipped.build(tmp_path)
    assert shipped.stale(tmp_path) == []
    (tmp_path / "help_desk/test.jsonl").unlink()
    with (tmp_path / "help_desk/train.jsonl").open("a") as file:
        file.write("\n")
    problems = shipped.stale(tmp_path)
    assert any("test.jsonl is missing" in problem for problem in problems)
    assert any("train.jsonl is not what the generator writes" in problem for problem in problems)
    assert all("python -m helpers world build" in problem for problem in problems)
    shipped.build(tmp_path)
    assert shipped.stale(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="cannot be written"):
        shipped.build(tmp_path / "file")


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="no data set 'poems'"):
        next(shipped.rows("poems", "train"))
    with pytest.raises(ValueError, match="no split 'dev'"):
        next(shipped.rows("stories", "dev"))
