"""Dialogues: two residents talk for 4 to 12 turns, with a gold one-sentence summary that is not in the text.

The binding of a dialogue is the pair of people who talk: a pair of the test split talks in no training dialogue.
"""

from random import Random
from typing import Any

from helpers.world.chats import ask_for_summary, exchange
from helpers.world.documents import Family, Plan, register
from helpers.world.phrases import expand, tidy
from helpers.world.scene import Scene, adults
from helpers.world.situations import SITUATIONS
from helpers.world.town import Resident

_NAMES = tuple(SITUATIONS)
_HEADINGS = (
    "[Outside|In front of|On the steps of|At a table in|In a corner of] {P}, [shortly before closing|just after opening|in the {daypart}|while it rains|in the queue].",
    "[{A} has knocked three times. {B} opens at last.|{B} was about to go out. {A} was about to come in.|{A} and {B} have been waiting for the same ferry for an hour.|Two people under one umbrella: {A} and {B}.]",
    "[Washing day|Market day|The day after the storm|A holiday|The first warm day]. {A} [leans over|calls across|looks over] the [wall|hedge|counter|half-door] to {B}.",
    "[The {daypart} post has come|The bell has just rung|The tide is going out|The lamps are being lit|School is out], and {A} [goes looking for|runs into|sits down next to|has been expecting] {B}.",
    "[On|At the end of|Halfway along] the [quay|Long Pier|front], [a wet|a windy|a bright|a grey|an early|a still] {daypart}.",
    "{B}'s [kitchen|doorstep|back garden|workshop], [late|early] in the {daypart}[. It has been raining|. The kettle is on|. The door stands open|].",
    "{A} [finds|catches|stops|meets] {B} [in the street|by the pump|outside the bakery|under the town clock|at the corner of the market].",
    "[Rain|Fog|Sun|A stiff breeze|Low tide|High tide]. {A} and {B}, [on a bench|in a doorway|leaning on the harbour wall|with their baskets|side by side].",
    "{B} is [mending a net|peeling potatoes|reading the paper|sweeping the step|untangling a line|feeding the gulls] when {A} [comes up|comes by|looks in|calls over the fence].",
)


def plan(rng: Random) -> Plan[tuple[str, Resident, Resident]]:
    """Two different adults and a situation."""
    people = adults()
    first, second = int(rng.random() * len(people)), int(rng.random() * (len(people) - 1))
    a, b = people[first], people[second + (second >= first)]
    situation = _NAMES[int(rng.random() * len(_NAMES))]
    return Plan("talk of " + " and ".join(sorted((a.name, b.name))), (situation, a, b))


def write(plan: Plan[tuple[str, Resident, Resident]], rng: Random) -> tuple[str, dict[str, Any]]:
    """The dialogue as lines ``Name: words``, a third of them under a line that sets the scene."""
    situation, a, b = plan.content
    scene = Scene(rng, a, b)
    summary = SITUATIONS[situation](scene)
    turns = scene.lines()
    text = "\n".join([f"{name}: {said}" for name, said in turns])
    if scene.chance(0.35):
        scene.place("P", "inn", "shop")
        text = f"{tidy(expand(rng, scene.pick(_HEADINGS), scene.slots))}\n{text}"
    return text, {
        "situation": situation,
        "speakers": [a.first, b.first],
        "turns": len(turns),
        "summary": summary,
        "messages": exchange(ask_for_summary(text, rng), summary),
    }


DIALOGUE = register(Family("dialogue", "two residents talk; meta has a gold summary", plan, write))
