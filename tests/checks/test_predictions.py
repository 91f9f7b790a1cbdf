"""Predict, then reveal; the form's answers come from Python here, from the keyboard in tests/browser."""

import numpy as np
import pytest
import torch

from helpers.checks import predict, progress, reveal
from helpers.checks.prediction_form import PredictionForm


def stored(key: str) -> dict[str, object]:
    entry: dict[str, object] = progress.read()["predictions"][key]
    return entry


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_without_a_front_end_the_question_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    predict("p98_1", "How many `tokens`?", number=True, unit="tokens")
    assert shown(capsys) == "Predict How many `tokens`? answer a number of tokens"
    predict("p98_2", "Which?", choices=["this", "that"])
    assert shown(capsys) == "Predict Which? your choice this; that"


@pytest.mark.parametrize("options", [{}, {"choices": ["a"], "number": True}])
def test_a_question_is_of_one_kind(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"either choices=\[…\] or number=True"):
        predict("p98_1", "?", **options)  # type: ignore[arg-type]


def test_a_committed_number_survives() -> None:
    form = PredictionForm("p98_1", "How many?", (), "tokens")
    assert form.status == ""
    form.answer = 12.0  # what the front end does
    assert stored("p98_1") == {"question": "How many?", "unit": "tokens", "answer": 12.0}
    again = PredictionForm("p98_1", "How many?", (), "tokens")
    assert again.answer == 12.0
    assert again.status == "✓ You predicted 12 tokens. Run on to see."


def test_a_choice_may_be_changed() -> None:
    form = PredictionForm("p98_2", "Which <b>, `this` or *that*?", ("this", "that"), "")
    assert form.question_html.endswith("&lt;b&gt;, <code" + form.question_html.partition("<code")[2])
    assert form.question_html.endswith("or <em>that</em>?")
    for answer in ("this", "that"):
        form.answer = answer
        assert stored("p98_2")["answer"] == answer
        assert answer in form.status


def test_a_saved_notebook_keeps_the_question_as_text() -> None:
    form = PredictionForm("p98_2", "Is 1 < 2?", ("yes", "no"), "")
    data, _ = form._repr_mimebundle_()
    assert "Is 1 < 2?" in data["text/plain"]
    assert "Is 1 &lt; 2?" in data["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in data


@pytest.mark.parametrize(
    ("answer", "actual", "heading"),
    [
        (12.0, 12, "✓ Exactly as you predicted"),
        (12.0, torch.tensor(12.5), "✓ Within 10 % of your prediction"),
        (12.0, np.float64(20.0), "Not as predicted: off by 8"),
        ("that", "that", "✓ As you predicted"),
        ("this", "that", "Not as predicted"),
    ],
)
def test_reveal_compares(
    answer: object, actual: object, heading: str, capsys: pytest.CaptureFixture[str]
) -> None:
    progress.record_prediction("p98_3", question="What?", answer=answer, unit="tokens")
    reveal("p98_3", actual, "Because.")
    text = shown(capsys)
    assert text.startswith(heading)
    assert text.endswith("Because.")
    assert "you predicted" in text


def test_reveal_without_a_prediction(capsys: pytest.CaptureFixture[str]) -> None:
    reveal("p98_4", 7)
    assert shown(capsys) == "What happened you predicted nothing yet it is 7"
    assert stored("p98_4") == {"actual": 7}
