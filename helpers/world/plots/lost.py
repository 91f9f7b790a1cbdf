"""Something is lost, looked for in the wrong places, and turns up."""

from helpers.world.beats import Plot
from helpers.world.cast import thing
from helpers.world.entities import What, Where
from helpers.world.lexicon.places import PLACE_NAMES
from helpers.world.lexicon.things import THINGS
from helpers.world.story import Story

PHRASES: dict[str, tuple[str, ...]] = {
    "lost.had": (
        "{A} ~have {x.a} that ~have belonged to {A.s} [grandmother|grandfather|great-aunt|old teacher].",
        "{A} never [~go anywhere without|~let anyone touch] {A.s} {x.n}.",
        "of everything {A} ~own, {A.s} {x.N} ~be the thing {A} ~will have saved from a fire.",
        "{A} ~have saved for a year to buy {x.a}.",
        "the first thing anyone ~notice= about {A.o} ~be= {A.s} {x.n}.",
        "{A} ~have {x.a}, a present from a cousin in {othertown}.",
        "{A} ~win {x.a} in a raffle, and ~have carried {x.it} everywhere since.",
        "people in {street} ~set+ their clocks by {A.o}, and know {A.o} by {A.s} {x.n}.",
    ),
    "lost.day": (
        "{A} ~spend the {part} {p.at}[, talking to everyone| on some errand or other|, doing nothing in particular].",
        "{A} ~have been {p.at} [all {part}|for an hour or so|to see a friend|to settle a bill].",
        "that {part} {A} ~go {p.to} [on an errand|to deliver a message|for a bit of air|because {A.s} feet ~go+ that way].",
        "{A} ~stop {p.at} on the way [home|back from the quay|to nowhere special].",
    ),
    "lost.miss": (
        "{A} ~put a hand in the usual place for {A.s} {x.n}, and there ~be= nothing.",
        "it ~be= not until {clock} that {A} ~miss {A.s} {x.n}.",
        "{A.s} {x.N} ~be gone.",
        "{A} ~reach for {A.s} {x.n}. ^nothing.",
        "[by {clock}|by the time the lamps ~be+ lit|at {clock}] {A} ~know that {A.s} {x.N} ~be missing.",
        "{A} ~can not find {A.s} {x.n} anywhere.",
        "[at home|back at the house] {A} ~empty every pocket on to the table: string, [a peppermint|a bus ticket|a cork|a shell], [fourpence|half a biscuit|a rusty key], and no {x.n}.",
        '"I had it this morning," {A} ~say to [the cat|the empty room|nobody]. ^the {x.N} ~be not there to answer.',
        "on {weekday} there ~be= a space where {A.s} {x.N} ~have been.",
        "{A} ~pat every pocket twice. ^no {x.n}.",
        "half way through {A.s} supper {A} ~think of {A.s} {x.n}, and ~put down the fork.",
    ),
    "lost.house": (
        "{A} ~look {hs1}, and {hs2}, and ~find [only the rent book|last year's calendar|a spoon missing since Easter|two odd socks and some string].",
        "{A} ~turn the house upside down. ^it ~yield= {few} odd socks and a letter {A} ~have forgotten to answer.",
        "{A} ~look {hs1}. {A} ~look {hs2}. {A} even ~look in the [butter dish|coal hole|piano|flour].",
        "{A} ~look everywhere a sensible person would look, and then {hs1}.",
        "not {hs1}. ^not {hs2}. {A} ~sit down on the stairs and ~think.",
        "behind the dresser {A} ~find the {x.n} {A} ~have lost the year before, which ~be= no use at all.",
        "{A} ~make {A.s} family stand on chairs while {A} ~look under them.",
    ),
    "lost.ask": (
        '"You have not seen my {x.n}, have you?" {A} ~ask {B.o}. "^only," {A} ~add, "I am starting to suspect the gulls."',
        '"Has anyone handed in {x.a}?" {A} ~ask.',
        "{A} ~ask {B.o} whether anyone ~have handed in {x.a}.",
        "{A} ~describe {x!} to {B.o}, [with both hands|twice|as one describes a lost child].",
        '{A} ~tell {B.o} about it. "[Where did you last have {x.it}|When did you last see {x.it}]?" {B} ~ask, which ~be= no help.',
    ),
    "lost.no": (
        "{B} ~shake {B.s} head.",
        '"{x.a}? Not here," {B} ~say.',
        "{B} ~have not seen {x.it}[, and ~say so at length| but ~promise to listen out].",
        '"I have seen [a dead crab and a lost balloon|three hats and a tooth|an umbrella, several gloves and a goat] today," {B} ~say. "But not that."',
        "{B} ~be sorry. ^people ~be+ always sorry.",
        '"What would I want with {x.a}?" {B} ~ask.',
        "{B} ~send {A.o} to the [vicar|pump|lost-property box], where {A} ~have already been.",
        "{B} ~look under the counter, to be polite.",
    ),
    "lost.found": (
        "and there {x.S} ~be, {spot}, [none the worse|as if nothing had happened|a little dusty|waiting].",
        "{A} ~find {x!} {spot}.",
        "there, {spot}, {A} ~see {x!}.",
        "{x.T} ~be {spot}, exactly where {A} ~have put {x.it} down to [tie a lace|stroke a dog|count {A.s} change|look at a boat].",
        "{A} ~feel about {spot} and ~come up with {x!} in one hand [and a great deal of dust|and a triumphant look|and somebody's lost glove] in the other.",
        "{A} ~look {spot}, and [~laugh|~sit down|~let out a breath]. ^there {x.S} ~be.",
        "it ~be= the first thing {A} ~see, {spot}, as plain as a pikestaff.",
        "{spot} there ~be= a cobweb, a pencil, and {x!}.",
        "{A} ~shut {A.s} eyes, ~open them, and there {x.S} ~be, {spot}.",
    ),
    "lost.brought": (
        "{A} ~come to the door [that evening|before supper|with wet shoes], holding {x!}.",
        "there ~be= a knock. {A} ~stand on the step with {x!}[ in a paper bag| in one hand and a question in the other|].",
        '"I believe this is yours," {A} ~say, and ~hold out {x!}.',
    ),
    "lost.where": (
        "{B} ~have found {x.it} {p.at}, {spot}.",
        '"{spot}," {B} ~say. "{p.at}. I nearly trod on it."',
        "it ~have= been {p.at} all the time, {spot}, {B} ~explain.",
        "it ~have= turned up {p.at}, {spot}, where {B} ~have been looking for something else.",
    ),
    "lost.bird": (
        "it ~be= a jackdaw that ~give= the secret away: it ~fly= off with [a teaspoon|a hairpin|a bottle top], and {A} ~follow it.",
        "a gull ~go= by with something bright in its beak, and {A} ~have an idea.",
        "the dog from next door ~be= digging again, and {A} ~begin to wonder.",
    ),
    "lost.wearing": (
        '"{A.n}," {B} ~say, "[what is that on your head|feel behind your ear|put a hand to your face|look in the mirror]."',
        '{B} ~look at {A.o} for {while}. "You are wearing them," {B} ~say.',
        "{B} only ~point. ^the spectacles ~be+ on {A.s} own forehead, and ~have+ been there since breakfast.",
    ),
    "lost.shame": (
        "{A} ~laugh until {A} ~have to sit down.",
        "they ~agree+ never to speak of it[, and by supper the whole street ~know=|].",
        "{A} ~go [pink|red|the colour of a boiled crab] and ~buy {B.o} {cup}.",
        '"Thank you," {A} ~say, with dignity.',
    ),
    "lost.used": (
        "it ~be= {A} who ~have {x.it}. {A} ~have been using {x.it} [to prop a window open|to keep the cellar door shut|as a paperweight|to frighten the gulls off the peas] since [Sunday|Tuesday|last week].",
        '"Oh, is that yours?" {A} ~ask. ^{x.T} ~be holding {A.s} back door open.',
        "{B} ~find {x!} {p.at}, [propping up a short table leg|holding a window open|under a flower pot], where {A} ~have put {x.it} to good use.",
    ),
    "lost.never": (
        "{x.T} never ~come back, [and after a week {A} ~stop looking|though {A} ~look for a month].",
        "the sea ~have= it, {A} ~suppose, and the sea ~do= not answer letters.",
    ),
    "lost.glad": (
        "{A} ~be so pleased that {A} ~walk twice round the harbour before supper.",
        "that night {x.T} ~sleep on {A.s} bedside table.",
        "{A} ~tie a [long|stout] piece of string to {x!}, and the other end to a [coat button|belt loop].",
        "{A} ~put {x!} back in its proper place, and ~check twice before bed.",
        "since then {A} ~have kept {x!} on a nail by the door, where anyone ~can see if {x.S} ~be gone.",
        "{A} ~hold {x!} up to the light, [and ~wipe {x.it} with a sleeve|and ~find not a scratch].",
        '"[Well|There], that is that," {A} ~say, and {A} ~sleep like a stone.',
        "it ~be= the best {part} {A} ~have had in weeks, and {A} ~have done nothing but get back what {A} ~have that morning.",
        "{A} ~tell everyone, including {few} people who ~have+ not known that anything ~be= lost.",
        "{A} ~sew a loop on {x!} and ~wear {x.it} round {A.s} neck from then on.",
        "{A} ~lose {x.it} again on {weekday}.",
    ),
}  # fmt: skip

