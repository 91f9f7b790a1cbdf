"""What a saved notebook shows of a widget when no kernel runs: the static picture that the widget brought along."""

import html
import re
from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
PLACEHOLDER = "(interactive: run this cell to use it)"

_BAR_WIDTH = 10
_DEFAULT_REPR = re.compile(r"[A-Za-z]\w*\(")


def widget_states(notebook: NotebookNode) -> dict[str, dict[str, Any]]:
    """The last state of every widget, by model id, as nbclient leaves it in the notebook's metadata."""
    models = notebook.metadata.get("widgets", {}).get(STATE, {}).get("state", {})
    return {model_id: model["state"] for model_id, model in models.items()}


def static_data(data: Mapping[str, Any], states: Mapping[str, dict[str, Any]]) -> dict[str, Any] | None:
    """The mime bundle of a widget without its view.

    A progress bar becomes its last state as text; a widget that brings no picture becomes ``PLACEHOLDER``.

    Returns:
        The bundle, or None when nothing is left to see (a progress bar that was closed with ``leave=False``).
    """
    rest = {mime: content for mime, content in data.items() if mime != VIEW}
    state = states.get(data[VIEW].get("model_id", ""), {})
    parts = [states.get(child.removeprefix("IPY_MODEL_"), {}) for child in state.get("children", ())]
    if [part.get("_model_name") for part in parts] == ["HTMLModel", "FloatProgressModel", "HTMLModel"]:
        layout = states.get(str(state.get("layout", "")).removeprefix("IPY_MODEL_"), {})
        return None if layout.get("visibility") == "hidden" else {"text/plain": _progress_text(*parts)}
    if rest == {"text/plain": ""}:  # a widget whose picture stands in an output of its own
        return None
    if set(rest) <= {"text/plain"} and _DEFAULT_REPR.match(str(rest.get("text/plain", "x("))):
        return {"text/plain": PLACEHOLDER}
    return rest


def _progress_text(left: Mapping[str, Any], bar: Mapping[str, Any], right: Mapping[str, Any]) -> str:
    """tqdm's notebook bar as its console bar would stand at the end."""
    span = (bar.get("max", 1) - bar.get("min", 0)) or 1
    full = round(_BAR_WIDTH * (bar.get("value", 0) - bar.get("min", 0)) / span)
    text = f"{left.get('value', '')}|{'█' * full}{' ' * (_BAR_WIDTH - full)}|{right.get('value', '')}"
    return html.unescape(text).replace("\u2007", " ").strip()
