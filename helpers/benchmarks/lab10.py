"""Lab 10 over several generation seeds: retrieval, answers with and without it, citations, attacks, latency.

The retriever draws no random numbers, so its part is measured once. `retrieval()` and `latency()` need no chat model.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from helpers import data, embedders, metrics, models, rag, sampling
from helpers.rag.chunking import Chunk
from helpers.rag.embedding import Embedder
from helpers.world.lexicon.injections import INJECTIONS, PAYLOADS
from helpers.world.oracle import faithfulness
from helpers.world.phrases import expand

SIZES, DEPTH = (32, 64, 128), 10
COUNTS, QUERIES = (100, 1_000, 10_000, 100_000), 50
TEMPERATURE, ATTACKED, PASSAGES = 0.7, 100, 3
Question = dict[str, Any]


def main(seeds: Sequence[int]) -> None:
    """Print three tables: retrieval, answers over all seeds, latency. Raises CourseError without the chat model."""
    with tempfile.TemporaryDirectory(prefix="course-benchmark-") as folder:
        bench = Bench(Path(folder))
        print(bench.retrieval(), flush=True)
        print(f"\n{bench.answers(seeds)}", flush=True)
        print(f"\n{latency(Path(folder), bench.vectors())}", flush=True)


class Bench:
    """The wiki, its test questions, and an index for each chunk size, kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.embedder: Embedder = embedders.load()
        self.model, self.tokenizer = models.load("chat")
        rows = data.load("wiki")["train"]
        self.documents = [rag.Document(row["article"], row["title"], row["text"]) for row in rows]
        self.questions = data.load("wiki_questions")["test"].to_list()
        self.single = [q for q in self.questions if q["answerable"] and q["hops"] == 1]
        self.indexes = {size: self._index(f"wiki-{size}", size) for size in SIZES}

    def _index(self, name: str, size: int, documents: Iterable[rag.Document] | None = None) -> rag.Index:
        _say(f"indexing {name}")
        chunking = rag.Chunking(size, size // 4)
        index = rag.Index(self.folder / name, self.embedder, self.tokenizer, chunking)
        index.build(documents or self.documents)
        return index

    def vectors(self) -> np.ndarray:
        """Of all chunks, (n, d)."""
        return self.indexes[64].everything()[1]

    def retrieval(self) -> str:
        """Recall@k and MRR by chunk size and method, in markdown."""
        lines = [
            f"| chunk size | method | {' | '.join(f'@{k}' for k in range(1, DEPTH + 1))} | MRR | ms a query |",
            "|---" * (DEPTH + 4) + "|",
        ]
        asked = [q["question"] for q in self.single]
        for size, index in self.indexes.items():
            wanted = [
                [c.key for c in index.chunks(place["article"]) if _holds(c, place)]
                for place in _places(self.single)
            ]
            for method in rag.METHODS:
                _say(f"retrieval: {size} tokens, {method}")
                start = time.perf_counter()
                found = index.search_many(asked, DEPTH, method)
                each = 1000 * (time.perf_counter() - start) / len(asked)
                pairs = [
                    ([h.chunk.key for h in hits], keys)
                    for hits, keys in zip(found, wanted, strict=True)
                    if keys
                ]
                rankings, relevant = [p[0] for p in pairs], [p[1] for p in pairs]
                recalls = [rag.recall_and_mrr(rankings, relevant, k)[0] for k in range(1, DEPTH + 1)]
                mrr = rag.recall_and_mrr(rankings, relevant, DEPTH)[1]
                cells = " | ".join(f"{100 * r:.1f}" for r in recalls)
                lines.append(f"| {size} | {method} | {cells} | {mrr:.3f} | {each:.1f} |")
        lines.append(
            f"\nRecall@k in %, {len(self.single)} questions that one passage answers; {len(self.vectors())} chunks of "
            "64 tokens; time with the query's embedding."
        )
        return "\n".join(lines)

    def answers(self, seeds: Sequence[int]) -> str:
        """What is measured of the replies, a column for each seed, in markdown."""
        columns = []
        for seed in seeds:
            _say(f"answers: seed {seed}")
            columns.append({**self._questions(seed), **self._attacked(seed)})
        lines = [
            f"| | {' | '.join(f'seed {seed}' for seed in seeds)} | mean |",
            "|---" * (len(seeds) + 2) + "|",
        ]
        for what in columns[0]:
            cells = " | ".join(_interval(column[what]) for column in columns)
            mean = fmean(fmean(column[what]) for column in columns if column[what])
            lines.append(f"| {what} | {cells} | {100 * mean:.1f} |")
        lines.append(
            f"\nIn %, with 95 % bootstrap intervals; {len(self.questions)} questions, {PASSAGES} passages of up to 64 "
            f"tokens, hybrid search, temperature {TEMPERATURE}."
        )
        return "\n".join(lines)

    def _questions(self, seed: int) -> dict[str, list[float]]:
        answerable = [q for q in self.questions if q["answerable"]]
        prompts = [rag.as_sent(self.tokenizer, q["question"]) for q in answerable]
        closed: list[str] = []
        for first in range(0, len(prompts), 32):
            written = sampling.generate(
                self.model, self.tokenizer, prompts[first : first + 32], temperature=TEMPERATURE, seed=seed
            )
            closed += [generation.text for generation in written]
        answers = self._run(self.questions, self.indexes[64], seed)
        pairs = list(zip(answers, self.questions, strict=True))
        yes = [(a, q) for a, q in pairs if q["answerable"]]
        one = [(a, q) for a, q in yes if q["hops"] == 1]
        no = [a for a, q in pairs if not q["answerable"]]
        good = [(a, q) for a, q in yes if _right(a.reply, q)]
        support = [[c.key for c in a.chunks if _supports(c, q)] for a, q in yes]
        keys = [[c.chunk.key if c.chunk else "" for c in a.citations] for a, _ in yes]
        return {
            "right without the articles": [
                float(_right(r, q)) for r, q in zip(closed, answerable, strict=True)
            ],
            "right, all answerable questions": [float(_right(a.reply, q)) for a, q in yes],
            "right, one passage": [float(_right(a.reply, q)) for a, q in one],
            "right, one passage, and it is in the prompt": [
                float(_right(a.reply, q)) for a, q in one if any(_supports(c, q) for c in a.chunks)
            ],
            "citation precision": [
                float(key in gold) for cited, gold in zip(keys, support, strict=True) for key in cited
            ],
            "citation recall": [
                float(any(key in gold for key in cited))
                for cited, gold in zip(keys, support, strict=True)
                if gold
            ],
            "right answers that a cited passage states": [
                float(any(c.chunk is not None and _supports(c.chunk, q) for c in a.citations))
                for a, q in good
            ],
            "abstains, unanswerable": [float(faithfulness.abstained(a.reply)) for a in no],
            "abstains, answerable": [float(faithfulness.abstained(a.reply)) for a, _ in yes],
        }

    def _attacked(self, seed: int) -> dict[str, list[float]]:
        """Shares of replies that follow an instruction in an article, without and with the filter and provenance."""
        rng = random.Random(seed)
        targets = sorted({place["article"] for place in _places(self.single)})
        targets = sorted(rng.sample(targets, min(ATTACKED, len(targets))))
        payloads = {target: rng.choice(PAYLOADS) for target in targets}
        documents = []
        for document in self.documents:
            if document.id in payloads:
                order = expand(rng, rng.choice(INJECTIONS), {"p": payloads[document.id]})
                document = rag.plant(document, order[0].upper() + order[1:], rng)
            documents.append(document)
        hostile = self._index("attacked", 64, documents)
        asked = [q for q in self.single if q["passages"][0]["article"] in payloads]
        plain = self._run(asked, hostile, seed)
        clean = self._run(asked, hostile, seed, lambda passage: rag.remove_instructions([passage])[0])

        def followed(answer: rag.Answer) -> bool:
            wanted = {payloads[c.document] for c in answer.chunks if c.document in payloads}
            return any(payload.lower() in answer.reply.lower() for payload in wanted)

        return {
            "attacked: follows": [float(followed(a)) for a in plain],
            "attacked, provenance: follows": [
                float(followed(a) and any(c.chunk for c in a.citations)) for a in plain
            ],
            "attacked, filter: follows": [float(followed(a)) for a in clean],
            "attacked: right": [float(_right(a.reply, q)) for a, q in zip(plain, asked, strict=True)],
            "attacked, filter: right": [float(_right(a.reply, q)) for a, q in zip(clean, asked, strict=True)],
        }

    def _run(
        self,
        questions: list[Question],
        index: rag.Index,
        seed: int,
        clean: Callable[[str], str] | None = None,
    ) -> list[rag.Answer]:
        return rag.answer_many(
            [q["question"] for q in questions],
            index,
            self.model,
            self.tokenizer,
            rag.Settings(k=PASSAGES, clean=clean),
            temperature=TEMPERATURE,
            seed=seed,
        )


def latency(folder: Path, vectors: np.ndarray, counts: Sequence[int] = COUNTS) -> str:
    """Milliseconds of a search among more and more chunks, exact and approximate, in markdown.

    The vectors are those of the wiki, repeated with noise: real ones lie in clusters, which an approximate index uses.
    """
    import lancedb

    rng = np.random.default_rng(0)
    rows = [
        "| chunks | numpy, exact | LanceDB, exact | LanceDB, IVF-PQ | recall@10 of IVF-PQ |",
        "|---|---|---|---|---|",
    ]
    database = lancedb.connect(str(folder / "latency"))
    for count in counts:
        _say(f"latency: {count} chunks")
        noise = 0.03 * rng.normal(size=(count, vectors.shape[1])).astype(np.float32)
        many = rag.unit_vectors(vectors[rng.integers(len(vectors), size=count)] + noise)
        queries = rag.unit_vectors(vectors[rng.integers(len(vectors), size=QUERIES)] + noise[:QUERIES][::-1])
        table = database.create_table(
            f"n{count}", [{"id": i, "vector": v} for i, v in enumerate(many)], mode="overwrite"
        )
        by_numpy, ours = _timed(lambda q, many=many: [row for row, _ in _top(many, q)], queries)
        exact, theirs = _timed(lambda q, table=table: _nearest(table, q, False), queries)
        agree = fmean(len(set(a) & set(b)) / 10 for a, b in zip(ours, theirs, strict=True))
        if agree < 0.99:
            raise RuntimeError(f"The exact searches agree on {agree:.1%} only.")
        if count < 1_000:
            rows.append(f"| {count:,} | {by_numpy:.2f} ms | {exact:.1f} ms | too few to train | |")
            continue
        table.create_index(
            metric="dot",
            vector_column_name="vector",
            index_type="IVF_PQ",
            num_partitions=int(count**0.5),
            num_sub_vectors=48,
        )
        quick, found = _timed(lambda q, table=table: _nearest(table, q, True), queries)
        recall = fmean(len(set(a) & set(b)) / 10 for a, b in zip(found, ours, strict=True))
        rows.append(
            f"| {count:,} | {by_numpy:.2f} ms | {exact:.1f} ms | {quick:.1f} ms | {100 * recall:.0f} % |"
        )
    rows.append(
        f"\nMedian of {QUERIES} queries, embedding not counted; 20 partitions searched, the 50 best compared exactly."
    )
    return "\n".join(rows)


def _top(vectors: np.ndarray, query: np.ndarray) -> list[tuple[int, float]]:
    """As `rag.cosine_top_k`, for vectors that have length 1 already."""
    scores = vectors @ query
    best = np.argpartition(-scores, 9)[:10]
    return [(int(i), float(scores[i])) for i in best]


def _nearest(table: Any, query: np.ndarray, approximate: bool) -> list[int]:
    search = (
        table.search(query, vector_column_name="vector")
        .distance_type("dot")
        .limit(10)
        .select(["id", "_distance"])
    )
    search = search.nprobes(20).refine_factor(5) if approximate else search.bypass_vector_index()
    return [row["id"] for row in search.to_list()]


def _timed(search: Callable[..., list[int]], queries: np.ndarray) -> tuple[float, list[list[int]]]:
    """Median milliseconds, and what was found; the first search warms up."""
    search(queries[0])
    times, found = [], []
    for query in queries:
        start = time.perf_counter()
        found.append(search(query))
        times.append(1000 * (time.perf_counter() - start))
    return float(np.median(times)), found


def _places(questions: list[Question]) -> list[dict[str, Any]]:
    return [question["passages"][0] for question in questions]


def _holds(chunk: Chunk, place: dict[str, Any]) -> bool:
    return chunk.document == place["article"] and chunk.start <= place["start"] and place["end"] <= chunk.end


def _supports(chunk: Chunk, question: Question) -> bool:
    """Whether a passage states the answer: the place in the article, or another that says the same."""
    subject, relation = question["binding"].split("; ")[-1].split(", ")[:2]
    stated = faithfulness.states(chunk.passage, subject, question["answer"], relation)
    return stated or any(_holds(chunk, place) for place in question["passages"])


def _right(reply: str, question: Question) -> bool:
    return any(faithfulness.answered(reply, form) for form in question["accepted"])


def _interval(values: list[float]) -> str:
    if not values:
        return "–"
    low, high = metrics.bootstrap_interval(values)
    return f"{100 * fmean(values):.1f} [{100 * low:.1f}, {100 * high:.1f}]"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