SUBJECTS = tuple(t.name for t in THINGS if "l" in t.tags or ("o" in t.tags and "h" in t.tags))
GROUNDS = tuple(k for k in PLACE_NAMES if k not in ("harbour office",))


def tell(t: Story) -> None:
    """Lose the subject at the ground, look elsewhere, and get it back one way or another."""
    a, x, ground = t.A, thing(t.subject), t.ground
    home = t.home(a)
    t.own(a, x)
    t.stand(a, home)
    if t.subject == "spectacles" and t.chance(0.5):
        wearing(t, x)
        return
    if t.chance(0.45):
        t.say("lost.had", x=x)
    t.go(a, ground, say="")
    shown = t.chance(0.5)
    if shown:
        t.say("lost.day", p=ground)
    spot = t.spot(ground)
    t.leave(a, x, ground, say="", spot=spot)
    t.wait(t.pick((40, 60, 90, 120)))
    t.go(a, home, say="")
    t.say("lost.miss", "later" if shown else "", x=x)
    if t.chance(0.5):
        hs1, hs2 = t.rng.sample(("under the bed", "behind the clock", "in the bread bin", "on top of the wardrobe",
                                 "in the coal scuttle", "under the stairs", "behind the sofa", "in the bath"), 2)  # fmt: skip
        t.say("lost.house", x=x, hs1=hs1, hs2=hs2)
    roll = t.rng.random()
    if roll < 0.22:
        brought(t, x, ground, spot)
    elif roll < 0.36:
        borrowed(t, x, ground)
    else:
        asked(t, x, ground, spot)
    if t.chance(0.7):
        t.say("lost.glad", x=x)


