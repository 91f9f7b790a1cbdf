"""Exercise 3.6: bytes of the KV cache."""

from collections.abc import Callable, Iterator

import numpy as np

from helpers import memory
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import either, same_as

_NAMES = ("layers", "kv_heads", "head_dim", "seq_len", "batch", "bytes_per_value")


def _cache_cases(rng: np.random.Generator) -> Iterator[Case]:
    yield Case(
        (1, 1, 1, 1, 1, 2), 4, about="the smallest cache there is: a key and a value of two bytes", rtol=1e-9
    )
    yield Case((2, 3, 4, 5, 1, 2), 480, about="2 layers, 3 heads of 4, 5 tokens", rtol=1e-9)
    yield Case((2, 3, 4, 5, 6, 2), 2880, about="the same for 6 sequences", rtol=1e-9)
    yield Case((32, 32, 128, 1, 1, 2), 524_288, about="one token of LLaMA-2-7B", rtol=1e-9)
    yield Case((32, 8, 128, 1, 1, 2), 131_072, about="one token of Llama-3-8B", rtol=1e-9)
    yield Case((32, 8, 128, 8192, 16, 1), 8_589_934_592, about="8-bit keys and values", rtol=1e-9)
    sizes = [int(n) for n in rng.integers(2, 20, size=5)]
    yield Case((*sizes, 4), 8 * int(np.prod(sizes)), about="a random shape in float32", rtol=1e-9)


def _product(factor: float = 2, **powers: int) -> Callable[..., float]:
    """The product of all sizes with another factor, or with another power of a size."""

    def rule(*sizes: int) -> float:
        found = factor
        for name, size in zip(_NAMES, sizes, strict=True):
            found *= float(size) ** powers.get(name, 1)
        return found

    return rule


KV_CACHE_BYTES = Exercise(
    id="ex03_6_kv_cache_bytes",
    title="Bytes of the KV cache",
    function="kv_cache_bytes",
    difficulty=1,
    minutes=5,
    points=1,
    hints=(
        "Start with one token in one layer and one head: which two vectors are kept, and how long is each?",
        "Everything else multiplies: heads, layers, tokens, sequences, bytes. Does it matter that attention "
        "compares every token with every other?",
        "Keys *and* values, hence a factor of 2, times all six arguments.",
    ),
    cases=_cache_cases,
    reference=memory.kv_cache_bytes,
    misconceptions=(
        Misconception(
            "keeps keys or values, not both",
            "Half is missing: attention needs the keys to find out where to look, and the values to read "
            "what is there.",
            same_as(_product(factor=1)),
        ),
        Misconception(
            "forgets the layers",
            "Every layer has keys and values of its own.",
            same_as(_product(layers=0)),
        ),
        Misconception(
            "forgets the batch",
            "Sequences share the weights but not the cache: each has keys and values of its own.",
            same_as(_product(batch=0)),
        ),
        Misconception(
            "counts a single head",
            "Each key-value head keeps vectors of its own; `head_dim` is the width of one of them.",
            same_as(_product(kv_heads=0)),
        ),
        Misconception(
            "squares the length",
            "The scores of all pairs of tokens form a length × length matrix, but they are not kept. The "
            "cache grows in proportion to the length.",
            same_as(_product(seq_len=2)),
        ),
        Misconception(
            "takes bytes for bits",
            "`bytes_per_value` is in bytes already: nothing is left to divide or multiply by 8.",
            either(
                same_as(_product(factor=2 / 8)),
                same_as(lambda *sizes: memory.kv_cache_bytes(*sizes) // 8),
                same_as(_product(factor=2 * 8)),
            ),
        ),
    ),
)
