"""Values as people write them: times, amounts, years, days, dates, durations.

Each reader returns `Found(start, end, value)` in the order of the text. A time is (minutes on a twelve-hour face, "am" or
"pm" or ""), an amount is in pence, a duration in minutes, a date is (day, month number).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from helpers.world.lexicon.nature import DAYS, MONTHS
from helpers.world.town import NOW

_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third",
    "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth",
    "thirtieth", "thirty-first",
]  # fmt: skip
_NUMBER: dict[str, int] = {word: i for i, word in enumerate(_UNITS)}
_NUMBER |= {ten: 20 + 10 * i for i, ten in enumerate(_TENS)}
_NUMBER |= {
    f"{ten}{mark}{unit}": 20 + 10 * i + j
    for i, ten in enumerate(_TENS)
    for j, unit in enumerate(_UNITS[:10])
    if j
    for mark in "- "
}
_SPELT = "|".join(sorted(_NUMBER, key=len, reverse=True))
_HOUR = "|".join(_UNITS[1:13][::-1])
_HALF = r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?|\s*o'?\s?clock)?(?:\s+in the (?P<part>morning|afternoon|evening)|\s+(?P<night>at night))?"
_NOT_A_TIME = r"(?!\s*(?:p\b|pence|pounds?|minutes?|mins?|years?|hours?|steps|\d|%))"

_DIGITAL = re.compile(rf"(?<![\d£.:])(?P<h>[012]?\d)[.:h](?P<m>[0-5]\d)(?![\d]){_HALF}{_NOT_A_TIME}")
_HOUR_ONLY = re.compile(
    rf"(?<![\d£.:])(?P<h>[012]?\d)(?=\s*(?:[ap]\.?\s?m\b|o'?\s?clock|in the (?:morning|afternoon|evening)|at night)){_HALF}"
)
_BARE_HOUR = re.compile(
    rf"\b(?:at|from|until|till|by|before|after|to|past)\s+(?P<h>1?\d)(?![\d.:]){_HALF}{_NOT_A_TIME}"
)
_LEAD = "half past|half|quarter past|a quarter past|quarter to|a quarter to|ten past|twenty past|five past|ten to|twenty to|five to"
_SPOKEN = (
    re.compile(rf"\b(?P<lead>{_LEAD})\s+(?P<hour>{_HOUR}|1?\d)\b{_HALF}"),
    re.compile(
        rf"\b(?P<hour>{_HOUR})[ -](?P<minute>thirty|fifteen|forty-five|forty five)\b{_HALF}{_NOT_A_TIME}"
    ),
    re.compile(
        rf"\b(?P<hour>{_HOUR})(?=\s*(?:[ap]\.?\s?m\b|o'?\s?clock|in the (?:morning|afternoon|evening)|at night)){_HALF}"
    ),
    re.compile(
        rf"\b(?:at|from|until|till|by|before|after)\s+(?P<hour>{_HOUR})\b(?!-)(?!\s+(?!(?:on|in|and|or|but|sharp|every|for|to|until|till|daily|each|not|as)\b)[a-z])"
    ),
)
_NOON = re.compile(r"\b(?P<word>noon|midday|mid-day|noontime|twelve noon|12 noon|midnight)\b")
_LEADS = {"half past": 30, "half": 30, "quarter past": 15, "a quarter past": 15, "quarter to": -15, "a quarter to": -15, "ten past": 10,
          "twenty past": 20, "five past": 5, "ten to": -10, "twenty to": -20, "five to": -5}  # fmt: skip
_MINUTES = {"thirty": 30, "fifteen": 15, "forty-five": 45, "forty five": 45}

_POUNDS = re.compile(
    rf"£\s?(?P<pounds>\d+)(?:[.,:](?P<pence>\d\d))?(?:\s+and\s+(?P<extra>\d\d?)\s?p\b)?"
    rf"|\b(?P<only>\d+)\s?(?:p|pence)\b"
    rf"|\b(?P<n>\d+|a|{_SPELT})\s+(?:pounds?|quid)\b(?:,?(?:\s+and)?\s+(?P<rest>\d\d?|{_SPELT})(?:\s?p\b|\s+pence)?)?(?!\s+of)"
    rf"|\b(?P<spelt>{_SPELT})\s+(?:p\b|pence)"
    rf"|(?<![\d£.:])(?P<plain>\d+)\.(?P<cents>\d\d)(?![\d])(?!\s*[ap]\.?m)"
)
_YEAR = re.compile(
    rf"(?<![\d£])(?P<year>1[5-9]\d\d)(?!\d)|\b(?P<century>fifteen|sixteen|seventeen|eighteen|nineteen)[ -](?:hundred and |oh |o')?(?P<two>{_SPELT})\b"
    rf"|\b(?P<age>\d{{1,3}}) years (?:old|ago|of age)\b"
)
_DAY = re.compile(rf"\b(?P<day>{'|'.join(DAYS).lower()})s?\b|\b(?P<short>mon|tues?|thurs?|thu|fri)\b\.?")
_DATE = re.compile(
    rf"\b(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?:day\s+)?of)?\s+(?P<m>{'|'.join(MONTHS).lower()})\b"
    rf"|\b(?P<m2>{'|'.join(MONTHS).lower()})\s+(?:the\s+)?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)"
    rf"|\b(?P<ordinal>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})(?:\s+of)?\s+(?P<m3>{'|'.join(MONTHS).lower()})\b"
    rf"|\b(?P<m4>{'|'.join(MONTHS).lower()})\s+(?:the\s+)?(?P<ordinal2>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\b"
)
_DURATION = re.compile(
    rf"\b(?P<halfhour>half an hour|half-hour)\b|\b(?P<quarters>three quarters of an hour)\b|\b(?P<quarter>quarter of an hour)\b"
    rf"|\b(?P<h>an|one|\d+|{_SPELT})\s+hours?(?:(?:\s+and)?\s+(?:(?P<hm>\d+|{_SPELT})\s*(?:minutes?|mins?\b)|a\s+(?P<frac>half|quarter)))?"
    rf"|\b(?P<m>\d+|{_SPELT})\s*-?\s*(?:minutes?|mins?\b)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it stands."""

    start: int
    end: int
    value: Any


