"""Many chats at once: what a model answers to each, and how likely it finds A or B."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import torch
from torch import Tensor
from tqdm.auto import tqdm
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers import sampling
from helpers.constitution.principle import Message, request_chat
from helpers.errors import InputError
from helpers.types import Generation

BATCH = 64
Answer = TypeVar("Answer")


def ask(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    chats: Sequence[Sequence[Message]],
    *,
    max_new_tokens: int = 64,
    temperature: float = 0.0,
    seed: int = 0,
    batch: int = BATCH,
    name: str | None = "replies",
    about: Sequence[str] | None = None,
) -> list[Generation]:
    """What the assistant says next in each chat, in their order; chats of a like length run together.

    Args:
        model, tokenizer: a chat model, decoder-only; any device.
        chats: messages, the last of them the user's.
        max_new_tokens: a longer reply is cut off; its ``finish_reason`` says so.
        temperature: 0 takes the likeliest token each time.
        seed: of the draws.
        batch: chats in one pass.
        name: label of the progress bar; None shows none.
        about: for each chat the text that it opens with; those about the same text run together, and a batch reads
            it once.

    Raises:
        InputError: a tokenizer without a chat template, or as `helpers.sampling.generate`.
    """
    settings: dict[str, Any] = {"max_new_tokens": max_new_tokens, "temperature": temperature}
    if about is not None:
        settings["share_openings"] = True

    def run(texts: list[str], start: int) -> list[Generation]:
        return sampling.generate(model, tokenizer, texts, seed=seed + start, **settings)

    return _in_batches(run, _prompts(tokenizer, chats), batch, name, about)


def answers(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    requests: Sequence[str],
    *,
    max_new_tokens: int = 48,
    temperature: float = 1.0,
    seed: int = 0,
    name: str | None = "replies",
) -> list[str]:
    """One drawn reply to each request, without the spaces around it; arguments and errors as `ask`."""
    said = ask(
        model,
        tokenizer,
        [request_chat(request) for request in requests],
        max_new_tokens=max_new_tokens,
        temperature=temperature,
        seed=seed,
        name=name,
    )
    return [one.text.strip() for one in said]


def probability_of_first(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    chats: Sequence[Sequence[Message]],
    *,
    batch: int = BATCH,
    name: str | None = "comparisons",
) -> list[float]:
    """Probability that the assistant's next word is A rather than B, one for each chat: P(A) / (P(A) + P(B)).

    One forward pass a chat and no drawing: what the model would say at temperature 1, if it said nothing but A or B.

    Raises:
        InputError: as `ask`.
    """
    letters = torch.tensor([tokenizer(letter, add_special_tokens=False)["input_ids"][0] for letter in "AB"])

    def run(texts: list[str], start: int) -> list[float]:
        seen: list[Tensor] = []

        def note(logits: Tensor) -> Tensor:
            seen.append(logits)
            return logits.argmax(dim=-1)

        sampling.generate(model, tokenizer, texts, max_new_tokens=1, choose=note)
        return [float(p) for p in seen[0][:, letters].softmax(dim=-1)[:, 0]]

    return _in_batches(run, _prompts(tokenizer, chats), batch, name)


def _in_batches(
    run: Callable[[list[str], int], list[Answer]],
    prompts: list[str],
    batch: int,
    name: str | None,
    about: Sequence[str] | None = None,
) -> list[Answer]:
    order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
    if about is not None:
        order.sort(key=lambda i: (len(about[i]), about[i]))
    found: dict[int, Answer] = {}
    with tqdm(total=len(prompts), desc=name, leave=False, disable=name is None) as bar:
        for start in range(0, len(order), batch):
            some = order[start : start + batch]
            found |= zip(some, run([prompts[i] for i in some], start), strict=True)
            bar.update(len(some))
    return [found[i] for i in range(len(prompts))]


def _prompts(tokenizer: PreTrainedTokenizerBase, chats: Sequence[Sequence[Message]]) -> list[str]:
    if not tokenizer.chat_template:
        raise InputError("This tokenizer has no chat template; call sft.prepared(tokenizer) first.")
    texts = [
        str(tokenizer.apply_chat_template(list(chat), tokenize=False, add_generation_prompt=True))
        for chat in chats
    ]
    ids = tokenizer("A")["input_ids"]
    writes_bos = tokenizer.bos_token is not None and ids[0] == tokenizer.bos_token_id
    return [text.removeprefix(tokenizer.bos_token) for text in texts] if writes_bos else texts
