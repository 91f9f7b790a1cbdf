"""Exercise 1.5: top-p, also known as nucleus sampling."""

from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from helpers import sampling
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.lab01.top_k import INF, kept
from helpers.checks.misconceptions import either, same_as


def _p_cases(rng: np.random.Generator) -> Iterator[Case]:
    """Logits are logarithms of counts, so that the masses can be read off; no mass but that of ties equals p."""
    counts = torch.tensor([5.0, 3.0, 2.0]).log()
    logits = counts.tolist()
    yield Case((counts, 0.7), kept(logits, {0, 1}), about="probabilities 0.5, 0.3, 0.2 and p = 0.7")
    yield Case((counts, 0.4), kept(logits, {0}), about="probabilities 0.5, 0.3, 0.2 and p = 0.4")
    yield Case((counts, 0.9), counts, about="probabilities 0.5, 0.3, 0.2 and p = 0.9")
    mixed = torch.tensor([1.0, 6.0, 3.0]).log()
    yield Case((mixed, 0.8), kept(mixed.tolist(), {1, 2}), about="probabilities 0.1, 0.6, 0.3, not in order")
    yield Case((counts, 1e-6), kept(logits, {0}), about="p close to 0: one token stays")
    ties = [0.0, 0.0, 0.0, 0.0]
    yield Case(
        (torch.tensor(ties), 0.5), kept(ties, {0, 1}), about="four equal tokens, of which two reach 0.5"
    )
    yield Case((torch.tensor(ties), 0.6), kept(ties, {0, 1, 2}), about="four equal tokens and p = 0.6")
    ends = [1.0, 0.0, 1.0, 1.0, 0.0]
    yield Case((torch.tensor(ends), 0.7), kept(ends, {0, 2, 3}), about="ties, in another order than the ids")
    rows = torch.tensor([[5.0, 3.0, 2.0], [1.0, 1.0, 8.0]]).log()
    yield Case(
        (rows, 0.7),
        torch.stack([kept(rows[0].tolist(), {0, 1}), kept(rows[1].tolist(), {2})]),
        about="two rows: each keeps its own",
    )
    steep = torch.tensor([30.0, 0.0, -30.0, -60.0])
    yield Case((steep, 1.0), steep, about="p = 1 and a long tail: nothing is cut")
    masked = torch.tensor([0.0, -INF, 0.0])
    yield Case((masked, 1.0), masked, about="p = 1 and a token that cannot be drawn")
    yield Case((masked, 0.3), kept(masked.tolist(), {0}), about="a token that cannot be drawn")
    yield Case((torch.tensor([-5.0]), 0.3), torch.tensor([-5.0]), about="a vocabulary of one token")
    yield Case(
        (torch.tensor([1e4, -1e4, 1e4]), 0.9), torch.tensor([1e4, -INF, 1e4]), about="logits of ±10,000"
    )
    yield _random_nucleus(rng)


def _random_nucleus(rng: np.random.Generator) -> Case:
    """Twelve distinct counts in random order; p lies in the middle of the step from one mass to the next."""
    counts = rng.permutation(np.arange(1, 13) ** 2)
    order = np.argsort(-counts)
    mass = np.concatenate([[0.0], np.cumsum(counts[order]) / counts.sum()])
    size = int(rng.integers(3, 8))
    p = float(mass[size - 1] + mass[size]) / 2
    logits = torch.from_numpy(np.log(counts)).float()
    return Case((logits, p), kept(logits.tolist(), set(order[:size].tolist())), about=f"p = {p:.3g}")


def _nucleus(
    keep: Callable[[Tensor, Tensor, float], Tensor], at_least_one: bool = True
) -> Callable[..., Tensor]:
    """A rule that keeps the sorted tokens for which ``keep(mass up to and including each, probs, p)``."""

    def rule(logits: Tensor, p: float) -> Tensor:
        ordered, ids = logits.sort(dim=-1, descending=True, stable=True)
        probs = ordered.softmax(-1)
        stays = keep(probs.cumsum(-1), probs, p)
        stays[..., 0] |= at_least_one
        return logits.masked_fill(~torch.zeros_like(stays).scatter(-1, ids, stays), -INF)

    return rule


def _crosses(mass: Tensor, probs: Tensor, p: float) -> Tensor:
    """Without the rounding guard that p = 1 needs."""
    return mass - probs < p


def _at_most(mass: Tensor, probs: Tensor, p: float) -> Tensor:
    return mass <= p


def _below(mass: Tensor, probs: Tensor, p: float) -> Tensor:
    return mass < p


def _in_order_of_ids(logits: Tensor, p: float) -> Tensor:
    probs = logits.softmax(-1)
    return logits.masked_fill(probs.cumsum(-1) - probs >= p, -INF)


