"""Making, mending, swapping and selling."""

from typing import Any

from helpers.world.beats import Plot
from helpers.world.cast import clock_words, thing
from helpers.world.grammar import plural
from helpers.world.lexicon.nature import DISHES
from helpers.world.lexicon.things import THINGS
from helpers.world.story import Story
from helpers.world.town import money

PHRASES: dict[str, tuple[str, ...]] = {
    "mend.broke": (
        "{A.s} {x.N} ~have stopped working.",
        "{A} ~drop {A.s} {x.n} on the [kitchen floor|pier|cat].",
        "something in {A.s} {x.n} ~go= twang.",
        "{A} ~lend {A.s} {x.n} to {B.o}, and {x.S} ~come back in two pieces and an apology.",
        "on {weekday} {A.s} {x.N} ~give up [with a sigh|with a bang|without warning].",
        "{A} ~sit on {A.s} {x.n}.",
        "{A.s} {x.N} ~begin to make a noise like a [sheep|small bagpipe|nun].",
        "{child} ~borrow+ {A.s} {x.n}, and ~be+ sorry.",
        "one end of {A.s} {x.n} ~fall= off, and then the other.",
    ),
    "mend.self": (
        "{A} ~try glue. ^that ~be= how the teapot ~come= to be stuck to the table.",
        "{A} ~take {x!} to pieces, which ~be= easy, and ~put {x.it} together again, which ~leave= {few} screws over.",
        "{A} ~hit {x!} once, to see. ^it ~do= not help.",
        "{A} ~mend {x!} with string. ^the string ~hold= until [supper|the first gust|somebody ~touch= it].",
        "{A} ~read the instructions, which ~be+ in Danish.",
        "{B} ~lend {A.o} a spanner, and after that it ~be= worse.",
        "{A} ~leave {x!} out in the sun, in case it ~be= only damp.",
        "{A} ~speak to {x.it} kindly, and then not kindly.",
    ),
    "mend.ask": (
        "{A} ~take {x!} to {C.o}, who ~mend anything.",
        "{A} ~carry {x!} {p.to} in a pillowcase.",
        '"Can you do anything with this?" {A} ~ask {C.o}.',
        "in the end {A} ~bring {x!} to {C.o} {p.at}.",
        "{B} ~tell {A.o} to try {C.o}, {p.at}, who ~have hands like a watchmaker and a temper like a goose.",
    ),
    "mend.look": (
        "{C} ~turn {x.it} over {few} times, and ~breathe in through {C.s} teeth.",
        '"[Who did this|What have you been doing with it|Was it like this when you got it]?" {C} ~ask.',
        "{C} ~put on a second pair of spectacles on top of the first.",
        "{C} ~find the fault at once: [a dead earwig|a marble|a milk tooth|half a biscuit|a very small frog, alive].",
        '"{price}," {C} ~say. "^or {adish}." {A} ~choose the {dish}.',
        "{C} ~hold {x.it} to one ear and ~ask for silence.",
        "{C} ~laugh until {C} ~have to sit down, and then ~ask who ~have= tried to mend {x.it} with [string|jam|a hymn sheet].",
        '"They do not make them any more," {C} ~say. "^you can see why."',
    ),
    "mend.done": (
        "by {weekday} {x.T} ~be as good as new, and [only a little crooked|a little louder|only slightly shorter].",
        "{C} ~give {x.it} one tap with a spoon, and that ~be= that.",
        "{A} ~get {x!} back in a week, with a bill for [{price}|{adish}|nothing] and a list of rules.",
        '"^try it now," {C} ~say. {A} ~try it. ^it ~work=. {A} ~can have wept.',
        "{C} ~say there ~be= nothing to be done, so {A} ~plant a geranium in it.",
        "it ~be= never quite the same, but then, {A} ~say, neither ~be= {A}." ,
        "{C} ~mend {x.it} in a minute with a hairpin, and ~talk for an hour.",
        "it ~cost= more than a new one, but a new one ~will= not have had the dent.",
        "{A} ~carry {x.it} home in both arms, and {x.S} ~break again on the step.",
    ),
    "swap.start": (
        "{A} ~have {x.a} and no use for {x.it}.",
        "it all ~start= with {x.a}.",
        "{A} ~set out on {weekday} morning with {x.a}, to see what {x.S} might become.",
    ),
    "swap.one": (
        "{B} ~want {x.a}, and ~give {A.o} {y.a} for {x.it}.",
        "{A} ~swap {x!} with {B.o} for {y.a}.",
        '"I would give {y.a} for {x.a} like that," {B} ~say. ^so {A} ~let {B.o}.',
        "{p.at} {B} ~offer {y.a} for {x!}, and {we} ~shake hands on it.",
        "{B} ~be in need of {x.a}. ^what {B} ~have ~be= {y.a}, and {A} ~take {y.it}.",
        "the next to stop {A.o} ~be= {B}, who ~look at {x!} with tears in {B.s} eyes, and ~press {y.a} into {A.s} arms.",
        "{A} ~hold out {x!} without much hope. {B} ~run indoors and ~come back with {y.a}.",
        "{B} ~have {y.a} going begging, {p.at}, and ~have dreamt all {B.s} life of {x.a}.",
    ),
    "swap.end": (
        "by {clock} {A} ~have {x.a}, and a feeling that it ~be= time to stop.",
        "and what ~will {A} do with {x.a}? ^nothing at all. ^but it ~have= been a lovely day.",
        "{A} ~take {x!} home. \"^what happened to the other one?\" {C} ~ask. {A} ~sit down to explain.",
        "then {A} ~meet {C.o}, who ~have wanted {x.a} for years, and {A} ~give {x.it} away for {cup}.",
        "{A} ~put {x!} {spot}, next to the [harp|anchor|stuffed pike] from last year.",
        "so {A} ~be the owner of {x.a}, and nobody ~be= the worse for it.",
        "that night {A} ~look at {x.a} on the kitchen table, and ~wonder what it ~will= be tomorrow.",
    ),
    "shop.open": (
        "{A} ~open {p} at {opens}, as on every other day.",
        "nothing ever ~happen= {p.at} on a {weekday}.",
        "trade ~be= slow {p.at}, and {A} ~have begun to count the [floorboards|flies|tins].",
        "{A} ~have hardly turned the card in the window when the bell ~go=.",
        "it ~be= {opens}, and {A} ~have just put the float in the till {p.at}.",
        "the first thing to come into {p} that day ~be= a wasp.",
    ),
    "shop.customer": (
        "{B} ~come in for {w.a}, and ~stay an hour.",
        "{B} ~want {w.a}, but [smaller|with a lid|in another colour|cheaper], and ~leave with {w2.a}.",
        "{B} ~buy {w.a} for {price}, and ~pay in [pennies|warm coins|foreign money|one very old note].",
        "{B} ~ask for [something for a nephew|half of one|the other kind|a thing whose name {B} ~have forgotten]. {A} ~find it at the third attempt.",
        '"Have you {w.a}?" {B} ~ask. "^{price}," {A} ~say. {B} ~say that it ~be= {price2} {othershop}. {A} ~say that the weather ~be= better there, too.',
        "{neighbour} ~come= in to keep dry.",
        "a gull ~walk= in, ~look= at the prices, and ~walk= out.",
        '{B} ~bring back {w.a} bought in the spring. "^not what I was promised," {B} ~say.',
        "{B} ~look at {w.a} from every side, ~put it back, ~go away, and ~come back for it with a hat on.",
        "{child} ~come+ in with one penny and a long list.",
        "{B} ~come in to complain about the {w2.n}, and ~leave with {few} more.",
        "{B} ~ask {A.o} what the use of {w.a} ~be=. ^in {few} years nobody ~have= asked that, and {A} ~have to think.",
    ),
    "shop.close": (
        "by closing time {A} ~have taken {total} and a button.",
        "at {closes} {A} ~turn the card round, ~count the money, and ~find that it ~come= to {total}.",
        "that evening there ~be= exactly one {w.n} left on the shelf, and {A} ~take it home.",
        "{A} ~sweep the floor, ~put out the lamp, and ~think that it ~be= not a bad life.",
        "nobody ~have= bought the {w2.n} in the window. ^nobody ever ~do=. {A} ~have become fond of {w2.it}.",
        "{A} ~eat {A.s} supper on the counter, among the {plural}.",
        "the takings ~come+ to {total}. {A} ~count them again, and they ~come+ again to {total}.",
    ),
    "bake.want": (
        "{A} ~decide to make {adish} for {B.o}.",
        "there ~be+ to be {few} people to supper, and {A} ~have promised {adish}.",
        "{A.s} grandmother ~have= left {A.o} nothing but the recipe for {dish}.",
        "it ~be= {B.s} turn to be cheered up, and nothing ~cheer= {B.o} like {dish}.",
        "{B} ~say, in the hearing of {few} people, that {A} ~can not cook. ^so there ~have= to be {dish}.",
        "it ~rain=, and on wet days {A} ~make {dish}.",
    ),
    "bake.trouble": (
        "there ~be+ no eggs, so {A} ~use [courage|an extra potato|marmalade].",
        "{A} ~can not find the {x.n}, and ~stir with {y.a}.",
        "the page ~be= stuck to the next one, so that halfway down it ~turn= into instructions for whitewash.",
        "{A} ~have just got to the difficult part when {C} ~call to talk about drains.",
        "the oven ~go= out, or ~have= never been on.",
        "the salt and the sugar ~be+ in the wrong jars, and ~have+ been since {weekday}.",
        "something ~fall= in. {A} ~decide not to look.",
        "the recipe ~begin=, take a calm cook.",
        "{A} ~double everything, and ~forget that {A} ~have doubled it.",
        "{few} visitors ~look+ in to say that their mothers ~do+ it differently.",
        "the cat ~sit= on the scales.",
    ),
    "bake.end": (
        "it ~come= out [flat|black at one end and raw at the other|the size of a hassock|rather blue], and {B} ~have {few} helpings.",
        '"What is it?" {B} ~ask. "^supper," {A} ~say.',
        "it ~be= the best {dish} anyone ~have= ever tasted, and {A} ~have no idea why.",
        "they ~eat+ bread and cheese, and ~use+ the {dish} to hold the door.",
        "{B} ~ask for the recipe. {A} ~say it ~be= a secret, and for once that ~be= true.",
        "the dog ~will= not touch it. {B}, who ~be brave, ~do.",
        "there ~be= nothing left but the spoon.",
        "when {A} ~turn it out, it ~keep= going, across the table and on to the floor.",
        "{B} ~have never tasted anything like it, and ~say so.",
        "there ~be= enough for the whole of {street}, so the whole of {street} ~come=.",
    ),
}  # fmt: skip


