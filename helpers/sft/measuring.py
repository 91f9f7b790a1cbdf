"""What a tuned model does: its replies, and how likely it finds text that it was not tuned on."""

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from peft import PeftModel
from torch import Tensor
from torch.nn.functional import cross_entropy
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.errors import InputError
from helpers.sft.methods import soft_prompt
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
            inputs = _with_soft_prompt(model, batch) if _prompted(model) else dict(batch)
            base = model.get_base_model() if _prompted(model) else model
            ids = base.generate(
                **inputs, max_new_tokens=max_new_tokens, pad_token_id=tokenizer.pad_token_id, **sampling
            )
            read = inputs["input_ids"].shape[1] if "input_ids" in inputs else 0
            new = ids[:, read:]
            for i, text in zip(some, tokenizer.batch_decode(new, skip_special_tokens=True), strict=True):
                said[i] = text.strip()
    return said


def _prompted(model: Any) -> bool:
    return isinstance(model, PeftModel) and model.active_peft_config.is_prompt_learning


def _with_soft_prompt(model: PeftModel, batch: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """A batch as embeddings, with the soft prompt right before each text.

    peft puts it before the padding, so that what stands between the two depends on the other rows of the batch.
    """
    prompt, real = soft_prompt(model), batch["attention_mask"].bool()
    words = model.get_input_embeddings()(batch["input_ids"])
    rows, width = real.shape
    embeddings = words.new_zeros(rows, width + len(prompt), words.shape[-1])
    mask = real.new_zeros(rows, width + len(prompt), dtype=torch.long)
    for row, padding in enumerate((~real).sum(dim=1).tolist()):
        embeddings[row, padding:] = torch.cat([prompt, words[row, padding:]])
        mask[row, padding:] = 1
    return {"inputs_embeds": embeddings, "attention_mask": mask}


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
