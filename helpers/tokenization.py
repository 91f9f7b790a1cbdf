"""Byte-level byte-pair encoding from scratch, and a closer look at any tokenizer's tokens.

Training and encoding agree with the `tokenizers` library (``BpeTrainer`` and ``ByteLevel`` without prefix space), merge
for merge and id for id. Byte-pair encoding: Sennrich et al., 2016; over bytes, in a visible alphabet: GPT-2, Radford et
al., 2019. What is left out on purpose: special tokens, a minimum frequency, and speed beyond a few megabytes.

The tie rule: of the pairs that are most frequent, the one with the lowest (left id, right id) is merged. Ids are given
to the alphabet first, in the order of its code points, then to the merges in the order in which they are made.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import accumulate, pairwise

import regex
from transformers import PreTrainedTokenizerBase

from helpers.errors import InputError

Pair = tuple[str, str]


def _byte_symbols() -> dict[int, str]:
    """GPT-2's alphabet: a printable byte stands for itself, the others for the code points from 256 on."""
    printable = [
        *range(ord("!"), ord("~") + 1),
        *range(ord("¡"), ord("¬") + 1),
        *range(ord("®"), ord("ÿ") + 1),
    ]
    hidden = (byte for byte in range(256) if byte not in printable)
    return {byte: chr(byte) for byte in printable} | {byte: chr(256 + n) for n, byte in enumerate(hidden)}


BYTE_SYMBOLS = _byte_symbols()
"""Byte value → the visible character that stands for it: a space is ``Ġ``, a line break ``Ċ``."""

SYMBOL_BYTES = {symbol: byte for byte, symbol in BYTE_SYMBOLS.items()}

WORD = regex.compile(r"'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")
"""GPT-2's words: a space belongs to the word after it; letters, digits and other signs never mix."""


