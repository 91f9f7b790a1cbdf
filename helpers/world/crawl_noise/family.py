"""The family `crawl_noise`: what comes back when a town's pages are crawled, each with a label of what it is.

Copies are made of `HOT` stories only, so that several meet in a crawl of a few hundred pages. Story `n` is the same
everywhere: meta["of"] says of which story a page is a copy, or which it is. Alone, a copy has keep = False; `crawl`
writes whole crawls, in which every copy has its original before it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

from helpers.world import dialogue, pidgin
from helpers.world import narrative as _registered  # noqa: F401
from helpers.world.crawl_noise import copies, pages
from helpers.world.crawl_noise.languages import LANGUAGES, foreign_text
from helpers.world.documents import FAMILIES, Document, Family, Plan, document, register, stream
from helpers.world.lexicon.boilerplate import HEADLINES
from helpers.world.lexicon.nature import DAYS
from helpers.world.phrases import expand
from helpers.world.strangers import stranger
from helpers.world.town import town

HOT = 120  # stories that are copied again and again
SHORTEST = 200  # characters of a story that is copied, cut or misread

# kind: (share, whether a filter should keep it)
KINDS: dict[str, tuple[float, bool]] = {
    "clean": (0.28, True),
    "wrapped": (0.10, True),  # a story with menus and notices around it: keep it, and strip them
    "dialogue": (0.08, True),  # [A]: … [B]: …
    "boilerplate": (0.10, False),
    "gibberish": (0.06, False),
    "duplicate": (0.06, False),
    "near_duplicate": (0.09, False),
    "other_language": (0.09, False),
    "list": (0.05, False),
    "keyword_spam": (0.03, False),
    "abuse": (0.03, False),
    "truncated": (0.02, False),
    "mojibake": (0.01, False),
}
_NARRATIVE, _DIALOGUE = FAMILIES["narrative"], dialogue.DIALOGUE
_KINDS = tuple(KINDS)
_WEIGHTS = tuple(itertools.accumulate(share for share, _ in KINDS.values()))
_OF_STORIES = frozenset(("clean", "wrapped", "duplicate", "near_duplicate", "truncated", "mojibake"))
_COPIES = frozenset(("duplicate", "near_duplicate"))


@dataclass(frozen=True, slots=True)
class Page:
    """What a page will be: its kind, and the number of the story or the seed of whatever it holds."""

    kind: str
    number: int


@lru_cache(maxsize=4096)
def story(number: int) -> tuple[str, str]:
    """(text, binding) of story `number`, the first of its stream that is long enough."""
    rng = stream("crawl", number)
    while True:
        planned = _NARRATIVE.plan(rng)
        text, _ = _NARRATIVE.write(planned, rng)
        if len(text) >= SHORTEST:
            return text, planned.binding


def plan(rng: Random) -> Plan[Page]:
    """A kind by its share. The binding of a page with a story is the story's own."""
    kind = rng.choices(_KINDS, cum_weights=_WEIGHTS)[0]
    number = int(rng.random() * (HOT if kind in _COPIES else 2**40)) + (0 if kind in _COPIES else HOT)
    return Plan(_binding(kind, number), Page(kind, number))


def _binding(kind: str, number: int) -> str:
    if kind in _OF_STORIES:
        return story(number)[1]
    if kind == "dialogue":
        return _DIALOGUE.plan(stream("crawl", number)).binding
    return f"{kind} {number}"


def write(plan: Plan[Page], rng: Random) -> tuple[str, dict[str, Any]]:
    """The page, with its kind, whether to keep it, and the part of it that is worth keeping."""
    page = plan.content
    kind, number = page.kind, page.number
    keep = KINDS[kind][1]
    meta: dict[str, Any] = {"kind": kind, "keep": keep, "of": "", "language": "English", "body": ""}
    if kind in _OF_STORIES:
        original = story(number)[0]
        meta["of"] = f"story {number}"
        text = _STORY_PAGES[kind](original, rng)
        meta["body"] = original if keep else ""
        if kind == "clean":
            meta["body"] = text
        elif kind == "near_duplicate":
            meta["similarity"] = round(copies.similarity(original, text), 3)
    elif kind == "dialogue":
        text = meta["body"] = dialogue_page(number, rng)
    elif kind == "other_language":
        meta["language"], text = _foreign(rng)
    else:
        text = _BARE_PAGES[kind](rng)
    return text, meta


def _clean(original: str, rng: Random) -> str:
    if rng.random() < 0.7:
        return original
    slots = {
        "day": _pick(rng, DAYS),
        "n": str(2 + int(rng.random() * 30)),
        "name": stranger(rng)[0],
        "place": _pick(rng, town().places).name,
    }
    return f"{expand(rng, _pick(rng, HEADLINES), slots)}\n{original}"


def dialogue_page(number: int, rng: Random) -> str:
    """A dialogue whose speakers are letters in square brackets, on lines or in one run."""
    own = stream("crawl", number)
    text, meta = _DIALOGUE.write(_DIALOGUE.plan(own), own)
    for letter, speaker in zip("ABCDEF", meta["speakers"], strict=False):
        text = re.sub(rf"(?m)^{re.escape(speaker)}:", f"[{letter}]:", text)
    return text if rng.random() < 0.7 else text.replace("\n[", " [")


def _foreign(rng: Random) -> tuple[str, str]:
    """A language and a text in it; Harbour pidgin is one of the languages."""
    language = _pick(rng, (*LANGUAGES, "Harbour pidgin"))
    sentences = 3 + int(rng.random() * 8)
    if language == "Harbour pidgin":
        return language, " ".join(pidgin.in_pidgin(pidgin.draw_clause(rng)) for _ in range(sentences))
    return language, foreign_text(language, rng, sentences)


_STORY_PAGES: dict[str, Callable[[str, Random], str]] = {
    "clean": _clean,
    "wrapped": pages.wrapped,
    "duplicate": lambda original, rng: original,
    "near_duplicate": lambda original, rng: copies.near_copy(original, stranger(rng)[0], rng),
    "truncated": copies.cut_short,
    "mojibake": lambda original, rng: copies.misread(original),
}
_BARE_PAGES: dict[str, Callable[[Random], str]] = {
    "boilerplate": pages.boilerplate_page,
    "gibberish": pages.gibberish,
    "list": pages.list_page,
    "keyword_spam": pages.spam_page,
    "abuse": pages.abuse_page,
}


def crawl(count: int, *, seed: int = 0, split: str = "train") -> Iterator[Document]:
    """A crawl of `count` pages in which every copy has its original before it.

    The first page of a story that would be a copy is written as the story itself, of kind "clean". Raises ValueError
    for a negative count, and for an unknown split.
    """
    if count < 0:
        raise ValueError(f"count is {count}; ask for 0 or more pages.")
    seen: set[str] = set()
    for index in range(count):
        page = document("crawl_noise", index, seed=seed, split=split)
        of = page.meta["of"]
        if page.meta["kind"] in _COPIES and of not in seen:
            text = story(int(of.removeprefix("story ")))[0]
            known = {"kind": "clean", "keep": True, "of": of, "language": "English", "body": text}
            page = Document(page.family, text, {**known, "binding": page.meta["binding"]})
        seen.add(of)
        yield page


def _pick(rng: Random, options: Any) -> Any:
    return options[int(rng.random() * len(options))]


CRAWL_NOISE = register(
    Family("crawl_noise", "pages of a crawl: stories, copies, padding and rubbish, labelled", plan, write)
)
