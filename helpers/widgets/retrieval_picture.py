"""The retrieval inspector without a kernel: question, ranking, prompt and answer, in HTML and in characters."""

from html import escape
from typing import Any

_CELL = "text-align:right;padding:1px 12px 1px 0;font-variant-numeric:tabular-nums"
_TEXT = "text-align:left;padding:1px 16px 1px 0;font-weight:normal"
_SHORT = 60  # characters of a passage in the plain text


def picture(state: dict[str, Any]) -> tuple[str, str]:
    """The inspector as it stands; see `retrieval_view.state`."""
    head = "<p><b>Retrieval inspector</b>, a picture: run the cell to bring it to life.</p>"
    asked = f"{state['question']} ({state['method']}, k = {state['k']}, {state['size']})"
    if not state["question"]:
        asked = f"nothing asked yet ({state['size']})"
    html = [f'<div class="ta-still">{head}<p>{escape(asked)}</p>']
    lines = [f"Retrieval inspector: {asked}"]
    if state["hits"]:
        html.append(_table(state))
        lines += _rows(state)
    if prompt := state["prompt"]:
        sent = "".join(part["text"] for part in prompt["parts"])
        html.append(
            f'<p>Prompt: {escape(prompt["words"])}</p><pre style="white-space:pre-wrap">{escape(sent)}</pre>'
        )
        lines.append(f"Prompt: {prompt['words']}")
        lines += [f"  | {line}" for line in sent.splitlines()]
    if answer := state["answer"]:
        reply = "".join(part["text"] for part in answer["parts"]) or "(nothing)"
        html.append(f"<p><b>{escape(reply)}</b></p>")
        lines.append(f"Answer: {reply}")
        for number, where in _cited(answer["parts"]).items():
            html.append(f"<p>[{number}] leads to {escape(where)}</p>")
            lines.append(f"  [{number}] leads to {where}")
        if answer["before"]:
            html.append(f"<p>Last time: {escape(answer['before'])}</p>")
            lines.append(f"  last time: {answer['before']}")
    for said in (
        *state["notes"],
        state["problem"],
        "Documents have changed since." if state["stale"] else "",
    ):
        if said:
            html.append(f"<p>{escape(said)}</p>")
            lines.append(said)
    html.append("</div>")
    return "".join(html), "\n".join(lines)


def _cited(parts: list[dict[str, Any]]) -> dict[int, str]:
    """Where each number leads."""
    return {part["number"]: f"{part['title']} ({part['key']})" for part in parts if part.get("key")}


def _table(state: dict[str, Any]) -> str:
    heads = "".join(f'<th style="{_CELL}">{name}</th>' for name in ("in the prompt", *state["columns"]))
    body = "".join(
        f'<tr><th style="{_CELL}">{rank}</th><td style="{_TEXT}"><b>{escape(hit["title"])}</b> '
        f"({escape(hit['key'])}): {escape(hit['text'])}</td>"
        + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in (_number(hit), *hit["cells"]))
        + "</tr>"
        for rank, hit in enumerate(state["hits"], 1)
    )
    head = f'<tr><th></th><th style="{_TEXT}"><b>passage</b></th>{heads}</tr>'
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _rows(state: dict[str, Any]) -> list[str]:
    table = [["", "", *state["columns"], "passage"]]
    for rank, hit in enumerate(state["hits"], 1):
        passage = f"{hit['key']} {hit['text']}"
        short = passage if len(passage) <= _SHORT else f"{passage[:_SHORT]} …"
        table.append([f"{rank}.", _number(hit), *hit["cells"], short])
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]) - 1)]
    return [
        "  " + "  ".join([*(cell.rjust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
        for row in table
    ]


def _number(hit: dict[str, Any]) -> str:
    return f"[{hit['number']}]" if hit["number"] else ""
