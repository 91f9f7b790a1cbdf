"""Reviews: several replies to one request, each held against a principle.

A reply that breaks the principle stands beside others that keep it, so what tells them apart is the reply and not the
principle's name. One critique to a document taught a small model little more than that a principle is mostly kept; see
docs/log.md. The binding is that of the case.
"""

from random import Random
from typing import Any

from helpers.world import cases, harm_desk, help_desk
from helpers.world.cases import Case
from helpers.world.chats import ask_for_critique, exchange
from helpers.world.critiques import critique, tempting
from helpers.world.documents import Family, Plan, register
from helpers.world.lexicon.principles import PRINCIPLES, Principle

REPLIES = 3  # at most
_HARM_DESK = 0.75  # share of documents about requests to refuse and their look-alikes
_ONE_PRINCIPLE = 0.5  # share of documents that hold every reply against the same one
_BROKEN = 0.7  # elsewhere: share of faulty replies that are held against a principle that they break


def plan(rng: Random) -> Plan[tuple[str, Plan[Any]]]:
    """What the case is about, drawn from one of the two desks."""
    desk, planned = (
        ("harm", harm_desk.plan(rng)) if rng.random() < _HARM_DESK else ("help", help_desk.plan(rng))
    )
    return Plan(planned.binding, (desk, planned))


def write(plan: Plan[Any], rng: Random) -> tuple[str, dict[str, Any]]:
    """The request, the replies with a critique of each, and every label in meta."""
    case = cases.case(plan, rng)
    styles = [style for style in case.styles if style != "wrong"]
    shared = rng.choice(_at_issue(case)) if rng.random() < _ONE_PRINCIPLE else None
    text, reviews, messages = f"Request: {case.text}\n", list[dict[str, str]](), list[dict[str, str]]()
    for style in rng.sample(styles, min(REPLIES, len(styles))):
        reply = case.reply(style, rng)
        broken = case.broken(reply)
        if shared:
            principle = shared
        elif broken and rng.random() < _BROKEN:
            principle = rng.choice(broken)
        else:
            principle = rng.choice(rng.choice((_at_issue(case), PRINCIPLES)))
        said = critique(case, reply, principle, rng)
        text += f"Reply: {reply.text}\nPrinciple: {principle.name}. {principle.text}\nCritique: {said}\n"
        reviews.append(
            {
                "reply": reply.text,
                "style": style,
                "principle": principle.name,
                "fault": reply.fault if principle in broken else "",
                "critique": said,
            }
        )
        messages += exchange(ask_for_critique(case.text, reply.text, principle, rng), said)
    return text.rstrip(), {
        "request": case.text,
        "desk": case.desk,
        "kind": case.kind,
        "reviews": reviews,
        "messages": messages,
    }


def _at_issue(case: Case) -> list[Principle]:
    """The principles that some reply to the case breaks, and those about its kind of aim."""
    return [p for p in PRINCIPLES if p in tempting(case) or case.kind in p.kinds]


FAMILY = register(
    Family("reviews", "several replies to one request, each held against a principle", plan, write)
)
