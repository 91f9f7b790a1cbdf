"""Prompts of different lengths in one batch, and what neighbours among them have in common, read once."""

from itertools import takewhile

import torch
from torch import Tensor
from transformers import Cache, PreTrainedModel

LEAST_SHARED = 0.25
"""Neighbours that agree in a smaller part of their tokens are read one by one: a chat's first words are no opening."""


def pad_left(rows: list[list[int]], device: torch.device) -> tuple[Tensor, Tensor]:
    """Ids and attention mask (1 at a real token), ``(batch, query)``.

    A row is padded with its own first token, so that padding adds nothing to the tokens which it has seen.
    """
    query = max(map(len, rows))
    ids = [[row[0]] * (query - len(row)) + row for row in rows]
    mask = [[0] * (query - len(row)) + [1] * len(row) for row in rows]
    return torch.tensor(ids, device=device), torch.tensor(mask, device=device)


def read_openings(model: PreTrainedModel, rows: list[list[int]]) -> tuple[Cache | None, Tensor, Tensor]:
    """Read what neighbouring prompts have in common, once for all that share it.

    Args:
        model: decoder-only; call it without gradients.
        rows: token ids of each prompt; those that open alike stand next to one another.

    Returns:
        The cache of the openings, a row for each prompt, or None where no neighbours open alike. The ids that are
            still to be read, ``(batch, query)``. The attention mask of openings and ids, padding between them
            included, ``(batch, opening + query)``.
    """
    groups = _groups(rows)
    if len(groups) == len(rows):
        return None, *pad_left(rows, model.device)
    ids, mask = pad_left([rows[members[0]][:length] for members, length in groups], model.device)
    positions = (mask.cumsum(dim=-1) - 1).clamp(min=0)
    read = model(input_ids=ids, attention_mask=mask, position_ids=positions, use_cache=True, logits_to_keep=1)
    own = [group for group, (members, _) in enumerate(groups) for _ in members]
    of_row = torch.tensor(own, device=model.device)
    read.past_key_values.batch_select_indices(of_row)
    rest, rest_mask = pad_left(
        [rows[row][length:] for members, length in groups for row in members], model.device
    )
    return read.past_key_values, rest, torch.cat([mask[of_row], rest_mask], dim=-1)


def _groups(rows: list[list[int]]) -> list[tuple[list[int], int]]:
    """Runs of neighbours that open alike, and the tokens that all of a run share; each row keeps one of its own."""
    groups: list[tuple[list[int], int]] = []
    for place, row in enumerate(rows):
        most = len(row) - 1
        if groups:
            members, length = groups[-1]
            shared = min(_common(rows[members[0]], row), length, most)
            if shared and shared >= LEAST_SHARED * len(row):
                groups[-1] = [*members, place], shared
                continue
        groups.append(([place], most))
    return groups


def _common(one: list[int], other: list[int]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
