"""One token, as bytes and as something a person can read, whatever kind of tokenizer it comes from."""

import re
from functools import lru_cache

from transformers import PreTrainedTokenizerBase

from helpers.tokenization import SYMBOL_BYTES, to_bytes

_BYTE_TOKEN = re.compile(r"<0x([0-9A-Fa-f]{2})>")
_GLYPHS = str.maketrans({" ": "␣", "\n": "⏎", "\t": "⇥", "\r": "↵"})


class Pieces:
    """Reads single tokens of one tokenizer.

    Args:
        tokenizer: any Hugging Face tokenizer: byte-level (GPT-2's alphabet), SentencePiece or WordPiece.
    """

    def __init__(self, tokenizer: PreTrainedTokenizerBase) -> None:
        self._tokenizer = tokenizer
        self._special = set(tokenizer.all_special_ids) | _added_special(tokenizer)
        backend = getattr(tokenizer, "backend_tokenizer", None)
        self._byte_level = "ByteLevel" in repr(getattr(backend, "decoder", None))
        self.raw = lru_cache(maxsize=4096)(self._raw)
        self.label = lru_cache(maxsize=4096)(self._label)

    def _raw(self, token_id: int) -> bytes:
        """The bytes of text that the token stands for; a special token's are those of its name."""
        symbol = self._symbol(token_id)
        if symbol is None:
            return b""
        if token_id in self._special:
            return symbol.encode()
        if self._byte_level and set(symbol) <= SYMBOL_BYTES.keys():
            return to_bytes(symbol)
        if match := _BYTE_TOKEN.fullmatch(symbol):
            return bytes([int(match[1], 16)])
        return symbol.removeprefix("##").replace("▁", " ").encode()

    def _symbol(self, token_id: int) -> str | None:
        """The token as its vocabulary spells it; None for an id without a token."""
        return next(iter(self._tokenizer.convert_ids_to_tokens([token_id])))

    def _label(self, token_id: int) -> str:
        """The token for reading: ␣ for a space, ⏎ for a new line, hex for bytes that are no whole character."""
        symbol = self._symbol(token_id)
        if symbol is None:
            return f"[no token {token_id}]"
        if symbol.startswith("##"):
            return symbol
        return readable(self.raw(token_id)) or "[empty]"


def readable(raw: bytes) -> str:
    """Text with its white space made visible; bytes that are no valid UTF-8 as ‹E2 80›."""
    parts: list[str] = []
    while raw:
        try:
            parts.append(_visible(raw.decode()))
            break
        except UnicodeDecodeError as error:
            parts += [
                _visible(raw[: error.start].decode()),
                f"‹{raw[error.start : error.end].hex(' ').upper()}›",
            ]
            raw = raw[error.end :]
    return "".join(parts).replace("›‹", " ")


def _visible(text: str) -> str:
    shown = text.translate(_GLYPHS)
    return "".join(c if c.isprintable() else f"‹{c.encode().hex(' ').upper()}›" for c in shown)


def _added_special(tokenizer: PreTrainedTokenizerBase) -> set[int]:
    return {number for number, token in tokenizer.added_tokens_decoder.items() if token.special}
