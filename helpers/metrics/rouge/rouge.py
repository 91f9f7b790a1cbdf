"""ROUGE-1, ROUGE-2 and ROUGE-L, as a module for `evaluate` that needs no network."""

import datasets
import evaluate

from helpers import metrics

DESCRIPTION = """\
ROUGE: F1 of the words, word pairs and longest common subsequence that a prediction shares with its reference.
"""

INPUTS = """\
Args:
    predictions: generated texts.
    references: one text for each.
Returns:
    rouge1, rouge2, rougeL: means over the texts, between 0 and 1.
"""


class Rouge(evaluate.Metric):
    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=DESCRIPTION,
            citation="Lin, 2004",
            inputs_description=INPUTS,
            features=datasets.Features({"predictions": text, "references": text}),
        )

    def _compute(self, predictions: list[str], references: list[str]) -> dict[str, float]:
        return metrics.rouge(predictions, references)
