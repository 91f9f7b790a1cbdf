"""Talk: rumours that grow, quarrels that end, secrets, bets and apologies."""

from typing import Any

from helpers.world.beats import Plot
from helpers.world.cast import thing
from helpers.world.lexicon.nature import DISHES
from helpers.world.lexicon.things import THINGS
from helpers.world.story import Story
from helpers.world.town import money

PHRASES: dict[str, tuple[str, ...]] = {
    "rumour.seed": (
        "{A} ~buy {x.a} {p.at}. ^that ~be= all that ~happen=.",
        "it ~begin= with {A} buying {x.a} {p.at}, which anybody may.",
        "all {A} ~do ~be= to ask the price of {x.a}.",
        "{A} ~be seen {p.at} with {x.a}, and {A} ~be seen to smile.",
        "on {weekday} {A} ~carry {x.a} across the square. ^that ~be= enough.",
        "{A} ~be given {x.a}, and ~make the mistake of looking pleased.",
    ),
    "rumour.grow": (
        "{B} ~tell {C.o} that {A} ~have bought {few} of them.",
        "{B} ~mention it to {C.o}, and {C} ~ask what anyone ~will want {x.a} for, unless they ~be+ [leaving town|getting married|expecting a flood].",
        "by {clock} {C} ~have heard that {A!} ~be opening a shop.",
        "{C} ~say {A!} ~have come into money. {B} ~say it ~be= an uncle in {othertown}.",
        '"{few}, I heard," {C} ~tell {neighbour}. "All for the mayor."',
        "{B} ~see {A.o} whistling, and ~draw certain conclusions.",
        "between {p} and the pump, {x.T} ~become a bicycle, and the bicycle ~become= a boat.",
        "{C} ~have it from {B.o} that {A!} ~have been left a [castle|railway|zoo].",
        "{B} ~tell {C.o} in confidence. {C} ~tell everyone else the same way.",
        "at the pump it ~be= one {x.n}; at the bakery it ~be= a dozen; at the barber's it ~be= a fleet.",
        "{C} ~say that where there ~be= one {x.n} there ~be= usually another.",
    ),
    "rumour.full": (
        "by supper the whole town ~know= that {A!} ~be [sailing to the Isle of Hest in a bathtub|marrying the harbour master|about to buy the pier|a spy|setting up as a dentist].",
        "when it ~reach= {A.o}, {A} ~be moving to {othertown} to [keep ostriches|marry a dentist|become a bishop].",
        "the band ~come= to {A.s} door to play goodbye.",
        "{few} people ~call+ to say how much they would miss {A.o}. ^one of them ~have= brought a cake.",
        "the paper ~ask= {A.o} for a photograph.",
        "{neighbour} ~offer= to buy {A.s} house.",
        "when {A} ~come in to the baker's everyone ~stop= talking, and ~look= at {A.s} shoes.",
    ),
    "rumour.truth": (
        '"It is {x.a}," {A} ~say. "^I needed {x.a}." ^nobody ~believe= it.',
        "{A} ~explain that it ~be= only {x.a}. {B} ~wink.",
        "{A} ~deny everything, and ~eat the cake.",
        "{A} ~hold up {x!} in the middle of the market, so that everyone ~can= see. ^people ~be+ disappointed.",
        "{A} ~think about it, and ~decide that {othertown} ~do= sound rather nice.",
        "{A} ~say nothing, which ~be= worse.",
        "it ~take= until {month} to die down, and by then {A} ~have half come to believe it.",
        "{B} ~be sorry, and ~say that it ~be= the best one in years.",
    ),
    "quarrel.lent.why": (
        "{B} ~have had {A.s} {x.n} since the spring.",
        "{A} ~lend {B.o} {x.a} in March, and it ~be= now {month}.",
        "{B} and {A!} ~have+ not spoken since the affair of the {x.n}.",
        "the trouble between {B.o} and {A.o} ~begin= with {x.a}.",
        "{B} ~borrow {A.s} {x.n} for an afternoon, and the afternoon ~last= {few} months.",
        "it ~be= about {x.a}, at the start, though by now there ~be= more to it.",
        "{A} ~ask {B.o} for {A.s} {x.n} back, politely, on {weekday}, and less politely on the day after.",
    ),
    "quarrel.cold": (
        "when {we} ~meet {p.at}, {A} ~study the ceiling and {B} ~study the floor.",
        "for a week {we} ~cross the street to avoid each other, and once {we} ~cross it at the same time.",
        "{A} ~send a note. {B} ~send it back with the spelling corrected.",
        "{we} ~sit at opposite ends of the chapel, and ~sing against each other.",
        "{A} ~tell everybody {p.at}. {B} ~tell everybody else.",
        "{B} ~hide in the coal cellar when {A} ~call. ^it ~be= a small cellar.",
        "{B} ~whistle whenever {A} ~go past, always the same tune.",
        "{neighbour} ~carry= messages from one to the other, and ~improve= them.",
        "{we} ~be put next to each other at a wedding, and ~speak only to the [soup|bride|candlestick].",
        "{A} ~paint a line down the middle of the landing stage.",
    ),
    "quarrel.why": (
        "{B} ~have broken {x.it} the first day, and ~have been too ashamed to say so.",
        "{B} ~have broken {x.it}, mended {x.it}, and broken {x.it} again.",
        "{B} ~have dropped {x.it} off the pier.",
        "{x.T} ~have been back in {A.s} own shed since {weekday}. {B} ~have put {x.it} there, and {A} ~have not looked.",
        "{B} ~have lent {x.it} to {C.o}, who ~have lent {x.it} on, and nobody ~dare= to ask further.",
        "{B} ~have grown so fond of {x.it} that {B} ~can not bear to give {x.it} back.",
    ),
    "quarrel.end": (
        "{B} ~come round with a [cake|crab|cabbage|bottle of cordial] and ~stand in the rain until {A} ~open the door.",
        '"I am sorry," {B} ~say. "I am sorrier," {A} ~say. ^{we} nearly ~quarrel about that.',
        "it ~be= {C} who ~lock= {us} both in the [boathouse|vestry|smokehouse] until {we} ~have shaken hands.",
        "then it ~be= {weekday}, which ~be= the day {we} always ~play draughts, and neither of them ~can= remember whose turn it ~be= to be angry.",
        "{B} ~buy {A.o} a new one, and {A} ~lend it to {B.o} at once.",
        "{A} ~fall off a ladder, and it ~be= {B} who ~catch= the other end of it.",
        "one wet evening {B} ~leave {x.a} on {A.s} step, with a ribbon on it.",
        "{we} ~laugh at the same moment, at the same duck, and that ~be= the end of it.",
        "{C} ~tell each of {us} that the other ~be= sorry. ^neither ~be=, but it ~work=.",
        "{A} ~say that it ~be= only {x.a}. {B} ~say that it ~have= never been about {x.a}. ^then there ~be= {drink}.",
    ),
    "bet.make": (
        "{B} ~bet {A.o} {price} that {A} ~can not go a whole day without {habit}.",
        '"{price} says you cannot [eat {few} pickled eggs|walk to {p} backwards|keep quiet until supper|stand on one leg till the ferry comes]," {B} ~tell {A.o}.',
        "for a bet of {price}, {A} ~agree to [walk to {p} backwards|speak only in questions until sunset|carry a goose the length of the front|keep a straight face all day].",
        "it ~be= {B} who ~say= that nobody ~can= [row to the buoy in a bathtub|balance {x.a} from here to {p}|eat a whole {dish} in a minute], and {A} who ~say= that {A} ~can.",
        "{B} ~lay {price} that {A} ~can not [hop|whistle|walk on {A.s} hands] as far as {p}.",
        "it ~start= as a remark of {B.s}, and by {clock} there ~be= {price} on it.",
        "{B} and {A!} ~bet+ {price} on [which raindrop would get to the sill first|whose snail was the faster|how many hats would blow off the pier by noon|the name of the vicar's new baby].",
    ),
    "bet.try": (
        "by {clock} {A} ~be doing well.",
        "half the town ~come= out to watch[, and to help things go wrong|].",
        "{neighbour} ~try= to make {A.o} laugh, and nearly ~fall= into the harbour.",
        "all ~go= well as far as {p}.",
        "{A} ~can feel {B.s} eyes the whole way.",
        "it ~be= harder than it ~sound=.",
        "there ~be= a bad moment {p.at}, when a gull ~take= an interest.",
        "{child} ~come+ along to see fair play.",
        "{B} ~walk behind, making remarks.",
        "{A} ~look neither to the left nor to the right, and so ~miss the step.",
        "money ~change= hands among people who ~have+ nothing to do with it.",
    ),
    "bet.end": (
        "{A} ~win by a minute, and ~spend the {price} on {drink} for everyone who ~have= watched.",
        "{A} ~lose, and ~pay, and ~say it ~have= been worth it.",
        "at the very last moment {A} ~sneeze.",
        "{B} ~pay up in [pennies|herring|old stamps], one at a time.",
        "{we} ~can not agree who ~have= won, so {we} ~buy {adish} with the money and ~eat it on the wall.",
        "the clock on the town hall ~stop= at a quarter to, and the bet ~be= called off.",
        "{A} ~win, and ~have been unbearable about it ever since.",
        "nobody ~remember= afterwards what the bet ~have= been, only that it ~be= a good one.",
        "{B} ~say it ~do= not count, and {we} ~agree to do it all again on {weekday}.",
        "the {price} ~be= still in a jar {p.at}, waiting for somebody to be right.",
    ),
    "secret.plan": (
        "it ~will be {B.s} birthday on {weekday}, and nobody ~be= to say a word.",
        "{A} ~hide {x.a} {spot}, for {B.s} birthday.",
        "the surprise for {B} ~have= taken {few} weeks to plan.",
        "there ~be= to be a party for {B} {p.at}, and only {B} ~be not to know.",
        "{A} ~have bought {x.a} for {B.o}, and now ~have to keep {A.s} face straight until {weekday}.",
        "{C} and {A!} ~have+ been planning it in whispers since the spring: {x.a}, for {B.o}.",
        "all {street} ~know= what {B} ~be getting, except {B.o}.",
    ),
    "secret.near": (
        "{B} nearly ~sit on {x!}.",
        '"What is {x.a} doing {spot}?" {B} ~ask. "^drying," {A} ~say.',
        "{B} ~ask why everybody ~stop= talking when {B} ~come in.",
        "{A} ~be so careful not to mention it that {B} ~become suspicious.",
        "{C} ~begin a sentence, ~meet {A.s} eye, and ~turn it into a cough.",
        "twice {B} ~come home early. ^twice {A} ~have to sit on the parcel.",
        "{C}, who ~can not keep a secret, ~be sent to {othertown} until it ~be= over.",
        "the cake ~have= to be hidden in the bath, and that ~be= the night {B} ~want one.",
        "{B} ~find the ribbon. {A} ~say that it ~be= for the goat.",
    ),
    "secret.day": (
        "on the day, {few} people ~crouch+ behind the sofa for an hour. {B} ~have gone to bed.",
        "when the lamps ~be+ lit and everyone ~shout=, {B} ~shout too, and ~throw the shopping in the air.",
        "{A} ~hand {B.o} {x!}. {B} ~look at {x.it}, and at {A.o}, and ~have to go and look out of the window.",
        '"I knew," {B} ~say. "I have known since Easter." ^but {B} ~be crying, so nobody ~mind=.',
        "{B} ~have bought {A.o} the very same thing.",
        "it ~turn= out to be {B.s} sister's birthday. ^{we} ~eat the cake all the same.",
        "{B} ~open it, ~shut it, and ~open it again.",
        "everything ~go= as planned, apart from the candles, the cake and the curtains.",
        "{B} ~say {B} ~have always wanted {x.a}, in a voice that nobody ~have= heard before.",
    ),
}  # fmt: skip

