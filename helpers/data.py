"""Where datasets come from: the town's (tiny) or their counterparts on the Hub (hub), as `datasets.DatasetDict`."""

import contextlib
import logging
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import datasets
from datasets import DatasetDict, load_dataset
from huggingface_hub import constants

from helpers import checksums, models, paths, profile
from helpers.errors import CourseError

SPLITS = ("train", "validation", "test")
LANTERN_BAY = paths.DATA / "lantern_bay"


@dataclass(frozen=True)
class Counterpart:
    """A dataset of the Hub that plays the part of one of the town's.

    Attributes:
        repo: its id.
        columns: its column names to the town's, so that a notebook reads both alike; other columns stay.
        files: which of its files make up which split; by default those that the repository itself names.
        row: turns one row into the columns it lacks.
    """

    repo: str
    columns: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    row: Callable[[dict[str, Any]], dict[str, Any]] | None = None


def _opening(row: dict[str, Any]) -> dict[str, Any]:
    """The first eight words as a prompt, and how it goes on."""
    words = row["text"].split(" ")
    return {"prompt": " ".join(words[:8]), "continuation": "".join(" " + word for word in words[8:])}


HUB = {
    "stories": Counterpart("roneneldan/TinyStories"),
    "dialogues": Counterpart("knkarthick/dialogsum", {"dialogue": "text"}),
    "prompts": Counterpart(
        "roneneldan/TinyStories", files={"train": "data/validation-*.parquet"}, row=_opening
    ),
}  # help_desk has none: nobody else's replies are labelled as true, rude or empty


def load(name: str) -> DatasetDict:
    """A dataset by the course's name for it ("stories", "dialogues", "help_desk", "prompts").

    Under tiny: data/lantern_bay/NAME with the splits train, validation and test, its files checked against their
    hashes. Under hub: the counterpart listed in `HUB`, with the columns named alike and splits that it lacks cut from
    its train split. Raises CourseError, with what to
    do, when it is not there or damaged.
    """
    if profile.current().name == "hub":
        return _from_hub(name)
    folder = LANTERN_BAY / name
    known = sorted(path.name for path in LANTERN_BAY.glob("*/") if (path / "train.jsonl").exists())
    if name not in known:
        if folder.is_dir():
            raise CourseError(f"{folder / 'train.jsonl'} is missing; restore it with: {_restore(folder)}")
        raise CourseError(f'The course has no dataset "{name}"; it has: {", ".join(known) or "none"}.')
    checksums.verify(folder, _restore(folder))
    files = {split: str(folder / f"{split}.jsonl") for split in SPLITS}
    with _quiet():
        try:
            return load_dataset("json", data_files=files, cache_dir=str(_cache()), keep_in_memory=True)
        except (OSError, ValueError, datasets.exceptions.DatasetsError) as error:
            raise CourseError(f"{folder} cannot be read; restore it with: {_restore(folder)}") from error


def _from_hub(name: str) -> DatasetDict:
    if name not in HUB:
        raise CourseError(
            f'"{name}" has no counterpart on the Hub (these have: {", ".join(HUB)}); '
            'use the town\'s with profile.use("tiny").'
        )
    counterpart = HUB[name]
    if not models.hub_reachable():
        profile.set_offline(True)
    with _quiet():
        try:
            loaded = load_dataset(counterpart.repo, data_files=counterpart.files or None)
        except (OSError, ValueError, datasets.exceptions.DatasetsError) as error:
            cause = (
                "The Hub cannot be reached and"
                if constants.HF_HUB_OFFLINE
                else "The Hub does not give it and"
            )
            raise CourseError(
                f"{cause} the dataset {counterpart.repo} is not in the cache folder "
                f"{datasets.config.HF_DATASETS_CACHE}; connect to the network, or go back to the town's data with "
                'profile.use("tiny").'
            ) from error
        if counterpart.columns:
            loaded = loaded.rename_columns(counterpart.columns)
        if counterpart.row:
            loaded = loaded.map(counterpart.row)
        return _with_all_splits(loaded)


def _with_all_splits(loaded: DatasetDict) -> DatasetDict:
    """Cut the splits that are missing from train, a tenth each, the same rows every time."""
    for split in SPLITS:
        if split not in loaded:
            parts = loaded["train"].train_test_split(0.1, seed=0)
            loaded["train"], loaded[split] = parts["train"], parts["test"]
    return DatasetDict({split: loaded[split] for split in SPLITS})


def _cache() -> Path:
    """Arrow files that `datasets` writes while reading; in the student's own state, not in their home folder."""
    return paths.course_state() / "cache" / "datasets"


def _restore(folder: Path) -> str:
    return f"git checkout -- {folder.relative_to(paths.ROOT).as_posix()}"


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    bars = datasets.is_progress_bar_enabled()
    logger = logging.getLogger("datasets")
    level = logger.level
    datasets.disable_progress_bars()
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
        if bars:
            datasets.enable_progress_bars()
