"""Instructions hidden in documents, and a filter that takes them out before the model reads a passage.

Greshake et al. 2023 (indirect prompt injection). A filter by words is one layer of a defence: it knows only the
wordings it was written for. The others are fewer privileges for what the model writes, and showing where it is from.
"""

import re
from collections.abc import Sequence
from random import Random

from helpers.rag.chunking import sentence_spans
from helpers.rag.documents import Document

_ORDER = re.compile(r"^\W*(?:(?:just|please) )?(?:say|write|answer|reply|print|output|give)\b", re.IGNORECASE)
_ABOUT_ANSWERING = re.compile(
    r"\b(?:ignore|disregard|forget|never mind|stop reading|the question|every question|(?:your|the \w+|an) answer"
    r"|(?:answer|reply|say|write) (?:only|with)|must (?:answer|reply|say)|(?:every|each|your) reply|if you are asked"
    r"|whatever is asked|instructions|assistant|machine that reads|whoever reads|the notes|passages|output|new rule"
    r"|the task has changed|and nothing else|instead)\b",
    re.IGNORECASE,
)


def remove_instructions(passages: Sequence[str]) -> list[str]:
    """The passages without the sentences that tell their reader what to do or how to answer."""
    return [_without(passage) for passage in passages]


def _without(passage: str) -> str:
    sentences = (passage[start:end] for start, end in sentence_spans(passage))
    return " ".join(s for s in sentences if not _ORDER.search(s) and not _ABOUT_ANSWERING.search(s))


def plant(document: Document, instruction: str, rng: Random) -> Document:
    """The document with an instruction after each of its paragraphs' first sentences or somewhere further on.

    Args:
        document: any.
        instruction: one or more sentences.
        rng: decides the place in each paragraph.
    """
    paragraphs = []
    for paragraph in document.text.split("\n\n"):
        ends = [end for _, end in sentence_spans(paragraph)]
        place = rng.choice(ends) if ends else 0
        paragraphs.append(f"{paragraph[:place]} {instruction}{paragraph[place:]}")
    return Document(document.id, document.title, "\n\n".join(paragraphs))
