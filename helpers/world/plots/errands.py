"""Errands: parcels to deliver, things to fetch for a purpose, shops that are shut."""

from helpers.world.beats import Plot
from helpers.world.cast import clock_words, thing
from helpers.world.entities import What, Who
from helpers.world.lexicon.things import THING, THINGS
from helpers.world.story import Story
from helpers.world.town import money

PHRASES: dict[str, tuple[str, ...]] = {
    "need.why": (
        "{A} ~need {x.a}, and ~need {x.it} before {weekday}.",
        "what {A} ~want more than anything that {part} ~be= {x.a}.",
        "{A.s} old {x.n} ~have= given up at last.",
        "it ~be= {B.s} birthday, and {B} ~have hinted at {x.a} since [Easter|the summer|Christmas]. {B} ~be not a subtle person.",
        "{B} ~have sent {A.o} out for {x.a}. \"^and nothing else,\" {B} ~have said.",
        "for the Regatta one ~need= {x.a}. ^the rules ~be+ clear about it.",
        "{A} ~promise {B.o} {x.a}, in a weak moment.",
        "{A} ~can not finish the job without {x.a}.",
        '"I will be back in ten minutes," {A} ~tell {B.o}. ^all {A} ~need ~be= {x.a}.',
        "{A} ~have read that every house should have {x.a}, and in {A.s} own there ~be= none.",
        "the list ~say=: [eggs|milk|lamp oil], string, {x.a}. ^the first two ~be+ easy.",
        "{B} ~have {x.a}, and now nothing ~will= do but that {A} ~have one too.",
    ),
    "need.price": (
        '"{price}," {B} ~say. {A} ~count {A.s} money, and ~count it again.',
        "it ~cost= {price}. {A} ~have [{price2}|{price2} and a button|{price2}, if one ~count= the foreign coin].",
        "the price on the ticket ~be= {price}, and {A} ~have brought {price2}.",
    ),
    "need.haggle": (
        '"Pay me the rest when your ship comes in," {B} ~say.',
        "{B} ~look at {A.s} shoes, and at the rain, and ~let {A.o} owe the rest.",
        "{A} ~offer to sweep the floor for the difference. {B} ~hand over the broom.",
        "they ~settle+ on {price2} and a dozen eggs.",
    ),
    "need.soldout": (
        "{B} ~have sold the last one [an hour before|that morning|to a man in a green hat].",
        '"You are the third today," {B} ~say. "^not one left."',
        "there ~be= a gap on the shelf just the shape of {x.a}.",
        "{B} ~have everything else: [nails, buckets, string|birdcages, braces, a bath|a stuffed pike, two drums].",
        '"If you had come yesterday," {B} ~say.',
        "{B} ~go to look in the back, and ~be gone so long that {A} ~serve {few} customers.",
    ),
    "need.wait": (
        "{A} ~sit on the step and ~wait.",
        "{A} ~walk round the block {few} times.",
        "{A} ~pass the time [watching the ferry|throwing stones at a post|reading every notice on the board].",
        "so {A} ~come back when it ~open=.",
    ),
    "need.tell": (
        "{A} ~explain[| at some length| in one breath] about {x.a}.",
        "{A} ~tell {B.o} the whole story, from the beginning.",
        '"I am looking for {x.a}," {A} ~say.',
        '"You do not happen to own {x.a}?" {A} ~ask.',
        '"It is {x.a} I am after," {A} ~say. "I have been everywhere."',
    ),
    "need.friend": (
        '"[What do you want one of those for|Why did you not say so|Is that all]?" {B} ~ask. "^there is one {spot} at home."',
        "{B} ~have {x.a} {spot} and never ~use= {x.it}.",
        '"I have {x.a}," {B} ~say. "Nobody knows why."',
    ),
    "need.lend": (
        '"Bring {x.it} back before the [Regatta|thaw|next full moon]," {B} ~say, and ~hand over {x!}.',
        "{B} ~lend {A.o} {x!}, on one condition: {condition}.",
        "{B} ~fetch {x!} and ~wipe {x.it} on a sleeve before handing {x.it} over.",
    ),
    "need.done": (
        "{A} ~carry {x!} home like a trophy.",
        "when {A} ~get home, {B} ~be holding {x.a}. {B} ~have found one {spot}. ^neither of them ~say= anything for {while}.",
        "{A} ~be back inside the hour, [and ~feel that the day could hold no more|soaked to the skin and pleased].",
        "it ~be= only at the front door that {A} ~remember what {A} ~have really gone out for: [milk|stamps|a loaf|the dog].",
        "{B} ~look at {x!} and ~say that it ~will= do. ^from {B.o}, this ~be= a speech.",
        "{x.T} ~fit perfectly.",
        "{A} ~use {x!} once, and ~put {x.it} {spot}.",
        "{B} ~ask what it ~have= cost. {A} ~tell a small lie.",
        "that evening {A} ~sit and ~look at {x!}, as one ~do= with a thing that ~have= been hard to get.",
        "{A} ~lend {x!} to {B.o} the same night, and ~have not seen {x.it} since.",
    ),
    "send.start": (
        "{A} ~have a parcel to deliver to {B.o}.",
        "{C} ~ask {A.o} to take {x.a} round to {B.o}.",
        '"Take this to {B.n}," {C} ~say, and ~put {x.a} into {A.s} arms. "^and do not [shake it|sit on it|open it]."',
        "{x.a} ~have= come for {B.o} on the morning ferry, and nobody but {A} ~be going that way.",
        "{A} ~set out with {x.a} for {B.o}[, wrapped in newspaper| in a basket|].",
        "it ~be= marked Fragile, This Way Up, and Not Before {weekday}: {x.a}, for {B.o}, and {C} ~have given it to {A.o} to carry.",
    ),
    "send.out": (
        "{B} ~be not in.",
        "nobody ~answer= the door.",
        "there ~be= a note on the door: [\"At {pn}\"|\"Gone to {pn}. Back soon. Or not\"|\"If it is about the rent, I am away. If not, {pn}\"].",
        "{neighbour} ~lean= out of the next window. \"^{p.at}, I should think,\" ~come= the answer.",
    ),
    "send.rest": (
        "it ~be= heavier than it ~look=.",
        "{A} ~put it down {few} times on the way.",
        "something inside it ~rattle=, and {A} ~decide not to think about that.",
        "a dog ~follow= {A.o} for the smell.",
        "it ~begin= to rain, and {A} ~carry {x!} under {A.s} coat.",
        "{child} ~ask+ what ~be= in it, all the way.",
        "{A} ~meet {few} people who ~offer+ to take it the rest of the way, and ~trust none of them.",
        "by the pump {A} ~change arms, and by the chapel {A} ~change back.",
    ),
    "send.give": (
        '"For you," {A} ~tell {B.o}, and ~hand over {x!}.',
        "{A} ~find {B.o} [on a ladder|asleep in a chair|arguing with a gull|up to the elbows in flour] and ~give {B.o} {x!}.",
        "{B} ~take {x!} and ~hold {x.it} to one ear.",
        "{B} ~sign for {x!} with a stub of pencil.",
    ),
    "send.end": (
        '"I ordered this [in the spring|eleven years ago|for my wedding]," {B} ~say.',
        "{B} ~have been waiting for {x.it} so long that {B} ~have bought another.",
        "it ~be= an apology, nine years late.",
        "{B} ~give {A.o} [an apple|a penny|a fish|a slice of cake] for the trouble.",
        '{B} ~ask {A.o} in. "You will have {drink}," {B} ~say.',
        "{B} ~read the label {few} times. ^then {B} ~laugh. ^it ~be= meant for the house next door.",
        "{A} ~walk home with empty arms, [swinging them|which ~feel+ as if they might float].",
        "on the way home {A} ~meet {C.o}, who ~have another.",
        "{B} ~say that {x.S} ~be the wrong size, and ~be delighted.",
        "{B} ~cry a little, and ~blame the onions.",
        "{B} ~ask {A.o} to take it back on {weekday}.",
    ),
}  # fmt: skip

