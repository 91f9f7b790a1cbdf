"""What a tuned model does: its replies, and how likely it finds text that it was not tuned on."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import torch
from peft import PeftModel
from torch import Tensor
from torch.nn.functional import cross_entropy
from transformers import PreTrainedModel, PreTrainedTokenizerBase, StaticCache

from helpers.errors import InputError
from helpers.sft.methods import soft_prompt
from helpers.training.arguments import quiet

# Larger batches are slower on a CPU: their keys and values no longer fit into its cache. What is drawn depends on the
# size of its batch, the likeliest reply does not.
AT_A_TIME = 25
TOKENS_AT_A_TIME = 6_400
TEXTS_AT_A_TIME = 4


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
    sampling: dict[str, Any] = (
        {"do_sample": True, "temperature": temperature, "top_k": 0} if temperature else {"do_sample": False}
    )
    torch.manual_seed(seed)
    widths = None
    if not temperature:
        lengths = [len(tokenizer(prompt, add_special_tokens=False)["input_ids"]) for prompt in prompts]
        widths = [length + max_new_tokens for length in lengths]
    with quiet():
        for some in _batches(order, widths):
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
            width = inputs["attention_mask"].shape[1]
            if not temperature and base.device.type == "cpu":  # a growing cache is copied at every token
                sampling["past_key_values"] = StaticCache(base.config, max_cache_len=width + max_new_tokens)
            ids = base.generate(
                **inputs, max_new_tokens=max_new_tokens, pad_token_id=tokenizer.pad_token_id, **sampling
            )
            read = width if "input_ids" in inputs else 0
            new = ids[:, read:]
            for i, text in zip(some, tokenizer.batch_decode(new, skip_special_tokens=True), strict=True):
                said[i] = text.strip()
    return said


def _batches(order: Sequence[int], widths: Sequence[int] | None) -> Iterator[list[int]]:
    """Rows to answer together, in their order: of known widths as many as the tokens allow, else a fixed number."""
    batch: list[int] = []
    for i in order:
        if widths:
            full = (len(batch) + 1) * max(widths[j] for j in (*batch, i)) > TOKENS_AT_A_TIME
        else:
            full = len(batch) == AT_A_TIME
        if batch and full:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


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
    rows = [
        tokenizer(text, add_special_tokens=False, truncation=True, max_length=max_length)["input_ids"]
        for text in texts
    ]
    for number, row in enumerate(rows):
        if len(row) < 2:
            raise InputError(f"Text {number} has {len(row)} tokens; two or more are needed to predict one.")
    losses = [0.0] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    for start in range(0, len(order), TEXTS_AT_A_TIME):
        some = order[start : start + TEXTS_AT_A_TIME]
        width = len(rows[some[-1]])
        # Padded on the right by anything: no token sees what follows it, so no mask is needed.
        ids = torch.tensor([rows[i] + rows[i][:1] * (width - len(rows[i])) for i in some]).to(model.device)
        with quiet():
            logits = model(input_ids=ids).logits[:, -width:].float()
        for i, row, mine in zip(some, ids, logits, strict=True):
            losses[i] = cross_entropy(mine[: len(rows[i]) - 1], row[1 : len(rows[i])]).item()
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
