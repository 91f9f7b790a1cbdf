"""The labelling desk: rank completions by keyboard or mouse, and see at once what the labels are worth."""

import math
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import anywidget

from helpers.errors import CourseError, InputError
from helpers.labels import INSTRUCTIONS, LabelFile, read_items, summarise
from helpers.labels.items import Ranking

from . import still
from .assets import script, style
from .labelling_view import next_item, picture, shown_item, shown_summary

_LONGEST = 24 * 3600.0  # seconds; nobody looks at one item for longer


class LabellingDesk(anywidget.AnyWidget):
    """Completions to rank, in an order that is shuffled for each item, under written instructions.

    Every label is on the disk before the next item comes, so a killed kernel loses none, and the desk goes on where it
    was left.

    Args:
        rows: of the data set "preferences", or others of its shape; ``id`` and ``rankings`` may be missing.
        name: of the set of labels; they are kept as ``labels/NAME.jsonl`` in the course's state folder.
        path: another file for them.
        labeller: name under which they are kept.
        seed: of the order of completions.
        source: field of a completion that names what wrote it, for the ratings; it is not shown beside the text.
        price: of one comparison (one item ranked), in dollars.
        minutes: that a hired labeller takes for one, from and to.
        reference: gives what a labeller may look up about a row, such as ``helpers.labels.town_record``.

    Raises:
        InputError: no row, a row with fewer than two completions, or two of the same id.
    """

    _esm = script("dom.js", "labelling_results.js", "labelling_desk.js")
    _css = style("theme.css", "labelling_desk.css")

    def __init__(
        self,
        rows: Iterable[Mapping[str, Any]],
        *,
        name: str = "preferences",
        path: Path | None = None,
        labeller: str = "you",
        seed: int = 0,
        source: str = "style",
        price: float = 3.5,
        minutes: tuple[float, float] = (3, 5),
        reference: Callable[[Mapping[str, Any]], str] | None = None,
    ) -> None:
        given = list(rows)
        self._items = read_items(given, source)
        self._rows = {item.id: row for item, row in zip(self._items, given, strict=True)}
        self._reference = reference
        self.file = LabelFile(name, path)
        self._labeller, self._seed, self._price, self._minutes = labeller, seed, price, minutes
        self._again: str | None = None  # an item that undo brought back
        self._draft: Ranking = {}
        super().__init__()
        self.on_msg(self._receive)

    @property
    def labels(self) -> list[dict[str, Any]]:
        """The labels of the desk's items, as rows of the data set "preferences" with one ranking each."""
        return [label.row for label in self.file.read(self._items).labels.values()]

    def state(self) -> dict[str, Any]:
        """All that is shown.

        Raises:
            CourseError: the file of labels cannot be read.
        """
        labels = self.file.read(self._items)
        item = next((item for item in self._items if item.id == self._again), None)
        item = item or next_item(self._items, labels)
        summary = summarise(self._items, labels.labels, self._price, self._minutes)
        return {
            "kind": "state",
            "item": shown_item(item, self._seed, self._draft),
            "reference": self._reference(self._rows[item.id]) if item and self._reference else "",
            "can_undo": labels.last is not None,
            "notes": list(labels.notes),
            "results": shown_summary(
                summary, self._price, self._minutes, len(self._items), len(labels.skipped)
            ),
        }

    def _receive(self, _widget: object, message: dict, _buffers: object) -> None:
        problem, said = None, ""
        try:
            said = self._change(message)
            self.send(self.state())
        except CourseError as error:
            problem = str(error)
        finally:  # whatever happens, or the browser would wait for ever
            answer = {"kind": "answer", "field": message["field"], "serial": message["serial"]}
            self.send({**answer, "problem": problem, "said": said})

    def _change(self, message: dict) -> str:
        """Do what was asked for, and say what came of it."""
        if message["kind"] == "hello":
            self.send({"kind": "instructions", "lines": INSTRUCTIONS})
            return ""
        if message["kind"] == "undo":
            self._again, label = self.file.undo(self._items)
            self._draft = label.ranking if label else {}
            return "Taken back: the last label." if label else "Taken back: the last skip."
        item = next((item for item in self._items if item.id == message["item"]), None)
        if item is None:
            raise InputError(f"There is no item {message['item']!r} on this desk.")
        said = "Skipped; it comes back at the end."
        if message["kind"] == "skip":
            self.file.skip(item)
        else:
            ranking = {name: _rank(typed) for name, typed in message["ranking"].items()}
            self.file.save(item, ranking, _seconds(message["seconds"]), self._labeller)
            said = _saved(list(ranking.values()))
        self._again, self._draft = None, {}
        return said

    def _repr_mimebundle_(self, **_options: Any) -> tuple[dict, dict]:
        """The live view, and beside it a picture in HTML and in characters."""
        return still.bundle(self.model_id, *self._picture()), {}

    def _ipython_display_(self) -> None:
        still.show(self.model_id, *self._picture())

    def _picture(self) -> tuple[str, str]:
        try:
            return picture(self.state())
        except CourseError as error:
            return still.sentence("Labelling desk", str(error))


def _rank(typed: int | str) -> int | None:
    return None if typed == "F" else typed  # type: ignore[return-value]  # Item.checked refuses what is no rank


def _seconds(measured: Any) -> float:
    """The browser's measurement; what cannot be one counts as nothing."""
    fine = isinstance(measured, int | float) and math.isfinite(measured) and measured >= 0
    return min(float(measured), _LONGEST) if fine else 0.0


def _saved(ranks: list[int | None]) -> str:
    if all(rank is None for rank in ranks):
        return "Saved. All are nonsense, so there is no better one: this label gives no pair."
    if len(set(ranks)) == 1:
        return "Saved. All are tied, so this label gives no pair."
    return "Saved."
