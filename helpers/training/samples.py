"""Documents as token ids, with how much the prediction of each token counts.

A document that asks and answers teaches most where it answers: what was asked, and the notes it was asked about, are
mostly drawn at random and cannot be predicted. `as_text` reads a document as the plain text that a base model learns
from, `as_chat` as a conversation in the chat template, with the loss on the assistant's turns alone.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from helpers.world import Document

ELSEWHERE = 0.2  # of a token outside the answers of a document that has answers


@dataclass(frozen=True)
class Sample:
    """One document.

    Attributes:
        ids: its tokens, the end token last unless the context cut it.
        importance: as long as ``ids``; how much predicting each token counts, 0 to 1.
    """

    ids: list[int]
    importance: list[float]


def as_text(tokenizer: Tokenizer, document: Document, end: int, context: int) -> Sample:
    """The document's text and an end token, cut to ``context`` tokens.

    Where the document marks its answers (``meta["answers"]``, character spans of the text), tokens outside them
    count `ELSEWHERE`; a token that only touches an answer counts whole.
    """
    encoding = tokenizer.encode(document.text)
    spans = document.meta.get("answers")
    if spans is None:
        importance = [1.0] * len(encoding.ids)
    else:
        importance = [_importance(spans, *offsets) for offsets in encoding.offsets]
    return Sample([*encoding.ids, end][:context], [*importance, 1.0][:context])


def as_chat(tokenizer: Tokenizer, document: Document, end: int, context: int) -> Sample:
    """The document's ``meta["messages"]`` in the chat template; only what the assistant says counts.

    The last exchanges are left out where all would not fit into ``context`` tokens; one exchange that does not fit
    is cut.

    Raises:
        ValueError: the document is no conversation, or somebody in it has a role that the tokenizer does not know.
    """
    if "messages" not in document.meta:
        raise ValueError(
            f"a document of the family '{document.family}' has no messages, so it is no conversation"
        )
    ids: list[int] = []
    importance: list[float] = []
    for message in document.meta["messages"]:
        role = tokenizer.token_to_id(f"<|{message['role']}|>")
        if role is None:
            raise ValueError(f"the tokenizer has no token for the role '{message['role']}'")
        content = tokenizer.encode(message["content"], add_special_tokens=False).ids
        said = 1.0 if message["role"] == "assistant" else 0.0
        if len(ids) + len(content) + 2 > context and any(importance):
            break
        ids += [role, *content, end]
        importance += [0.0, *([said] * len(content)), said]
    return Sample(ids[:context], importance[:context])


def _importance(spans: Sequence[Sequence[int]], start: int, stop: int) -> float:
    """1 for a token that overlaps one of the sorted spans."""
    index = bisect_right(spans, stop - 1, key=lambda span: span[0]) - 1
    return 1.0 if index >= 0 and spans[index][1] > start else ELSEWHERE
