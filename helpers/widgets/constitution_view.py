"""What the constitution editor shows, as plain data for the browser and as a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from helpers.constitution.principle import CRITIQUE_REQUEST, REVISION_REQUEST

from .constitution_sheet import FIELDS, Sheet
from .constitution_trial import Outcome, Rates

_CELL = "text-align:right;padding:1px 16px 1px 0;font-variant-numeric:tabular-nums"
_NAME = "text-align:left;padding:1px 16px 1px 0;font-weight:normal"


@dataclass
class Case:
    """The request that is looked at.

    Attributes:
        request: its place among the requests.
        by: key of the principle it is to be revised by, None for the one that is picked.
        status: "idle", "working", "done", "failed" or "off" (what is on is no constitution).
        outcome: of the last trial.
        problem: what went wrong.
    """

    request: int = 0
    by: int | None = None
    status: str = "idle"
    outcome: Outcome | None = None
    problem: str = ""


@dataclass
class Measuring:
    """The two rates as they are counted.

    Attributes:
        status: "idle", "working", "stopping", "stopped", "done" or "failed".
        done: requests so far.
        results: of every finished count, the newest last.
        problem: what went wrong, or why it was stopped.
    """

    status: str = "idle"
    done: int = 0
    results: list[Rates] = field(default_factory=list)
    problem: str = ""

    @property
    def going(self) -> bool:
        """Whether a count is under way."""
        return self.status in ("working", "stopping")


def state(
    sheet: Sheet,
    case: Case,
    measuring: Measuring,
    requests: Sequence[str],
    replies: Sequence[str],
    names: Sequence[str],
) -> dict[str, Any]:
    """All that is shown; ``names`` are those of the judges."""
    trouble = sheet.trouble
    marks = {
        said.principle: "finds a fault" if said.finds_fault else "finds none"
        for said in (case.outcome.critiques if case.outcome and case.status == "done" else ())
    }
    return {
        "kind": "state",
        "principles": [
            {
                "key": entry.key,
                **{name: getattr(entry.principle, name) for name in FIELDS},
                "own": entry.own,
                "on": entry.on,
                "mark": marks.get(entry.principle, "") if entry.on else "",
            }
            for entry in sheet.entries
        ],
        "blank": {"critique_request": CRITIQUE_REQUEST, "revision_request": REVISION_REQUEST},
        "on": f"{sum(entry.on for entry in sheet.entries)} of {len(sheet.entries)} on",
        "trouble": trouble,
        "unsaved": sheet.unsaved or bool(sheet.note),
        "note": sheet.note,
        "requests": list(requests),
        "chosen": case.request,
        "by": case.by,
        "reply": replies[case.request],
        "case": shown_case(case),
        "rates": shown_rates(measuring, sheet, names, len(requests), not trouble),
    }


def shown_case(case: Case) -> dict[str, Any]:
    """Critique and revision as they are read; empty texts where there is none."""
    one = case.outcome if case.status == "done" else None
    shown = {"status": case.status, "problem": case.problem, "principle": "", "critique": "", "revision": ""}
    if one is None:
        return {**shown, "words": "The model is reading …" if case.status == "working" else ""}
    shown |= {"principle": one.shown.principle.name, "critique": one.shown.text or "(nothing)"}
    faults, all_of = sum(said.finds_fault for said in one.critiques), len(one.critiques)
    found = f"{faults} of {all_of} critiques {'finds' if faults == 1 else 'find'} a fault"
    if one.counted is None:
        return {
            **shown,
            "words": f"{found}; by this one the reply stands." if faults else f"{found}: the reply stands.",
        }
    again = "" if one.revised else " The revision is the reply, word for word."
    return {**shown, "revision": one.revision or "(nothing)", "words": f"{found}.{again}"}


def shown_rates(
    measuring: Measuring, sheet: Sheet, names: Sequence[str], of: int, sound: bool
) -> dict[str, Any]:
    """The table of rates, every number as it is written."""
    last = measuring.results[-1] if measuring.results else None
    earlier = measuring.results[-2] if len(measuring.results) > 1 else None
    stale = last is not None and last.principles != sheet.principles
    return {
        "status": measuring.status,
        "done": measuring.done,
        "of": of,
        "words": _counting(measuring, last, stale, of),
        "stale": stale,
        "can": {"measure": not measuring.going and sound, "stop": measuring.status == "working"},
        "rows": [
            {
                "name": name,
                "before": str(last.before[name]) if last else "–",
                "after": str(last.after[name]) if last else "–",
                "earlier": str(earlier.after[name]) if earlier else "–",
            }
            for name in names
        ],
        "outcomes": [
            [one.request, one.counted.principle.name if one.counted else "–", one.revision]
            for one in (last.outcomes if last else ())
        ],
    }


def _counting(measuring: Measuring, last: Rates | None, stale: bool, of: int) -> str:
    if measuring.going:
        word = "Stopping" if measuring.status == "stopping" else "Counting"
        return f"{word}: {measuring.done} of {of} requests."
    if measuring.status in ("stopped", "failed"):
        return (
            f"{measuring.problem} The numbers are those of the last whole count."
            if last
            else measuring.problem
        )
    if last is None:
        return "Not counted yet."
    revised = sum(one.revised for one in last.outcomes)
    said = f"With {_principles(len(last.principles))}: {revised} of {of} replies were revised."
    return f"{said} The principles have changed since: count again." if stale else said


def _principles(count: int) -> str:
    return "1 principle" if count == 1 else f"{count} principles"


def picture(shown: Mapping[str, Any]) -> tuple[str, str]:
    """The editor without a kernel, in HTML and in characters; see `state`."""
    rows = [
        (("☑" if one["on"] else "☐"), one["name"], one["text"], f" ({one['mark']})" if one["mark"] else "")
        for one in shown["principles"]
    ]
    case, rates = shown["case"], shown["rates"]
    told = [("Request", shown["requests"][shown["chosen"]]), ("Reply", shown["reply"])]
    told += [("Critique", f"{case['principle']}: {case['critique']}")] if case["critique"] else []
    told += [("Revision", case["revision"])] if case["revision"] else []
    said = [text for text in (case["words"], case["problem"], shown["trouble"], shown["note"]) if text]
    head = ("rate", "before", "after", "after, count before")
    table = [(row["name"], row["before"], row["after"], row["earlier"]) for row in rates["rows"]]

    principles = "".join(
        f"<li>{box} <b>{escape(name)}</b> {escape(text)}{escape(mark)}</li>" for box, name, text, mark in rows
    )
    body = "".join(f"<p><b>{name}:</b> {escape(text)}</p>" for name, text in told)
    body += "".join(f"<p>{escape(text)}</p>" for text in (*said, rates["words"]))
    html = (
        '<div class="ta-still"><p><b>Constitution editor</b>, a picture: run the cell to bring it to life.</p>'
        f'<p>{shown["on"]}</p><ul style="list-style:none;padding:0">{principles}</ul>{body}{_table(head, table)}</div>'
    )
    lines = [f"Constitution editor: {shown['on']}"]
    lines += [f"  {box} {name}. {text}{mark}" for box, name, text, mark in rows]
    lines += [*(f"{name}: {text}" for name, text in told), *said, rates["words"]]
    lines += [
        f"  {name:24} {before:>18} {after:>18} {earlier:>18}"
        for name, before, after, earlier in [head, *table]
    ]
    return html, "\n".join(lines)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    first, *others = head
    top = f'<th style="{_NAME}">{first}</th>' + "".join(f'<th style="{_CELL}">{name}</th>' for name in others)
    body = "".join(
        f'<tr><th style="{_NAME}">{escape(name)}</th>'
        + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in cells)
        + "</tr>"
        for name, *cells in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>" if rows else ""
