"""Quiet pieces: one-line stories, portraits of residents, walks, notices on the board."""

from typing import Any

from helpers.world.beats import Plot
from helpers.world.cast import clock_words, thing
from helpers.world.lexicon.nature import DISHES
from helpers.world.lexicon.things import THINGS
from helpers.world.story import Story
from helpers.world.town import money

PHRASES: dict[str, tuple[str, ...]] = {
    "line": (
        "{A} ~buy {x.a} {p.at} on {day} and ~be happy until {weekday}.",
        "{A} ~go {p.to} for {x.a} and ~come home with {An}.",
        "on {day} {A} ~find {x.a} {spot} {p.at}, and ~put {x.it} back.",
        "{A} ~write {B.n} a letter of {few} pages and ~post it into the harbour by mistake.",
        "nobody ~know= how {A.s} {x.N} ~get on to the roof of {p}, least of all {A.o}.",
        "{B} and {A!} ~meet+ {p.at} every {weekday}, and ~have+ never once agreed about {x.a}.",
        "for {few} years {A} ~have walked past {p} without noticing {x.a} {spot}.",
        "when the clock ~strike= {hour}, {A} ~put down {x!} and ~say that it ~will= do.",
        "{A} ~teach {An} to carry {x.a}, and ~regret it by {weekday}.",
        "it ~take= {A.o} until {clock} to get {x.a} home from {p}, because everyone ~stop= to ask.",
        "{A} ~have {few} good reasons for keeping {x.a} {spot} {p.at}, and ~give a different one each time.",
        "{A} ~ask {B.o} for {x.a}, and {B} ~give {A.o} advice instead.",
        "the only thing {A} ~remember of that {part} ~be= {x.a}, {spot}, and the smell of {smell}.",
        "{A} ~say {dish} for supper, {B} ~say {dish2}, and {we} ~eat {x2}.",
        "as {A} ~leave {p}, it ~begin= to rain, and {A} ~put {x!} under {A.s} coat and ~run.",
        "{A} ~make {adish} for {B.o}, and {B}, who ~be {temper}, ~eat all of it.",
        "{p} ~be= so quiet on {day} that {A} ~can hear {x.a} being wrapped.",
        "{A} ~dream of {x.a} {p.at}, and on {weekday} it ~be= there.",
        "there ~be= a queue outside {p}, so {A} ~join it, and ~be the owner of {x.a} before {A} ~know what it ~be= for.",
        "{B} ~borrow {x.a} from {A.o} for a minute, and that ~be= in {month}.",
        "{A} ~count the boats at {clock}, and then again, and ~go to tell {B.o}.",
        "if you ~go past {p} at {clock2}, you ~can see {A.o} through the window, talking to {x.a}.",
    ),
    "sketch.who": (
        "{A.f} ~live at {number} {street}, and ~be {age} years old.",
        "everybody ~know= {A.f}, the {job}.",
        "{A.f} ~be the most {temper} person in {street}, where there ~be= some competition.",
        "you ~will know {A.f} by the [hat|walk|laugh|whistle|boots].",
        "if you want {A.f}, the {job}, ask in {street}.",
        "there ~be= no mistaking {A.f} of {street}.",
        "in {street}, at number {number}, ~live= {A.f}, who ~be {age}.",
    ),
    "sketch.likes": (
        "{A.s} great love ~be= {hobby}, and after that {dish}.",
        "{A} ~drink {drink0}, never anything else, and ~have a weakness for {dish}.",
        "on a free day {A} ~be usually found {hobby2}.",
        "{A} ~own nothing that ~be= not {colour}, apart from the cat.",
        "what {A} ~like best ~be= {hobby}, with {drink0} to follow.",
        "give {A.o} {dish} and {drink0}, and {A} ~will forgive anyone.",
        "on Sundays there ~be= {dish}, and {drink0}, and {hobby}, in that order.",
        "{A} ~will tell you that there ~be+ only two things worth doing, and one of them ~be= {hobby}.",
    ),
    "sketch.work": (
        "by day {A} ~work {w.at}.",
        "{A} ~have been {w.at} so long that people ~knock+ on {A.o} to see if {A} ~be open.",
        "{A} ~walk {w.to} every morning at {early}, whatever the weather, and ~say good morning to the same dog.",
    ),
    "sketch.work0": (
        "{A} ~work where {A} ~be wanted, which ~be= most places.",
        "there ~be= not much money in being a {job}, {A} ~say, but there ~be= a good deal of fresh air.",
    ),
    "sketch.child": (
        "{A} ~be at the Harbour School, when it ~can= not be helped.",
        "{A} ~be going to be a [pirate|dentist|lighthouse|bishop] one day.",
        "{A} ~know every hole in every fence from the station to the pier.",
    ),
    "sketch.tale": (
        "{A} once sailed to the Isle of Hest in a [bathtub|wardrobe], or so {B} ~say.",
        "it ~be= {A} who ~put= {x.a} on the statue of the founder, though nobody ~can= prove it.",
        "{A} ~keep {x.a} {spot} and ~will not say why.",
        "when {A} ~laugh, {gulls} ~leave+ the roof.",
        "in {A.s} kitchen there ~be= {x.a} that ~have= not been moved since {year}.",
        "{A} ~have not spoken to {B.o} since {year}, and ~send {B.o} a card every Christmas.",
        "ask {A.o} about {x.a}, if you have an hour.",
        "{A} ~be afraid of nothing but [geese|umbrellas|the dentist|choir practice].",
        "{A} ~have read every book in the library but one, and ~be saving it.",
        "for a bet, {A} once walked backwards to {othertown}, and ~say that the view ~be= better.",
        "there ~be= {x.a} in {A.s} hall with a dent in it, and a story to go with the dent.",
        "at Christmas {A} ~sing the solo, and {B} ~hold the hymn sheet, and the dogs ~join+ in.",
        "if there ~be= a meeting, {A} ~have been to it.",
    ),
    "walk.start": (
        "{A} ~go for a walk, because the house ~be= too small for {A.s} thoughts.",
        "at {clock} {A} ~shut the door and ~walk, without deciding where.",
        "{A} ~can not sleep, so {A} ~walk down to {p}.",
        "{A} ~take the dog out, or the dog ~take= {A.o}.",
        "it ~be= {A.s} habit to walk as far as {p} and back before [breakfast|supper].",
        "there ~be= no milk, so {A} ~walk, though not in the direction of the milk.",
        "the doctor ~have= told {A.o} to walk more, and {A} ~be the sort of person who ~do+ as {A} ~be told, once.",
    ),
    "walk.see": (
        "in {street} {B} ~be up a ladder, doing something to a gutter with {x.a}.",
        "outside {p} two men ~be+ carrying a piano, and ~have+ begun to argue about which of them ~have= the front.",
        "there ~be= a light {p.at}, and the sound of somebody laughing.",
        "{B} ~be sitting on the wall with {x.a}, waiting for nobody in particular.",
        "somebody ~have= chalked a whale on the pavement the whole length of {street}.",
        "a door ~open= and ~let= out the smell of {smell}.",
        "the ferry ~come= in, with one passenger and a harp.",
        "{An} ~be asleep in the middle of the road, and the baker's van ~have= gone round.",
        "the tide ~be= so low that the wreck ~show= its ribs.",
        "on the end of the pier {B} ~be playing the fiddle to a seal.",
        "there ~be= {x.a} on the sea wall, and nobody near it.",
        "{child} ~be+ fishing through a grating in {street}, and ~have+ caught a hat.",
        "{B} ~be reading a letter under a lamp, and ~laugh, and ~begin it again.",
        "the bakery ~have= its back door open, and a row of cats ~be= watching the bread rise.",
        "{neighbour} ~go= by with {cargo}, at a run.",
        "two old men {p.at} ~be+ playing chess with shells and buttons, and ~have+ forgotten which ~be+ which.",
        "in {street} a window ~be= lit, and behind it somebody ~be= teaching somebody to waltz.",
    ),
    "walk.end": (
        "by the time {A} ~get home, {A} ~have quite forgotten what {A} ~have been worried about.",
        "{A} ~stand for {while} and ~listen to the ropes, and then ~go in.",
        "nothing ~have= happened, and {A} ~feel better for it.",
        "{A} ~come home with sand in {A.s} shoes and an idea.",
        "the kettle ~be= still warm.",
        "and that ~be= the day.",
        "at the corner {A} ~turn round to look, and the whole town ~be= one long row of yellow windows.",
        "{A} ~mean to tell somebody about it, and ~forget.",
        "it ~be= a mile and a half, and {A} ~will have gone twice as far for less.",
    ),
    "notice": (
        "LOST. {x.a}, on or near {p}, on {day}. ^[of no value to anyone but me|it has been in the family since {year}|the cat is not himself|I cannot sleep]. ^please bring {x.it} to {A.f}, {number} {street}. ^reward: [a pie|{dish}|my thanks|two hens].",
        "FOUND. {x.a}, {spot} {p.at}. ^will the owner please describe {x.it} to {A.f}, {number} {street}, [without being rude about the smell|before {weekday}, when the goat gets it|and say what was inside|and bring a basket].",
        "FOR SALE. {x.a}, [hardly used|one careful owner|slightly bitten|no longer speaking to me|best seen by lamplight|bought in error|goes with everything|a family piece]. {price}, or {dish}. {A.f}, {number} {street}. ^do not knock before {early}.",
        "WANTED. {x.a}, [in any condition|by {weekday}|for a purpose I cannot disclose]. ^will swap for {y.a}. {A.f}, {number} {street}.",
        "NOTICE. ^the person who took {x.a} from {p} [is known to {A.f}|was seen by {A.f}|had better speak to {A.f}] and has until {weekday} to put {x.it} back[|, clean|, and no more will be said|, with an apology].",
        "LESSONS in {skill} given by {A.f}, {job}, at {number} {street}. ^patient pupils only. ^first lesson {price}. ^[bring your own {x.n}|no refunds|no singing|mind the step].",
        "THANKS to whoever left {x.a} on my step [on {day}|last week|in the night|at breakfast time]. ^[it was just what I needed|I had been hoping for one|it fits|the cat is sitting on it]. {A.f}, {number} {street}. ^[please stop now|please call, so that I can thank you|the tin is ready to be fetched back|there is tea].",
        "REMINDER. ^choir practice is {p.at} on {weekday} at {hour}. ^would {A.f} kindly remember [the {x.n}|the words|to shut the door|whose turn it is to bring {dish}] this time.",
        "TO LET. ^one room with a view of {p}. ^must like {hobby} and {An}. ^apply to {A.f}, {number} {street}, {price} a week, {x.n} included.",
    ),
    "morning.a": (
        "at five the [baker's light|lamp in the bakery] ~come= on, and after that the harbour ~wake= up a rope at a time.",
        "the first boat ~go= out before it ~be= light, and the last cat ~come= home.",
        "before anyone ~be= about, {A} ~be {p.at}, [sweeping|whistling|looking at the sky|unlocking something].",
        "early in the morning {p} ~belong= to {A.o} and the gulls.",
        "the gulls ~wake+ first, and ~tell+ everyone.",
        "at low water, before the bell, {A} ~walk out {p.to} with a lamp.",
        "the night ~go= out with the tide, and the first thing left on the sand ~be= {A}.",
    ),
    "morning.b": (
        "{A} ~unload {few} crates of ice and a parcel for {B.o}.",
        "{B} ~go by with {x.a} and ~nod. {A} ~nod back. ^{we} ~have done this for {few} years.",
        "somebody ~have= left {y.a} {spot}, as if to see what would happen.",
        "{A} ~drink {drink0} from a tin mug and ~watch the colour come into things.",
        "the milk cart ~come= down {street}, and behind it ~come= every dog in town.",
        "{B} ~open a shutter, ~sneeze, and ~shut it again.",
        "a light ~move= from window to window in {street}, as one person after another ~fail= to find the other sock.",
        "{A} ~find {y.a} where there ~have= been none the night before, and ~think no more of it.",
        "a boat ~come= in low in the water, and every cat {p.at} ~stand= up.",
    ),
    "morning.c": (
        "by {hour} there ~be+ people everywhere, and it ~be= just another {day}.",
        "then the school bell ~ring=, and the peace ~be= over.",
        "that ~be= the best of the day gone, {A} ~think, and ~roll up {A.s} sleeves.",
        "the sun ~reach= {p} last of all, and ~stay= longest.",
        "then somebody ~drop= a milk churn, and the day ~begin= in earnest.",
        "at {hour} the shop bells ~begin+, one after another, all down {street}.",
        "{A} ~look once more at the water, and ~go in to breakfast.",
    ),
}  # fmt: skip

