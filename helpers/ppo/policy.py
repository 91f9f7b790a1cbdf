"""A language model as a policy: it draws completions, says how likely they were, and values the way there.

The value head is one linear layer on the policy's own backbone, so that a forward pass gives log-probabilities and
values together; logits are computed for response positions only. The reference is the same model with its adapter
switched off where there is one, and a frozen copy otherwise.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, cast

import torch
from jaxtyping import Bool, Float, Int
from peft import PeftModel
from torch import Tensor, nn
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.sampling import generate

Rows = Float[Tensor, "batch response"]


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

    def rows(self, chosen: Tensor) -> "Completions":
        """Some of the rows, with no column that is padding in all of them."""
        part: dict[str, Any] = {
            f.name: getattr(self, f.name)[chosen] for f in fields(self) if f.name != "texts"
        }
        part["texts"] = tuple(self.texts[i] for i in chosen.tolist())
        some = replace(self, **part)
        query = int(some.query_mask.sum(dim=1).max())
        response = int(some.response_mask.sum(dim=1).max())
        start = some.query_ids.shape[1] - query
        return replace(
            some,
            query_ids=some.query_ids[:, start:],
            query_mask=some.query_mask[:, start:],
            response_ids=some.response_ids[:, :response],
            response_mask=some.response_mask[:, :response],
        )


@dataclass(frozen=True)
class Evaluation:
    """What the policy thinks of completions; each (batch, response), float32, meaningless where the mask is False.

    Attributes:
        logprobs: of each token, at the temperature it was drawn with, in nats.
        entropy: of the distribution that it was drawn from, in nats.
        values: expected reward from this token on.
    """

    logprobs: Rows
    entropy: Rows
    values: Rows


class Policy(nn.Module):
    """A causal language model with a value head, and the reference that it started from.

    Args:
        model: a decoder-only model; with a peft adapter, only that and the value head are trained.

    Raises:
        ValueError: nothing of the model can be trained.
    """

    def __init__(self, model: PreTrainedModel | PeftModel) -> None:
        super().__init__()
        if not any(p.requires_grad for p in model.parameters()):
            raise ValueError(
                "No weight of this model can be trained; give it an adapter or call model.requires_grad_()."
            )
        self.model = model
        self.value_head = nn.Linear(self._plain.config.hidden_size, 1).to(model.device)
        nn.init.zeros_(self.value_head.weight)
        nn.init.zeros_(self.value_head.bias)
        # In a list, so that the frozen copy is no part of what is trained, saved or moved.
        self._frozen = [] if isinstance(model, PeftModel) else [copy.deepcopy(model).requires_grad_(False)]

    @property
    def _plain(self) -> PreTrainedModel:
        plain = self.model.get_base_model() if isinstance(self.model, PeftModel) else self.model
        return cast(PreTrainedModel, plain)

    @property
    def device(self) -> torch.device:
        """Where the model is."""
        return self.value_head.weight.device

    def trained(self) -> list[nn.Parameter]:
        """The parameters that gradients change."""
        return [p for p in self.parameters() if p.requires_grad]

    def forward(self, completions: Completions, temperature: float = 1.0) -> Evaluation:
        """Log-probabilities, entropies and values of the response tokens, with gradients."""
        hidden = _response_states(self._plain, completions)
        distribution = _log_softmax(self._plain, hidden, temperature)
        logprobs = distribution.gather(-1, completions.response_ids[..., None])[..., 0]
        entropy = -(distribution.exp() * distribution).sum(dim=-1)
        values = self.value_head(hidden.to(self.value_head.weight.dtype))[..., 0]
        return Evaluation(logprobs, entropy, values.float())

    @torch.no_grad()
    def reference_logprobs(self, completions: Completions, temperature: float = 1.0) -> Rows:
        """Log-probabilities of the same tokens under the model that training started from."""
        distribution = self.reference_distribution(completions, temperature)
        return distribution.gather(-1, completions.response_ids[..., None])[..., 0]

    @torch.no_grad()
    def reference_distribution(self, completions: Completions, temperature: float = 1.0) -> Tensor:
        """The reference's log-probability of every token of the vocabulary, (batch, response, vocab)."""
        if self._frozen:
            [reference] = self._frozen
            return _log_softmax(reference, _response_states(reference, completions), temperature)
        with cast(PeftModel, self.model).disable_adapter():
            return _log_softmax(self._plain, _response_states(self._plain, completions), temperature)

    @torch.no_grad()
    def distribution(self, completions: Completions, temperature: float = 1.0) -> Tensor:
        """The policy's log-probability of every token of the vocabulary, (batch, response, vocab)."""
        return _log_softmax(self._plain, _response_states(self._plain, completions), temperature)

    def complete(
        self,
        tokenizer: PreTrainedTokenizerBase,
        prompts: Sequence[str],
        *,
        max_new_tokens: int,
        temperature: float,
        seed: int,
    ) -> Completions:
        """Draw one completion for each prompt; the same seed draws the same."""
        generations = generate(
            cast(PreTrainedModel, self.model),
            tokenizer,
            prompts,
            max_new_tokens=max_new_tokens,
            temperature=temperature,
            seed=seed,
        )
        queries = [tokenizer(prompt)["input_ids"] for prompt in prompts]
        responses = [generation.token_ids for generation in generations]
        query_ids, query_mask = _padded(queries, left=True)
        response_ids, response_mask = _padded(responses, left=False)
        return Completions(
            query_ids.to(self.device),
            query_mask.to(self.device),
            response_ids.to(self.device),
            response_mask.to(self.device),
            torch.tensor([g.finish_reason == "stop" for g in generations], device=self.device),
            tuple(generation.text for generation in generations),
        )


def _response_states(model: PreTrainedModel, completions: Completions) -> Tensor:
    """The hidden states from which the response tokens are predicted, (batch, response, width)."""
    input_ids = torch.cat([completions.query_ids, completions.response_ids], dim=1)
    mask = torch.cat([completions.query_mask, completions.response_mask], dim=1).long()
    hidden = model.base_model(
        input_ids=input_ids,
        attention_mask=mask,
        position_ids=(mask.cumsum(dim=1) - 1).clamp(min=0),
        use_cache=False,
    ).last_hidden_state
    before = completions.query_ids.shape[1] - 1
    return hidden[:, before:-1]


def _log_softmax(model: PreTrainedModel, hidden: Tensor, temperature: float) -> Tensor:
    logits = model.get_output_embeddings()(hidden).float()
    return (logits / temperature).log_softmax(dim=-1)


def _padded(rows: Sequence[Sequence[int]], left: bool) -> tuple[Tensor, Tensor]:
    """Token ids padded with 0 on one side to the longest, and a mask that is True at the real ones."""
    longest = max(map(len, rows))
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for i, row in enumerate(rows):
        place = slice(longest - len(row), None) if left else slice(len(row))
        ids[i, place] = torch.tensor(row, dtype=torch.long)
        mask[i, place] = True
    return ids, mask
