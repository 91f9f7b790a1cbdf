"""Question in, answer with citations out: search, prompt, generate, resolve."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.errors import CourseError
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
        together: all passages in one prompt; False: each in a prompt of its own, and of the replies that do not abstain
            the one of highest score, log-probability of its passage and mean log-probability of its tokens. That is the
            largest term of RAG-Sequence (Lewis et al. 2020); facts are not mixed up, nor can they be combined.
    """

    k: int = 4
    method: Method = "hybrid"
    budget: int = 448
    reply_tokens: int = 48
    threshold: float | None = None
    clean: Clean | None = None
    fit: Fit = fit_passages
    together: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply, and how it came about.

    Attributes:
        question: what was asked.
        reply: what is shown; ABSTAIN when the search found nothing near enough.
        hits: what the search found, best first.
        prompt: what was sent to the model, of several prompts the one that this is the reply to; None when it was not
            asked.
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
        return _abstains(self.reply)


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
    found: Sequence[Sequence[Hit]] | None = None,
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
        found: hits of the same questions in the same index, at least `settings.k` deep, so as not to search again.
        progress: called with the number of questions just answered, after each batch.
        searched: called with what was found for each question, before the model is asked.
    """
    settings = settings or Settings()
    start = time.perf_counter()
    if found is None:
        found = index.search_many(questions, settings.k, settings.method)
    found = [hits[: settings.k] for hits in found]
    search_seconds = (time.perf_counter() - start) / max(1, len(questions))
    if searched:
        searched(found)

    sent: list[tuple[int, Prompt]] = []  # the question's place, and what is asked about it
    for place, (question, hits) in enumerate(zip(questions, found, strict=True)):
        best = best_similarity(hits)
        if hits and (settings.threshold is None or best is None or best >= settings.threshold):
            sent += [(place, prompt) for prompt in _prompts(question, hits, settings, tokenizer)]
    replies = _replies(sent, model, tokenizer, settings, temperature, seed, progress, len(questions))

    answers = []
    for place, (question, hits) in enumerate(zip(questions, found, strict=True)):
        given = replies[place]
        best_reply = _likeliest(given, hits) if given else None
        prompt = best_reply.prompt if best_reply else None
        reply = best_reply.text if best_reply else ABSTAIN
        citations = tuple(resolve(reply, prompt.chunks if prompt else ()))
        confidence = best_reply.confidence if best_reply else None
        seconds = sum(one.seconds for one in given)
        answers.append(
            Answer(question, reply, tuple(hits), prompt, citations, confidence, search_seconds, seconds)
        )
    return answers


@dataclass(frozen=True, slots=True)
class _Reply:
    prompt: Prompt
    text: str
    confidence: float
    seconds: float


def _replies(
    sent: Sequence[tuple[int, Prompt]],
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    settings: Settings,
    temperature: float,
    seed: int,
    progress: Callable[[int], object] | None,
    questions: int,
) -> list[list[_Reply]]:
    """The replies to each question's prompts, in the order in which they were sent."""
    replies: dict[int, _Reply] = {}
    open_ = Counter(place for place, _ in sent)
    if progress and len(open_) < questions:
        progress(questions - len(open_))
    order = sorted(range(len(sent)), key=lambda i: sent[i][1].tokens)
    for first in range(0, len(order), _BATCH):
        batch = order[first : first + _BATCH]
        start = time.perf_counter()
        written = generate(
            model,
            tokenizer,
            [sent[i][1].sent for i in batch],
            max_new_tokens=settings.reply_tokens,
            temperature=temperature,
            seed=seed,
        )
        seconds = (time.perf_counter() - start) / len(batch)
        done = 0
        for i, generation in zip(batch, written, strict=True):
            place, prompt = sent[i]
            confidence = float(np.mean(generation.logprobs or [0.0]))
            replies[i] = _Reply(prompt, generation.text.strip(), confidence, seconds)
            open_[place] -= 1
            done += open_[place] == 0
        if progress and done:
            progress(done)
    found: list[list[_Reply]] = [[] for _ in range(questions)]
    for i, (place, _) in enumerate(sent):
        found[place].append(replies[i])
    return found


def _likeliest(replies: Sequence[_Reply], hits: Sequence[Hit]) -> _Reply:
    """The reply of highest score that does not abstain; the first where all do, or where there is one prompt."""
    near = {hit.chunk.key: hit.similarity or 0.0 for hit in hits}
    answered = [reply for reply in replies if not _abstains(reply.text)]

    def score(reply: _Reply) -> float:
        return reply.confidence + max(near[chunk.key] for chunk in reply.prompt.chunks)

    return max(answered, key=score) if answered else replies[0]


def _abstains(reply: str) -> bool:
    return reply.strip().startswith(ABSTAIN.rstrip("."))


def _prompts(
    question: str, hits: Sequence[Hit], settings: Settings, tokenizer: PreTrainedTokenizerBase
) -> list[Prompt]:
    """One prompt with all passages, or one for each that fits. Raises CourseError where none fits."""
    if settings.together:
        return [_prompt(question, hits, settings, tokenizer)]
    prompts, problem = [], None
    for hit in hits:
        try:
            prompts.append(_prompt(question, [hit], settings, tokenizer))
        except CourseError as error:
            problem = error
    if problem and not prompts:
        raise problem
    return prompts


def _prompt(
    question: str, hits: Sequence[Hit], settings: Settings, tokenizer: PreTrainedTokenizerBase
) -> Prompt:
    chunks = [hit.chunk for hit in hits]
    clean = [settings.clean(chunk.passage) for chunk in chunks] if settings.clean else None
    return build_prompt(question, chunks, settings.budget, tokenizer, clean, settings.fit)