def asked(t: Story, x: What, ground: Where, spot: str) -> None:
    """Ask about, search in vain, and be told where it lies."""
    a = t.A
    tries = t.pick((0, 1, 1, 2))
    for n in range(tries):
        q = t.place(staffed=True)
        if q.name == ground.name:
            continue
        b = t.keeper(q)
        t.go(a, q, link="so" if n == 0 else "then")
        if t.chance(0.6):
            t.say("lost.ask", A=a, B=b, x=x)
            t.say("lost.no", A=a, B=b, x=x)
        else:
            t.search(a, x, q)
    if t.chance(0.55):
        b = t.someone()
        t.stand(b, ground)
        t.sight(b, x, ground)
        t.wait(15)
        t.meet(a, b, say="meet", link="luck" if tries else "then")
        t.report(b, a, x, ground)
    elif t.chance(0.3):
        t.say("lost.bird", "odd")
    t.go(a, ground, link="so")
    t.take(a, x, ground, say="lost.found")


def brought(t: Story, x: What, ground: Where, spot: str) -> None:
    """Somebody finds it and brings it home."""
    b = t.someone()
    t.stand(b, ground)
    t.take(b, x, ground, say="")
    t.wait(45)
    t.go(b, t.home(t.A), say="")
    t.give(b, t.A, x, say="lost.brought", link="later")
    t.say("lost.where", B=b, x=x, p=ground, spot=spot)
    if t.chance(0.6):
        t.say(t.pick(("thanks", "drink")), A=t.A, B=b)


def borrowed(t: Story, x: What, ground: Where) -> None:
    """Somebody took it for a useful object that nobody wanted."""
    b = t.someone(adult=True)
    t.stand(b, ground)
    t.take(b, x, ground, say="")
    t.next_day(t.pick((8, 9, 10)))
    t.go(t.A, ground, say="")
    t.give(b, t.A, x, say="lost.used", link="later", p=ground)
    if t.chance(0.5):
        t.say("lost.shame", A=b, B=t.A)


def wearing(t: Story, x: What) -> None:
    """The spectacles were on the hero's head."""
    t.say("lost.miss", x=x)
    b = t.someone()
    t.meet(t.A, b, say="meet", link="so")
    t.say("lost.wearing", B=b)
    t.say("lost.shame", B=b)


PLOTS = (
    Plot("lost", 1.0, SUBJECTS, GROUNDS, tell, (
        "{x.n} found {spot}", "Missing {x.n} turns up", "Search for {x.n} ends well", "Lost: one {x.n}. Found: one {x.n}", "{x.n} home again",
    )),
)  # fmt: skip