_HOUR_WORDS = ("seven", "eight", "nine", "ten", "half past eight", "six")
_YEARS = ("1951", "1958", "1963", "1970", "the flood", "the war")


def _roles(t: Story) -> dict[str, Any]:
    r, b = t.A.resident, t.someone(adult=True)
    x, y = thing(t.subject), thing(t.pick(_HANDY))
    return {
        "B": b, "x": x, "y": y, "An": t.animal()[0], "p": t.ground, "spot": t.spot(t.ground), "day": t.day, "month": t.month,
        "dish": t.pick(DISHES), "dish2": t.pick(DISHES), "x2": t.pick(("toast", "nothing", "biscuits", "an egg each", "the cake")),
        "hour": t.pick(_HOUR_WORDS), "number": str(r.number), "street": r.street, "job": r.job, "age": str(r.age),
        "temper": r.temperament, "hobby": r.hobby, "hobby2": t.pick(("in the back row of the choir", "asleep in a boat", "up a tree", "on the end of the pier")),
        "drink0": r.drink, "colour": r.colour, "early": t.pick(("seven", "half past six", "eight")), "year": t.pick(_YEARS),
        "price": money(t.rng.randrange(50, 900, 10)), "skill": r.skill, "clock2": clock_words(t.rng.randrange(18 * 12, 23 * 12) * 5),
    }  # fmt: skip


