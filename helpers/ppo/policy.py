"""A language model as a policy: it draws completions, says how likely they were, and values the way there.

The value head is one linear layer on the policy's own backbone, so that a forward pass gives log-probabilities and
values together; logits are computed for real response tokens only, and in full precision whatever the backbone's
(rounded logits are the larger part of the noise in ratios; MiniMax-M1, 2025). The reference is the same model with its
adapter switched off where there is one, and a frozen copy otherwise.
"""

import copy
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import cast

import torch
from jaxtyping import Float
from peft import PeftModel
from torch import Tensor, nn
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.errors import InputError
from helpers.ppo.objective import Rows
from helpers.ppo.rollout import Completions, padded
from helpers.sampling import generate


@dataclass(frozen=True)
class Evaluation:
    """What the policy thinks of completions; each (batch, response), float32, 0 where the mask is False.

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
        InputError: nothing of the model can be trained.
    """

    def __init__(self, model: PreTrainedModel | PeftModel) -> None:
        super().__init__()
        if not any(p.requires_grad for p in model.parameters()):
            raise InputError(
                "No weight of this model can be trained; give it an adapter or call model.requires_grad_()."
            )
        self.model = model
        self.value_head = nn.Linear(self.plain.config.hidden_size, 1).to(model.device)
        nn.init.zeros_(self.value_head.weight)
        nn.init.zeros_(self.value_head.bias)
        # In a list, so that the frozen copy is no part of what is trained or saved.
        self._frozen = (
            [] if isinstance(model, PeftModel) else [copy.deepcopy(model).requires_grad_(False).eval()]
        )

    @property
    def plain(self) -> PreTrainedModel:
        """The model without the wrapper of an adapter."""
        plain = self.model.get_base_model() if isinstance(self.model, PeftModel) else self.model
        return cast(PreTrainedModel, plain)

    @property
    def device(self) -> torch.device:
        """Where the model is."""
        return self.value_head.weight.device

    def trained(self) -> list[nn.Parameter]:
        """The parameters that gradients change."""
        return [p for p in self.parameters() if p.requires_grad]

    def forward(
        self, completions: Completions, temperature: float = 1.0, entropy_gradient: bool = True
    ) -> Evaluation:
        """Log-probabilities, entropies and values of the response tokens, with gradients.

        ``entropy_gradient=False`` saves the half of the work on the vocabulary that only an entropy bonus needs.
        """
        mask = completions.response_mask
        hidden = _response_states(self.plain, completions)
        distribution = _log_softmax(self.plain, hidden, temperature)
        logprobs = distribution.gather(-1, completions.response_ids[mask][:, None])[:, 0]
        with torch.set_grad_enabled(entropy_gradient and torch.is_grad_enabled()):
            entropy = -(distribution.exp() * distribution).sum(dim=-1)
        with _full_precision(hidden):
            values = self.value_head(hidden.to(self.value_head.weight.dtype))[:, 0]
        return Evaluation(*(_in_rows(x, mask) for x in (logprobs, entropy, values)))

    @torch.no_grad()
    def reference_logprobs(self, completions: Completions, temperature: float = 1.0) -> Rows:
        """Log-probabilities of the same tokens under the model that training started from."""
        mask = completions.response_mask
        with self._reference() as reference:
            distribution = _log_softmax(reference, _response_states(reference, completions), temperature)
        return _in_rows(distribution.gather(-1, completions.response_ids[mask][:, None])[:, 0], mask)

    @torch.no_grad()
    def reference_distribution(
        self, completions: Completions, temperature: float = 1.0
    ) -> Float[Tensor, "batch response vocab"]:
        """The reference's log-probability of every token of the vocabulary, 0 where the mask is False."""
        with self._reference() as reference:
            found = _log_softmax(reference, _response_states(reference, completions), temperature)
        return _in_rows(found, completions.response_mask)

    @torch.no_grad()
    def distribution(
        self, completions: Completions, temperature: float = 1.0
    ) -> Float[Tensor, "batch response vocab"]:
        """The policy's log-probability of every token of the vocabulary, 0 where the mask is False."""
        found = _log_softmax(self.plain, _response_states(self.plain, completions), temperature)
        return _in_rows(found, completions.response_mask)

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
        query_ids, query_mask = padded([tokenizer(prompt)["input_ids"] for prompt in prompts], left=True)
        response_ids, response_mask = padded([g.token_ids for g in generations], left=False)
        return Completions(
            query_ids.to(self.device),
            query_mask.to(self.device),
            response_ids.to(self.device),
            response_mask.to(self.device),
            torch.tensor([g.finish_reason == "stop" for g in generations], device=self.device),
            tuple(generation.text for generation in generations),
        )

    @contextmanager
    def _reference(self) -> Iterator[PreTrainedModel]:
        if isinstance(self.model, PeftModel):
            with self.model.disable_adapter():
                yield self.plain
        else:
            yield self._frozen[0].to(self.device)


@torch.no_grad()
def in_chunks(
    judge: Callable[[Completions], Tensor], completions: Completions, size: int
) -> Float[Tensor, "*what batch response"]:
    """``judge`` on a few completions of like length at a time.

    ``judge`` gives one or more (batch, response) of its part; the result has the order and width of ``completions``.
    """
    whole: Tensor | None = None
    every = torch.arange(len(completions), device=completions.response_mask.device)
    for rows in completions.of_like_length(every, size):
        part = judge(completions.rows(rows))
        if whole is None:
            whole = part.new_zeros(*part.shape[:-2], *completions.response_mask.shape)
        whole[..., rows, : part.shape[-1]] = part
    assert whole is not None
    return whole


def _response_states(model: PreTrainedModel, completions: Completions) -> Float[Tensor, "tokens width"]:
    """The hidden states from which the real response tokens are predicted, row by row.

    Rows are moved to the left, until padding is at their ends alone: a causal model does not see it there, so that no
    mask is needed, and a batch is as wide as its longest row instead of its longest query and response.
    """
    query, response = completions.query_mask.sum(dim=1), completions.response_mask.sum(dim=1)
    width = int((query + response).max())
    ids = torch.cat([completions.query_ids, completions.response_ids], dim=1)
    padding = completions.query_mask.shape[1] - query
    places = padding[:, None] + torch.arange(width, device=ids.device)
    input_ids = ids.gather(1, places.clamp(max=ids.shape[1] - 1))
    hidden = model.base_model(input_ids=input_ids, use_cache=False).last_hidden_state
    rows, tokens = completions.response_mask.nonzero(as_tuple=True)
    return hidden.flatten(0, 1).index_select(0, rows * width + query[rows] - 1 + tokens)


def _log_softmax(model: PreTrainedModel, hidden: Tensor, temperature: float) -> Tensor:
    head = model.get_output_embeddings()
    with _full_precision(hidden):
        logits = head(hidden.to(head.weight.dtype))
    logits = logits.to(torch.promote_types(logits.dtype, torch.float32))
    return (logits if temperature == 1 else logits / temperature).log_softmax(dim=-1)


def _full_precision(x: Tensor) -> AbstractContextManager[None]:
    context: AbstractContextManager[None] = torch.autocast(x.device.type, enabled=False)
    return context


def _in_rows(flat: Tensor, mask: Tensor) -> Tensor:
    """Values of the real tokens, (tokens, …), at their places in (batch, response, …)."""
    return flat.new_zeros(*mask.shape, *flat.shape[1:]).index_put((mask,), flat)
