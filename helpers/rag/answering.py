"""Question in, answer with citations out: search, prompt, generate, resolve."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.rag.chunking import Chunk
from helpers.rag.citations import Citation, resolve
from helpers.rag.index import Hit, Index, Method
from helpers.rag.prompt import ABSTAIN, Fit, Prompt, build_prompt, fit_passages
from helpers.sampling import generate

Clean = Callable[[str], str]
_BATCH = 32


@dataclass(frozen=True, slots=True)
class Settings:
    """How questions are answered.

    Attributes:
        k: passages searched for; usually 3-10.
        method: of the search.
        budget: the most tokens of a prompt; with `reply_tokens` it must fit the model's context.
        reply_tokens: the most tokens of a reply.
        threshold: abstain, without asking the model, where no passage has a similarity (cosine with the question) of at
            least this; None: always ask. Lexical search has no similarity, so there it has no effect.
        clean: what is done to each passage before the model sees it, such as a defence; None: nothing.
        fit: chooses the passages that go into the prompt.
    """

    k: int = 4
    method: Method = "hybrid"
    budget: int = 448
    reply_tokens: int = 48
    threshold: float | None = None
    clean: Clean | None = None
    fit: Fit = fit_passages


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply, and how it came about.

    Attributes:
        question: what was asked.
        reply: what is shown; ABSTAIN when the search found nothing near enough.
        hits: what the search found, best first.
        prompt: what was sent to the model; None when it was not asked.
        citations: those in the reply, with their passages.
        confidence: mean log-probability of the reply's tokens, in nats; None when the model was not asked.
        search_seconds, reply_seconds: time for this question; of a batch, its share.
    """

    question: str
    reply: str
    hits: tuple[Hit, ...]
    prompt: Prompt | None
    citations: tuple[Citation, ...]
    confidence: float | None
    search_seconds: float
    reply_seconds: float

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """The passages that the model saw; [1] is the first."""
        return self.prompt.chunks if self.prompt else ()

    @property
    def abstained(self) -> bool:
        """Whether the reply is the sentence for "not in the passages"."""
        return self.reply.strip().startswith(ABSTAIN.rstrip("."))


def best_similarity(hits: Sequence[Hit]) -> float | None:
    """The highest cosine among hits; None where there is none."""
    return max((hit.similarity for hit in hits if hit.similarity is not None), default=None)


def answer(
    question: str,
    index: Index,
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    settings: Settings | None = None,
    *,
    seed: int = 0,
    searched: Callable[[Sequence[Hit]], object] | None = None,
) -> Answer:
    """Answer one question from an index. Raises CourseError as `Index.search` and `build_prompt` do.

    `searched` is called with what was found before the model is asked.
    """

    def pass_on(found: Sequence[Sequence[Hit]]) -> None:
        if searched:
            searched(found[0])

    return answer_many([question], index, model, tokenizer, settings, seed=seed, searched=pass_on)[0]


def answer_many(
    questions: Sequence[str],
    index: Index,
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    settings: Settings | None = None,
    *,
    temperature: float = 0.0,
    seed: int = 0,
    progress: Callable[[int], object] | None = None,
    searched: Callable[[Sequence[Sequence[Hit]]], object] | None = None,
) -> list[Answer]:
    """Answer several questions, in batches of prompts of like length.

    Args:
        questions: what is asked.
        index: searched for passages.
        model, tokenizer: what writes the replies.
        settings: how; the defaults of Settings when not given.
        temperature, seed: of the replies; 0 is greedy.
        progress: called with the number of questions just answered, after each batch.
        searched: called with what was found for each question, before the model is asked.
    """
    settings = settings or Settings()
    start = time.perf_counter()
    found = index.search_many(questions, settings.k, settings.method)
    search_seconds = (time.perf_counter() - start) / max(1, len(questions))
    if searched:
        searched(found)

    prompts: list[Prompt | None] = []
    for question, hits in zip(questions, found, strict=True):
        best = best_similarity(hits)
        near = bool(hits) and (settings.threshold is None or best is None or best >= settings.threshold)
        prompts.append(_prompt(question, hits, settings, tokenizer) if near else None)

    replies: dict[int, tuple[str, float, float]] = {}
    asked = sorted((i for i, prompt in enumerate(prompts) if prompt), key=lambda i: _length(prompts[i]))
    if progress and len(asked) < len(questions):
        progress(len(questions) - len(asked))
    for first in range(0, len(asked), _BATCH):
        batch = asked[first : first + _BATCH]
        start = time.perf_counter()
        sent = [prompt.sent for i in batch if (prompt := prompts[i])]
        written = generate(
            model,
            tokenizer,
            sent,
            max_new_tokens=settings.reply_tokens,
            temperature=temperature,
            seed=seed,
        )
        seconds = (time.perf_counter() - start) / len(batch)
        for i, generation in zip(batch, written, strict=True):
            replies[i] = generation.text.strip(), float(np.mean(generation.logprobs or [0.0])), seconds
        if progress:
            progress(len(batch))

    answers = []
    for i, (question, hits, prompt) in enumerate(zip(questions, found, prompts, strict=True)):
        reply, confidence, seconds = replies[i] if prompt else (ABSTAIN, None, 0.0)
        chunks = prompt.chunks if prompt else ()
        citations = tuple(resolve(reply, chunks))
        answers.append(
            Answer(question, reply, tuple(hits), prompt, citations, confidence, search_seconds, seconds)
        )
    return answers


def _prompt(
    question: str, hits: Sequence[Hit], settings: Settings, tokenizer: PreTrainedTokenizerBase
) -> Prompt:
    chunks = [hit.chunk for hit in hits]
    clean = [settings.clean(chunk.passage) for chunk in chunks] if settings.clean else None
    return build_prompt(question, chunks, settings.budget, tokenizer, clean, settings.fit)


def _length(prompt: Prompt | None) -> int:
    return prompt.tokens if prompt else 0
