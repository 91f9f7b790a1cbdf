"""Animals: they steal, escape, move in and are hard to catch."""

from typing import Any

from helpers.world.beats import Plot
from helpers.world.cast import thing
from helpers.world.entities import Where, Who
from helpers.world.lexicon.nature import DISHES
from helpers.world.lexicon.places import OUTDOOR_KINDS
from helpers.world.lexicon.things import THINGS
from helpers.world.story import Story

PHRASES: dict[str, tuple[str, ...]] = {
    "thief.table": (
        "{A} ~have just put {adish} on the window sill to cool.",
        "the {dish} ~be= for the [chapel supper|vicar|judges|lifeboat crew], and {A} ~turn away for the time it ~take= to find a spoon.",
        "all {part} {A} ~have been making {adish}. ^the whole of {street} ~know= it by the smell.",
        "{A} ~set the {dish} down on the step, to open the door with both hands.",
        "there ~be= {adish} on {A.s} kitchen table, and the back door ~be= open. ^that ~be= the mistake.",
        "{adish} ~take= {few} hours to make and about four seconds to leave on a wall.",
        "{A} ~call everyone to the table, and ~go back for the {dish}.",
    ),
    "thief.takes": (
        "when {A} ~look round, the dish ~be= empty, and {An} ~be looking the other way.",
        "{An} ~come in by the window, ~eat half of it where it ~stand=, and ~leave with the rest.",
        "{A} ~hear a noise like somebody enjoying something. ^{An} ~look up with crust on both cheeks.",
        "{An}, who ~have been waiting for this since {weekday}, ~take it in one movement.",
        "there ~be= a crash. {An} ~go past the window with the {dish}, or most of it.",
        "there ~be= a scrape, and a gulp, and {An}.",
        "{A} ~can only watch. {An} ~do not even hurry.",
        "{few} seconds ~go= by. ^then there ~be= nothing on the sill but {An}, licking {An.s} lips.",
    ),
    "thief.grab": (
        "{An} ~snatch {A.s} {x.n} and ~run.",
        "{A} ~put {A.s} {x.n} down for a moment. ^a moment ~be= all {An} ever ~need.",
        "before {A} ~can stop it, {An} ~be halfway down {street} with {A.s} {x.n}.",
        "{An} ~take a fancy to {A.s} {x.n}, and ~leave with {x.it}.",
        "nobody ~see= {An} take {A.s} {x.n}, but everybody ~see= what ~come= next.",
        "{An} ~come up quietly behind {A.o}, and then {A.s} {x.N} ~be moving off down {street}.",
        "{A} ~bend down to tie a lace. ^when {A} ~straighten up, {An} ~have {A.s} {x.n}.",
    ),
    "chase.through": (
        "{A} ~give chase, past {p} and [under two ladders|through somebody's washing|round the fountain twice|over a wall that ~have= been lower once].",
        "{we} ~go through {p} at full speed[, in at the front and out at the back|, to some applause|. {B} ~hold the door for both of them].",
        "{p} ~be= full of customers. ^it ~be= less full afterwards.",
        '"Stop that {animal}!" {A} ~shout. ^people ~stop+ to watch, which ~be= not the same.',
        "{B} ~throw [a bucket|a net|a coat|a rug] and ~catch the vicar.",
        "at {p} {An} ~turn left, and {A} ~turn right, and {we} ~meet again by the pump.",
        "{B} ~try to head {An.o} off with a broom, and ~sweep {A.o} into the horse trough.",
        "down {street} {we} ~go, {An} first, {A} second, and [a boy on a bicycle|{few} children|the postman|a small dog] third.",
        "{B} ~open a door at the wrong moment, and {An} ~go in, and {A} ~do not.",
        "{few} deckchairs, a bandstand and a christening ~be+ in the way, and then they ~be+ not.",
        "{An} ~jump a pram. {A} ~go round it, raising {A.s} hat to the baby.",
        "somebody ~start= to take bets.",
    ),
    "chase.lure": (
        "in the end {B} ~hold out a [kipper|biscuit|carrot|piece of cheese], and {An} ~come like a lamb.",
        "{A} ~sit down on the ground to get {A.s} breath back. {An} ~sit down too.",
        "what ~stop= {An.o} at last ~be= {p.at}: an open sack of oats.",
        "{An} ~get tired of it first.",
        "{B} ~whistle once. {An} ~stop dead, ~turn round, and ~come home.",
        "{An} ~run into a wedding, and ~stay for the photograph.",
        "a child of four ~say= sit. {An} ~sit.",
        "{A} ~hide behind a lamp post, and {An} ~come to see where {A} ~have gone.",
    ),
    "thief.back": (
        "{An} ~drop {x!} {spot} and ~walk off as if nothing had happened.",
        "{A} ~get {x!} back, [a little chewed|wet at one end|with a tooth mark that ~be= still there].",
        "and so {x.T} ~come home, smelling of {animal}.",
    ),
    "thief.end": (
        "{A} ~write to {C.o} about it. ^the answer ~come= back with a paw print on it.",
        "{C}, who ~call {An.o} the gentlest creature alive, ~offer to pay. ^that ~be= {few} {animal} offers this year.",
        "there ~be= bread and cheese for supper instead, and {An} ~have some of that too.",
        "{A} ~make [more|yet more] {dish}. ^this time {A} ~shut the window.",
        "{C} ~bring round a pie by way of apology, and {A} ~stand guard over it until it ~be= eaten.",
        "nobody ~can= stay angry with {An.o} for long, though {A} ~try until {weekday}.",
        "after that {A} ~count the windows as well as the spoons.",
        "{An} ~be not well in the night, and {A} ~have to go round and hold the bucket.",
        "{A} ~have not left anything on a sill since.",
        "the judges ~have+ to be told. ^they ~ask+ if {An} ~have said anything about the pastry.",
    ),
    "grab.end": (
        "{A} ~write to {C.o} about it. ^the answer ~come= back with a paw print on it.",
        "{C}, who ~call {An.o} the gentlest creature alive, ~say that {An} only ~want to play.",
        "nobody ~can= stay angry with {An.o} for long, though {A} ~try until {weekday}.",
        "the bill for the chase ~come= to {few} pots of geraniums and a wing mirror.",
        "{C} ~bring round a pie by way of apology, and {A} ~stand guard over it until it ~be= eaten.",
        "the next day {An} ~be back, looking at {A.s} hat.",
        "{we} ~be friends after that, more or less, {An} on one side of the fence and {A} on the other.",
    ),
    "flee.gone": (
        "{An} ~have got out again.",
        "the gate ~be= open, the rope ~be= chewed, and {An} ~be nowhere to be seen.",
        "{C} ~come running: {An} ~have gone.",
        '"Has anyone seen my {animal}?" {C} ~ask at every door in {street}.',
        "some time in the night {An} ~have worked out the latch.",
        "{An} ~have never liked {weekday}s, and on this one {An} ~leave home.",
        "there ~be= a hole in the hedge, and {An} ~be on the other side of it, getting smaller.",
        "{An} ~have been sold on {weekday} to a man in {othertown}, and ~have disagreed.",
        "{An} ~be last seen on {street}, going at a trot.",
    ),
    "flee.traces": (
        "there ~be= [a hoofprint|a wet footprint|a bitten lettuce|half a glove] {spot} {p.at}, but nothing else.",
        "{B} ~say something ~have= eaten {few} hats {p.at}, and would rather not be told what.",
        "{p.at} {B} ~point to a hole in the fence outside, in the shape of {animal1}.",
        "{A} ~ask {B.o}. {B} ~have heard singing, and ~have thought nothing of it.",
        '"Large? Cross? Fond of geraniums?" {B} ~ask. "^that way."',
    ),
    "flee.found": (
        "{A} ~find {An.o} {p.at}, {spot}, fast asleep.",
        "and {p.at}, {spot}, {A} ~see {An.o}, [eating a straw hat|surrounded by children|wearing somebody's scarf|being admired].",
        "{An} ~be {p.at} all along, {spot}, listening to the [band|choir practice|wireless].",
        "it ~be= {A} who ~find= {An.o}, {spot}. ^{we} ~look at each other for {while}.",
        "{An} ~have got on to the roof somehow, and ~look surprised about it. ^that ~be= {p.at}.",
        "{A} ~hear the crunching before {A} ~see {An.o}, {spot}, {p.at}.",
        "in the end it ~be= {An} who ~find= {A.o}: {p.at} something warm ~breathe= down {A.s} neck.",
    ),
    "flee.home": (
        "{A} ~lead {An.o} home on a [dressing-gown cord|scarf|length of fishing line].",
        "{An} ~walk home without being asked, a little ahead, as if {A} ~be= the one who had been lost.",
        "it ~take= {few} people and a wheelbarrow to get {An.o} home.",
        "{C} ~cry, ~scold, and ~open a tin of peaches, of which {An} ~have most.",
        "{C} ~put a new latch on the gate. {An} ~watch, and ~take notes.",
        "{C} ~give {A.o} {cup} and a cabbage for the trouble.",
        "{A} ~carry {An.o} home in a [pram|sack|bath towel], singing to {An.o}.",
        "{we} ~come home at supper time, {An} with a ribbon that nobody ~can= account for.",
        "{C} ~kiss {An.o}, and then, by mistake, {A.o}.",
    ),
    "stray.comes": (
        "a [thin|wet|one-eared|very small|black] {animal} ~follow= {A.o} home from {p}.",
        "there ~be= a [thin|wet|one-eared|very small|black] {animal} on {A.s} step, and it ~look= as if it ~have= an appointment.",
        "nobody ~know= where the {animal} ~have= come from. ^it ~turn= up {p.at}, ~look= at everyone, and ~choose= {A.o}.",
        "{A} ~open the coal shed, and a [small|cross|muddy|striped] {animal} ~walk= out and into the house.",
    ),
    "stray.no": (
        '"No," {A} ~say. ^the {animal} ~come= in.',
        '"One night," {A} ~tell it. "^and not on the bed."',
        "{A} ~have no room, no money, and no wish for a {animal}, and ~tell it so while warming the milk.",
        "{A} ~put up a notice in the post office, and ~hope, after a day or two, that nobody ~can= read it.",
        '"Absolutely not," {A} ~tell the {animal}, and ~move over.',
        "{A} ~give it something to eat, so that it ~will= go away. ^that ~be= a mistake, or ~be= not.",
    ),
    "stray.ways": (
        "it ~eat= [a boot|the rent book|half a candle|the vicar's hat] and ~sleep= in the sink.",
        "it ~turn= out to be afraid of {feared}, but of nothing else.",
        "it ~bark= at the postman, [though it ~be= a {animal}|which ~be= only right].",
        "every morning it ~walk= {A.o} to the corner and ~wait= there until noon.",
        "within a week it ~have= its own chair, and {A} ~have the stool.",
        "it ~howl= when the accordion ~play=, and so ~do= everyone else.",
        "when {A} ~be out it ~sit= in the window and ~look= at the clock.",
        "it ~bring= {A.o} things: a glove, a kipper, the vicar's other glove.",
    ),
    "stray.name": (
        "{A} ~call it {pet}, after an uncle it ~take= after.",
        "by {weekday} it ~have= a name, {pet}, and that ~be= that.",
        "\"It is only until I find the owner,\" {A} ~tell {B.o}. \"^{pet} will tell you so himself.\"",
        "{B} ~ask what it ~be= called. {A} ~say it ~be= not called anything, it ~be= not staying, and {pet} ~be= a good name for a {animal}.",
    ),
}  # fmt: skip
_FEARED = (
    "umbrellas",
    "the colour of custard",
    "brass bands",
    "its own tail",
    "the ferry",
    "spoons",
    "bishops",
)
_ROAMING = ("goat", "donkey", "pig", "goose", "pony", "hen", "dog", "terrier")
GRABBED = tuple(t.name for t in THINGS if ("w" in t.tags or "l" in t.tags) and "h" in t.tags and not t.plural)