_HABITS = (
    "mentioning the weather",
    "humming",
    'saying the word "actually"',
    "complaining",
    "tea",
    "talking to the cat",
)


def rumour(t: Story) -> None:
    """A purchase grows in the telling."""
    x, b, c = thing(t.subject), t.someone(adult=True), t.someone(adult=True)
    common: dict[str, Any] = {"x": x, "B": b, "C": c, "p": t.ground}
    t.stand(t.A, t.ground)
    t.say("rumour.seed", **common)
    for _ in range(t.pick((1, 2, 2))):
        t.wait(45)
        t.say("rumour.grow", t.pick(("", "then", "")), **common)
    t.wait(60)
    t.say("rumour.full", **common)
    t.say("rumour.truth", **common)


def quarrel(t: Story) -> None:
    """Something borrowed comes between friends until somebody says sorry."""
    x, b, c = thing(t.subject), t.someone(adult=True), t.someone(adult=True)
    common: dict[str, Any] = {"x": x, "B": b, "C": c, "p": t.ground}
    t.stand(t.A, t.ground)
    t.say("quarrel.lent.why", **common)
    for _ in range(t.pick((1, 2))):
        t.say("quarrel.cold", **common)
    t.say("quarrel.why", "truth", **common)
    t.say("quarrel.end", **common)
    if t.chance(0.4):
        t.say("drink", A=t.A, B=b)