def mend(t: Story) -> None:
    """Something breaks and is taken to somebody who can mend it."""
    a, x = t.A, thing(t.subject)
    c = (
        t.keeper(t.ground)
        if t.ground.place.owner and t.ground.place.owner != a.full
        else t.someone(adult=True)
    )
    t.stand(a, t.home(a))
    t.own(a, x)
    common: dict[str, Any] = {
        "x": x,
        "B": t.someone(),
        "C": c,
        "p": t.ground,
        "price": money(t.pick((100, 150, 250, 300))),
        "dish": t.pick(DISHES),
    }
    t.broke(x)
    t.say("mend.broke", **common)
    if t.chance(0.6):
        t.say("mend.self", **common)
    t.go(a, t.ground, say="")
    t.say("mend.ask", "so", **common)
    if t.chance(0.75):
        t.say("mend.look", **common)
    t.mended(x)
    t.say("mend.done", **common)


def swap(t: Story) -> None:
    """A chain of swaps."""
    a, x = t.A, thing(t.subject)
    t.stand(a, t.home(a))
    t.own(a, x)
    t.say("swap.start", x=x)
    things = t.rng.sample([n for n in _SWAPS if n != x.name], 4)
    for name in things[: t.pick((2, 3, 3, 4))]:
        y, q = thing(name), t.place()
        t.go(a, q, say="")
        b = t.someone()
        t.meet(a, b)
        t.own(b, y)
        t.give(a, b, x, say="")
        t.give(b, a, y, say="")
        t.say("swap.one", "then" if x.name != t.subject else "", B=b, x=x, y=y, p=q)
        x = y
    t.go(a, t.home(a), say="")
    t.say("swap.end", C=t.someone(), x=x, spot=t.spot(t.home(a)))


