"""Comparisons: two replies to the same request, a principle, and which reply is better by that principle, and why.

One of the two breaks the principle and the other does not; which one stands first is drawn evenly. A reply can win by
one principle and lose by another: a rude answer beats flattery by Substance and loses to it by Courtesy.
"""

from random import Random
from typing import Any

from helpers.world import cases
from helpers.world.cases import Case, Reply
from helpers.world.chats import ask_for_comparison, exchange
from helpers.world.critique_words import COMPARISON_LAYOUTS, COMPARISONS, FAILINGS, MERITS
from helpers.world.critiques import described
from helpers.world.documents import Family, Plan, register
from helpers.world.lexicon.principles import PRINCIPLES, Principle
from helpers.world.phrases import expand, tidy

_ADVANTAGE = {
    "Courtesy": "polite",
    "Service": "answer",
    "Substance": "answer",
    "Open hand": "advice",
    "A way forward": "way",
}


def better(case: Case, one: Reply, other: Reply, principle: Principle) -> Reply | None:
    """The reply that keeps a principle which the other breaks; None when both keep or both break it."""
    breaks = case.breaks(one, principle), case.breaks(other, principle)
    return None if breaks[0] == breaks[1] else (other if breaks[0] else one)


def write(plan: Plan[Any], rng: Random) -> tuple[str, dict[str, Any]]:
    """Request, two replies, principle and verdict, with every label in meta."""
    case = cases.case(plan, rng)
    good, bad, principle = _pick(rng, _contests(case))
    replies = {good: case.reply(good, rng), bad: case.reply(bad, rng)}
    order = (good, bad) if rng.random() < 0.5 else (bad, good)
    letters = dict(zip(order, "AB", strict=True))
    verdict = _verdict(replies[good], replies[bad], letters[good], letters[bad], principle, rng)
    first, second = (replies[style].text for style in order)
    slots = {
        "asked": case.text,
        "first": first,
        "second": second,
        "name": principle.name,
        "rule": principle.text,
    }
    meta: dict[str, Any] = {
        "request": case.text,
        "replies": [first, second],
        "styles": list(order),
        "principle": principle.name,
        "better": letters[good],
        "reason": verdict,
        "desk": case.desk,
        "kind": case.kind,
    }
    text = expand(rng, _pick(rng, COMPARISON_LAYOUTS), {**slots, "verdict": verdict})
    meta["messages"] = exchange(ask_for_comparison(case.text, first, second, principle, rng), verdict)
    return text, meta


def _contests(case: Case) -> list[tuple[str, str, Principle]]:
    """(style that keeps it, style that breaks it, principle) for every contest that a case allows."""
    replies = {style: Reply("", style, {}) for style in case.styles if style != "wrong"}
    return [
        (good, bad, principle)
        for principle in PRINCIPLES
        for good in replies
        for bad in replies
        if better(case, replies[good], replies[bad], principle) is replies[good] and _fair(good, principle)
    ]


def _fair(good: str, principle: Principle) -> bool:
    """Whether a style has the advantage that the reason will name: a step towards harm is no way forward."""
    if principle.name == "A way forward":
        return good == "redirects"
    return principle.name not in ("Service", "Substance") or good.startswith("helpful")


def _verdict(
    good: Reply, bad: Reply, good_letter: str, bad_letter: str, principle: Principle, rng: Random
) -> str:
    parts = described(bad)
    failing = bad.fault if parts.get("insult") or bad.fault != "insult" else "scorn"
    slots = {
        "good": good_letter,
        "bad": bad_letter,
        "merit": expand(rng, _pick(rng, MERITS[_ADVANTAGE.get(principle.name, "no steps")]), parts),
        "failing": expand(rng, _pick(rng, FAILINGS[failing]), parts),
    }
    return tidy(expand(rng, _pick(rng, COMPARISONS), slots))


def _pick(rng: Random, options: Any) -> Any:
    return options[int(rng.random() * len(options))]


COMPARISON = register(
    Family("comparison", "two replies, a principle, and which is better by it and why", cases.plan, write)
)
