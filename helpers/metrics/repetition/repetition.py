"""How much texts repeat themselves, as a module for `evaluate`."""

import datasets
import evaluate

from helpers import metrics

DESCRIPTION = """\
Repetition: the share of a text's n-grams that occurred before in it, and the length of its longest loop.
"""

INPUTS = """\
Args:
    predictions: generated texts; their tokens are the words between white space.
    n: length of the n-grams, 4 unless told.
Returns:
    repetition: mean share over the texts, between 0 and 1.
    longest_loop: mean number of words in a text's longest loop.
"""


class Repetition(evaluate.Metric):
    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=DESCRIPTION,
            citation="Welleck et al., 2020",
            inputs_description=INPUTS,
            features=datasets.Features({"predictions": datasets.Value("string")}),
        )

    def _compute(self, predictions: list[str], n: int = 4) -> dict[str, float]:
        return {
            "repetition": sum(metrics.repetition(text, n) for text in predictions) / len(predictions),
            "longest_loop": sum(map(metrics.longest_loop, predictions)) / len(predictions),
        }
