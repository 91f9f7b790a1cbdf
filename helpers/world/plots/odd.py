"""Odd things: mysteries on doorsteps, treasure maps, strangers who ask the way, ghosts that turn out to be neighbours."""

from typing import Any

from helpers.world.beats import Plot
from helpers.world.cast import thing
from helpers.world.grammar import plural
from helpers.world.lexicon.nature import DISHES
from helpers.world.lexicon.things import THINGS
from helpers.world.story import Story

PHRASES: dict[str, tuple[str, ...]] = {
    "mystery.why": (
        "every {weekday} for a month somebody ~have= left {x.a} on {A.s} step.",
        "on {weekday} {A} ~find {x.a} on the doorstep. ^on the next day there ~be= another.",
        "it ~begin= with {x.a}, hung on {A.s} gate in the night, with no name on it.",
        "somebody ~be= leaving {plural} {p.at}. ^nobody ~know= who.",
        "{A} ~open the door on {weekday}, and there ~be= {x.a} on the mat, tied with string.",
        "since {month0} there ~have= been {x.a} in {A.s} letterbox every {weekday}.",
        "first it ~be= {x.a}. ^then, a week later, {x.a} again, and a feather.",
    ),
    "mystery.guess": (
        "{A} ~suspect {B.o}. {B} ~suspect the vicar.",
        "{B} ~think it ~be= a ghost. ^it ~will= explain the mud, {B} ~say, though not why.",
        "{A} ~put flour on the step to catch the footprints. ^it ~catch= {few} cats, the postman, and {A.o}.",
        "{A} ~make a list of everybody {A} ~have ever been kind to. ^it ~be= [short|longer than {A} ~have thought].",
        "{A} ~ask {p.at}. ^everyone ~have= a theory, and no two ~be+ the same.",
        "the postman ~swear= it ~be= not him.",
        "{B} ~say that in {B.s} family it ~will be a sign of [rain|twins|a death|money].",
        "{A} ~leave a note asking who ~be= there. ^in the morning there ~be= a note that ~say=, guess.",
        "by {weekday} the whole of {street} ~be= looking behind its curtains.",
    ),
    "mystery.watch": (
        "so {A} ~sit up all night [behind the water butt|in the wardrobe with the door open|under a tarpaulin], with {cup}.",
        "{B} and {A!} ~keep+ watch in turns. ^{we} both ~fall asleep in {B.s} turn.",
        "{A} ~tie a bell to the gate and ~go to bed with {A.s} boots on.",
        "{A} ~hide in the hedge, where {A} ~meet {B.o}, who ~be hiding for another reason.",
        "so on {weekday} {A} ~blow out the lamp, ~sit down on the stairs, and ~wait.",
    ),
    "mystery.animal": (
        "at [two|three|four] in the morning, along the wall, ~come= {An}, with {x.a} in {An.s} mouth.",
        "there ~be= a rustle, and then a pair of eyes. {An} ~put down {x.a}, ~look at {A.o}, and ~leave.",
    ),
    "mystery.animal.end": (
        "from then on {A} ~leave something in return: [an egg|a plum|a bun|a kipper].",
        "nobody ~have= ever found out where {An} ~get them.",
        "{A} ~have {few} of them now, and ~have given up wondering.",
        "when it ~stop=, in the spring, {A} ~miss it.",
    ),
    "mystery.friend": (
        "it ~be= {C}, who ~be too shy to say thank you for the business of the ladder.",
        "it ~be= {C}. ^the house next door ~have= been meant all along.",
        "{C} ~come round the corner on tiptoe, ~see {A.o}, and ~say it ~be= not {C.o}.",
    ),
    "mystery.friend.end": (
        "{we} ~shake hands over the gate[, and that ~be= how it all began|].",
        "after that {C} ~come in by the door.",
        "{A} ~say nothing about it, and the next night ~leave {x.a} on {C.s} step.",
        "there ~be+ {few} of them on {A.s} shelf still, in order of size.",
    ),
    "mystery.self": (
        "it ~turn= out that {A} ~have been doing it {A.r}, walking in {A.s} sleep.",
        "in the morning {A} ~wake on the step with {x.a} in {A.s} own arms.",
    ),
    "mystery.self.end": (
        "{A} ~tell everyone that it ~have= been the fairies.",
        "now {A} ~sleep with a string round one toe.",
        "{B}, who ~have known from the first night, ~have not liked to wake {A.o}.",
    ),
    "map.find": (
        "inside an old [clock|picture frame|tea caddy|hat box] that {A} ~have bought {p.at}, there ~be= a map.",
        "the map ~fall= out of a library book, and there ~be= a cross on it.",
        "{A.s} grandfather ~have= drawn it on the back of a bill for oats: a map, with a cross.",
        "{A} ~be given {x.a} for {A.s} birthday, wrapped in what ~turn= out to be a treasure map.",
        "behind the paper in {A.s} back bedroom there ~be= a map with a cross on it.",
        "{A} ~buy [a coat|a piano stool|a tea chest] at the market, and in the lining of it there ~be= a map.",
    ),
    "map.follow": (
        "forty paces from {p}, it ~say=, and then left at the cow. ^there ~be= no cow. ^there used to be one, {B} ~say, until {year}.",
        "{B} and {A!} ~follow+ it as far as {p}, and ~fall+ out over which way up it ~go=.",
        "the cross ~be= exactly where {p} now ~stand=.",
        "{B} ~bring the spade. {A} ~bring the sandwiches.",
        "it ~lead= through {few} gardens, a wedding, and {p}.",
        "the first clue ~be= {spot} {p.at}: it ~say=, look again.",
        "{child} ~come+ behind, to carry the gold.",
        "there ~be= a compass rose in the corner, and {A} ~take north for a flower.",
        "{B} ~pace it out. {B} ~have long legs, so {A} ~pace it out as well, and {we} ~dig in the middle.",
    ),
    "map.dig": (
        "{we} ~dig until {clock}, and ~find [a drain|a boot|a coin, worth nothing, from a country that ~be= no longer there|another map].",
        "at [two|three|four] feet the spade ~ring= on iron. ^it ~be= the gas main.",
        "there ~be= a box. ^in the box there ~be= {y.a}, and a note: sorry, came back for the rest.",
        "what ~be= buried there ~be= {y.a}, wrapped in oilcloth.",
        "a spade's depth down there ~be= {y.a}, and under it a sheet of paper that ~say=, colder.",
        "{we} ~dig up {few} clay pipes, a horseshoe, and the mayor's missing [dog|hat|spectacles].",
    ),
    "map.end": (
        "{A} ~bury it again, with {A.s} own name, for somebody else.",
        '"Still," {B} ~say. "^a nice day out."',
        "{A} ~plant potatoes in the hole.",
        "there ~be= enough to buy {drink} for two, and {we} ~do.",
        "the map ~hang= on {A.s} wall now, upside down, which ~turn= out to be the right way.",
        "the museum ~have= it now, [in the wrong case|with a card that ~say= Perhaps|behind the stuffed pike].",
        "{B} ~want to try again with the map the other way up. ^{A} ~go home to tea.",
        "{A} ~frame the map, and ~fill in the hole, and ~be talked about until {weekday}.",
    ),
    "stranger.comes": (
        "a stranger with {x.a} ~get= off the ferry at {clock} and ~ask= {A.o} the way {p.to}.",
        "a tall woman with {x.a} under one arm ~come= up to {A.o} {p.at} and ~ask= what time the tide ~will= be sorry.",
        "a man in a very clean coat ~stop= {A.o} outside {p}. ^he ~want= [a bed for one night|to buy the pier|to know who ~play= the organ].",
        "a stranger ~come= up from the ferry with {x.a}. {A} ~have never seen the face before, but ~have the feeling that {x.T} ~be familiar.",
        "a very small man with a very large trunk ~put= it down on {A.s} foot and ~ask= the way {p.to}.",
        "a lady in {few} shawls ~be= sitting on the steps of {p}, and ~ask= {A.o} if this ~be= the place.",
    ),
    "stranger.way": (
        "{A} ~explain. ^first left, mind the dog, second right, do not mind the parrot. ^the stranger ~write= it down.",
        '"You cannot miss it," {A} ~say, which ~be= what people ~say+ when you can.',
        "{A} ~point one way. {B}, who ~be passing, ~point the other.",
        "{A} ~walk part of the way, and then all of it, because it ~be= simpler.",
        "{A} ~draw a map on a paper bag, with {few} arrows and a fish.",
        "{A} ~say it ~be= not far, which it ~be=, and easy, which it ~be= not.",
        '"I should not start from here," {A} ~say.',
    ),
    "stranger.town": (
        "by {clock} everyone ~know= that {B} ~have seen the stranger {p.at}, counting windows.",
        "{B} ~say it ~be= a tax inspector. ^shops ~begin+ to shut.",
        "{B} ~offer the stranger {drink}. ^the stranger ~drink= {few}.",
        "{B} ~lend the stranger an umbrella, and ~be told something about the weather in Peru.",
        "{B} ~be sure that the stranger ~be= famous, and ~try to think what for.",
        "every curtain in {street} ~move=, one after the other, like a wave.",
    ),
    "stranger.end": (
        "it ~be= only [the new piano tuner|a cousin of the vicar's|somebody come to read the meter|a man who ~collect= doorknobs].",
        "the stranger ~be= gone by the evening boat, and ~leave= {x!} on {A.s} step.",
        "{few} weeks later a letter ~come= from abroad. ^it ~say= thank you for the map, and there ~be= a fish drawn on it.",
        "the stranger ~stay=, and ~keep= the bees now, up beyond the mill.",
        "the stranger ~have= been born here, as it ~turn= out, in the room over {p}, and only ~want= to see if the stair still ~creak=. ^it ~do=.",
        "nobody ~find= out. ^there ~be= a coin under the saucer, with a queen on it that nobody ~can= name.",
        "it ~be= a lady who ~write= books about teaspoons. ^there ~be= a chapter on the town now.",
        "the stranger ~have= got off at the wrong town, and ~like= it so much that it ~take= {few} weeks to say so.",
    ),
    "ghost.why": (
        "every night at {clock2} there ~be= a noise from {p}.",
        "people ~say+ there ~be= a ghost {p.at}.",
        "something ~be= walking about {p.at} after dark, [sighing|in boots|dragging {x.a}].",
        "{B} ~will not go past {p} at night. {B} ~have seen a light there, {B} ~say, {spot}.",
        "the children ~say+ there ~be= somebody {p.at} who ~be= not alive.",
        "no one ~have= dared to lock up {p} alone since {year}.",
        "{B} ~come running down {street} in {B.s} socks. {B} ~have heard it, {spot}, {p.at}.",
        "there ~be= a cold place {p.at}, {spot}, where candles ~lean+ over.",
    ),
    "ghost.dare": (
        "{A} ~do not believe in ghosts, and ~take {B.o} along to prove it.",
        "{A} ~say {A} ~will spend the night there, for {adish}.",
        "{A} ~go to look, with a lantern, {x.a} and {few} sandwiches.",
        "it ~be= {A} who ~draw= the short straw.",
        "{A} ~laugh, and then it ~be= too late not to go.",
        "so {A} ~borrow a bell, a dog and {x.a}, and ~go in.",
        "{B} ~offer to come too, as far as the door.",
    ),
    "ghost.meet": (
        "at {clock2} something white ~come= round the door. {A} ~throw the sandwiches at it.",
        "there ~be= a sigh, a bump, and a smell of [kippers|camphor|peppermint].",
        "the lantern ~go= out. {A} ~say a word that {A} ~have not known {A} ~know.",
        "{A} ~hear it come up the stairs, one at a time, stopping on each to breathe.",
        "for a long time there ~be= nothing. ^then there ~be= breathing, and it ~be= not {A.s}.",
        "a hand ~come= out of the dark and ~take= a sandwich.",
        "{spot} there ~be= two green lights, and then there ~be+ four.",
        "something ~fall= over. ^something ~say= a rude word.",
    ),
    "ghost.truth": (
        "it ~be= {C}, come to practise the [trombone|tango|bassoon] where nobody ~can= hear.",
        "it ~be= {An}, in a tablecloth.",
        "it ~be= a loose shutter, and had been since {year}.",
        "it ~be= {C}, asleep, in a nightshirt, looking for [the cat|a teaspoon|last Tuesday].",
        "it ~say= that it ~be= sorry to be a trouble, and ~ask= if there ~be+ any sandwiches left.",
        "it ~be= {B}, under a sheet, who ~have come in by the window to give {A.o} a fright, and ~have met the real one on the stairs.",
        "it ~be= the wind in a [milk bottle|drainpipe|tuba].",
        "it ~be= {C}, who ~have been living there since the quarrel with {C.s} sister.",
        "it ~be= {few} owls, and they ~be+ not pleased.",
        "nobody ~know= to this day.",
        "it ~be= {C}, counting the {plural} by candlelight, because it ~be= the only quiet place in town.",
    ),
    "ghost.end": (
        "{A} ~tell everybody that there ~be= nothing there. ^after that people ~be+ sure.",
        "{A} ~ask it to supper, and it ~come= most {weekday}s.",
        "{we} ~swear never to tell, and ~tell no one but {our} families.",
        "{A} ~shut the window, and ~be a little sorry.",
        "it ~be= quiet {p.at} now. ^people ~say+ it ~be= too quiet.",
        "{A} ~be given {adish}, and ~do not eat much of it.",
        "the sandwiches ~be+ never seen again.",
        "now it ~cost= a penny to go in.",
        "{A} ~sleep with the lamp lit until {weekday}.",
    ),
}  # fmt: skip

