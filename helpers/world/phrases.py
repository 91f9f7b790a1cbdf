"""A small notation for text with choices in it, compiled once and expanded fast.

``"[Morning|Good morning], {name}. [Tide's in.|]"`` has two choices and a slot: square brackets hold alternatives
(nested as deep as you like, an empty one allowed), braces name a slot. Slots are plain strings.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from random import Random

_MARKS = re.compile(r"([\[\]|{}])")
_SENTENCE_START = re.compile(r"(^\W*|(?<!\.)[.!?]\)? [\"(]?)([a-z])")
_SPACES = re.compile(r" +(?=[ ,.;:?!]|$)")


class Slot:
    """A named hole."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class Choice:
    """Alternatives, each a tuple of parts: strings, slots and choices."""

    __slots__ = ("count", "options")

    def __init__(self, options: list[tuple]) -> None:
        self.options = options
        self.count = len(options)


@cache
def compile_phrase(text: str) -> tuple:
    """Parts of a phrase. Raises ValueError when its brackets or braces do not match."""
    marks = [mark for mark in _MARKS.split(text) if mark]
    parts, position = _sequence(marks, 0, text, depth=0)
    if position != len(marks):
        raise ValueError(f"The phrase {text!r} has a bracket, bar or brace without its partner.")
    return parts


def _sequence(marks: list[str], position: int, text: str, depth: int) -> tuple[tuple, int]:
    parts: list = []
    while position < len(marks):
        mark = marks[position]
        if mark == "[":
            options: list[tuple] = []
            while not options or marks[position] == "|":
                option, position = _sequence(marks, position + 1, text, depth + 1)
                options.append(option)
                if position == len(marks):
                    raise ValueError(f"The phrase {text!r} leaves a bracket open.")
            parts.append(Choice(options))
        elif mark == "{":
            if marks[position + 2 : position + 3] != ["}"]:
                raise ValueError(f"The phrase {text!r} leaves a brace open.")
            parts.append(Slot(marks[position + 1]))
            position += 2
        elif mark in ("|", "]", "}"):
            break
        else:
            parts.append(mark)
        position += 1
    return tuple(parts), position


def expand(rng: Random, text: str, slots: Mapping[str, str]) -> str:
    """One text drawn from a phrase, each alternative equally likely. Raises KeyError for a slot without a value."""
    out: list[str] = []
    _expand(rng.random, compile_phrase(text), slots, out.append)
    return "".join(out)


def _expand(
    random: Callable[[], float], parts: tuple, slots: Mapping[str, str], emit: Callable[[str], None]
) -> None:
    for part in parts:
        if part.__class__ is str:
            emit(part)
        elif part.__class__ is Slot:
            emit(slots[part.name])
        else:
            _expand(random, part.options[int(random() * part.count)], slots, emit)


@cache
def slot_names(text: str) -> tuple[str, ...]:
    """The slots of a phrase, those inside choices included."""
    return tuple(re.findall(r"{([^{}]+)}", text))


def tidy(text: str) -> str:
    """Capital letters where sentences start, single spaces, none before a stop."""
    return _SENTENCE_START.sub(_raise, _SPACES.sub("", text.strip()))


def _raise(match: re.Match[str]) -> str:
    return match[1] + match[2].upper()
