"""Low-rank adaptation (Hu et al., 2021): a frozen matrix and a small trained correction beside it.

y = W x + b + (α / r) · B A x, with A of shape (r, in) and B of shape (out, r). B starts at zero, so that training
starts at the frozen model; peft scales and initialises alike, and the tests hold the two against each other.
"""

import math
from collections.abc import Iterable, Sequence

import torch
from jaxtyping import Float
from torch import Tensor, nn


def lora_parameters(shapes: Iterable[tuple[int, int]], rank: int) -> int:
    """Trainable parameters of adapters of one rank on matrices of these (out, in) shapes: Σ r · (out + in).

    Raises:
        ValueError: a rank that is no whole number above 0, or larger than a matrix is wide or high.
    """
    total = 0
    for out_features, in_features in shapes:
        check_rank(rank, out_features, in_features)
        total += rank * (out_features + in_features)
    return total


def check_rank(rank: int, out_features: int, in_features: int) -> None:
    """Raises ValueError unless a correction of this rank is a correction of low rank of such a matrix."""
    if not isinstance(rank, int) or isinstance(rank, bool) or rank < 1:
        raise ValueError(f"rank is {rank!r}; it must be a whole number of 1 or more.")
    if rank > min(out_features, in_features):
        raise ValueError(
            f"rank is {rank}, but a {out_features} x {in_features} matrix has no more than rank "
            f"{min(out_features, in_features)}; choose a smaller one."
        )


class LoRALinear(nn.Module):
    """A linear layer with a low-rank correction; only ``A`` and ``B`` are trained.

    Args:
        linear: the layer to adapt; its weights are frozen in place.
        rank: r.
        alpha: α; the correction is multiplied by α / r, so that r can be changed without a new learning rate.

    Raises:
        ValueError: a rank as in `check_rank`, or an α that is not above 0.
    """

    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        check_rank(rank, linear.out_features, linear.in_features)
        if not alpha > 0:
            raise ValueError(f"alpha is {alpha}; it must be above 0.")
        self.linear = linear.requires_grad_(False)
        like = linear.weight
        self.A = nn.Parameter(like.new_empty(rank, linear.in_features))
        self.B = nn.Parameter(like.new_zeros(linear.out_features, rank))
        nn.init.kaiming_uniform_(self.A, a=math.sqrt(5))
        self.scaling = alpha / rank

    def forward(self, x: Float[Tensor, "*batch in"]) -> Float[Tensor, "*batch out"]:
        """The frozen layer's output plus the correction."""
        return self.linear(x) + self.scaling * (x @ self.A.T @ self.B.T)

    def correction(self) -> Float[Tensor, "out in"]:
        """(α / r) · B A, what merging adds to the weights."""
        return self.scaling * (self.B @ self.A)

    @torch.no_grad()
    def merged(self) -> nn.Linear:
        """One plain linear layer that computes the same; this one stays as it is."""
        linear = nn.Linear(
            self.linear.in_features,
            self.linear.out_features,
            bias=self.linear.bias is not None,
            device=self.linear.weight.device,
            dtype=self.linear.weight.dtype,
        )
        linear.weight.copy_(self.linear.weight + self.correction())
        if self.linear.bias is not None:
            linear.bias.copy_(self.linear.bias)
        return linear


def linear_modules(model: nn.Module) -> dict[str, tuple[int, int]]:
    """Full name → (out, in) of every linear layer of a model: what adapters can be put on."""
    return {
        name: (module.out_features, module.in_features)
        for name, module in model.named_modules()
        if isinstance(module, nn.Linear)
    }


def target_shapes(model: nn.Module, targets: Sequence[str]) -> list[tuple[int, int]]:
    """Shapes of the layers whose name ends in one of ``targets``, as peft's ``target_modules`` selects them.

    Raises:
        ValueError: a target that no layer has; the message lists the names there are.
    """
    layers = linear_modules(model)
    endings = sorted({name.rpartition(".")[2] for name in layers})
    for target in targets:
        if not any(name == target or name.endswith(f".{target}") for name in layers):
            raise ValueError(
                f"No linear layer of this model is called '{target}'; there are: {', '.join(endings)}."
            )
    return [
        shape
        for name, shape in layers.items()
        if any(name == target or name.endswith(f".{target}") for target in targets)
    ]