_YEARS = ("1932", "1947", "1953", "1961", "1968")


def mystery(t: Story) -> None:
    """Something appears night after night."""
    b, c = t.someone(adult=True), t.someone(adult=True)
    x = thing(t.subject)
    common: dict[str, Any] = {
        "B": b,
        "C": c,
        "An": t.animal()[0],
        "x": x,
        "plural": plural(x.name),
        "p": t.ground,
        "month0": t.month,
    }
    t.stand(t.A, t.home(t.A))
    t.say("mystery.why", **common)
    if t.chance(0.75):
        t.say("mystery.guess", **common)
    t.until(22)
    t.say("mystery.watch", **common)
    kind = t.pick(("animal", "friend", "friend", "self"))
    t.say(f"mystery.{kind}", **common)
    t.say(f"mystery.{kind}.end", **common)


def treasure(t: Story) -> None:
    """A map, a walk and a hole."""
    b = t.someone()
    common: dict[str, Any] = {
        "B": b,
        "x": thing(t.subject),
        "y": thing(t.pick(_HANDY)),
        "p": t.ground,
        "spot": t.spot(t.ground),
        "year": t.pick(_YEARS),
    }
    t.stand(t.A, t.home(t.A))
    t.say("map.find", **common)
    t.go(t.A, t.ground, say="")
    t.meet(t.A, b)
    t.say("map.follow", **common)
    if t.chance(0.4):
        t.say("map.follow", "then", **common)
    t.wait(120)
    t.say("map.dig", **common)
    t.say("map.end", "end", **common)


