"""What autograd keeps between the forward and the backward pass, layer by layer.

Counted on the models of transformers 5 and checked there with saved-tensor hooks, each storage once, without dropout.
That is why the numbers differ from the well-known 34·s·b·h + 5·a·s²·b bytes a layer of Korthikanti et al. 2022, which
are those of Megatron's GPT in 16 bits with dropout. Left out on purpose: dropout masks (a byte a value).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from helpers.errors import InputError
from helpers.memory.parameters import adapted
from helpers.memory.spec import ModelSpec

Attention = Literal["sdpa", "eager"]
ATTENTIONS: tuple[Attention, ...] = ("sdpa", "eager")


@dataclass(frozen=True)
class Activations:
    """Bytes kept for the backward pass.

    Attributes:
        norms, attention, mlp: of all layers, the final norm included.
        ends: token ids, the input of the output layer.
        checkpoints: inputs of the layers, kept instead of what is inside them; 0 without checkpointing.
        loss: log-probabilities and labels.
        logits: the model's output itself, which the caller holds.
    """

    norms: float
    attention: float
    mlp: float
    ends: float
    checkpoints: float
    loss: float
    logits: float

    @property
    def inside(self) -> float:
        """Everything before the output layer's result."""
        return self.norms + self.attention + self.mlp + self.ends + self.checkpoints


@dataclass(frozen=True)
class _Trained:
    """Which linear layers need their input for a weight gradient, and adapters' extra values a token."""

    names: frozenset[str]
    everything: bool
    rank: int = 0

    def needs(self, *names: str) -> bool:
        return self.everything or bool(self.names & set(names))

    def extra(self, *names: str) -> int:
        return self.rank * len(self.names & set(names))


def activation_bytes(
    spec: ModelSpec,
    batch: int,
    seq_len: int,
    *,
    value_bytes: int = 4,
    attention: Attention = "sdpa",
    checkpointing: bool = False,
    lora_rank: int = 0,
    lora_targets: Sequence[str] = ("q", "v"),
) -> Activations:
    """Bytes that one training step keeps for its backward pass.

    Args:
        spec: the model.
        batch, seq_len: sequences and tokens of each; an encoder-decoder reads and writes that many.
        value_bytes: 4 for float32, 2 for bfloat16 and float16 (norms, and the softmax of
            some families, are computed in float32 all the same).
        attention: ``sdpa``, which never stores the s × s weights, or ``eager``, which does. BLOOM has only eager, and
            T5's biased self-attention stores them either way.
        checkpointing: keep each layer's input only, and compute the layer again in the backward pass: counted are all
            inputs and the inside of one layer, the largest amount alive at a time.
        lora_rank: 0 trains everything; else adapters of this rank on ``lora_targets``, everything else frozen.

    Raises:
        InputError: batch or length below 1, an unknown kind of attention, or an unknown target.
    """
    if batch < 1 or seq_len < 1:
        raise InputError(f"A step needs at least one sequence of one token, not {batch} of {seq_len}.")
    if attention not in ATTENTIONS:
        raise InputError(f"attention is one of {', '.join(ATTENTIONS)}, not {attention!r}.")
    if lora_rank:
        names = {weight.name for weight in adapted(spec, lora_targets)}
        trained = _Trained(frozenset(names), False, lora_rank)
    else:
        trained = _Trained(frozenset(), True)
    tokens, v = batch * seq_len, value_bytes
    eager = attention == "eager" or spec.family == "bloom"
    norm = tokens * _norm(spec, v, trained)
    mlp = tokens * _mlp(spec, v, trained)
    # With a bias to learn, torch's sdpa falls back to computing T5's self-attention step by step, in float32.
    stepwise = spec.family == "t5" and not eager
    own = tokens * _attention(spec, seq_len, v, eager or stepwise, trained, 4 if stepwise else v)
    decoders, encoders = spec.layers, spec.encoder_layers
    cross = tokens * _attention(spec, seq_len, v, eager, trained) if encoders else 0.0
    norms_a_layer, attention_a_layer = (3 if encoders else 2) * norm, own + cross
    ends = {"llama": 1, "gpt2": 1, "bert": 2, "bloom": 2, "t5": 2}[spec.family] * norm
    if lora_rank:
        ends -= norm  # nothing before the first adapter needs a gradient
    kept = 0.0
    if checkpointing:
        kept = float(tokens * v * spec.hidden * (decoders + encoders))
        total = (norms_a_layer, attention_a_layer, mlp)
    else:
        total = (
            norms_a_layer * decoders + 2 * norm * encoders,
            attention_a_layer * decoders + own * encoders,
            mlp * (decoders + encoders),
        )
    return Activations(
        norms=total[0] + ends,
        attention=total[1] + _shared(spec, tokens, seq_len, v, eager),
        mlp=total[2],
        ends=_ends(spec, tokens, seq_len, v, trained),
        checkpoints=kept,
        loss=_loss(spec, tokens, v),
        logits=tokens * v * spec.vocab,
    )


