"""Tasks with words and series: complete a pattern, say what kind of thing it is, find the odd one out."""

from __future__ import annotations

import itertools
from random import Random
from string import ascii_uppercase

from helpers.world.lexicon import errands, nature
from helpers.world.records import clock
from helpers.world.short_tasks import judges
from helpers.world.short_tasks.task import Example, Task, pick, some_things

_CYCLES = (nature.DAYS, nature.MONTHS)
_CLOCK = tuple(clock(half / 2) for half in range(12, 46))
_RANKS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ROWS = (_CLOCK, _RANKS, tuple(ascii_uppercase))
_KIND_OF = {word: kind for kind, words in errands.KINDS.items() for word in words}


def next_of(series: list[str]) -> str:
    """What comes next: a number, a letter, a time, a day, a month, or something that comes round again.

    Raises ValueError when none of these rules fits.
    """
    if len(series) >= 3 and all(term.lstrip("-").isdigit() for term in series):
        numbers = [int(term) for term in series]
        step = numbers[1] - numbers[0]
        if all(b - a == step for a, b in itertools.pairwise(numbers)):
            return str(numbers[-1] + step)
        if all(b == 2 * a for a, b in itertools.pairwise(numbers)):
            return str(2 * numbers[-1])
    for row in (*_CYCLES, *_ROWS):
        if len(series) >= 3 and set(series) <= set(row):
            places = [row.index(term) for term in series]
            step = (places[1] - places[0]) % len(row)
            if all((b - a) % len(row) == step for a, b in itertools.pairwise(places)):
                following = places[-1] + step
                if row in _CYCLES or following < len(row):
                    return row[following % len(row)]
    for period in (2, 3):
        if len(series) > period and all(a == b for a, b in zip(series, series[period:], strict=False)):
            return series[len(series) % period]
    raise ValueError(f"{', '.join(series)!r} is no series that the task 'pattern' knows.")


def _series(rng: Random) -> list[str]:
    chance = rng.random()
    length = 4 + int(rng.random() * 3)
    if chance < 0.3:
        step = pick(rng, (1, 2, 2, 3, 4, 5, 5, 10, 10, 20, -1, -2, -5, -10))
        start = 1 + int(rng.random() * 40) + (-step * length if step < 0 else 0)
        return [str(start + step * i) for i in range(length)]
    if chance < 0.35:
        start = 1 + int(rng.random() * 12)
        return [str(start * 2**i) for i in range(min(length, 5))]
    if chance < 0.5:
        row = pick(rng, _CYCLES)
        start, step = int(rng.random() * len(row)), pick(rng, (1, 1, 1, 2, -1))
        return [row[(start + step * i) % len(row)] for i in range(length)]
    if chance < 0.62:
        row = pick(rng, _ROWS)
        step = pick(rng, (1, 1, 2))
        start = int(rng.random() * (len(row) - step * length)) if len(row) > step * length else 0
        return list(row[start : start + step * length + 1 : step][:length])
    period = pick(rng, (2, 2, 3))
    terms = some_things(rng, period) if rng.random() < 0.7 else rng.sample(_SOUNDS, period)
    return [terms[i % period] for i in range(period + 2 + int(rng.random() * (period + 2)))]


_SOUNDS = ("ding", "dong", "tick", "tock", "clap", "stamp", "red", "blue", "green", "yellow", "left", "right", "hop", "bow", "turn")  # fmt: skip


def _draw_pattern(rng: Random) -> Example:
    while True:
        series = _series(rng)
        try:
            answer = next_of(series)
        except ValueError:  # a row that has come to its end
            continue
        return Example("pattern", ", ".join(series), answer, f"{series[:3]}")


def _draw_kind(rng: Random) -> Example:
    kind = pick(rng, tuple(errands.KINDS))
    words = rng.sample(errands.KINDS[kind], 2 + int(rng.random() * 2))
    return Example("kind", ", ".join(words), kind, " ".join(sorted(words[:2])))


def _solve_kind(text: str) -> str:
    kinds = {_kind(word) for word in text.split(", ")}
    if len(kinds) != 1:
        raise ValueError(f"{text!r} names things of more than one kind.")
    return kinds.pop()


def _kind(word: str) -> str:
    if word not in _KIND_OF:
        raise ValueError(f"{word!r} is in no list of helpers/world/lexicon/errands.py.")
    return _KIND_OF[word]


def _draw_odd(rng: Random) -> Example:
    usual, other = rng.sample(tuple(errands.KINDS), 2)
    words = rng.sample(errands.KINDS[usual], 3)
    odd = pick(rng, errands.KINDS[other])
    words.insert(int(rng.random() * 4), odd)
    return Example("odd_one_out", ", ".join(words), odd, " ".join(sorted(words)))


def _solve_odd(text: str) -> str:
    words = text.split(", ")
    kinds = [_kind(word) for word in words]
    alone = [word for word, kind in zip(words, kinds, strict=True) if kinds.count(kind) == 1]
    if len(alone) != 1:
        raise ValueError(f"{text!r} has no single odd one out.")
    return alone[0]


PATTERN = Task(
    "pattern",
    (("Series", "Next"), ("Pattern", "Next"), ("So far", "Then")),
    (
        "What comes next?", "Complete the pattern.", "Continue the series with one more.", "Which comes next in the row?", "Go on: what follows?",
        "Find the next one.", "Give the next in the series.", "Say what comes after the last one.",
    ),
    _draw_pattern, lambda text: next_of(text.split(", ")), judges.same,
)  # fmt: skip
KIND = Task(
    "kind",
    (("Words", "Kind"), ("Things", "Kind"), ("Items", "What they are")),
    (
        "What are these: animal, food, tool, clothing, boat or instrument?", "Sort into animal, food, tool, clothing, boat or instrument.",
        "Which kind of thing: animal, food, tool, clothing, boat, instrument?", "Name the kind: animal, food, tool, clothing, boat or instrument.",
        "Choose the kind that fits all: animal, food, tool, clothing, boat, instrument.", "Say what kind of thing they are: animal, food, tool, clothing, boat or instrument.",
        "Label the words as animal, food, tool, clothing, boat or instrument.", "Animal, food, tool, clothing, boat or instrument?",
    ),
    _draw_kind, _solve_kind, judges.one_of(tuple(errands.KINDS)), tuple(errands.KINDS),
)  # fmt: skip
ODD_ONE_OUT = Task(
    "odd_one_out",
    (("Words", "Odd one out"), ("Row", "Odd one"), ("Things", "Does not belong")),
    (
        "Which is the odd one out?", "Find the one that does not belong.", "One of these is of another kind. Which?", "Which word does not fit?",
        "Name the odd one out.", "Three belong together. Which does not?", "Spot the stranger in the row.", "Which one is different?",
    ),
    _draw_odd, _solve_odd, judges.same,
)  # fmt: skip
