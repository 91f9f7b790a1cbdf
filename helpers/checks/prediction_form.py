"""The live form of a prediction."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from helpers.checks import cards, progress
from helpers.checks.progress_table import told

_HERE = Path(__file__).parent


class PredictionForm(anywidget.AnyWidget):
    """A question with choices or a number field, and a button that stores the answer in the progress file.

    Native form controls rather than ipywidgets' own: JupyterLab takes the arrow keys away from those, so that a choice
    could not be made by keyboard, and a number field there has no label.
    """

    _esm = _HERE / "prediction_form.js"
    _css = _HERE / "prediction_form.css"
    question_html = traitlets.Unicode().tag(sync=True)
    choices = traitlets.List(traitlets.Unicode()).tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)

    def __init__(self, prediction_id: str, question: str, choices: tuple[str, ...], unit: str) -> None:
        entry = progress.read()["predictions"].get(prediction_id, {})
        super().__init__(
            question_html=f"<strong>Predict.</strong> {cards.markup(question)}",
            choices=list(choices),
            unit=unit,
            answer=entry.get("answer"),
            status=_committed(entry.get("answer"), unit),
        )
        self._id = prediction_id
        self._question = question
        self._static = question_card(question, choices, unit)
        self.observe(self._commit, "answer")

    def _commit(self, change: dict[str, Any]) -> None:
        answer = change["new"]
        progress.record_prediction(self._id, question=self._question, unit=self.unit, answer=answer)
        self.status = _committed(answer, self.unit)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The live form, and the bare question for readers without a kernel."""
        bundle = super()._repr_mimebundle_(**options)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        static = {"text/plain": repr(self._static), "text/html": self._static._repr_html_()}
        return {**data, **static}, metadata


def question_card(question: str, choices: tuple[str, ...], unit: str) -> cards.Card:
    """The question as text: what is left of the form where no kernel runs."""
    how = "; ".join(choices) if choices else f"a number of {unit}" if unit else "a number"
    return cards.Card("note", "Predict", (question,), (("your choice" if choices else "answer", how),))


def _committed(answer: Any, unit: str) -> str:
    if answer is None:
        return ""
    return f"✓ You predicted {told({'answer': answer, 'unit': unit}, 'answer')}. Run on to see."
