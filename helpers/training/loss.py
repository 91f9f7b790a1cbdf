"""Cross-entropy of the next token without keeping the logits.

At a vocabulary of 4,000 and a width of 200 the logits are twenty times larger than the activations below them, and
PyTorch would write them three times (logits, log-softmax, gradient). Here a few hundred rows at a time are turned
into loss and gradient while they are still in the processor's cache; the gradient with respect to the inputs is kept
from the forward pass (scaled in the backward pass), as fused linear cross-entropy kernels for GPUs do (Liger, 2024).
"""

from typing import Any

import torch
from torch import Tensor

ROWS = 512


class _LinearCrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, hidden: Tensor, weight: Tensor, targets: Tensor, importance: Tensor) -> Tensor:
        share = importance.where(targets >= 0, 0.0)
        share = share / share.sum()
        grad_hidden = torch.zeros_like(hidden)
        grad_weight = torch.zeros(weight.shape, dtype=torch.float32, device=weight.device)
        compute = hidden.dtype
        w = weight.to(compute)
        total = torch.zeros((), dtype=torch.float32, device=hidden.device)
        for start in range(0, len(hidden), ROWS):
            rows = slice(start, start + ROWS)
            h, t, part = hidden[rows], targets[rows].clamp(min=0), share[rows]
            logits = (h @ w.T).float()
            logits -= logits.amax(-1, keepdim=True)
            picked = logits.gather(-1, t[:, None])[:, 0]
            probs = logits.exp_()
            mass = probs.sum(-1)
            total += ((mass.log() - picked) * part).sum()
            probs *= (part / mass)[:, None]
            probs[torch.arange(len(t), device=t.device), t] -= part
            grad = probs.to(compute)
            grad_hidden[rows] = grad @ w
            grad_weight += grad.T @ h
        ctx.save_for_backward(grad_hidden, grad_weight)
        return total

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, None, None]:
        grad_hidden, grad_weight = ctx.saved_tensors
        return grad_hidden * grads[0], grad_weight * grads[0], None, None


def linear_cross_entropy(
    hidden: Tensor, weight: Tensor, targets: Tensor, importance: Tensor | None = None
) -> Tensor:
    """Mean negative log-likelihood (nats) of ``targets`` under softmax(hidden @ weight.T), a float32 scalar.

    Args:
        hidden: (tokens, width), float32 or bfloat16; the products are computed in this type, the rest in float32.
        weight: (vocab, width).
        targets: (tokens,) int64; negative targets are left out.
        importance: (tokens,) float32, not negative: how much each target counts in the mean; None: all alike.

    Raises ValueError when no target is left that counts.
    """
    if importance is None:
        importance = torch.ones(targets.shape, device=targets.device)
    if not bool(((targets >= 0) & (importance > 0)).any()):
        raise ValueError("cross-entropy needs at least one target that is not masked")
    loss: Tensor = _LinearCrossEntropy.apply(hidden, weight, targets, importance)
    return loss
