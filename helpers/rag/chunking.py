"""Cutting documents into chunks, counted in tokens of the model that will read them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from transformers import PreTrainedTokenizerBase

from helpers.errors import CourseError
from helpers.rag.documents import Document

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Chunking:
    """How documents are cut.

    Attributes:
        size: the most tokens in a chunk, its title not counted; usually 32-512.
        overlap: up to so many tokens at the end of a chunk start the next one too; usually 0-25 % of size.
    """

    size: int = 64
    overlap: int = 16

    def __post_init__(self) -> None:
        if self.size < 1 or not 0 <= self.overlap < self.size:
            raise CourseError(
                f"Chunks of {self.size} tokens cannot overlap by {self.overlap}; size must be at least 1 and overlap "
                "from 0 to size - 1."
            )


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document.

    Attributes:
        document: id of the document.
        number: 0 for the first chunk of the document.
        title: of the document.
        text: exactly ``document.text[start:end]``.
        start, end: in characters of the document.
    """

    document: str
    number: int
    title: str
    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """What a citation of this chunk leads to, unique in an index."""
        return f"{self.document}#{self.number}"

    @property
    def passage(self) -> str:
        """The text with the title in front, as it is embedded, searched and shown to the model."""
        text = " ".join(self.text.split())
        return text if text.startswith(self.title) or not self.title else f"{self.title}. {text}"


class Cut(Protocol):
    """A rule that groups pieces of given lengths into chunks, such as :func:`pack`."""

    def __call__(self, lengths: list[int], size: int, overlap: int) -> Sequence[tuple[int, int]]: ...


def pack(lengths: list[int], size: int, overlap: int) -> list[tuple[int, int]]:
    """Group pieces, in order, into chunks of at most ``size`` tokens that overlap by whole pieces.

    A chunk takes pieces as long as they fit. The next one starts with the last pieces of the one before, as many as
    ``overlap`` tokens hold, as long as it still has room for a new piece; it always adds at least one.

    Args:
        lengths: tokens of each piece, none above ``size``.
        size: the most tokens in a chunk.
        overlap: the most tokens that a chunk repeats, below ``size``.

    Returns:
        ``(first, last + 1)`` of each chunk, in order; every piece is in at least one.
    """
    chunks: list[tuple[int, int]] = []
    start = 0
    while start < len(lengths):
        end, total = start, 0
        while end < len(lengths) and total + lengths[end] <= size:
            total += lengths[end]
            end += 1
        chunks.append((start, end))
        if end == len(lengths):
            break
        start, repeated = end, 0
        while (
            repeated + lengths[start - 1] <= min(overlap, size - lengths[end]) and start - 1 > chunks[-1][0]
        ):
            start -= 1
            repeated += lengths[start]
    return chunks


def chunk(
    document: Document, tokenizer: PreTrainedTokenizerBase, chunking: Chunking, cut: Cut = pack
) -> list[Chunk]:
    """The chunks of a document: whole sentences; only a sentence longer than a chunk is itself cut.

    Args:
        document: with some text.
        tokenizer: a fast one, which knows the characters of each token.
        chunking: size and overlap, in tokens.
        cut: groups the sentences, which it gets as numbers of tokens.
    """
    pieces, lengths = [], []
    for start, end in sentence_spans(document.text):
        for first, last, count in _within(document.text[start:end], tokenizer, chunking.size):
            pieces.append((start + first, start + last))
            lengths.append(count)
    found = []
    for number, (first, stop) in enumerate(cut(list(lengths), chunking.size, chunking.overlap)):
        start, end = pieces[first][0], pieces[stop - 1][1]
        found.append(Chunk(document.id, number, document.title, document.text[start:end], start, end))
    return found


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Characters of each sentence, without the space around it."""
    start = 0
    ends = [(match.start(), match.end()) for match in _SENTENCE_END.finditer(text)]
    for end, after in [*ends, (len(text), len(text))]:
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            yield left, start + len(piece.rstrip())
        start = after


def _within(text: str, tokenizer: PreTrainedTokenizerBase, size: int) -> Iterator[tuple[int, int, int]]:
    """Characters and tokens of pieces of at most ``size`` tokens; a character is never cut."""
    offsets = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)["offset_mapping"]
    first = 0
    while first < len(offsets):
        last = min(first + size, len(offsets))
        while last < len(offsets) and last > first + 1 and offsets[last][0] < offsets[last - 1][1]:
            last -= 1  # the bytes of one character may be several tokens
        start = 0 if first == 0 else offsets[first][0]
        end = len(text) if last == len(offsets) else offsets[last][0]
        if end > start:
            yield start, end, last - first
        first = last
