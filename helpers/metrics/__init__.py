"""Measures of generated text, and how sure one can be of them.

The folders beside this file are modules for the `evaluate` library: ``evaluate.load("helpers/metrics/distinct_n")``
works offline, from the course's folder.
"""

from helpers.metrics.likelihood import perplexity
from helpers.metrics.overlap import bleu, exact_matches, rouge, rouge_scores
from helpers.metrics.statistics import ChiSquare, bootstrap_difference, bootstrap_interval, chi_square
from helpers.metrics.variety import distinct_n, longest_loop, repetition

__all__ = [
    "ChiSquare",
    "bleu",
    "bootstrap_difference",
    "bootstrap_interval",
    "chi_square",
    "distinct_n",
    "exact_matches",
    "longest_loop",
    "perplexity",
    "repetition",
    "rouge",
    "rouge_scores",
]