def line(t: Story) -> None:
    """A story in one sentence."""
    t.stand(t.A, t.home(t.A))
    t.say("line", **_roles(t))


def sketch(t: Story) -> None:
    """A portrait of a resident, true to the town's facts but for the rumours."""
    t.stand(t.A, t.home(t.A))
    common, r = _roles(t), t.A.resident
    t.say("sketch.who", **common)
    middle = ["sketch.likes", "sketch.tale"]
    if r.is_child:
        middle.append("sketch.child")
    elif r.workplace:
        middle.append("sketch.work")
        common["w"] = t.place_named(r.workplace)
    else:
        middle.append("sketch.work0")
    t.rng.shuffle(middle)
    for key in middle:
        t.say(key, **common)
    if t.chance(0.4):
        t.say("sketch.tale", **{**common, "spot": t.spot(t.home(t.A))})


def walk(t: Story) -> None:
    """A walk through the town."""
    t.stand(t.A, t.home(t.A))
    t.say("walk.start", **_roles(t))
    for _ in range(t.pick((2, 3))):
        t.wait(10)
        q = t.place()
        x = thing(t.pick(_HANDY))
        t.say("walk.see", p=q, x=x, B=t.someone(), An=t.animal()[0])
    t.say("walk.end")


def notice(t: Story) -> None:
    """A card on the notice board."""
    t.stand(t.A, t.home(t.A))
    t.say("notice", **_roles(t))


