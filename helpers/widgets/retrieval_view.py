"""What the retrieval inspector shows, as plain data for the browser."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from transformers import PreTrainedTokenizerBase

from helpers.rag import (
    INSTRUCTION,
    METHODS,
    Answer,
    Chunk,
    Citation,
    Document,
    Hit,
    Method,
    Prompt,
    Settings,
    best_similarity,
)

LISTED = 1000  # documents to choose from; more would make the list of no use
WORDS: dict[Method, str] = {
    "dense": "vectors (dense)",
    "lexical": "words (lexical)",
    "hybrid": "both (hybrid)",
}
_STOP_WORDS = "the commonest words, such as “the”, do not count"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question, and how far it has got.

    Attributes:
        question: as it was asked; empty before the first.
        settings: with which it was asked.
        hits: what the search found, best first.
        answer: None as long as there is none.
        problem: why there is no answer, where something went wrong.
        before: reply to the same question, asked last time; empty where there was none.
        stale: whether documents have changed since.
    """

    question: str
    settings: Settings
    hits: tuple[Hit, ...] = ()
    answer: Answer | None = None
    problem: str = ""
    before: str = ""
    stale: bool = False


def state(
    inquiry: Inquiry, titles: Mapping[str, str], chunks: int, window: int, tokenizer: PreTrainedTokenizerBase
) -> dict[str, Any]:
    """All that is shown beside the open document.

    Args:
        inquiry: the last question.
        titles: of the documents, by id.
        chunks: how many there are in the index.
        window: tokens of the model's context window.
        tokenizer: of the model.
    """
    answer, settings = inquiry.answer, inquiry.settings
    prompt = answer.prompt if answer else None
    return {
        "kind": "state",
        "question": inquiry.question,
        "method": settings.method,
        "methods": [[method, WORDS[method]] for method in METHODS],
        "k": settings.k,
        "columns": [name for name, _ in _COLUMNS[settings.method]],
        "hits": shown_hits(inquiry),
        "prompt": shown_prompt(inquiry.question, prompt, settings, window, tokenizer) if prompt else None,
        "answer": shown_answer(answer, inquiry.before) if answer else None,
        "notes": notes(inquiry),
        "problem": inquiry.problem,
        "stale": inquiry.stale,
        "documents": [[name, title] for name, title in list(titles.items())[:LISTED]],
        "more": max(0, len(titles) - LISTED),
        "size": f"{counted(len(titles), 'document')}, {counted(chunks, 'chunk')}",
    }


def shown_hits(inquiry: Inquiry) -> list[dict[str, Any]]:
    """The ranking, every number as it is written."""
    chunks = inquiry.answer.chunks if inquiry.answer else ()
    numbers = {chunk.key: number for number, chunk in enumerate(chunks, 1)}
    citations = inquiry.answer.citations if inquiry.answer else ()
    cited = {citation.chunk.key for citation in citations if citation.chunk}
    left_out = inquiry.answer.prompt.left_out if inquiry.answer and inquiry.answer.prompt else ()
    return [
        {
            "key": hit.chunk.key,
            "document": hit.chunk.document,
            "title": hit.chunk.title,
            "text": " ".join(hit.chunk.text.split()),
            "cells": [cell(hit) for _, cell in _COLUMNS[inquiry.settings.method]],
            "number": numbers.get(hit.chunk.key),
            "left_out": hit.chunk in left_out,
            "cited": hit.chunk.key in cited,
        }
        for hit in inquiry.hits
    ]


def shown_prompt(
    question: str, prompt: Prompt, settings: Settings, window: int, tokenizer: PreTrainedTokenizerBase
) -> dict[str, Any]:
    """What was sent, passage by passage, and what it takes of the budget."""
    said = f"{prompt.tokens:,} of at most {settings.budget:,} tokens; {settings.reply_tokens} more are for the reply"
    said += f", and the context window has {window:,}." if window < 2**31 else "."
    if prompt.left_out:
        said += f" For {counted(len(prompt.left_out), 'passage')} there was no room."
    return {
        "parts": [
            {"number": number, "text": text, "tokens": tokens}
            for number, text, tokens in prompt_parts(question, prompt, tokenizer)
        ],
        "tokens": prompt.tokens,
        "budget": settings.budget,
        "words": said,
    }


def prompt_parts(
    question: str, prompt: Prompt, tokenizer: PreTrainedTokenizerBase
) -> list[tuple[int | None, str, int]]:
    """The prompt as sent in parts: number of the passage (None beside the passages), text, tokens.

    The texts joined are what was sent, and the tokens add up to its tokens.
    """
    sent, at = prompt.sent, prompt.sent.find(prompt.text)
    starts: list[tuple[int | None, int]] = [(None, 0)]
    if at >= 0 and prompt.text.startswith(INSTRUCTION):
        here, end = at + len(INSTRUCTION), at + len(prompt.text) - len(f"\n\nQuestion: {question}")
        for number in range(1, len(prompt.chunks) + 1):
            here = sent.find(f"\n[{number}] ", here, end) + 1
            if not here:
                break
            starts.append((number, here))
        starts.append((None, end))
    places = [place for _, place in starts]
    offsets = tokenizer(sent, add_special_tokens=False, return_offsets_mapping=True)["offset_mapping"]
    tokens = [0] * len(starts)
    for first, _ in offsets:
        tokens[bisect_right(places, first) - 1] += 1
    ends = [*places[1:], len(sent)]
    return [
        (number, sent[start:end], count)
        for (number, start), end, count in zip(starts, ends, tokens, strict=True)
    ]


