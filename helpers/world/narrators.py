"""The narrators: who tells a story, in which tense and person, how it opens and how it closes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Narrator:
    """A voice. Openings and closings are phrases; the shares say how often each device is used."""

    name: str
    weight: float
    past: bool = True
    first_person: bool = False
    intros: float = 0.4  # a first mention introduces the person
    merge: float = 0.35  # two clauses of one subject become one sentence
    scene: float = 0.3  # the weather opens the story
    aside: float = 0.12  # a small thing that happens between two events
    openings: tuple[str, ...] = ()
    opening_share: float = 0.0
    closings: tuple[str, ...] = ()
    closing_share: float = 0.0


NARRATORS: tuple[Narrator, ...] = (
    Narrator("plain", 0.40),
    Narrator("present", 0.09, past=False, aside=0.2),
    Narrator(
        "diary", 0.12, first_person=True, intros=0.2, scene=0.35,
        openings=("{day}. ", "{day} {date} {month}. ", "{date} {month}. ", "{date} {month}, {clock}. ", "dear diary, "),
        opening_share=1.0,
        closings=(
            "early night.", "must remember to buy [lamp oil|string|stamps|onions].", "so to bed.", "my feet hurt.",
            "tomorrow I shall do nothing at all.", "I do not intend to mention it again.", "[rain|wind|fog] again by bedtime.",
            "supper: {dish}. ^slept badly.", "I must write to my aunt.", "who would have thought it?",
            "note to self: [wear the other boots|never trust a gull|ask first|buy string].",
        ),
        closing_share=0.6,
    ),
    Narrator(
        "letter", 0.09, first_person=True, intros=0.35, scene=0.25,
        openings=(
            "dear {friend},\n[you asked for news, and there is some.|I hope this finds you dry.|thank you for the socks.|"
            "you will laugh when you hear this.|how is the knee?|I am writing this {writing}.|I promised you a long letter, and here is a short one.|]\n",
        ),
        opening_share=1.0,
        closings=(
            "[write soon|come and see us|give my love to everyone|more next week|the kettle is boiling, so I must stop|keep warm].\n"
            "[yours|your friend|with love|your cousin|as ever|love from all here],\n{A.n}",
        ),
        closing_share=1.0,
    ),
    Narrator(
        "gossip", 0.08, intros=0.75, scene=0.1, aside=0.05,
        openings=(
            "[have you heard about {A!}?|you will never guess what happened to {A!}.|this comes from [the fish queue|behind the bakery counter|a very good source], so it must be true.|"
            "far be it from me to carry tales, but somebody should know about {A!}.|it is all over {street}.|keep this to yourself.|a little bird on {street} has been talking.]\n",
        ),
        opening_share=1.0,
        closings=(
            "[you did not hear it from me|and that is all I know, so far|make of that what you will|I name no names, apart from the ones above|"
            "I had it from {friend}, who had it from the milkman|more when I have been to the baker's]. ",
        ),
        closing_share=0.75,
    ),
    Narrator("news", 0.08, intros=0.95, merge=0.25, scene=0.08, aside=0.0),
    Narrator(
        "tale", 0.09, intros=0.25, merge=0.2, scene=0.35, aside=0.15,
        openings=(
            "[once upon a time in a town by the sea|long ago, when the pier was new|in the days before the lighthouse had a light|"
            "once, when the tides were slower|not so long ago, in a town that smelled of {smell}|a long time ago, or perhaps last week], "
            "there lived [somebody|a {person}] called {A!}.\n",
        ),
        opening_share=0.75,
        closings=(
            "[and if you do not believe it, ask the gulls|and that is how it was|and then everyone went home to supper|"
            "and nobody in the town ever forgot it, except the ones who did|and the sea went in and out, as it does|"
            "so now you know, and now you must go to sleep|and for all I know it is there still].",
        ),
        closing_share=0.6,
    ),
    Narrator("log", 0.05, intros=0.5, merge=0.15, scene=0.0, aside=0.0),
)  # fmt: skip
