"""Every weight of a model by its shape, and what follows from the shapes: counts, bytes, adapters, optimizer states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from helpers.errors import InputError
from helpers.memory.spec import ModelSpec

Part = Literal["embeddings", "attention", "mlp", "norms", "head"]
PARTS: tuple[Part, ...] = ("embeddings", "attention", "mlp", "norms", "head")


@dataclass(frozen=True)
class Weight:
    """Weights of one shape.

    Attributes:
        part: of the model that they belong to.
        name: ``q``, ``up``, ``norm``, ``embedding``, …; a bias has the name of its layer and ``.bias``.
        shape: (out, in) for a linear layer.
        count: how many there are in the whole model.
    """

    part: Part
    name: str
    shape: tuple[int, ...]
    count: int

    @property
    def size(self) -> int:
        """Parameters in one of them."""
        size = 1
        for length in self.shape:
            size *= length
        return size

    @property
    def total(self) -> int:
        """Parameters in all of them."""
        return self.size * self.count

    @property
    def linear(self) -> bool:
        """Whether this is the matrix of a linear layer inside a block, the kind that adapters and quantization take."""
        return self.part in ("attention", "mlp") and len(self.shape) == 2 and self.name != "position bias"


@lru_cache(maxsize=256)
def weights(spec: ModelSpec) -> tuple[Weight, ...]:
    """All weights of a model; tied ones once."""
    made = [Weight("embeddings", "embedding", (spec.vocab, spec.hidden), 1)]
    if spec.positions:
        made.append(Weight("embeddings", "positions", (spec.positions, spec.hidden), 1))
    if spec.family == "bert":
        made.append(Weight("embeddings", "segments", (2, spec.hidden), 1))
    if spec.family == "t5":
        made.append(Weight("attention", "position bias", (spec.buckets, spec.heads), 2))
    attentions = spec.encoder_layers + spec.layers * (2 if spec.encoder_layers else 1)
    made += _attention(spec, attentions)
    made += _mlp(spec, spec.encoder_layers + spec.layers)
    made += _norms(spec, attentions)
    if spec.family == "bert":
        made += _linear("head", "pooler", spec.hidden, spec.hidden, 1, True)
    if not spec.tied:
        made.append(Weight("head", "head", (spec.vocab, spec.hidden), 1))
    return tuple(made)


def _linear(part: Part, name: str, out: int, inside: int, count: int, bias: bool) -> Iterator[Weight]:
    yield Weight(part, name, (out, inside), count)
    if bias:
        yield Weight(part, f"{name}.bias", (out,), count)


def _attention(spec: ModelSpec, count: int) -> Iterator[Weight]:
    if spec.family in ("gpt2", "bloom"):
        yield from _linear("attention", "qkv", 3 * spec.query_width, spec.hidden, count, spec.qkv_bias)
    else:
        for name, width in (("q", spec.query_width), ("k", spec.kv_width), ("v", spec.kv_width)):
            yield from _linear("attention", name, width, spec.hidden, count, spec.qkv_bias)
    yield from _linear("attention", "o", spec.hidden, spec.query_width, count, spec.bias)


def _mlp(spec: ModelSpec, count: int) -> Iterator[Weight]:
    if spec.gated:
        yield from _linear("mlp", "gate", spec.intermediate, spec.hidden, count, spec.bias)
    yield from _linear("mlp", "up", spec.intermediate, spec.hidden, count, spec.bias)
    yield from _linear("mlp", "down", spec.hidden, spec.intermediate, count, spec.bias)


def _norms(spec: ModelSpec, attentions: int) -> Iterator[Weight]:
    """One before (or after) each attention and each MLP, and those at the ends."""
    ends = {"llama": 1, "gpt2": 1, "bert": 1, "bloom": 2, "t5": 2}[spec.family]
    count = attentions + spec.encoder_layers + spec.layers + ends
    yield Weight("norms", "norm", (spec.hidden,), count)
    if spec.bias:
        yield Weight("norms", "norm.bias", (spec.hidden,), count)


def parameter_count(spec: ModelSpec) -> int:
    """Parameters of the whole model."""
    return sum(weight.total for weight in weights(spec))


def parameters_by_part(spec: ModelSpec) -> dict[Part, int]:
    """Parameters of each part of the model, parts with none left out."""
    counts: dict[Part, int] = dict.fromkeys(PARTS, 0)
    for weight in weights(spec):
        counts[weight.part] += weight.total
    return {part: count for part, count in counts.items() if count}


ADAPTER_TARGETS = ("q", "k", "v", "o", "gate", "up", "down")
"""What LoRA adapters may be put on; a model that computes q, k and v in one layer takes them together."""


def adapted(spec: ModelSpec, targets: Sequence[str]) -> list[Weight]:
    """The linear layers that adapters on ``targets`` belong to.

    Raises:
        InputError: a target that is none, or that the model does not have.
    """
    found: list[Weight] = []
    for target in targets:
        if target not in ADAPTER_TARGETS:
            raise InputError(f"{target!r} takes no adapter; {', '.join(ADAPTER_TARGETS)} do.")
        names = {target, "qkv"} if target in ("q", "k", "v") else {target}
        here = [weight for weight in weights(spec) if weight.linear and weight.name in names]
        if not here:
            raise InputError(f"{spec.name} has no {target!r} layer for an adapter.")
        found += [weight for weight in here if weight not in found]
    return found


def adapter_weights(spec: ModelSpec, rank: int, targets: Sequence[str] = ("q", "v")) -> tuple[Weight, ...]:
    """The matrices of LoRA adapters: A (rank, in) and B (out, rank) for each layer (Hu et al. 2021)."""
    made = []
    for weight in adapted(spec, targets):
        out, inside = weight.shape
        made.append(Weight(weight.part, f"{weight.name}.A", (rank, inside), weight.count))
        made.append(Weight(weight.part, f"{weight.name}.B", (out, rank), weight.count))
    return tuple(made)


def adapter_count(spec: ModelSpec, rank: int, targets: Sequence[str] = ("q", "v")) -> int:
    """Parameters of LoRA adapters: rank · (in + out) for each layer they are on."""
    return sum(weight.total for weight in adapter_weights(spec, rank, targets))
