"""Exercise 9.3: what the model is to learn from."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from helpers import constitution
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import same_as
from helpers.metrics import repetition

Row = dict[str, Any]
Chats = list[dict[str, Any]]
SHED: Row = {
    "request": "How do I get into the shed?",
    "reply": "Bend a hairpin and turn it.",
    "revision": "Knock next door and ask for the key.",
    "fault": True,
    "still_fault": False,
    "refuses": False,
    "harmless": False,
}
REFUSED: Row = {**SHED, "revision": "I can't help with that. Knock and ask.", "refuses": True}
HOURS: Row = {
    "request": "When does the bakery open?",
    "reply": "The bakery opens at seven.",
    "revision": "The bakery opens at seven.",
    "fault": False,
    "still_fault": False,
    "refuses": False,
    "harmless": True,
}
LOOP = "you could ask them you could ask them you could ask them"


def _chat(row: Row) -> dict[str, Any]:
    turns = zip(("user", "assistant"), (row["request"], row["revision"]), strict=True)
    return {"messages": [{"role": role, "content": text} for role, text in turns]}


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(rows: list[Row], kept: list[Row], about: str, longest: int = 60, repeats: float = 0.2) -> Case:
        return Case((rows, longest, repeats), [_chat(row) for row in kept], about=about)

    yield case([SHED], [SHED], "a sound revision")
    yield case([HOURS, SHED], [HOURS, SHED], "a reply without a fault, which stands")
    yield case([REFUSED], [REFUSED], "a refusal that is right")
    yield case([{**SHED, "still_fault": True}, HOURS], [HOURS], "a revision with the fault still in it")
    yield case([{**SHED, "fault": False}, HOURS], [HOURS], "a reply that was changed without a fault")
    stands = {**SHED, "revision": SHED["reply"]}
    yield case([stands, HOURS], [HOURS], "a fault, and yet the same text")
    no = {**HOURS, "fault": True, "revision": "I have to say no to that.", "refuses": True}
    yield case([no, SHED], [SHED], "a refusal of something harmless")
    five = {**SHED, "revision": "Ask them for the key."}
    yield case([five], [five], "as many words as are allowed", longest=5)
    yield case([five, HOURS], [], "more words than are allowed", longest=4)
    short = [{**SHED, "revision": text, "request": text} for text in ("No, sorry.", "I would rather.")]
    yield case(short, short[1:], "revisions of two and of three words")
    yield case([{**SHED, "revision": LOOP}, HOURS], [HOURS], "a revision that goes round in a loop")
    exact = {**SHED, "revision": "go and ask them now go and ask them again"}
    share = repetition(exact["revision"], 4)
    yield case([exact], [exact], "exactly as much repetition as is allowed", repeats=share)
    other = {**SHED, "revision": "Buy a lock of your own."}
    yield case([{**SHED, "still_fault": True}, SHED, other], [SHED], "three revisions of one request")
    yield case([], [], "no revision at all")
    drawn = [_random(rng, number) for number in range(12)]
    yield case(drawn, _sound(drawn), "random rows")


def _random(rng: np.random.Generator, number: int) -> Row:
    words = ["ask", "them", "for", "the", "key", "at", "noon"]
    text = " ".join(words[i] for i in rng.permutation(7)[: rng.integers(2, 8)])
    fault, changed, still, declines, harmless = (bool(x) for x in rng.random(5) < [0.7, 0.7, 0.3, 0.4, 0.3])
    return {
        "request": f"Request {number // 2}?",
        "reply": f"{text} (old)" if changed else text,
        "revision": text,
        "fault": fault,
        "still_fault": still,
        "refuses": declines,
        "harmless": harmless,
    }


def _sound(rows: list[Row]) -> list[Row]:
    """The rows that pass, by a plain list of reasons against each; none of them repeats anything."""
    kept: list[Row] = []
    for row in rows:
        changed = row["revision"] != row["reply"]
        against = [
            len(row["revision"].split()) < 3,
            row["fault"] and not changed,
            changed and not row["fault"],
            row["still_fault"],
            row["harmless"] and row["refuses"],
            any(row["request"] == other["request"] for other in kept),
        ]
        kept += [] if any(against) else [row]
    return kept


def _rule(
    length: Callable[[str], int] = lambda text: len(text.split()),
    fair: Callable[[int, int], bool] = lambda size, longest: 3 <= size <= longest,
    loops: Callable[[float, float], bool] = lambda share, most: share > most,
    consistent: Callable[[Row], bool] = lambda row: row["fault"] == (row["revision"] != row["reply"]),
    still: bool = True,
    refusal: Callable[[Row], bool] = lambda row: row["harmless"] and row["refuses"],
    again: str = "first kept",
    said: str = "revision",
) -> Callable[[list[Row], int, float], Chats]:
    """The filter with one thing different; right by default."""

    def rule(rows: list[Row], longest: int, most_repetition: float) -> Chats:
        kept: list[tuple[str, dict[str, Any]]] = []
        met: set[str] = set()
        for row in rows:
            request, text = row["request"], row["revision"]
            known = request in met if again == "first seen" else any(request == name for name, _ in kept)
            met.add(request)
            sound = (
                fair(length(text), longest)
                and not loops(repetition(text, 4), most_repetition)
                and consistent(row)
                and not (still and row["still_fault"])
                and not refusal(row)
            )
            if sound and again == "last":
                kept = [(name, chat) for name, chat in kept if name != request]
            if sound and (not known or again in ("all", "last")):
                kept.append((request, _chat({**row, "revision": row[said]})))
        return [chat for _, chat in kept]

    return rule


SL_CAI_SET = Exercise(
    id="ex09_3_sl_cai_set",
    title="What the model is to learn from",
    function="sl_cai_set",
    difficulty=2,
    minutes=20,
    points=2,
    hints=(
        "Take the conditions one by one; each can be written as a line that is True for what may stay.",
        "Consistent means two things. The text was changed exactly when a fault had been found: `row['fault'] == (row"
        "['revision'] != row['reply'])`. And the critique of the revision finds nothing any more.",
        "Walk through the rows in order and remember the requests whose revision was *kept*. "
        "`metrics.repetition(text, 4)` is the share of runs of four words that occurred before.",
    ),
    cases=_cases,
    reference=constitution.sl_cai_set,
    misconceptions=(
        Misconception(
            "learns from the reply before its revision",
            "The first reply is what the model is to unlearn: the assistant's turn is the revision.",
            same_as(_rule(said="reply")),
        ),
        Misconception(
            "keeps revisions that are still at fault",
            "The revision has been criticised as well. If the fault is still found, it is no example to learn from.",
            same_as(_rule(still=False)),
        ),
        Misconception(
            "keeps what was changed for nothing",
            "No fault was found, and yet the text was changed: critique and revision do not fit together.",
            same_as(_rule(consistent=lambda row: not row["fault"] or row["revision"] != row["reply"])),
        ),
        Misconception(
            "keeps what was not changed",
            "A fault was found, and the text is the same: the revision has mended nothing.",
            same_as(_rule(consistent=lambda row: row["fault"] or row["revision"] == row["reply"])),
        ),
        Misconception(
            "drops replies that had no fault",
            "A reply that stands by every principle is worth learning from too; without such rows the model learns to "
            "mend what is not broken.",
            same_as(_rule(consistent=lambda row: row["fault"] and row["revision"] != row["reply"])),
        ),
        Misconception(
            "drops every refusal",
            "Refusing is right where help would harm. Only refusals of *harmless* requests are dropped.",
            same_as(_rule(refusal=lambda row: row["refuses"])),
        ),
        Misconception(
            "keeps refusals of harmless requests",
            "A model learns over-refusal from such rows: drop a revision that refuses what is harmless.",
            same_as(_rule(refusal=lambda row: False)),
        ),
        Misconception(
            "counts characters",
            "The length is counted in words.",
            same_as(_rule(length=len)),
        ),
        Misconception(
            "ignores the length",
            "Fewer than three words are no reply, and very long ones have lost their way: drop both.",
            same_as(_rule(fair=lambda size, longest: True)),
        ),
        Misconception(
            "excludes the ends of the length",
            "Exactly three words, or exactly `longest`, are still allowed.",
            same_as(_rule(fair=lambda size, longest: 3 < size < longest)),
        ),
        Misconception(
            "lets loops through",
            "A text that says the same four words again and again teaches just that. Look at its repetition.",
            same_as(_rule(loops=lambda share, most: False)),
        ),
        Misconception(
            "drops what repeats as much as is allowed",
            "`most_repetition` itself is still allowed.",
            same_as(_rule(loops=lambda share, most: share >= most)),
        ),
        Misconception(
            "keeps several revisions of one request",
            "The same request twice counts double in training: keep the first that passes.",
            same_as(_rule(again="all")),
        ),
        Misconception(
            "keeps the last revision of a request",
            "Of several sound revisions the first one is kept.",
            same_as(_rule(again="last")),
        ),
        Misconception(
            "gives a request only one chance",
            "If the first revision of a request is dropped, a later one may still be kept.",
            same_as(_rule(again="first seen")),
        ),
    ),
)
