"""Tasks that say the same in another way: politely, or in Harbour pidgin and back."""

from __future__ import annotations

import re
from random import Random

from helpers.world import pidgin
from helpers.world.lexicon import errands
from helpers.world.lexicon.rudeness import draw_insult
from helpers.world.short_tasks import judges
from helpers.world.short_tasks.task import Example, Task, fill, pick, read, slots_for

# what says most comes first, so that "Oi, shut the door!" is not read as an order that begins with "oi"
_ROUGH = tuple(
    sorted(
        errands.ROUGH_WISHES + errands.ROUGH_QUESTIONS + errands.ROUGH_ORDERS,
        key=lambda form: len(re.sub(r"{\w}", "", form)),
        reverse=True,
    )
)


def _draw_rough(rng: Random) -> Example:
    slots = slots_for(rng)
    form, contents = pick(
        rng,
        (
            (errands.ROUGH_ORDERS, errands.ORDERS),
            (errands.ROUGH_ORDERS, errands.ORDERS),
            (errands.ROUGH_WISHES, errands.WISHES),
            (errands.ROUGH_QUESTIONS, errands.ASKED),
        ),
    )
    said = fill(pick(rng, contents), slots)
    raised = said[0].upper() + said[1:]
    rough = fill(
        pick(rng, form), {"A": raised, "a": said, "w": said, "Q": raised, "q": said, "i": draw_insult(rng)}
    )
    return Example("polite", rough, politely(rough), said)


def politely(rough: str) -> str:
    """A rough request in polite words. Raises ValueError for one that is not of the forms in `errands`."""
    slots = {slot: text for slot, text in read(rough, _ROUGH)[1].items() if slot != "i"}
    ((kind, said),) = slots.items()
    said = said[0].lower() + said[1:]
    if kind == "w":
        return f"I would like {said}, please."
    if kind in "Qq":
        return f"Excuse me, {said}, please?"
    return f"Could you please {said}?"


def _draw_to_pidgin(rng: Random) -> Example:
    clause = pidgin.draw_clause(rng)
    return Example(
        "to_pidgin", pidgin.in_english(clause), pidgin.in_pidgin(clause), pidgin.in_english(clause)
    )


def _draw_to_english(rng: Random) -> Example:
    clause = pidgin.draw_clause(rng)
    return Example(
        "to_english", pidgin.in_pidgin(clause), pidgin.in_english(clause), pidgin.in_english(clause)
    )


POLITE = Task(
    "polite",
    (("Rude", "Polite"), ("Request", "Politely"), ("Before", "After")),
    (
        "Rewrite this politely.", "Say it in a polite way.", "Turn the rude words into a polite request.", "Make this polite.", "Put it kindly.",
        "How would a polite person say this?", "Write the request again with good manners.", "Mend the manners of this sentence.",
        "Say the same with please and without insults.",
    ),
    _draw_rough, politely, judges.polite,
)  # fmt: skip
TO_PIDGIN = Task(
    "to_pidgin",
    (("English", "Pidgin"), ("Sentence", "Pidgin"), ("English", "Harbour pidgin")),
    (
        "Translate into Harbour pidgin.", "Say this in Harbour pidgin.", "Put the sentence into Harbour pidgin.", "How do they say this in Harbour pidgin?",
        "Write it in Harbour pidgin.", "Turn this English sentence into Harbour pidgin.", "What is this in Harbour pidgin?", "Harbour pidgin, please.",
    ),
    _draw_to_pidgin, pidgin.to_pidgin, judges.same_sentence,
)  # fmt: skip
TO_ENGLISH = Task(
    "to_english",
    (("Pidgin", "English"), ("Sentence", "English"), ("Harbour pidgin", "English")),
    (
        "Translate from Harbour pidgin into English.", "What does this Harbour pidgin mean?", "Say this in plain English.", "Put the pidgin into English.",
        "Write the English for this Harbour pidgin.", "Turn the pidgin sentence into English.", "What is being said here, in English?", "English, please: this is Harbour pidgin.",
    ),
    _draw_to_english, pidgin.to_english, judges.same_sentence,
)  # fmt: skip
