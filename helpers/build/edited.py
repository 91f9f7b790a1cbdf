"""Whether a notebook on disk is still as the build wrote it, told by a digest that the build leaves in it."""

import hashlib
import json
from pathlib import Path

from nbformat import NotebookNode

from helpers.build.files import notebook_from


def cells_digest(notebook: NotebookNode) -> str:
    """A digest of the cells' types and texts; running a notebook does not change it, editing does."""
    content = [(cell.cell_type, cell.source) for cell in notebook.cells]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


def stamp(notebook: NotebookNode) -> None:
    """Write the digest into the notebook's metadata, under ``course``."""
    notebook.metadata.setdefault("course", NotebookNode())["digest"] = cells_digest(notebook)


def is_edited(path: Path) -> bool:
    """True when a notebook's cells are not those the build wrote, or when it cannot be read as a notebook."""
    try:
        notebook = notebook_from(path.read_text(encoding="utf-8"))
    except ValueError:
        return True
    return notebook.metadata.get("course", {}).get("digest") != cells_digest(notebook)
