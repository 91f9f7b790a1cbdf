"""The telling of a story: one narrator turns its beats into sentences, joins some, and knows where to begin and end."""

from __future__ import annotations

from typing import Any

from helpers.world.beats import Beat, Plot
from helpers.world.cast import part_of_day
from helpers.world.discourse import Discourse
from helpers.world.grammar import Phrase, capitalise, fix_articles, phrase
from helpers.world.lexicon import nature
from helpers.world.narrators import Narrator
from helpers.world.plots import PHRASES
from helpers.world.plots.common import ASIDES, LINKS, MONTH_WEATHER, SCENES, TAILS, WEATHER_ADJECTIVES
from helpers.world.story import Story

_WRITING = (
    "at the kitchen table",
    "in the ferry queue",
    "with the cat on the other half of the paper",
    "by candlelight",
    "in bed with a cold",
    "on the train, so forgive the blots",
)
_WINDS = ("light", "westerly", "none", "fresh", "north-east", "south, backing", "variable", "strong")
ASIDE_BEFORE = ("so", "then", "later", "meanwhile", "luck")
_COMPILED = {key: tuple(phrase(text) for text in texts) for key, texts in PHRASES.items()}
_SCENES = {key: tuple(phrase(text) for text in texts) for key, texts in SCENES.items()}
_LINKS = {key: tuple(phrase(text) if text else None for text in texts) for key, texts in LINKS.items()}
_TAILS = tuple(phrase(text) for text in TAILS)
_ASIDES = tuple(phrase(text) for text in ASIDES)


