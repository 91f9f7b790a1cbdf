"""The corpus as an endless stream of packed batches, written and tokenised in a process of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from tokenizers import Tokenizer
from torch.utils.data import DataLoader, IterableDataset

from helpers import world
from helpers.training.packing import PackedBatch, pack

PREFETCHED = 8  # batches waiting for the trainer


@dataclass(frozen=True)
class Corpus:
    """Which documents, in which tokens.

    Attributes:
        weights: share of each family, as `world.corpus.mixture` takes it.
        seed: the corpus's seed.
        tokenizer: the text of a tokenizer.json.
        end: id put after each document.
        context: longest document in tokens, the end token included; what lies beyond is cut.
    """

    weights: Mapping[str, float]
    seed: int
    tokenizer: str
    end: int
    context: int

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        return encode(Tokenizer.from_str(self.tokenizer), texts, self.end, self.context)


def encode(tokenizer: Tokenizer, texts: Sequence[str], end: int, context: int) -> list[list[int]]:
    """Token ids of each text with the end token after it, cut to ``context`` tokens."""
    return [[*encoding.ids, end][:context] for encoding in tokenizer.encode_batch_fast(list(texts))]


class _Batches(IterableDataset[tuple[PackedBatch, int]]):
    def __init__(self, corpus: Corpus, batch_tokens: int, start: int) -> None:
        self.corpus, self.batch_tokens, self.start = corpus, batch_tokens, start

    def __iter__(self) -> Iterator[tuple[PackedBatch, int]]:
        corpus, following = self.corpus, self.start
        tokenizer = Tokenizer.from_str(corpus.tokenizer)
        batch: list[list[int]] = []
        used = 0
        for document in world.corpus.mixture(corpus.weights, seed=corpus.seed, start=self.start):
            (ids,) = encode(tokenizer, [document.text], corpus.end, corpus.context)
            if batch and used + len(ids) > self.batch_tokens:
                yield pack(batch), following
                batch, used = [], 0
            batch.append(ids)
            used += len(ids)
            following += 1


def batches(
    corpus: Corpus, batch_tokens: int, start: int = 0, background: bool = True
) -> Iterator[tuple[PackedBatch, int]]:
    """Batches of whole documents with at most ``batch_tokens`` tokens each, from document ``start`` on.

    With each comes the number of the first document after it, which is all that resuming needs. ``background``
    writes them in a second process; the batches are the same either way.
    """
    dataset = _Batches(corpus, batch_tokens, start)
    if not background:
        return iter(dataset)
    options: dict[str, Any] = {
        "num_workers": 1,
        "prefetch_factor": PREFETCHED,
        "multiprocessing_context": "spawn",
    }
    return iter(DataLoader(dataset, batch_size=None, worker_init_fn=_quiet_worker, **options))


def _quiet_worker(_: int) -> None:
    import signal

    torch.set_num_threads(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the trainer's business: it saves, then ends us
