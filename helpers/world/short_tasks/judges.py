"""Whether a reply says the right answer: one judge for each form of answer.

A judge forgives case, a closing stop, quotation marks and an article; it does not forgive a second, different answer.
"""

import re
from collections.abc import Callable

from helpers.world.short_tasks.task import INSULT

_DIGIT = {
    word: str(number)
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}
_NO = re.compile(r"\b(?:not|never|no|neither|nor|hardly|isn't|wasn't|cannot|can't)\b")
_POLITE = re.compile(
    r"\b(?:please|could you|would you|may i|might i|would like|kindly|thank you|grateful)\b", re.IGNORECASE
)
_ROUGH = re.compile(
    r"\b(?:oi|hey|or else|at once|this minute|hurry|deaf|speak up|haven't got all day|no excuses|quick|won't ask twice|"
    r"and i want)\b",
    re.IGNORECASE,
)
_INSULT = re.compile(rf"\b{INSULT}\b", re.IGNORECASE)
_SMALL = frozenset(["a", "an", "the", "i", "me", "my", "you", "your", "we", "us", "it", "is", "are", "am", "do", "does", "did", "to", "of", "for", "and", "that", "here", "could", "would", "please", "excuse", "like", "want", "have", "may"])  # fmt: skip


def plain(text: str) -> str:
    """Lower case, single spaces, without quotation marks and closing stops."""
    return " ".join(text.lower().replace('"', " ").split()).strip(" .!'")


def bare(text: str) -> str:
    """`plain`, without an article in front."""
    return re.sub(r"^(?:an?|the|some) ", "", plain(text))


def same(answer: str, reply: str) -> bool:
    """The reply is the answer."""
    return bare(reply) == bare(answer) != ""


def same_sentence(answer: str, reply: str) -> bool:
    """The reply is the answer, its question mark included."""
    return plain(reply) == plain(answer)


def one_of(labels: tuple[str, ...]) -> Callable[[str, str], bool]:
    """A judge for a fixed set of labels: the right one is named, no other is, and nothing is denied."""

    def judge(answer: str, reply: str) -> bool:
        said = [label for label in labels if re.search(rf"\b{re.escape(label)}\b", plain(reply))]
        return said == [answer] and (answer == "no" or not _NO.search(plain(reply)))

    return judge


def named(answer: str, reply: str) -> bool:
    """The answer stands in the reply as a whole word, and no other word there has a capital, the first aside."""
    words = re.findall(r"[\w'-]+", reply)
    others = [word for word in words[1:] if word[0].isupper() and word != answer]
    first_is_other = len(words) > 1 and words[0] != answer and answer not in words[1:]
    return answer in words and not others and not first_is_other and not _NO.search(plain(reply))


def number(answer: str, reply: str) -> bool:
    """The only number in the reply is the answer; words up to ten count as numbers."""
    said = [
        _DIGIT.get(word, word)
        for word in re.findall(r"-?\w+", plain(reply))
        if word in _DIGIT or word.lstrip("-").isdigit()
    ]
    return bool(said) and set(said) == {answer}


_CLOCK = re.compile(
    r"\b(?:noon|midnight|\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m|(?:a quarter|half|ten|five|twenty|twenty-five) (?:past|to) [a-z]+|[a-z]+ o'clock)\b"
)


def time(answer: str, reply: str) -> bool:
    """The reply names the time and no other time."""
    said = [match.replace(":", ".").replace(" ", "") for match in _CLOCK.findall(plain(reply))]
    return bool(said) and set(said) == {plain(answer).replace(" ", "")}


def items(text: str) -> list[str]:
    """The entries of a list, whether they are set apart by commas, "and", or on lines with dashes or numbers."""
    pieces = re.split(r",|;|\n|\band\b|\bthen\b", text)
    return [
        item for item in (bare(re.sub(r"^\s*(?:[-*•]|\d+[.)])\s*", "", piece)) for piece in pieces) if item
    ]


def same_items(answer: str, reply: str) -> bool:
    """The same things, each once, in any order."""
    return sorted(items(answer)) == sorted(items(reply))


def same_order(answer: str, reply: str) -> bool:
    """The same things in the same order."""
    return items(answer) == items(reply)


def polite(answer: str, reply: str) -> bool:
    """A polite sentence with what was wanted in it, without insult or pressing, and not much longer than it need be."""
    wanted = {word for word in re.findall(r"[\w'-]+", answer.lower()) if word not in _SMALL}
    words = re.findall(r"[\w'-]+", reply.lower())
    return bool(
        _POLITE.search(reply)
        and not _ROUGH.search(reply)
        and not _INSULT.search(reply)
        and not _NO.search(plain(reply))
        and wanted <= set(words)
        and len(words) <= 2 * len(answer.split()) + 6
    )
