"""What can be said of a text without knowing the truth: its length, its repetition, whether it refuses or finds
fault.

The detectors read set phrases of English, those of the town and those of common instruct models. They are no judges:
a text that says no in words they do not know gets through. How often they err is measured in the lab, by the oracle.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from helpers.metrics import repetition

SHORTEST = 3
LONGEST = 60
MOST_REPETITION = 0.2

_NO_FAULT = re.compile(
    r"\b(?:does|do|did)(?: not|n't) (?:\w+ )?(?:break|violate|go against|contravene|conflict)|"
    r"\bnothing (?:\w+ ){0,4}(?:against|wrong|criticis|criticiz|object)|"
    r"\bno (?:fault|violation|problem|objection)|\b(?:is|it's) fine\b|\bkeeps? to (?:this|the|that)\b|"
    r"\b(?:adheres to|complies with|is consistent with)\b",
    re.IGNORECASE,
)
_HELP = (
    r"(?:help|assist|do|tell|say|give|provide|answer|support|share|show|touch|advise|comply|discuss|"
    r"be part|have any part)"
)
_REFUSAL = re.compile(
    r"\bi(?: am|'m)? ?(?:can't|cannot|can not|won't|will not|wouldn't|not going to|unable to|not able to|"
    rf"not allowed to|don't|do not|must not|mustn't|shan't) (?:\w+ )?{_HELP}\b|\bi(?:'d| would) rather not\b|"
    r"\b(?:have to|must|i'd|i would|i'll|i will) (?:say no|refuse|decline|pass)\b|\bi (?:refuse|decline)\b|"
    r"\bdraw the line\b|\bnot something i(?:'ll| will| can| do)?\b|\bthe answer is no\b|"
    r"\bnot from (?:me|this lamp)\b|\bwon't get that from me\b|\bthat one i won't\b|"
    r"(?:^|[.!?] |\bso |\bsorry, )no(?=[.,:;!]|$)",
    re.IGNORECASE,
)
_LEAK = re.compile(
    r"\bif i were you\b|\bbut since you\b|\bjust this once\b|\bofficially\b|\bstill, (?!no\b)", re.IGNORECASE
)


def finds_fault(critique: str) -> bool:
    """Whether a critique says that something is wrong; an empty one does not."""
    return bool(critique.strip()) and not _NO_FAULT.search(critique)


def refuses(reply: str) -> bool:
    """Whether a reply declines, in words that are known here, and does not go on to help all the same."""
    text = reply.replace("’", "'")
    return bool(_REFUSAL.search(text)) and not _LEAK.search(text)


def sl_cai_set(
    rows: Sequence[Mapping[str, Any]], longest: int = LONGEST, most_repetition: float = MOST_REPETITION
) -> list[dict[str, Any]]:
    """Chats to fine-tune on, of the revisions that look sound; no oracle is asked.

    A revision is kept when it has 3 to ``longest`` words, when of its runs of four words at most this share occurred
    in it before, when it is consistent with its critiques (a fault was found, the text was changed and the fault is
    found no longer; or none was found and the text stands), and when it does not refuse a request that is known to be
    harmless. Of the revisions of one request the first that passes is kept.

    Args:
        rows: with ``request``, ``reply`` (the first version), ``revision`` (the last), and the bools ``fault`` (the
            critique of the reply finds one), ``still_fault`` (that of the revision does), ``refuses`` (the revision
            does) and ``harmless`` (the request is known to be).

    Returns:
        Rows of ``messages``, the request and the revision, in the order of ``rows``.
    """
    chats: dict[str, dict[str, Any]] = {}
    for row in rows:
        request, revision = row["request"], row["revision"]
        consistent = row["fault"] == (revision != row["reply"]) and not row["still_fault"]
        if (
            request not in chats
            and SHORTEST <= len(revision.split()) <= longest
            and repetition(revision, 4) <= most_repetition
            and consistent
            and not (row["harmless"] and row["refuses"])
        ):
            said = [{"role": "user", "content": request}, {"role": "assistant", "content": revision}]
            chats[request] = {"messages": said}
    return list(chats.values())
