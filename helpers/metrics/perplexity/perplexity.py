"""Perplexity of texts from the log-probabilities of their tokens, as a module for `evaluate`."""

import datasets
import evaluate

from helpers import metrics

DESCRIPTION = """\
Perplexity: exp of the mean negative log-probability of a token, over all tokens of all texts.
"""

INPUTS = """\
Args:
    logprobs: for each text the natural log-probabilities of its tokens.
Returns:
    perplexity: over all tokens together, so that long texts count more.
"""


class Perplexity(evaluate.Metric):
    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=DESCRIPTION,
            citation="Jelinek et al., 1977",
            inputs_description=INPUTS,
            features=datasets.Features({"logprobs": datasets.Sequence(datasets.Value("float64"))}),
        )

    def _compute(self, logprobs: list[list[float]]) -> dict[str, float]:
        return {"perplexity": metrics.perplexity([value for text in logprobs for value in text])}
