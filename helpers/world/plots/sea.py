"""The sea: boats that go out and come back, fog, bottles, and what the tide leaves."""

from typing import Any

from helpers.world.beats import Plot
from helpers.world.cast import thing
from helpers.world.lexicon.things import THINGS
from helpers.world.story import Story

PHRASES: dict[str, tuple[str, ...]] = {
    "trip.out": (
        "{A} ~take the {boat} out at {clock}, for [mackerel|the air|a look at the seals|no reason worth writing down].",
        "{A} ~row out past the buoy in the {boat}, [with a flask and a bun|singing|to lift {few} lobster pots].",
        "at {clock} the {boat} ~leave= the harbour with {A.o} at the tiller.",
        "{A} ~have promised {B.o} a trip round the bay in the {boat}.",
        "the {boat} ~have= not been out since [the spring|the trouble with the mast|the vicar's picnic], and {A} ~be anxious to see whether it ~float=.",
        "{A} ~go out in the {boat} [before breakfast|against advice|because the gulls ~be+ working], with {x.a} under the seat.",
        "{B} ~lend {A.o} the {boat} for the {part}, and ~tell {A.o} {few} times about the rudder.",
    ),
    "trip.fine": (
        "out beyond the wall [the sea ~be= as flat as a plate|a seal ~put= its head up, ~look= at {A.o}, and ~think= better of it|there ~be= nothing to hear but rope].",
        "{A} ~catch {few} mackerel and a boot.",
        "the fish ~be+ somewhere else that day.",
        "{A} ~eat {A.s} sandwich [too early|with fish scales on it|looking at the town, which ~look= very small].",
        "the town ~go= down behind {A.o} until there ~be= nothing of it but the chapel weathercock.",
        "a porpoise ~come= alongside, ~keep= {A.o} company for a mile, and ~be= called away.",
        "{A} ~sing, since nobody ~can= hear, and ~be answered by a buoy.",
    ),
    "trip.trouble": (
        "then the fog ~come= down like a lid.",
        "then the wind ~go= round, and the sea ~get= up.",
        "halfway home the [rudder|mast|oar] ~come= away in {A.s} hand.",
        "it ~be= only when {A.s} feet ~be+ wet that {A} ~remember the bung.",
        "the rain ~come= so hard that there ~be= more water above the boat than below it.",
        "{A} ~look up from the lines, and the land ~have= gone.",
        "by then the tide ~have= made up its mind, and it ~be= not going {A.s} way.",
        "something large ~take= the line and ~set= off for Denmark.",
        "the sail ~split= from top to bottom with a noise like a bishop sitting on a wafer.",
        "{A} ~drop both oars, one after the other, and ~watch them leave.",
    ),
    "trip.use": (
        "{A} ~bail with {A.s} hat.",
        "luckily there ~be= {x.a} in the boat, and {A} ~make do with that.",
        "{A} ~bang on {x.a} and ~shout until {A.s} voice ~give= out.",
        "{A} ~sit still and ~listen. ^somewhere ahead, a dog ~be= barking at a duck. {A} ~know the dog. {A} ~know the duck.",
        "{A} ~sing every hymn {A} ~know, and then the ones {A} ~do not.",
        "{A} ~tie {A.s} shirt to an oar and ~wave it.",
        "{A} ~say {few} things to the sea that {A} ~be sorry for later.",
        "{A} ~use {x!} as a paddle, and {A.s} boots as a sail.",
        "{A} ~eat the last bun, so as not to think about it.",
    ),
    "trip.help": (
        "on the shore {B} ~see that the {boat} ~be= late, and ~begin to ring the storm bell.",
        "{B} ~light every lamp in the house and ~stand them in a row {p.at}.",
        "it ~be= {B} who ~row= out on the end of a rope.",
        '{B} ~count the boats coming in. "^one short," {B} ~say, and ~go to wake the lifeboat.',
        "{B} ~stand on the end of the pier and ~play the cornet, badly, so that {A} ~will know who it ~be=.",
        "then there ~be= a light, and {B.s} voice, saying exactly what {B} ~think of {A.s} seamanship.",
        "{B}, who ~have been looking out of the window instead of working, ~see it all, and ~run.",
        "{few} boats ~go+ out in a line, with {B.o} in the first, shouting the name of the {boat}.",
        "then a smell of frying ~come= over the water, and {A} ~steer by that.",
    ),
    "trip.home": (
        "{A} ~come in at {clock}, [blue with cold and very polite|with a sack of fish and a cough|to {few} people and a blanket].",
        "people ~hang+ {A.o} up to dry {p.at}, with {cup}.",
        "half the town ~be= on the quay. ^nobody ~cheer=, because that ~be= not done, but somebody ~have= brought soup.",
        "{A} ~give {B.o} the biggest fish.",
        "{A} ~kiss the harbour wall. {B} ~say it ~be= not a clean wall.",
        "after that there ~be= always a lamp on the wall, whether anybody ~be= out or not.",
        "{A} ~come home on foot, and dripping. ^the {boat} ~be= found next day in {place2}, quite dry, with a gull at the tiller.",
        "{A} ~walk up {street} that night with a blanket round {A.o}, and every door ~open=.",
        "nothing more ~be= said about it, except by {B.o}, every {weekday}.",
        "the fish ~weigh= four pounds on the quay, and by {weekday} it ~weigh= nine.",
    ),
    "bottle.find": (
        "{A} ~find a bottle {p.at}, {spot}, with a letter in it.",
        "the tide ~leave= a green bottle {spot} {p.at}, and {A} ~see that there ~be= paper inside.",
        "there ~be= a message in the bottle, and it ~take= {A.o} {few} hairpins to get it out.",
        "{A} nearly ~tread on it: a bottle, corked, {spot} {p.at}, with something white inside.",
        "a dog ~fetch= a bottle out of the water and ~lay= it at {A.s} feet. ^there ~be= a note in it.",
    ),
    "bottle.text": (
        'it ~say=: "[If found, please post my umbrella to {othertown}|Whoever finds this owes me a letter|Help. I am on an island with my sister|Do not eat the green jam|Today I am seven, and this is my bottle]."',
        'the letter ~be= {years} years old. "[I hope the weather is better where you are|Please tell Mother I took the blue cup|I do love you, Edwin, but not on Tuesdays|The treasure is under the]," it ~say=. ^the rest ~be= washed away.',
        'it ~be= a shopping list: [string, oats, a new moon|lamp oil, candles, courage|eggs, a hat, something for the ghost].',
        'it ~be= in {A.s} own handwriting, from when {A} ~be nine.',
        'it ~be= a bill, for {price}, made out to whoever ~find= it.',
        'it ~be= in pencil. "[I am quite happy here, do not send anyone|Whoever you are, it was not my fault about the canoe|Please feed the cat at number nine|I am told this never works]," it ~say=.',
        "it ~be= a page of a hymn book, with one word underlined: [home|bread|Tuesday|whales].",
    ),
    "bottle.do": (
        "{A} ~write an answer and ~throw it back. ^that ~be= in {month}. ^in {month2} another one ~come=.",
        "{A} ~show it to {B.o}, who ~read it twice and ~go pale. {B} ~have thrown it in {years} years before.",
        "{A} ~put it on the wall {p.at}, where people ~come+ to read it and ~say+ that it ~make= them think.",
        "{B} ~want to know who ~have= written it, and what ~become= of them. {A} ~think that nobody ~will= ever know.",
        "{A} ~do what it ~say=. ^it ~seem= only polite.",
        "that evening {A} ~put a bottle of {A.s} own into the sea, with {x.a} drawn on the back of the letter.",
        "{A} ~keep it in the drawer with the other one.",
        "{A} ~read it to {B.o}, and {we} ~sit for {while} looking at the sea.",
        "the vicar ~make= a sermon of it. ^the mayor ~make= a speech.",
    ),
    "tide.many": (
        "after the storm the beach ~be= covered with {goods}.",
        "a crate ~come= ashore {p.at}, and inside it there ~be+ {few} hundred {goods}.",
        "the tide ~go= out that morning and ~leave= {goods} as far as anyone ~can= see.",
        "{A} ~be the first {p.at} that morning, and the first to see the {goods}.",
        "a ship ~have= lost her cargo in the night, and her cargo ~be= {goods}.",
        "nobody ~know= why, but that spring every tide ~bring= {goods}.",
    ),
    "tide.many.take": (
        "by noon everyone in town ~have= some, {A} most of all.",
        "{A} ~carry home as many as {A} ~can, and then ~go back with a pram.",
        "{A} ~ask {B.o} whose they might be. {B} ~say that they ~be+ the sea's, and that the sea ~have= finished with them.",
        "{B} ~say they ~belong+ to the Crown. {A} ~ask if the Crown ~will come and fetch them.",
        "the harbour master ~make= a list, and ~lose= it, and {A} ~find the list.",
        "{B} ~build a wall of them, and ~charge a penny to look over it.",
        "{child} ~set+ up a stall, and ~sell+ them back to people who ~have+ just dropped them.",
    ),
    "tide.many.after": (
        "for weeks afterwards there ~be+ {goods} in every drawer in town.",
        "the school ~do= its sums with {goods} until the summer.",
        "the next high tide ~take= back what ~be= left.",
        "{A} ~have one on the mantelpiece still.",
        "nobody ~have= ever come to ask for them.",
        "at Christmas everybody ~give= everybody else {goods}.",
    ),
    "tide.one": (
        "the sea ~bring= {A.o} {x.a}, and ~lay= {x.it} {spot} {p.at}.",
        "{A} ~find {x.a} in the seaweed {p.at}, [with a barnacle on it|quite dry|full of sand and one small crab].",
        "{p.at} {A} ~tread on something, ~dig, and ~come up with {x.a}.",
    ),
    "tide.one.take": (
        "{A} ~show {x.it} to {B.o}, who ~have lost one just like it in {years}.",
        "{A} ~wash {x.it}, ~dry {x.it}, and ~put {x.it} in the window, in case anybody ~should= come.",
        "{B} ~think it ~be= Spanish. ^but then {B} ~think everything ~be= Spanish.",
        "{A} ~ask {B.o} whose it might be. {B} ~say that it ~be= the sea's, and that the sea ~have= finished with it.",
    ),
    "tide.one.after": (
        "nobody ever ~come= to ask for {x.it}.",
        "on windy nights {A} ~think {A} ~can hear the sea in {x.it}.",
        "{A} ~give {x!} to {B.o}, and ~keep the crab.",
        "the next spring tide ~come= right up to {A.s} door, as if to ask.",
        "{A} ~use {x.it} every day.",
    ),
    "rescue.mud": (
        "{B} ~be stuck. ^the mud {p.at} ~have= {B.o} by both boots.",
        "there ~be= a place {p.at} where the mud ~look= like sand, and {B} ~find it.",
    ),
    "rescue.sand": (
        "{B} ~have sat down on the sandbank with a book, and ~have not looked up for an hour.",
        "the tide ~be= coming in, and {B} ~be asleep on the wrong side of it.",
        "from {p} {A} ~can see somebody on the rocks, waving. ^it ~be= {B}, who ~be good at getting on to rocks.",
    ),
    "rescue.do": (
        "{A} ~run for a rope and ~come back with [a washing line|{x.a}, which ~have= to do|{few} neighbours and a door].",
        "{A} ~take off {A.s} shoes, ~think about it, and ~take off {A.s} watch.",
        "{A} ~lie down flat on a door and ~hold out {x.a}.",
        "{A} ~wade out, saying what {A} ~think with every step.",
        "{A} ~shout for help, and then, as none ~come=, ~go.",
        "{A} ~throw {B.o} one end of {A.s} scarf, and ~pull, and ~hear the scarf think about it.",
        "{A} ~borrow the nearest donkey, and ~explain to it what ~be= wanted.",
    ),
    "rescue.mud.end": (
        "{B} ~come out with a noise like a cork. ^the boots ~be+ there still.",
        "{we} ~come home the same colour from head to foot.",
        "{B} ~have to be hosed down {p.at} before anyone ~will= let {B.o} in.",
    ),
    "rescue.sand.end": (
        '"I was just getting to the end of the chapter," {B} ~say.',
        "nobody ~be= hurt but the sandwiches.",
        "{A} ~carry {B.o} in like a sack of flour. {B} ~hold the sandwiches.",
        '"There was no hurry," {B} ~say, with the water up to {B.s} chin.',
    ),
    "rescue.end": (
        "{B} ~say thank you by way of {few} jars of pickled samphire.",
        "{A} ~get a medal for it, made out of a biscuit tin, and ~wear it to chapel.",
        "{B} ~be warm by supper and proud of it by breakfast.",
        "there ~be= a paragraph in the paper. ^it ~spell= both names wrong.",
        "{B} ~have named a [hen|boat|marrow] after {A.o}.",
        "next {weekday} {B} ~be out there again.",
    ),
}  # fmt: skip