def morning(t: Story) -> None:
    """The town before breakfast."""
    t.set_clock(5 * 60 + t.rng.randrange(0, 18) * 5)
    t.stand(t.A, t.ground)
    common = _roles(t)
    for key in ("morning.a", "morning.b", "morning.b", "morning.c"):
        t.wait(20)
        t.say(key, **common)


_HANDY = tuple(t.name for t in THINGS if "h" in t.tags and not t.plural)
_ANY = tuple(t.name for t in THINGS)

PLOTS = (
    Plot("line", 0.5, _HANDY, (), line, ("{A.n} and the {x.n}", "{x.a}", "Small event {p.at}")),
    Plot("sketch", 0.45, _HANDY, (), sketch, ("Portrait of a neighbour", "Our residents: {A.n}", "Who is {A.n}?"), third=True),
    Plot("walk", 0.35, _HANDY, (), walk, ("Seen on a walk", "{A.n} takes the air", "Nothing happens in {street}")),
    Plot("notice", 0.3, _ANY, (), notice, ("Notice",), bare=True, hero="adult"),
    Plot("morning", 0.3, _HANDY, ("harbour", "market", "bridge", "ferry landing", "beach", "fish shop", "bakery"), morning, ("Early hours {p.at}", "Before breakfast", "Harbour wakes")),
)  # fmt: skip
