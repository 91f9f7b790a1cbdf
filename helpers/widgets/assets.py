"""The files beside this one, as the text a widget sends to the browser."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
_IMPORT = re.compile(r'^import .*? from "\./.*?";\n', re.MULTILINE | re.DOTALL)
_EXPORT = re.compile(r"^export (?=(?:function|const|class) )", re.MULTILINE)


def script(*names: str) -> str:
    """Join ES modules of this folder into one; the last is the widget's own and keeps its ``export default``.

    The browser gets a widget's module as a blob, from which a relative import cannot be followed. So the imports
    between our files go, and what they import stands above them.
    """
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", _read(name))) for name in names)


def style(*names: str) -> str:
    """Join style sheets of this folder."""
    return "\n".join(_read(name) for name in names)


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
