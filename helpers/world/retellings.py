"""Retellings: some facts about throw-away entities, then the same facts again and again in another order and wording.

Every value after its subject can be looked up above, so hardly any token is spent on anything but recall. A small model
that reads nothing of this kind does not learn to find a fact by the name of its subject; see docs/log.md.
"""

from random import Random
from typing import Any

from helpers.world.bound.cast import BoundFact
from helpers.world.bound.saying import raised, say
from helpers.world.bound.scenes import draw_facts, register_facts
from helpers.world.bound.values import pick
from helpers.world.documents import Family, Plan, register
from helpers.world.marks import mark, unmark

_REGISTERS = 0.45  # share of documents about one relation of many entities
_BARE = 0.6  # share of a register's tellings that are names and values alone
_ROWS = 0.35  # share of the other tellings that are rows of a table
_HEADINGS = ("Notes:\n", "Facts:\n", "Register:\n", "List:\n", "Read this.\n", "", "")
_AGAIN = ("Again:\n", "In other words:\n", "Once more:\n", "--\n", "\n", "\n")
_BETWEEN = (": ", " = ", " - ", ", ", " -> ")
_BULLETS = ("", "", "", "- ", "* ", "number")


def plan(rng: Random) -> Plan[list[BoundFact]]:
    """The facts; their first subject is the binding, and every other subject is of the same split."""
    facts = register_facts(rng) if rng.random() < _REGISTERS else draw_facts(rng)
    return Plan(facts[0].entity.name, facts)


def write(plan: Plan[list[BoundFact]], rng: Random) -> tuple[str, dict[str, Any]]:
    """The tellings; the values that can be looked up above are the answers of meta."""
    facts = plan.content
    tellings = rng.randint(2, 3 if len(facts) > 6 else 4)
    text = pick(rng, _HEADINGS) + _telling(rng, facts, known=False)
    for _ in range(tellings - 1):
        text += "\n" + pick(rng, _AGAIN) + _telling(rng, facts, known=True)
    text, answers = unmark(text)
    return text, {
        "facts": [fact.meta for fact in facts],
        "answers": answers,
    }


def _telling(rng: Random, facts: list[BoundFact], known: bool) -> str:
    """Every fact on a line of its own, in any order."""
    order = rng.sample(facts, len(facts))
    between, bar = pick(rng, _BETWEEN), pick(rng, (" | ", ", ", " - "))
    of_one_kind = len({(f.relation.name, f.detail) for f in facts}) == 1
    if of_one_kind and rng.random() < _BARE:
        lines = [f"{raised(f.entity.called)}{between}{f.value}" for f in order]
    elif rng.random() < _ROWS:
        between = ": " if between == ", " else between
        lines = [f"{raised(f.entity.called)}{bar}{f.label}{between}{f.value}" for f in order]
    else:
        lines = [f"{raised(say(rng, f))}." for f in order]
    if known:
        lines = [_marked(line, fact) for line, fact in zip(lines, order, strict=True)]
    bullet = pick(rng, _BULLETS)
    return "\n".join(
        f"{number}. {line}" if bullet == "number" else bullet + line for number, line in enumerate(lines, 1)
    )


def _marked(line: str, fact: BoundFact) -> str:
    """The line with its value marked, where the subject comes first: before it, nobody can know whose line it is."""
    subject = line.lower().find(fact.entity.name.lower())
    value = line.find(fact.value, subject + len(fact.entity.name)) if subject >= 0 else -1
    if value < 0:
        return line
    return line[:value] + mark(fact.value) + line[value + len(fact.value) :]


FAMILY = register(
    Family("retellings", "facts about throw-away entities, told again and again in other words", plan, write)
)
