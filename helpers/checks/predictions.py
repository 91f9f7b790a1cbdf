"""`predict` and `reveal`: commit to an answer before the cells compute it, and compare afterwards."""

import json
import math
from collections.abc import Sequence
from typing import Any

import ipywidgets as widgets
import numpy as np
import torch
from IPython.core.getipython import get_ipython
from IPython.display import display

from helpers.checks import cards, progress
from helpers.checks.checker import strict
from helpers.checks.progress_table import told

Answer = str | float


def predict(
    prediction_id: str, question: str, *, choices: Sequence[str] = (), number: bool = False, unit: str = ""
) -> None:
    """Ask for a prediction: one of ``choices``, or a number in ``unit``.

    Shows a small form whose answer goes to the progress file. Without a live front end the question alone is shown.

    Raises:
        ValueError: neither or both of ``choices`` and ``number`` are given.
    """
    if bool(choices) == number:
        raise ValueError(f"predict({prediction_id!r}) needs either choices=[…] or number=True.")
    progress.record_prediction(prediction_id, question=question, unit=unit)
    if strict() or get_ipython() is None:
        cards.show(_question(question, choices, unit))
    else:
        display(PredictionForm(prediction_id, question, tuple(choices), unit))


def reveal(prediction_id: str, actual: Any, explanation: str = "") -> None:
    """Show what was predicted beside what the cells above computed, and why."""
    actual = _plain(actual)
    progress.record_prediction(prediction_id, actual=actual)
    entry = progress.read()["predictions"][prediction_id]
    answer = entry.get("answer")
    rows = [("you predicted", told(entry, "answer") or "nothing yet"), ("it is", told(entry, "actual"))]
    heading = _verdict(answer, actual)
    question = entry.get("question")
    cards.show(
        cards.Card(
            "note",
            heading,
            (question,) if question else (),
            tuple(rows),
            (explanation,) if explanation else (),
        )
    )


class PredictionForm(widgets.VBox):
    """Question, answer and a button; Tab moves between them. Saved notebooks keep the question as text."""

    def __init__(self, prediction_id: str, question: str, choices: tuple[str, ...], unit: str) -> None:
        self._id = prediction_id
        self._static = _question(question, choices, unit)
        stored = progress.read()["predictions"].get(prediction_id, {}).get("answer")
        legend = widgets.HTML(
            f'<div style="line-height:1.5;max-width:52em"><strong>Predict.</strong> {cards.markup(question)}</div>'
        )
        self.field = _choice(question, choices, stored) if choices else _number(question, stored)
        self.button = widgets.Button(
            description="Commit",
            tooltip=f"Store your prediction: {question}",
            layout=widgets.Layout(width="7em"),
        )
        self.status = widgets.HTML(_committed(stored, unit) if stored is not None else "")
        self._unit = unit
        self.button.on_click(self._commit)
        unit_label = [widgets.Label(unit)] if unit and not choices else []
        row = widgets.HBox(
            [self.field, *unit_label, self.button] if not choices else [self.button, self.status]
        )
        rest = [self.field, row] if choices else [row, self.status]
        super().__init__([legend, *rest])

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The live form, and the bare question for readers without a kernel."""
        bundle = super()._repr_mimebundle_(**options)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        data = {**(data or {}), "text/plain": repr(self._static), "text/html": self._static._repr_html_()}
        return (data, bundle[1]) if isinstance(bundle, tuple) else data

    def _commit(self, _: Any) -> None:
        answer = self.field.value
        if answer is None or answer == "":
            self.status.value = _line("Choose an answer first.")
            return
        progress.record_prediction(self._id, answer=answer)
        self.status.value = _committed(answer, self._unit)


def _choice(question: str, choices: tuple[str, ...], stored: Any) -> widgets.Widget:
    return widgets.RadioButtons(
        options=choices,
        value=stored if stored in choices else None,
        layout=widgets.Layout(width="auto", max_width="52em"),
        tooltip=question,
    )


def _number(question: str, stored: Any) -> widgets.Widget:
    known = isinstance(stored, (int, float)) and math.isfinite(stored)
    return widgets.FloatText(
        value=stored if known else 0.0,
        layout=widgets.Layout(width="9em"),
        tooltip=question,
    )


def _committed(answer: Answer, unit: str) -> str:
    return _line(f"✓ You predicted {told({'answer': answer, 'unit': unit}, 'answer')}. Run on to see.")


def _line(text: str) -> str:
    return f'<span role="status">{cards.markup(text)}</span>'


def _question(question: str, choices: Sequence[str], unit: str) -> cards.Card:
    how = "; ".join(choices) if choices else f"a number of {unit}" if unit else "a number"
    return cards.Card("note", "Predict", (question,), (("your choice" if choices else "answer", how),))


def _plain(actual: Any) -> Any:
    """Numbers and text as JSON has them."""
    if isinstance(actual, (torch.Tensor, np.generic, np.ndarray)):
        actual = actual.item() if math.prod(actual.shape) == 1 else actual.tolist()
    try:
        json.dumps(actual)
    except TypeError:
        return str(actual)
    return actual


def _verdict(answer: Any, actual: Any) -> str:
    """The heading: right, how far off, or no prediction."""
    if answer is None:
        return "What happened"
    if isinstance(answer, (int, float)) and isinstance(actual, (int, float)):
        if math.isclose(answer, actual, rel_tol=1e-6, abs_tol=1e-9):
            return "✓ Exactly as you predicted"
        if actual and abs(answer - actual) <= 0.1 * abs(actual):
            return "✓ Within 10 % of your prediction"
        return f"Not as predicted: off by {abs(answer - actual):,.4g}"
    return "✓ As you predicted" if str(answer) == str(actual) else "Not as predicted"
