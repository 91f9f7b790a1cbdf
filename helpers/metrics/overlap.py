"""How much a text overlaps with a reference: ROUGE, BLEU and exact match, as the field's own libraries count them.

All of them compare words, not meaning: "is cold" and "is not cold" overlap well.
"""

import re
import string
from collections.abc import Sequence
from statistics import fmean

ROUGE = ("rouge1", "rouge2", "rougeL")


def rouge_scores(predictions: Sequence[str], references: Sequence[str]) -> dict[str, list[float]]:
    """ROUGE-1, ROUGE-2 and ROUGE-L of each prediction: F1 of the shared words, word pairs, longest common subsequence.

    Lin, 2004, as the `rouge_score` package counts it, without stemming; words are runs of a-z and 0-9 in lower case.
    Values are between 0 and 1; an empty text scores 0.

    Raises:
        ValueError: no texts, one string instead of a list, or lists of different lengths.
    """
    from rouge_score.rouge_scorer import RougeScorer  # only here: it imports nltk, which takes a second

    _check(predictions, references)
    scorer = RougeScorer(list(ROUGE))
    each = [
        scorer.score(reference, prediction)
        for prediction, reference in zip(predictions, references, strict=True)
    ]
    return {name: [scores[name].fmeasure for scores in each] for name in ROUGE}


def rouge(predictions: Sequence[str], references: Sequence[str]) -> dict[str, float]:
    """Means of `rouge_scores`: ``{"rouge1": …, "rouge2": …, "rougeL": …}``. Raises ValueError as it does."""
    return {name: fmean(values) for name, values in rouge_scores(predictions, references).items()}


def bleu(predictions: Sequence[str], references: Sequence[str]) -> dict[str, float]:
    """BLEU of all predictions together (Papineni et al., 2002), as the `sacrebleu` package counts it.

    Returns:
        ``bleu`` between 0 and 1, the clipped precisions ``precision1`` to ``precision4``, and ``brevity_penalty``.

    Raises:
        ValueError: as `rouge_scores`.
    """
    from sacrebleu import corpus_bleu

    _check(predictions, references)
    result = corpus_bleu(
        list(predictions), [list(references)], force=True
    )  # force: no advice on standard error
    precisions = {f"precision{n}": value / 100 for n, value in enumerate(result.precisions, 1)}
    return {"bleu": result.score / 100, **precisions, "brevity_penalty": result.bp}


def exact_matches(predictions: Sequence[str], references: Sequence[str]) -> list[bool]:
    """Whether each prediction is its reference, but for capitals, punctuation, articles and white space.

    The normalisation of SQuAD (Rajpurkar et al., 2016). Raises ValueError as `rouge_scores`.
    """
    _check(predictions, references)
    return [_normal(p) == _normal(r) for p, r in zip(predictions, references, strict=True)]


def words(text: str) -> list[str]:
    """The words that ROUGE compares: runs of a-z and 0-9 in lower case."""
    return re.findall(r"[a-z0-9]+", text.lower())


def _normal(text: str) -> str:
    kept = "".join(character for character in text.lower() if character not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", kept).split())


def _check(predictions: Sequence[str], references: Sequence[str]) -> None:
    for name, texts in (("predictions", predictions), ("references", references)):
        if isinstance(texts, str):
            raise ValueError(f"{name} is one string; put it in a list.")
    if len(predictions) != len(references):
        raise ValueError(
            f"There are {len(predictions)} predictions and {len(references)} references; each prediction needs one."
        )
    if not predictions:
        raise ValueError("There is nothing to compare: both lists are empty.")
