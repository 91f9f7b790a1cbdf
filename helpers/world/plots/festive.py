"""Festivals, contests, storms that bring people together, and gardens that have ideas of their own."""

from typing import Any

from helpers.world.beats import Plot
from helpers.world.cast import thing
from helpers.world.lexicon.nature import DISHES, FESTIVALS
from helpers.world.lexicon.things import THINGS
from helpers.world.story import Story

PHRASES: dict[str, tuple[str, ...]] = {
    "fest.enter": (
        "{A} ~have entered {adish} for {festival} every year since {year}, and every year it ~have= come second.",
        "for {festival} {A} ~be to [carry the banner|beat the drum|judge the pies|look after the goose].",
        "this year {A} ~mean to win something at {festival}.",
        "nobody ~have= asked {A.o} to help with {festival}, so {A} ~help.",
        "it ~be= the morning of {festival}, and {A} ~have been up since {early}.",
        "{A} ~spend a month getting {adish} ready for {festival}, and the night before it not sleeping.",
        "{festival} ~can= not begin until {A} ~have found the [whistle|ribbon|mayor].",
        "{A} ~be put in charge of the [raffle|goose|marquee] at {festival}, because {A} ~be the only one not at the meeting.",
        "it ~be= {A.s} first {festival}, and people ~be+ kind about it.",
    ),
    "fest.about.why": (
        "at {festival} {about}.",
        "{festival} ~have= been held since {year}, when somebody ~dare= somebody else.",
        "there ~be+ two kinds of people in the town: those who ~like+ {festival}, and those who ~say+ that they ~do+ not, and ~go+ all the same.",
    ),
    "fest.rival": (
        "{B} ~have won it {few} times running, and ~mention it.",
        "{B} ~be also in for it, with something under a cloth.",
        "{A} ~can see {B} across the tent, polishing.",
        '"May the best one win," {B} ~say, and ~mean {B.s} own.',
        "{B} ~have a secret, people ~say+, and it ~involve= seaweed.",
        "{B} ~come early, and ~take the table nearest the judges.",
        "{B} ~look at what {A} ~have brought, and ~say that it ~be= very brave.",
        "{A} ~have {B} to beat, and {B} ~have a new hat.",
    ),
    "fest.mishap": (
        "then the tent ~come= down.",
        "{An} ~get in under the canvas and ~eat the evidence.",
        "somebody ~sit= on it.",
        "the judge ~faint=. ^it ~be= put down to the heat.",
        "a gust ~take= the cloth off, and under it ~be= [a perfectly ordinary marrow|nothing|a cat|last year's entry].",
        "the band ~strike= up, and everything on the long table ~walk= slowly off the end.",
        "it ~begin= to rain, first on {B.s} end of the table and then on {A.s} end.",
        "when the lid ~come= off, there ~be= {x.a} inside. {A} ~have been looking for {x.it} since {weekday}.",
        "the judge ~put= down a spectacle case in it, and ~ask= for more salt.",
        "the mayor ~declare= the wrong thing open.",
        "{child} ~let+ go of {cargo}.",
        "at that moment the tide ~come= in, which nobody ~have= looked up.",
        "the sack race ~lose= its way and ~come= through the tent.",
    ),
    "fest.result": (
        "the prize ~go= to {C}, who ~have come in to ask the way.",
        "{A} ~come second, and ~be so used to it that {A} ~say thank you before the name ~be= read out.",
        "the judges ~can+ not agree, and ~award+ the prize to the tea.",
        "{A} ~win. {A} ~can not think what to say, so {A} ~say it twice.",
        "{B} ~win, and ~give {A.o} half of it, which ~be= the nicest thing that ~have= happened at {festival} for years.",
        "everyone ~get= a ribbon, including the goose.",
        "next year, {A} ~think, and ~go home to sharpen a spoon.",
        "{A} ~be given a silver cup, which ~have= to be given back, and a handshake, which ~do= not.",
        "it ~be= a dead heat between {A.o} and {B.o}, and the ribbon ~have= to be cut in half.",
        "the goose ~win=.",
        "nobody ~win=, but there ~be= dancing.",
    ),
    "storm.begin": (
        "the storm ~begin= at {clock} by taking the roof off the bandstand.",
        "at {clock} every lamp in town ~go= out.",
        "by {clock} the sea ~be= coming over the wall in lumps.",
        "first the wind ~take= {A.s} chimney pot, and then it ~come= back for the rest of the washing.",
        "the lights ~go= out in the middle of [supper|choir practice|a sentence].",
        "at {clock} the barometer ~fall= off the wall.",
        "the cows ~lie+ down, the gulls ~come+ inland, and at {clock} it ~begin=.",
        "all day it ~have= been too quiet, and at {clock} it ~stop= being quiet.",
    ),
    "storm.gather": (
        "one by one people ~make+ their way {p.to}, with blankets and [biscuits|dogs|grandmothers|one canary].",
        "{A} ~take {few} candles and {x.a}, and ~go {p.to}, where there ~be= a stove.",
        "{B} ~throw open {p} to anyone who ~be= wet, which ~be= everyone.",
        "there ~be+ {number} of {us} {p.at} in the end, counting the goat.",
        "somebody ~ring= the bell {p.at}, and everyone ~come=, in whatever they ~have+ on.",
        "{A} ~go {p.to} to see if {B} ~be all right, and so ~do= everybody else.",
        "by the time {A} ~get {p.to} there ~be= nowhere to sit but [the stairs|under the table|on {B.o}].",
    ),
    "storm.pass": (
        "{B} ~make [soup|cocoa|tea] on the stove, in a bucket.",
        "{A} ~play the harmonica until somebody ~hide= it.",
        "somebody ~begin= a song with forty verses. ^people ~know+ all of them.",
        "{B} ~tell the story of the great storm of {year}, in which {B} ~do everything.",
        "the children ~fall+ asleep in a heap, like puppies.",
        "{B} and {A}, who ~have+ not agreed about anything since {year}, ~share+ an umbrella indoors, where the roof ~leak=.",
        "{B} ~find {few} tins with no labels. ^supper ~be= peaches, peas and boot polish.",
        "{few} people ~get+ up a game of whist with half a pack.",
        "somebody's grandmother ~dance=.",
        "{B} ~read aloud from the only book there ~be=, which ~be= about [drains|the diseases of sheep|Norway], and everyone ~listen=.",
        "the windows ~hold+. {A} ~hold {B.s} hand, and neither of {us} ~mention it afterwards.",
        "a pig ~be= let in, and ~behave= better than most.",
    ),
    "storm.after": (
        "in the morning the sea ~be= flat and blue, and ~look= as if it had been in bed all night.",
        "by breakfast it ~be= over. {A} ~find {A.s} gate in {B.s} garden, and {B.s} shed in nobody's.",
        "{we} ~go home at dawn, carrying each other's blankets.",
        "when the lights ~come= on again, several people ~be+ sorry.",
        "{A} ~sleep until noon, and ~wake to hammering from one end of the town to the other.",
        "afterwards there ~be= a boat in {street}, and nobody ~know= whose.",
        "{A} ~open the door on to a morning as clean as a plate.",
        "{few} chimneys ~be+ down, and one engagement ~be= announced.",
    ),
    "garden.why": (
        "{A} ~plant {veg} in {month}, [in straight lines|under a net|with great hopes|next to the wall].",
        "the packet ~say= {veg}. {A} ~sow them {spot2}.",
        "{B} ~give {A.o} a handful of seeds in an envelope, and ~will not say what they ~be+.",
        "{A} ~have the smallest garden in {street}, and the loudest {veg}.",
        "{A} ~be given {few} packets of {veg} for [Easter|looking after a parrot|keeping quiet about the fence].",
        "every spring {A} ~say that there ~will be {veg}, and every spring there ~be= something else.",
        "it ~be= {B} who ~tell= {A.o} that anybody can grow {veg}.",
        "in {month} {A} ~dig up the [lawn|path|croquet hoops] and ~put in {veg}.",
    ),
    "garden.trouble": (
        "the slugs ~come+ by night, in good order.",
        "{An} ~come over the wall and ~dig everything up to see how it ~be= getting on.",
        "it ~do= not rain for {few} weeks, and then it ~do= not stop.",
        "nothing ~happen= for so long that {A} ~hang the washing over it.",
        "{A} ~talk to them every evening, [about politics|in a low voice|until the neighbours ~complain+].",
        "{B} ~lean over the wall with advice.",
        "the wind ~move= the labels from one row to the next.",
        "there ~be= a frost in May, and {A} ~cover the bed with {few} coats and a [hearthrug|wedding dress|flag].",
        "the pigeons ~send+ for their relations.",
        "{A} ~water them with {drink}, on the advice of {B.o}.",
        "a mole ~take= the middle row.",
        "{A} ~put up a scarecrow. ^{B} ~raise a hat to it every morning.",
    ),
    "garden.one": (
        "in {month2} there ~be= one. ^it ~be= magnificent.",
        "by {month2} one {part2} of it ~be= showing over the wall, and people ~stop+ to ask.",
        "only one ~come= up, but that one ~need= a ladder.",
        "all but one of them ~die+, out of respect for the other.",
    ),
    "garden.one.end": (
        "{A} ~make {adish} out of it that ~last= until {weekday}.",
        "{A} ~enter it for the Marrow Show, under Other.",
        "{A} ~can not bear to eat it, and ~take it for walks in the wheelbarrow.",
        "{B} ~ask to be photographed beside it.",
    ),
    "garden.many": (
        "they ~grow+ and ~grow+. ^by {month2} {A} ~can not open the back door.",
        "they ~come+ up all at once, on a {weekday}, while {A} ~be at the dentist.",
        "in {month2} there ~be+ {veg} as far as the eye ~can= see, which in {A.s} garden ~be= eleven feet.",
    ),
    "garden.many.end": (
        "{A} ~leave a basket of them on every step in {street}, and ~run.",
        "by {weekday} people ~be+ crossing the road when they ~see+ {A.o} coming with a basket.",
        "there ~be= {dish} with {veg}, and {veg} with {dish}, until {weekday}, and then there ~be= a revolt.",
        "people ~ask+ {A.o} for the secret. {A} ~say it ~be= neglect.",
        "{B} ~say that is what comes of talking to them.",
    ),
    "garden.other": (
        "what ~come= up ~be= not {veg} at all but [sunflowers, nine feet high|turnips|something with teeth|one enormous poppy|barley].",
        "every one of them ~come= up in the garden next door.",
        "nothing ~come= up but a [fork|sixpence|milk tooth|small lead soldier], pushed out of the ground by a worm.",
    ),
    "garden.other.end": (
        "next year, {A} ~think, gravel.",
        "{B} ~say it ~be= just what {B} ~have expected.",
        "{A} ~look at the packet again. ^it ~be= upside down.",
        "{A} ~say that it ~be= what {A} ~have wanted all along.",
        "people ~ask+ {A.o} for the secret. {A} ~say it ~be= neglect.",
    ),
}  # fmt: skip

