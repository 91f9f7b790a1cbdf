import pytest
from tokenizers import Tokenizer, decoders, models
from transformers import PreTrainedTokenizerFast

from helpers.widgets.pieces import Pieces, readable
from tests.browser import tiny


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b" boat", "␣boat"),
        (b"\n\n\t", "⏎⏎⇥"),
        ("é".encode(), "é"),
        (b"\xf0\x9f", "‹F0 9F›"),
        (b"\xe2a\x80", "‹E2›a‹80›"),
        (b"\x00a", "‹00›a"),
        (b"", ""),
    ],
)
def test_bytes_are_made_readable(raw: bytes, shown: str) -> None:
    assert readable(raw) == shown


def test_byte_level_tokens() -> None:
    tokenizer = tiny.tokenizer()
    pieces = Pieces(tokenizer)
    ids = tokenizer("the lamp\n🦀")["input_ids"]
    assert b"".join(pieces.raw(i) for i in ids) == "the lamp\n🦀".encode()
    assert [pieces.label(i) for i in ids][:3] == ["the", "␣lamp", "⏎"]
    assert pieces.label(tokenizer.eos_token_id) == "<|end|>"
    assert pieces.label(10**6) == "[no token 1000000]"


def test_sentencepiece_and_wordpiece_tokens() -> None:
    vocabulary = {"▁boat": 0, "<0xE2>": 1, "##ing": 2, "[UNK]": 3, "Ġ": 4}
    core = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    core.decoder = decoders.Metaspace()
    pieces = Pieces(PreTrainedTokenizerFast(tokenizer_object=core))
    assert [pieces.label(i) for i in (0, 1, 2, 4)] == ["␣boat", "‹E2›", "##ing", "Ġ"]
    assert [pieces.raw(i) for i in (0, 1, 2)] == [b" boat", b"\xe2", b"ing"]
