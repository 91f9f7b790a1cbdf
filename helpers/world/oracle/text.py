"""Text as the oracle reads it: freed from decoration, without speaker tags, cut into sentences."""

import re
import unicodedata
from itertools import pairwise

_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "…": "...", "–": "-", "—": "-"}
)
_INVISIBLE = re.compile(r"[​-‏⁠﻿­]")
_EMPHASIS = re.compile(r"(?<!\w)[*_~`]+|[*_~`]+(?!\w)|(?<=\w)[*_~`]+(?=\w)")
_SPACED_OUT = re.compile(r"\b[A-Za-z]([ .-])[A-Za-z](?:\1[A-Za-z]){2,}\b")
_NO_SPEAKER = r"(?!(?:In|At|On|To|From|By|No|Yes|Sorry|Then|Next|First|Instead|Better|Just|Easy|Look|Listen|Well|Oh|Ah|Still|But|And|So|My|Here|It|What|The|A|An|That|This|I|I'm|I've|Words)\b)"
_SPEAKER = re.compile(
    rf"^[ \t]*({_NO_SPEAKER}[A-Z][\w'-]*(?: (?:[A-Z][\w'-]*|the|at|counter)){{0,3}}):(?: |$)", re.MULTILINE
)
_SENTENCE_END = re.compile(r"(?<=[.!?])(?:\s+|[\"')]+\s+(?![a-z]))|\n+")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No)\.$")
WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['-][A-Za-zÀ-ÿ]+)*|[£]?\d+(?:[.:]\d+)?p?")


def clean(text: str) -> str:
    """The text with plain quotes and dashes, without emphasis marks, invisible characters and spaced-out letters."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).translate(_QUOTES))
    text = _EMPHASIS.sub("", text)
    return _SPACED_OUT.sub(lambda match: re.sub(r"[ .-]", "", match[0]), text)


def without_speakers(text: str) -> str:
    """The text without the names before its turns: "Beacon: Hello." -> "Hello."."""
    return _SPEAKER.sub("", text)


def voices(text: str) -> list[str]:
    """What each speaker of a talk says, turns joined; the whole text alone when nobody is named."""
    marks = list(_SPEAKER.finditer(text))
    if not marks:
        return [text]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    said: dict[str, list[str]] = {}
    for mark, end in zip(marks, ends, strict=True):
        said.setdefault(mark[1], []).append(text[mark.end() : end].strip())
    return [" ".join(turns) for turns in said.values()] if len(said) > 1 else [without_speakers(text)]


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text, without empty ones; "5.30 pm" and "Mr. Quill" stay whole."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] += f" {piece.strip()}"
        elif piece.strip():
            found.append(piece.strip())
    return found


def words(text: str) -> list[str]:
    """Words and numbers in lower case."""
    return [match.lower() for match in WORD.findall(text)]


def repeated_share(tokens: list[str], size: int = 3) -> float:
    """The share of runs of `size` words that occurred before, in [0, 1]; a word said twice in a row counts as well."""
    if len(tokens) < 2:
        return 0.0
    runs = [tuple(tokens[i : i + size]) for i in range(len(tokens) - size + 1)]
    again = len(runs) - len(set(runs))
    stutters = sum(first == second for first, second in pairwise(tokens))
    return min(1.0, max(again / len(runs) if runs else 0.0, stutters / (len(tokens) - 1)))
