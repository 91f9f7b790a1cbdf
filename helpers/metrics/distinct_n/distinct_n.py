"""Share of different n-grams in a set of texts, as a module for `evaluate`."""

import datasets
import evaluate

from helpers import metrics

DESCRIPTION = """\
Distinct-n: different n-grams as a share of all n-grams, over all texts together. 1 means that nothing occurs twice.
"""

INPUTS = """\
Args:
    predictions: generated texts; their tokens are the words between white space.
    n: length of the n-grams, 2 unless told.
Returns:
    distinct_n: between 0 and 1.
"""


class DistinctN(evaluate.Metric):
    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=DESCRIPTION,
            citation="Li et al., 2016",
            inputs_description=INPUTS,
            features=datasets.Features({"predictions": datasets.Value("string")}),
        )

    def _compute(self, predictions: list[str], n: int = 2) -> dict[str, float]:
        return {"distinct_n": metrics.distinct_n(predictions, n)}
