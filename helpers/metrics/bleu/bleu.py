"""BLEU, as a module for `evaluate` that needs no network."""

import datasets
import evaluate

from helpers import metrics

DESCRIPTION = """\
BLEU: how much of the predictions' n-grams, all texts together, the references have too.
"""

INPUTS = """\
Args:
    predictions: generated texts.
    references: one text for each.
Returns:
    bleu: between 0 and 1; also precision1 to precision4 and brevity_penalty.
"""


class Bleu(evaluate.Metric):
    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=DESCRIPTION,
            citation="Papineni et al., 2002",
            inputs_description=INPUTS,
            features=datasets.Features({"predictions": text, "references": text}),
        )

    def _compute(self, predictions: list[str], references: list[str]) -> dict[str, float]:
        return metrics.bleu(predictions, references)
