"""A small corpus and an embedder that needs no model: words counted in 64 boxes."""

import re
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from helpers.paths import MODELS
from helpers.rag import Chunking, Document, Index


class WordCounts:
    """Cosine of two texts: the words they share."""

    def __init__(self, name: str = "word counts", dimension: int = 64) -> None:
        self.name, self.dimension = name, dimension
        self.encoded = 0

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.encoded += len(texts)
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                vectors[row, zlib.crc32(word.encode()) % self.dimension] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)


CORPUS = [
    Document(
        "w1", "The Warm Crust", "The Warm Crust is a bakery. It opens at 6 am. It belongs to Xavier Sandford."
    ),
    Document("w2", "Velvet", "Velvet is a donkey. His owner is Aldous Lamplugh. He eats carrots."),
    Document("w3", "The Plaza", "The Plaza is a cinema. A ticket costs £4.20 there. It closes at 11 pm."),
]


@pytest.fixture(scope="session")
def tokenizer() -> PreTrainedTokenizerBase:
    return AutoTokenizer.from_pretrained(MODELS / "lantern-tokenizer")


@pytest.fixture
def make(tmp_path: Path, tokenizer: PreTrainedTokenizerBase) -> Callable[..., Index]:
    """Opens the index in the test's folder."""

    def build(embedder: WordCounts | None = None, size: int = 24, overlap: int = 8) -> Index:
        return Index(tmp_path / "index", embedder or WordCounts(), tokenizer, Chunking(size, overlap))

    return build
