"""An index: documents cut, embedded, stored in a vector database, and found again.

What it was built with (embedder, chunk size, overlap, tokenizer) is stored with the table. An index opened with other
settings holds stale vectors: it is rebuilt from the documents it keeps, and `note` says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from jaxtyping import Float
from transformers import PreTrainedTokenizerBase

from helpers.errors import CourseError
from helpers.rag import chunking
from helpers.rag.chunking import Chunk, Chunking, Cut
from helpers.rag.documents import Document, checked
from helpers.rag.embedding import Embedder
from helpers.rag.ranking import reciprocal_rank_fusion
from helpers.rag.table import ChunkTable

Method = Literal["dense", "lexical", "hybrid"]
METHODS: tuple[Method, ...] = get_args(Method)
_FUSED = 30  # how far down both rankings the fusion looks
_BATCH = 64  # documents stored at a time: what a killed process has to do again at most
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that was found.

    Attributes:
        chunk: the chunk.
        score: by which it is ranked: cosine (dense), BM25 (lexical) or the sum of reciprocal ranks (hybrid).
        similarity: cosine with the query; None where the method does not compute it.
        dense_rank, lexical_rank: its place in each ranking, from 1; None where it is not among the first ones.
    """

    chunk: Chunk
    score: float
    similarity: float | None = None
    dense_rank: int | None = None
    lexical_rank: int | None = None


