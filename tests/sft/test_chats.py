"""Labels: what the assistant says and nothing else, in chats of any shape, cut off anywhere."""

from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from helpers import sft
from helpers.errors import InputError
from helpers.paths import MODELS
from helpers.sft.chats import IGNORED, PLAIN_TEMPLATE

from .conftest import chat

TOKENIZER = AutoTokenizer.from_pretrained(MODELS / "lantern-tokenizer")
TEXT = st.text(st.sampled_from("ab é.\n£"), min_size=1, max_size=8).filter(str.strip)
CHATS = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4).map(
    lambda pairs: chat(*(text for pair in pairs for text in pair))
)


def test_labels_on_paper() -> None:
    """8 opens the assistant's turn, 9 the user's, 0 ends a turn, 1 is padding."""
    ids = [9, 5, 0, 8, 6, 7, 0, 9, 5, 0, 8, 6, 0, 1, 1]
    expected = [-100] * 4 + [6, 7, 0] + [-100] * 4 + [6, 0, -100, -100]
    assert sft.completion_labels(ids, [8], 0, 1) == expected


def test_padding_on_the_left_and_a_header_of_two_tokens() -> None:
    assert sft.completion_labels([1, 1, 3, 8, 4, 0], [3, 8], 0, 1) == [-100] * 4 + [4, 0]
    assert sft.completion_labels([3, 4, 8, 5], [3, 8], 0, 1) == [-100] * 4


def test_padding_with_the_end_token_learns_one_end() -> None:
    assert sft.completion_labels([8, 6, 0, 0, 0], [8], 0, 0) == [-100, 6, 0, -100, -100]


@settings(max_examples=30)
@given(CHATS)
def test_the_same_as_the_template_marks(messages: list[dict[str, str]]) -> None:
    """`{% generation %}` in the template says the same in another way."""
    asked: dict[str, Any] = {"return_assistant_tokens_mask": True, "return_dict": True}
    marked: Any = TOKENIZER.apply_chat_template(messages, **asked)
    expected = [
        token if mask else IGNORED
        for token, mask in zip(marked["input_ids"], marked["assistant_masks"], strict=True)
    ]
    row = sft.encode([{"messages": messages}], TOKENIZER)[0]
    assert row["input_ids"] == marked["input_ids"]
    assert row["labels"] == expected


@settings(max_examples=40)
@given(CHATS, st.integers(1, 60))
def test_cut_anywhere_the_labels_are_a_beginning(messages: list[dict[str, str]], length: int) -> None:
    whole = sft.encode([{"messages": messages}], TOKENIZER)[0]
    learned = [label for label in whole["labels"][:length] if label != IGNORED]
    if not learned:
        with pytest.raises(InputError, match="Chat 0 has no token to learn from"):
            sft.encode([{"messages": messages}], TOKENIZER, max_length=length)
        return
    cut = sft.encode([{"messages": messages}], TOKENIZER, max_length=length)[0]
    assert cut["labels"] == whole["labels"][:length]
    assert cut["length"] == len(cut["labels"]) <= length


def test_a_cut_in_the_middle_of_a_reply_learns_the_rest_but_no_end() -> None:
    messages = chat("Say it.", "one two three four five six")
    ids = sft.encode([{"messages": messages}], TOKENIZER)[0]["input_ids"]
    cut = sft.encode([{"messages": messages}], TOKENIZER, max_length=len(ids) - 3)[0]
    learned = [label for label in cut["labels"] if label != IGNORED]
    assert TOKENIZER.decode(learned) == "one two three four"
    assert TOKENIZER.eos_token_id not in learned


def test_a_template_with_a_longer_header(tokenizer: PreTrainedTokenizerBase) -> None:
    """The form of Qwen and SmolLM, written with tokens that this tokenizer has to spell."""
    other = AutoTokenizer.from_pretrained(MODELS / "lantern-tokenizer")
    other.chat_template = None
    with pytest.raises(InputError, match="no chat template"):
        sft.turn(other)
    assert sft.prepared(other).chat_template == PLAIN_TEMPLATE
    row = sft.encode([{"messages": chat("Say it.", "one", "Again.", "two")}], other)[0]
    learned = other.decode([label for label in row["labels"] if label != IGNORED])
    assert learned == f"one{other.eos_token}two{other.eos_token}"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "There are no chats"),
        ([{"text": "a", "summary": "b"}], 'no column "messages"; it has: text, summary'),
        ([{"messages": chat("a", "b")}, {"messages": chat("a", " ")}], "Chat 1 has an empty reply"),
        ([{"messages": chat("a")}], "Chat 0 has no message of the assistant"),
    ],
)
def test_what_cannot_be_learned_is_one_sentence(rows: list[dict], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        sft.encode(rows, TOKENIZER)


def test_a_batch_without_a_target_is_refused(base: torch.nn.Module) -> None:
    ids = torch.tensor([[3, 4, 5]])
    inputs = {
        "input_ids": ids,
        "attention_mask": torch.ones_like(ids),
        "labels": torch.full_like(ids, IGNORED),
    }
    with pytest.raises(InputError, match="no token to learn from"):
        sft.batch_loss(base, inputs)