def to_symbols(text: str) -> str:
    """The UTF-8 bytes of ``text``, one visible character for each.

    Raises:
        InputError: half of a surrogate pair, which is no character and has no bytes.
    """
    try:
        return "".join(BYTE_SYMBOLS[byte] for byte in text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise InputError(
            f"The text holds {text[error.start]!r}, half of a surrogate pair, which cannot be stored; take it out."
        ) from None


def to_bytes(symbols: str) -> bytes:
    """The bytes that :func:`to_symbols` made visible."""
    return bytes(SYMBOL_BYTES[symbol] for symbol in symbols)


def split_words(text: str) -> list[str]:
    """The words of ``text``, in byte symbols; merges never cross from one into the next."""
    return [to_symbols(word) for word in WORD.findall(text)]


def train_bpe(word_counts: Mapping[str, int], num_merges: int) -> list[Pair]:
    """Learn merges: again and again join the most frequent pair of neighbours in every word.

    Pairs are counted once at the start. A merge then changes the counts of the words that hold the pair, and of no
    others; a heap finds the next pair.

    Args:
        word_counts: words in byte symbols → how often they occur.
        num_merges: how many merges to learn; fewer come back when no pair is left.

    Returns:
        The merged pairs, first merge first. Ties go by the rule at the top of this module.

    Raises:
        InputError: ``num_merges`` or a count is negative.
    """
    if num_merges < 0 or min(word_counts.values(), default=0) < 0:
        raise InputError("num_merges and the counts of words must be 0 or more.")
    words = [list(word) for word in word_counts]
    counts = list(word_counts.values())
    ids = {
        symbol: number for number, symbol in enumerate(sorted({symbol for word in words for symbol in word}))
    }
    pair_counts: Counter[Pair] = Counter()
    words_with: defaultdict[Pair, set[int]] = defaultdict(set)
    for index, word in enumerate(words):
        for pair in pairwise(word):
            pair_counts[pair] += counts[index]
            words_with[pair].add(index)

    def entry(pair: Pair) -> tuple[int, int, int, Pair]:
        return -pair_counts[pair], ids[pair[0]], ids[pair[1]], pair

    heap = [entry(pair) for pair in pair_counts]
    heapify(heap)
    merges: list[Pair] = []
    while heap and len(merges) < num_merges:
        count, _, _, pair = heappop(heap)
        if -count != pair_counts[pair]:  # out of date: a merge has taken some of its neighbours away
            if pair_counts[pair] > 0:
                heappush(heap, entry(pair))
            continue
        if count == 0:
            continue
        merges.append(pair)
        ids.setdefault("".join(pair), len(ids))
        grown: set[Pair] = set()
        for index in words_with.pop(pair):
            before, after = words[index], _merge(words[index], pair)
            words[index] = after
            for old in pairwise(before):
                pair_counts[old] -= counts[index]
            for new in pairwise(after):
                pair_counts[new] += counts[index]
            created = set(pairwise(after)) - set(pairwise(before))
            for new in created:
                words_with[new].add(index)
            grown |= created
        for new in grown:
            heappush(heap, entry(new))
    return merges


def encode_bpe(word: str, merges: Sequence[Pair]) -> list[str]:
    """Split one word in byte symbols into tokens: again and again apply the earliest merge that fits, everywhere."""
    return _apply_merges(word, {pair: rank for rank, pair in enumerate(merges)})


def _apply_merges(word: str, ranks: Mapping[Pair, int]) -> list[str]:
    tokens = list(word)
    while known := [pair for pair in pairwise(tokens) if pair in ranks]:
        tokens = _merge(tokens, min(known, key=ranks.__getitem__))
    return tokens


def _merge(tokens: list[str], pair: Pair) -> list[str]:
    """``tokens`` with every occurrence of ``pair`` joined, from left to right."""
    merged: list[str] = []
    position = 0
    while position < len(tokens):
        if tuple(tokens[position : position + 2]) == pair:
            merged.append(pair[0] + pair[1])
            position += 2
        else:
            merged.append(tokens[position])
            position += 1
    return merged


@dataclass(frozen=True)
class BytePairTokenizer:
    """A byte-level BPE tokenizer: any text in, the same text out.

    Attributes:
        merges: learned pairs, first merge first.
    """

    merges: tuple[Pair, ...]

    @classmethod
    def train(cls, texts: Iterable[str], vocab_size: int) -> "BytePairTokenizer":
        """Learn from texts until the vocabulary has ``vocab_size`` tokens: 256 bytes and the merges."""
        if vocab_size < 256:
            raise InputError(
                f"vocab_size = {vocab_size} cannot be used: the 256 bytes are tokens, so it must be 256 or more."
            )
        word_counts = Counter(word for text in texts for word in split_words(text))
        return cls(tuple(train_bpe(word_counts, vocab_size - 256)))

    @cached_property
    def vocab(self) -> dict[str, int]:
        """Token in byte symbols → id."""
        vocab = {symbol: number for number, symbol in enumerate(sorted(SYMBOL_BYTES))}
        for left, right in self.merges:
            vocab.setdefault(left + right, len(vocab))
        return vocab

    @cached_property
    def tokens(self) -> list[str]:
        """Id → token in byte symbols."""
        return list(self.vocab)

    @cached_property
    def _ranks(self) -> dict[Pair, int]:
        return {pair: rank for rank, pair in enumerate(self.merges)}

    def __len__(self) -> int:
        return len(self.vocab)

    def encode(self, text: str) -> list[int]:
        """Token ids of ``text``."""
        pieces = {word: _apply_merges(word, self._ranks) for word in set(split_words(text))}
        return [self.vocab[token] for word in split_words(text) for token in pieces[word]]

    def decode(self, ids: Iterable[int]) -> str:
        """The text of token ids; bytes that are only a part of a character become ``�``.

        Raises:
            InputError: an id that this tokenizer does not have.
        """
        ids = list(ids)
        unknown = next((number for number in ids if not 0 <= number < len(self)), None)
        if unknown is not None:
            raise InputError(
                f"There is no token {unknown}; this tokenizer's ids go from 0 to {len(self) - 1}."
            )
        return to_bytes("".join(self.tokens[number] for number in ids)).decode("utf-8", errors="replace")


@dataclass(frozen=True)
class TokenView:
    """One token of a text, as a reader wants to see it.

    Attributes:
        id: the number that the model gets.
        text: what the token stands for; bytes that are only a part of a character are written as ``\\xe2``.
        bytes: the token's UTF-8 bytes.
        start, end: the characters of the text that the token touches; ``text[start:end]``.
    """

    id: int
    text: str
    bytes: bytes
    start: int
    end: int


def describe(tokenizer: PreTrainedTokenizerBase | BytePairTokenizer, text: str) -> list[TokenView]:
    """The tokens of ``text``, without the special tokens that a tokenizer adds around it.

    Works with every fast tokenizer of transformers and with :class:`BytePairTokenizer`.

    Raises:
        InputError: a slow tokenizer of transformers, which does not say where its tokens stand in the text.
    """
    if isinstance(tokenizer, BytePairTokenizer):
        ids = tokenizer.encode(text)
        pieces = [to_bytes(tokenizer.tokens[number]) for number in ids]
        spans = _spans(pieces, text)
    else:
        if not tokenizer.is_fast:
            raise InputError(
                f"{type(tokenizer).__name__} is a slow tokenizer; load its fast version to see its tokens."
            )
        encoding = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
        ids, spans = encoding["input_ids"], encoding["offset_mapping"]
        pieces = _pieces(tokenizer, ids, [text[start:end] for start, end in spans])
        if b"".join(pieces) == text.encode(
            "utf-8"
        ):  # the library leaves the space in front out of a token's span
            spans = _spans(pieces, text)
    return [
        TokenView(number, piece.decode("utf-8", errors="backslashreplace"), piece, start, end)
        for number, piece, (start, end) in zip(ids, pieces, spans, strict=True)
    ]


def _pieces(tokenizer: PreTrainedTokenizerBase, ids: list[int], covered: list[str]) -> list[bytes]:
    """Each token's bytes: from its name where the tokenizer works on bytes, else from the text that it covers."""
    added = tokenizer.get_added_vocab()
    works_on_bytes = "ByteLevel" in repr(tokenizer.backend_tokenizer.decoder)
    pieces = []
    for token, part in zip(tokenizer.convert_ids_to_tokens(ids), covered, strict=True):
        if works_on_bytes and token not in added:
            pieces.append(to_bytes(token))
        elif (
            regex.fullmatch(r"<0x[0-9A-F]{2}>", token) and part != token
        ):  # SentencePiece's fallback to bytes
            pieces.append(bytes([int(token[3:5], 16)]))
        else:
            pieces.append(part.encode("utf-8"))
    return pieces


def _spans(pieces: list[bytes], text: str) -> list[tuple[int, int]]:
    """First character and one past the last character that each piece has a byte of."""
    owner = [index for index, character in enumerate(text) for _ in character.encode("utf-8")]
    ends = accumulate(map(len, pieces))
    return [(owner[end - len(piece)], owner[end - 1] + 1) for piece, end in zip(pieces, ends, strict=True)]