VEGETABLES = ("beans", "carrots", "leeks", "marrows", "radishes", "onions", "potatoes", "peas", "lettuces", "beetroot",
              "sweet peas", "pumpkins", "strawberries", "cabbages", "tulips", "parsnips", "hollyhocks", "gooseberries")  # fmt: skip
_LATER = ("July", "August", "September", "October")
_YEARS = ("1932", "1947", "1953", "1961", "1968")


def festival(t: Story) -> None:
    """A festival, an entry, a rival, a mishap and a result."""
    b, c = t.someone(adult=True), t.someone(adult=True)
    name = t.subject
    t.month = FESTIVALS[name][0]
    an = t.animal()[0]
    common: dict[str, Any] = {"B": b, "C": c, "An": an, "festival": name, "about": FESTIVALS[name][1], "dish": t.pick(DISHES), "year": t.pick(_YEARS),
              "x": thing(t.pick(_SMALL)), "early": t.pick(("five", "four", "half past five")), "p": t.ground}  # fmt: skip
    t.stand(t.A, t.ground)
    if t.chance(0.3):
        t.say("fest.about.why", **common)
    t.say("fest.enter", **common)
    if t.chance(0.75):
        t.say("fest.rival", **common)
    t.wait(60)
    t.say("fest.mishap", t.pick(("", "but")), **common)
    t.wait(60)
    t.say("fest.result", "end", **common)


