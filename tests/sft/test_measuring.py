"""Replies in the order of the requests, losses of texts, and models in between."""

import copy
import math

import pytest
import torch
from torch.nn.functional import cross_entropy
from transformers import PreTrainedTokenizerBase

from helpers import sft
from helpers.errors import InputError
from helpers.sft import measuring
from helpers.sft.methods import soft_prompt


def test_replies_are_those_of_one_request_at_a_time(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerBase
) -> None:
    requests = ["Say it.", "Say all of it, and then again.", "No."]
    together = sft.replies(base, tokenizer, requests, max_new_tokens=5)
    alone = [sft.replies(base, tokenizer, [request], max_new_tokens=5)[0] for request in requests]
    assert together == alone
    assert len(set(together)) > 1
    assert sft.replies(base, tokenizer, []) == []


def test_batches_take_as_many_likeliest_replies_as_the_tokens_allow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "TOKENS_AT_A_TIME", 30)
    widths = [7, 10, 5, 12, 40]
    assert list(measuring._batches([2, 0, 1, 3, 4], widths)) == [[2, 0, 1], [3], [4]]
    monkeypatch.setattr(measuring, "AT_A_TIME", 2)
    assert list(measuring._batches([2, 0, 1], None)) == [[2, 0], [1]]
    assert list(measuring._batches([], [])) == []


def test_drawn_replies_depend_on_the_seed_alone(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerBase
) -> None:
    settings = {"max_new_tokens": 6, "temperature": 1.0}
    drawn = [sft.replies(base, tokenizer, ["Say it."], seed=seed, **settings)[0] for seed in (1, 1, 2)]  # type: ignore[arg-type]
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_soft_prompt_stands_right_before_each_text_of_a_batch(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerBase
) -> None:
    """As in training, where nothing is padded in front; a position's worth of padding would change the reply."""
    prompted = sft.SoftPrompt(3).apply(copy.deepcopy(base)).eval()  # type: ignore[arg-type]
    requests = ["Say it.", "Say all of it, and then again.", "No."]
    together = sft.replies(prompted, tokenizer, requests, max_new_tokens=5)
    for request, reply in zip(requests, together, strict=True):
        asked = [{"role": "user", "content": request}]
        text = tokenizer.apply_chat_template(asked, tokenize=False, add_generation_prompt=True)
        ids = tokenizer(text, return_tensors="pt", add_special_tokens=False)["input_ids"]
        said: list[int] = []
        with torch.no_grad():
            words = base.get_submodule("model.embed_tokens")
            for _ in range(5):
                read = torch.cat([ids, torch.tensor([said], dtype=torch.long)], dim=1)
                logits = base(
                    inputs_embeds=torch.cat([soft_prompt(prompted)[None], words(read)], dim=1)
                ).logits
                said.append(int(logits[0, -1].argmax()))
                if said[-1] == tokenizer.eos_token_id:
                    break
        assert reply == tokenizer.decode(said, skip_special_tokens=True).strip()


def test_a_model_without_knowledge_is_as_surprised_as_can_be(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerBase
) -> None:
    with torch.no_grad():
        base.get_parameter("model.embed_tokens.weight").zero_()
        base.get_parameter("lm_head.weight").zero_()
    assert sft.text_losses(base, tokenizer, ["one two three"]) == pytest.approx([math.log(len(tokenizer))])
    with pytest.raises(InputError, match="Text 1 has 0 tokens"):
        sft.text_losses(base, tokenizer, ["one two", ""])


def test_a_text_has_the_loss_that_it_has_alone(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerBase
) -> None:
    texts = [
        "one two three four five six seven",
        "one two",
        "three",
        "a b c d e f g h i j k",
        "x y z",
        "two one",
    ]
    expected = []
    for text in texts:
        ids = tokenizer(text, return_tensors="pt", add_special_tokens=False)["input_ids"]
        with torch.no_grad():
            expected.append(cross_entropy(base(ids).logits[0, :-1], ids[0, 1:]).item())
    assert sft.text_losses(base, tokenizer, texts) == pytest.approx(expected, rel=1e-5)


def test_the_loss_of_a_text_under_a_soft_prompt(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerBase
) -> None:
    """The vectors stand in front; what is predicted is the text from its second token on, as without them."""
    prompted = sft.SoftPrompt(3).apply(copy.deepcopy(base)).eval()  # type: ignore[arg-type]
    ids = tokenizer("one two three", return_tensors="pt", add_special_tokens=False)["input_ids"]
    with torch.no_grad():
        words = base.get_submodule("model.embed_tokens")(ids)
        logits = base(inputs_embeds=torch.cat([soft_prompt(prompted)[None], words], dim=1)).logits
    expected = cross_entropy(logits[0, 3:-1], ids[0, 1:])
    found = sft.text_losses(prompted, tokenizer, ["one two three"])
    assert found == pytest.approx([expected.item()], rel=1e-4)


def test_halfway(base: torch.nn.Module) -> None:
    other = copy.deepcopy(base)
    with torch.no_grad():
        for parameter in other.parameters():
            parameter.add_(2.0)
    between = sft.interpolated(base, other, 0.5)  # type: ignore[arg-type]
    for mine, start in zip(between.parameters(), base.parameters(), strict=True):
        assert torch.allclose(mine, start + 1.0)
