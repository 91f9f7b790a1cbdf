"""What the labelling desk shows, as plain data for the browser and as a picture."""

from collections.abc import Sequence
from html import escape
from typing import Any

from helpers.labels import INSTRUCTIONS, Item, Labels, Summary
from helpers.labels.items import Ranking
from helpers.labels.summary import AMONG, TOGETHER

_CELL = "text-align:right;padding:1px 12px 1px 0;font-variant-numeric:tabular-nums"
_NAME = "text-align:left;padding:1px 16px 1px 0;font-weight:normal"


def next_item(items: Sequence[Item], labels: Labels) -> Item | None:
    """The first item without a label, those that were skipped last; None when all are labelled."""
    known = {item.id: item for item in items}
    open_items = [item for item in items if item.id not in labels.labels and item.id not in labels.skipped]
    open_items += [known[name] for name in labels.skipped]
    return open_items[0] if open_items else None


def shown_item(item: Item | None, seed: int, draft: Ranking) -> dict[str, Any] | None:
    """An item in the order in which the desk shows it, with ranks that it already has."""
    if item is None:
        return None
    return {
        "id": item.id,
        "prompt": item.prompt,
        "completions": [{"id": name, "text": item.completions[name]} for name in item.order(seed)],
        "draft": {name: "F" if rank is None else rank for name, rank in draft.items()},
    }


def shown_summary(
    summary: Summary, price: float, minutes: tuple[float, float], total: int, skipped: int
) -> dict[str, Any]:
    """The results so far, every number as it is written."""
    return {
        "labels": summary.labels,
        "total": total,
        "skipped": skipped,
        "pairs": f"{summary.pairs:,}",
        "ratings": [
            {
                "name": rating.source.replace("_", " "),
                "elo": f"{rating.elo:,.0f}",
                "won": f"{rating.won:,}",
                "lost": f"{rating.lost:,}",
                "above": rating.elo - 1000,
            }
            for rating in summary.ratings
        ],
        "agreement": [
            {
                "name": each.labeller,
                "sum": each.labeller in (TOGETHER, AMONG),
                "pairs": f"{each.pairs:,}",
                "raw": "–" if each.raw is None else f"{each.raw:.0%}",
                "alpha": "–" if each.alpha is None else f"{each.alpha:.2f}".replace("-", "−"),
            }
            for each in summary.agreement
        ],
        "cost": cost(summary, price, minutes),
    }


def cost(summary: Summary, price: float, minutes: tuple[float, float]) -> list[list[str]]:
    """Time and money, each a name and an amount."""
    low, high = (duration(hours * 3600) for hours in summary.hours)
    mine = duration(summary.seconds)
    if summary.labels:
        mine += f", {duration(summary.seconds / summary.labels)} each"
    rows = [
        ["your time", mine],
        [f"hired, {minutes[0]:g} to {minutes[1]:g} min each", f"{low} to {high}"],
        [f"hired, ${price:,.2f} each", f"${summary.money:,.2f}"],
    ]
    if summary.pairs:
        rows.append(["hired, for each pair", f"${summary.money / summary.pairs:,.2f}"])
    return rows


def duration(seconds: float) -> str:
    """Time for reading: 48 s, 3 min 20 s, 1 h 5 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min" + (f" {rest} s" if rest else "")
    hours, minutes = divmod(minutes, 60)
    return f"{hours:,} h" + (f" {minutes} min" if minutes else "")


def picture(state: dict[str, Any]) -> tuple[str, str]:
    """The desk without a kernel: instructions, the open item and the results, in HTML and in characters."""
    results, item = state["results"], state["item"]
    progress = f"{results['labels']:,} of {results['total']:,} labelled, {results['pairs']} pairs"
    progress += f", {results['skipped']:,} skipped" if results["skipped"] else ""
    rules = "".join(f"<li><b>{escape(word)}</b> {escape(rest)}</li>" for word, rest in INSTRUCTIONS)
    html = [
        '<div class="ta-still"><p><b>Labelling desk</b>, a picture: run the cell to bring it to life.</p>',
        f"<ul>{rules}</ul><p>{progress}</p>",
    ]
    lines = [f"Labelling desk: {progress}"]
    lines += [f"  {word} {rest}" for word, rest in INSTRUCTIONS]
    for note in state["notes"]:
        html.append(f"<p>{escape(note)}</p>")
        lines.append(note)
    if item is None:
        lines.append("All items are labelled.")
        html.append("<p>All items are labelled.</p>")
    else:
        replies = [reply["text"] for reply in item["completions"]]
        records = [f"To look up: {state['reference']}"] if state["reference"] else []
        html.append(f"<p><b>{escape(item['prompt'])}</b></p>")
        html += [f"<p>{escape(record)}</p>" for record in records]
        html.append("<ol>")
        html += [f"<li>{escape(text)}</li>" for text in replies]
        html.append("</ol>")
        lines += [item["prompt"], *records, *(f"  {i}. {text}" for i, text in enumerate(replies, 1))]
    for head, rows in _tables(results):
        html.append(_table(head, rows))
        widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
        lines += [
            "  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
            for row in (head, *rows)
        ]
    html.append("</div>")
    return "".join(html), "\n".join(lines)


def _tables(results: dict[str, Any]) -> list[tuple[Sequence[str], list[Sequence[str]]]]:
    """The tables that have a row, each with its head."""
    tables: list[tuple[Sequence[str], list[Sequence[str]]]] = [
        (("time and money", ""), results["cost"]),
        (
            ("agreement with", "pairs", "raw", "α"),
            [(each["name"], each["pairs"], each["raw"], each["alpha"]) for each in results["agreement"]],
        ),
        (
            ("kind of reply", "Elo", "won", "lost"),
            [(each["name"], each["elo"], each["won"], each["lost"]) for each in results["ratings"]],
        ),
    ]
    return [(head, rows) for head, rows in tables if rows]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    first, *others = head
    top = f'<th style="{_NAME}"><b>{escape(first)}</b></th>'
    top += "".join(f'<th style="{_CELL}">{escape(name)}</th>' for name in others)
    body = "".join(
        f'<tr><th style="{_NAME}">{escape(name)}</th>'
        + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in cells)
        + "</tr>"
        for name, *cells in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
