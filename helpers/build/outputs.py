"""What may not stand in a notebook that is shipped, one sentence for each finding."""

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from nbformat import NotebookNode

from helpers.build.execute import describe
from helpers.build.files import text_of
from helpers.build.metadata import CHECK_OUTPUT_TAG

MAX_BYTES = 100_000

_MACHINE_PATH = re.compile(
    r"(?<![\w.:/~-])/(?:home|Users|root|tmp|private|var/folders)/[\w.-]+|\b[A-Za-z]:\\+Users\\+\w+"
)
_FETCHES = re.compile(
    r"""<(?:script|img|link|iframe)\b[^>]*?(?:src|href)\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE
)
_INLINE_PLOTLY = re.compile(r"plotly\.js v\d")


def output_problems(notebook: NotebookNode) -> Iterator[str]:
    """Findings in the outputs of a cleaned solution notebook: stderr, errors, machine paths, links, sheer size."""
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            text = json.dumps(output, ensure_ascii=False)
            readable = text.replace("\\n", "\n").replace("\\\\", "\\")
            here = describe(notebook, index)
            if output.output_type == "error":
                yield f"{here} ends in {output.ename}: {output.evalue}."
            if output.output_type == "stream" and output.name == "stderr":
                yield f"{here} writes to stderr: {_shorten(output.text)} Mend the cause, or write it to stdout."
            elif found := _MACHINE_PATH.search(readable) or _temporary_path(readable):
                yield f"{here} shows a path of this machine, {found.group()!r}: print it relative to the course."
            if _FETCHES.search(readable.replace('\\"', '"')):
                yield f"{here} has an output that fetches something from the network when it is shown."
            if _INLINE_PLOTLY.search(readable):
                yield f"{here} carries a whole copy of plotly.js: show the figure itself, not its HTML."
    yield from size_problems(notebook, dense=True)


def size_problems(notebook: NotebookNode, *, dense: bool = False) -> Iterator[str]:
    """A sentence naming the three biggest cells when the notebook's file takes too many bytes.

    Args:
        notebook: with its outputs.
        dense: written as executed solutions are.
    """
    size = len(text_of(notebook, dense=dense).encode())
    if size <= MAX_BYTES:
        return
    sizes = [
        (len(json.dumps(cell, ensure_ascii=False).encode()), index)
        for index, cell in enumerate(notebook.cells)
    ]
    biggest = "; ".join(
        f"{describe(notebook, i)} {n / 1000:.0f} KB" for n, i in sorted(sizes, reverse=True)[:3]
    )
    yield f"it takes {size / 1000:.0f} KB of {MAX_BYTES // 1000} KB allowed; its biggest cells: {biggest}."


def changed_deterministic_cells(raw: Sequence[NotebookNode], notebook: NotebookNode) -> Iterator[str]:
    """Cells marked deterministic whose output had to be cleaned: nbval would compare another run's raw output with it.

    Args:
        raw: copies of the cells as they were before ``clean``.
        notebook: the same notebook after it.
    """
    for index, (before, after) in enumerate(zip(raw, notebook.cells, strict=True)):
        if CHECK_OUTPUT_TAG in after.metadata.get("tags", []) and before.outputs != after.outputs:
            yield (
                f"{describe(notebook, index)} is marked deterministic, but its output holds something of this run "
                "(a widget, a figure, a path, a random id): print the number that matters, or drop the mark."
            )


def _temporary_path(text: str) -> re.Match[str] | None:
    folder = Path(tempfile.gettempdir())
    return (
        re.search(rf"(?<![\w.:/~-]){re.escape(str(folder))}[/\\][\w.-]+", text)
        if folder != Path("/")
        else None
    )


def _shorten(text: str, width: int = 160) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= width else line[: width - 1] + '…'}”."