def _beast(t: Story) -> tuple[Who, str, Who]:
    """An animal that roams, its kind and its owner."""
    while True:
        animal, kind = t.animal()
        owner = t.facts.resident(next(a.owner for a in t.facts.animals if a.name == animal.first))
        if kind in _ROAMING and not t.knows(owner):
            return animal, kind, t.person(owner)


def thief(t: Story) -> None:
    """An animal eats the dish that was cooling."""
    an, kind, c = _beast(t)
    common: dict[str, Any] = {"An": an, "animal": kind, "dish": t.subject, "C": c}
    t.stand(t.A, t.home(t.A))
    t.say("thief.table", **common)
    t.say("thief.takes", t.pick(("", "but")), **common)
    if t.chance(0.5):
        b = (
            t.keeper(t.ground)
            if t.ground.place.owner and not t.ground.place.owner.startswith((t.A.first, c.first))
            else t.someone()
        )
        t.say("chase.through", p=t.ground, B=b, **common)
        t.say("chase.lure", p=t.ground, B=b, **common)
    t.say("thief.end", "end", **common)


def grab(t: Story) -> None:
    """An animal runs off with the hero's thing, and there is a chase."""
    a, x = t.A, thing(t.subject)
    an, kind, c = _beast(t)
    common: dict[str, Any] = {"An": an, "animal": kind, "C": c, "dish": t.pick(DISHES)}
    t.own(a, x)
    t.stand(a, t.home(a))
    t.go(a, t.ground, say="lost.day")
    t.say("thief.grab", "then", x=x, **common)
    for n in range(t.pick((1, 1, 2))):
        q = t.place(staffed=True) if n else t.place(*sorted(OUTDOOR_KINDS))
        t.say("chase.through", p=q, B=t.someone(), **common)
    t.say("chase.lure", p=t.ground, B=t.someone(), **common)
    t.say("thief.back", x=x, spot=t.spot(t.ground), **common)
    if t.chance(0.6):
        t.say("grab.end", **common)


