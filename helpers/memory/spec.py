"""The shape of a transformer: all that its memory depends on, read from a `config.json`."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from helpers.errors import InputError

Family = Literal["llama", "gpt2", "bert", "bloom", "t5"]


@dataclass(frozen=True)
class ModelSpec:
    """Sizes of a model.

    Attributes:
        name: how it is shown.
        family: whose layers it has: ``llama`` (Llama, Mistral, Qwen2: RMS norm, rotary positions, gated MLP), ``gpt2``,
            ``bert``, ``bloom``, ``t5`` (encoder and decoder).
        vocab: rows of the embedding table.
        hidden: width of the residual stream.
        layers: decoder layers; encoder layers for ``bert``.
        heads: query heads.
        kv_heads: key and value heads: as many as ``heads`` (MHA), fewer (GQA) or one (MQA).
        head_dim: width of a head.
        intermediate: width inside the MLP.
        tied: whether the output layer is the embedding table.
        gated: whether the MLP has a gate, a third matrix.
        positions: rows of a learned position table, 0 without one.
        encoder_layers: of an encoder-decoder, else 0.
        qkv_bias, bias: biases of the query, key and value projections; of all other linear layers and of the norms.
        context: longest sequence the model was made for, 0 where it does not say.
        buckets: relative positions that a T5 tells apart.
    """

    name: str
    family: Family
    vocab: int
    hidden: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    intermediate: int
    tied: bool = False
    gated: bool = True
    positions: int = 0
    encoder_layers: int = 0
    qkv_bias: bool = False
    bias: bool = False
    context: int = 0
    buckets: int = 0

    @property
    def query_width(self) -> int:
        """Width of the queries and of what attention returns: heads · head_dim."""
        return self.heads * self.head_dim

    @property
    def kv_width(self) -> int:
        """Width of the keys, and of the values: kv_heads · head_dim."""
        return self.kv_heads * self.head_dim

    @property
    def attention_kind(self) -> str:
        """MHA, GQA or MQA."""
        if self.kv_heads == self.heads:
            return "MHA"
        return "MQA" if self.kv_heads == 1 else "GQA"


def from_config(config: Mapping[str, Any] | Any, name: str = "") -> ModelSpec:
    """The shape that a configuration describes.

    Args:
        config: the content of a `config.json`, or a configuration object of transformers.
        name: to show; by default the model's type.

    Raises:
        InputError: a type of model whose memory this package does not know, or a configuration that lacks a size.
    """
    values = dict(config) if isinstance(config, Mapping) else config.to_dict()
    kind = str(values.get("model_type", "none"))
    if kind not in _READERS:
        raise InputError(
            f"The configuration is of the type {kind!r}; memory can be computed for {', '.join(sorted(_READERS))}."
        )
    try:
        return _READERS[kind](name or kind, values)
    except KeyError as error:
        raise InputError(f"The configuration of {name or kind} has no {error.args[0]!r}.") from None


def read_config(path: str | Path) -> ModelSpec:
    """The shape described by a `config.json`, or by the one in a folder.

    Raises:
        InputError: no such file, a file that is not JSON, or whatever `from_config` refuses.
    """
    file = Path(path).expanduser()
    file = file / "config.json" if file.is_dir() else file
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except OSError:
        raise InputError(f"There is no configuration at {file}.") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"{file} is not JSON: {error}.") from None
    if not isinstance(values, dict):
        raise InputError(f"{file} does not hold a configuration.")
    return from_config(values, file.parent.name or "model")


def _llama(name: str, c: dict[str, Any]) -> ModelSpec:
    heads = c["num_attention_heads"]
    qwen = c["model_type"] == "qwen2"
    if c.get("mlp_bias") or c.get("attention_bias"):
        raise InputError(
            f"{name} has biases in all of its linear layers; for the Llama family they are not counted."
        )
    return ModelSpec(
        name=name,
        family="llama",
        vocab=c["vocab_size"],
        hidden=c["hidden_size"],
        layers=c["num_hidden_layers"],
        heads=heads,
        kv_heads=c.get("num_key_value_heads") or heads,
        head_dim=c.get("head_dim") or c["hidden_size"] // heads,
        intermediate=c["intermediate_size"],
        tied=bool(c.get("tie_word_embeddings", False)),
        qkv_bias=qwen,
        context=c.get("max_position_embeddings", 0),
    )


def _gpt2(name: str, c: dict[str, Any]) -> ModelSpec:
    return ModelSpec(
        name=name,
        family="gpt2",
        vocab=c["vocab_size"],
        hidden=c["n_embd"],
        layers=c["n_layer"],
        heads=c["n_head"],
        kv_heads=c["n_head"],
        head_dim=c["n_embd"] // c["n_head"],
        intermediate=c.get("n_inner") or 4 * c["n_embd"],
        tied=True,
        gated=False,
        positions=c["n_positions"],
        qkv_bias=True,
        bias=True,
        context=c["n_positions"],
    )


def _bert(name: str, c: dict[str, Any]) -> ModelSpec:
    heads = c["num_attention_heads"]
    return ModelSpec(
        name=name,
        family="bert",
        vocab=c["vocab_size"],
        hidden=c["hidden_size"],
        layers=c["num_hidden_layers"],
        heads=heads,
        kv_heads=heads,
        head_dim=c["hidden_size"] // heads,
        intermediate=c["intermediate_size"],
        tied=True,
        gated=False,
        positions=c["max_position_embeddings"],
        qkv_bias=True,
        bias=True,
        context=c["max_position_embeddings"],
    )


def _bloom(name: str, c: dict[str, Any]) -> ModelSpec:
    hidden, heads = c["hidden_size"], c["n_head"]
    return ModelSpec(
        name=name,
        family="bloom",
        vocab=c["vocab_size"],
        hidden=hidden,
        layers=c["n_layer"],
        heads=heads,
        kv_heads=heads,
        head_dim=hidden // heads,
        intermediate=4 * hidden,
        tied=True,
        gated=False,
        qkv_bias=True,
        bias=True,
        context=c.get("seq_length", 2048),
    )


def _t5(name: str, c: dict[str, Any]) -> ModelSpec:
    return ModelSpec(
        name=name,
        family="t5",
        vocab=c["vocab_size"],
        hidden=c["d_model"],
        layers=c.get("num_decoder_layers") or c["num_layers"],
        heads=c["num_heads"],
        kv_heads=c["num_heads"],
        head_dim=c["d_kv"],
        intermediate=c["d_ff"],
        # transformers 5 keeps the file's "tie_word_embeddings": false under another name.
        tied=bool(c.get("tie_word_embeddings", True) and c.get("scale_decoder_outputs", True)),
        gated=str(c.get("feed_forward_proj", "relu")).startswith("gated"),
        encoder_layers=c["num_layers"],
        context=c.get("n_positions", 512),
        buckets=c.get("relative_attention_num_buckets", 32),
    )


_READERS: dict[str, Callable[[str, dict[str, Any]], ModelSpec]] = {
    "llama": _llama,
    "mistral": _llama,
    "qwen2": _llama,
    "gpt2": _gpt2,
    "bert": _bert,
    "bloom": _bloom,
    "t5": _t5,
}
