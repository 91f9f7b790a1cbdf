"""Where datasets come from: the town's (tiny) or their counterparts on the Hub (hub), as `datasets.DatasetDict`."""

import contextlib
import logging
import warnings
import zlib
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
RESTORE = "python -m helpers world build"


@dataclass(frozen=True)
class Counterpart:
    """A dataset of the Hub that plays the part of one of the town's.

    Attributes:
        repo: its id.
        columns: its column names to the town's, so that a notebook reads both alike; other columns stay.
        files: which of its files make up which split; by default those that the repository itself names.
        row: turns one row into the columns it lacks.
        dropped: its columns that the row function has used up.
    """

    repo: str
    columns: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    row: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    dropped: tuple[str, ...] = ()


def _opening(row: dict[str, Any]) -> dict[str, Any]:
    """The first eight words as a prompt, and how it goes on."""
    words = row["text"].split(" ")
    return {"prompt": " ".join(words[:8]), "continuation": "".join(" " + word for word in words[8:])}


def _ranking(row: dict[str, Any]) -> dict[str, Any]:
    """A chosen and a rejected conversation as two completions of one prompt that one labeller has ranked.

    The prompt is everything before the last reply; of a single question, its words alone. Which completion is `a` is
    settled by the prompt's own bytes, so that the place gives nothing away.
    """
    before, _, chosen = row["chosen"].rpartition(_ASSISTANT)
    rejected = row["rejected"].rpartition(_ASSISTANT)[2]
    texts, ranks = [chosen.strip(), rejected.strip()], [1, 2]
    if zlib.crc32(before.encode()) % 2:
        texts, ranks = texts[::-1], ranks[::-1]
    prompt = before.strip()
    return {
        "prompt": prompt if _ASSISTANT in prompt else prompt.removeprefix("Human:").strip(),
        "completions": [{"id": letter, "text": text} for letter, text in zip("ab", texts, strict=True)],
        "rankings": [{"labeller": "crowd", "ranks": ranks}],
    }


_ASSISTANT = "\n\nAssistant:"


def _prompt_text(row: dict[str, Any]) -> dict[str, Any]:
    return {"prompt": row["prompt"]["text"]}


HUB = {
    "stories": Counterpart("roneneldan/TinyStories"),
    "dialogues": Counterpart("knkarthick/dialogsum", {"dialogue": "text"}),
    "summaries": Counterpart("knkarthick/dialogsum"),
    "prompts": Counterpart(
        "roneneldan/TinyStories", files={"train": "data/validation-*.parquet"}, row=_opening
    ),
    "preferences": Counterpart("Anthropic/hh-rlhf", row=_ranking, dropped=("chosen", "rejected")),
    "provocations": Counterpart("allenai/real-toxicity-prompts", row=_prompt_text),
}  # the others have none: nobody else's text comes with what is true, rude or harmful in it


def load(name: str, *, town: bool = False, rows: int | None = None) -> DatasetDict:
    """A dataset by the course's name for it: "stories", "summaries", "preferences", … as the card lists them.

    Under tiny: data/lantern_bay/NAME with the splits train, validation and test (of "wiki" train alone), its files
    checked against their hashes. Under hub: the counterpart listed in `HUB`, with the columns named alike and splits
    that it lacks cut from its train split. With ``town`` it is the town's data set under either profile. With ``rows``
    each split is its first so many rows; of a large data set of the Hub no others are turned into the town's columns.
    Raises CourseError, with what to do, when it is not there or damaged.
    """
    if profile.current().name == "hub" and not town:
        return _from_hub(name, rows)
    folder, restore = _town_folder(name), f"{RESTORE} {name}"
    checksums.verify(folder, restore)
    files = {split: str(path) for split in SPLITS if (path := folder / f"{split}.jsonl").exists()}
    if not {f"{split}.jsonl" for split in files} <= set(checksums.read(folder)):
        raise CourseError(f"{folder / checksums.LIST} is damaged; restore it with: {restore}")
    with _quiet():
        try:
            loaded = load_dataset("json", data_files=files, cache_dir=str(_cache()), keep_in_memory=True)
            return _first(loaded, rows)
        except (OSError, ValueError, datasets.exceptions.DatasetsError) as error:
            raise CourseError(f"{folder} cannot be read; restore it with: {restore}") from error


def _town_folder(name: str) -> Path:
    """Where the town's data set of this name is. Raises CourseError when there is none, or no list of its digests."""
    known = sorted(path.parent.name for path in LANTERN_BAY.glob(f"*/{checksums.LIST}"))
    if name in known:
        return LANTERN_BAY / name
    from helpers.world.shipped import DATA_SETS

    if name in DATA_SETS:
        missing = LANTERN_BAY / name / checksums.LIST
        raise CourseError(f"{missing} is missing; restore the data set with: {RESTORE} {name}")
    raise CourseError(f'The course has no dataset "{name}"; it has: {", ".join(known or DATA_SETS)}.')


def _from_hub(name: str, rows: int | None) -> DatasetDict:
    if name not in HUB:
        folder = _town_folder(name)
        raise CourseError(
            f'"{folder.name}" exists only for the town and has no counterpart on the Hub (these have: '
            f'{", ".join(HUB)}); go back to the town\'s data with profile.use("tiny").'
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
        loaded = _first(_with_all_splits(loaded), rows)
        if counterpart.row:
            loaded = loaded.map(counterpart.row, remove_columns=list(counterpart.dropped))
        return loaded


def _with_all_splits(loaded: DatasetDict) -> DatasetDict:
    """Cut the splits that are missing from train, a tenth each, the same rows every time."""
    for split in SPLITS:
        if split not in loaded:
            parts = loaded["train"].train_test_split(0.1, seed=0)
            loaded["train"], loaded[split] = parts["train"], parts["test"]
    return DatasetDict({split: loaded[split] for split in SPLITS})


def _first(loaded: DatasetDict, rows: int | None) -> DatasetDict:
    """The first rows of each split, or all; the data sets are in memory or mapped from disk, so nothing is copied."""
    if rows is None:
        return loaded
    return DatasetDict({split: part.select(range(min(rows, len(part)))) for split, part in loaded.items()})


def _cache() -> Path:
    """Arrow files that `datasets` writes while reading; in the student's own state, not in their home folder."""
    return paths.course_state() / "cache" / "datasets"


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
