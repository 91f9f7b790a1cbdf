"""What a reward model minimises, and where in a text its score is read."""

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor
from torch.nn.functional import logsigmoid


def pairwise_loss(
    chosen: Float[Tensor, " batch"],
    rejected: Float[Tensor, " batch"],
    margin: Float[Tensor, " batch"] | None = None,
    center: float = 0.0,
) -> Float[Tensor, ""]:
    """Mean of -log σ(chosen - rejected - margin): the negative log-likelihood of what was preferred.

    The probability is that of Bradley and Terry (1952), the loss that of Ouyang et al. (2022), equation 1, with the
    margin of Llama 2 (Touvron et al., 2023). Half precision is computed in float32: there the difference itself, its
    exponential or the centring term would overflow.

    Args:
        chosen, rejected: rewards of the preferred replies and of the others.
        margin: how much better the preferred one should be; None is 0.
        center: weight of mean((chosen + rejected)²), which keeps rewards around 0 (Eisenstein et al., 2023); the pairs
            themselves fix only differences.

    Raises:
        ValueError: shapes that differ, or no pair.
    """
    for name, other in (("rejected", rejected), ("margin", margin)):
        if other is not None and other.shape != chosen.shape:
            raise ValueError(
                f"chosen has shape {tuple(chosen.shape)} and {name} {tuple(other.shape)}; they must agree."
            )
    if chosen.numel() == 0:
        raise ValueError("There is no pair to learn from.")
    if chosen.dtype in (torch.float16, torch.bfloat16):
        chosen, rejected = chosen.float(), rejected.float()
    difference = chosen - rejected
    if margin is not None:
        difference = difference - margin.to(difference.dtype)
    loss = -logsigmoid(difference).mean()
    return loss + center * ((chosen + rejected) ** 2).mean() if center else loss


def last_token_score(
    scores: Float[Tensor, "batch tokens"],
    attention_mask: Bool[Tensor, "batch tokens"] | Int[Tensor, "batch tokens"],
) -> Float[Tensor, " batch"]:
    """The score at each row's last real token, wherever the padding is.

    Args:
        scores: one at every position.
        attention_mask: 1 or True at a real token, 0 or False at padding, on either side.

    Raises:
        ValueError: shapes that differ, or a row without a real token.
    """
    if scores.shape != attention_mask.shape or scores.ndim != 2:
        raise ValueError(
            f"scores has shape {tuple(scores.shape)} and attention_mask {tuple(attention_mask.shape)}; "
            "both must be (batch, tokens)."
        )
    real = attention_mask != 0
    if not bool(real.any(dim=1).all()):
        raise ValueError("A row has no real token, so there is nothing to score; leave it out.")
    positions = torch.arange(scores.shape[1], device=scores.device)
    last = positions.where(real, -1).amax(dim=1)
    return scores.gather(1, last[:, None])[:, 0]
