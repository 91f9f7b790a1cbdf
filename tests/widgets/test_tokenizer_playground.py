import pytest

from helpers.errors import InputError
from helpers.tokenization import BytePairTokenizer
from helpers.widgets import TokenizerPlayground
from tests.browser import tiny

from .conftest import of_kind, talker


def test_counts_and_pieces(playground: TokenizerPlayground) -> None:
    """ "the boat 🦀": 10 characters, 3 of 1 byte, 5 more, and a crab of 4; three words."""
    [result] = of_kind(talker(playground)("hello", "hello"), "results")[0]["results"]
    assert (result["characters"], result["bytes"]) == (10, 13)
    assert [piece for _, piece, _ in result["pieces"]] == [
        "the",
        "␣boat",
        "␣",
        "‹F0›",
        "‹9F›",
        "‹A6›",
        "‹80›",
    ]
    assert result["pieces"][0][2] == "74 68 65"
    assert result["tokens"] == 7
    assert result["per_word"] == pytest.approx(7 / 3)


def test_several_tokenizers_side_by_side() -> None:
    own = BytePairTokenizer.train(["the boat the boat"], 260)
    widget = TokenizerPlayground({"tiny": tiny.tokenizer(), "own": own}, "the boat")
    names = [row["name"] for row in widget.results()]
    assert names == ["tiny", "own"]
    html, text = widget._picture()
    assert "own" in html
    assert "own" in text


@pytest.mark.parametrize(("text", "sentence"), [("x" * 4001, "at most 4,000"), ("\ud800", "surrogate")])
def test_a_text_that_cannot_be_shown(playground: TokenizerPlayground, text: str, sentence: str) -> None:
    ask = talker(playground)
    said = ask("text", "text", text=text)
    assert [message["kind"] for message in said] == ["answer"]
    assert sentence in said[0]["problem"]
    assert sentence in playground._repr_mimebundle_()[0]["text/html"]


def test_an_empty_text_has_no_tokens(playground: TokenizerPlayground) -> None:
    [result] = of_kind(talker(playground)("text", "text", text=""), "results")[0]["results"]
    assert (result["tokens"], result["per_word"]) == (0, None)


def test_no_tokenizer_is_refused() -> None:
    with pytest.raises(InputError, match="at least one tokenizer"):
        TokenizerPlayground({})