def shop(t: Story) -> None:
    """A day in a shop, told from behind the counter by its owner."""
    p = t.ground.place
    owner = t.A if p.owner == t.A.full else t.keeper(t.ground)
    t.stand(owner, t.ground)
    wares = [thing(w) for w in p.prices]
    w, w2 = t.rng.sample(wares, 2)
    price = p.prices[w.name]
    rivals = [f"at {q.name}" for q in t.facts.sellers(w.name) if q.name != p.name] or [
        f"in {t.pick(('Port Mellow', 'Upper Wick'))}"
    ]
    common: dict[str, Any] = {"p": t.ground, "w": w, "w2": w2, "price": money(price), "price2": money(max(5, price - 5 * t.pick((1, 2, 4)))),
              "othershop": t.pick(rivals), "plural": plural(w2.name) if not w2.many else w2.name, "opens": clock_words(int(p.opens * 60)), "closes": clock_words(int(p.closes * 60)),
              "total": money(t.rng.randrange(150, 4000, 5))}  # fmt: skip
    t.set_clock(int(p.opens * 60))
    t.say("shop.open", A=owner, **common)
    customers = [] if owner is t.A else [t.A]
    t.A = owner
    for b in customers:
        t.wait(t.pick((20, 45, 60)))
        t.say("shop.friend", B=b, **common)
    for _ in range(t.pick((1, 1, 2))):
        t.wait(t.pick((20, 45, 60)))
        t.say("shop.customer", B=t.someone(), **common)
    t.say("shop.close", **common)