def shown_answer(answer: Answer, before: str) -> dict[str, Any]:
    """The reply with its citations apart, and the reply of the last time where it was another."""
    return {
        "parts": reply_parts(answer.reply, answer.citations),
        "before": before if before != answer.reply else "",
        "times": f"search {1000 * answer.search_seconds:,.0f} ms, reply {1000 * answer.reply_seconds:,.0f} ms",
    }


def reply_parts(reply: str, citations: Sequence[Citation]) -> list[dict[str, Any]]:
    """The reply cut where it cites: parts with a number are citations, their key None where no passage has it."""
    parts: list[dict[str, Any]] = []
    at = 0
    for (start, end), group in groupby(citations, key=lambda citation: (citation.start, citation.end)):
        within = list(group)
        spans = [(start, end)]
        if len(within) > 1:  # "[1, 3]": each number leads somewhere else
            spans = [(start + m.start(), start + m.end()) for m in re.finditer(r"\d+", reply[start:end])]
        for citation, (first, last) in zip(within, spans, strict=True):
            parts.append({"text": reply[at:first]})
            chunk = citation.chunk
            where = (
                {"key": chunk.key, "document": chunk.document, "title": chunk.title}
                if chunk
                else {"key": None}
            )
            parts.append({"text": reply[first:last], "number": citation.number, **where})
            at = last
    parts.append({"text": reply[at:]})
    return [part for part in parts if part["text"]]


def notes(inquiry: Inquiry) -> list[str]:
    """What a reader might otherwise wonder about."""
    hits, answer = inquiry.hits, inquiry.answer
    if not answer:
        return []
    if not hits:
        return [f"No passage has a word of this query ({_STOP_WORDS}), so that the model was not asked."]
    said = []
    if inquiry.settings.method == "hybrid" and all(hit.lexical_rank is None for hit in hits):
        said.append(
            f"None of these passages has a word of this query ({_STOP_WORDS}): the vectors alone ranked them."
        )
    best = best_similarity(hits)
    if answer.prompt is None and best is not None:
        said.append(
            f"The nearest passage has a cosine of {best:.3f}, below the threshold of {inquiry.settings.threshold:.3f}; "
            "the model was not asked."
        )
    elif not answer.citations and not answer.abstained:
        said.append("The reply cites no passage.")
    if lost := sorted({citation.number for citation in answer.citations if citation.chunk is None}):
        there = counted(len(answer.chunks), "passage")
        said.append(f"{', '.join(f'[{number}]' for number in lost)} leads nowhere: the prompt has {there}.")
    return said


def shown_document(document: Document | None, chunk: Chunk | None = None, chunks: int = 0) -> dict[str, Any]:
    """A document with a passage marked in it.

    Args:
        document: None when it is not in the index (any more).
        chunk: the passage; None marks nothing.
        chunks: how many the document has.
    """
    shown: dict[str, Any] = {
        "kind": "document",
        "id": None,
        "title": "",
        "parts": ["", "", ""],
        "note": "",
        "chunks": "",
    }
    if document is None:
        if chunk:
            shown["parts"] = ["", chunk.text, ""]
            shown["note"] = f"Document {chunk.document!r} is no longer in the index; this passage was."
        return shown
    shown |= {"id": document.id, "title": document.title, "parts": [document.text, "", ""]}
    shown["chunks"] = counted(chunks, "chunk")
    if chunk and document.text[chunk.start : chunk.end] == chunk.text:
        shown["parts"] = [
            document.text[: chunk.start],
            chunk.text,
            document.text[chunk.end :],
        ]
    elif chunk:
        shown["note"] = "This passage has changed since it was found; ask again to see what is found now."
    return shown


def counted(number: int, noun: str) -> str:
    """1 chunk, 2 chunks."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _decimals(value: float | None, digits: int = 3) -> str:
    return "–" if value is None else f"{value:.{digits}f}".replace("-", "−")


def _place(rank: int | None) -> str:
    return "–" if rank is None else f"{rank}"


_COLUMNS: dict[Method, tuple[tuple[str, Callable[[Hit], str]], ...]] = {
    "dense": (("cosine", lambda hit: _decimals(hit.score)),),
    "lexical": (("BM25", lambda hit: _decimals(hit.score, 2)),),
    "hybrid": (
        ("cosine", lambda hit: _decimals(hit.similarity)),
        ("dense rank", lambda hit: _place(hit.dense_rank)),
        ("lexical rank", lambda hit: _place(hit.lexical_rank)),
        ("fused score", lambda hit: _decimals(hit.score, 4)),
    ),
}