def _mask_still_sorted(logits: Tensor, p: float) -> Tensor:
    probs = logits.sort(dim=-1, descending=True).values.softmax(-1)
    return logits.masked_fill(probs.cumsum(-1) - probs >= p, -INF)


def _result_still_sorted(logits: Tensor, p: float) -> Tensor:
    ordered = logits.sort(dim=-1, descending=True).values
    return _mask_still_sorted(ordered, p)


def _by_threshold(logits: Tensor, p: float) -> Tensor:
    """Cuts what is less likely than the last token of the nucleus, so that ties with it stay."""
    ordered = logits.sort(dim=-1, descending=True).values
    probs = ordered.softmax(-1)
    size = (probs.cumsum(-1) - probs < p).sum(-1, keepdim=True)
    return logits.masked_fill(logits < ordered.gather(-1, size - 1), -INF)


def _last_of_ties_first(logits: Tensor, p: float) -> Tensor:
    return _nucleus(_crosses)(logits.flip(-1), p).flip(-1)


TOP_P = Exercise(
    id="ex01_5_top_p",
    title="Top-p (nucleus sampling)",
    function="top_p",
    difficulty=3,
    minutes=20,
    points=3,
    hints=(
        "Work through probabilities 0.5, 0.3, 0.2 with p = 0.7 on paper. The first token alone has 0.5 < 0.7, so the "
        "set must grow: the token that *crosses* p belongs to it.",
        "Sort the logits (largest first, `stable=True` so that the lowest id comes first among ties), take the softmax "
        "and its running sum. A token stays if the mass *before* it is still below p. How do you get that from the "
        "running sum?",
        "You now have a mask in sorted order. `torch.zeros_like(mask).scatter(-1, ids, mask)` puts each entry back "
        "where its token stood. Treat p = 1 by itself: a float32 sum reaches 1 before the last token does.",
    ),
    cases=_p_cases,
    reference=sampling.top_p,
    misconceptions=(
        Misconception(
            "cuts the tail at p = 1",
            "A float32 sum of probabilities rounds to 1 before the last tokens are added, so a comparison with p = 1 "
            "cuts tokens that should stay. At p = 1 nothing is cut.",
            same_as(_nucleus(_crosses)),
        ),
        Misconception(
            "top-p with ≤ p as in the notes",
            "Study notes say “the tokens whose cumulative probability is ≤ p”. That set never reaches p, and is empty "
            "when the first token is above p. Top-p is the smallest set whose mass is *at least* p.",
            either(same_as(_nucleus(_at_most)), same_as(_nucleus(_at_most, at_least_one=False))),
        ),
        Misconception(
            "drops the token that crosses p",
            "The token with which the mass reaches p belongs to the nucleus; without it the mass is below p.",
            either(same_as(_nucleus(_below)), same_as(_nucleus(_below, at_least_one=False))),
        ),
        Misconception(
            "does not sort first",
            "The mass is added up by token id. The *smallest* set takes the most likely tokens first.",
            same_as(_in_order_of_ids),
        ),
        Misconception(
            "forgets to put the tokens back in order",
            "After sorting, position 0 is the most likely token, not token 0. The mask has to go back to the places "
            "where the tokens stood.",
            either(same_as(_mask_still_sorted), same_as(_result_still_sorted)),
        ),
        Misconception(
            "keeps one token too many at an exact hit",
            "When the mass is exactly p, the set has reached p and is complete: the next token goes.",
            same_as(_nucleus(lambda mass, probs, p: mass - probs <= p)),
        ),
        Misconception(
            "keeps every tie",
            "Cutting by a threshold keeps all tokens that tie with the last one, so the set is not the smallest. Among "
            "ties the lowest id is taken first.",
            same_as(_by_threshold),
        ),
        Misconception(
            "takes the highest id first among ties",
            "Equal tokens come out of the sort in reverse order. Sort descending and stably, rather than ascending and "
            "then reversed.",
            same_as(_last_of_ties_first),
        ),
        Misconception(
            "compares each probability with p",
            "p is a mass that the set has to reach together, not a threshold for a single token.",
            either(
                same_as(lambda logits, p: logits.masked_fill(logits.softmax(-1) < p, -INF)),
                same_as(_nucleus(lambda mass, probs, p: probs >= p)),
            ),
        ),
        Misconception(
            "cuts to 0 instead of -inf",
            "A logit of 0 still has probability, often a large one. Only -inf has probability 0.",
            same_as(lambda logits, p: logits.masked_fill(sampling.top_p(logits, p) == -INF, 0.0)),
        ),
        Misconception(
            "returns probabilities, not logits",
            "Warpers take logits and return logits, so that they can follow each other; softmax comes last.",
            either(
                same_as(lambda logits, p: sampling.top_p(logits, p).softmax(-1)),
                same_as(
                    lambda logits, p: logits.softmax(-1).masked_fill(sampling.top_p(logits, p) == -INF, 0.0)
                ),
            ),
        ),
    ),
)
