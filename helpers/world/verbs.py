"""Verb forms: past, third person singular and -ing, for regular and irregular English verbs."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

# base past (where the -ing form is irregular too, it follows)
_IRREGULAR = """
be was being|become became|begin began beginning|bend bent|bet bet betting|bind bound|bite bit|blow blew|break broke|bring brought
build built|burn burned|burst burst|buy bought|catch caught|choose chose|cling clung|come came|cost cost|creep crept
cut cut cutting|deal dealt|die died dying|dig dug digging|do did|draw drew|dream dreamt|drink drank|drive drove|eat ate
fall fell|feed fed|feel felt|fight fought|find found|flee fled|fly flew|forget forgot forgetting|forgive forgave
freeze froze|get got getting|give gave|go went|grow grew|hang hung|have had|hear heard|hide hid|hit hit hitting
hold held|hurt hurt|keep kept|kneel knelt|know knew|lay laid|lead led|lean leant|leap leapt|learn learnt|leave left
lend lent|let let letting|lie lay lying|light lit|lose lost|make made|mean meant|meet met|pay paid|put put putting
read read|ride rode|ring rang|rise rose|run ran running|say said|see saw seeing|seek sought|sell sold|send sent
set set setting|shake shook|shine shone|shrink shrank|shut shut shutting|sing sang|sink sank|sit sat sitting|sleep slept
slide slid|smell smelt|speak spoke|spend spent|spill spilt|spin spun spinning|split split splitting|spread spread
stand stood|strike struck|steal stole|stick stuck|swear swore|sweep swept|swim swam swimming|swing swung|take took|teach taught
tear tore|tell told|think thought|throw threw|tie tied tying|tread trod|understand understood|upset upset upsetting
wake woke|wear wore|weep wept|win won winning|wind wound|withdraw withdrew|write wrote|overhear overheard
blink blinked|agree agreed agreeing|dye dyed dyeing|shoe shod shoeing|row rowed|mistake mistook|undo undid|outrun outran outrunning
overtake overtook|foresee foresaw foreseeing|wring wrung|sew sewed|saw sawed|show showed|knit knitted|singe singed singeing
"""
_DOUBLED = frozenset(
    ["admit", "beg", "chat", "clap", "dip", "drag", "drop", "drum", "fit", "grab", "grin", "hop", "hug", "hum", "jog", "knit", "knot", "mop", "nod", "pat", "plan", "plod", "plop", "pop", "rub", "scrub", "ship", "shop", "shrug", "sip", "skip", "slap", "slip", "slog", "snap", "spot", "step", "stir", "stop", "swap", "strum", "tap", "tip", "trip", "trot", "tug", "wag", "whip", "wrap", "pin", "rig", "rot", "trap", "trim", "tut", "unpin", "unwrap", "zip", "sob", "fret", "regret", "propel", "travel", "marvel", "quarrel", "shovel", "label", "pedal", "dial", "level", "unravel", "model", "dab", "bob", "sag", "mutter-off"]
)  # fmt: skip
_MODALS = {"will": "would", "can": "could", "may": "might", "must": "had to", "shall": "should", "should": "should", "would": "would"}


class Forms(NamedTuple):
    base: str
    past: str
    third: str
    ing: str


def _irregular() -> dict[str, tuple[str, ...]]:
    rows = (row.split() for row in _IRREGULAR.replace("\n", "|").split("|") if row.strip())
    return {row[0]: tuple(row[1:]) for row in rows}


_TABLE = _irregular()


@cache
def forms(base: str) -> Forms:
    """The forms of a verb from its base form. `be` is left to the caller, whose subject decides."""
    if base in _MODALS:
        return Forms(base, _MODALS[base], base, base)
    irregular = _TABLE.get(base, ())
    past = irregular[0] if irregular else _regular_past(base)
    ing = irregular[1] if len(irregular) > 1 else _ing(base)
    return Forms(base, past, _third(base), ing)


def _consonant_y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in "aeiou"


def _third(base: str) -> str:
    if base == "have":
        return "has"
    if _consonant_y(base):
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _regular_past(base: str) -> str:
    if base in _DOUBLED:
        return base + base[-1] + "ed"
    if _consonant_y(base):
        return base[:-1] + "ied"
    return base + ("d" if base.endswith("e") else "ed")


def _ing(base: str) -> str:
    if base in _DOUBLED:
        return base + base[-1] + "ing"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + "ing"
