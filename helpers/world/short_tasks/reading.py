"""Tasks that read something off a sentence: a mood, a time, a name, a list, an order, yes or no."""

from __future__ import annotations

import re
from random import Random

from helpers.world.cast import clock_words
from helpers.world.grammar import indefinite
from helpers.world.lexicon import errands, moods
from helpers.world.records import clock
from helpers.world.short_tasks import judges
from helpers.world.short_tasks.task import Example, Task, fill, pattern, pick, read, slots_for, some_things

_EVIDENCE = tuple((mood, phrase) for mood, phrases in moods.MOODS.items() for phrase in phrases)


def _draw_mood(rng: Random) -> Example:
    mood = pick(rng, tuple(moods.MOODS))
    phrase = pick(rng, moods.MOODS[mood])
    slots = slots_for(rng)
    text = fill(phrase, slots)
    if rng.random() < 0.25:
        text = f"{fill(pick(rng, moods.BEFORE), slots)} {text}"
    return Example("mood", text, mood, f"{slots['N']} {mood} {phrase}")


def _solve_mood(text: str) -> str:
    for mood, phrase in _EVIDENCE:
        if pattern(phrase).search(text):
            return mood
    raise ValueError(f"{text!r} shows none of the moods in helpers/world/lexicon/moods.py.")


def any_time(rng: Random) -> str:
    """A time of day, in figures or in words."""
    if rng.random() < 0.5:
        return clock(6 + int(rng.random() * 32) / 2)
    return clock_words(5 * int(rng.random() * 288))


def _draw_time(rng: Random) -> Example:
    slots = {**slots_for(rng), "t": any_time(rng)}
    return Example("time", fill(pick(rng, errands.TIMES), slots), slots["t"], f"{slots['N']} {slots['t']}")


def _solve_time(text: str) -> str:
    return read(text, errands.TIMES)[1]["t"]


def _draw_name(rng: Random) -> Example:
    slots = slots_for(rng)
    template = pick(rng, errands.NAMES)
    return Example("name", fill(template, slots), slots["N"], f"{slots['N']} {template}")


def _solve_name(text: str) -> str:
    return read(text, errands.NAMES)[1]["N"]


def listed(things: list[str]) -> str:
    """ "a hammer, an apron and a kettle"."""
    phrases = [indefinite(thing) for thing in things]
    return phrases[0] if len(phrases) == 1 else ", ".join(phrases[:-1]) + " and " + phrases[-1]


def _read_list(text: str) -> list[str]:
    phrase = read(text, errands.LISTS)[1]["xs"]
    return [re.sub(r"^an? ", "", item) for item in re.split(r", | and ", phrase)]


def _draw_list(rng: Random) -> tuple[str, list[str], str]:
    things = some_things(rng, 2 + int(rng.random() * 4))
    slots = {**slots_for(rng), "xs": listed(things)}
    return fill(pick(rng, errands.LISTS), slots), things, f"{slots['N']} {things[0]}"


def _draw_items(rng: Random) -> Example:
    text, things, key = _draw_list(rng)
    return Example("list", text, ", ".join(things), key)


def _draw_count(rng: Random) -> Example:
    text, things, key = _draw_list(rng)
    return Example("count", text, str(len(things)), key)


_HOURS = {clock(half / 2): half / 2 for half in range(16, 43)}
_PROGRAMMES = (
    "The {a} is at {t}, the {b} at {u} and the {c} at {v}.",
    "The {a} begins at {t}. The {b} begins at {u}. The {c} begins at {v}.",
    "{t}: {a}; {u}: {b}; {v}: {c}",
    "At {t} there is the {a}, at {u} the {b}, and at {v} the {c}.",
    "Come to the {a} at {t}; the {b} is at {u}, and do not miss the {c} at {v}.",
)


def _draw_order(rng: Random) -> Example:
    events = rng.sample(errands.EVENTS, 3)
    times = rng.sample(tuple(_HOURS), 3)
    slots = dict(zip("abctuv", events + times, strict=True))
    answer = ", ".join(event for _, event in sorted(zip(map(_HOURS.get, times), events, strict=True)))
    return Example("order", fill(pick(rng, _PROGRAMMES), slots), answer, f"{events} {times}")


def _solve_order(text: str) -> str:
    slots = read(text, _PROGRAMMES)[1]
    for time in "tuv":
        if slots[time] not in _HOURS:
            raise ValueError(f"{text!r} has {slots[time]!r} where a time between 8 am and 9 pm is expected.")
    return ", ".join(
        slots[event] for _, event in sorted((_HOURS[slots[t]], e) for t, e in zip("tuv", "abc", strict=True))
    )


_ASKED = (
    "{N} {did} {xs}. Did {she} {do} {y}?",
    "{N} {did} {xs}. {M} {did} {y}. Did {N} {do} {z}?",
    "{N} did not {do} {y}. Did {she} {do} {z}?",
    "The {e} is at {t}. Is it before {u}?",
    "The {e} is at {t}. Is it after {u}?",
)


