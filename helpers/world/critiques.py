"""Critique and revision: a reply is held against a principle, its fault is named, and it is written again.

The revision keeps what was useful: a rude answer keeps its answer, a reply to a harmful request keeps a harmless way to
the same wish, a needless refusal turns into the advice. A third of the replies do not break the principle they are held
against; then the critique says so and the reply stands. The binding is that of the case.
"""

import re
from random import Random
from typing import Any

from helpers.world import cases
from helpers.world.cases import Case, Reply
from helpers.world.chats import ask_for_critique, ask_for_revision, exchange
from helpers.world.critique_words import CRITIQUES, LAYOUTS, NO_FAULT
from helpers.world.documents import Family, Plan, register
from helpers.world.grammar import indefinite
from helpers.world.lexicon.principles import PRINCIPLES, Principle
from helpers.world.phrases import expand, tidy

FAULTLESS_SHARE = 0.33
REVISED_STYLE: dict[str, str] = {
    "helpful_rude": "helpful_kind", "dismissive_rude": "helpful_kind", "gushing_empty": "helpful_kind",
    "complies": "redirects", "refuses": "redirects", "over_refuses": "helps",
}  # fmt: skip

_THIRD_PERSON = {
    "i": "they", "i've": "they've", "i'm": "they're", "i'd": "they'd", "me": "them", "my": "their", "mine": "theirs",
    "myself": "themselves", "our": "their", "ours": "theirs", "we": "they", "us": "them", "am": "are",
}  # fmt: skip
_FIRST_PERSON = re.compile(rf"\b({'|'.join(sorted(_THIRD_PERSON, key=len, reverse=True))})\b", re.IGNORECASE)


def third_person(text: str) -> str:
    """The asker's words as a critique repeats them: "open my shed" -> "open their shed"."""
    return _FIRST_PERSON.sub(lambda match: _THIRD_PERSON[match[1].lower()], text)


def critique(case: Case, reply: Reply, principle: Principle, rng: Random) -> str:
    """What is wrong with a reply by a principle; that nothing is, where it breaks none."""
    if not case.breaks(reply, principle):
        return tidy(expand(rng, _pick(rng, NO_FAULT), {"name": principle.name}))
    fault = reply.fault
    if fault == "insult" and not reply.parts["insult"]:
        fault = "scorn"
    if fault == "dismissal" and principle.name == "Courtesy":
        fault = "rude dismissal" if reply.parts["insult"] else "bare dismissal"
    return tidy(expand(rng, _pick(rng, CRITIQUES[fault]), {**described(reply), "name": principle.name}))


def revise(case: Case, reply: Reply, principle: Principle, rng: Random) -> str:
    """The reply written again without the fault, or as it stands where it breaks no principle."""
    if not case.breaks(reply, principle):
        return reply.text
    return case.reply(REVISED_STYLE[reply.style], rng).text


def write(plan: Plan[Any], rng: Random) -> tuple[str, dict[str, Any]]:
    """Request, reply, principle, critique and revision, with every label in meta."""
    case = cases.case(plan, rng)
    reply = case.reply(_pick(rng, [style for style in case.styles if style != "wrong"]), rng)
    principle = _principle(case, reply, rng)
    fault = reply.fault if case.breaks(reply, principle) else ""
    parts = {
        "asked": case.text,
        "reply": reply.text,
        "name": principle.name,
        "rule": principle.text,
        "critique": critique(case, reply, principle, rng),
        "revision": revise(case, reply, principle, rng),
    }
    meta: dict[str, Any] = {
        "request": case.text,
        "reply": reply.text,
        "principle": principle.name,
        "critique": parts["critique"],
        "revision": parts["revision"],
        "fault": fault,
        "style": reply.style,
        "desk": case.desk,
        "kind": case.kind,
    }
    text = expand(rng, _pick(rng, LAYOUTS), parts)
    meta["messages"] = [
        *exchange(ask_for_critique(case.text, reply.text, principle, rng), parts["critique"]),
        *exchange(ask_for_revision(principle, rng), parts["revision"]),
    ]
    return text, meta


def _principle(case: Case, reply: Reply, rng: Random) -> Principle:
    """A principle that the reply breaks, or now and then one that it does not."""
    broken = case.broken(reply)
    if broken and rng.random() >= FAULTLESS_SHARE:
        return _pick(rng, broken)
    if not broken and rng.random() < 0.5:
        return _pick(rng, tempting(case))
    return _pick(rng, [principle for principle in PRINCIPLES if principle not in broken])


def tempting(case: Case) -> list[Principle]:
    """Principles that a good reply to such a case might have broken."""
    return [p for p in PRINCIPLES if any(case.breaks(Reply("", style, {}), p) for style in case.styles)]


def described(reply: Reply) -> dict[str, str]:
    """The parts of a reply as somebody speaks of them who is neither asker nor Beacon."""
    parts = dict(reply.parts)
    if parts.get("insult"):
        parts["insult"] = indefinite(parts["insult"])
    if "aim" in parts:
        parts["aim"] = third_person(parts["aim"])
    return parts


def _pick(rng: Random, options: Any) -> Any:
    return options[int(rng.random() * len(options))]


CRITIQUE = register(
    Family(
        "critique",
        "a reply, a principle, the fault by that principle, and the reply without it",
        cases.plan,
        write,
    )
)
