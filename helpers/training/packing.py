"""Packed batches in which no document sees another.

Documents are laid end to end in one long row, so no linear layer ever computes on padding. Positions start again
at 0 with each document, and attention is computed document by document: tokens are gathered into small groups of
documents of similar length, go through ordinary causal attention, and are put back. The result is that of a
block-diagonal mask (the test says so) at a fraction of its cost, because the mask's empty blocks are never computed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers.modeling_utils import ALL_ATTENTION_FUNCTIONS

ATTENTION = "isolated_documents"  # the name under which transformers finds isolated_attention
SHORTEST_IN_GROUP = 0.7  # of the group's longest; a lower value means fewer kernel calls and more padding
IGNORED = -100  # no prediction is asked for here, as in PyTorch's cross-entropy


@dataclass(frozen=True)
class Layout:
    """Where each document of a packed row lies.

    Attributes:
        groups: one int64 tensor (documents, longest) per group; entry [d, t] is the row position of token t of
            document d, its last token repeated beyond its end (causal attention never looks there).
        inverse: (tokens,) int64, the position of each row token in the groups' outputs laid end to end.
    """

    groups: list[Tensor]
    inverse: Tensor

    def to(self, device: torch.device) -> "Layout":
        return Layout([group.to(device) for group in self.groups], self.inverse.to(device))


def layout(lengths: Sequence[int]) -> Layout:
    """Group the documents of a packed row by length. Raises ValueError without documents or with an empty one."""
    if not lengths or min(lengths) < 1:
        raise ValueError(
            f"every document of a packed row needs at least one token, got lengths {list(lengths)}"
        )
    length = torch.tensor(lengths)
    start = length.cumsum(0) - length
    order = length.argsort(descending=True, stable=True).tolist()
    inverse = torch.empty(int(length.sum()), dtype=torch.long)
    groups: list[Tensor] = []
    offset = 0
    while order:
        longest = lengths[order[0]]
        members = [d for d in order if lengths[d] >= SHORTEST_IN_GROUP * longest]
        order = order[len(members) :]
        steps = torch.arange(longest)
        group = start[members, None] + torch.minimum(steps, length[members, None] - 1)
        real = steps < length[members, None]
        inverse[group[real]] = offset + torch.arange(group.numel()).view_as(group)[real]
        offset += group.numel()
        groups.append(group)
    return Layout(groups, inverse)


@dataclass(frozen=True)
class PackedBatch:
    """Documents end to end.

    Attributes:
        input_ids: (1, tokens) int64.
        position_ids: (1, tokens) int64, from 0 in each document.
        targets: (tokens,) int64, the next token; IGNORED at each document's last token.
        importance: (tokens,) float32, how much predicting each target counts.
        documents: where each document lies.
        predicted: how many tokens are predicted (all but the first of each document).
    """

    input_ids: Tensor
    position_ids: Tensor
    targets: Tensor
    importance: Tensor
    documents: Layout
    predicted: int

    def to(self, device: torch.device) -> "PackedBatch":
        return PackedBatch(
            self.input_ids.to(device),
            self.position_ids.to(device),
            self.targets.to(device),
            self.importance.to(device),
            self.documents.to(device),
            self.predicted,
        )


def pack(
    documents: Sequence[Sequence[int]], importance: Sequence[Sequence[float]] | None = None
) -> PackedBatch:
    """One batch of all these documents, each a non-empty sequence of token ids. Raises ValueError as `layout`.

    ``importance`` says for each token of each document how much predicting it counts; None: all alike.
    """
    lengths = [len(document) for document in documents]
    lay = layout(lengths)
    targets = [target for document in documents for target in (*document[1:], IGNORED)]
    counts = importance if importance is not None else [[1.0] * length for length in lengths]
    shifted = [count for document in counts for count in (*document[1:], 0.0)]
    return PackedBatch(
        torch.tensor([[token for document in documents for token in document]]),
        torch.cat([torch.arange(length) for length in lengths])[None],
        torch.tensor(targets),
        torch.tensor(shifted),
        lay,
        sum(lengths) - len(lengths),
    )


def isolated_attention(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    *,
    scaling: float | None = None,
    dropout: float = 0.0,
    documents: Layout | None = None,
    **_: Any,
) -> tuple[Tensor, None]:
    """Causal self-attention inside each document, in the form in which transformers calls attention functions.

    ``query`` is (1, heads, tokens, head width); ``key`` and ``value`` may have fewer heads (grouped queries).
    Returns (1, tokens, heads, head width). Raises ValueError when the model was called without ``documents``.
    """
    if documents is None:
        raise ValueError("packed attention needs documents=layout(lengths) in the call of the model")
    rows = [x[0].transpose(0, 1) for x in (query, key, value)]
    scale = query.shape[-1] ** -0.5 if scaling is None else scaling
    outputs = []
    for group in documents.groups:
        q, k, v = (x.index_select(0, group.flatten()).unflatten(0, group.shape).transpose(1, 2) for x in rows)
        outputs.append(_causal(q, k, v, scale, dropout).transpose(1, 2).flatten(0, 1))
    return torch.cat(outputs).index_select(0, documents.inverse)[None], None


def _causal(q: Tensor, k: Tensor, v: Tensor, scale: float, dropout: float) -> Tensor:
    """Attention on (documents, heads, time, head width).

    In bfloat16 on a CPU the two products written out are three times faster than PyTorch's fused kernel, whose
    backward pass falls back to slow code (torch 2.13, AVX512_BF16); everywhere else the fused kernel is used.
    """
    grouped = q.shape[1] != k.shape[1]
    if q.device.type == "cpu" and q.dtype == torch.bfloat16 and not grouped and not dropout:
        time = q.shape[2]
        future = torch.ones(time, time, dtype=torch.bool).triu_(1)
        scores = ((q * scale) @ k.transpose(-1, -2)).float().masked_fill_(future, float("-inf"))
        return scores.softmax(-1).to(v.dtype) @ v
    return F.scaled_dot_product_attention(
        q, k, v, is_causal=True, scale=scale, dropout_p=dropout, enable_gqa=grouped
    )


ALL_ATTENTION_FUNCTIONS.register(ATTENTION, isolated_attention)
