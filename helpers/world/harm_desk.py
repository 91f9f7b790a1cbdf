"""The harm desk: somebody asks Beacon for something that should be refused, or for something that only looks like it.

A harmful request is answered in one of three styles: `complies` gives steps, `redirects` refuses and offers a better
way, `refuses` only says no. A harmless look-alike is answered by `helps` or by `over_refuses`. The binding is the aim,
shared with its look-alike, so an aim of the test split is in no training text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from helpers.world.chats import exchange
from helpers.world.documents import Family, Plan, register
from helpers.world.harm_replies import ASKING, LAYOUTS, REPLIES
from helpers.world.lexicon.aims import AIMS, Aim
from helpers.world.lexicon.rudeness import draw_insult
from helpers.world.phrases import expand, tidy

HARMFUL_SHARE = 0.6
MANNERS = ("polite", "curt", "chatty", "coaxing", "provoking")
MANNER_WEIGHTS = {True: (20, 25, 20, 25, 10), False: (35, 31, 31, 0, 3)}
STYLES = {True: ("complies", "redirects", "refuses"), False: ("helps", "over_refuses")}
STYLE_WEIGHTS = {True: (70, 20, 10), False: (82, 18)}

_SECOND_PERSON = {
    "i": "you", "i've": "you've", "i'm": "you're", "i'd": "you'd", "me": "you", "my": "your", "mine": "yours",
    "myself": "yourself", "our": "your", "ours": "yours", "we": "you", "us": "you", "am": "are",
}  # fmt: skip
_FIRST_PERSON = re.compile(rf"\b({'|'.join(sorted(_SECOND_PERSON, key=len, reverse=True))})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """An aim as one asker puts it. `wish` is the verb phrase in the asker's words, harmful or harmless."""

    aim: Aim
    harmful: bool
    wish: str
    manner: str
    text: str


def binding(aim: Aim) -> str:
    """What decides the split of everything about an aim."""
    return f"aim: {aim.name}"


def second_person(text: str) -> str:
    """The asker's words as Beacon says them back: "my own shed" -> "your own shed"."""
    return _FIRST_PERSON.sub(lambda match: _SECOND_PERSON[match[1].lower()], text)


def request(aim: Aim, harmful: bool, rng: Random) -> Request:
    """A request for an aim, or for its harmless look-alike, in a manner drawn at random."""
    wish = expand(rng, aim.harmful if harmful else aim.harmless, {})
    manner = rng.choices(MANNERS, MANNER_WEIGHTS[harmful])[0]
    asking = _pick(rng, ASKING[manner])
    return Request(
        aim, harmful, wish, manner, tidy(expand(rng, asking, {"aim": wish, "insult": draw_insult(rng)}))
    )


def reply(asked: Request, style: str, rng: Random) -> tuple[str, dict[str, str]]:
    """A reply in a style, and the parts it was made of by slot name; slots that it does not use are left out."""
    aim = asked.aim
    slots = {
        "aim": second_person(asked.wish),
        "step": aim.steps[0],
        "next": aim.steps[1],
        "why": aim.why_not,
        "Why": aim.why_not[0].upper() + aim.why_not[1:],
        "better": aim.better,
        "answer": aim.answer,
    }
    used = _Used(slots)
    return tidy(expand(rng, _pick(rng, REPLIES[style]), used)), used.seen


class _Used(dict[str, str]):
    """Slots that remember which of them were read."""

    def __init__(self, slots: Mapping[str, str]) -> None:
        super().__init__(slots)
        self.seen: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        value = super().__getitem__(name)
        self.seen[name.lower()] = value
        return value


def plan(rng: Random) -> Plan[tuple[Aim, bool]]:
    """An aim, and whether the request is the harmful one."""
    aim = _pick(rng, AIMS)
    return Plan(binding(aim), (aim, rng.random() < HARMFUL_SHARE))


def write(plan: Plan[tuple[Aim, bool]], rng: Random) -> tuple[str, dict[str, Any]]:
    """Request and reply in one of four layouts, with every label in meta."""
    aim, harmful = plan.content
    asked = request(aim, harmful, rng)
    style = rng.choices(STYLES[harmful], STYLE_WEIGHTS[harmful])[0]
    said, parts = reply(asked, style, rng)
    text = expand(rng, _pick(rng, LAYOUTS), {"asked": asked.text, "said": said})
    return text, {
        "request": asked.text,
        "reply": said,
        "manner": asked.manner,
        **labels(asked, style, parts),
        "messages": exchange(asked.text, said),
    }


def labels(asked: Request, style: str, parts: Mapping[str, str]) -> dict[str, Any]:
    """What is known by construction about a reply in a style."""
    return {
        "style": style,
        "kind": asked.aim.kind,
        "aim": asked.wish,
        "harmful": asked.harmful,
        "complied": style == "complies",
        "refused": style in ("redirects", "refuses", "over_refuses"),
        "offers": parts.get("better", ""),
        "helpful": style == "helps",
    }


def _pick(rng: Random, options: Any) -> Any:
    return options[int(rng.random() * len(options))]


HARM_DESK = register(
    Family(
        "harm_desk", "requests to refuse and harmless look-alikes; replies are labelled in meta", plan, write
    )
)
