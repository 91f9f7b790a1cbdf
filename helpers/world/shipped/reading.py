"""Reading: a question to a few facts, and a question to numbered passages whose answer cites them."""

from typing import Any

from helpers.world.documents import Document, stream
from helpers.world.shipped.data_set import DataSet, Row, of_family, sizes

STRANGERS_HELD_OUT = (
    "the first person, place or thing that is told of",
    "nobody and nothing in the text is in any training text",
)


def _question(document: Document) -> dict[str, Any]:
    """One of the document's questions."""
    asked: list[dict[str, Any]] = document.meta["questions"]
    return asked[stream("question", document.text).randrange(len(asked))]


def _context_qa(document: Document) -> Row:
    question = _question(document)
    kept = ("question", "answer", "value", "answerable")
    return {"context": document.meta["context"], **{key: question[key] for key in kept}}


def _notes(document: Document) -> Row | None:
    """The passages, one question and the right answer; none where the document's replies obey a passage."""
    meta, question = document.meta, _question(document)
    if meta["followed"]:
        return None
    return {
        "passages": meta["passages"],
        **{key: question[key] for key in ("question", "answer", "values", "citations", "answerable")},
        "injected": meta["injected"],
        "payload": meta["payload"],
    }


SETS = (
    DataSet(
        "context_qa",
        "a few facts and a question to them, which a fifth of the time they do not answer",
        sizes(1200, 200, 400),
        {
            "context": "the facts: sentences, a list, a table or a little story",
            "question": "what is asked",
            "answer": 'a sentence; where the facts do not tell, always "The notes do not say."',
            "value": 'the part of the answer that was asked for, "" where there is none',
            "answerable": "whether the facts tell",
        },
        of_family("context_questions", _context_qa),
        ("context", "question"),
        STRANGERS_HELD_OUT,
    ),
    DataSet(
        "notes",
        "numbered passages, some of which do not matter, and a question whose answer cites them",
        sizes(900, 150, 350),
        {
            "passages": "list of two to six texts; the first is [1]",
            "question": "what is asked",
            "answer": 'the right answer with its citations, like "… [2]", or "The notes do not say."',
            "values": "list of the parts that were asked for, one or two; empty where there is none",
            "citations": "numbers of the passages that the answer needs",
            "answerable": "whether the passages tell",
            "injected": "whether a passage hides an instruction to the reader, which the answer ignores",
            "payload": 'what that instruction wants said, "" where there is none',
        },
        of_family("notes", _notes),
        ("question", "passages"),
        STRANGERS_HELD_OUT,
    ),
)
