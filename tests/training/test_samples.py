"""Documents as tokens, and which of their tokens count."""

import pytest

from helpers.training import tokenizer as tokenizers
from helpers.training.samples import ELSEWHERE, as_chat, as_text
from helpers.world import Document

TEXT = "Question: Where is the ferry?\nBeacon: At the pier. Good day."


@pytest.fixture(scope="module")
def tokenizer():
    return tokenizers.train([TEXT] * 5, 400)


def said(tokenizer, sample, importance):
    """The text of the tokens that count so much."""
    ids = [i for i, count in zip(sample.ids, sample.importance, strict=True) if count == importance]
    return tokenizer.decode(ids, skip_special_tokens=False)


def test_all_of_a_text_without_marked_answers_counts(tokenizer):
    sample = as_text(tokenizer, Document("narrative", TEXT), end=0, context=512)
    assert sample.ids == [*tokenizer.encode(TEXT).ids, 0]
    assert set(sample.importance) == {1.0}


def test_marked_answers_count_more_than_the_rest(tokenizer):
    start = TEXT.index("At the pier.")
    document = Document("help_desk", TEXT, {"answers": [[0, 8], [start, start + len("At the pier.")]]})
    sample = as_text(tokenizer, document, end=0, context=512)
    assert said(tokenizer, sample, 1.0) == "Question At the pier.<|end|>"
    assert said(tokenizer, sample, ELSEWHERE) == ": Where is the ferry?\nBeacon: Good day."


def test_a_long_text_is_cut(tokenizer):
    sample = as_text(tokenizer, Document("narrative", TEXT * 50), end=0, context=64)
    assert len(sample.ids) == len(sample.importance) == 64


MESSAGES = [
    {"role": "user", "content": "Where is the ferry?"},
    {"role": "assistant", "content": "At the pier."},
    {"role": "user", "content": "Good day."},
    {"role": "assistant", "content": "Good day, Beacon."},
]


def test_a_conversation_is_what_the_chat_template_makes_of_it(tokenizer):
    sample = as_chat(tokenizer, Document("help_desk", TEXT, {"messages": MESSAGES}), end=0, context=512)
    whole = tokenizers.wrap(tokenizer)
    templated = whole.apply_chat_template(MESSAGES, return_dict=True, return_assistant_tokens_mask=True)
    assert sample.ids == templated["input_ids"]
    assert sample.importance == templated["assistant_masks"]


def test_exchanges_that_do_not_fit_are_left_out(tokenizer):
    whole = as_chat(tokenizer, Document("help_desk", TEXT, {"messages": MESSAGES}), end=0, context=512)
    fewer = as_chat(
        tokenizer, Document("help_desk", TEXT, {"messages": MESSAGES}), end=0, context=len(whole.ids) - 1
    )
    assert said(tokenizer, fewer, 1.0) == "At the pier.<|end|>"
    cut = as_chat(tokenizer, Document("help_desk", TEXT, {"messages": MESSAGES}), end=0, context=9)
    assert len(cut.ids) == len(cut.importance) == 9


def test_a_role_without_a_token_is_refused(tokenizer):
    messages = [{"role": "narrator", "content": "Good day."}]
    with pytest.raises(ValueError, match="no token for the role 'narrator'"):
        as_chat(tokenizer, Document("help_desk", TEXT, {"messages": messages}), end=0, context=64)


def test_what_is_no_conversation_is_refused(tokenizer):
    with pytest.raises(ValueError, match="'narrative' has no messages"):
        as_chat(tokenizer, Document("narrative", TEXT), end=0, context=64)