def bake(t: Story) -> None:
    """A dish is promised, and made somehow."""
    b, c = t.someone(), t.someone(adult=True)
    y = thing(t.pick(_SWAPS))
    common: dict[str, Any] = {
        "B": b,
        "C": c,
        "dish": t.subject,
        "x": thing(t.pick(("rolling pin", "mixing bowl", "cake tin", "cookery book"))),
        "y": y,
    }
    t.stand(t.A, t.home(t.A))
    t.say("bake.want", **common)
    for _ in range(t.pick((1, 2))):
        t.say("bake.trouble", t.pick(("then", "")), **common)
    t.say("bake.end", **common)


_SWAPS = [t.name for t in THINGS if "h" in t.tags and not t.plural]
_SHOPS = ("bakery", "fish shop", "bookshop", "chandlery", "grocer's", "flower shop", "toy shop", "clock shop", "pottery",
          "wool shop", "ironmonger's", "hat shop", "antiques shop", "cheese shop", "sweet shop", "chemist's", "cobbler's")  # fmt: skip

PHRASES["shop.friend"] = tuple(text for text in PHRASES["shop.customer"] if "{B}" in text)

PLOTS = (
    Plot("mend", 0.7, tuple(t.name for t in THINGS if "m" in t.tags), ("forge", "clock shop", "boatyard", "cycle shop", "cobbler's", "ironmonger's", "pottery"), mend, (
        "{x.n} mended", "{A.n} resorts to string", "Experts puzzled by {x.n}",
    )),
    Plot("swap", 0.5, tuple(t.name for t in THINGS if "p" in t.tags and not t.plural), (), swap, (
        "{A.n} swaps {x.a} for better things", "Bargain day for {A.n}", "From {x.n} to {y.n}",
    )),
    Plot("shop", 0.7, tuple(t.name for t in THINGS), _SHOPS, shop, (
        "Quiet day {p.at}", "{w.n} sells", "Trade brisk, or nearly, {p.at}",
    )),
    Plot("bake", 0.45, DISHES, (), bake, (
        "{dish} survives", "Supper served in {street}", "{A.n} cooks",
    )),
)  # fmt: skip