def _norm(spec: ModelSpec, v: int, trained: _Trained) -> float:
    """One norm, a token: its input, its statistics, and in an RMS norm what its weight multiplies."""
    h = spec.hidden
    if spec.family in ("gpt2", "bert", "bloom"):
        return v * h + 8
    again = v * h if spec.family == "t5" and v < 4 else 0
    return 4 * h + 4 + again + (v * h if trained.everything else 0)


def _attention(
    spec: ModelSpec, seq_len: int, v: int, eager: bool, trained: _Trained, inner: int | None = None
) -> float:
    """One attention, a token: the projections' input, q, k, v, and the output with what the softmax leaves."""
    width, kv = spec.query_width, spec.kv_width
    inputs = v * spec.hidden if trained.needs("q", "k", "v", "qkv") else 0
    extra = v * trained.extra("q", "k", "v", "qkv", "o")
    if not eager:
        packed = 2 * width if spec.family == "gpt2" else 0  # q and k are copied out of the packed projection
        return inputs + extra + v * (2 * width + 2 * kv + packed) + 4 * spec.heads
    twice = v < 4 and spec.family in ("llama", "bloom")  # they compute the softmax in float32, and keep both
    softmax = spec.heads * seq_len * (v + 4 if twice else inner or v)
    output = v * width if trained.needs("o") else 0
    return inputs + extra + (inner or v) * 3 * width + output + softmax


def _mlp(spec: ModelSpec, v: int, trained: _Trained) -> float:
    """One MLP, a token: its input, what the activation function keeps, and the input of the last matrix."""
    f = spec.intermediate
    # A tanh-GELU in Python keeps four values, SiLU and GELU in C++ one; a gate adds the two factors.
    kept = {"llama": 3, "t5": 6 if spec.gated else 1, "gpt2": 4, "bert": 1, "bloom": 1}[spec.family] * f
    inputs = spec.hidden if trained.needs("gate", "up") else 0
    output = f if trained.needs("down") else 0
    return v * (inputs + kept + output + trained.extra("gate", "up", "down"))


def _shared(spec: ModelSpec, tokens: int, seq_len: int, v: int, eager: bool) -> float:
    """What all attentions share: rotary tables; a T5's encoder output, relative positions and masks."""
    if spec.family == "llama":
        return 2 * v * seq_len * spec.head_dim
    if spec.family == "t5":
        masks = 0 if eager else (v * spec.heads + spec.layers) * seq_len**2
        return tokens * v * spec.hidden + 16 * seq_len**2 + masks
    return 0


def _ends(spec: ModelSpec, tokens: int, seq_len: int, v: int, trained: _Trained) -> float:
    """Before the first layer and after the last one: token ids, and the input of the output layer."""
    head = v * spec.hidden if trained.everything else 0
    if spec.family == "bert":
        head += v * 2 * spec.hidden  # the masked-language-model head: a dense layer and its GELU
    ids = 16 if spec.family == "t5" else 8
    positions = 8 * seq_len if spec.positions else 0
    return tokens * (head + ids) + positions


def _loss(spec: ModelSpec, tokens: int, v: int) -> float:
    """Log-probabilities, and the labels where the loss shifts them into a tensor of their own."""
    if spec.family in ("bert", "t5"):
        return tokens * v * spec.vocab
    return tokens * (4 * spec.vocab + 8)
