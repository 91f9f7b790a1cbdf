"""The town's datasets and their counterparts: splits, damage, the cache, and what is said without a network."""

import dataclasses
import json
from pathlib import Path

import datasets
import pytest

from helpers import checksums, data, models, paths, profile
from helpers.errors import CourseError
from helpers.world import shipped

ROWS = [
    {"id": f"tale-{i}", "text": f"Story number {i}, which goes on for ten words or so."} for i in range(40)
]


def write(folder: Path, splits=("train", "validation", "test")) -> Path:
    folder.mkdir(parents=True)
    for split in splits:
        (folder / f"{split}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return folder


def cut(path: Path) -> None:
    """Leave the first half of a file, as a download that broke off would."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


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
        (lambda f: cut(f / "test.jsonl"), r"test\.jsonl is damaged"),
        (lambda f: cut(f / "SHA256SUMS"), r"SHA256SUMS is damaged"),
    ],
)
def test_damage_is_one_sentence_with_the_remedy(harm, sentence, town):
    harm(town)
    with pytest.raises(
        CourseError, match=sentence + r".*restore it with: python -m helpers world build tales$"
    ):
        data.load("tales")


def test_rows_that_are_no_rows(town):
    (town / "test.jsonl").write_text("no json")
    checksums.write(town, [p.name for p in town.glob("*.jsonl")])
    with pytest.raises(CourseError, match=r"cannot be read; restore it with: python -m helpers world build"):
        data.load("tales")


def test_a_data_set_without_its_list_of_digests_is_missing(town):
    with pytest.raises(
        CourseError, match=r"stories.SHA256SUMS is missing; .*python -m helpers world build stories$"
    ):
        data.load("stories")


def test_a_data_set_may_have_one_split(town):
    for split in ("validation", "test"):
        (town / f"{split}.jsonl").unlink()
    checksums.write(town, ["train.jsonl"])
    assert list(data.load("tales")) == ["train"]


def test_an_unknown_name_lists_the_known_ones(town):
    for name in ("poems", "", "../tales", None):
        with pytest.raises(CourseError, match=rf'no dataset "{name}"; it has: tales'):
            data.load(name)


def test_an_unknown_name_is_unknown_under_hub_too(town):
    profile.use("hub")
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


def test_the_towns_own_data_under_hub():
    profile.use("hub")
    assert data.load("help_desk", town=True)["train"].num_rows == 800


def test_what_has_no_counterpart_says_so():
    profile.use("hub")
    with pytest.raises(CourseError, match=r'"help_desk" exists only for the town .* summaries'):
        data.load("help_desk")


def hub_copy(monkeypatch, folder, name, rows):
    folder.mkdir()
    for split in ("train", "test"):
        (folder / f"{split}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    monkeypatch.setattr(data, "HUB", {name: dataclasses.replace(data.HUB[name], repo=str(folder))})
    profile.use("hub")
    return data.load(name)["test"]


def test_a_chosen_and_a_rejected_reply_are_a_ranking(tmp_path, monkeypatch):
    before = [f"\n\nHuman: How deep is bay {i}?" for i in range(20)]
    before[0] += "\n\nAssistant: Which bay?\n\nHuman: Ours."
    rows = [
        {"chosen": f"{b}\n\nAssistant: Ten fathoms.", "rejected": f"{b}\n\nAssistant: Go away."}
        for b in before
    ]
    loaded = hub_copy(monkeypatch, tmp_path / "copy", "preferences", rows)
    assert loaded.column_names == ["prompt", "completions", "rankings"]
    assert loaded[0]["prompt"] == before[0].strip()
    assert loaded[1]["prompt"] == "How deep is bay 1?"
    places = set()
    for row in loaded:
        assert [completion["id"] for completion in row["completions"]] == ["a", "b"]
        (ranking,) = row["rankings"]
        best = row["completions"][ranking["ranks"].index(1)]
        assert best["text"] == "Ten fathoms."
        places.add(best["id"])
    assert places == {"a", "b"}


def test_provocations_of_the_hub_are_texts(tmp_path, monkeypatch):
    rows = [
        {"prompt": {"text": f"You are such a {i}", "toxicity": 0.5}, "challenging": True} for i in range(20)
    ]
    loaded = hub_copy(monkeypatch, tmp_path / "copy", "provocations", rows)
    assert loaded["prompt"] == [row["prompt"]["text"] for row in rows]


def test_summaries_of_the_hub_have_the_towns_columns(tmp_path, monkeypatch):
    rows = [
        {"id": str(i), "dialogue": "A: Hi.", "summary": "A greets.", "topic": "greeting"} for i in range(20)
    ]
    loaded = hub_copy(monkeypatch, tmp_path / "copy", "summaries", rows)
    assert {"dialogue", "summary"} <= set(loaded.column_names)


@pytest.mark.parametrize("name", shipped.DATA_SETS)
def test_the_shipped_data_load_whole(name):
    loaded = data.load(name)
    sizes = shipped.DATA_SETS[name].sizes
    assert {split: len(rows) for split, rows in loaded.items()} == sizes
    ids = [row["id"] for split in loaded.values() for row in split]
    assert len(set(ids)) == len(ids)


def test_only_the_rows_that_are_wanted_are_turned_into_the_towns(town, tmp_path, monkeypatch):
    """The first rows of each split, the same as without the limit; of 40 stories a split 36, 4 and 40."""
    assert {split: len(part) for split, part in data.load("tales", rows=3).items()} == dict.fromkeys(
        data.SPLITS, 3
    )
    assert data.load("tales", rows=99)["test"]["id"] == [row["id"] for row in ROWS]
    folder, seen = write(tmp_path / "hub_copy", ["train", "test"]), []

    def row(one):
        seen.append(one["id"])
        return {"prompt": one["text"]}

    monkeypatch.setattr(data, "HUB", {"tales": data.Counterpart(str(folder), row=row)})
    profile.use("hub")
    few = data.load("tales", rows=5)
    assert {split: len(part) for split, part in few.items()} == {"train": 5, "validation": 4, "test": 5}
    assert len(seen) == 14
    assert few["train"]["prompt"] == data.load("tales")["train"]["prompt"][:5]
