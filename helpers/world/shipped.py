"""The data sets that the course ships in data/lantern_bay/, rebuilt byte for byte from one seed.

Each is a folder of `train.jsonl`, `validation.jsonl` and `test.jsonl`, with their digests in `SHA256SUMS`.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from helpers import checksums, paths
from helpers.errors import CourseError
from helpers.world.documents import SPLITS, Document, generate, stream

FOLDER = paths.DATA / "lantern_bay"
SEED = 1987  # of the shipped documents; the training corpus of the models uses other seeds
RESTORE = "python -m helpers world build"

Row = dict[str, Any]

# rows per split, in the order of SPLITS
SIZES: dict[str, tuple[int, int, int]] = {
    "stories": (950, 150, 300),
    "dialogues": (800, 100, 200),
    "help_desk": (800, 120, 250),
    "prompts": (100, 100, 400),
}
_SHORTEST_STORY = 24  # words that a story needs to be cut into a prompt and a continuation
_PROMPT_WORDS = (5, 13)


def rows(name: str, split: str) -> Iterator[Row]:
    """The rows of a data set's split, no two alike in their text. Raises ValueError for an unknown name or split."""
    if name not in SIZES:
        raise ValueError(f"There is no data set '{name}'; choose one of: {', '.join(SIZES)}.")
    if split not in SPLITS:
        raise ValueError(f"There is no split '{split}'; choose one of: {', '.join(SPLITS)}.")
    wanted = SIZES[name][SPLITS.index(split)]
    family, row_of = _SOURCES[name]
    seen: set[str] = set()
    for document in generate(family, seed=SEED, split=split):
        row = row_of(document)
        if row is None or row[_TEXT[name]] in seen:
            continue
        seen.add(row[_TEXT[name]])
        yield {"id": f"{name}-{split}-{len(seen) - 1:05d}", **row}
        if len(seen) == wanted:
            return


def _story(document: Document) -> Row:
    kept = ("narrator", "plot", "hero", "binding")
    return {"text": document.text, **{key: document.meta[key] for key in kept}}


def _dialogue(document: Document) -> Row:
    meta = document.meta
    return {
        "text": document.text,
        "summary": meta["summary"],
        "topic": meta["situation"].replace("_", " "),
        "speakers": meta["speakers"],
        "turns": meta["turns"],
        "binding": meta["binding"],
    }


def _desk(document: Document) -> Row:
    return {"text": document.text, **document.meta}


def _prompt(document: Document) -> Row | None:
    """The opening words of a story and how it goes on; `prompt + continuation` is the story."""
    starts = [i for i in range(1, len(document.text)) if document.text[i - 1].isspace()]
    if len(starts) + 1 < _SHORTEST_STORY:
        return None
    shortest, longest = _PROMPT_WORDS
    words = stream("prompt", document.text).randint(shortest, longest)
    cut = starts[words - 1] - 1
    return {
        "prompt": document.text[:cut],
        "continuation": document.text[cut:],
        "binding": document.meta["binding"],
    }


_SOURCES: dict[str, tuple[str, Callable[[Document], Row | None]]] = {
    "stories": ("narrative", _story),
    "dialogues": ("dialogue", _dialogue),
    "help_desk": ("help_desk", _desk),
    "prompts": ("narrative", _prompt),
}
_TEXT = {"stories": "text", "dialogues": "text", "help_desk": "text", "prompts": "prompt"}


def contents(name: str, split: str) -> bytes:
    """The bytes of a data set's file: one JSON object a line, UTF-8."""
    lines = [json.dumps(row, ensure_ascii=False) for row in rows(name, split)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def names() -> list[str]:
    """The files of the folder, relative to it."""
    return [f"{name}/{split}.jsonl" for name in SIZES for split in SPLITS]


def build(folder: Path = FOLDER) -> list[Path]:
    """Write every file and the lists of digests; returns the files written.

    Raises CourseError when the folder cannot be written to.
    """
    try:
        for name in SIZES:
            (folder / name).mkdir(parents=True, exist_ok=True)
            for split in SPLITS:
                (folder / name / f"{split}.jsonl").write_bytes(contents(name, split))
            checksums.write(folder / name, [f"{split}.jsonl" for split in SPLITS])
    except OSError as error:
        raise CourseError(f"{folder} cannot be written: {error.strerror}. Check its permissions.") from None
    return [folder / file for file in [*names(), *(f"{name}/{checksums.LIST}" for name in SIZES)]]


def stale(folder: Path = FOLDER) -> list[str]:
    """What differs between the folder and what `build` would write, one sentence a file; empty when nothing does."""
    problems = []
    for file in names():
        path = folder / file
        name, split = path.parent.name, path.stem
        if not path.exists():
            problems.append(f"{path} is missing; restore it with: {RESTORE}")
        elif path.read_bytes() != contents(name, split):
            problems.append(f"{path} is not what the generator writes; restore it with: {RESTORE}")
        elif checksums.read(path.parent).get(path.name) != checksums.digest(path):
            problems.append(f"{path.parent / checksums.LIST} has another digest for {path.name}: {RESTORE}")
    return problems
