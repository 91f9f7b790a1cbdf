"""The one table of an index, in LanceDB: chunks with their vectors, exact vector search and full-text search (BM25).

Vectors have length 1 and are compared by dot product, which is then their cosine. (LanceDB's own cosine leaves out
rows whose vector is zero; with the dot product they score 0.) Every write is one commit of LanceDB: it is there or it
is not, whenever the process is killed.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from jaxtyping import Float

from helpers.errors import CourseError
from helpers.rag.chunking import Chunk

NAME = "chunks"
_FIELDS = ["document", "number", "title", "text", "start", "end"]


class ChunkTable:
    """Chunks on disk.

    Raises CourseError when the folder cannot be read, or not be written by a call that writes.
    """

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("LANCEDB_LOG", "error")  # or it warns that a new table is new
        import lancedb  # takes seconds, and only retrieval needs it

        self.folder = folder
        with _readable(folder):
            self._db = lancedb.connect(str(folder), read_consistency_interval=None)
            self._table: Any = self._db.open_table(NAME) if NAME in self._db.list_tables().tables else None

    @property
    def settings(self) -> dict[str, Any] | None:
        """What it was made with; None while there is no table."""
        if self._table is None:
            return None
        stored = (self._table.schema.metadata or {}).get(b"settings", b"{}")
        return dict(json.loads(stored))

    def make(
        self,
        settings: dict[str, Any],
        chunks: Sequence[Chunk],
        vectors: Float[np.ndarray, "n d"],
        bodies: dict[str, tuple[str, str]],
    ) -> None:
        """A table of these chunks (see `put`), in place of any that was there, in one commit."""
        fields = [
            pa.field("key", pa.string(), nullable=False),
            pa.field("document", pa.string(), nullable=False),
            pa.field("number", pa.int32()),
            pa.field("title", pa.string()),
            pa.field("text", pa.string()),
            pa.field("start", pa.int64()),
            pa.field("end", pa.int64()),
            pa.field("passage", pa.string()),
            pa.field("digest", pa.string()),
            pa.field("body", pa.string()),
            pa.field("vector", pa.list_(pa.float32(), vectors.shape[1])),
        ]
        schema = pa.schema(fields, metadata={"settings": json.dumps(settings)})
        rows = pa.Table.from_pylist(_rows(chunks, vectors, bodies), schema=schema)
        mode = "overwrite" if self._table is not None else "create"
        with _writable(self.folder):
            self._table = self._db.create_table(NAME, data=rows, mode=mode)

    def put(
        self,
        chunks: Sequence[Chunk],
        vectors: Float[np.ndarray, "n d"],
        bodies: dict[str, tuple[str, str]],
    ) -> None:
        """Store the chunks of some documents in place of whatever these had, in one commit.

        Args:
            chunks: all chunks of every document named in `bodies`.
            vectors: one for each chunk.
            bodies: digest and whole text of each document, by its id.
        """
        rows = _rows(chunks, vectors, bodies)
        with _writable(self.folder):
            self._table.merge_insert(
                "key"
            ).when_matched_update_all().when_not_matched_insert_all().when_not_matched_by_source_delete(
                _among(bodies)
            ).execute(pa.Table.from_pylist(rows, schema=self._table.schema))

    def remove(self, documents: Iterable[str]) -> None:
        """Delete all chunks of these documents."""
        if names := list(documents):
            with _writable(self.folder):
                self._table.delete(_among(names))

    def tidy(self) -> None:
        """Bring the full-text index up to date and drop old versions. Searches are right without it, only slower."""
        from lancedb.index import FTS

        with _writable(self.folder):
            if not self._table.list_indices():
                self._table.create_index("passage", config=FTS(), replace=True)
            self._table.optimize()

    def __len__(self) -> int:
        return 0 if self._table is None else int(self._table.count_rows())

    def digests(self) -> dict[str, str]:
        """The digest of each document, by its id, in order of the ids."""
        rows = self._read("number = 0", ["document", "digest"])
        return dict(sorted((row["document"], row["digest"]) for row in rows))

    def titles(self) -> dict[str, str]:
        """The title of each document, by its id, in order of the ids."""
        rows = self._read("number = 0", ["document", "title"])
        return dict(sorted((row["document"], row["title"]) for row in rows))

    def bodies(self, documents: Iterable[str] | None = None) -> list[tuple[str, str, str]]:
        """Id, title and whole text of these documents (None: of all), in order of the ids."""
        where = "number = 0" if documents is None else f"number = 0 AND {_among(documents)}"
        rows = self._read(where, ["document", "title", "body"])
        return sorted((row["document"], row["title"], row["body"]) for row in rows)

    def chunks(self, document: str) -> list[Chunk]:
        """The chunks of a document, in order."""
        found = [_chunk(row) for row in self._read(_among([document]), _FIELDS)]
        return sorted(found, key=lambda chunk: chunk.number)

    def nearest(self, vectors: Float[np.ndarray, "q d"], k: int) -> list[list[tuple[Chunk, float]]]:
        """For each vector the k chunks of highest cosine, compared with every chunk; of ties the lower key first."""
        if not len(vectors):
            return []
        with _readable(self.folder):
            query = self._table.search(np.atleast_2d(vectors), vector_column_name="vector")
            rows = query.distance_type("dot").limit(k).select([*_FIELDS, "_distance"]).to_list()
        found: list[list[tuple[Chunk, float]]] = [[] for _ in vectors]
        for row in rows:
            found[row.get("query_index", 0)].append((_chunk(row), 1.0 - row["_distance"]))
        return [_ranked(each) for each in found]

    def matching(self, words: str, k: int) -> list[tuple[Chunk, float]]:
        """The k chunks of highest BM25 score; none where no word of the query (its commonest left out) occurs."""
        from lancedb.query import MatchQuery

        match = MatchQuery(words, "passage")  # type: ignore[call-arg]  # pydantic fills in the rest
        with _readable(self.folder):
            query = self._table.search(match, query_type="fts").limit(k)
            rows = query.select([*_FIELDS, "_score"]).to_list()
        return _ranked((_chunk(row), row["_score"]) for row in rows)

    def everything(self) -> tuple[list[Chunk], Float[np.ndarray, "n d"]]:
        """All chunks, by document and number, and their vectors."""
        rows = self._read("number >= 0", [*_FIELDS, "vector"])
        rows.sort(key=lambda row: (row["document"], row["number"]))
        vectors = np.array([row["vector"] for row in rows], dtype=np.float32)
        return [_chunk(row) for row in rows], vectors

    def vectors(self, keys: Iterable[str]) -> dict[str, Float[np.ndarray, " d"]]:
        """The vectors of these chunks, by key."""
        rows = self._read(_among(keys, "key"), ["key", "vector"])
        return {row["key"]: np.asarray(row["vector"], dtype=np.float32) for row in rows}

    def _read(self, where: str, columns: list[str]) -> list[dict[str, Any]]:
        if self._table is None:
            return []
        with _readable(self.folder):
            return list(self._table.search().where(where).select(columns).limit(None).to_list())


def _rows(
    chunks: Sequence[Chunk], vectors: Float[np.ndarray, "n d"], bodies: dict[str, tuple[str, str]]
) -> list[dict[str, Any]]:
    return [
        {
            "key": chunk.key,
            "document": chunk.document,
            "number": chunk.number,
            "title": chunk.title,
            "text": chunk.text,
            "start": chunk.start,
            "end": chunk.end,
            "passage": chunk.passage,
            "digest": bodies[chunk.document][0],
            "body": bodies[chunk.document][1] if chunk.number == 0 else "",
            "vector": vector,
        }
        for chunk, vector in zip(chunks, vectors, strict=True)
    ]


def _among(values: Iterable[str], column: str = "document") -> str:
    """A condition in SQL; a quote in a value is doubled."""
    quoted = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    return f"{column} IN ({quoted})"


def _chunk(row: dict[str, Any]) -> Chunk:
    return Chunk(row["document"], row["number"], row["title"], row["text"], row["start"], row["end"])


def _ranked(found: Iterable[tuple[Chunk, float]]) -> list[tuple[Chunk, float]]:
    return sorted(
        ((chunk, float(score)) for chunk, score in found),
        key=lambda pair: (-pair[1], pair[0].document, pair[0].number),
    )


@contextlib.contextmanager
def _writable(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise CourseError(
            f"The index in {folder} cannot be written ({_reason(error)}); make the folder writable, or choose another."
        ) from error


@contextlib.contextmanager
def _readable(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:
        raise CourseError(
            f"The index in {folder} cannot be read ({_reason(error)}); delete the folder and build the index anew."
        ) from error


def _reason(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0][:120].rstrip(".: ")
