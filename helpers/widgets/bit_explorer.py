"""The bit explorer: click the bits of a number and see its value, its neighbours, and what other formats make of it."""

from dataclasses import asdict
from html import escape
from typing import Any

import anywidget

from helpers.errors import CourseError, InputError
from helpers.quantization.floats import FORMATS

from . import still
from .assets import script, style
from .bit_view import kind, meanings, neighbourhood, read_number, rough, row, written

_TINTS = {
    "sign": "rgba(213,94,0,0.28)",
    "exponent": "rgba(0,114,178,0.24)",
    "fraction": "rgba(0,158,115,0.26)",
    "integer": "rgba(0,158,115,0.26)",
}
_TABLE = "text-align:right;font-variant-numeric:tabular-nums"  # inherited by its cells
_NAME = "text-align:left;font-weight:normal"


class BitExplorer(anywidget.AnyWidget):
    """The bits of a number, to be clicked.

    Args:
        value: the number to begin with; stored as the nearest one that the format has.
        format: one of ``helpers.quantization.FORMATS``: "FP32", "FP16", "BF16", "FP8 E4M3", "FP8 E5M2", "INT8", "INT4".

    Raises:
        InputError: an unknown format.
    """

    _esm = script("dom.js", "bit_explorer.js")
    _css = style("theme.css", "bit_explorer.css")

    def __init__(self, value: float = 0.1, format: str = "FP16") -> None:
        self._format = self._known(format)
        self.wanted = float(value)
        self.pattern = FORMATS[self._format].encode(self.wanted)
        super().__init__()
        self.on_msg(self._receive)

    @property
    def format(self) -> str:
        """Name of the format shown."""
        return self._format

    @property
    def value(self) -> float:
        """The number that the bits stand for."""
        return FORMATS[self._format].decode(self.pattern)

    def state(self) -> dict[str, Any]:
        """All that is shown, as text: numbers in JSON know neither infinity nor NaN."""
        form = FORMATS[self._format]
        return {
            "kind": "state",
            "format": self._format,
            "formats": list(FORMATS),
            "fields": meanings(form, self.pattern),
            "value": written(self.value),
            "sort": kind(form, self.pattern),
            "wanted": written(self.wanted),
            **neighbourhood(form, self.pattern),
            "range": {
                "largest": rough(form.largest),
                "smallest normal": rough(form.smallest_normal),
                "smallest above 0": rough(form.smallest),
            },
            "rows": [asdict(row(name, self.wanted)) for name in FORMATS],
        }

    def _receive(self, _widget: object, message: dict, _buffers: object) -> None:
        problem = None
        try:
            self._change(message)
            self.send(self.state())
        except CourseError as error:
            problem = str(error)
        finally:  # whatever happens, or the browser would wait for ever
            answer = {"kind": "answer", "field": message["field"], "serial": message["serial"]}
            self.send({**answer, "problem": problem})

    def _change(self, message: dict) -> None:
        form = FORMATS[self._format]
        if message["kind"] == "flip":
            self._show(self.pattern ^ 1 << (form.bits - 1 - int(message["bit"])))
        elif message["kind"] == "step":
            pattern = form.neighbours(self.pattern)[int(message["up"])]
            if pattern is not None:
                self._show(pattern)
        elif message["kind"] == "format":
            self._format = self._known(message["name"])
            self.pattern = self._encoded(self.wanted)
        elif message["kind"] == "value":
            wanted = read_number(message["typed"])
            self.pattern = self._encoded(wanted)
            self.wanted = wanted

    def _show(self, pattern: int) -> None:
        self.pattern = pattern
        self.wanted = self.value

    def _encoded(self, wanted: float) -> int:
        """The pattern of a number; of 0 where an integer format has none for NaN."""
        try:
            return FORMATS[self._format].encode(wanted)
        except InputError:
            return 0

    def _known(self, name: str) -> str:
        if name not in FORMATS:
            raise InputError(f"There is no format {name!r}; choose one of {', '.join(FORMATS)}.")
        return name

    def _repr_mimebundle_(self, **_options: Any) -> tuple[dict, dict]:
        """The live view, and beside it a picture in HTML and in characters."""
        return still.bundle(self.model_id, *picture(self.state())), {}

    def _ipython_display_(self) -> None:
        still.show(self.model_id, *picture(self.state()))


def picture(state: dict[str, Any]) -> tuple[str, str]:
    """The explorer without a kernel: the bits, their meaning and every format, in HTML and in characters."""
    bits = "".join(
        f'<code title="{f["name"]}" style="background-color:{_TINTS[f["name"]]};padding:2px 3px;margin-right:3px">'
        f"{f['bits']}</code>"
        for f in state["fields"]
    )
    formula = " ".join(f["means"] for f in state["fields"])
    near = f"below {state['below'] or 'nothing'}, above {state['above'] or 'nothing'}"
    head = ("format", "stored", "error", "next number", "largest")
    cells = [(r["name"], r["stored"], r["error"], r["step"], r["largest"]) for r in state["rows"]]
    html_rows = "".join(
        f'<tr><th style="{_NAME}">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in cells
    )
    html_head = f'<th style="{_NAME}">{head[0]}</th>' + "".join(f"<th>{name}</th>" for name in head[1:])
    html = (
        '<div class="ta-still"><p><b>Bit explorer</b>, a picture: run the cell to bring it to life.</p>'
        f"<p>{escape(state['format'])}: {bits}<br>{escape(formula)} = <b>{escape(state['value'])}</b> "
        f"({escape(state['sort'])}); {escape(near)}</p>"
        f"<p>The number {escape(state['wanted'])} in every format:</p>"
        f'<table style="{_TABLE}"><thead><tr>{html_head}</tr></thead><tbody>{html_rows}</tbody></table></div>'
    )
    widths = [max(len(line[i]) for line in (head, *cells)) for i in range(len(head))]
    lines = [
        f"Bit explorer, {state['format']}: {' '.join(f['bits'] for f in state['fields'])}",
        f"{formula} = {state['value']} ({state['sort']}); {near}",
    ]
    lines += [
        "  " + "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in (head, *cells)
    ]
    return html, "\n".join(lines)
