"""Something is painted, dyed or knitted in a colour of the town's liking, with consequences."""

from typing import Any

from helpers.world.beats import Plot
from helpers.world.entities import What
from helpers.world.lexicon.things import DYED, PAINTED, THINGS
from helpers.world.story import Story
from helpers.world.town import money

LIKENESS: dict[str, tuple[str, ...]] = {
    "blue": (
        "the sea on a postcard",
        "a mussel shell",
        "the sky over Port Mellow",
        "somebody's Sunday ribbon",
    ),
    "red": ("a boiled lobster", "the lifeboat", "a pillar box", "the vicar after the sack race"),
    "green": ("a duck's head", "wet seaweed", "a gooseberry", "the bottom of the harbour"),
    "yellow": ("a fresh egg", "the butter in summer", "a canary with opinions", "the custard at school"),
    "white": ("a gull's front", "a plate", "the chapel wall", "fresh snow, for about a day"),
    "grey": ("a rainy Tuesday", "the underside of a seal", "slate", "the mayor's hat"),
    "pink": ("a prawn", "a baby's heel", "the inside of a shell", "strawberry ice"),
    "purple": ("a thundercloud", "a plum", "the bishop", "beetroot soup"),
    "brown": ("strong tea", "gravy", "the mud at low tide", "an old boot"),
}