def storm(t: Story) -> None:
    """A bad night that everybody spends in one room."""
    b = (
        t.keeper(t.ground)
        if t.ground.place.owner and t.ground.place.owner != t.A.full
        else t.someone(adult=True)
    )
    common: dict[str, Any] = {
        "B": b,
        "p": t.ground,
        "x": thing(t.subject),
        "year": t.pick(_YEARS),
        "number": t.pick(("eleven", "nineteen", "thirty", "forty-two", "seven")),
    }
    t.set_clock(t.rng.randrange(17 * 12, 21 * 12) * 5)
    t.stand(t.A, t.home(t.A))
    t.say("storm.begin", **common)
    t.go(t.A, t.ground, say="")
    t.say("storm.gather", **common)
    for _ in range(t.pick((1, 2, 2))):
        t.wait(30)
        t.say("storm.pass", **common)
    t.next_day(7)
    t.say("storm.after", **common)


def garden(t: Story) -> None:
    """Something is planted; something comes up."""
    b = t.someone(adult=True)
    t.month = t.pick(("March", "April", "May"))
    common: dict[str, Any] = {"B": b, "veg": t.subject, "month": t.month, "month2": t.pick(_LATER), "An": t.animal()[0], "dish": t.pick(DISHES),
              "spot2": t.pick(("under the window", "in an old bath", "behind the shed", "where the hens used to be"))}  # fmt: skip
    t.stand(t.A, t.home(t.A))
    t.say("garden.why", **common)
    t.say("garden.trouble", **common)
    if t.chance(0.3):
        t.say("garden.trouble", "then", **common)
    kind = t.pick(("one", "many", "other"))
    t.say(f"garden.{kind}", part2=t.pick(("leaf", "end", "side")), **common)
    t.say(f"garden.{kind}.end", **common)


_SMALL = tuple(t.name for t in THINGS if "p" in t.tags)
_ROOFS = (
    "inn",
    "pub",
    "chapel",
    "town hall",
    "lifeboat station",
    "bakery",
    "cinema",
    "station",
    "school",
    "library",
    "net loft",
    "café",
)

PLOTS = (
    Plot("festival", 0.6, tuple(FESTIVALS)[:8], ("park", "town hall", "chapel", "harbour", "market", "bandstand", "beach", "farm"), festival, (
        "Prizes given at {festival}", "{festival}: a full report", "{A.n} second again", "Upset at {festival}",
    )),
    Plot("storm", 0.5, tuple(t.name for t in THINGS if "h" in t.tags and not t.plural), _ROOFS, storm, (
        "Town sits out storm {p.at}", "Lights out for {few} hours", "{number} people and a goat",
    )),
    Plot("garden", 0.5, VEGETABLES, (), garden, (
        "{veg} go wrong", "Garden in {street} admired", "{A.n} blames the slugs",
    )),
)  # fmt: skip
