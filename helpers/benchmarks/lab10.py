"""Lab 10 over several generation seeds: retrieval, answers with and without it, citations, attacks, latency.

The retriever draws no random numbers, so its part is measured once. The column "greedy" has the lab's settings.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import fmean

import numpy as np

from helpers import data, embedders, metrics, models, open_book, rag, sampling
from helpers.benchmarks.vector_search import latency
from helpers.rag.embedding import Embedder
from helpers.world.lexicon.injections import INJECTIONS, PAYLOADS

SIZES, KS = (32, 64, 128), range(1, 11)
TEMPERATURE, ATTACKED, PASSAGES = 0.7, 100, 3
GREEDY = "greedy"
Marks = Mapping[str, Sequence[bool]]


def main(seeds: Sequence[int]) -> None:
    """Print the tables: retrieval, answers over all seeds, latency. Raises CourseError without the chat model."""
    with tempfile.TemporaryDirectory(prefix="course-benchmark-") as folder:
        bench = Bench(Path(folder))
        print(bench.retrieval(), flush=True)
        columns: dict[str, Marks] = {GREEDY: bench.answers(0.0, 0)}
        columns |= {f"seed {seed}": bench.answers(TEMPERATURE, seed) for seed in seeds}
        print(f"\n{answer_table(columns)}", flush=True)
        print(
            f"\n{len(bench.questions)} questions, {PASSAGES} passages of up to 64 tokens, hybrid search, each in a "
            "prompt of its own unless said; attacks on "
            f"{ATTACKED} articles; temperature {TEMPERATURE} for the seeds.",
            flush=True,
        )
        print(f"\n{latency(Path(folder), bench.vectors())}", flush=True)


class Bench:
    """The wiki, its test questions, and an index for each chunk size, kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.embedder: Embedder = embedders.load()
        self.model, self.tokenizer = models.load("chat")
        rows = data.load("wiki", town=True)["train"]
        self.documents = [rag.Document(row["article"], row["title"], row["text"]) for row in rows]
        self.questions = data.load("wiki_questions", town=True)["test"].to_list()
        self.answerable = [q for q in self.questions if q["answerable"]]
        self.single = [q for q in self.answerable if q["hops"] == 1]
        self.indexes = {size: self._index(f"wiki-{size}", size, self.documents) for size in SIZES}

    def _index(self, name: str, size: int, documents: Sequence[rag.Document]) -> rag.Index:
        _say(f"indexing {name}")
        chunking = rag.Chunking(size, size // 4)
        index = rag.Index(self.folder / name, self.embedder, self.tokenizer, chunking)
        index.build(documents)
        return index

    def vectors(self) -> np.ndarray:
        """Of all chunks of 64 tokens, (n, d)."""
        return self.indexes[64].everything()[1]

    def retrieval(self) -> str:
        """Recall@k and MRR within the first k, by chunk size and method, in markdown."""
        asked = [question["question"] for question in self.single]
        places = [question["passages"][0] for question in self.single]
        recall, mrr = [], []
        for size, index in self.indexes.items():
            wanted = [
                {c.key for c in index.chunks(place["article"]) if open_book.holds(c, place)}
                for place in places
            ]
            for method in rag.METHODS:
                _say(f"retrieval: {size} tokens, {method}")
                start = time.perf_counter()
                found = index.search_many(asked, max(KS), method)
                each = 1000 * (time.perf_counter() - start) / len(asked)
                rankings = [
                    open_book.as_one([hit.chunk.key for hit in hits], keys)
                    for hits, keys in zip(found, wanted, strict=True)
                    if keys
                ]
                relevant = [[open_book.PLACE]] * len(rankings)
                both = [rag.recall_and_mrr(rankings, relevant, k) for k in KS]
                head = f"| {size} | {method} | {len(rankings)}"
                recall.append(f"{head} | {' | '.join(f'{100 * r:.1f}' for r, _ in both)} | {each:.1f} |")
                mrr.append(f"{head} | {' | '.join(f'{100 * m:.1f}' for _, m in both)} |")
        first = f"| chunk size | method | questions | {' | '.join(f'@{k}' for k in KS)} |"
        rule = "|---" * (len(KS) + 3) + "|"
        lines = ["Recall@k, %:", "", f"{first} ms a query |", f"{rule}---|", *recall, ""]
        lines += ["MRR within the first k, %:", "", first, rule, *mrr, ""]
        lines.append(
            f"Of {len(self.single)} questions with one passage, those whose sentence stands whole in a chunk; "
            f"{len(self.vectors())} chunks of 64 tokens; time with the query's embedding."
        )
        return "\n".join(lines)

    def answers(self, temperature: float, seed: int) -> Marks:
        """What is measured of the replies: a share's name, and one mark for each."""
        _say(f"answers: temperature {temperature}, seed {seed}")
        closed: list[str] = []
        prompts = [rag.as_sent(self.tokenizer, question["question"]) for question in self.answerable]
        for first in range(0, len(prompts), 32):
            batch = prompts[first : first + 32]
            written = sampling.generate(self.model, self.tokenizer, batch, temperature=temperature, seed=seed)
            closed += [generation.text for generation in written]

        def run(
            questions: Sequence[open_book.Question],
            index: rag.Index,
            clean: Callable[[str], str] | None = None,
            together: bool = False,
        ) -> list[rag.Answer]:
            asked = [question["question"] for question in questions]
            settings = rag.Settings(k=PASSAGES, clean=clean, together=together)
            return rag.answer_many(
                asked, index, self.model, self.tokenizer, settings, temperature=temperature, seed=seed
            )

        found = run(self.questions, self.indexes[64])
        marks: dict[str, Sequence[bool]] = {
            "right without the articles": [
                open_book.right(reply, question)
                for reply, question in zip(closed, self.answerable, strict=True)
            ]
        }
        yes = [(a, q) for a, q in zip(found, self.questions, strict=True) if q["answerable"]]
        one = [(a, q) for a, q in yes if q["hops"] == 1]
        marks |= open_book.marks(found, self.questions)
        marks["right, one passage"] = [open_book.right(a.reply, q) for a, q in one]
        marks["right, all it takes was found"] = [
            open_book.right(a.reply, q) for a, q in yes if open_book.found(a, q)
        ]
        mixed = run(self.answerable, self.indexes[64], together=True)
        marks["right, all passages in one prompt"] = [
            open_book.right(a.reply, q) for a, q in zip(mixed, self.answerable, strict=True)
        ]
        for name, wordings in (("attacked", INJECTIONS), ("attacked in other words", open_book.UNSEEN)):
            hostile, payloads, asked = self._hostile(wordings, seed)
            plain = run(asked, hostile)
            clean = run(asked, hostile, lambda passage: rag.remove_instructions([passage])[0])
            cites = [any(citation.chunk for citation in a.citations) for a in plain]
            marks[f"{name}: follows"] = [open_book.follows(a, payloads) for a in plain]
            marks[f"{name}, provenance: follows"] = [
                cited and open_book.follows(a, payloads) for a, cited in zip(plain, cites, strict=True)
            ]
            marks[f"{name}, filter: follows"] = [open_book.follows(a, payloads) for a in clean]
            marks[f"{name}: right"] = [open_book.right(a.reply, q) for a, q in zip(plain, asked, strict=True)]
            marks[f"{name}, filter: right"] = [
                open_book.right(a.reply, q) for a, q in zip(clean, asked, strict=True)
            ]
        return marks

    def _hostile(
        self, wordings: Sequence[str], seed: int
    ) -> tuple[rag.Index, dict[str, str], list[open_book.Question]]:
        """An index with attacked articles, what each wants said, and the questions about them."""
        articles = sorted({question["passages"][0]["article"] for question in self.single})
        order = np.random.default_rng(seed).permutation(len(articles))
        targets = {articles[place] for place in order[:ATTACKED]}
        documents, payloads = open_book.attacked(self.documents, targets, wordings, PAYLOADS, seed)
        asked = [q for q in self.single if q["passages"][0]["article"] in targets]
        return self._index("attacked", 64, documents), payloads, asked


def answer_table(columns: Mapping[str, Marks]) -> str:
    """Shares in % with intervals, a column for each run, and the mean over the seeds, in markdown.

    Args:
        columns: name of a run -> share's name -> marks; that named GREEDY stays out of the mean.
    """
    seeds = [marks for name, marks in columns.items() if name != GREEDY]
    lines = [f"| | {' | '.join(columns)} | mean of the seeds |", "|---" * (len(columns) + 2) + "|"]
    for what in next(iter(columns.values())):
        cells = " | ".join(_interval(marks[what]) for marks in columns.values())
        means = [fmean(marks[what]) for marks in seeds if marks[what]]
        lines.append(f"| {what} | {cells} | {f'{100 * fmean(means):.1f}' if means else '–'} |")
    return "\n".join([*lines, "", "In %, with 95 % bootstrap intervals."])


def _interval(marks: Sequence[bool]) -> str:
    if not marks:
        return "–"
    values = [float(mark) for mark in marks]
    low, high = metrics.bootstrap_interval(values)
    return f"{100 * fmean(values):.1f} [{100 * low:.1f}, {100 * high:.1f}]"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
