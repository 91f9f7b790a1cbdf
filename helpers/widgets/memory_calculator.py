"""The memory calculator: a model, how it is trained or run, and where the bytes go."""

from collections.abc import Mapping
from html import escape
from typing import Any

import anywidget

from helpers.errors import CourseError, InputError
from helpers.memory import GIB, GPUS, ModelSpec, Training, advice

from . import still
from .assets import script, style
from .memory_view import Calculation, all_models, options, state

COLOURS = {
    "weights": "#0072b2",
    "gradients": "#d55e00",
    "optimizer": "#009e73",
    "activations": "#cc79a7",
    "logits": "#56b4e9",
    "kv_cache": "#e69f00",
    "overhead": "#9aa3ad",
}
_TABLE = "text-align:right;font-variant-numeric:tabular-nums"  # inherited by its cells
_NAME = "text-align:left;font-weight:normal"


class MemoryCalculator(anywidget.AnyWidget):
    """Bytes by component against the capacity of a GPU, as settings change.

    Args:
        model: name of a model to begin with, from ``models`` or ``helpers.memory.PRESETS``.
        models: further models by name, such as ``{"lantern-base": memory.from_config(model.config)}``.
        gpu: name of a GPU of ``helpers.memory.GPUS``.
        mode: ``train`` or ``generate``.
        setup: how it is trained; by default mixed-precision Adam, one sequence of 2,048 tokens.

    Raises:
        InputError: an unknown model, GPU or mode.
    """

    _esm = script("dom.js", "memory_calculator.js")
    _css = style("theme.css", "memory_calculator.css")

    def __init__(
        self,
        model: str = "LLaMA-2-7B",
        *,
        models: Mapping[str, ModelSpec] | None = None,
        gpu: str = "RTX 4090",
        mode: str = "train",
        setup: Training | None = None,
    ) -> None:
        self.models = all_models(models or {})
        start = Calculation(
            next(iter(self.models)), next(iter(GPUS)), "train", "16-bit", setup or Training(seq_len=2048)
        )
        for name, value in (("model", model), ("gpu", gpu), ("mode", mode)):
            start = start.changed(name, value, self.models)
        start.memory(self.models)
        self.now = start
        super().__init__()
        self.on_msg(self._receive)

    def state(self) -> dict[str, Any]:
        """All that is shown."""
        return state(self.now, self.models)

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
        if message["kind"] == "hello":
            self.send(options(self.models))
        elif message["kind"] == "set":
            changed = self.now.changed(message["name"], message["typed"], self.models)
            changed.memory(self.models)  # refuses what makes no sense before it is kept
            self.now = changed
        elif message["kind"] == "apply":
            change = advice(self.models[self.now.model], self.now.setup, GPUS[self.now.gpu] * GIB)
            if change is None:
                raise InputError("There is nothing to change that would make it fit.")
            self.now = Calculation(
                self.now.model, self.now.gpu, self.now.mode, self.now.weights, change.setup
            )

    def _repr_mimebundle_(self, **_options: Any) -> tuple[dict, dict]:
        """The live view, and beside it a picture in HTML and in characters."""
        return still.bundle(self.model_id, *picture(self.state())), {}

    def _ipython_display_(self) -> None:
        still.show(self.model_id, *picture(self.state()))


def in_words(settings: Mapping[str, Any]) -> str:
    """The settings as one line."""
    shape = f"{settings['batch']:,} × {settings['seq_len']:,} tokens"
    if settings["mode"] == "generate":
        return f"{settings['model']}, generating, {shape}, weights in {settings['weights']}"
    words = [
        settings["model"],
        "training",
        shape,
        settings["precision"],
        settings["optimizer"],
        settings["attention"],
    ]
    words += ["checkpointing"] if settings["checkpointing"] else []
    words += [f"LoRA rank {settings['lora_rank']} on {settings['base']}"] if settings["lora_rank"] else []
    words += [f"{settings['gpus']} GPUs, ZeRO {settings['zero_stage']}"] if settings["gpus"] > 1 else []
    return ", ".join(words)


def picture(shown: dict[str, Any]) -> tuple[str, str]:
    """The calculator without a kernel: a bar and a table, in HTML and in characters."""
    widest = max(shown["needed"], shown["capacity"])
    rows, bar, lines = [], [], [f"Memory calculator: {in_words(shown['settings'])}"]
    for part in shown["parts"]:
        width = round(420 * part["bytes"] / widest)
        if width:
            bar.append(_block(part["name"], width, 18))
        rows.append(
            f'<tr><th style="{_NAME}">{_block(part["name"], 10, 10)} {part["label"]}</th>'
            f"<td>{part['text']}</td><td>{part['bytes']:,.0f} bytes</td>"
            f"<td>{part['share']:.0%}</td></tr>"
        )
        drawn = "█" * round(40 * part["bytes"] / widest)
        lines.append(f"  {part['label']:20} {part['text']:>10}  {drawn}".rstrip())
    against = f"{shown['needed_text']} against {shown['capacity_text']} ({shown['settings']['gpu']})"
    good = ", ".join(gpu["name"] for gpu in shown["gpus"] if gpu["fits"]) or "none of the list"
    closing = [f"{against}. {shown['verdict']} {shown['advice']}".strip(), f"Fits on: {good}."]
    frame = (
        f"white-space:nowrap;width:{round(420 * shown['capacity'] / widest)}px;border-right:2px solid #888"
    )
    html = (
        '<div class="ta-still"><p><b>Memory calculator</b>, a picture: run the cell to bring it to life.</p>'
        f"<p>{escape(in_words(shown['settings']))}<br>{escape(shown['about'])}</p>"
        f'<div style="{frame}">{"".join(bar)}</div><table style="{_TABLE}"><tbody>{"".join(rows)}</tbody></table>'
        f"<p>{'<br>'.join(map(escape, closing))}</p></div>"
    )
    return html, "\n".join([*lines, *closing])


def _block(part: str, width: int, height: int) -> str:
    colour = COLOURS[part]
    return f'<span style="display:inline-block;background-color:{colour};width:{width}px;height:{height}px"></span>'
