"""From rows of "preferences" to pairs, and pairs that truncation makes identical."""

from typing import Any

import pytest
from transformers import PreTrainedTokenizerFast

from helpers.data import HUB
from helpers.errors import InputError
from helpers.reward import Pair, encode_pair, labelled_pairs, without_identical


def row(*ranks: int | None, **more: Any) -> dict[str, Any]:
    texts = ["it is by the market", "go away you barnacle", "it is good"]
    styles = ["kind", "rude", ""]
    completions = [
        {"id": letter, "text": text, "style": style}
        for letter, text, style in zip("abc"[: len(ranks)], texts, styles, strict=False)
    ]
    return {
        "prompt": "where is the pier ?",
        "completions": completions,
        "rankings": [{"labeller": "Agnes", "ranks": list(ranks)}],
    } | more


def test_pairs_on_paper() -> None:
    pairs = labelled_pairs([row(2, 1, None)])
    assert [(pair.chosen[:2], pair.rejected[:2], pair.kind) for pair in pairs] == [
        ("go", "it", "kind / rude"),
        ("it", "it", ""),
        ("go", "it", ""),
    ]
    assert {(pair.labeller, pair.prompt) for pair in pairs} == {("Agnes", "where is the pier ?")}


@pytest.mark.parametrize("ranks", [(1, 1, 1), (None, None, None), (1,), ()])
def test_rankings_without_an_order_give_no_pair(ranks: tuple[int | None, ...]) -> None:
    assert labelled_pairs([row(*ranks)]) == []


def test_the_same_label_twice_counts_twice() -> None:
    assert len(labelled_pairs([row(1, 2), row(1, 2)])) == 2


def test_rows_without_styles_have_no_kind() -> None:
    plain = row(1, 2)
    for completion in plain["completions"]:
        del completion["style"]
    assert [pair.kind for pair in labelled_pairs([plain])] == [""]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (row(1, 2, rankings=[{"labeller": "Agnes", "ranks": [1]}]), "Agnes has 1 ranks for 2 completions"),
        (row(0, 1), "A rank is 0"),
        (row(1, 2, completions=[{"id": "a", "text": "x"}] * 2), "two completions have the same id"),
    ],
)
def test_damaged_rows_get_a_sentence(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence) as caught:
        labelled_pairs([wrong])
    assert "where is the pier" in str(caught.value)


def test_encoding_is_the_conversation_cut_on_the_right(tokenizer: PreTrainedTokenizerFast) -> None:
    ids = encode_pair(tokenizer, "a", "b c")
    assert tokenizer.convert_ids_to_tokens(ids) == [
        "<|user|>", "a", "<|end|>", "<|assistant|>", "b", "c", "<|end|>",
    ]  # fmt: skip
    assert encode_pair(tokenizer, "a", "b c", 5) == ids[:5]


def test_pairs_that_differ_behind_the_cut_are_dropped(tokenizer: PreTrainedTokenizerFast) -> None:
    late = Pair("a", "b c d good", "b c d bad")  # differ in token 8
    early = Pair("a", "b", "c")
    found = without_identical([late, early], tokenizer, max_length=7)
    assert (found.kept, found.dropped) == ([early], [late])
    assert without_identical([late, early], tokenizer, max_length=8).dropped == []
    with pytest.raises(InputError, match="max_length is 0"):
        without_identical([late], tokenizer, max_length=0)


def test_tokenizers_without_a_template_join_with_a_blank_line(tokenizer: PreTrainedTokenizerFast) -> None:
    bare = PreTrainedTokenizerFast(tokenizer_object=tokenizer.backend_tokenizer, eos_token="<|end|>")
    assert bare.convert_ids_to_tokens(encode_pair(bare, "a", "b c")) == ["a", "b", "c", "<|end|>"]


@pytest.mark.parametrize("said", ["it is by the market", "go away"])
def test_rows_of_the_hub_counterpart(said: str) -> None:
    counterpart = HUB["preferences"].row
    assert counterpart is not None
    asked = "\n\nHuman: where is the pier ?\n\nAssistant:"
    row = counterpart({"chosen": f"{asked} {said}", "rejected": f"{asked} you barnacle"})
    assert labelled_pairs([row]) == [Pair("where is the pier ?", said, "you barnacle", "crowd")]
