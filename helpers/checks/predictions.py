"""`predict` and `reveal`: commit to an answer before the cells compute it, and compare afterwards."""

import json
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from IPython.core.getipython import get_ipython
from IPython.display import display

from helpers.checks import cards, progress
from helpers.checks.checker import strict
from helpers.checks.prediction_form import PredictionForm, question_card
from helpers.checks.progress_table import told


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
        cards.show(question_card(question, tuple(choices), unit))
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
