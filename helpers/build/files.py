"""Notebooks on disk: read them or say they cannot be read; write them whole, the same bytes each time."""

import json
import os
from pathlib import Path

import nbformat
from nbformat import NotebookNode


def notebook_from(text: str) -> NotebookNode:
    """A notebook from its JSON text, in nbformat 4.

    Raises:
        ValueError: the text is no notebook.
    """
    try:
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
    except (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError) as error:
        raise ValueError(f"not a notebook: {error}") from None
    return notebook


def text_of(notebook: NotebookNode, *, dense: bool = False) -> str:
    """A notebook as the build writes it: sorted keys, one newline at the end.

    Args:
        notebook: in nbformat 4.
        dense: one cell on each line, without indentation and with texts in one piece, which spares an executed
            notebook a fifth of its bytes and keeps a changed cell a changed line. Otherwise laid out as Jupyter does,
            so that saving moves nothing.
    """
    if dense:
        content = json.loads(json.dumps(notebook))
        cells = ",\n".join(_compact(cell) for cell in content.pop("cells"))
        return f'{{"cells":[\n{cells}\n],\n{_compact(content)[1:]}\n'
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write(path: Path, text: str) -> None:
    """Write a file in one step, so that an interrupted build leaves the old one whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
