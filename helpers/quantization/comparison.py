"""How much a language model loses in another format: perplexity on the same texts, size and speed."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor

from helpers.errors import InputError
from helpers.metrics import bootstrap_difference
from helpers.quantization.network import stored_bytes

BATCH = 32


def first_tokens(tokenizer: Any, texts: Iterable[str], length: int, count: int) -> Tensor:
    """Token ids (≤ count, length) of the first texts that have so many tokens.

    Raises:
        InputError: none has.
    """
    rows = (tokenizer(text, add_special_tokens=False).input_ids for text in texts)
    long_enough = [ids[:length] for ids in rows if len(ids) >= length][:count]
    if not long_enough:
        raise InputError(f"None of the texts has {length} tokens; ask for fewer.")
    return torch.tensor(long_enough)


@torch.no_grad()
def text_losses(model: Any, ids: Tensor) -> np.ndarray:
    """Mean negative log-likelihood of each row of ids (texts, tokens), in nats a token."""
    logprobs = model(ids[:, :-1]).logits.float().log_softmax(-1)
    losses: np.ndarray = -logprobs.gather(-1, ids[:, 1:, None]).squeeze(-1).mean(1).cpu().numpy()
    return losses


@dataclass
class Comparison:
    """Formats of one model, read over the same texts; the first that is added is the reference.

    Attributes:
        ids: held-out token ids (texts, tokens).
        losses: of each text, by format, in nats a token.
        sizes: stored bytes, by format.
        speeds: tokens read a second, by format, in its fastest batch: other work only ever slows one down.
    """

    ids: Tensor
    losses: dict[str, np.ndarray] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    speeds: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, model: Any) -> None:
        """Read all texts with a model."""
        found, rates = [], []
        for ids in self.ids.split(BATCH):
            start = time.perf_counter()
            found.append(text_losses(model, ids))
            rates.append(ids[:, 1:].numel() / (time.perf_counter() - start))
        self.losses[name] = np.concatenate(found)
        self.speeds[name] = max(rates)
        self.sizes[name] = stored_bytes(model)

    def perplexity(self, name: str) -> float:
        """Perplexity over all texts."""
        return float(np.exp(self.losses[name].mean()))

    def difference(self, better: str, worse: str) -> tuple[float, float, float]:
        """Mean difference in nats a token and its 95 % interval, paired by text; negative where the first is better."""
        low, high = bootstrap_difference(list(self.losses[better]), list(self.losses[worse]))
        return float((self.losses[better] - self.losses[worse]).mean()), low, high

    def rise(self, name: str) -> tuple[float, float, float]:
        """How much higher the perplexity is than the reference's, in percent, with its 95 % interval."""
        value, low, high = (100 * float(np.expm1(d)) for d in self.difference(name, next(iter(self.losses))))
        return value, low, high

    def ranked(self, names: Sequence[str]) -> list[str]:
        """Names by perplexity, best first."""
        return sorted(names, key=self.perplexity)

    def rows(self, names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Format, perplexity, rise with its interval, size and speed, as words."""
        return tuple(
            (
                name,
                f"{self.perplexity(name):.3f}",
                "–"
                if name == next(iter(self.losses))
                else "{:+.2f} %  [{:+.2f}, {:+.2f}]".format(*self.rise(name)),
                f"{self.sizes[name] / 1e6:.2f} MB",
                f"{self.speeds[name]:,.0f}",
            )
            for name in names
        )
