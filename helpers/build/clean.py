"""Take out of an executed notebook what belongs to one run on one machine."""

import functools
import re
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from helpers.build.metadata import KERNEL, LANGUAGE
from helpers.build.widgets import VIEW, static_data, widget_states
from helpers.paths import ROOT

PLOTLY = "application/vnd.plotly.v1+json"

_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_ADDRESS = re.compile(r"\b(at|object) 0x[0-9a-f]{6,}\b")
_STYLE_SHEET = re.compile(r"\A<style>.*?</style>", re.DOTALL)  # it is about a live view, and that is gone
_CURSOR_UP = re.compile(r"\x1b\[\d*A")


def clean(notebook: NotebookNode, scratch: Path) -> None:
    """Clean outputs and metadata in place.

    Widget views and states go, their static pictures stay; carriage returns collapse to what a terminal would show
    last; this machine's folders, random ids and memory addresses become the same on every machine; kernel and
    language are written without versions.

    Args:
        notebook: executed.
        scratch: the folder the kernel ran in and kept its state in.
    """
    states = widget_states(notebook)
    rename = path_scrubber({scratch / "state": ".course", scratch: ".", ROOT: ".", Path.home(): "~"})
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [out for out in cell.outputs if _keep(out, states)]
            tidy_text = _chain(rename, lambda text: _ADDRESS.sub(r"\1 0x…", text), _stable_ids(cell.id))
            for output in cell.outputs:
                _tidy(output, tidy_text)
    fixed = {"course": notebook.metadata.get("course", {}), "kernelspec": KERNEL, "language_info": LANGUAGE}
    notebook.metadata = nbformat.from_dict(fixed)


def _chain(*steps: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: functools.reduce(lambda so_far, step: step(so_far), steps, text)


def _keep(output: NotebookNode, states: Mapping[str, dict[str, Any]]) -> bool:
    if VIEW not in output.get("data", {}):
        return True
    data = static_data(output.data, states)
    if data is not None:
        output.data = NotebookNode(data)
    return data is not None


def _tidy(output: NotebookNode, tidy_text: Callable[[str], str]) -> None:
    if output.output_type == "stream":
        output.text = tidy_text(final_state(output.text))
    elif output.output_type == "error":
        output.evalue = tidy_text(output.evalue)
        output.traceback = [tidy_text(line) for line in output.traceback]
    else:
        if PLOTLY in output.data:
            _trim_figure(output.data[PLOTLY])
            output.data.setdefault("text/plain", figure_summary(output.data[PLOTLY]))
        if {"text/html", "text/markdown"} & set(output.data):
            output.data.pop("text/plain", None)  # says the same
            if "text/html" in output.data:
                output.data["text/html"] = _STYLE_SHEET.sub("", output.data["text/html"])
        for mime, content in output.data.items():
            if not mime.startswith("image/") or mime == "image/svg+xml":
                output.data[mime] = _map_strings(content, tidy_text)


def _trim_figure(figure: NotebookNode) -> None:
    """Drop random ids and the template's defaults for kinds of trace that are not there; round what is drawn."""
    kinds = {trace.get("type", "scatter") for trace in figure.get("data", [])}
    figure["data"] = _rounded(figure.get("data", []))
    for trace in figure.get("data", []):
        trace.pop("uid", None)
    template = figure.get("layout", {}).get("template", {})
    if "data" in template:
        kept = {kind: d for kind, d in template["data"].items() if kind in kinds and d != [{"type": kind}]}
        template["data"] = NotebookNode(kept)


def _rounded(value: Any) -> Any:
    """Numbers with the five digits that a figure can show at most."""
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, Mapping):
        return NotebookNode({key: _rounded(item) for key, item in value.items()})
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return value


def final_state(text: str) -> str:
    """What stands on a terminal's lines at the end, where carriage returns rewrote them."""
    lines = _CURSOR_UP.sub("", text).replace("\r\n", "\n").split("\n")
    return "\n".join(_last_written(line) for line in lines)


def _last_written(line: str) -> str:
    if "\r" not in line:
        return line
    return next((part.rstrip() for part in reversed(line.split("\r")) if part.strip()), "")


def path_scrubber(names: Mapping[Path, str]) -> Callable[[str], str]:
    """A function that replaces folders of this machine by short names; the longest path that fits wins."""
    spelled = {
        form: name
        for path, name in names.items()
        if path != Path("/")
        for form in (str(path), path.as_posix())
    }
    longest_first = sorted(spelled, key=len, reverse=True)
    pattern = re.compile("|".join(re.escape(form) + r"(?![\w.-])" for form in longest_first))

    def scrub(text: str) -> str:
        return pattern.sub(lambda found: spelled[found.group()], text)

    return scrub


def _stable_ids(cell_id: str) -> Callable[[str], str]:
    """Replace each random UUID by one derived from the cell and the order in which it appears there."""
    seen: dict[str, str] = {}

    def replace(found: re.Match[str]) -> str:
        return seen.setdefault(found.group(), str(uuid.uuid5(uuid.NAMESPACE_URL, f"{cell_id}/{len(seen)}")))

    return lambda text: _UUID.sub(replace, text)


def figure_summary(figure: Mapping[str, Any]) -> str:
    """One line of text for a reader who cannot see a plotly figure: its title, its axes, its traces."""
    layout = figure.get("layout", {})

    def title(of: Mapping[str, Any]) -> str:
        given = of.get("title") or ""
        return str(given if isinstance(given, str) else given.get("text") or "")

    axes = [title(layout.get(axis, {})) for axis in ("xaxis", "yaxis")]
    traces = [str(trace["name"]) for trace in figure.get("data", []) if trace.get("name")]
    words = [
        title(layout),
        f"{axes[1]} against {axes[0]}" if all(axes) else "",
        f"shown: {', '.join(traces)}" if traces else "",
    ]
    return f"[figure] {'; '.join(filter(None, words)) or 'untitled'}"


def _map_strings(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return NotebookNode({key: _map_strings(item, change) for key, item in value.items()})
    if isinstance(value, list):
        return [_map_strings(item, change) for item in value]
    return value
