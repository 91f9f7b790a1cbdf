"""The town's datasets and their counterparts: splits, damage, the cache, and what is said without a network."""

import json
from pathlib import Path

import datasets
import pytest

from helpers import checksums, data, models, paths, profile
from helpers.errors import CourseError

ROWS = [
    {"id": f"tale-{i}", "text": f"Story number {i}, which goes on for ten words or so."} for i in range(40)
]


def write(folder: Path, splits=("train", "validation", "test")) -> Path:
    folder.mkdir(parents=True)
    for split in splits:
        (folder / f"{split}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return folder


@pytest.fixture(autouse=True)
def as_found(monkeypatch, tmp_path):
    monkeypatch.setattr(profile, "_chosen", None)
    monkeypatch.setattr(profile, "_user_offline", False)
    monkeypatch.delenv("COURSE_PROFILE", raising=False)
    monkeypatch.setenv("COURSE_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(models, "hub_reachable", lambda: False)
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", str(tmp_path / "hub"))
    yield
    profile.set_offline(True)


@pytest.fixture
def town(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(data, "LANTERN_BAY", tmp_path / "data" / "lantern_bay")
    folder = write(data.LANTERN_BAY / "tales")
    checksums.write(folder, [p.name for p in folder.glob("*.jsonl")])
    return folder


def test_three_splits_with_their_rows(town):
    tales = data.load("tales")
    assert list(tales) == ["train", "validation", "test"]
    assert tales["test"].to_list() == ROWS


def test_what_datasets_writes_stays_in_the_courses_state(town, tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    before = set(town.parent.rglob("*"))
    data.load("tales")
    assert set(town.parent.rglob("*")) == before
    assert not any(home.rglob("*"))
    assert {p.name for p in (tmp_path / "state").iterdir()} == {"cache"}
    assert not (tmp_path / "hub").exists()


def test_loading_is_quiet_and_leaves_the_bars_as_they_were(town, capfd):
    datasets.enable_progress_bars()
    data.load("tales")
    captured = capfd.readouterr()
    assert captured.out + captured.err == ""
    assert datasets.is_progress_bar_enabled()


def test_changed_data_are_read_afresh(town):
    data.load("tales")
    (town / "test.jsonl").write_text(json.dumps({"id": "new", "text": "New."}) + "\n")
    checksums.write(town, [p.name for p in town.glob("*.jsonl")])
    assert data.load("tales")["test"].to_list() == [{"id": "new", "text": "New."}]


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda f: (f / "test.jsonl").write_text("{"), r"test\.jsonl is damaged"),
        (lambda f: (f / "validation.jsonl").unlink(), r"validation\.jsonl is missing"),
        (lambda f: (f / "train.jsonl").unlink(), r"train\.jsonl is missing"),
    ],
)
def test_damage_is_one_sentence_with_the_remedy(harm, sentence, town):
    harm(town)
    with pytest.raises(CourseError, match=sentence + r".*git checkout -- data/lantern_bay/tales$"):
        data.load("tales")


def test_unreadable_rows_without_a_list_of_hashes(town):
    (town / "SHA256SUMS").unlink()
    (town / "test.jsonl").write_text("no json")
    with pytest.raises(CourseError, match=r"cannot be read; restore it with: git checkout"):
        data.load("tales")


def test_an_unknown_name_lists_the_known_ones(town):
    with pytest.raises(CourseError, match='no dataset "poems"; it has: tales'):
        data.load("poems")


def test_the_cache_folder_is_not_what_git_sees():
    assert ".course/" in (paths.ROOT / ".gitignore").read_text().splitlines()


def test_a_counterpart_has_the_towns_columns_and_splits(tmp_path, monkeypatch):
    folder = write(tmp_path / "hub_copy", ["train", "test"])
    counterpart = data.Counterpart(str(folder), columns={"text": "story"})
    monkeypatch.setattr(data, "HUB", {"stories": counterpart})
    profile.use("hub")
    loaded = data.load("stories")
    assert list(loaded) == ["train", "validation", "test"]
    assert loaded.column_names["train"] == ["id", "story"]
    ids = [row["id"] for split in ("train", "validation") for row in loaded[split]]
    assert sorted(ids) == sorted(row["id"] for row in ROWS)  # cut from train, nothing lost, nothing twice
    assert len(loaded["validation"]) == 4


def test_prompts_are_the_openings_of_stories(tmp_path, monkeypatch):
    folder = write(tmp_path / "hub_copy", ["train"])
    files = {"train": "*.jsonl"}
    counterpart = data.Counterpart(str(folder), files=files, row=data.HUB["prompts"].row)
    monkeypatch.setattr(data, "HUB", {"prompts": counterpart})
    profile.use("hub")
    row = data.load("prompts")["test"][0]
    assert row["prompt"].startswith("Story number ")
    assert len(row["prompt"].split()) == 8
    assert row["prompt"] + row["continuation"] == row["text"]


def test_without_network_hub_says_so(tmp_path):
    profile.use("hub")
    with pytest.raises(CourseError) as caught:
        data.load("dialogues")
    sentence = str(caught.value)
    assert "knkarthick/dialogsum" in sentence
    assert str(tmp_path / "hub") in sentence
    assert 'profile.use("tiny")' in sentence
    assert "\n" not in sentence


def test_what_has_no_counterpart_says_so():
    profile.use("hub")
    with pytest.raises(CourseError, match='"help_desk" has no counterpart on the Hub'):
        data.load("help_desk")


@pytest.mark.skipif(not (data.LANTERN_BAY / "stories").is_dir(), reason="the town's data are not built yet")
@pytest.mark.parametrize("name", ["stories", "dialogues", "help_desk", "prompts"])
def test_the_shipped_data_load_whole(name):
    loaded = data.load(name)
    assert list(loaded) == ["train", "validation", "test"]
    ids = [row["id"] for split in loaded.values() for row in split]
    assert len(set(ids)) == len(ids) >= 500