PHRASES: dict[str, tuple[str, ...]] = {
    "paint.why": (
        "{t.T} at number {number}, {street}, ~have been peeling since the spring.",
        "nobody ~have= painted the {thing} in {years} years[, and it ~show=|].",
        "{A} ~be tired of looking at the {thing}.",
        "somebody ~have= left half a tin of paint on {A.s} step, with no note.",
        "{B} ~bet {A.o} {price} that the {thing} ~will never be finished before {weekday}.",
        "{A} ~have company coming, and {t.T} ~be a disgrace.",
        "{A} ~have meant to do something about the {thing} ever since [the wedding|the flood|the trouble with the goat].",
        "it ~be= {B.s} idea. ^most bad ideas ~be+.",
        "in the spring one ~do= these things.",

        "{t.T} ~look as if the salt ~have= got into every inch of the paint.",
        "{neighbour} ~have= made a remark about the {thing}.",
    ),
    "paint.buy": (
        "{A} ~go {p.to} and ~ask for a tin of paint. [\"What sort?\" {B} ~ask. \"Wet,\" {A} ~say.|{B} ~recommend the dear one.|{B} ~have only one tin left, and no lid for it.|{B} ~climb a ladder to fetch it, and ~stay up there talking.]",
        "{B} ~sell {A.o} a tin of paint and two brushes, and ~throw in some advice.",
        "{A} ~borrow a brush from {B.o}. ^it ~have= been a good brush once.",
    ),
    "paint.do": (
        "{A!} ~paint the {thing} {colour}.",
        "{A!} ~paint the {thing} {colour}, [one coat before lunch and one after|humming all the while|slowly, from left to right|with a brush the size of a cat].",
        "{A!} ~paint the {thing} {colour}[ in a single {part}| twice over| before anyone ~can= object].",
        "{A!} ~paint the {thing} {colour} and the doorstep by accident.",
        "{A!} ~paint the {thing} {colour}, because that ~be= what there ~be= in the tin.",
        "{A!} ~paint the {thing} {colour} and ~stand back.",
    ),
    "dye.do": (
        "{A!} ~dye the {thing} {colour}[ in the bath| in the big copper| with something out of a packet].",
        "{A!} ~dye the {thing} {colour}, and the bath, and both hands up to the wrist.",
        "{A!} ~dye the {thing} {colour} and ~hang {them} across the yard to drip.",
    ),
    "paint.look": (
        "{t.S} ~be the {colour} of {like}.",
        '"[It puts me in mind of|I can see nothing but|All I can think of is] {like}," {B} ~say[, head on one side|, with one eye shut|].',
        "{B} ~say that {t.S} ~be as {colour} as {like}, [and {A} ~decide to take that kindly|which may have been praise].",
        '"{colour}," {B} ~say. "^well. Certainly {colour}."',
        "people ~cross+ the road to see.",
        '"I thought you said [cream|something quiet|you were having it grey or nothing]," {B} ~say.',
        "within an hour {few} people ~have+ told {A.o} that they would have chosen something else.",
        "{B} ~ask when it ~will be finished. ^it ~be= finished.",
        "the whole of {street} ~come= out to say that it ~have= got used to the old one.",
        "{B} ~stand in front of {t.it} for {while} and ~go away without a word.",
        "{child} ~sit+ on the kerb to watch, and ~give+ it marks out of ten.",
        "{neighbour} ~take= off a hat, as if something ~have= died.",
    ),
    "paint.sat": (
        "{B} ~sit down on it before anyone ~can= shout, and ~have a {colour} stripe for the rest of the week.",
        "{An} ~walk across it, and then across the kitchen floor, the bed, and {few} clean shirts, in neat {colour} prints.",
        "{An} ~fall asleep on it, and ~wake up {colour}.",
        "the vicar ~sit= on it, and ~preach= the whole of Sunday with a {colour} coat tail.",
    ),
    "paint.wet": (
        "{B} ~lean against {t.it} to say so, and ~have a {colour} elbow for the rest of the week.",
        "{A} ~put up a notice, [WET PAINT|PLEASE DO NOT TOUCH|MIND YOUR COAT]. ^after that everybody ~touch= {t.it}, to see.",
        "the postman ~brush= past. ^he ~deliver= the rest of the letters with one {colour} sleeve.",
        "a gust of wind ~throw= half the beach about, and the paint ~dry= with sand in it.",
        "it ~rain=. ^the gutter ~run= {colour} all the way to the harbour.",
        "a gull ~choose= that moment. ^{A} ~paint over it.",
        "{An} ~come to look, and ~leave with {colour} whiskers.",
        "the brush ~fall= in the tin, the tin ~fall= off the step, and the step ~be= {colour} as well.",
        "there ~be= {colour} on the cat, the window and one of {A.s} ears.",
        "{neighbour} ~come= by with {cargo}, and there ~be= not quite room.",
        "{child} ~be+ told not to touch, and ~be+ {colour} by supper.",
        "the rain ~come= early, and {A} ~hold an umbrella over the {thing} until it ~be= dry.",
        "{B} ~shake {A.o} by the hand, and ~go home with a {colour} one.",
        "the lid ~blow= off, ~roll= the length of {street}, and ~leave= a {colour} line that ~be= there still.",
        "the milkman ~set= a bottle down in it.",
    ),
    "paint.after": (
        "by the end of the month {few} other people in the street ~have+ done the same.",
        "some ~be= left in the tin, so {A} ~do the [bucket|boot scraper|dog's dish|flowerpots] as well.",
        "{A} ~take {B.o} a pot of jam, to make up for the trousers.",
        "{A} ~sit opposite with {cup} until the light ~go=, admiring the work.",
        "the next day {A} ~notice that {A} ~have missed a bit.",
        "the colour ~be= not what {A} ~have meant, but it ~grow= on {A.o}.",
        "even the mayor ~stop=, and ~raise= her hat.",
        "{A} ~find {colour} paint in {A.s} hair until [the weekend|Christmas|the next haircut].",
        "at night, when nobody ~be= about, {A} ~go out to look at it with a lamp.",
        "{B} ~buy the last tin in the shop and ~do not say what for.",
        "it ~last= {few} years, which ~be= more than anyone ~can= say of the {thing}.",
        "{A} never ~do get round to the back.",
    ),
    "knit.why": (
        "{B} ~be always cold.",
        "winter ~be= coming, and {B} ~have nothing warm but a good opinion of the weather.",
        "{A} ~find a bag of wool {foundspot}, with a pattern pinned to it.",
        "{B} ~have given {A.o} a lift home in the rain, and {A} ~want to say thank you properly.",
        "it ~will be {B.s} birthday on {weekday}.",
        "{A} ~have learnt to knit from a library book, up to page nine.",
        "{A} ~have {few} evenings and no conversation.",
        "{B} ~have sneezed in chapel, twice, at the wrong moments.",
    ),
    "knit.do": (
        "{A!} ~knit {B.o} a {colour} {item}.",
        "{A!} ~knit a {colour} {item} for {B.o}[, and ~finish the last row by candlelight|, with only {few} mistakes|].",
        "{A!} ~choose a ball of {colour} wool and ~begin. ^for {few} evenings there ~be= no talking to {A.o}.",
        "{A!} ~sit by the window and ~knit a {colour} {item}, [counting aloud|unpicking every third row|while the kettle ~boil= dry].",
    ),
    "knit.fault": (
        "it ~turn= out rather long. ^it ~will= have fitted [a horse|the pier|two people who ~be+ fond of each other].",
        "one side ~be= wider than the other, on account of a good detective story on the wireless.",
        "the cat ~help=. ^the result ~have= a good deal of cat in it.",
        "there ~be= a hole in the middle that ~be= not in the pattern.",
        "it ~come= out perfect, which ~surprise= nobody more than {A.o}.",
    ),
    "knit.give": (
        "{A} ~give it to {B.o} [in brown paper|over the garden wall|on the steps of the chapel].",
        '"I made it," {A} ~tell {B.o}. "^you can tell."',
        "{B} ~open the parcel, and ~be silent for {while}.",
    ),
    "knit.worn": (
        "{B} ~wear it every day until [May|the moths came|it ~fall= to pieces].",
        "{B} ~put it on there and then, and ~be warm, and ~look like {like}.",
        '"It is the colour of {like}," {B} ~say. "^I love it."',
        "{B} ~say it ~be= the warmest thing anybody ~have= ever given {B.o}. ^{A} ~pretend not to be pleased.",
        "the goat ~eat= most of it on {weekday}, but by then it ~have= done its work.",
        "{B} ~keep it for best, and ~go on being cold.",
        "now {B} ~can= be seen coming from the far end of the front.",
        "{B} ~sleep in it.",
        "{B} ~wear it to [weddings|choir practice|the launching of the lifeboat] and ~be asked where one ~can= be had.",
        "the sleeves ~come+ down to the knees. {B} ~keep {B.s} lunch in them.",
        "{B} ~hang it on the wall, where it ~keep= out the draught.",
    ),
}  # fmt: skip

