"""The memory of a training step and of generation, component by component."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal

from helpers.errors import InputError
from helpers.memory.activations import Activations, Attention, activation_bytes
from helpers.memory.parameters import Weight, adapter_weights
from helpers.memory.parameters import weights as every_weight
from helpers.memory.spec import ModelSpec
from helpers.memory.states import Optimizer, PrecisionName, kv_cache_bytes, optimizer_bytes, precision
from helpers.quantization.nf4 import nf4_bits

GIB = 2**30
OVERHEAD = 1 * GIB
"""What CUDA's context, the libraries' workspaces and fragmentation take on a recent GPU, roughly: an assumption, not a
result. Read it off your own with `nvidia-smi` while a one-parameter model sits on the GPU."""

BaseFormat = Literal["16-bit", "int8", "nf4", "nf4 double"]
BASE_FORMATS: tuple[BaseFormat, ...] = ("16-bit", "int8", "nf4", "nf4 double")


@dataclass(frozen=True)
class Training:
    """How a model is trained.

    Attributes:
        precision: ``fp32``, ``mixed`` or ``bf16``, see `states.PRECISIONS`.
        optimizer: ``sgd``, ``momentum``, ``adam``, ``adam8bit`` or ``adafactor``.
        batch: sequences on each GPU.
        seq_len: tokens of each.
        attention: ``sdpa`` or ``eager``.
        checkpointing: keep only the layers' inputs.
        lora_rank: 0 trains all parameters.
        lora_targets: the layers with adapters.
        base: how the frozen linear layers under adapters are stored (QLoRA); ``16-bit`` leaves them in the precision.
        zero_stage: 0 to 3.
        gpus: that ZeRO divides the states among.
    """

    precision: PrecisionName = "mixed"
    optimizer: Optimizer = "adam"
    batch: int = 1
    seq_len: int = 512
    attention: Attention = "sdpa"
    checkpointing: bool = False
    lora_rank: int = 0
    lora_targets: tuple[str, ...] = ("q", "v")
    base: BaseFormat = "16-bit"
    zero_stage: int = 0
    gpus: int = 1


@dataclass(frozen=True)
class MemoryBreakdown:
    """Bytes on one GPU, or on the one device there is.

    Attributes:
        weights, gradients: of the model and its adapters.
        optimizer: its states, a float32 master copy included.
        activations: kept for the backward pass, without the output.
        logits: the output, and the log-probabilities that the loss keeps.
        kv_cache: keys and values, when generating.
        overhead: of the framework, an assumption that no formula gives; not in ``total``.
        detail: the activations by part, where they were computed or measured.
    """

    weights: float = 0
    gradients: float = 0
    optimizer: float = 0
    activations: float = 0
    logits: float = 0
    kv_cache: float = 0
    overhead: float = 0
    detail: Activations | None = field(default=None, compare=False)

    @property
    def total(self) -> float:
        """The components' sum. It bounds a step's peak from above: gradients fill up while activations are freed."""
        return sum(self.components.values())

    @property
    def components(self) -> dict[str, float]:
        """The components of the total by name, those of 0 bytes too."""
        return {
            "weights": self.weights,
            "gradients": self.gradients,
            "optimizer": self.optimizer,
            "activations": self.activations,
            "logits": self.logits,
            "kv_cache": self.kv_cache,
        }


def training_memory(spec: ModelSpec, setup: Training | None = None, **changes: Any) -> MemoryBreakdown:
    """Memory of a training step on each GPU.

    Args:
        spec: the model.
        setup: how it is trained; by default ``Training()``.
        changes: single settings by name: ``training_memory(spec, batch=8, optimizer="sgd")``.

    Raises:
        InputError: settings that make no sense; TypeError for a name that is none.
    """
    setup = replace(setup or Training(), **changes)
    refuse(setup)
    sizes = precision(setup.precision)
    trained, frozen = _division(spec, setup.lora_rank, setup.lora_targets)
    count = sum(weight.total for weight in trained)
    shards = [setup.gpus if setup.zero_stage >= stage else 1 for stage in (1, 2, 3)]
    held = count * sizes.weights + _frozen_bytes(frozen, setup.base, sizes.weights)
    states = count * sizes.master + optimizer_bytes(trained, setup.optimizer, sizes.moments)
    kept = activation_bytes(
        spec,
        setup.batch,
        setup.seq_len,
        value_bytes=sizes.activations,
        attention=setup.attention,
        checkpointing=setup.checkpointing,
        lora_rank=setup.lora_rank,
        lora_targets=setup.lora_targets,
    )
    return MemoryBreakdown(
        weights=held / shards[2],
        gradients=count * sizes.gradients / shards[1],
        optimizer=states / shards[0],
        activations=kept.inside,
        logits=kept.loss + kept.logits,
        overhead=OVERHEAD,
        detail=kept,
    )


def inference_memory(
    spec: ModelSpec, *, batch: int = 1, seq_len: int = 512, weights: str = "16-bit", kv_bytes: int = 2
) -> MemoryBreakdown:
    """Memory of generating: the weights, the keys and values of every token, and one position's logits.

    Args:
        spec: the model; an encoder-decoder reads and writes ``seq_len`` tokens each.
        batch: sequences at a time.
        seq_len: tokens of each, the prompt included.
        weights: ``fp32``, ``16-bit``, ``int8``, ``nf4`` or ``nf4 double``.
        kv_bytes: of a cached value.

    Raises:
        InputError: batch or length below 1, or an unknown format.
    """
    if batch < 1 or seq_len < 1:
        raise InputError(f"Generating needs at least one sequence of one token, not {batch} of {seq_len}.")
    form, value_bytes = ("16-bit", 4) if weights == "fp32" else (weights, 2)
    held = _frozen_bytes(every_weight(spec), form, value_bytes)
    attentions = spec.layers * (2 if spec.encoder_layers else 1)
    cached = kv_cache_bytes(attentions, spec.kv_heads, spec.head_dim, seq_len, batch, kv_bytes)
    return MemoryBreakdown(
        weights=held,
        kv_cache=0 if spec.family == "bert" else cached,
        logits=batch * spec.vocab * 4,
        overhead=OVERHEAD,
    )


def refuse(setup: Training) -> None:
    """Stop at settings that contradict each other.

    Raises:
        InputError: names the settings.
    """
    if setup.base not in BASE_FORMATS:
        raise InputError(f"base is one of {', '.join(BASE_FORMATS)}, not {setup.base!r}.")
    if setup.base != "16-bit" and not setup.lora_rank:
        raise InputError("Quantized weights cannot be trained themselves: choose a LoRA rank above 0.")
    if setup.lora_rank < 0:
        raise InputError(f"lora_rank is {setup.lora_rank}; it must be 0 or more.")
    if setup.zero_stage not in (0, 1, 2, 3):
        raise InputError(f"zero_stage is 0, 1, 2 or 3, not {setup.zero_stage!r}.")
    if setup.gpus < 1:
        raise InputError(f"gpus is {setup.gpus}; there must be at least one.")


@lru_cache(maxsize=256)
def _division(
    spec: ModelSpec, rank: int, targets: tuple[str, ...]
) -> tuple[tuple[Weight, ...], tuple[Weight, ...]]:
    """What is trained, and what is frozen."""
    if rank:
        return adapter_weights(spec, rank, targets), every_weight(spec)
    return every_weight(spec), ()


def _frozen_bytes(held: tuple[Weight, ...], form: str, value_bytes: int) -> float:
    """Bytes of weights of which the linear layers may be quantized; embeddings, norms and the head never are."""
    if form not in BASE_FORMATS:
        raise InputError(f"A format of weights is one of {', '.join(BASE_FORMATS)}, not {form!r}.")
    return sum(
        _quantized_bytes(weight, form) if weight.linear and form != "16-bit" else weight.total * value_bytes
        for weight in held
    )


def _quantized_bytes(weight: Weight, form: str) -> float:
    if form == "int8":
        return weight.total + 4 * weight.shape[0] * weight.count
    return weight.total * nf4_bits(double=form == "nf4 double") / 8
