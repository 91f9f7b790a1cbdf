"""Small cards in the notebook: calm HTML that follows JupyterLab's light and dark themes, and the same as text."""

import html
import re
import textwrap
from dataclasses import dataclass
from typing import Literal

from IPython.display import display

from helpers.checks.judge import Result

Tone = Literal["right", "wrong", "note"]

_COLOUR = {
    "right": "var(--jp-success-color1, #388e3c)",
    "wrong": "var(--jp-warn-color1, #b26a00)",
    "note": "#8a8a8a",
}
# Short: a lab repeats it thirty times.
_CARD = "border-left:4px solid {colour};padding:4px 12px;max-width:52em;white-space:pre-wrap"


@dataclass(frozen=True)
class Card:
    """A heading and lines; lines may use `code` and **bold**.

    Attributes:
        tone: colour of the edge; the heading says the same in words and with a sign.
        heading: one line, with its sign ("✓ Right").
        lines: paragraphs.
        rows: label and code, shown as a small table under the paragraphs.
        closing: paragraphs under the table.
    """

    tone: Tone
    heading: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    closing: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        style = _CARD.format(colour=_COLOUR[self.tone])
        parts = [f'<div role="status" style="{style}"><strong>{markup(self.heading)}</strong>']
        parts += [_paragraph(line) for line in self.lines]
        if self.rows:
            parts.append(_rows(self.rows))
        parts += [_paragraph(line) for line in self.closing]
        return "".join(parts) + "</div>"

    def __repr__(self) -> str:
        plain = [textwrap.fill(_unmarked(line), 100, subsequent_indent="  ") for line in self.lines]
        width = max((len(label) for label, _ in self.rows), default=0)
        table = [f"  {label:<{width}}  {code}" for label, code in self.rows]
        closing = [textwrap.fill(_unmarked(line), 100, subsequent_indent="  ") for line in self.closing]
        return "\n".join([_unmarked(self.heading), *plain, *table, *closing])


def show(card: Card) -> None:
    """Display a card: HTML and text in a notebook, text elsewhere."""
    display(card)


def markup(text: str) -> str:
    """Escaped HTML of a line with `code`, **bold** and *emphasis*."""
    escaped = html.escape(text)
    escaped = re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped)
    escaped = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", escaped)
    return re.sub(r"(?<!\w)\*([^*\s][^*]*)\*(?!\w)", r"<em>\1</em>", escaped)


def _unmarked(text: str) -> str:
    return re.sub(r"\*\*([^*]+)\*\*", r"\1", text)


def _paragraph(line: str) -> str:
    return f"<div>{markup(line)}</div>"


def _rows(rows: tuple[tuple[str, str], ...]) -> str:
    """Lines rather than a table, which JupyterLab would stripe."""
    lines = (
        f"<div><i>{html.escape(label)}</i> <code>{html.escape(code)}</code></div>" for label, code in rows
    )
    return "".join(lines)


def result_card(result: Result) -> Card:
    """What the student sees for a verdict."""
    exercise, finding = result.exercise, result.finding
    points = "1 point" if exercise.points == 1 else f"{exercise.points} points"
    place = f"Exercise {exercise.number}, `{exercise.function}`"
    if finding is None:
        return Card("right", f"✓ Right · {place}", (f"All {result.cases} cases agree: {points}.",))
    if finding.name == "not started":
        return Card("note", f"○ Not started · {place}", (finding.sentence,))
    rows = [("called as", finding.call)]
    if finding.about:
        rows.append(("a case with", finding.about))
    if finding.expected:
        rows.append(("expected", finding.expected))
    if finding.got:
        rows.append(("got", finding.got))
    if finding.printed:
        rows.append(("printed", finding.printed))
    why = finding.misconception
    closing = (f"**This looks like: {why.name}.** {why.message}",) if why else ()
    return Card("wrong", f"✗ Not yet · {place}", (finding.sentence,), tuple(rows), closing)


def sentence(result: Result) -> str:
    """A failed verdict in one line, for an AssertionError."""
    finding = result.finding
    if finding is None:
        return f"{result.exercise.id}: right."
    why = f" This looks like: {finding.misconception.name}." if finding.misconception else ""
    return f"{result.exercise.id}: {finding.sentence} Called as {finding.call}.{why}"