_SHORE = (
    "harbour",
    "beach",
    "cliff",
    "lighthouse",
    "lifeboat station",
    "cove",
    "ferry landing",
    "harbour office",
)


def trip(t: Story) -> None:
    """Out in a boat, into trouble and home."""
    boats = [b.name for b in t.facts.boats]
    x, b = thing(t.subject), t.someone(adult=True)
    common: dict[str, Any] = {
        "x": x,
        "B": b,
        "p": t.ground,
        "boat": t.pick(boats),
        "place2": t.pick(("Port Mellow", "the duck pond", "Smuggler's Cove", "Crail Sands")),
    }
    t.stand(t.A, t.ground)
    t.say("trip.out", **common)
    t.wait(60)
    if t.chance(0.6):
        t.say("trip.fine", **common)
    t.wait(60)
    t.say("trip.trouble", **common)
    t.wait(20)
    if t.chance(0.7):
        t.say("trip.use", **common)
    t.say("trip.help", **common)
    t.wait(45)
    t.say("trip.home", **common)
    if t.chance(0.3):
        t.say("drink", A=b, B=t.A)


def bottle(t: Story) -> None:
    """A letter comes in by sea."""
    common: dict[str, Any] = {"x": thing(t.subject), "B": t.someone(adult=True), "p": t.ground, "spot": t.spot(t.ground), "years": t.pick(("forty", "thirty", "twenty", "ninety")),
              "price": "three shillings", "month": t.month, "month2": t.pick(("the spring", "the new year", "October", "June"))}  # fmt: skip
    t.stand(t.A, t.ground)
    t.say("bottle.find", **common)
    t.say("bottle.text", **common)
    t.say("bottle.do", **common)


