"""ROUGE, BLEU and exact match against paper and pencil, and against a longest common subsequence of the test's own."""

import math
import random
import re

import pytest

from helpers import metrics

A = "the ferry is late"
B = "the ferry is not late"


def test_rouge_on_paper():
    scores = metrics.rouge([A], [B])
    # words: 4 of 4 and 4 of 5; pairs: the-ferry and ferry-is, 2 of 3 and 2 of 4; subsequence: all 4 words
    assert scores["rouge1"] == pytest.approx(2 * 1 * 0.8 / 1.8)
    assert scores["rouge2"] == pytest.approx(2 * (2 / 3) * 0.5 / (2 / 3 + 0.5))
    assert scores["rougeL"] == pytest.approx(2 * 1 * 0.8 / 1.8)


def test_shared_words_are_clipped():
    # "late" counts once: precision 1/4, recall 1/5
    assert metrics.rouge(["late late late late"], [B])["rouge1"] == pytest.approx(2 * 0.25 * 0.2 / 0.45)


def longest_common_subsequence(a, b):
    previous = [0] * (len(b) + 1)
    for x in a:
        row = [0]
        for j, y in enumerate(b):
            row.append(previous[j] + 1 if x == y else max(previous[j + 1], row[-1]))
        previous = row
    return previous[-1]


def test_rouge_l_on_a_thousand_random_pairs():
    rng = random.Random(0)
    words = ["sea", "Boat", "the", "9.15", "lamp's", "-", "a", "£4"]
    texts = [" ".join(rng.choices(words, k=rng.randrange(8))) for _ in range(2000)]
    ours = metrics.rouge_scores(texts[:1000], texts[1000:])["rougeL"]
    for value, prediction, reference in zip(ours, texts[:1000], texts[1000:], strict=True):
        p, r = (re.findall("[a-z0-9]+", text.lower()) for text in (prediction, reference))
        common = longest_common_subsequence(p, r)
        assert value == pytest.approx(2 * common / (len(p) + len(r)) if common else 0.0)


def test_means_and_each():
    each = metrics.rouge_scores([A, ""], [B, B])
    assert each["rougeL"] == [pytest.approx(8 / 9), 0.0]
    assert metrics.rouge([A, ""], [B, B])["rougeL"] == pytest.approx(4 / 9)


def test_bleu_on_paper():
    # 6 words against 7. Words 6/6, pairs 4/5, triples 2/4, fours 0/3, smoothed to half a match; brevity exp(1 - 7/6)
    prediction, reference = "the old ferry left at nine", "the old ferry has left at nine"
    result = metrics.bleu([prediction], [reference])
    assert [result[f"precision{n}"] for n in (1, 2, 3, 4)] == pytest.approx([1, 4 / 5, 2 / 4, 0.5 / 3])
    assert result["brevity_penalty"] == pytest.approx(math.exp(1 - 7 / 6))
    assert result["bleu"] == pytest.approx(math.exp(1 - 7 / 6) * (1 * 0.8 * 0.5 * 0.5 / 3) ** 0.25)
    assert metrics.bleu([reference], [reference])["bleu"] == pytest.approx(1)


def test_exact_match_looks_past_capitals_articles_and_stops():
    assert metrics.exact_matches(["The  ferry.", "9.15 pm", "a boat"], ["ferry", "9.15 am", "boats"]) == [
        True, False, False
    ]  # fmt: skip


@pytest.mark.parametrize("measure", [metrics.rouge, metrics.bleu, metrics.exact_matches])
@pytest.mark.parametrize(
    ("predictions", "references", "sentence"),
    [
        (A, [B], "predictions is one string"),
        ([A], B, "references is one"),
        ([A], [], "1 predictions and 0"),
        ([], [], "empty"),
    ],
)
def test_bad_input_is_said(measure, predictions, references, sentence):
    with pytest.raises(ValueError, match=sentence):
        measure(predictions, references)
