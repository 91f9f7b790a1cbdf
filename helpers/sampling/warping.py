"""What a sampler does to the next-token logits before it draws.

Every function takes logits of shape ``(..., vocab)``, treats each row by itself, and leaves its argument as it was.
Logits may hold -inf (a token that cannot be drawn). Half-precision logits are computed in float32. A row with NaN or
+inf, or with nothing but -inf, is refused with :class:`~helpers.errors.InputError`, and so is a setting outside its
range.
"""

from collections.abc import Sequence

import torch
from jaxtyping import Float
from torch import Tensor

from helpers.errors import InputError
from helpers.sampling.settings import check_settings

Logits = Float[Tensor, "*batch vocab"]

MASS_TOLERANCE = 1e-6
"""A float32 sum that falls short of ``p`` by less than this has reached it: 0.5 + 0.3 must count as 0.8."""


def stable_softmax(logits: Logits) -> Logits:
    """Probabilities over the last dimension, finite for logits of any size.

    The largest logit is subtracted first; softmax does not change when all logits move by the same amount, and the
    largest exponential becomes e⁰ = 1 where exp(10⁴) would have been infinite.
    """
    logits = _checked(logits)
    exponentials = (logits - logits.max(dim=-1, keepdim=True).values).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def softmax_with_temperature(logits: Logits, temperature: float) -> Logits:
    """Softmax of ``logits / temperature``: below 1 sharper, above 1 flatter, 0 all mass on the first maximum."""
    return stable_softmax(_divide_by_temperature(_checked(logits), temperature))


def top_k(logits: Logits, k: int) -> Logits:
    """Cut all but the ``k`` largest logits to -inf (Fan et al., 2018).

    Tokens that tie with the k-th are kept, as in transformers. ``k = 0`` or ``k ≥ vocab`` changes nothing.
    """
    check_settings(top_k=k)
    logits = _checked(logits)
    if k == 0 or k >= logits.shape[-1]:
        return logits
    kth_largest = logits.topk(k, dim=-1).values[..., -1:]
    return logits.masked_fill(logits < kth_largest, -torch.inf)


def top_p(logits: Logits, p: float) -> Logits:
    """Cut the logits outside the nucleus to -inf: the smallest set of tokens whose mass reaches ``p``.

    Holtzman et al., 2020. Among equal logits the lowest id is taken first. The most likely token always stays, and
    ``p = 1`` changes nothing. A mass counts as reached within :data:`MASS_TOLERANCE`.
    """
    check_settings(top_p=p)
    logits = _checked(logits)
    if p == 1:
        return logits
    ordered, ids = logits.sort(dim=-1, descending=True, stable=True)
    probs = stable_softmax(ordered)
    mass_before = probs.cumsum(dim=-1) - probs
    cut = mass_before >= p - MASS_TOLERANCE
    cut[..., 0] = False
    return logits.masked_fill(torch.zeros_like(cut).scatter(-1, ids, cut), -torch.inf)


def min_p(logits: Logits, p: float) -> Logits:
    """Cut to -inf the tokens less likely than ``p`` times the most likely one (Nguyen et al., 2024)."""
    check_settings(min_p=p)
    logits = _checked(logits)
    if p == 0:
        return logits
    probs = stable_softmax(logits)
    return logits.masked_fill(probs < p * probs.max(dim=-1, keepdim=True).values, -torch.inf)


_top_k, _top_p, _min_p = top_k, top_p, min_p  # the settings of warp carry the same names


def warp(
    logits: Logits, temperature: float = 1.0, top_k: int = 0, top_p: float = 1.0, min_p: float = 0.0
) -> Logits:
    """Temperature, then top-k, then top-p, then min-p, each on what the one before has left.

    Args:
        logits: ``(..., vocab)``, of any floating type.
        temperature: 0 is greedy: all but the first maximum are cut.
        top_k: how many tokens to keep; 0 keeps all.
        top_p: probability mass to keep, in (0, 1].
        min_p: least probability to keep, as a share of the largest one.

    Returns:
        float32 logits (float64 for float64) of the same shape, -inf where a token is cut. Softmax of them is the
        distribution to draw from.

    Raises:
        InputError: a setting outside its range, or logits that no distribution can be made of.
    """
    check_settings(temperature=temperature, top_k=top_k, top_p=top_p, min_p=min_p)
    logits = _divide_by_temperature(_checked(logits), temperature)
    logits = _top_k(logits, top_k)
    logits = _top_p(logits, top_p)
    return _min_p(logits, min_p)