def flee(t: Story) -> None:
    """An animal escapes and is found at the ground."""
    a = t.A
    an, kind, c = _beast(t)
    common: dict[str, Any] = {"An": an, "animal": kind, "C": c, "animal1": f"a {kind}"}
    t.stand(a, t.home(a))
    t.say("flee.gone", **common)
    for _ in range(t.pick((0, 1, 2))):
        q: Where = t.place(staffed=True)
        if q.name == t.ground.name:
            continue
        b = t.keeper(q)
        t.go(a, q, link="so")
        t.say("flee.traces", B=b, p=q, spot=t.spot(q), **common)
    t.go(a, t.ground, say="")
    t.say("flee.found", "end", p=t.ground, spot=t.spot(t.ground), **common)
    t.say("flee.home", **common)


def stray(t: Story) -> None:
    """An animal without an owner adopts the hero."""
    common: dict[str, Any] = {"animal": t.subject, "feared": t.pick(_FEARED), "pet": t.pick(_PETS)}
    t.stand(t.A, t.ground)
    t.say("stray.comes", p=t.ground, **common)
    t.say("stray.no", **common)
    t.next_day(8)
    for _ in range(t.pick((1, 2))):
        t.say("stray.ways", **common)
    t.say("stray.name", B=t.someone(), **common)