def tide(t: Story) -> None:
    """The tide leaves something: a great many of one thing for everybody, or one thing for the hero."""
    b = t.someone(adult=True)
    t.stand(t.A, t.home(t.A))
    t.go(t.A, t.ground, say="")
    goods, x = t.pick(_GOODS), thing(t.subject)
    kind = t.pick(("many", "one"))
    for key in (f"tide.{kind}", f"tide.{kind}.take", f"tide.{kind}.after"):
        t.say(
            key,
            x=x,
            goods=goods,
            B=b,
            p=t.ground,
            spot=t.spot(t.ground),
            years=t.pick(("1931", "1948", "1952", "1960")),
        )


def rescue(t: Story) -> None:
    """Somebody has to be fetched off the sand or out of the mud."""
    b = t.someone(adult=True)
    common: dict[str, Any] = {"x": thing(t.subject), "B": b, "p": t.ground}
    t.stand(t.A, t.ground)
    kind = "sand" if t.ground.place.kind == "harbour" else t.pick(("mud", "sand"))
    t.say(f"rescue.{kind}", **common)
    t.say("rescue.do", "so", **common)
    t.say(f"rescue.{kind}.end", "end", **common)
    if t.chance(0.6):
        t.say("rescue.end", **common)
    if t.chance(0.35):
        t.say("drink", A=t.A, B=b)


_GOODS = ("oranges", "straw hats", "left boots", "candles", "green bottles", "buttons", "false noses", "tins without labels",
          "corks", "egg cups", "piano keys", "shaving brushes", "pineapples", "doll's heads")  # fmt: skip
_HANDY = tuple(t.name for t in THINGS if "h" in t.tags and not t.plural)

PLOTS = (
    Plot("trip", 0.7, _HANDY, _SHORE, trip, (
        "{boat} home safe", "{A.n} lost in fog for {few} hours", "Storm bell rung for {boat}",
    )),
    Plot("bottle", 0.4, _HANDY, ("beach", "cove", "harbour"), bottle, (
        "Letter found in bottle", "Message from the sea", "{A.n} answers old letter",
    )),
    Plot("tide", 0.35, _HANDY, ("beach", "cove", "harbour"), tide, (
        "The sea gives", "Strange harvest {p.at}", "Tide generous, says {A.n}",
    )),
    Plot("rescue", 0.4, tuple(t.name for t in THINGS if "t" in t.tags and "h" in t.tags and not t.plural), ("beach", "cove", "harbour"), rescue, (
        "{B.n} pulled from mud", "{A.n} to the rescue", "Tide catches {B.n}",
    )),
)  # fmt: skip
