"""What a student's notebook showed, as a piece of the feedback page.

All of it comes from untrusted code. Text is escaped; pictures stand in ``img`` elements, in which nothing runs; plotly
figures are drawn anew from their numbers; HTML is never taken over, but the text that goes with it is. Errors show
their name and message, without a traceback.
"""

import base64
import binascii
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from helpers.grading.notebook_run import NotebookRun
from helpers.grading.sketch import sketch

PLOTLY = "application/vnd.plotly.v1+json"
_PICTURES = ("image/png", "image/jpeg")
_LONGEST_TEXT = 6_000
_LARGEST_PICTURE = 1_000_000


def fragment(sources: Sequence[str], run: NotebookRun) -> str:
    """HTML of the code cells that showed something, and of why the run ended early, if it did."""
    parts = []
    for number, (source, outputs) in enumerate(zip(sources, run.outputs, strict=False), 1):
        shown = "".join(piece for output in outputs for piece in _pieces(output))
        if shown:
            parts.append(
                f"<details><summary>Code cell {number} · <code>{_title(source)}</code></summary>{shown}</details>"
            )
    if run.ended:
        parts.append(f'<p class="note">{html.escape(run.ended)}</p>')
    return "\n".join(parts)


def _title(source: str) -> str:
    line = next((line.strip() for line in source.splitlines() if line.strip()), "(empty)")
    return html.escape(line if len(line) <= 70 else f"{line[:69]}…")


def _pieces(output: Mapping[str, Any]) -> Iterator[str]:
    match output.get("output_type"):
        case "stream":
            yield _text(output.get("text"))
        case "error":
            said = f"{output.get('ename', '')}: {output.get('evalue', '')}".strip(": ")
            yield f'<p class="error">This cell ended in an error: <code>{html.escape(said[:600])}</code></p>'
        case "display_data" | "execute_result":
            yield from _picture_or_text(output.get("data"))


def _picture_or_text(data: Any) -> Iterator[str]:
    if not isinstance(data, dict):
        return
    drawing = sketch(data[PLOTLY]) if PLOTLY in data else ""
    if drawing:
        yield f"<figure>{drawing}</figure>"
        return
    for kind in _PICTURES:
        if source := _encoded(data.get(kind)):
            yield f'<figure><img alt="a picture that this cell showed" src="data:{kind};base64,{source}"></figure>'
            return
    drawn = data.get("image/svg+xml")
    if isinstance(drawn, str) and len(drawn) <= _LARGEST_PICTURE:
        source = base64.b64encode(drawn.encode("utf-8", "replace")).decode()
        yield f'<figure><img alt="a drawing that this cell showed" src="data:image/svg+xml;base64,{source}"></figure>'
        return
    yield _text(data.get("text/plain"))


def _encoded(picture: Any) -> str:
    """The picture's base64 if it is such and of a sensible size, else nothing."""
    if not isinstance(picture, str) or len(picture) > _LARGEST_PICTURE:
        return ""
    try:
        return base64.b64encode(base64.b64decode(re.sub(r"\s", "", picture), validate=True)).decode()
    except (binascii.Error, ValueError):
        return ""


def _text(text: Any) -> str:
    if not isinstance(text, str) or not text.strip():
        return ""
    cut = text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}\n… cut off here"
    return f"<pre>{html.escape(cut)}</pre>"
