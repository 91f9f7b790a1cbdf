"""Cases: a question or request with replies of every style to it, and the fault that each reply has.

What critiques, comparisons and rankings are written about. The binding of a case is that of the desk it comes from,
so a case of the test split is about nothing that any training document is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from helpers.world import harm_desk, help_desk
from helpers.world.critique_words import ASKED_FOR
from helpers.world.documents import Plan
from helpers.world.lexicon.principles import PRINCIPLES, Principle
from helpers.world.phrases import expand
from helpers.world.questions import TOPICS
from helpers.world.replies import reply as desk_reply

# the fault of a reply by its style; "" for a reply without fault
FAULTS: dict[str, str] = {
    "helpful_kind": "", "helpful_rude": "insult", "dismissive_rude": "dismissal", "gushing_empty": "gush",
    "wrong": "falsehood", "complies": "steps", "redirects": "", "refuses": "bare refusal", "helps": "",
    "over_refuses": "over-refusal",
}  # fmt: skip
HELP_SHARE = 0.45
_AT_A_PLACE = frozenset(("opens", "closes", "street", "price", "workplace", "place"))


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply to a case; `parts` are the words that a critique can point at (insult, step, why, better, about …)."""

    text: str
    style: str
    parts: Mapping[str, str]

    @property
    def fault(self) -> str:
        return FAULTS[self.style]


@dataclass(frozen=True, slots=True)
class Case:
    """A question or request. `desk` is "question", "harmful" or "harmless"; `kind` the kind of aim or relation."""

    text: str
    desk: str
    kind: str
    styles: tuple[str, ...]
    content: Any = field(repr=False)
    answer: str = ""  # the sentence that answers a question

    def reply(self, style: str, rng: Random) -> Reply:
        """A reply in one of the case's styles."""
        if self.desk == "question":
            return _answer(self, style, rng)
        text, parts = harm_desk.reply(self.content, style, rng)
        aim = self.content.aim
        known = {"step": aim.steps[0], "why": aim.why_not, "better": aim.better, "answer": aim.answer}
        return Reply(text, style, {**known, **parts, "aim": self.content.wish})

    def breaks(self, reply: Reply, principle: Principle) -> bool:
        """Whether a reply to this case breaks a principle."""
        return reply.fault in principle.faults and (reply.fault != "steps" or self.kind in principle.kinds)

    def broken(self, reply: Reply) -> list[Principle]:
        """The principles that a reply breaks."""
        return [principle for principle in PRINCIPLES if self.breaks(reply, principle)]


def plan(rng: Random) -> Plan[tuple[str, Plan[Any]]]:
    """What a case is about, drawn from one of the two desks."""
    desk, planned = (
        ("help", help_desk.plan(rng)) if rng.random() < HELP_SHARE else ("harm", harm_desk.plan(rng))
    )
    return Plan(planned.binding, (desk, planned))


def case(plan: Plan[tuple[str, Plan[Any]]], rng: Random) -> Case:
    """The case of a plan, put into words."""
    desk, planned = plan.content
    if desk == "help":
        item, manner = planned.content
        asked = help_desk.question(item, manner, rng)
        answer = help_desk.answer_sentence(item, item.value, rng)
        styles = ("helpful_kind", "helpful_rude", "dismissive_rude", "gushing_empty", "wrong")
        return Case(asked, "question", item.relation, styles, (item, manner), answer)
    aim, harmful = planned.content
    request = harm_desk.request(aim, harmful, rng)
    return Case(
        request.text, "harmful" if harmful else "harmless", aim.kind, harm_desk.STYLES[harmful], request
    )


def _answer(case: Case, style: str, rng: Random) -> Reply:
    item, manner = case.content
    stated = case.answer
    if style == "wrong":
        stated = help_desk.answer_sentence(item, help_desk.wrong_value(item, rng), rng)
    about = expand(rng, TOPICS[item.relation].about, item.slots)
    text, insult = desk_reply(
        rng, style, manner, stated, at_place=item.relation in _AT_A_PLACE, slots={"about": about}
    )
    asked_for = expand(rng, ASKED_FOR[item.relation], item.slots)
    return Reply(text, style, {"insult": insult.removeprefix("you "), "about": asked_for, "answer": stated})
