"""Somebody takes up a skill, and is bad at it for a while."""

from typing import Any

from helpers.world.beats import Plot
from helpers.world.grammar import phrase
from helpers.world.lexicon.jobs import SKILLS
from helpers.world.story import Story

PHRASES: dict[str, tuple[str, ...]] = {
    "learn.want": (
        "{A} ~decide to learn {skill}.",
        "{A} ~have always wanted to be good at {skill}.",
        "it ~be= on {A.s} birthday that {A} ~take up {skill}.",
        "{B} ~make {skill} look easy. ^that ~be= what ~start= it.",
        "nobody in {A.s} family ~have= ever been any good at {skill}. {A} ~mean to be the first.",
        "{B} ~give {A.o} a book about {skill}, by mistake, and {A} ~read it.",
        "{A} ~see somebody do it once, from a train: {skill}, as easily as breathing.",
        "winters ~be+ long, and {A} ~think that {skill} would fill one.",
    ),
    "learn.first": (
        "the first time, {fault}.",
        "on the first day {fault}. ^the second day ~be= no better.",
        "{A} ~practise in the shed, [at night|with the door shut|to an audience of spiders]. {fault}.",
        "it ~do= not go well: {fault}.",
        "{A} ~try it once in front of {B.o}, and {fault}.",
    ),
    "learn.teacher": (
        '"You are trying too hard," {B} ~say. "^try less."',
        "{B} ~offer to teach {A.o}, for [a pot of jam a week|nothing|the fun of it].",
        '{B} ~watch for {while}. "^again," {B} ~say, and ~go on saying it for an hour.',
        "{B}, who ~have been {skill} since before the war, ~show {A.o} how to hold {A.s} elbows.",
        "{A} ~ask {B.o} for the secret. ^there ~be= a secret, {B} ~say, and it ~be= to do it every day.",
        '"Stop," {B} ~say. "^good. That is the hardest part."',
        "{B} ~tie {A.s} left hand behind {A.s} back, which ~help=.",
        '"When I was your age," {B} ~begin, and that ~be= the first lesson.',
    ),
    "learn.end": (
        "by {month2} {A} ~be good enough to be asked to stop only sometimes.",
        "then, one {weekday}, it ~work=. {A} ~look round, and nobody ~be= there to see it.",
        "{A} ~do it once, perfectly, in front of {few} people and a dog, and never again.",
        "these days people ~come+ to {A.o} for advice about {skill}. {A} ~tell them to try less.",
        "it never ~come= right, but {A} ~have stopped minding, and that ~turn= out to be the trick.",
        "{B} ~listen, or ~look, or ~taste, and ~nod. ^from {B.o} that ~be= a medal.",
        "{A} ~give it up in the end and ~take to {skill2} instead.",
        "{A} ~win a cup for it, a very small one, and ~drink {A.s} egg out of it.",
        "nowadays {A} ~say that there ~be= nothing to it, which ~annoy= {B.o}.",
        "the neighbours ~be+ kind about it, or ~have+ moved.",
    ),
}

FAULTS: dict[str, str] = {
    "tying a bowline": "the knot ~come= undone at the first tug",
    "whistling": "it ~sound= like a kettle with a grievance",
    "playing the fiddle": "the cat ~leave= by the window",
    "playing the accordion": "it ~wheeze= like a bellows with a cold",
    "rowing": "the boat ~go= round and round like a duck",
    "sculling over the stern": "the only thing that ~move= ~be= the oar, and that ~be= downwards",
    "juggling": "{few} eggs ~be+ lost in a minute",
    "baking bread": "the loaf ~will= have made a good doorstop",
    "making marmalade": "the pan ~have= to be thrown away with the marmalade in it",
    "knitting socks": "there ~be= one heel too many",
    "darning nets": "the net ~have= more holes than before",
    "throwing pots": "the pot ~lean= like a tired sailor",
    "skipping stones": "the stone ~sink= with a single plop",
    "carving spoons": "the spoon ~look= more like a paddle",
    "reading the stars": "the Pole Star ~turn= out to be the station lamp",
    "forecasting the weather": "everything ~be= wrong but the date",
    "flying a kite": "the kite ~spend= the morning in a tree",
    "riding a bicycle": "the lesson ~end= in the duck pond",
    "swimming on the back": "the pier ~be= nearer than it ~look=",
    "waltzing": "{few} people ~go+ home limping",
    "calligraphy": "the page ~be= mostly one blot, in the shape of a whale",
    "keeping bees": "the bees ~keep+ their side of it, and {A} ~come home with one thumb like a plum",
    "milking goats": "more ~go= on the floor than in the pail",
    "making cheese": "the neighbours ~call+ to ask if something ~have= died",
    "singing bass": "the low notes ~be+ too low and the others too high",
    "ringing changes": "the bell ~come= in half a beat late and ~take= {A.o} up with it",
    "mending clocks": "the clock ~strike= fourteen",
    "laying bricks": "the wall ~wander= off to the left",
    "splicing rope": "the rope ~fray= overnight",
    "gutting herring": "six fish ~take+ all afternoon",
    "folding paper boats": "the fleet ~go= down in the horse trough",
    "reading a tide table": "the slipway ~be= under water, and so, by then, ~be= the picnic",
    "semaphore": "the message ~come= out as something about cabbages",
    "speaking in public": "the speech ~last= eleven seconds",
    "painting in watercolours": "the sky and the sea ~run+ together into one large puddle",
    "card tricks": "the wrong card ~be= left on the table, and the right one ~be= in the soup",
    "cooking mussels": "the whole house ~fill= with steam",
    "grafting apple trees": "the twig ~drop= off in a week",
    "training a parrot": "the parrot ~learn= nothing but a cough",
    "playing chess": "all ~be= lost in nine moves",
    "making candles": "the candle ~burn= sideways",
    "weaving baskets": "the basket ~will= not stand up",
}

_MONTHS = ("the summer", "the autumn", "Christmas", "the spring", "harvest time")


def learn(t: Story) -> None:
    """The hero takes up a skill."""
    b = t.someone(adult=True)
    other = t.pick([s for s in SKILLS if s != t.subject])
    common: dict[str, Any] = {
        "B": b,
        "skill": t.subject,
        "fault": phrase(FAULTS[t.subject]),
        "month2": t.pick(_MONTHS),
        "skill2": other,
    }
    t.stand(t.A, t.home(t.A))
    t.say("learn.want", **common)
    t.say("learn.first", **common)
    t.stand(t.A, t.ground)
    if t.chance(0.7):
        t.meet(t.A, b)
        t.say("learn.teacher", "then", **common)
    t.next_day(9)
    t.say("learn.end", **common)


PLOTS = (
    Plot(
        "learn",
        0.6,
        tuple(SKILLS),
        (),
        learn,
        (
            "{A.n} takes up {skill}",
            "{skill}: a beginner writes",
            "Neighbours patient as {A.n} learns",
        ),
    ),
)