def bet(t: Story) -> None:
    """A wager about nothing much."""
    b = t.someone(adult=True)
    common: dict[str, Any] = {"B": b, "p": t.ground, "price": money(t.pick((50, 100, 200, 500))), "habit": t.pick(_HABITS),
              "dish": t.pick(DISHES), "x": thing(t.subject)}  # fmt: skip
    t.stand(t.A, t.home(t.A))
    t.say("bet.make", **common)
    for _ in range(t.pick((1, 2))):
        t.wait(40)
        t.say("bet.try", **common)
    t.say("bet.end", **common)


def secret(t: Story) -> None:
    """A surprise, nearly spoilt."""
    a, x = t.A, thing(t.subject)
    b, c = t.someone(adult=True), t.someone()
    common: dict[str, Any] = {"x": x, "B": b, "C": c, "p": t.ground, "spot": t.spot(t.home(a))}
    t.stand(a, t.home(a))
    t.own(a, x)
    t.say("secret.plan", **common)
    for _ in range(t.pick((1, 2))):
        t.say("secret.near", **common)
    t.next_day(18)
    t.meet(a, b)
    t.give(a, b, x, say="")
    t.say("secret.day", **common)


PLOTS = (
    Plot("rumour", 0.6, tuple(t.name for t in THINGS if not t.plural), (), rumour, (
        "{A.n} \"not leaving\"", "Rumour about {x.n} unfounded", "{A.n} buys {x.n}: town amazed",
    ), hero="adult"),
    Plot("quarrel", 0.6, tuple(t.name for t in THINGS if "t" in t.tags or "o" in t.tags), (), quarrel, (
        "{x.n} dispute ends in {drink}", "{A.n} and {B.n} speak again", "Peace over {x.n}",
    ), hero="adult"),
    Plot("bet", 0.4, tuple(t.name for t in THINGS if "h" in t.tags and not t.plural), (), bet, (
        "{A.n} takes the bet", "{price} changes hands", "Crowd watches {A.n}",
    )),
    Plot("secret", 0.5, tuple(t.name for t in THINGS if "g" in t.tags), (), secret, (
        "{B.n} surprised", "Party for {B.n} nearly spoilt", "Secret kept, mostly",
    )),
)  # fmt: skip