def _draw_yes_no(rng: Random) -> Example:
    slots = slots_for(rng)
    did = pick(rng, tuple(errands.BOUGHT))
    things = some_things(rng, 5)
    inside, outside = things[: 2 + int(rng.random() * 2)], things[3:]
    number = pick(rng, (0, 0, 0, 1, 1, 1, 2, 3, 4))
    times = rng.sample(tuple(_HOURS), 2)
    yes = rng.random() < 0.5
    if number == 0:
        slots["y"] = indefinite(pick(rng, inside) if yes else outside[0])
    elif number == 1:
        slots["y"] = indefinite(outside[0])
        slots["z"] = indefinite(pick(rng, inside) if yes else outside[0])
    else:
        slots["y"] = slots["z"] = indefinite(outside[0])
    slots |= {
        "did": did,
        "do": errands.BOUGHT[did],
        "xs": listed(inside),
        "e": pick(rng, errands.EVENTS),
        "t": times[0],
        "u": times[1],
    }
    text = fill(_ASKED[number], slots)
    subject = slots["e"] if number > 2 else slots["N"]
    return Example("yes_no", text, _solve_yes_no(text), f"{subject} {times[0] if number > 2 else slots['y']}")


def _solve_yes_no(text: str) -> str:
    number, slots = read(text, _ASKED)
    if number >= 3:
        first, second = _HOURS[slots["t"]], _HOURS[slots["u"]]
        return "yes" if (first < second) == (number == 3) else "no"
    asked = slots["z" if number else "y"]
    return "yes" if number < 2 and asked in re.split(r", | and ", slots["xs"]) else "no"


MOOD = Task(
    "mood",
    (("Sentence", "Mood"), ("Text", "Mood"), ("Line", "Feeling")),
    (
        "Which mood is it: happy, sad, angry, afraid, tired or proud?", "Say whether the person is happy, sad, angry, afraid, tired or proud.",
        "Name the mood: happy, sad, angry, afraid, tired or proud.", "How does the person feel? Choose from happy, sad, angry, afraid, tired and proud.",
        "Classify the mood as happy, sad, angry, afraid, tired or proud.", "Pick the word that fits: happy, sad, angry, afraid, tired, proud.",
        "What is the mood of this sentence? (happy, sad, angry, afraid, tired, proud)", "Label the feeling with one of: happy, sad, angry, afraid, tired, proud.",
        "One word for the mood, please: happy, sad, angry, afraid, tired or proud.",
    ),
    _draw_mood, _solve_mood, judges.one_of(tuple(moods.MOODS)), tuple(moods.MOODS),
)  # fmt: skip
TIME = Task(
    "time",
    (("Sentence", "Time"), ("Note", "Time"), ("Text", "When")),
    (
        "Write down the time that is mentioned.", "Extract the time.", "What time does the sentence name?", "Find the time in this note.",
        "At what time? Copy it from the text.", "Give only the time of day.", "Which time of day is mentioned?", "When? Answer with the time alone.",
        "Pick out the time.",
    ),
    _draw_time, _solve_time, judges.time,
)  # fmt: skip
NAME = Task(
    "name",
    (("Sentence", "Name"), ("Text", "Person"), ("Note", "Name")),
    (
        "Who is the person in this sentence?", "Extract the name of the person.", "Write down the person's name.", "Which person is mentioned?",
        "Find the name of a person, not of a place or a boat.", "Name the person.", "Give only the person's name.", "Who is it about?",
        "Pick out the name of the person.",
    ),
    _draw_name, _solve_name, judges.named,
)  # fmt: skip
LIST = Task(
    "list",
    (("Sentence", "Things"), ("Text", "List"), ("Note", "Items")),
    (
        "List the things that are mentioned.", "Which things are named? Put commas between them.", "Make a list of the things.", "Write down every object in the sentence.",
        "List the items without their articles.", "What things are there? Give a list.", "Extract the objects as a list.", "Turn the sentence into a list of things.",
        "Name all the things in the text.",
    ),
    _draw_items, lambda text: ", ".join(_read_list(text)), judges.same_items,
)  # fmt: skip
COUNT = Task(
    "count",
    (("Sentence", "Count"), ("Text", "Number"), ("Note", "How many")),
    (
        "How many things are listed? Answer in figures.", "Count the things.", "How many objects does the sentence name?", "Count the items and give the number.",
        "Give the number of things mentioned.", "How many different things are there?", "Write the number of objects.", "Count what is listed.",
    ),
    _draw_count, lambda text: str(len(_read_list(text))), judges.number,
)  # fmt: skip
ORDER = Task(
    "order",
    (("Programme", "Order"), ("Times", "In order"), ("Text", "Order")),
    (
        "Put the events in order of time.", "What comes first, second and third?", "Sort the events by time, the earliest first.", "List the events from first to last.",
        "In which order do these happen?", "Arrange the programme by time.", "Name the events in the order of the day.", "Earliest to latest, please.",
    ),
    _draw_order, _solve_order, judges.same_order,
)  # fmt: skip
YES_NO = Task(
    "yes_no",
    (("Question", "Answer"), ("Text", "Answer"), ("Read", "Yes or no")),
    (
        "Answer yes or no.", "Read the text and answer yes or no.", "Is it so? Say yes or no.", "Yes or no?", "Reply with yes or no only.",
        "Answer the question with a single word, yes or no.", "Check the text, then say yes or no.", "Give a one-word answer: yes or no.",
    ),
    _draw_yes_no, _solve_yes_no, judges.one_of(("yes", "no")), ("yes", "no"),
)  # fmt: skip
