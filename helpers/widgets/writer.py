"""Reading a prompt and writing on from it, one token at a time, with the distribution behind every token."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.errors import InputError
from helpers.sampling import penalise_repetition, stable_softmax, warp
from helpers.sampling.drawing import invert_cdf
from helpers.sampling.generation import context_window, end_ids
from helpers.tokenization import to_symbols

from .settings import Settings


@dataclass(frozen=True)
class Context:
    """A prompt that the model has read: its token ids and the logits of shape ``(vocab,)`` that follow it."""

    prompt: str
    ids: list[int]
    logits: Tensor


@dataclass(frozen=True)
class Choice:
    """One token with the logits it was chosen from, as the model gave them and as the settings left them."""

    token_id: int
    logits: Tensor
    warped: Tensor


def read(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, prompt: str) -> Context:
    """Run the model over a prompt.

    Raises:
        InputError: the prompt is empty, too long, or holds a token that the model does not know.
    """
    to_symbols(prompt)  # refuses what has no bytes
    ids = tokenizer(prompt)["input_ids"] if prompt else []
    if not ids:
        raise InputError("The prompt is empty; type at least one character for the model to continue.")
    window, vocabulary = context_window(model), model.config.get_text_config().vocab_size
    if len(ids) >= window:
        raise InputError(
            f"The prompt has {len(ids):,} tokens, but the model's context window holds {window:,} "
            "and the next token needs one of them; shorten it."
        )
    if max(ids) >= vocabulary:
        raise InputError(
            f"The prompt becomes token {max(ids)}, but the model knows 0 to {vocabulary - 1} only."
        )
    return Context(prompt, ids, _Reader(model).read(ids))


def write(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    ids: list[int],
    settings: Settings,
    uniforms: np.ndarray,
    first: int | None = None,
) -> Iterator[Choice]:
    """Continue ``ids``, one random number of ``uniforms`` a token, as ``helpers.sampling.generate`` would.

    Args:
        model: a decoder-only language model.
        tokenizer: its tokenizer.
        ids: the tokens so far, one or more.
        settings: of the sampler.
        uniforms: numbers in [0, 1); as many tokens are written, unless an end token or the end of the context window
            comes first.
        first: a token to write first, whatever its probability; its random number is passed over.
    """
    reader, ends, window = _Reader(model), end_ids(model, tokenizer), context_window(model)
    ids, unread = list(ids), list(ids)
    for uniform in torch.from_numpy(uniforms):
        logits = reader.read(unread)
        scores = penalise_repetition(logits, ids, settings.repetition_penalty)
        warped = warp(scores, settings.temperature, settings.top_k, settings.top_p, settings.min_p)
        drawn = int(invert_cdf(stable_softmax(warped).double(), uniform[None]))
        token_id, first = (drawn, None) if first is None else (first, None)
        yield Choice(token_id, logits, warped)
        unread = [token_id]
        ids += unread
        if token_id in ends or len(ids) >= window:
            return


def uniforms(seed: int, length: int) -> np.ndarray:
    """The random numbers that ``helpers.sampling.generate`` uses for its first prompt."""
    return np.random.default_rng([seed, 0]).random(length)


class _Reader:
    """Feeds a model new tokens only and keeps what it has read in the cache."""

    def __init__(self, model: PreTrainedModel) -> None:
        self._model = model
        self._cache = None

    def read(self, new_ids: list[int]) -> Tensor:
        """Logits after ``new_ids``, ``(vocab,)``, float32 on the CPU."""
        ids = torch.tensor([new_ids], device=self._model.device)
        training = self._model.training
        self._model.eval()
        with torch.no_grad():
            output = self._model(input_ids=ids, past_key_values=self._cache, use_cache=True, logits_to_keep=1)
        self._model.train(training)
        self._cache = output.past_key_values
        return output.logits[0, -1].float().cpu()
