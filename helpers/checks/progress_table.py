"""Progress as a table, in HTML and in text."""

import html
from dataclasses import dataclass
from typing import Any

from helpers.checks.cards import markup
from helpers.checks.exercise import Exercise
from helpers.checks.registry import EXERCISES
from helpers.paths import LABS

_FRAME = "font-family:var(--jp-ui-font-family, sans-serif);max-width:52em"
_CELL = "text-align:left"
_HEAD = f"{_CELL};font-weight:normal"


def lab_of(key: str) -> str:
    """``01`` for ``ex01_5_top_p`` and for ``p01_3``."""
    return key.removeprefix("ex").removeprefix("p")[:2]


@dataclass(frozen=True)
class ProgressTable:
    """What `progress.show` displays: a line for each lab that is there (or for one), its exercises, its predictions."""

    state: dict[str, Any]
    only: str | None = None

    def _repr_html_(self) -> str:
        return f'<div style="{_FRAME}">{"".join(self._lab_html(lab) for lab in self._labs()) or _NONE}</div>'

    def __repr__(self) -> str:
        return "\n\n".join(self._lab_text(lab) for lab in self._labs()) or _NONE

    def _labs(self) -> list[str]:
        there = {path.name[:2] for path in LABS.glob("[0-9][0-9]_*.ipynb")}
        labs = {*EXERCISES.labs()} & there | set(map(lab_of, self.state["predictions"]))
        return sorted(labs if self.only is None else labs & {self.only})

    def _exercise(self, exercise: Exercise) -> list[str]:
        entry = self.state["exercises"].get(exercise.id)
        attempts = entry["attempts"] if entry else 0
        status = "○ not started" if entry is None else "✓ passed" if entry["passed"] else "✗ not yet"
        earned = exercise.points if entry and entry["passed"] else 0
        dots = "●" * exercise.difficulty + "○" * (3 - exercise.difficulty)
        return [
            exercise.number,
            exercise.function,
            dots,
            status,
            f"{earned} of {exercise.points}",
            str(attempts),
        ]

    def _predictions(self, lab: str) -> list[list[str]]:
        return [
            [
                entry.get("question", key),
                told(entry, "answer") or "–",
                told(entry, "actual") or "not revealed yet",
            ]
            for key, entry in sorted(self.state["predictions"].items(), key=lambda item: _order(item[0]))
            if lab_of(key) == lab
        ]

    def _summary(self, lab: str) -> str:
        exercises = EXERCISES.of_lab(lab)
        passed = [item for item in exercises if self.state["exercises"].get(item.id, {}).get("passed")]
        points = f"{sum(item.points for item in passed)} of {sum(item.points for item in exercises)} points"
        made = sum(1 for row in self._predictions(lab) if row[1] != "–")
        predictions = f" · {made} prediction{'' if made == 1 else 's'}" if made else ""
        return f"Lab {lab} · {len(passed)} of {len(exercises)} exercises · {points}{predictions}"

    def _lab_html(self, lab: str) -> str:
        begun = any(lab_of(key) == lab for kind in self.state.values() for key in kind)
        parts = [_table(_EXERCISE_HEAD, [self._exercise(item) for item in EXERCISES.of_lab(lab)])]
        if self._predictions(lab):
            parts.append(_table(_PREDICTION_HEAD, self._predictions(lab)))
        summary = (
            f'<summary style="font-weight:600;cursor:pointer">{html.escape(self._summary(lab))}</summary>'
        )
        return f"<details{' open' if begun else ''}>{summary}{''.join(parts)}</details>"

    def _lab_text(self, lab: str) -> str:
        rows = [self._exercise(item) for item in EXERCISES.of_lab(lab)]
        blocks = [self._summary(lab), _columns([_EXERCISE_HEAD, *rows])] if rows else [self._summary(lab)]
        if self._predictions(lab):
            blocks.append(_columns([_PREDICTION_HEAD, *self._predictions(lab)]))
        return "\n".join(blocks)


_NONE = "No lab has exercises yet."
_EXERCISE_HEAD = ["", "exercise", "difficulty", "status", "points", "attempts"]
_PREDICTION_HEAD = ["question", "you predicted", "it was"]


def told(entry: dict[str, Any], field: str) -> str:
    """A stored answer with its unit, or an empty string."""
    value = entry.get(field)
    if value is None:
        return ""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    text = f"{value:,.6g}" if number else str(value)
    return f"{text} {entry['unit']}" if number and entry.get("unit") else text


def _order(key: str) -> tuple[str, int, str]:
    """``p01_10`` after ``p01_9``."""
    number = key.rpartition("_")[2]
    return lab_of(key), int(number) if number.isdigit() else 0, key


def _table(head: list[str], rows: list[list[str]]) -> str:
    columns = "".join(f'<th scope="col" style="{_HEAD}">{html.escape(cell)}</th>' for cell in head)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{markup(cell)}</td>' for cell in row) + "</tr>" for row in rows
    )
    return f'<table style="border-collapse:collapse;margin:4px 0 10px 1em"><tr>{columns}</tr>{body}</table>'


def _columns(rows: list[list[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
