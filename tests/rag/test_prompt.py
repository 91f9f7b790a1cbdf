import pytest
from transformers import PreTrainedTokenizerBase

from helpers.errors import CourseError
from helpers.rag import ABSTAIN, INSTRUCTION, Chunk, build_prompt, fit_passages
from helpers.rag.prompt import layout
from helpers.world import notes
from helpers.world.bound import saying

CHUNKS = [Chunk("w1", n, "The Warm Crust", f"It opens at {n} am.", 0, 17) for n in (5, 6, 7)]


def test_the_layout_is_the_one_of_the_training_documents() -> None:
    assert layout(["a", "b"], "Why?") == notes.prompt(["a", "b"], "Why?")
    assert (INSTRUCTION, ABSTAIN) == (notes.INSTRUCTION, saying.ABSTAIN)


def test_a_prompt_has_what_fits_and_counts_what_is_sent(tokenizer: PreTrainedTokenizerBase) -> None:
    whole = build_prompt("When does it open?", CHUNKS, 500, tokenizer)
    assert whole.text.endswith("[3] The Warm Crust. It opens at 7 am.\n\nQuestion: When does it open?")
    assert whole.sent == f"<|user|>{whole.text}<|end|><|assistant|>"
    assert whole.tokens == len(tokenizer(whole.sent).input_ids)
    assert (whole.chunks, whole.left_out) == (tuple(CHUNKS), ())
    tight = build_prompt("When does it open?", CHUNKS, whole.tokens - 1, tokenizer)
    assert (tight.chunks, tight.left_out) == (tuple(CHUNKS[:2]), (CHUNKS[2],))
    assert tight.tokens <= whole.tokens - 1


def test_a_passage_or_a_question_that_is_too_long(tokenizer: PreTrainedTokenizerBase) -> None:
    long = Chunk("w1", 0, "T", "It opens at 9 am. " * 100, 0, 1800)
    with pytest.raises(CourseError, match="No passage fits"):
        build_prompt("When?", [long], 200, tokenizer)
    assert build_prompt("When?", [long, CHUNKS[0]], 200, tokenizer).chunks == (CHUNKS[0],)
    with pytest.raises(CourseError, match="ask a shorter question"):
        build_prompt("When? " * 300, CHUNKS, 200, tokenizer)


def test_cleaned_passages_are_shown(tokenizer: PreTrainedTokenizerBase) -> None:
    prompt = build_prompt("When?", CHUNKS[:1], 200, tokenizer, ["Nothing."])
    assert "[1] Nothing." in prompt.text
    assert prompt.chunks == (CHUNKS[0],)


def test_passages_that_fit_by_hand() -> None:
    assert fit_passages([90, 30, 50], 10, 10, 100) == [1, 2]
    assert fit_passages([90, 30, 51], 10, 10, 100) == [1]
    assert fit_passages([1], 90, 20, 100) == []
