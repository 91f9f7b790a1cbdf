"""Exact match, as a module for `evaluate` that needs no network."""

import datasets
import evaluate

from helpers import metrics

DESCRIPTION = """\
Exact match: the share of predictions that are their reference, but for capitals, punctuation, articles and spaces.
"""

INPUTS = """\
Args:
    predictions: generated texts.
    references: one text for each.
Returns:
    exact_match: the share, between 0 and 1.
"""


class ExactMatch(evaluate.Metric):
    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=DESCRIPTION,
            citation="Rajpurkar et al., 2016",
            inputs_description=INPUTS,
            features=datasets.Features({"predictions": text, "references": text}),
        )

    def _compute(self, predictions: list[str], references: list[str]) -> dict[str, float]:
        matches = metrics.exact_matches(predictions, references)
        return {"exact_match": sum(matches) / len(matches)}
