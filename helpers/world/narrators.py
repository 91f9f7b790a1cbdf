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
    tail: float = 0.12  # a short sentence gets a few words more
    chained: bool = False  # may tell two events one after the other


NARRATORS: tuple[Narrator, ...] = (
    Narrator("plain", 0.40, chained=True),
    Narrator("present", 0.09, past=False, aside=0.2, chained=True),
    Narrator(
        "diary", 0.12, first_person=True, chained=True, intros=0.2, scene=0.35,
        openings=("{day}. ", "{day} {date} {month}. ", "{date} {month}. ", "{date} {month}, {clock}. ", "dear diary, "),
        opening_share=1.0,
        closings=(
            "early night.", "[wrote letters|darned socks|fed the cat twice, by mistake] and so to bed.", "moon very bright.", "tide high by noon, or so.", "told nobody.",
            "I am too old for this.", "cold mutton again.", "a good day, on the whole.", "must ask {friend} what it all means.", "no post.", "forgot to wind the clock.", "must remember to buy [lamp oil|string|stamps|onions].", "so to bed.", "my feet hurt.",
            "tomorrow I shall do nothing at all.", "I do not intend to mention it again.", "[rain|wind|fog] again by bedtime.",
            "supper: {dish}. ^slept badly.", "I must write to my aunt.", "who would have thought it?",
            "note to self: [wear the other boots|never trust a gull|ask first|buy string].",
        ),
        closing_share=0.6,
    ),
    Narrator(
        "letter", 0.09, first_person=True, chained=True, intros=0.35, scene=0.25,
        openings=(
            "dear {friend},\n[you asked for news, and there is some.|I hope this finds you dry.|thank you for the socks.|you will laugh when you hear this.|"
            "how is the knee?|I am writing this {writing}.|I promised you a long letter, and here is a short one.|your parcel came, in spite of the string.|"
            "you have missed nothing, apart from what follows.|we are all well, except the cat.|I have {few} minutes before the post goes.|"
            "no, I have not forgotten your birthday. I have only put it off.|do not show this to Mother.|it has been a week of small things.|"
            "I was going to wait until I had something to say, and now I have.|the pen is new, so forgive the flourishes.|]\n",
            "dear {friend},\n",
        ),
        opening_share=1.0,
        closings=(
            "[write soon|that is all for now|you would have enjoyed it|kiss the baby from me|I enclose {few} stamps and a feather|do come for the Regatta|"
            "tell me everything|burn this|the lamp is going out|I must go and see to the hens|come and see us|give my love to everyone|more next week|the kettle is boiling, so I must stop|keep warm].\n"
            "[yours|your friend|with love|your cousin|as ever|love from all here],\n{A.n}",
        ),
        closing_share=1.0,
    ),
    Narrator(
        "gossip", 0.08, chained=True, intros=0.75, scene=0.1, aside=0.05,
        openings=(
            "[have you heard about {A!}?|well, you know {A!}.|I was not going to say anything about {A!}, but since you ask.|sit down, because this concerns {A!}.|I saw it with my own eyes, or my sister did.|"
            "people are saying things about {A!}, and this is one of them.|not a word to anyone at number {n}.|I do not gossip, as you know, but {A!} does not know you are reading this.|"
            "you will never guess what happened to {A!}.|this comes from [the fish queue|behind the bakery counter|a very good source], so it must be true.|"
            "far be it from me to carry tales, but somebody should know about {A!}.|it is all over {street}.|keep this to yourself.|a little bird on {street} has been talking.]\n",
        ),
        opening_share=1.0,
        closings=(
            "[you did not hear it from me|there is more, but not on an empty stomach|and they say nothing ever happens here|I thought you ought to know|believe it or not, as you like|"
            "the rest I will tell you on {day}|some people have all the luck|and that is all I know, so far|make of that what you will|I name no names, apart from the ones above|"
            "I had it from {friend}, who had it from the milkman|more when I have been to the baker's]. ",
        ),
        closing_share=0.75,
    ),
    Narrator("news", 0.08, intros=0.95, merge=0.25, scene=0.08, aside=0.0, tail=0.04),
    Narrator(
        "tale", 0.09, intros=0.25, merge=0.2, scene=0.35, aside=0.15,
        openings=(
            "[once upon a time in a town by the sea|when your grandmother was small enough to fit in a bucket|in a year with no summer in it|before there were maps, or after they had all been lost|on the windiest street of the windiest town on the coast|"
            "in a house so near the sea that fish looked in at the windows|long ago, when the pier was new|in the days before the lighthouse had a light|"
            "once, when the tides were slower|not so long ago, in a town that smelled of {smell}|a long time ago, or perhaps last week], "
            "there lived [somebody|a {person}] called {A!}.\n",
        ),
        opening_share=0.75,
        closings=(
            "[and if you do not believe it, ask the gulls|and that is how it was|and then everyone went home to supper|"
            "and nobody in the town ever forgot it, except the ones who did|and the sea went in and out, as it does|"
            "everyone lived happily until Thursday|the moon, who had seen it all, said nothing|that is all, apart from the ending, which has not happened yet|so now you know, and now you must go to sleep|and for all I know it is there still].",
        ),
        closing_share=0.6,
    ),
    Narrator("log", 0.05, intros=0.5, merge=0.15, scene=0.0, openings=("harbour log, {day} {date} {month}.\n", "{day} {date} {month}. ^wind {wind}.\n"), opening_share=1.0, aside=0.0, tail=0.0),
)  # fmt: skip
