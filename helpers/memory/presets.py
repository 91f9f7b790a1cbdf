"""Well-known models by the shapes that their configurations publish."""

from helpers.errors import InputError
from helpers.memory.spec import ModelSpec


def _llama(
    name: str, vocab: int, hidden: int, layers: int, heads: int, kv: int, inner: int, context: int
) -> ModelSpec:
    return ModelSpec(name, "llama", vocab, hidden, layers, heads, kv, hidden // heads, inner, context=context)


def _qwen(
    name: str, vocab: int, hidden: int, layers: int, heads: int, kv: int, inner: int, tied: bool
) -> ModelSpec:
    head = hidden // heads
    return ModelSpec(
        name, "llama", vocab, hidden, layers, heads, kv, head, inner, tied=tied, qkv_bias=True, context=32768
    )


def _flan_t5(name: str, hidden: int, layers: int, heads: int, inner: int) -> ModelSpec:
    return ModelSpec(
        name,
        "t5",
        32128,
        hidden,
        layers,
        heads,
        heads,
        64,
        inner,
        encoder_layers=layers,
        context=512,
        buckets=32,
    )


_ALL = (
    ModelSpec(
        "GPT-2", "gpt2", 50257, 768, 12, 12, 12, 64, 3072,
        tied=True, gated=False, positions=1024, qkv_bias=True, bias=True, context=1024,
    ),
    ModelSpec(
        "BERT-base", "bert", 30522, 768, 12, 12, 12, 64, 3072,
        tied=True, gated=False, positions=512, qkv_bias=True, bias=True, context=512,
    ),
    _flan_t5("FLAN-T5-base", 768, 12, 12, 2048),
    _flan_t5("FLAN-T5-XXL", 4096, 24, 64, 10240),
    _qwen("Qwen2.5-0.5B", 151936, 896, 24, 14, 2, 4864, tied=True),
    _qwen("Qwen2.5-7B", 152064, 3584, 28, 28, 4, 18944, tied=False),
    _llama("LLaMA-7B", 32000, 4096, 32, 32, 32, 11008, 2048),
    _llama("LLaMA-2-7B", 32000, 4096, 32, 32, 32, 11008, 4096),
    _llama("LLaMA-2-70B", 32000, 8192, 80, 64, 8, 28672, 4096),
    _llama("Llama-3-8B", 128256, 4096, 32, 32, 8, 14336, 8192),
    _llama("Mistral-7B", 32000, 4096, 32, 32, 8, 14336, 32768),
    ModelSpec(
        "BLOOM-176B", "bloom", 250880, 14336, 70, 112, 112, 128, 57344,
        tied=True, gated=False, qkv_bias=True, bias=True, context=2048,
    ),
)  # fmt: skip

PRESETS: dict[str, ModelSpec] = {spec.name: spec for spec in _ALL}


def preset(name: str) -> ModelSpec:
    """A known model by its name; case does not matter.

    Raises:
        InputError: it is not in `PRESETS`.
    """
    for known, spec in PRESETS.items():
        if known.casefold() == name.strip().casefold():
            return spec
    raise InputError(f"There is no model {name!r} in the list; it has {', '.join(PRESETS)}.")