def penalise_repetition(logits: Logits, previous_ids: Sequence[int] | Tensor, penalty: float) -> Logits:
    """Make tokens that have occurred less likely: a positive logit is divided by ``penalty``, a negative multiplied.

    Keskar et al., 2019 (CTRL), as in transformers. However often a token occurred, it is penalised once.

    Args:
        logits: ``(..., vocab)``.
        previous_ids: the ids so far, ``(..., length)``, with one row per row of logits.
        penalty: above 1 discourages repetition, 1 changes nothing, below 1 encourages it.

    Raises:
        InputError: as :func:`warp`, or ids that do not fit the logits.
    """
    check_settings(repetition_penalty=penalty)
    logits = _checked(logits)
    ids = torch.as_tensor(previous_ids, dtype=torch.long, device=logits.device)
    if ids.shape[:-1] != logits.shape[:-1]:
        raise InputError(
            f"previous_ids has shape {tuple(ids.shape)} and the logits {tuple(logits.shape)}; "
            "each row of logits needs its own row of ids."
        )
    if ids.numel() and not 0 <= int(ids.min()) <= int(ids.max()) < logits.shape[-1]:
        raise InputError(f"previous_ids has an id outside the vocabulary of {logits.shape[-1]} tokens.")
    if penalty == 1:
        return logits
    penalised = torch.where(logits < 0, logits * penalty, logits / penalty)
    seen = torch.zeros_like(logits, dtype=torch.bool).scatter(-1, ids, True)
    return torch.where(seen, penalised, logits)


def entropy(logits: Logits) -> Float[Tensor, "*batch"]:
    """Entropy of softmax(logits) in nats: 0 when one token is certain, log(n) when n are equally likely."""
    return torch.special.entr(stable_softmax(logits)).sum(dim=-1)


def kept_mass(logits: Logits, warped: Logits) -> Float[Tensor, "*batch"]:
    """Probability that ``softmax(logits)`` gives to the tokens which ``warped`` has not cut, in [0, 1]."""
    return stable_softmax(logits).masked_fill(warped == -torch.inf, 0.0).sum(dim=-1)


def _divide_by_temperature(logits: Tensor, temperature: float) -> Tensor:
    check_settings(temperature=temperature)
    if temperature == 0:
        first_maximum = logits.argmax(dim=-1, keepdim=True)
        return torch.full_like(logits, -torch.inf).scatter(
            -1, first_maximum, logits.gather(-1, first_maximum)
        )
    temperature = max(temperature, torch.finfo(logits.dtype).tiny)
    scaled = logits / temperature
    if (scaled.isinf() & logits.isfinite()).any():
        # Too small a temperature for the number format: move the maximum to 0, which softmax does not notice.
        scaled = (logits - logits.max(dim=-1, keepdim=True).values) / temperature
    return scaled


def _checked(logits: Tensor) -> Tensor:
    if not isinstance(logits, Tensor):
        raise InputError(
            f"The logits are of type {type(logits).__name__}; they must be a torch tensor (..., vocab)."
        )
    if logits.ndim == 0 or logits.shape[-1] == 0:
        raise InputError(
            f"The logits have shape {tuple(logits.shape)}; the last dimension must be the vocabulary."
        )
    if logits.dtype not in (torch.float32, torch.float64):
        logits = logits.float()
    largest = logits.amax(dim=-1)  # NaN and +inf come through, and so does a row of nothing but -inf
    if not largest.isfinite().all():
        found = (
            "NaN"
            if largest.isnan().any()
            else "+inf"
            if (largest == torch.inf).any()
            else "a row of nothing but -inf"
        )
        raise InputError(
            f"The logits hold {found}, so no distribution can be made of them; look at the model's output."
        )
    return logits