_PETS = ("Horace", "Bishop", "Mister Pym", "Tuesday", "Crumb", "Rudder", "Uncle", "Sixpence", "Moth", "Herring", "Doctor Snow",
         "Colander", "Lady Margaret", "Soup", "Ferdinand", "Little Trouble", "Potato", "The Duke", "Vesper", "Bartholomew")  # fmt: skip

PLOTS = (
    Plot("thief", 0.5, tuple(d for d in DISHES if not d.endswith("s")), (), thief, (
        "{animal} eats {dish}", "{dish} lost to {animal}", "{An.n} strikes again", "Window left open in {street}",
    )),
    Plot("grab", 0.6, GRABBED, (), grab, (
        "Chase through town ends {p.at}", "{An.n} caught", "{x.n} recovered from {animal}",
    )),
    Plot("flee", 0.6, tuple(t.name for t in THINGS if "h" in t.tags), (), flee, (
        "{An.n} safe and well", "{animal} at large for {few} hours", "Escaped {animal} found {p.at}",
    )),
    Plot("stray", 0.4, ("cat", "dog", "jackdaw", "goat", "duck", "hedgehog", "seal pup", "pigeon", "kitten", "goose", "hen", "ferret"), (), stray, (
        "{animal} finds home", "Owner sought for {animal}", "{A.n} does not own {animal}",
    )),
)  # fmt: skip