class Index:
    """Documents that can be searched, kept in a folder.

    Attributes:
        note: one sentence: what opening it found and did.
    """

    def __init__(
        self,
        folder: Path | str,
        embedder: Embedder,
        tokenizer: PreTrainedTokenizerBase,
        settings: Chunking | None = None,
        cut: Cut = chunking.pack,
    ) -> None:
        """Open the index in a folder, or start an empty one there.

        Args:
            folder: made when it is not there.
            embedder: makes the vectors.
            tokenizer: of the model that will read the chunks; sizes are counted in its tokens.
            settings: size and overlap of chunks; by default 64 and 16.
            cut: groups sentences into chunks; see :func:`~helpers.rag.chunking.pack`.

        Raises CourseError for a folder that cannot be used.
        """
        self.embedder, self.tokenizer, self.cut = embedder, tokenizer, cut
        self.chunking = settings or Chunking()
        self._table = ChunkTable(Path(folder))
        self.note = self._opened()

    def _opened(self) -> str:
        wanted = {
            "embedder": self.embedder.name,
            "chunk size": self.chunking.size,
            "overlap": self.chunking.overlap,
            "tokenizer": _vocabulary(self.tokenizer),
            "cut": self.cut.__name__ if hasattr(self.cut, "__name__") else type(self.cut).__name__,
            "format": _FORMAT,
        }
        stored = self._table.settings
        if stored == wanted:
            return f"Opened: {len(self)} chunks of {len(self.documents())} documents."
        documents = [Document(*body) for body in self._table.bodies()] if stored else []
        self._table.make(wanted, *self._prepared(documents))
        self._table.tidy()
        if not stored:
            return "A new, empty index."
        changed = ", ".join(
            f"{name} was {stored.get(name)}, is {value}"
            for name, value in wanted.items()
            if stored.get(name) != value
        )
        return f"Built anew from its {len(documents)} documents, since its settings changed: {changed}."

    def __len__(self) -> int:
        """Number of chunks."""
        return len(self._table)

    def documents(self) -> list[str]:
        """The ids of all documents, in order."""
        return list(self._table.digests())

    def titles(self) -> dict[str, str]:
        """The title of each document, by its id, in order of the ids."""
        return self._table.titles()

    def document(self, name: str) -> Document:
        """A document as it was stored. Raises CourseError when there is none of this id."""
        found = self._table.bodies([name])
        if not found:
            raise CourseError(f"The index has no document {name!r}.")
        return Document(*found[0])

    def chunks(self, name: str) -> list[Chunk]:
        """The chunks of a document, in order; none when there is no such document."""
        return self._table.chunks(name)

    def everything(self) -> tuple[list[Chunk], Float[np.ndarray, "n d"]]:
        """All chunks, by document and number, and their vectors: what an exact search compares a query with."""
        return self._table.everything()

    def build(self, documents: Iterable[Document]) -> str:
        """Make the index hold exactly these documents; only what changed is embedded. Says what was done.

        A build that was killed is finished by the next. Raises CourseError for an empty corpus, duplicated ids, a
        document without text, or a folder that cannot be written.
        """
        corpus = checked(documents)
        if not corpus:
            raise CourseError("The corpus is empty; an index needs at least one document.")
        there = self._table.digests()
        changed = [document for document in corpus if there.get(document.id) != document.digest]
        gone = set(there) - {document.id for document in corpus}
        self._table.remove(sorted(gone))
        self._store(changed)
        kept = len(corpus) - len(changed)
        return f"{kept} documents kept, {len(changed)} embedded, {len(gone)} removed: {len(self)} chunks."

    def add(self, *documents: Document) -> None:
        """Add documents. Raises CourseError for an id that is there already (use `change`)."""
        new = checked(documents)
        there = self._table.digests()
        for document in new:
            if document.id in there:
                raise CourseError(
                    f"The index already has a document {document.id!r}; use change to replace it."
                )
        self._store(new)

    def change(self, document: Document) -> None:
        """Replace a document, with all its chunks, in one step. Raises CourseError when there is none of this id."""
        self.document(document.id)
        self._store(checked([document]))

    def delete(self, name: str) -> None:
        """Delete a document. Raises CourseError when there is none of this id."""
        self.document(name)
        self._table.remove([name])

    def search(self, query: str, k: int = 5, method: Method = "hybrid") -> list[Hit]:
        """The k chunks that fit a query best, best first; fewer where fewer have anything in common with it.

        Args:
            query: a question or some words. Lexical search leaves out the commonest words ("the"), so that a query of
                nothing else finds nothing by it.
            k: how many, at least 1.
            method: "dense" (cosine of embeddings), "lexical" (BM25) or "hybrid" (both, by reciprocal-rank fusion).

        Raises CourseError for an empty index or query, an unknown method or a k below 1.
        """
        return self.search_many([query], k, method)[0]

    def search_many(self, queries: Sequence[str], k: int = 5, method: Method = "hybrid") -> list[list[Hit]]:
        """Search for several queries; their vectors are computed together."""
        if method not in METHODS:
            raise CourseError(f"There is no search method {method!r}; choose one of: {', '.join(METHODS)}.")
        if k < 1:
            raise CourseError(f"k is {k}; search for at least 1 chunk.")
        if empty := [query for query in queries if not any(c.isalnum() for c in query)]:
            raise CourseError(f"The query {empty[0]!r} has no words; ask for something.")
        if not len(self):
            raise CourseError("The index holds no documents, so that nothing can be found; add some first.")
        if method == "lexical":
            return [self._lexical(query, k) for query in queries]
        vectors = self.embedder.encode(list(queries))
        nearest = self._table.nearest(vectors, k if method == "dense" else max(k, _FUSED))
        near = [
            [Hit(chunk, score, score, rank) for rank, (chunk, score) in enumerate(found, 1)]
            for found in nearest
        ]
        if method == "dense":
            return near
        words = [self._lexical(query, max(k, _FUSED)) for query in queries]
        fused = [_fused(*both)[:k] for both in zip(near, words, strict=True)]
        return self._with_similarity(fused, vectors)

    def _lexical(self, query: str, k: int) -> list[Hit]:
        matches = self._table.matching(query, k)
        return [Hit(chunk, score, None, None, rank) for rank, (chunk, score) in enumerate(matches, 1)]

    def _with_similarity(self, found: list[list[Hit]], vectors: Float[np.ndarray, "q d"]) -> list[list[Hit]]:
        """The hits with the cosine filled in where only the words had found a chunk."""
        missing = {hit.chunk.key for hits in found for hit in hits if hit.similarity is None}
        known = self._table.vectors(sorted(missing)) if missing else {}
        return [
            [
                hit
                if hit.similarity is not None
                else replace(hit, similarity=float(known[hit.chunk.key] @ vector))
                for hit in hits
            ]
            for hits, vector in zip(found, vectors, strict=True)
        ]

    def _store(self, documents: Sequence[Document]) -> None:
        for first in range(0, len(documents), _BATCH):
            self._table.put(*self._prepared(documents[first : first + _BATCH]))
        if documents:
            self._table.tidy()

    def _prepared(
        self, documents: Sequence[Document]
    ) -> tuple[list[Chunk], Float[np.ndarray, "n d"], dict[str, tuple[str, str]]]:
        """The chunks of some documents, their vectors, and digest and text of each document."""
        chunks = [
            piece
            for document in documents
            for piece in chunking.chunk(document, self.tokenizer, self.chunking, self.cut)
        ]
        vectors = self.embedder.encode([piece.passage for piece in chunks])
        return chunks, vectors, {document.id: (document.digest, document.text) for document in documents}


def _fused(near: list[Hit], words: list[Hit]) -> list[Hit]:
    """Both rankings made one, by reciprocal ranks."""
    by_vector = {hit.chunk.key: hit for hit in near}
    by_words = {hit.chunk.key: hit for hit in words}
    found = []
    for key, score in reciprocal_rank_fusion([list(by_vector), list(by_words)]):
        dense, lexical = by_vector.get(key), by_words.get(key)
        found.append(
            Hit(
                (dense or by_words[key]).chunk,
                score,
                dense.similarity if dense else None,
                dense.dense_rank if dense else None,
                lexical.lexical_rank if lexical else None,
            )
        )
    return found


def _vocabulary(tokenizer: PreTrainedTokenizerBase) -> str:
    """A digest of a tokenizer's tokens and their numbers."""
    return sha256(repr(sorted(tokenizer.get_vocab().items())).encode()).hexdigest()[:12]
