"""The notation of phrases, with choices, people, things and verbs in them; articles, plurals and capitals.

The notation of a phrase, compiled once:

- `[a|b|c]` one of the alternatives, nested as deep as you like; an empty one is allowed
- `{A}` a person as subject, named or by pronoun as the discourse allows; `{A!}` never a pronoun; `.o` object, `.s`
  possessive, `.r` reflexive, `.n` first name whatever happens (for use in speech), `.f` full name
- `{x}` a thing: "the compass" or "it"; `{x!}` never "it"; `{x.a}` "a brass compass"; `{x.n}` bare; `{x.it}` "it" or
  "them"; as the subject that the next verb agrees with: `{x.S}` "the compass" or "it", `{x.T}` never "it", `{x.N}` bare
- `{p}` a place; `{p.at}` "at Quill's Books"; `{p.to}` "to Quill's Books"; `{p.k}` its kind, "the bookshop"
- `~take` a verb in the narrator's tense, agreeing with the last subject (`~be+` plural, `~be=` third person singular)
- `^` the next letter is a capital (needed only after `?"` or `!"`, where a speech tag might follow)
- `{we}`, `{us}`, `{our}` the hero and others: "they", or "we" when the hero tells the story
- any other name in braces is plain text that the caller supplies, or a rule of `discourse.RULES`
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from helpers.world.verbs import forms

_TOKEN = re.compile(r"(\[|\]|\||\{[^{}]*\}|~[a-z]+[+=]?)")
_TIMED = re.compile(
    r"\{(?:weekday|day|clock|month|hour)\}|morning|evening|once|year|months?\b|weeks?\b|before breakfast|that day"
)
_SLOT = re.compile(r"\{[^{}]*\}")
_ARTICLE = re.compile(r"\b([Aa])n? (?=([\"']?[A-Za-z][\w'-]*))")
_VOWEL_EXCEPTIONS = re.compile(r"(?:hour|honest|heir|honou?r)", re.IGNORECASE)
_CONSONANT_EXCEPTIONS = re.compile(
    r"(?:one\b|once|use|uni[cfqtv]|union|europ|eul|ewe|ukulele|utensil)", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?:^|\.[\"']?\)?\s+|[!?]\)?\s+|\n\s*|[:,] \")[\"'(]*([a-z])|\^(\w)")


def indefinite(noun_phrase: str) -> str:
    """The noun phrase with its indefinite article: "old anchor" -> "an old anchor"."""
    return ("an " if _vowel_sound(noun_phrase) else "a ") + noun_phrase


def fix_articles(text: str) -> str:
    """Every "a" and "an" made to agree with the sound that follows."""
    return _ARTICLE.sub(lambda m: f"{m[1]}{'n' if _vowel_sound(m[2]) else ''} ", text)


def _vowel_sound(word: str) -> bool:
    word = word.lstrip("\"'")
    if _VOWEL_EXCEPTIONS.match(word):
        return True
    return word[:1].lower() in "aeiou" and not _CONSONANT_EXCEPTIONS.match(word)


def capitalise(text: str) -> str:
    """A capital letter at the start of every sentence and of direct speech, and wherever "^" asks for one.

    After `?"` and `!"` a small letter stays, because a speech tag may follow.
    """
    return _SENTENCE.sub(lambda m: m[0][:-1] + m[1].upper() if m[1] else m[2].upper(), text)


def possessive(name: str) -> str:
    """Wren -> Wren's; Silas -> Silas's; the twins stay out of it."""
    return name + "'s"


def plural(noun: str) -> str:
    """The plural of a noun or of the head of "coil of rope"."""
    head, of, rest = noun.partition(" of ")
    if head.endswith(("s", "x", "ch", "sh")):
        head += "es"
    elif head.endswith("y") and head[-2] not in "aeiou":
        head = head[:-1] + "ies"
    elif head.endswith(("knife", "loaf", "shelf")):
        head = head.removesuffix("fe").removesuffix("f") + "ves"
    else:
        head += "s"
    return head + of + rest


@dataclass(slots=True, frozen=True)
class Ref:
    """A slot: the role it stands for and the form it takes."""

    role: str
    form: str


@dataclass(slots=True, frozen=True)
class Verb:
    """A verb with its forms."""

    past: str
    third: str
    base: str
    ing: str
    agreement: str  # "", "+" plural, "=" third person singular


class Choice:
    """Alternatives, each a sequence of parts."""

    __slots__ = ("count", "options")

    def __init__(self, options: list[Parts]) -> None:
        self.options = options
        self.count = len(options)


Parts = tuple[Any, ...]  # of str, Ref, Verb and Choice  # of str, Ref, Verb and Choice


@dataclass(slots=True, frozen=True)
class Phrase:
    """A compiled phrase. `subject` is the role it opens with when its first sentence can lose or move that subject."""

    text: str
    parts: Parts
    subject: str
    opens: str  # "subject", "speech" or "other": which links may stand before it
    timed: bool  # it says itself when it happened
    single: bool  # one sentence without speech and with one subject: it may be joined to another


@cache
def phrase(text: str) -> Phrase:
    """Compile a phrase. Raises ValueError when a bracket, bar or brace has no partner."""
    tokens = [token for token in _TOKEN.split(text) if token]
    parts, end = _sequence(tokens, 0, text)
    if end != len(tokens) or any(
        mark in token for token in tokens if not _SLOT.fullmatch(token) for mark in "{}"
    ):
        raise ValueError(f"The phrase {text!r} has a bracket, bar or brace without its partner.")
    opens = re.match(r"\{([A-Z])[!]?\} ~(?!be\b|have\b|can\b|will\b|may\b|must\b|shall\b)", text)
    subjects = re.findall(r"\{(?:we|[A-Z]!?|[A-Z]\.f|\w+\.[STN])\}", text)
    single = text.endswith(".") and not re.search(r"[.!?:;\"].|~\w+[+=]|\bwho\b", text) and len(subjects) == 1
    start = (
        "speech"
        if text.startswith('"')
        else "subject"
        if re.match(r"\{[A-Za-z]\w*[!.}]|there ~be", text)
        else "other"
    )
    timed = _TIMED.search(text) is not None
    return Phrase(text, parts, opens[1] if opens else "", start, timed, single)


def _sequence(tokens: list[str], at: int, text: str) -> tuple[Parts, int]:
    parts: list[Any] = []
    while at < len(tokens):
        token = tokens[at]
        if token == "[":
            options: list[Parts] = []
            while not options or tokens[at] == "|":
                option, at = _sequence(tokens, at + 1, text)
                if at >= len(tokens):
                    raise ValueError(f"The phrase {text!r} has a bracket, bar or brace without its partner.")
                options.append(option)
            parts.append(Choice(options))
        elif token in ("|", "]"):
            break
        elif token[0] == "{":
            role, _, form = token[1:-1].partition(".")
            parts.append(Ref(role.rstrip("!"), "!" if role.endswith("!") else form))
        elif token[0] == "~":
            agreement = token[-1] if token[-1] in "+=" else ""
            verb = forms(token[1:].rstrip("+="))
            parts.append(Verb(verb.past, verb.third, verb.base, verb.ing, agreement))
        else:
            parts.append(token)
        at += 1
    return tuple(parts), at