class Telling:
    """One narrator telling one story, sentence by sentence."""

    def __init__(self, story: Story, narrator: Narrator, plot: Plot) -> None:
        self.story = story
        self.narrator = narrator
        self.plot = plot
        self.rng = story.rng
        self.talk = Discourse(
            story.rng,
            past=narrator.past,
            narrator=story.A if narrator.first_person else None,
            intros=narrator.intros,
        )
        self.sentences: list[str] = []
        self._used: set[int] = set()
        self._dated = False  # the first event opens with a date
        self._minute = story.beats[0].minute if story.beats else 0
        self.weather = story.pick(MONTH_WEATHER[story.month])

    def text(self) -> str:
        self._open()
        beats = self.story.beats
        at = 0
        while at < len(beats):
            at += self._tell(beats, at)
            if (
                1 < at < len(beats) - 1
                and beats[at].link in ASIDE_BEFORE
                and self.rng.random() < self.narrator.aside
            ):
                self._add(self._phrase(_ASIDES), {})
        self._close()
        return self._finish("".join(self.sentences))

    # --- beginning and end

    def _open(self) -> None:
        """Say how this narrator begins: a headline, a date, a salutation, a scene."""
        narrator, rng, story = self.narrator, self.rng, self.story
        if self.plot.bare:
            return
        extra = self._extra()
        if narrator.name == "news":
            headline = story.pick(self.plot.headlines)
            text = Discourse(rng, past=False, intros=0.0).say(phrase(headline), self._headline_roles())
            self.sentences.append(fix_articles(text).upper() + "\n")
        if narrator.openings and rng.random() < narrator.opening_share:
            self.sentences.append(self.talk.say(phrase(story.pick(narrator.openings)), extra))
            self.talk.end_sentence()
            if narrator.name in ("tale", "log"):
                return
        if rng.random() < narrator.scene:
            self._add(self._phrase(_SCENES[self.weather]), {})
        else:
            self._dated = narrator.name != "diary" and rng.random() < 0.4

    def _when(self) -> str:
        """A time at the head of the first sentence."""
        story = self.story
        part = part_of_day(story.beats[0].minute) if story.beats else "morning"
        adjective = story.pick(WEATHER_ADJECTIVES[self.weather])
        return story.pick((
            f"one {adjective} {part} in {story.month}", f"one {part} in {story.month}", f"on {story.day}",
            f"on a {adjective} {story.day}", f"on {story.day} {part}", f"one {adjective} {part}",
            f"early in {story.month}", f"last {story.month}" if self.narrator.past else f"this {part}",
        ))  # fmt: skip

    def _extra(self) -> dict[str, Any]:
        story = self.story
        friend = story.facts.residents[int(self.rng.random() * len(story.facts.residents))]
        while story.knows(friend):
            friend = story.facts.residents[int(self.rng.random() * len(story.facts.residents))]
        resident = story.A.resident
        return {
            "A": story.A,
            "day": story.day,
            "date": str(1 + int(self.rng.random() * 28)),
            "month": story.month,
            "clock": story.pick(("late", "midnight", "after supper", "very early", "by candlelight")),
            "n": str(2 + int(self.rng.random() * 50)),
            "friend": friend.first,
            "writing": story.pick(_WRITING),
            "wind": story.pick(_WINDS),
            "street": story.pick(story.facts.streets),
            "dish": story.pick(nature.DISHES),
            "person": "child" if resident.is_child else resident.job,
        }

    def _headline_roles(self) -> dict[str, Any]:
        roles: dict[str, Any] = {}
        for beat in self.story.beats:
            for role, value in beat.roles.items():
                roles.setdefault(role, value)
        return roles

    def _close(self) -> None:
        narrator = self.narrator
        if narrator.closings and not self.plot.bare and self.rng.random() < narrator.closing_share:
            closing = self.talk.say(phrase(self.story.pick(narrator.closings)), self._extra())
            self.sentences.append(("\n" if narrator.name == "gossip" else " ") + closing)

    # --- the middle

    def _phrase(self, options: tuple[Phrase, ...]) -> Phrase:
        """One of the phrases, not the same twice in a story while others are left."""
        for _ in range(4):
            chosen = options[int(self.rng.random() * len(options))]
            if id(chosen) not in self._used:
                break
        self._used.add(id(chosen))
        return chosen

    def _tell(self, beats: list[Beat], at: int) -> int:
        """Tell the beat at `at`, perhaps with the next one in the same sentence; how many beats were told."""
        beat = beats[at]
        chosen = self._phrase(_COMPILED[beat.key])
        link = (
            ""
            if at == 0 or (chosen.opens == "speech" and beat.link != "paragraph")
            else self._link(beat, chosen)
        )
        if at == 0 and self._dated and self._datable(beat, chosen):
            link = self._when() + ", "
        if self.narrator.name == "log":
            self._stamp(beat)
            link = ""
        told = 1
        if (
            chosen.single
            and chosen.subject
            and at + 1 < len(beats)
            and self.rng.random() < self.narrator.merge
        ):
            following = beats[at + 1]
            second = self._phrase(_COMPILED[following.key])
            if (
                second.single
                and second.subject
                and following.link in ("", "then")
                and following.roles.get(second.subject) is beat.roles.get(chosen.subject)
                and following.minute - beat.minute < 60
            ):
                self._add_text(link + self._joined(chosen, beat, second, following))
                self._minute = following.minute
                return 2
        self._add(chosen, beat.roles, link)
        last = self.sentences[-1]
        if (
            chosen.single
            and chosen.subject
            and len(last) < 62
            and "," not in last
            and self.rng.random() < self.narrator.tail
        ):
            self.sentences[-1] = f"{last[:-1]}{self.talk.say(self._phrase(_TAILS), beat.roles)}."
        self._minute = beat.minute
        return told

    def _datable(self, beat: Beat, chosen: Phrase) -> bool:
        """Whether "on Monday, " may stand before the phrase: an event, with no time of its own."""
        return bool(chosen.subject) and not chosen.timed and not beat.key.endswith((".had", ".why"))

    def _joined(self, first: Phrase, beat: Beat, second: Phrase, following: Beat) -> str:
        talk, roll = self.talk, self.rng.random()
        if roll < 0.15:
            opening = talk.say(first, beat.roles, skip_subject=True, mood="ing")
            return f"after {opening[:-1]}, {talk.say(second, following.roles)}"
        opening = talk.say(first, beat.roles)
        if roll < 0.3:
            return f"{opening[:-1]} before {talk.say(second, following.roles, skip_subject=True, mood='ing')}"
        rest = talk.say(second, following.roles, skip_subject=True)
        joint = ", then " if " and " in opening or "," in opening else " and "
        return opening[:-1] + joint + rest

    def _link(self, beat: Beat, chosen: Phrase) -> str:
        if beat.link == "paragraph":
            return self._paragraph(chosen)
        if beat.link == "later":
            return self._later(beat) if chosen.opens == "subject" and not chosen.timed else ""
        if chosen.opens == "other" and beat.link not in ("but", "meanwhile"):
            return ""
        options = _LINKS.get(beat.link)
        if options is None:
            return ""
        opening = options[int(self.rng.random() * len(options))]
        if id(opening) in self._used:
            return ""
        self._used.add(id(opening))
        return "" if opening is None else self.talk.say(opening, beat.roles)

    def _paragraph(self, chosen: Phrase) -> str:
        """A new paragraph on a later day; the time is named where the phrase has room for it."""
        self.sentences.append("\n")
        self.talk.forget()
        if not chosen.subject or chosen.timed:
            return ""
        days = (
            f"on {self.story.pick(nature.DAYS)}, ",
            "the next week, ",
            "a few days later, ",
            "not long afterwards, ",
            "the week after, ",
            "the same week, ",
        )
        return self.story.pick(days)

    def _later(self, beat: Beat) -> str:
        passed = beat.minute - self._minute
        days = beat.minute // 1440 - self._minute // 1440
        pick = self.story.pick
        if days > 1:
            return pick(
                (
                    f"{days} days later, ",
                    "some days later, ",
                    f"on the {('', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh')[days]} day, "
                    if days < 8
                    else "after a while, ",
                )
            )
        part = beat.roles["part"]
        if days == 1:
            return pick(
                (
                    f"the next {part}, ",
                    f"next day, at {beat.roles['clock']}, ",
                    f"the following {part}, ",
                    "the day after, ",
                )
            )
        if passed < 15:
            return pick(("a few minutes later, ", "presently ", "soon ", ""))
        if passed < 40:
            return pick(("half an hour later, ", f"at {beat.roles['clock']}, ", "before long, ", ""))
        return pick(
            (
                f"by {beat.roles['clock']}, ",
                f"at {beat.roles['clock']}, ",
                "later, ",
                f"later that {part}, ",
                "some time later, ",
            )
        )

    def _stamp(self, beat: Beat) -> None:
        if self.sentences and beat.minute == self._minute and len(self.sentences) > 1:
            return
        hour, minute = divmod(beat.minute % 1440, 60)
        self.sentences.append(
            f"{'' if self.sentences[-1].endswith(chr(10)) else chr(10)}{hour:02d}.{minute:02d} ^"
        )

    def _add(self, chosen: Phrase, roles: dict[str, Any], link: str = "") -> None:
        self._add_text(link + self.talk.say(chosen, roles))

    def _add_text(self, text: str) -> None:
        last = self.sentences[-1] if self.sentences else ""
        if last and not last.endswith(("\n", " ", "^")):
            text = " " + text
        self.sentences.append(text)
        self.talk.end_sentence()

    def _finish(self, text: str) -> str:
        text = capitalise(
            fix_articles(text.replace(",,", ",").replace(",.", ".").replace(",?", "?").replace(" ,", ","))
        )
        return text.replace("^", "").replace("can not ", "cannot ").replace(" \n", "\n").strip()
