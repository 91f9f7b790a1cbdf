"""A file of labels that loses none: one JSON object a line, appended and forced to the disk before anybody is told.

Nothing is ever overwritten. A label taken back is a further line, and so is an item that was skipped. What a killed
process leaves half-written is passed over.
"""

import json
import math
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from helpers import paths
from helpers.errors import CourseError, InputError

from .items import Item, Ranking

Event = dict[str, Any]
_LOCK_SECONDS = 5.0


@dataclass(frozen=True)
class Label:
    """One person's ranking of one item.

    Attributes:
        item: id of the item.
        ranking: completion id to rank, None for an F.
        seconds: how long it took.
        labeller: who gave it.
        row: the same as a row of the data set "preferences", with this one ranking.
    """

    item: str
    ranking: Ranking
    seconds: float
    labeller: str
    row: dict[str, Any]


@dataclass(frozen=True)
class Labels:
    """What a file of labels says.

    Attributes:
        labels: the last label of each item, in the order in which they were given.
        skipped: ids of items that were put off, in that order.
        last: id of the item that the last label or skip was about; None where there is none.
        notes: sentences about lines that do not count.
    """

    labels: dict[str, Label] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    last: str | None = None
    notes: tuple[str, ...] = ()


class LabelFile:
    """Labels in a file.

    Args:
        name: of the set of labels; the file is ``labels/NAME.jsonl`` in the course's state folder.
        path: another file.
    """

    def __init__(self, name: str = "preferences", path: Path | None = None) -> None:
        self.path = path or paths.course_state() / "labels" / f"{name}.jsonl"

    def read(self, items: Sequence[Item] | None = None) -> Labels:
        """All labels, or those of these items.

        Raises:
            CourseError: the file cannot be read.
        """
        events, damaged = self._events()
        known = None if items is None else {item.id: item.completions for item in items}
        history: list[Event] = []
        foreign = set()
        for event in events:
            if known is not None and not _is_of(event, known):
                foreign.add(event["id"])
            elif "undone" in event:
                _take_back(history, event["id"])
            else:
                history.append(event)
        given = Counter(event["id"] for event in history if "rankings" in event)
        labels: dict[str, Label] = {}
        skipped: list[str] = []
        for event in history:
            name = event["id"]
            skipped = [other for other in skipped if other != name]
            if "rankings" in event:
                labels.pop(name, None)
                labels[name] = _label(event)
            elif name not in labels:
                skipped.append(name)
        notes = self._notes(damaged, len(labels), sum(n > 1 for n in given.values()), len(foreign))
        return Labels(labels, tuple(skipped), history[-1]["id"] if history else None, notes)

    def save(self, item: Item, ranking: Ranking, seconds: float = 0.0, labeller: str = "you") -> None:
        """Append a label; when this returns, it is on the disk.

        Raises:
            InputError: a ranking that is not one of this item's completions, or a time that is none.
            CourseError: the file cannot be written.
        """
        checked = item.checked(ranking)
        if not (math.isfinite(seconds) and seconds >= 0):
            raise InputError(f"The time for item {item.id} is {seconds} seconds; it must be 0 or more.")
        self._append(
            {
                "id": item.id,
                "prompt": item.prompt,
                "completions": [{"id": name, "text": text} for name, text in item.completions.items()],
                "rankings": [{"labeller": labeller, "ranks": list(checked.values())}],
                "seconds": round(seconds, 1),
                "time": datetime.now(UTC).isoformat(timespec="seconds"),
            }
        )

    def skip(self, item: Item) -> None:
        """Note that an item was put off. Raises CourseError when the file cannot be written."""
        self._append({"id": item.id, "skipped": True})

    def undo(self, items: Sequence[Item] | None = None) -> tuple[str, Label | None]:
        """Take back the last label or skip, among these items: the item's id, and the label if it was one.

        Raises:
            InputError: there is nothing to take back.
            CourseError: the file cannot be read or written.
        """
        now = self.read(items)
        if now.last is None:
            raise InputError("There is nothing to take back.")
        label = now.labels.get(now.last)
        self._append({"id": now.last, "undone": True})
        return now.last, label

    def _append(self, event: Event) -> None:
        line = json.dumps(event, ensure_ascii=False).encode() + b"\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with (
                FileLock(self.path.with_suffix(".lock"), timeout=_LOCK_SECONDS),
                self.path.open("ab+") as file,
            ):
                if file.tell():
                    file.seek(-1, os.SEEK_END)
                    line = line if file.read(1) == b"\n" else b"\n" + line  # after a line that was cut short
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except (OSError, NotImplementedError, Timeout) as error:
            reason = getattr(error, "strerror", None) or error
            raise CourseError(
                f"The label was not saved: {self.path} cannot be written ({reason}); set COURSE_STATE to a folder "
                "that you may write to."
            ) from error

    def _events(self) -> tuple[list[Event], list[int]]:
        """The lines that can be read, and the numbers of those that cannot."""
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return [], []
        except OSError as error:
            raise CourseError(f"The labels in {self.path} cannot be read ({error.strerror}).") from error
        events, damaged = [], []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                events.append(_parsed(line))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                damaged.append(number)
        return events, damaged

    def _notes(self, damaged: list[int], kept: int, twice: int, foreign: int) -> tuple[str, ...]:
        notes = []
        if damaged:
            which = f"Line {damaged[0]}" if len(damaged) == 1 else f"Lines {', '.join(map(str, damaged))}"
            verb = "is" if len(damaged) == 1 else "are"
            notes.append(
                f"{which} of {self.path} {verb} damaged and left out; {_count(kept, 'label')} {_are(kept)} intact."
            )
        if twice:
            notes.append(
                f"{_count(twice, 'item')} {_were(twice)} labelled more than once; the last label counts."
            )
        if foreign:
            notes.append(
                f"{_count(foreign, 'item')} in {self.path} {_are(foreign)} not on this desk, or had other replies when "
                "they were labelled; their labels stay in the file and are left out here."
            )
        return tuple(notes)


def rows(name: str = "preferences") -> list[dict[str, Any]]:
    """The student's labels, as rows of the data set "preferences" with one ranking each; none is an empty list.

    Raises:
        CourseError: the file cannot be read.
    """
    return [label.row for label in LabelFile(name).read().labels.values()]


def _parsed(line: bytes) -> Event:
    """A line as an event; raises where it is none of ours."""
    event = json.loads(line)
    if not isinstance(event["id"], str):
        raise ValueError
    if "rankings" in event:
        _label(event)
    elif not (event.get("skipped") is True or event.get("undone") is True):
        raise ValueError
    return dict(event)


def _label(event: Event) -> Label:
    [ranking] = event["rankings"]
    item = Item.from_row(event)
    seconds = float(event["seconds"])
    texts = [item.prompt, *item.completions, *item.completions.values()]
    if not (math.isfinite(seconds) and seconds >= 0 and all(isinstance(text, str) for text in texts)):
        raise ValueError
    row = {name: event[name] for name in ("id", "prompt", "completions", "rankings")}
    checked = item.checked(item.rankings[ranking["labeller"]])
    return Label(item.id, checked, seconds, str(ranking["labeller"]), row)


def _take_back(history: list[Event], name: str) -> None:
    """Remove the last event about an item."""
    for i in reversed(range(len(history))):
        if history[i]["id"] == name:
            del history[i]
            return


def _is_of(event: Event, known: dict[str, dict[str, str]]) -> bool:
    if event["id"] not in known:
        return False
    made = event.get("completions")
    return made is None or {each["id"]: each["text"] for each in made} == known[event["id"]]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
