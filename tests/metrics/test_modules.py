"""The modules for `evaluate` load from their folders without a network and agree with the plain functions."""

import math

import evaluate
import pytest

from helpers import metrics, paths

TEXTS = ["the sea the sea the sea", "a boat on the sea"]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setattr(evaluate.config, "HF_METRICS_CACHE", tmp_path)


def load(name: str) -> evaluate.EvaluationModule:
    return evaluate.load(str(paths.ROOT / "helpers" / "metrics" / name))


def test_perplexity():
    logprobs = [[math.log(1 / 2), math.log(1 / 8)], [math.log(1 / 4)]]
    assert load("perplexity").compute(logprobs=logprobs)["perplexity"] == pytest.approx(4)


def test_distinct_n():
    assert load("distinct_n").compute(predictions=TEXTS, n=1) == {"distinct_n": pytest.approx(5 / 11)}
    assert load("distinct_n").compute(predictions=TEXTS) == {"distinct_n": metrics.distinct_n(TEXTS)}


def test_repetition():
    # bigrams of the first text: 5, of which 2 differ; of the second none repeats. Loops of 6 words and of none.
    expected = {"repetition": pytest.approx(0.3), "longest_loop": 3.0}
    assert load("repetition").compute(predictions=TEXTS, n=2) == expected


def test_batches_add_up():
    module = load("distinct_n")
    for text in TEXTS:
        module.add_batch(predictions=[text])
    assert module.compute(n=1) == {"distinct_n": pytest.approx(5 / 11)}


def test_measures_of_overlap():
    predictions, references = ["the ferry is late", "At nine."], ["the ferry is not late", "at nine"]
    for name, measure in (("rouge", metrics.rouge), ("bleu", metrics.bleu)):
        assert load(name).compute(predictions=predictions, references=references) == measure(
            predictions, references
        )
    assert load("exact_match").compute(predictions=predictions, references=references) == {"exact_match": 0.5}
