"""From logits to text: reshape the next-token distribution, draw from it, and repeat with a KV cache."""

from helpers.sampling.drawing import draw
from helpers.sampling.generation import generate, generate_with_cache
from helpers.sampling.warping import (
    entropy,
    kept_mass,
    min_p,
    penalise_repetition,
    softmax_with_temperature,
    stable_softmax,
    top_k,
    top_p,
    warp,
)

__all__ = [
    "draw",
    "entropy",
    "generate",
    "generate_with_cache",
    "kept_mass",
    "min_p",
    "penalise_repetition",
    "softmax_with_temperature",
    "stable_softmax",
    "top_k",
    "top_p",
    "warp",
]