def stranger(t: Story) -> None:
    """Somebody nobody knows comes to town."""
    b = t.someone(adult=True)
    common: dict[str, Any] = {"B": b, "x": thing(t.subject), "p": t.ground}
    t.stand(t.A, t.ground)
    t.say("stranger.comes", **common)
    t.say("stranger.way", **common)
    t.wait(60)
    if t.chance(0.7):
        t.say("stranger.town", **common)
    t.wait(60)
    t.say("stranger.end", "end", **common)


def ghost(t: Story) -> None:
    """A haunting, looked into."""
    b, c = t.someone(adult=True), t.someone(adult=True)
    common: dict[str, Any] = {"B": b, "C": c, "An": t.animal()[0], "x": thing(t.subject), "p": t.ground, "spot": t.spot(t.ground), "dish": t.pick(DISHES),
              "plural": plural(t.subject), "year": t.pick(_YEARS), "clock2": t.pick(("midnight", "ten to twelve", "a quarter past one", "two in the morning"))}  # fmt: skip
    t.stand(t.A, t.home(t.A))
    t.say("ghost.why", **common)
    t.say("ghost.dare", **common)
    t.until(23)
    t.say("ghost.meet", **common)
    t.say("ghost.truth", "truth" if t.chance(0.3) else "", **common)
    if t.chance(0.75):
        t.say("ghost.end", **common)


_HANDY = tuple(t.name for t in THINGS if "h" in t.tags and not t.plural)
_HAUNTED = ("mill", "lighthouse", "chapel", "school", "library", "museum", "net loft", "sail loft", "cinema", "brewery", "town hall",
            "observatory", "sea baths", "smokehouse", "lifeboat station", "inn")  # fmt: skip

PLOTS = (
    Plot("mystery", 0.5, tuple(t.name for t in THINGS if "g" in t.tags and not t.plural), (), mystery, (
        "Who is leaving {plural}?", "Mystery of {street} solved", "{A.n} keeps watch",
    )),
    Plot("treasure", 0.45, _HANDY, (), treasure, (
        "Treasure sought {p.at}", "{A.n} digs", "Hole in road explained",
    )),
    Plot("stranger", 0.4, _HANDY, ("station", "ferry landing", "inn", "harbour", "post office", "pub", "bakery", "market", "bridge", "chapel", "town hall"), stranger, (
        "Stranger in town", "Visitor asks the way {p.to}", "Who was that?",
    )),
    Plot("ghost", 0.45, _HANDY, _HAUNTED, ghost, (
        "No ghost {p.at}", "{A.n} spends night {p.at}", "Strange noises {p.at} explained",
    )),
)  # fmt: skip
