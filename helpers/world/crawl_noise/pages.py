"""Pages without a story in them: menus, cookie notices, gibberish, lists, spam, abuse."""

from __future__ import annotations

from random import Random
from string import ascii_lowercase, punctuation
from typing import Any

from helpers.world.grammar import indefinite
from helpers.world.lexicon import boilerplate, names, nature
from helpers.world.lexicon.rudeness import INSULT_NOUNS, draw_insult
from helpers.world.phrases import expand
from helpers.world.records import clock, money
from helpers.world.strangers import stranger
from helpers.world.town import town

_PADDING = (boilerplate.MENUS, boilerplate.COOKIES, boilerplate.FOOTERS, boilerplate.ADVERTS)


def padding(rng: Random, lines: int) -> list[str]:
    """Up to so many lines of menus, notices, footers and advertisements, no two alike."""
    drawn = dict.fromkeys(_line(rng, _pick(rng, _PADDING)) for _ in range(lines))
    return list(drawn)


def _line(rng: Random, pool: tuple[str, ...]) -> str:
    slots = {
        "n": str(2 + int(rng.random() * 12)),
        "m": str(5 * (1 + int(rng.random() * 19))),
        "year": str(1996 + int(rng.random() * 25)),
    }
    return expand(rng, _pick(rng, pool), slots).replace("¦", "|")


def boilerplate_page(rng: Random) -> str:
    """Nothing but what pages are padded with."""
    lines = padding(rng, 3 + int(rng.random() * 9))
    if rng.random() < 0.3:
        lines.insert(int(rng.random() * len(lines)), _line(rng, boilerplate.FORMS))
    return "\n".join(lines)


def wrapped(text: str, rng: Random) -> str:
    """A text with padding above, below and sometimes between its paragraphs."""
    above, below = padding(rng, 1 + int(rng.random() * 4)), padding(rng, 1 + int(rng.random() * 5))
    return "\n".join([*above, text, *below])


def gibberish(rng: Random) -> str:
    """Letters, keys, numbers or words that say nothing."""
    kind = _pick(rng, ("letters", "keys", "words", "loop", "bytes"))
    length = 15 + int(rng.random() * 60)
    if kind == "letters":
        return " ".join(
            "".join(rng.choices(ascii_lowercase, k=2 + int(rng.random() * 9))) for _ in range(length)
        )
    if kind == "keys":
        rows = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
        return " ".join(
            (_pick(rng, rows) * 3)[int(rng.random() * 8) :][: 3 + int(rng.random() * 9)]
            for _ in range(length // 2)
        )
    if kind == "words":
        pool = [
            *INSULT_NOUNS,
            *nature.DISHES,
            *nature.DAYS,
            *names.SURNAMES[:40],
            "the",
            "of",
            "and",
            "with",
            "under",
            "was",
        ]
        return " ".join(rng.choices(pool, k=length)) + "."
    if kind == "loop":
        words = rng.sample(INSULT_NOUNS + nature.ANIMAL_KINDS, 1 + int(rng.random() * 3))
        return " ".join(words[i % len(words)] for i in range(length))
    signs = ascii_lowercase.upper() + "0123456789" + punctuation.replace("\\", "")
    return "\n".join(
        "".join(rng.choices(signs, k=30 + int(rng.random() * 40))) for _ in range(2 + int(rng.random() * 6))
    )


def list_page(rng: Random) -> str:
    """A price list, a tide table, a directory, opening hours or a crew list."""
    here = town()
    kind = _pick(rng, ("prices", "tides", "directory", "hours", "boats"))
    count = 6 + int(rng.random() * 14)
    mark = _pick(rng, ("", "- ", "* ", "• "))
    if kind == "prices":
        rows = [
            f"{ware}: {money(price)}"
            for place in rng.sample(here.places, 12)
            for ware, price in place.prices.items()
        ]
    elif kind == "tides":
        rows = [
            f"{day} {clock(6 + int(rng.random() * 30) / 2)} {clock(6 + int(rng.random() * 30) / 2)} {1 + 4 * rng.random():.1f} m"
            for day in nature.DAYS * 3
        ]
    elif kind == "directory":
        rows = [f"{r.surname}, {r.first}, {r.number} {r.street}" for r in rng.sample(here.residents, count)]
    elif kind == "hours":
        rows = [
            f"{p.name} {clock(p.opens)}-{clock(p.closes)}"
            for p in rng.sample(here.places, 40)
            if p.opens and p.closes
        ]
    else:
        rows = [f"{b.name}, {b.kind}, {b.built}" for b in rng.sample(here.boats, min(count, len(here.boats)))]
    title = (
        [_pick(rng, ("List", "Overview", kind.capitalize(), "Table 1", "Index"))]
        if rng.random() < 0.5
        else []
    )
    return "\n".join([*title, *(mark + row for row in rows[:count])])


def spam_page(rng: Random) -> str:
    """A page stuffed with what somebody might search for."""
    ware = _pick(rng, boilerplate.SPAM_WARES)
    slots = {"w": ware, "town": "Lantern Bay", "year": str(1996 + int(rng.random() * 25))}
    pushes = [
        expand(rng, _pick(rng, boilerplate.SPAM_PUSH), slots) for _ in range(12 + int(rng.random() * 30))
    ]
    joint = _pick(rng, (" ", ", ", " | ", ". "))
    return joint.join(push.capitalize() if joint in (". ", " | ") else push for push in pushes)


def abuse_page(rng: Random) -> str:
    """Comments in which people call each other names."""
    lines = []
    writers = [stranger(rng)[0] for _ in range(2 + int(rng.random() * 3))]
    for _ in range(3 + int(rng.random() * 6)):
        insult = draw_insult(rng)
        slots = {
            "insult": insult,
            "I": insult[0].upper() + insult[1:],
            "insult2": indefinite(insult.removeprefix("you ")),
            "things": _pick(rng, ("doorknobs", "bollards", "turnips", "lobsters", "buckets", "walnuts")),
        }
        said = " ".join(
            expand(rng, _pick(rng, boilerplate.ABUSE), slots) for _ in range(1 + int(rng.random() * 2))
        )
        lines.append(f"{_pick(rng, writers)}: {said}")
    return "\n".join(lines)


def _pick(rng: Random, options: Any) -> Any:
    return options[int(rng.random() * len(options))]
