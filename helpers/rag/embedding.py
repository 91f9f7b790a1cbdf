"""Texts as vectors."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from jaxtyping import Float

from helpers.rag.ranking import unit_vectors


class Embedder(Protocol):
    """What an index needs of an embedder.

    Attributes:
        name: which model it is; an index remembers it and is rebuilt when it changes.
        dimension: of its vectors.
    """

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Float[np.ndarray, "n d"]:
        """A vector of length 1 (or 0) for each text, float32."""
        ...


class SentenceEmbedder:
    """A sentence-transformers model (Reimers and Gurevych 2019).

    Texts longer than the model reads (256 word pieces for MiniLM) count with their beginning.
    """

    def __init__(self, source: str, name: str, device: str, *, batch_size: int = 64) -> None:
        from sentence_transformers import SentenceTransformer  # takes seconds, and only retrieval needs it

        self.name = name
        self.batch_size = batch_size
        self.model = SentenceTransformer(source, device=device)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self.model.get_embedding_dimension() or 0)

    @property
    def longest(self) -> int:
        """Word pieces that it reads of a text."""
        return int(self.model.max_seq_length or 0)

    def encode(self, texts: Sequence[str]) -> Float[np.ndarray, "n d"]:
        """A vector of length 1 for each text, float32."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        found = self.model.encode(
            list(texts), batch_size=self.batch_size, convert_to_numpy=True, show_progress_bar=False
        )
        return unit_vectors(found)
