"""What the policy wrote, and what is known of it before the update."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from helpers.ppo.objective import Rows, kl_estimates


@dataclass(frozen=True)
class Completions:
    """What the policy wrote for a batch of queries.

    Attributes:
        query_ids: (batch, query) int64, padded on the left.
        query_mask: (batch, query) bool, True at a real token.
        response_ids: (batch, response) int64, padded on the right.
        response_mask: (batch, response) bool, True at a real token, the end token included.
        ended: (batch,) bool, whether the completion ended by itself.
        texts: the completions without special tokens.
    """

    query_ids: Int[Tensor, "batch query"]
    query_mask: Bool[Tensor, "batch query"]
    response_ids: Int[Tensor, "batch response"]
    response_mask: Bool[Tensor, "batch response"]
    ended: Bool[Tensor, " batch"]
    texts: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def of_like_length(self, chosen: Tensor, size: int) -> Sequence[Tensor]:
        """Row numbers in groups of ``size``, longest first, so that little padding is computed."""
        lengths = self.query_mask[chosen].sum(dim=1) + self.response_mask[chosen].sum(dim=1)
        return chosen[lengths.argsort(descending=True, stable=True)].split(size)

    def rows(self, chosen: Tensor) -> "Completions":
        """Some of the rows, with no column that is padding in all of them."""
        query = int(self.query_mask[chosen].sum(dim=1).max())
        response = int(self.response_mask[chosen].sum(dim=1).max())
        start = self.query_ids.shape[1] - query
        return Completions(
            query_ids=self.query_ids[chosen, start:],
            query_mask=self.query_mask[chosen, start:],
            response_ids=self.response_ids[chosen, :response],
            response_mask=self.response_mask[chosen, :response],
            ended=self.ended[chosen],
            texts=tuple(self.texts[i] for i in chosen.tolist()),
        )


@dataclass(frozen=True)
class Rollout:
    """Completions with what is known of them before the update; rows are (batch, response).

    Attributes:
        logprobs, values: of the policy that drew the tokens.
        ref_logprobs: of the reference.
        scores: what the judge gave, without any penalty.
    """

    prompts: tuple[str, ...]
    completions: Completions
    logprobs: Rows
    ref_logprobs: Rows
    values: Rows
    scores: Float[Tensor, " batch"]

    @property
    def kl(self) -> Float[Tensor, " batch"]:
        """Nats between policy and reference in each completion, estimated by k1."""
        k1 = kl_estimates(self.logprobs, self.ref_logprobs).k1
        return k1.masked_fill(~self.completions.response_mask, 0.0).sum(dim=1)

    def to(self, device: torch.device) -> "Rollout":
        """The same on another device."""
        moved = {f.name: _moved(getattr(self, f.name), device) for f in fields(self)}
        texts = {f.name: _moved(getattr(self.completions, f.name), device) for f in fields(self.completions)}
        return replace(self, **(moved | {"completions": Completions(**texts)}))

    @staticmethod
    def cat(parts: Sequence["Rollout"]) -> "Rollout":
        """One batch of several, padded to the longest query and response."""

        def joined(name: str) -> Tensor:
            return _stacked([getattr(part, name) for part in parts], left=False)

        def written(name: str, left: bool = False) -> Tensor:
            return _stacked([getattr(part.completions, name) for part in parts], left)

        completions = Completions(
            query_ids=written("query_ids", left=True),
            query_mask=written("query_mask", left=True),
            response_ids=written("response_ids"),
            response_mask=written("response_mask"),
            ended=torch.cat([part.completions.ended for part in parts]),
            texts=tuple(text for part in parts for text in part.completions.texts),
        )
        return Rollout(
            tuple(prompt for part in parts for prompt in part.prompts),
            completions,
            joined("logprobs"),
            joined("ref_logprobs"),
            joined("values"),
            torch.cat([part.scores for part in parts]),
        )


def padded(rows: Sequence[Sequence[int]], left: bool) -> tuple[Tensor, Tensor]:
    """Token ids padded with 0 on one side to the longest, and a mask that is True at the real ones."""
    ids = _stacked([torch.tensor([row], dtype=torch.long) for row in rows], left)
    mask = _stacked([torch.ones(1, len(row), dtype=torch.bool) for row in rows], left)
    return ids, mask


def _stacked(parts: Sequence[Tensor], left: bool) -> Tensor:
    """Rows of several (batch, width), filled up with zeros on one side to the greatest width."""
    width = max(part.shape[1] for part in parts)
    missing = [width - part.shape[1] for part in parts]
    return torch.cat(
        [
            torch.nn.functional.pad(part, (n, 0) if left else (0, n))
            for part, n in zip(parts, missing, strict=True)
        ]
    )


def _moved(value: Any, device: torch.device) -> Any:
    return value.to(device) if isinstance(value, Tensor) else value
