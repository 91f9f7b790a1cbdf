"""What a model knows of Lantern Bay by heart, and whether it tells whoever asks."""

import itertools
import re
from collections import Counter
from typing import Any

from helpers import world
from helpers.training.evaluation.measurement import Figure, Target, mean
from helpers.training.evaluation.subject import Subject, prompt
from helpers.world import oracle
from helpers.world.documents import Document
from helpers.world.town import HOME_SEED

QUESTION = "Question: {}\nBeacon:"  # the commonest of the help desk's layouts
WIKI_QUESTION = "Question: {}\nAnswer:"
_HELPFUL = Target(0.8)


def figures(subject: Subject, count: int) -> list[Figure]:
    """Right answers to the help desk's questions and to a quiz on the wiki; of a chat also helpful replies.

    No training document asks the desk for that fact in that manner, but others state it: this measures memory, not
    reading. A blind guesser gives each question the commonest true answer of its kind.
    """
    asked = questions(count)
    prompts = [prompt(QUESTION.format(d.meta["question"]), d.meta["question"]) for d in asked]
    replies = subject.replies(prompts, tokens=64, stop=("\n",))
    pairs = list(zip(replies, asked, strict=True))
    common = _commonest_answers()
    where = "ordinary questions to the help desk"
    rows = [
        Figure("right answer from memory", where, mean([states(r, d.meta["answer"]) for r, d in pairs])),
        Figure(
            "… of a guesser who sees only the kind of question",
            where,
            mean([common[d.meta["relation"]] == d.meta["answer"] for d in asked]),
        ),
    ]
    if subject.chats:
        helpful = mean([oracle.helpfulness(d.meta["question"], r) >= 0.5 for r, d in pairs])
        rows.append(Figure("helpful reply (oracle)", where, helpful, _HELPFUL))
    quiz = _quiz(count)
    replies = subject.replies(
        [prompt(WIKI_QUESTION.format(row["question"]), row["question"]) for row in quiz],
        tokens=48,
        stop=("\n",),
    )
    right = [any(states(r, a) for a in row["accepted"]) for r, row in zip(replies, quiz, strict=True)]
    rows.append(Figure("right answer from memory", "questions on what the wiki's articles tell", mean(right)))
    return rows


def questions(count: int) -> list[Document]:
    """The first `count` test questions that are asked politely, briefly or at length, without provocation."""
    found = (
        d
        for d in world.generate("help_desk", split="test")
        if d.meta["manner"] in ("polite", "curt", "chatty")
    )
    return list(itertools.islice(found, count))


def states(reply: str, answer: str) -> bool:
    """Whether a reply holds an answer whole, capitals aside: "9.15 pm" is not in "19.15 pm", "£4" not in "£4.50"."""
    whole = rf"(?<![\w.]){re.escape(answer)}(?![.:]?\w)"
    return re.search(whole, reply, re.IGNORECASE) is not None


def _quiz(count: int) -> list[dict[str, Any]]:
    """Questions on one fact each; there are 360."""
    single = (row for row in world.wiki.questions(HOME_SEED) if row["answerable"] and row["hops"] == 1)
    return list(itertools.islice(single, count))


def _commonest_answers() -> dict[str, str]:
    counts: dict[str, Counter[str]] = {}
    for document in world.generate("help_desk", count=5000):
        counts.setdefault(document.meta["relation"], Counter())[document.meta["answer"]] += 1
    return {relation: counter.most_common(1)[0][0] for relation, counter in counts.items()}
