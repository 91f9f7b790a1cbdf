"""Model states: weights, gradients and what the optimizer remembers; and how ZeRO divides them.

Sources: Rajbhandari et al. 2020, *ZeRO*, section 3 (16 bytes a parameter, the three stages); Dettmers et al. 2022,
*8-bit optimizers via block-wise quantization*; Shazeer & Stern 2018, *Adafactor*.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from helpers.errors import InputError
from helpers.memory.parameters import Weight

Optimizer = Literal["sgd", "momentum", "adam", "adam8bit", "adafactor"]
OPTIMIZERS: tuple[Optimizer, ...] = ("sgd", "momentum", "adam", "adam8bit", "adafactor")
PrecisionName = Literal["fp32", "mixed", "bf16"]

_BLOCK_8BIT, _SMALLEST_8BIT = 256, 4096  # bitsandbytes: values a scale; smaller tensors keep 32-bit states


@dataclass(frozen=True)
class Precision:
    """Bytes a value.

    Attributes:
        weights, gradients: as they are used.
        master: of the float32 copy that a mixed-precision optimizer updates; counted with the optimizer.
        moments: of each of the optimizer's running averages.
        activations: of what is kept for the backward pass.
    """

    weights: int
    gradients: int
    master: int
    moments: int
    activations: int


PRECISIONS: dict[str, Precision] = {
    "fp32": Precision(4, 4, 0, 4, 4),
    "mixed": Precision(2, 2, 4, 4, 2),
    "bf16": Precision(2, 2, 0, 2, 2),
}
"""``fp32``: everything in float32. ``mixed``: 16 bits to compute, a float32 master copy to update, as in the ZeRO
paper. ``bf16``: everything in bfloat16, the optimizer too, as plain torch does with a model in bfloat16."""


def precision(name: str) -> Precision:
    """Bytes a value of a precision.

    Raises:
        InputError: there is none of that name.
    """
    if name not in PRECISIONS:
        raise InputError(f"precision is one of {', '.join(PRECISIONS)}, not {name!r}.")
    return PRECISIONS[name]


def optimizer_bytes(weights: Iterable[Weight], optimizer: str, moment_bytes: int = 4) -> float:
    """Bytes of an optimizer's states, the master copy apart.

    Args:
        weights: what is trained.
        optimizer: ``sgd`` remembers nothing, ``momentum`` one value a parameter, ``adam`` two, ``adam8bit`` two of a
            byte each with a float32 scale for every 256 (tensors below 4,096 values stay in float32), ``adafactor`` a
            value for each row and each column of a matrix.
        moment_bytes: of a running average, where it is not 8-bit.

    Raises:
        InputError: an unknown optimizer.
    """
    if optimizer not in OPTIMIZERS:
        raise InputError(f"optimizer is one of {', '.join(OPTIMIZERS)}, not {optimizer!r}.")
    return sum(weight.count * _state_bytes(weight, optimizer, moment_bytes) for weight in weights)


def _state_bytes(weight: Weight, optimizer: str, moment_bytes: int) -> float:
    size = weight.size
    if optimizer == "momentum":
        return moment_bytes * size
    if optimizer == "adam":
        return 2 * moment_bytes * size
    if optimizer == "adam8bit":
        return 2 * size + 2 * 4 * -(-size // _BLOCK_8BIT) if size >= _SMALLEST_8BIT else 8 * size
    if optimizer == "adafactor":
        return moment_bytes * (sum(weight.shape) if len(weight.shape) > 1 else size)
    return 0


def training_bytes(
    trainable: int, precision: str, optimizer: str, frozen: int = 0, frozen_bits: int = 16
) -> dict[str, float]:
    """Bytes of the model states by the rules of thumb.

    Args:
        trainable: parameters that are trained.
        precision: ``fp32`` (4 bytes a weight and a gradient) or ``mixed`` (2 and 2, and 4 for a float32 master copy,
            which counts as optimizer state).
        optimizer: ``sgd`` (nothing), ``momentum`` (4 bytes), ``adam`` (8) or ``adam8bit`` (2).
        frozen: parameters that are not trained.
        frozen_bits: bits of each of those.

    Returns:
        ``weights``, ``gradients`` and ``optimizer``, in bytes.
    """
    weight, gradient, master = {"fp32": (4, 4, 0), "mixed": (2, 2, 4)}[precision]
    moments = {"sgd": 0, "momentum": 4, "adam": 8, "adam8bit": 2}[optimizer]
    return {
        "weights": trainable * weight + frozen * frozen_bits / 8,
        "gradients": trainable * gradient,
        "optimizer": trainable * (master + moments),
    }


def zero_bytes_per_gpu(parameters: int, gpus: int, stage: int) -> float:
    """Bytes of model states on each GPU, mixed-precision Adam (2 + 2 + 12 bytes a parameter).

    Args:
        parameters: of the model.
        gpus: that the states are divided among.
        stage: 0 divides nothing, 1 the optimizer states, 2 the gradients too, 3 the weights too.

    Raises:
        InputError: another stage, or no GPU.
    """
    if stage not in (0, 1, 2, 3):
        raise InputError(f"stage is 0, 1, 2 or 3, not {stage!r}.")
    if gpus < 1:
        raise InputError(f"gpus is {gpus}; there must be at least one.")
    weights = 2 * parameters / (gpus if stage >= 3 else 1)
    gradients = 2 * parameters / (gpus if stage >= 2 else 1)
    optimizer = 12 * parameters / (gpus if stage >= 1 else 1)
    return weights + gradients + optimizer


def kv_cache_bytes(
    layers: int, kv_heads: int, head_dim: int, seq_len: int, batch: int, bytes_per_value: int
) -> int:
    """Bytes of the keys and values of a batch: two values for each layer, key-value head, dimension and token."""
    return 2 * layers * kv_heads * head_dim * seq_len * batch * bytes_per_value