def number(word: str) -> int:
    """ "seven" or "7" as 7; "a" and "an" are 1. Raises KeyError for anything else."""
    return int(word) if word.isdigit() else 1 if word in ("a", "an") else _NUMBER[word]


def times(text: str) -> list[Found]:
    """Times of day: "5.30 pm", "17:30", "half past five", "noon", "at nine"."""
    return _distinct([_NOON, _DIGITAL, *_SPOKEN, _HOUR_ONLY, _BARE_HOUR], text, _time)


def _time(match: re.Match[str]) -> tuple[int, str] | None:
    parts = match.groupdict()
    if parts.get("word"):
        return (0, "am" if parts["word"] == "midnight" else "pm")
    half = (
        f"{parts['half']}m"
        if parts.get("half")
        else {"morning": "am", "afternoon": "pm", "evening": "pm"}.get(
            parts.get("part") or "", "pm" if parts.get("night") else ""
        )
    )
    if "h" in parts:
        hour, minute = int(parts["h"]), int(parts.get("m") or 0)
        if hour > 24:
            return None
        if not half and (hour > 12 or parts["h"].startswith("0")):
            half = "pm" if 12 <= hour < 24 else "am"
        return (hour * 60 + minute) % 720, half
    minute = _LEADS.get(parts.get("lead") or "", 0) + _MINUTES.get(parts.get("minute") or "", 0)
    return (number(parts["hour"]) * 60 + minute) % 720, half


def same_time(one: tuple[int, str], other: tuple[int, str]) -> bool:
    """Whether two times can be the same: "nine" is 9 am as well as 9 pm."""
    return one[0] == other[0] and ("" in (one[1], other[1]) or one[1] == other[1])


def amounts(text: str) -> list[Found]:
    """Amounts of money in pence: "£2.50", "250p", "two pounds fifty", "2.50"."""
    return _distinct([_POUNDS], text, _amount)


def _amount(match: re.Match[str]) -> int:
    part = match.groupdict()
    if part["pounds"]:
        return 100 * int(part["pounds"]) + int(part["pence"] or part["extra"] or 0)
    if part["only"]:
        return int(part["only"])
    if part["n"]:
        return 100 * number(part["n"]) + (number(part["rest"]) if part["rest"] else 0)
    if part["spelt"]:
        return number(part["spelt"])
    return 100 * int(part["plain"]) + int(part["cents"])


def years(text: str) -> list[Found]:
    """Years: "1856", "eighteen fifty-six", "131 years old" (counted from the year of the town's description)."""
    return _distinct([_YEAR], text, _year)


def _year(match: re.Match[str]) -> int:
    if match["year"]:
        return int(match["year"])
    return (
        NOW - int(match["age"]) if match["age"] else 100 * _NUMBER[match["century"]] + _NUMBER[match["two"]]
    )


def days(text: str) -> list[Found]:
    """Days of the week, as "Monday"."""
    return _distinct(
        [_DAY], text, lambda m: next(d for d in DAYS if d.lower().startswith(m["day"] or m["short"]))
    )


def dates(text: str) -> list[Found]:
    """Days of the year: "15 July", "July 15th", "the fifteenth of July"."""
    return _distinct([_DATE], text, _date)


def _date(match: re.Match[str]) -> tuple[int, int]:
    month = [name.lower() for name in MONTHS].index(
        match["m"] or match["m2"] or match["m3"] or match["m4"]
    ) + 1
    digits, ordinal = match["d"] or match["d2"], match["ordinal"] or match["ordinal2"]
    return (int(digits) if digits else _ORDINALS.index(ordinal) + 1, month)


def durations(text: str) -> list[Found]:
    """Spans of time in minutes: "forty minutes", "an hour and ten minutes", "half an hour"."""
    return _distinct([_DURATION], text, _duration)


def _duration(match: re.Match[str]) -> int:
    part = match.groupdict()
    if part["halfhour"]:
        return 30
    if part["quarters"] or part["quarter"]:
        return 45 if part["quarters"] else 15
    if part["m"]:
        return number(part["m"])
    minutes = number(part["hm"]) if part["hm"] else {"half": 30, "quarter": 15}.get(part["frac"] or "", 0)
    return 60 * number(part["h"]) + minutes


def _distinct(
    patterns: list[re.Pattern[str]], text: str, read: Callable[[re.Match[str]], Any]
) -> list[Found]:
    """What the patterns find in lower-case text, earlier patterns first, without overlaps."""
    found: list[Found] = []
    for match in _matches(patterns, text.lower()):
        if not any(other.start < match.end() and match.start() < other.end for other in found):
            value = read(match)
            if value is not None:
                found.append(Found(match.start(), match.end(), value))
    return sorted(found, key=lambda one: one.start)


def _matches(patterns: list[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(text)
