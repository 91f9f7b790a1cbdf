"""The files of data/lantern_bay/: written from their seed, and compared with what the generator writes.

Each data set is a folder with one JSON Lines file a split and their digests in `SHA256SUMS`; README.md is their card.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from helpers import checksums, paths
from helpers.errors import CourseError
from helpers.world.shipped.card import CARD, card
from helpers.world.shipped.catalogue import DATA_SETS
from helpers.world.shipped.data_set import Row

FOLDER = paths.DATA / "lantern_bay"
RESTORE = "python -m helpers world build"


def contents(rows: Iterable[Row]) -> bytes:
    """The bytes of a file of rows: one JSON object a line, UTF-8."""
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    return ("\n".join(lines) + "\n").encode("utf-8")


def names(only: Sequence[str] = ()) -> list[str]:
    """The files of the folder, relative to it; those of some data sets when they are named.

    Raises CourseError for a name that no data set has.
    """
    for name in only:
        if name not in DATA_SETS:
            raise CourseError(f'There is no data set "{name}"; choose from: {", ".join(DATA_SETS)}.')
    files = [f"{name}/{split}.jsonl" for name in only or DATA_SETS for split in DATA_SETS[name].sizes]
    return files if only else [*files, CARD]


def build(folder: Path | None = None, only: Sequence[str] = ()) -> list[Path]:
    """Write every data set, or those named, with their lists of digests; the card as well when it is all of them.

    `folder` is data/lantern_bay/ unless another is given. Returns the files written. Raises CourseError for an unknown
    name, and when the folder cannot be written to.
    """
    folder = folder or FOLDER
    written = [folder / file for file in names(only)]
    try:
        for path in written:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_wanted(path, folder))
        for name in only or DATA_SETS:
            checksums.write(folder / name, [f"{split}.jsonl" for split in DATA_SETS[name].sizes])
    except OSError as error:
        raise CourseError(f"{folder} cannot be written: {error.strerror}. Check its permissions.") from None
    return written


def stale(folder: Path | None = None, only: Sequence[str] = ()) -> list[str]:
    """What differs between the folder and what `build` would write, one sentence a file; empty when nothing does.

    The card counts the other files, so it is compared once they are sound.
    """
    folder = folder or FOLDER
    problems: list[str] = []
    for file in names(only):
        if file == CARD and problems:
            break
        path = folder / file
        restore = f"{RESTORE} {path.parent.name}" if file != CARD else RESTORE
        if not path.exists():
            problems.append(f"{path} is missing; restore it with: {restore}")
        elif path.read_bytes() != _wanted(path, folder):
            problems.append(f"{path} is not what the generator writes; restore it with: {restore}")
        elif file != CARD and checksums.read(path.parent).get(path.name) != checksums.digest(path):
            problems.append(
                f"{path.parent / checksums.LIST} has another digest for {path.name}; restore it with: {restore}"
            )
    return problems


def _wanted(path: Path, folder: Path) -> bytes:
    """What belongs in a file. The card counts the data files beside it, which are written first."""
    if path == folder / CARD:
        return card(DATA_SETS, folder).encode("utf-8")
    return contents(DATA_SETS[path.parent.name].rows(path.stem))
