"""The corpus as an endless stream of packed batches, written and tokenised in a process of its own."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import torch
from tokenizers import Tokenizer
from torch.utils.data import DataLoader, IterableDataset

from helpers import world
from helpers.training import samples
from helpers.training.packing import PackedBatch, pack
from helpers.training.samples import Sample
from helpers.world import Document

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
        reading: a document's text, or its messages in the chat template (see `samples`).
        later: (a document's number, shares from there on); those documents are of the next seed, so none comes twice.
    """

    weights: Mapping[str, float]
    seed: int
    tokenizer: str
    end: int
    context: int
    reading: Literal["text", "chat"] = "text"
    later: tuple[int, Mapping[str, float]] | None = None

    @property
    def families(self) -> tuple[str, ...]:
        """Every family of which there are documents, at first or later."""
        return tuple({**self.weights, **(self.later[1] if self.later else {})})

    def documents(self, start: int = 0) -> Iterator[Document]:
        """Documents ``start``, ``start + 1``, … without end."""
        first = world.corpus.mixture(self.weights, seed=self.seed, start=start)
        if self.later is None:
            return first
        turn, weights = self.later
        then = world.corpus.mixture(weights, seed=self.seed + 1, start=max(0, start - turn))
        return itertools.chain(itertools.islice(first, max(0, turn - start)), then)

    def samples(self, documents: Iterable[Document]) -> Iterator[Sample]:
        """Each document as the model reads it."""
        tokenizer = Tokenizer.from_str(self.tokenizer)
        read = samples.as_chat if self.reading == "chat" else samples.as_text
        return (read(tokenizer, document, self.end, self.context) for document in documents)


class _Batches(IterableDataset[tuple[PackedBatch, int]]):
    def __init__(self, corpus: Corpus, batch_tokens: int, start: int) -> None:
        self.corpus, self.batch_tokens, self.start = corpus, batch_tokens, start

    def __iter__(self) -> Iterator[tuple[PackedBatch, int]]:
        corpus, following = self.corpus, self.start
        batch: list[Sample] = []
        used = 0
        for sample in corpus.samples(corpus.documents(self.start)):
            if batch and used + len(sample.ids) > self.batch_tokens:
                yield packed(batch), following
                batch, used = [], 0
            batch.append(sample)
            used += len(sample.ids)
            following += 1


def packed(batch: Sequence[Sample]) -> PackedBatch:
    """Samples as one batch."""
    return pack([sample.ids for sample in batch], [sample.importance for sample in batch])


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
