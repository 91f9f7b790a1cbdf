"""Verb forms: past, third person singular and -ing, for regular and irregular English verbs."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from helpers.world.lexicon.verbs import DOUBLED, IRREGULAR, MODALS


class Forms(NamedTuple):
    base: str
    past: str
    third: str
    ing: str


def _irregular() -> dict[str, tuple[str, ...]]:
    rows = (row.split() for row in IRREGULAR.replace("\n", "|").split("|") if row.strip())
    return {row[0]: tuple(row[1:]) for row in rows}


_TABLE = _irregular()


@cache
def forms(base: str) -> Forms:
    """The forms of a verb from its base form. `be` is left to the caller, whose subject decides."""
    if base in MODALS:
        return Forms(base, MODALS[base], base, base)
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
    if base in DOUBLED:
        return base + base[-1] + "ed"
    if _consonant_y(base):
        return base[:-1] + "ied"
    return base + ("d" if base.endswith("e") else "ed")


def _ing(base: str) -> str:
    if base in DOUBLED:
        return base + base[-1] + "ing"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + "ing"
