"""How well a model predicts held-out documents of each family."""

import math
from collections.abc import Sequence

import numpy as np
import torch
from transformers import PreTrainedModel

from helpers.training.build import held_out_samples
from helpers.training.evaluation.measurement import Figure, Measurement
from helpers.training.evaluation.subject import Subject
from helpers.training.packing import ATTENTION, IGNORED, pack
from helpers.training.recipes import INSTRUCTIONS, MIXTURE
from helpers.training.samples import Sample


def figures(subject: Subject, count: int) -> list[Figure]:
    """Perplexity a token on test documents of every family that such a model is trained on.

    Of a chat only what the assistant says is counted, of a text everything.
    """
    rows = []
    for family in INSTRUCTIONS if subject.chats else MIXTURE:
        documents = held_out_samples(subject.tokenizer, family, "test", count, subject.reading)
        if not subject.chats:
            documents = [Sample(d.ids, [1.0] * len(d.ids)) for d in documents]
        found = perplexity(document_losses(subject.model, documents))
        what = "replies in chats" if subject.chats else "documents"
        rows.append(Figure(f"perplexity a token, {family}", what, found, is_share=False))
    return rows


@torch.no_grad()
def document_losses(model: PreTrainedModel, documents: Sequence[Sample]) -> list[tuple[float, float]]:
    """Summed negative log-likelihood (nats) of each document, read in isolation, and how many tokens it is over.

    Each token counts as much as the sample says; the first is given.
    """
    before = model.config._attn_implementation
    model.set_attn_implementation(ATTENTION)
    losses = []
    for start in range(0, len(documents), 32):
        some = documents[start : start + 32]
        batch = pack([d.ids for d in some]).to(model.device)
        logits = model(
            input_ids=batch.input_ids,
            position_ids=batch.position_ids,
            documents=batch.documents,
            use_cache=False,
        ).logits[0]
        nats = torch.nn.functional.cross_entropy(
            logits.float(), batch.targets, ignore_index=IGNORED, reduction="none"
        )
        for document, piece in zip(some, nats.split([len(d.ids) for d in some]), strict=True):
            counted = torch.tensor(document.importance[1:])
            losses.append((float(piece[:-1].cpu() @ counted), float(counted.sum())))
    model.set_attn_implementation(before)
    return losses


def perplexity(losses: Sequence[tuple[float, float]], seed: int = 0) -> Measurement:
    """exp(nats / tokens) over all documents together; the interval resamples documents (2,000 times)."""
    sums = np.array(losses, dtype=float)
    rows = np.random.default_rng(seed).integers(len(sums), size=(2000, len(sums)))
    resampled = sums[rows].sum(axis=1)
    low, high = np.quantile(np.exp(resampled[:, 0] / resampled[:, 1]), [0.025, 0.975])
    total = sums.sum(axis=0)
    return Measurement(math.exp(total[0] / total[1]), float(low), float(high), len(losses))
