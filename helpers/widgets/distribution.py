"""The next-token distribution before and after the sampling settings, as the few numbers that the explorer draws."""

from dataclasses import dataclass

import torch
from torch import Tensor

from helpers.sampling import entropy, kept_mass, penalise_repetition, warp

from .pieces import Pieces
from .settings import Settings

SHOWN = 30
ALTERNATIVES = 7


@dataclass(frozen=True)
class Before:
    """The model's own distribution after a context.

    Attributes:
        ids: the most probable token ids, at most ``SHOWN``, most probable first.
        model: their probabilities. What is missing from 1 belongs to the rest of the vocabulary.
        entropy: of the whole distribution, in nats.
        vocabulary: its size.
    """

    ids: list[int]
    model: list[float]
    entropy: float
    vocabulary: int


@dataclass(frozen=True)
class After:
    """The same tokens once a side's settings have been applied.

    Attributes:
        after: probability of each token of ``Before.ids``.
        cut: for each, what cut it (``temperature``, ``top_k``, ``top_p``, ``min_p``), or an empty string.
        rest: probability of all tokens that are not shown.
        rest_kept: how many of those are kept.
        kept: how many tokens of the vocabulary are kept.
        kept_mass: what share of the probability, after penalty and temperature, the kept tokens had before the cut.
        entropy: in nats, after everything.
    """

    after: list[float]
    cut: list[str]
    rest: float
    rest_kept: int
    kept: int
    kept_mass: float
    entropy: float


def before(logits: Tensor) -> Before:
    """Describe logits of shape ``(vocab,)`` as the model gave them."""
    probabilities = logits.softmax(-1)
    top = probabilities.topk(min(SHOWN, probabilities.numel()))
    return Before(top.indices.tolist(), _short(top.values), float(entropy(logits)), probabilities.numel())


def after(logits: Tensor, context: list[int], settings: Settings, ids: list[int]) -> After:
    """Apply a side's settings, one after the other, so that each cut token knows what cut it.

    Args:
        logits: ``(vocab,)``, as the model gave them.
        context: the token ids before, which the repetition penalty looks at.
        settings: of one side.
        ids: the tokens to report on.

    Raises:
        ValueError: a setting is out of its range.
    """
    heated = warp(penalise_repetition(logits, context, settings.repetition_penalty), settings.temperature)
    by_k = warp(heated, top_k=settings.top_k)
    by_p = warp(by_k, top_p=settings.top_p)
    final = warp(by_p, min_p=settings.min_p)

    shown = torch.tensor(ids)
    probabilities = final.softmax(-1)
    kept = final.isfinite()
    stages = torch.stack([stage[shown].isneginf() for stage in (heated, by_k, by_p, final)])
    names = ("temperature", "top_k", "top_p", "min_p")
    cut = [names[column.index(True)] if any(column) else "" for column in stages.T.tolist()]
    kept_shown = int(kept[shown].sum())
    return After(
        after=_short(probabilities[shown]),
        cut=cut,
        rest=max(0.0, 1 - float(probabilities[shown].sum())),
        rest_kept=int(kept.sum()) - kept_shown,
        kept=int(kept.sum()),
        kept_mass=float(kept_mass(heated, final)),
        entropy=float(entropy(final)),
    )


def token_choice(logits: Tensor, warped: Tensor, token_id: int, pieces: Pieces) -> dict:
    """One written token with what else could have stood there: the message about it that goes to the browser.

    Args:
        logits: ``(vocab,)``, as the model gave them.
        warped: the same after the settings.
        token_id: which token was written.
        pieces: for reading tokens.
    """
    model, final = logits.softmax(-1), warped.softmax(-1)
    ids = model.topk(min(ALTERNATIVES + 1, model.numel())).indices.tolist()
    ids = [token_id, *(i for i in ids if i != token_id)][: ALTERNATIVES + 1]
    rows = [
        {"id": i, "piece": pieces.label(i), "model": before_it, "after": after_it}
        for i, before_it, after_it in zip(ids, _short(model[ids]), _short(final[ids]), strict=True)
    ]
    return {**rows[0], "others": rows[1:]}


def _short(values: Tensor) -> list[float]:
    """As Python numbers with six significant digits, which is more than is ever shown."""
    return [float(f"{value:.6g}") for value in values.tolist()]