_CONDITIONS = ("no lending it on", "that nobody asks about the dent", "a jar of jam at Christmas", "that it never goes near salt water",
               "a game of draughts on Sunday", "that it comes back cleaner than it went")  # fmt: skip
NEEDED = tuple(t.name for t in THINGS if "t" in t.tags or "g" in t.tags)
SENT = tuple(t.name for t in THINGS if ("g" in t.tags or "o" in t.tags) and "h" in t.tags)


def need(t: Story) -> None:
    """Get hold of the subject: buy it, wait for the shop to open, owe for it, or borrow it from a friend."""
    a, x = t.A, thing(t.subject)
    t.stand(a, t.home(a))
    patron = t.someone(adult=True)
    t.say("need.why", B=patron, x=x)
    got = False
    for place in t.shops(x)[:2]:
        keeper = t.keeper(place)
        t.go(a, place, link="so")
        if not t.is_open(place):
            opens = place.place.opens
            t.shut(place, say="shut.until", opens=clock_words(int(opens * 60)))
            if t.chance(0.5):
                continue
            t.say("need.wait", B=keeper)
            t.until(opens)
        if t.chance(0.4):
            t.say("need.soldout", "but", B=keeper, x=x)
            continue
        pence = place.place.prices[x.name]
        if t.chance(0.35) and pence >= 100:
            short = money(int(pence * t.rng.uniform(0.4, 0.8)) // 5 * 5)
            t.say("need.price", B=keeper, x=x, price=money(pence), price2=short)
            t.say("need.haggle", "luck", B=keeper, price2=short)
        t.buy(a, x, place, say="" if t.beats[-1].key == "need.haggle" else "buy")
        got = True
        break
    if not got:
        friend = t.someone(adult=True)
        t.own(friend, x)
        t.spots[x.name] = t.spot(t.home(friend))
        t.meet(a, friend, say="meet", link="then")
        t.say("need.tell", B=friend, x=x)
        t.say("need.friend", B=friend, x=x)
        _lend(t, friend, x)
    t.wait(20)
    t.meet(a, patron)
    t.say("need.done", "end", B=patron, x=x, spot=t.spot(t.home(a)))


def _lend(t: Story, friend: Who, x: What) -> None:
    t.give(friend, t.A, x, say="")
    t.say("need.lend", B=friend, x=x, condition=t.pick(_CONDITIONS))


def send(t: Story) -> None:
    """Carry the subject to somebody who is not where they should be."""
    a, x = t.A, thing(t.subject)
    t.stand(a, t.home(a))
    c, b = t.someone(adult=True), t.someone(adult=True)
    t.meet(a, c)
    t.own(c, x)
    t.give(c, a, x, say="")
    t.say("send.start", B=b, C=c, x=x)
    t.go(a, t.home(b))
    if t.chance(0.7):
        t.say("send.out", "but", B=b, p=t.ground, pn=t.ground.name)
        t.stand(b, t.ground)
        if t.chance(0.6):
            t.say("send.rest", x=x)
        t.go(a, t.ground, link="so")
    t.stand(b, t.where_is(a))
    t.give(a, b, x, say="send.give", link="end")
    if t.chance(0.85):
        t.say("send.end", B=b, C=c, x=x)


PLOTS = (
    Plot("need", 1.0, tuple(n for n in NEEDED if n in THING), (), need, (
        "{A.n} in search of {x.a}", "{x.n} obtained", "Shortage of {x.n} feared", "{A.n} home with {x.a}",
    )),
    Plot("send", 0.8, SENT, (), send, (
        "Parcel reaches {B.n}", "{x.n} delivered at last", "{B.n} not in",
    )),
)  # fmt: skip
