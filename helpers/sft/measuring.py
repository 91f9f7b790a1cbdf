"""What a tuned model does: its replies, and how likely it finds text that it was not tuned on."""

import copy
from collections.abc import Sequence
from typing import Any

import torch
from torch.nn.functional import cross_entropy
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.errors import InputError
from helpers.training.arguments import quiet

AT_A_TIME = 25  # larger batches are slower on a CPU: their keys and values no longer fit into its cache


@torch.inference_mode()
def replies(
    model: Any,
    tokenizer: PreTrainedTokenizerBase,
    requests: Sequence[str],
    *,
    max_new_tokens: int = 64,
    temperature: float = 0.0,
    seed: int = 0,
) -> list[str]:
    """The assistant's reply to each request, in their order, through the library's ``generate``.

    Args:
        model: a causal language model, with adapters or a soft prompt or without.
        requests: what the user says, one message each.
        max_new_tokens: a longer reply is cut off.
        temperature: 0 takes the likeliest token each time.
        seed: of the draws, for the whole batch.
    """
    prompts = [
        tokenizer.apply_chat_template(
            [{"role": "user", "content": request}], tokenize=False, add_generation_prompt=True
        )
        for request in requests
    ]
    order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
    said = [""] * len(prompts)
    sampling = (
        {"do_sample": True, "temperature": temperature, "top_k": 0} if temperature else {"do_sample": False}
    )
    torch.manual_seed(seed)
    with quiet():
        for start in range(0, len(order), AT_A_TIME):
            some = order[start : start + AT_A_TIME]
            batch = tokenizer(
                [prompts[i] for i in some],
                return_tensors="pt",
                padding=True,
                padding_side="left",
                add_special_tokens=False,
                return_token_type_ids=False,
            ).to(model.device)
            ids = model.generate(
                **batch, max_new_tokens=max_new_tokens, pad_token_id=tokenizer.pad_token_id, **sampling
            )
            new = (
                ids[:, batch["input_ids"].shape[1] :]
                if ids.shape[1] > batch["input_ids"].shape[1]
                else ids[:, :0]
            )
            for i, text in zip(some, tokenizer.batch_decode(new, skip_special_tokens=True), strict=True):
                said[i] = text.strip()
    return said


@torch.inference_mode()
def text_losses(
    model: Any, tokenizer: PreTrainedTokenizerBase, texts: Sequence[str], max_length: int = 128
) -> list[float]:
    """Nats a token of each text's first tokens.

    Raises:
        InputError: a text of fewer than two tokens, which leaves nothing to predict.
    """
    losses = []
    for number, text in enumerate(texts):
        ids = tokenizer(
            text, return_tensors="pt", add_special_tokens=False, truncation=True, max_length=max_length
        )
        ids = ids["input_ids"].to(model.device)
        if ids.shape[1] < 2:
            raise InputError(
                f"Text {number} has {ids.shape[1]} tokens; two or more are needed to predict one."
            )
        with quiet():
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[0, -ids.shape[1] : -1]
        losses.append(cross_entropy(logits.float(), ids[0, 1:]).item())
    return losses


@torch.no_grad()
def interpolated(before: PreTrainedModel, after: PreTrainedModel, share: float) -> PreTrainedModel:
    """A copy of a model that lies between it and its fine-tuned self (Wortsman et al., 2022).

    Args:
        share: 0 gives ``before``, 1 gives ``after``.
    """
    between = copy.deepcopy(before)
    for mine, theirs in zip(between.parameters(), after.parameters(), strict=True):
        mine.lerp_(theirs, share)
    return between
