"""The narrative family: a plot is played in the simulation, and one of several narrators tells it."""

from __future__ import annotations

from bisect import bisect
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any

from helpers.world.beats import Beat, Plot
from helpers.world.cast import part_of_day
from helpers.world.documents import Family, Plan, register, split_of
from helpers.world.lexicon import things
from helpers.world.narrators import NARRATORS
from helpers.world.plots import PLOTS
from helpers.world.simulation import check_story
from helpers.world.story import Story
from helpers.world.telling import ASIDE_BEFORE, Telling
from helpers.world.town import Place, Resident, town

__all__ = ["check_story", "plan_story", "tell_story"]

TOWN = town()
_PLOTS = tuple(PLOTS.values())
_PLOT_WEIGHTS = list(accumulate(plot.weight for plot in _PLOTS))
_NARRATOR_WEIGHTS = list(accumulate(narrator.weight for narrator in NARRATORS))
_ADULTS = tuple(r for r in TOWN.residents if not r.is_child)
_CHILDREN = tuple(r for r in TOWN.residents if r.is_child)
_HEROES = {"": TOWN.residents, "adult": _ADULTS, "child": _CHILDREN}
_SIDE_SHARE = 0.17
_SECOND_SHARE = 0.3
_SECOND_DRAWS = 100


@cache
def _grounds(plot: Plot) -> tuple[Place, ...]:
    return tuple(p for p in TOWN.places if not plot.kinds or p.kind in plot.kinds)


def _binding(hero: Resident, subject: str, ground: Place) -> str:
    return f"{hero.name}|{subject}|{ground.name}"


def plan_story(rng: Random) -> Plan[tuple[Plot, Resident, str, Place]]:
    """Who, what and where: the hero, the subject and the ground bind the story to its split."""
    plot = _PLOTS[bisect(_PLOT_WEIGHTS, rng.random() * _PLOT_WEIGHTS[-1])]
    heroes = _HEROES[plot.hero]
    hero = heroes[int(rng.random() * len(heroes))]
    subject = plot.subjects[int(rng.random() * len(plot.subjects))]
    grounds = _grounds(plot)
    ground = grounds[int(rng.random() * len(grounds))]
    return Plan(_binding(hero, subject, ground), (plot, hero, subject, ground))


def tell_story(plan: Plan[tuple[Plot, Resident, str, Place]], rng: Random) -> tuple[str, dict[str, Any]]:
    """Play the plan's plot and tell it. The meta holds the events, for `check_story`."""
    plot, hero, subject, ground = plan.content
    narrator = NARRATORS[bisect(_NARRATOR_WEIGHTS, rng.random() * _NARRATOR_WEIGHTS[-1])]
    story = Story(TOWN, rng, hero, subject, ground)
    plot.tell(story)
    if plot.bare:
        narrator = NARRATORS[0]
    elif plot.third and (narrator.first_person or narrator.name == "plain"):
        narrator = NARRATORS[1]
    elif narrator.chained and rng.random() < _SECOND_SHARE:
        _second_plot(story, plot, split_of(plan.binding))
    if plot.name != "paint" and not plot.bare and rng.random() < _SIDE_SHARE:
        _paint_aside(story)
    text = Telling(story, narrator, plot).text()
    return text, {"plot": plot.name, "narrator": narrator.name, "hero": hero.name, "subject": subject,
                  "place": ground.name, "events": story.events}  # fmt: skip


def _second_plot(story: Story, first: Plot, split: str) -> None:
    """Let another small event follow with the same hero, a day or more later, bound to the same split as the first."""
    plot = _PLOTS[bisect(_PLOT_WEIGHTS, story.rng.random() * _PLOT_WEIGHTS[-1])]
    hero = story.A.resident
    if plot is first or plot.bare or plot.third or "shop" in (plot.name, first.name):
        return
    if plot.hero == "adult" and hero.is_child:
        return
    for _ in range(_SECOND_DRAWS):
        subject, ground = story.pick(plot.subjects), story.pick(_grounds(plot))
        if subject != story.subject and split_of(_binding(hero, subject, ground)) == split:
            break
    else:
        return
    begun = len(story.beats)
    story.next_scene(subject, ground)
    plot.tell(story)
    story.beats[begun].link = "paragraph"


def _paint_aside(story: Story) -> None:
    """Let somebody else paint or dye something in passing: the town's colours stand in every kind of story."""
    who = story.someone()
    dyed = story.chance(0.15)
    name = story.pick(tuple(things.DYED if dyed else things.PAINTED))
    spots = [i for i, beat in enumerate(story.beats) if beat.link in ASIDE_BEFORE]
    if f"{who.first}'s {name}" in story.state.colour or not spots:
        return
    colour = story.paint(f"{who.first}'s {name}")
    at = story.pick(spots)
    roles = {
        "A": story.A,
        "C": who,
        "thing": name,
        "colour": colour,
        "part": part_of_day(story.beats[at].minute),
    }
    end = story.beats[at].events[0]
    story.beats.insert(
        at,
        Beat(
            "side.dye" if dyed else "side.paint",
            roles,
            story.pick(("", "meanwhile")),
            story.beats[at - 1].minute,
            (end, end),
        ),
    )


register(
    Family(
        "narrative", "Stories of the town: small events with causes and consequences.", plan_story, tell_story
    )
)