_SEATS = frozenset(("bench", "chair", "table", "boat", "bathtub", "wheelbarrow"))
KNITTED = tuple(t.name for t in THINGS if "k" in t.tags and not t.plural)


def paint(t: Story) -> None:
    """Paint the subject, and see who leans on it."""
    a, name = t.A, t.subject
    t.stand(a, t.home(a))
    b = t.someone(adult=True)
    dyed = name in DYED
    key = f"{a.first}'s {name}"
    many = DYED.get(name, PAINTED.get(name, False))
    if t.chance(0.6):
        t.say("paint.why", B=b, t=What(name, name, many), thing=name, street=a.resident.street, number=str(a.resident.number),
              years=t.pick(("nine", "fifteen", "twenty")), price=money(t.pick((50, 100, 200))))  # fmt: skip
    if not dyed and t.chance(0.3):
        t.say("paint.buy", "so", B=t.keeper(t.ground), p=t.ground)
        t.wait(20)
    t.wait(30)
    colour = t.paint(key)
    common: dict[str, Any] = {"B": b, "thing": name, "t": What(name, name, many), "colour": colour, "like": t.pick(LIKENESS[colour]), "them": "them" if many else "it"}  # fmt: skip
    t.say("dye.do" if dyed else "paint.do", **common)
    t.meet(a, b)
    keys = (
        ["paint.look"]
        if dyed
        else ["paint.look", "paint.sat" if name in _SEATS and t.chance(0.5) else "paint.wet"]
    )
    for k in t.rng.sample(keys, t.pick((1, len(keys)))):
        t.wait(5)
        t.say(k, An=t.animal()[0], **common)
    if t.chance(0.55):
        t.say("paint.after", **common)


def knit(t: Story) -> None:
    """Knit the subject for somebody."""
    a, x = t.A, What(t.subject, t.subject)
    t.stand(a, t.home(a))
    b = t.someone()
    if t.chance(0.75):
        t.say("knit.why", B=b, foundspot=t.spot(t.ground) + " " + t.ground.at)
    colour = t.paint(f"{a.first}'s {t.subject}")
    t.own(a, x)
    common: dict[str, Any] = {"B": b, "item": t.subject, "colour": colour, "like": t.pick(LIKENESS[colour])}
    t.say("knit.do", "so" if t.beats else "", **common)
    if t.chance(0.5):
        t.say("knit.fault", **common)
    t.wait(600)
    t.until(t.pick((10, 14, 18)))
    t.meet(a, b)
    t.give(a, b, x, say="knit.give", link="later")
    if t.chance(0.8):
        t.say("knit.worn", **common)


PLOTS = (
    Plot("paint", 1.1, tuple(PAINTED) + tuple(DYED), ("chandlery", "ironmonger's"), paint, (
        "Fresh paint on {street} divides opinion", "Resident defends {colour} {thing}", "{thing} now {colour}", "{colour} is the new {colour}, says {A.n}",
    )),
    Plot("knit", 0.5, KNITTED, (), knit, (
        "{A.n} finishes {item}", "{B.n} warm at last", "Local {item} longer than expected",
    )),
)  # fmt: skip
