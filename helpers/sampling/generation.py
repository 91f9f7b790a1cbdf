"""Text from a causal language model, token by token, with a KV cache.

What is kept: prompts of different lengths in one batch (padded on the left, so that every row's next token is
predicted at the last position), the model's own log-probability of every token, and random numbers of each row's own,
so that what else is in the batch does not change a completion. Once half of the rows have finished, the others go on
without them. What is left out on purpose: beam search and encoder-decoders.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.errors import InputError
from helpers.sampling.drawing import invert_cdf
from helpers.sampling.prompts import pad_left, read_openings
from helpers.sampling.settings import check_settings
from helpers.sampling.warping import penalise_repetition, stable_softmax, warp
from helpers.types import FinishReason, Generation

PADDED_VOCABULARY = 0.05
"""Models round their vocabulary up (Qwen2.5 by 0.2 %, Phi-2 by 1.8 %); beyond this share it is another tokenizer."""


def generate_with_cache(model: PreTrainedModel, token_ids: list[int], max_new_tokens: int) -> list[int]:
    """Continue ``token_ids`` greedily by exactly ``max_new_tokens`` tokens and return the new ones.

    The keys and values of the tokens so far stay in the cache, so each step after the first feeds one token only.
    """
    check_settings(max_new_tokens=max_new_tokens)
    if not token_ids:
        raise InputError("token_ids is empty; give the model at least one token to continue.")
    new_ids: list[int] = []
    step_ids, cache = token_ids, None
    with torch.no_grad():
        for _ in range(max_new_tokens):
            output = model(
                input_ids=torch.tensor([step_ids], device=model.device), past_key_values=cache, use_cache=True
            )
            cache = output.past_key_values
            step_ids = [int(output.logits[0, -1].argmax())]
            new_ids += step_ids
    return new_ids


def generate(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    prompts: Sequence[str],
    *,
    max_new_tokens: int = 48,
    temperature: float = 1.0,
    top_k: int = 0,
    top_p: float = 1.0,
    min_p: float = 0.0,
    repetition_penalty: float = 1.0,
    stop: Sequence[str] = (),
    seed: int = 0,
    choose: Callable[[Tensor], Tensor] | None = None,
    share_openings: bool = False,
) -> list[Generation]:
    """Continue every prompt until its end token, a stop string, ``max_new_tokens`` or the end of the context window.

    Row i draws its random numbers from a generator seeded by ``(seed, i)``: the same call gives the same completions,
    and a row's completion does not depend on the other prompts.

    Args:
        model: a decoder-only causal language model, on any device; its training mode is left as it was.
        tokenizer: the tokenizer that the model was trained with.
        prompts: texts of one token or more; the tokenizer adds its usual special tokens.
        max_new_tokens: the most tokens to add.
        temperature, top_k, top_p, min_p: see :func:`~helpers.sampling.warp`; temperature 0 is greedy.
        repetition_penalty: see :func:`~helpers.sampling.penalise_repetition`; prompt and completion count.
        stop: texts that end a completion; the first to appear is cut off, with what follows it.
        seed: of all random numbers.
        choose: a rule of your own in place of the settings from temperature to repetition_penalty: it gets the model's
            logits, float32 ``(batch, vocab)`` on the CPU, and returns the next token of each row, ``(batch,)``.
        share_openings: read what neighbouring prompts have in common once for all of them: less work where many ask
            different things about one text.

    Raises:
        InputError: a setting outside its range, a choice that is no token, an empty prompt, one that fills the context
            window, a tokenizer that is not the model's, or an encoder-decoder.
    """
    check_settings(
        max_new_tokens=max_new_tokens,
        temperature=temperature,
        top_k=top_k,
        top_p=top_p,
        min_p=min_p,
        repetition_penalty=repetition_penalty,
        seed=seed,
    )
    stop = (stop,) if isinstance(stop, str) else tuple(stop)
    if "" in stop:
        raise InputError(
            "stop holds an empty string, which would end every completion at once; leave it out."
        )
    rows = _rows(model, tokenizer, prompts)
    if not rows:
        return []
    ending = _Ending(max_new_tokens, context_window(model), end_ids(model, tokenizer, stop), stop)
    dtype = np.float32 if model.device.type == "mps" else np.float64
    draws = [np.random.default_rng([seed, row]).random(max_new_tokens, dtype) for row in range(len(rows))]
    uniforms = torch.from_numpy(np.stack(draws)).to(model.device)

    with _evaluating(model), torch.no_grad():
        ids, attention_mask = pad_left([row.prompt_ids for row in rows], model.device)
        history, cache, active = ids, None, rows
        if share_openings:
            cache, ids, attention_mask = read_openings(model, [row.prompt_ids for row in rows])
        positions = (attention_mask.cumsum(dim=-1) - 1).clamp(min=0)[:, -ids.shape[1] :]
        for step in range(max_new_tokens):
            output = model(
                input_ids=ids,
                attention_mask=attention_mask,
                position_ids=positions,
                past_key_values=cache,
                use_cache=True,
                logits_to_keep=1,
            )
            cache = output.past_key_values
            logits = output.logits[:, -1].float()
            if choose:
                ids = _chosen(choose, logits)
            else:
                scores = penalise_repetition(logits, history, repetition_penalty)
                probs = stable_softmax(warp(scores, temperature, top_k, top_p, min_p))
                ids = invert_cdf(probs.to(uniforms.dtype), uniforms[:, step : step + 1])
            logprobs = logits.log_softmax(dim=-1).gather(-1, ids)
            for row, token_id, logprob in zip(
                active, ids[:, 0].tolist(), logprobs[:, 0].tolist(), strict=True
            ):
                if row.finish_reason is None:
                    row.token_ids.append(token_id)
                    row.logprobs.append(logprob)
                    row.finish_reason = ending.reason(row, tokenizer)
            unfinished = [place for place, row in enumerate(active) if row.finish_reason is None]
            if not unfinished:
                break
            history = torch.cat([history, ids], dim=-1)
            attention_mask = torch.cat([attention_mask, torch.ones_like(ids)], dim=-1)
            # A finished row may run along for a while; it must not run out of positions.
            positions = (positions[:, -1:] + 1).clamp(max=ending.context_window - 1)
            if (
                2 * len(unfinished) <= len(active) and choose is None
            ):  # a rule of one's own may count on its rows
                keep = torch.tensor(unfinished, device=model.device)
                cache.batch_select_indices(keep)
                ids, history, attention_mask, positions, uniforms = (
                    x[keep] for x in (ids, history, attention_mask, positions, uniforms)
                )
                active = [active[place] for place in unfinished]
    return [row.generation(tokenizer, stop) for row in rows]


def _chosen(choose: Callable[[Tensor], Tensor], logits: Tensor) -> Tensor:
    """What ``choose`` picks, as ids ``(batch, 1)``, after a look at whether these are tokens."""
    chosen = choose(logits.cpu())
    batch, vocabulary = logits.shape
    if not isinstance(chosen, Tensor) or chosen.shape != (batch,) or chosen.is_floating_point():
        found = (
            f"shape {tuple(chosen.shape)}, {chosen.dtype}"
            if isinstance(chosen, Tensor)
            else type(chosen).__name__
        )
        raise InputError(
            f"choose must return one token id for each of the {batch} rows; it returned {found}."
        )
    if chosen.min() < 0 or chosen.max() >= vocabulary:
        raise InputError(
            f"choose returned token {int(chosen.max() if chosen.max() >= vocabulary else chosen.min())}, "
            f"but ids go from 0 to {vocabulary - 1}."
        )
    return chosen.to(logits.device, torch.long)[:, None]


@dataclass
class _Row:
    prompt: str
    prompt_ids: list[int]
    token_ids: list[int] = field(default_factory=list)
    logprobs: list[float] = field(default_factory=list)
    finish_reason: FinishReason | None = None

    def generation(self, tokenizer: PreTrainedTokenizerBase, stop: tuple[str, ...]) -> Generation:
        assert self.finish_reason is not None
        text = self.text(tokenizer)
        cut = min((text.find(end) for end in stop if end in text), default=len(text))
        return Generation(self.prompt, text[:cut], self.token_ids, self.logprobs, self.finish_reason)

    def text(self, tokenizer: PreTrainedTokenizerBase) -> str:
        """The completion, decoded behind its prompt: some tokenizers drop a space at the start of a text."""
        before = _decode(tokenizer, self.prompt_ids)
        whole = _decode(tokenizer, self.prompt_ids + self.token_ids)
        return whole[len(before) :] if whole.startswith(before) else _decode(tokenizer, self.token_ids)


@dataclass(frozen=True)
class _Ending:
    max_new_tokens: int
    context_window: int
    end_ids: frozenset[int]
    stop: tuple[str, ...]

    def reason(self, row: _Row, tokenizer: PreTrainedTokenizerBase) -> FinishReason | None:
        if row.token_ids[-1] in self.end_ids:
            return "stop"
        if self.stop:
            text = row.text(tokenizer)
            if any(end in text for end in self.stop):
                return "stop"
        if len(row.token_ids) == self.max_new_tokens:
            return "length"
        if len(row.prompt_ids) + len(row.token_ids) >= self.context_window:
            return "context"
        return None


def _rows(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, prompts: Sequence[str]) -> list[_Row]:
    """Tokenized prompts, after everything that could be wrong with them has been looked at."""
    if isinstance(prompts, str):
        raise InputError("prompts is one string; put it in a list: generate(model, tokenizer, [prompt], …).")
    if model.config.is_encoder_decoder:
        raise InputError(
            f"{type(model).__name__} is an encoder-decoder; generate needs a decoder-only model."
        )
    vocabulary, window = model.config.get_text_config().vocab_size, context_window(model)
    if not vocabulary * (1 - PADDED_VOCABULARY) <= len(tokenizer) <= vocabulary:
        raise InputError(
            f"The tokenizer has {len(tokenizer)} tokens and the model {vocabulary}, so they do not belong together; "
            "load both by the same name."
        )
    rows = []
    for number, prompt in enumerate(prompts):
        prompt_ids = tokenizer(prompt)["input_ids"] if prompt else []
        if not prompt_ids:
            raise InputError(f"prompts[{number}] is empty; give the model at least one token to continue.")
        if max(prompt_ids) >= vocabulary:
            raise InputError(
                f"prompts[{number}] becomes token {max(prompt_ids)}, but the model knows 0 to {vocabulary - 1} only; "
                "use the tokenizer that the model was trained with."
            )
        if len(prompt_ids) >= window:
            raise InputError(
                f"prompts[{number}] has {len(prompt_ids)} tokens, which leaves no room in the model's context window "
                f"of {window}; shorten it."
            )
        rows.append(_Row(prompt, prompt_ids))
    return rows


def context_window(model: PreTrainedModel) -> int:
    """Positions that the model was built for; a large number for models without a limit."""
    return getattr(model.config.get_text_config(), "max_position_embeddings", None) or 2**31


def end_ids(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, stop: tuple[str, ...] = ()
) -> frozenset[int]:
    """End tokens of the model and the tokenizer, and stop strings that are one special token (never in the text)."""
    configured = model.generation_config.eos_token_id if model.generation_config else None
    ids = configured if isinstance(configured, list) else [configured]
    added = tokenizer.get_added_vocab()
    ids = [*ids, tokenizer.eos_token_id, *(added.get(text) for text in stop)]
    return frozenset(token_id for token_id in ids if token_id is not None)


def _decode(tokenizer: PreTrainedTokenizerBase, ids: list[int]) -> str:
    return str(tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False))


@contextmanager
def _evaluating(model: torch.nn.Module) -> Iterator[None]:
    """Dropout off inside; afterwards every module is in the mode it was in."""
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        yield
    finally:
        for module, training in modes:
            module.training = training
