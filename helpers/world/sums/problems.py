"""Word problems: settings, stories, the numbers in them, and the calculations that lead to the answer.

`givens` names the numbers and their ranges, "price 20-95/5" being 20, 25, … 95. Each step is one calculation
`name = left op right | what it says`, where {=} stands for the calculation; the last step is called `answer`. {A} and {B} are
people, {she}, {her} go with {A}; any other slot is a word of `WORDS`. Numbers are at least 2, so that plurals fit.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One calculation: `name` becomes `left op right`; `words` says so around {=}."""

    name: str
    left: str
    op: str
    right: str
    words: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A word problem with holes for its numbers."""

    name: str
    setting: str
    unit: str
    givens: tuple[tuple[str, range], ...]
    story: str
    question: str
    steps: tuple[Step, ...]


WORDS: dict[str, tuple[str, ...]] = {
    "bun": ("currant buns", "saffron buns", "cheese scones", "gingerbread men", "apple turnovers", "meat pies", "rolls"),
    "sweet": ("humbugs", "sugar mice", "toffees", "liquorice boats", "mint creams", "barley sticks"),
    "fruit": ("apples", "lemons", "pears", "plums", "onions", "leeks", "cabbages", "carrots"),
    "fish": ("herring", "mackerel", "sprats", "crabs", "lobsters", "mussels", "whiting"),
    "flower": ("daffodils", "tulips", "roses", "sweet peas", "geraniums", "marigolds"),
    "goods": ("crates", "barrels", "sacks", "boxes", "baskets"),
    "cargo": ("salt", "coal", "flour", "apples", "herring", "candles", "slates", "tea"),
    "boat": ("dinghies", "punts", "crabbers", "sloops", "rowing boats", "luggers"),
    "knit": ("scarves", "jumpers", "bobble hats", "shawls", "tea cosies", "blankets"),
    "shell": ("shells", "pebbles", "marbles", "stamps", "buttons", "feathers", "postcards"),
    "pot": ("jugs", "mugs", "bowls", "plates", "flower pots", "teapots"),
    "pet": ("hens", "goats", "ducks", "geese", "rabbits"),
    "drink": ("cups of tea", "mugs of cocoa", "glasses of lemonade", "bottles of ginger beer"),
    "toy": ("kite", "drum", "model ship", "toy boat", "tin whistle", "spinning top", "penknife", "lantern"),
    "book": ("novels", "atlases", "song books", "cookery books", "diaries"),
}  # fmt: skip

_TABLE = """
# bakery
bakery pence | number 2-9; price 20-95/5 | {A} [buys|takes|asks for] {number} {bun} at {price} pence each. | How many pence does {A} pay? | answer = number * price > {number} {bun} at {price} pence cost {=} pence.
bakery pence | number 2-8; price 20-95/5; paid 100-900/100 | {A} [buys|takes|asks for] {number} {bun} at {price} pence each and [pays with|hands over|puts down] {paid} pence. | [How much change does {A} get, in pence?|How many pence does {A} get back?] | cost = number * price > The {bun} cost {=} pence. ; answer = paid - cost > The change is {=} pence.
bakery {bun} | trays 2-9; each 4-12; sold 5-80 | The baker takes {trays} trays out of the oven, with {each} {bun} on each. By noon {sold} {bun} are [sold|gone]. | How many {bun} [are left|remain]? | baked = trays * each > There were {=} {bun}. ; answer = baked - sold > After noon {=} are left.
bakery {bun} | baked 12-99; tins 2-9 | {A} has baked {baked} {bun} and packs them into {tins} tins, the same number in each. | How many {bun} are in a tin? | answer = baked / tins > Each tin holds {=} {bun}.
bakery pence | number 2-6; price 20-90/10; loaves 2-4; loaf 100-180/10 | {A} [buys|takes|asks for] {number} {bun} at {price} pence each and {loaves} loaves at {loaf} pence each. | [What is the bill, in pence?|How many pence is the bill?] | buns = number * price > The {bun} cost {=} pence. ; bread = loaves * loaf > The loaves cost {=} pence. ; answer = buns + bread > Together that is {=} pence.
# market
market pence | kilos 2-9; price 30-95/5; lemons 2-9; lemon 10-45/5; paid 500-900/100 | At the market {A} buys {kilos} pounds of plums at {price} pence a pound and {lemons} lemons at {lemon} pence each. {She} pays with {paid} pence. | How many pence come back? | plums = kilos * price > The plums cost {=} pence. ; sour = lemons * lemon > The lemons cost {=} pence. ; bill = plums + sour > The bill is {=} pence. ; answer = paid - bill > So {=} pence come back.
market {fruit} | morning 20-90; sold 5-60; more 10-50 | A stall has {morning} {fruit} in the morning. {A} sells {sold} of them, and then {B} brings {more} more. | How many {fruit} are on the stall now? | kept = morning - sold > After the sale {=} are left. ; answer = kept + more > With the new ones there are {=}.
market pence | dearer 60-250/5; cheaper 40-200/5 | A cabbage costs {dearer} pence at one stall and {cheaper} pence at the next. | How many pence does {A} save at the second stall? | answer = dearer - cheaper > The difference is {=} pence.
market pence | price 100-600/10; off 10-90/10; number 2-4 | A melon costs {price} pence. On Friday each melon is {off} pence cheaper, and {A} [buys|takes|asks for] {number}. | What does {A} pay on Friday, in pence? | friday = price - off > On Friday one costs {=} pence. ; answer = friday * number > Then {number} cost {=} pence.
# sweet shop
sweets {sweet} | bag 12-60; friends 2-6 | {A} shares {bag} {sweet} [equally|evenly] among {friends} friends. | How many {sweet} does each friend get? | answer = bag / friends > Each gets {=}.
sweets {sweet} | bags 2-6; each 6-20; friends 2-8 | {A} opens {bags} bags with {each} {sweet} in each and shares them [equally|evenly] among {friends} children. | How many {sweet} does each child get? | total = bags * each > There are {=} {sweet}. ; answer = total / friends > Each child gets {=}.
sweets {sweet} | had 20-80; given 3-20; eaten 2-15 | {A} has {had} {sweet}. {She} gives {given} to {B} and eats {eaten}. | How many {sweet} does {A} have left? | kept = had - given > After the gift {=} are left. ; answer = kept - eaten > After the feast {=} are left.
sweets pence | price 3-12; number 5-20; purse 100-400/20 | {A} has {purse} pence and buys {number} {sweet} at {price} pence each. | How many pence are left in the purse? | cost = number * price > The {sweet} cost {=} pence. ; answer = purse - cost > So {=} pence are left.
# ferry
ferry people | aboard 20-90; off 5-40; on 5-40 | The ferry leaves with {aboard} people. At the island {off} get off and {on} get on. | How many people are [on board now|aboard when it goes on]? | stayed = aboard - off > After the first left there were {=}. ; answer = stayed + on > Then there were {=}.
ferry people | trips 2-9; seats 12-60/2 | The ferry makes {trips} trips a day and carries {seats} people each time. | How many people can cross in a day? | answer = trips * seats > In a day {=} people can cross.
ferry pence | adults 2-5; fare 50-95/5; children 2-5; half 20-45/5 | {adults} adults and {children} children take the ferry. An adult pays {fare} pence, a child {half} pence. | What do they pay together, in pence? | grown = adults * fare > The adults pay {=} pence. ; small = children * half > The children pay {=} pence. ; answer = grown + small > Together they pay {=} pence.
ferry minutes | crossing 10-45/5; wait 5-30/5; back 10-45/5 | The crossing takes {crossing} minutes. {A} waits {wait} minutes on the island and comes back in {back} minutes. | How many minutes is {A} away? | out = crossing + wait > The first part takes {=} minutes. ; answer = out + back > In all it is {=} minutes.
ferry trips | people 20-120; seats 5-30 | {people} people want to cross, and the boat carries {seats} at a time. | How many trips does the boat make if it is always full? | answer = people / seats > It makes {=} trips.
# railway
railway minutes | stations 2-9; ride 4-15; stop 2-5 | The train goes {stations} stations along the coast, {ride} minutes from one to the next, and stops {stop} minutes at each. | How many minutes does the journey take, stops included? | leg = ride + stop > A ride and a stop take {=} minutes. ; answer = leg * stations > For all stations that is {=} minutes.
railway seats | coaches 2-8; seats 20-60/4; free 5-60 | A train has {coaches} coaches with {seats} seats each. Today {free} seats are free. | How many seats are taken? | total = coaches * seats > There are {=} seats. ; answer = total - free > So {=} are taken.
railway pence | ticket 100-450/10; dog 20-90/10; money 500-900/50 | A ticket to the next town is {ticket} pence, and a dog is {dog} pence. {A} takes {her} dog and [pays with|hands over] {money} pence. | [How much change is due, in pence?|How many pence come back?] | fare = ticket + dog > Both tickets cost {=} pence. ; answer = money - fare > The change is {=} pence.
# fishing
fishing {fish} | boats 2-9; catch 10-60 | {boats} boats [come in|come home|land] with {catch} {fish} each. | How many {fish} is that? | answer = boats * catch > The catch is {=} {fish}.
fishing {fish} | first 20-150; second 20-150; crew 2-6 | {A} catches {first} {fish} in the morning and {second} in the evening. The crew of {crew} share them equally. | How many {fish} does each get? | catch = first + second > The catch is {=}. ; answer = catch / crew > Each of them gets {=}.
fishing {fish} | nets 2-8; each 8-30; back 2-30; home 2-20 | {A} pulls in {nets} nets with {each} {fish} in each. {She} throws {back} back and takes {home} home to {B}. | How many {fish} are left to sell? | caught = nets * each > There were {=} in the nets. ; kept = caught - back > After some went back, {=} were left. ; answer = kept - home > To sell there are {=}.
fishing pence | pots 2-9; crabs 2-6; price 5-15/5 | {A} lifts {pots} crab pots and finds {crabs} crabs in each. A crab brings {price} pence. | [How many pence does {A} earn?|What does {A} earn, in pence?] | caught = pots * crabs > There are {=} crabs. ; answer = caught * price > They bring {=} pence.
# harbour
harbour {goods} | rows 2-12; each 3-15 | On the quay stand {rows} rows of {goods} full of {cargo}, {each} in a row. | How many {goods} are there? | answer = rows * each > There are {=} {goods}.
harbour {goods} | stored 50-300/5; carts 2-8; load 5-25 | The store holds {stored} {goods}. {carts} carts come, and each takes away {load}. | How many {goods} stay in the store? | gone = carts * load > The carts take {=}. ; answer = stored - gone > In the store stay {=}.
harbour {goods} | ship 40-240; carts 2-9; done 2-6 | A ship brings {ship} {goods} of {cargo}, and {carts} carts share them equally. The cart of {A} has already unloaded {done}. | How many {goods} are still on {her} cart? | share = ship / carts > Each cart carries {=}. ; answer = share - done > Still on the cart are {=}.
harbour {boat} | moored 20-60; out 5-30; new 2-20; sunk 2-4 | {moored} {boat} lie in the harbour. {out} sail, {new} arrive, and in the night {sunk} go down. | How many {boat} are afloat in the harbour? | left = moored - out > After the start {=} are left. ; more = left + new > Then there are {=}. ; answer = more - sunk > Afloat are {=}.
# farm
farm eggs | hens 3-15; eggs 2-7; sold 5-60 | {A} has {hens} hens, and each lays {eggs} eggs a week. {She} sells {sold} eggs. | How many eggs does {A} keep? | laid = hens * eggs > The hens lay {=} eggs. ; answer = laid - sold > {A} keeps {=}.
farm pence | eggs 24-180/6; box 6-12/6; price 20-90/5 | {A} packs {eggs} eggs into boxes of {box} and sells each box for {price} pence. | How many pence do the eggs bring? | boxes = eggs / box > That fills {=} boxes. ; answer = boxes * price > They bring {=} pence.
farm {pet} | first 5-60; more 3-40 | There are {first} {pet} on the farm, and {more} more are bought on Monday. | How many {pet} are on the farm then? | answer = first + more > There are {=}.
farm litres | cows 2-9; morning 4-12; evening 3-10 | Each of {cows} cows gives {morning} litres of milk in the morning and {evening} in the evening. | How many litres is that in a day? | each = morning + evening > One cow gives {=} litres. ; answer = cows * each > Together they give {=} litres.
# library
library {book} | shelves 2-12; each 8-30; lent 5-60 | The library has {shelves} shelves with {each} {book} on each. {lent} are lent out. | How many {book} are in? | total = shelves * each > There are {=} {book}. ; answer = total - lent > So {=} are in.
library pages | pages 60-300/10; days 2-10 | A book has {pages} pages. {A} wants to read it in {days} days. | How many pages a day is that? | answer = pages / days > That is {=} pages a day.
library pence | days 2-20; fine 2-9; books 2-5 | {A} brings {books} books back {days} days late. The fine is {fine} pence a day for each book. | How many pence does {A} owe? | one = days * fine > For one book it is {=} pence. ; answer = one * books > For all books it is {=} pence.
library pages | pages 90-300/10; read 20-80/10; days 2-9 | {A} has read {read} of {pages} pages and has {days} days for the rest. | How many pages a day must {A} read? | rest = pages - read > There are {=} pages left. ; answer = rest / days > That is {=} pages a day.
# knitting
wool balls | number 2-9; balls 2-8 | {A} knits {number} {knit} for the fair. Each takes {balls} balls of wool. | How many balls of wool does {A} need? | answer = number * balls > {A} needs {=} balls.
wool pence | balls 2-9; price 30-90/10; needles 50-200/10 | {A} buys {balls} balls of wool at {price} pence each and needles for {needles} pence. | What does it cost, in pence? | wool = balls * price > The wool costs {=} pence. ; answer = wool + needles > With the needles it is {=} pence.
wool pence | sold 2-6; price 100-300/20; wool 20-60/10; balls 2-5 | {A} sells {sold} {knit} for {price} pence each. Each took {balls} balls of wool at {wool} pence. | How many pence does {A} earn after paying for the wool? | spent = balls * wool > The wool for one costs {=} pence. ; gain = price - spent > One brings {=} pence. ; answer = sold * gain > All bring {=} pence.
# tea room
tea pence | cups 2-6; tea 20-90/5; cake 60-200/10 | {A} orders {cups} {drink} at {tea} pence each and a cake for {cake} pence. | [What is the bill, in pence?|How many pence is the bill?] | drinks = cups * tea > The drinks cost {=} pence. ; answer = drinks + cake > With the cake it is {=} pence.
tea pence | bill 100-900/5; guests 2-6 | A bill of {bill} pence is shared equally by {guests} friends. | [How many pence does each pay?|What does each of them pay, in pence?] | answer = bill / guests > Each pays {=} pence.
tea pence | cups 4-9; tea 20-90/10; tip 10-60/10; guests 2-4 | {guests} friends drink {cups} {drink} at {tea} pence each and leave a tip of {tip} pence. They share [the cost|the bill] equally. | [How many pence does each pay?|What does each of them pay, in pence?] | drinks = cups * tea > The drinks cost {=} pence. ; total = drinks + tip > With the tip it is {=} pence. ; answer = total / guests > Each pays {=} pence.
tea chairs | tables 3-12; chairs 2-6; broken 2-8; guests 5-40 | A tea room has {tables} tables with {chairs} chairs at each. {broken} chairs are broken, and {guests} guests sit down. | How many good chairs are free? | total = tables * chairs > There are {=} chairs. ; good = total - broken > Of these {=} are good. ; answer = good - guests > So {=} are free.
# garden
garden {flower} | rows 2-9; each 4-15; eaten 2-20 | {A} plants {rows} rows of {each} {flower}. The snails eat {eaten}. | How many {flower} [are left|remain]? | total = rows * each > {A} plants {=} {flower}. ; answer = total - eaten > After the snails there are {=}.
garden {flower} | cut 12-96; vases 2-8; spare 2-10 | {A} cuts {cut} {flower}, keeps {spare} and puts the rest into {vases} vases, the same number in each. | How many {flower} stand in a vase? | rest = cut - spare > For the vases there are {=}. ; answer = rest / vases > In each vase stand {=}.
garden centimetres | height 5-60; week 2-9; weeks 2-8 | A bean is {height} centimetres high and grows {week} centimetres a week. | How high is it after {weeks} weeks, in centimetres? | grown = week * weeks > It grows {=} centimetres. ; answer = height + grown > Then it is {=} centimetres high.
# school
school children | classes 2-6; each 8-25; ill 2-12 | The school has {classes} classes of {each} children. Today {ill} are ill. | How many children are at school? | total = classes * each > The school has {=} children. ; answer = total - ill > At school are {=}.
school {shell} | first 5-60; second 5-60; third 5-60 | {A} has {first} {shell}, {B} has {second}, and the teacher adds {third}. | How many {shell} are there [in all|altogether]? | two = first + second > {A} and {B} have {=}. ; answer = two + third > In all there are {=}.
school {shell} | mine 20-90; yours 5-60 | {A} has {mine} {shell} and {B} has {yours}. | How many more {shell} has {A} than {B}? | answer = mine - yours > {A} has {=} more.
school {shell} | boxes 2-6; each 5-20; lost 2-9; found 2-9 | {A} keeps {boxes} boxes of {each} {shell}. {She} loses {lost} and finds {found} new ones. | How many {shell} does {A} have now? | total = boxes * each > In the boxes were {=}. ; kept = total - lost > After the loss there were {=}. ; answer = kept + found > Now there are {=}.
# cinema
cinema pence | number 2-6; ticket 60-150/10; paid 300-900/100 | {A} [buys|takes|asks for] {number} tickets for the cinema at {ticket} pence each and [pays with|hands over|puts down] {paid} pence. | [How much change is due, in pence?|How many pence come back?] | cost = number * ticket > The tickets cost {=} pence. ; answer = paid - cost > The change is {=} pence.
cinema seats | rows 4-15; seats 6-20; taken 20-150 | The cinema has {rows} rows of {seats} seats. {taken} are taken. | How many seats are free? | total = rows * seats > There are {=} seats. ; answer = total - taken > So {=} are free.
cinema minutes | news 5-15/5; film 60-150/5; pause 5-20/5 | First comes the news, {news} minutes, then a film of {film} minutes with a pause of {pause} minutes. | How many minutes is {A} in the cinema? | shown = news + film > News and film take {=} minutes. ; answer = shown + pause > With the pause it is {=} minutes.
# pottery
pottery pence | pots 3-20; broken 2-9; price 20-90/10 | {A} makes {pots} {pot}. {broken} break in the kiln. The others sell for {price} pence each. | How many pence does {A} take? | good = pots - broken > That leaves {=} whole ones. ; answer = good * price > They bring {=} pence.
pottery {pot} | days 2-9; each 3-15 | {A} makes {each} {pot} a day. | How many {pot} does {A} make in {days} days? | answer = days * each > {A} makes {=} {pot}.
# lighthouse
lighthouse steps | floors 2-12; steps 8-30; climbed 5-90 | The lighthouse has {floors} floors with {steps} steps between one and the next, counting from the door. {A} has climbed {climbed} steps. | How many steps [are left|remain]? | total = floors * steps > There are {=} steps. ; answer = total - climbed > So {=} are left.
lighthouse pints | night 3-12; nights 2-14; barrel 60-200/10 | The lamp burns {night} pints of oil a night. The barrel holds {barrel} pints. | How many pints are left after {nights} nights? | burnt = night * nights > The lamp burns {=} pints. ; answer = barrel - burnt > So {=} pints are left.
lighthouse nights | barrel 60-240; night 3-12 | A barrel of {barrel} pints of oil feeds a lamp that burns {night} pints a night. | How many nights does the oil last? | answer = barrel / night > It lasts {=} nights.
# regatta
regatta people | boats 3-12; crew 2-8; ashore 2-20 | {boats} boats race with a crew of {crew} each. {ashore} people of the crews fall in and swim ashore. | How many people are still in the boats? | total = boats * crew > The crews are {=} people. ; answer = total - ashore > In the boats are {=}.
regatta points | wins 2-8; win 3-10; fault 2-6; faults 2-5 | The boat of {A} wins {wins} races, for {win} points each, and loses {fault} points for each of {faults} faults. | How many points does {A} have? | won = wins * win > The races bring {=} points. ; lost = fault * faults > The faults cost {=} points. ; answer = won - lost > {A} has {=} points.
regatta minutes | laps 2-9; lap 4-20; pause 5-30 | {A} rows {laps} laps of {lap} minutes each and rests {pause} minutes in between. | [How many minutes does {A} need in all?|After how many minutes is {A} done?] | rowing = laps * lap > The laps take {=} minutes. ; answer = rowing + pause > With the rest it is {=} minutes.
# post office
post pence | letters 2-9; stamp 10-60/5; parcel 100-400/10; paid 500-900/100 | {A} sends {letters} letters at {stamp} pence each and a parcel for {parcel} pence, and pays with {paid} pence. | [How much change does {A} get, in pence?|How many pence does {A} get back?] | mail = letters * stamp > The letters cost {=} pence. ; bill = mail + parcel > With the parcel it is {=} pence. ; answer = paid - bill > The change is {=} pence.
post letters | streets 2-9; each 4-25; done 5-80 | The postman has {each} letters for each of {streets} streets. {done} are delivered. | How many letters are left in the bag? | total = streets * each > The bag held {=} letters. ; answer = total - done > Left are {=}.
# savings
savings weeks | price 100-600/20; week 10-60/10 | A {toy} costs {price} pence. {A} saves {week} pence a week. | After how many weeks can {A} buy it? | answer = price / week > It takes {=} weeks.
savings weeks | price 100-600/20; have 20-200/20; week 10-60/10 | A {toy} costs {price} pence. {A} has {have} pence and saves {week} pence a week. | How many weeks does {A} have to save? | missing = price - have > {A} lacks {=} pence. ; answer = missing / week > It takes {=} weeks.
savings pence | week 10-90/5; weeks 2-10; spent 20-150/5 | {A} earns {week} pence a week for sweeping steps, and after {weeks} weeks spends {spent} pence. | How many pence does {A} have left? | earned = week * weeks > {A} earned {=} pence. ; answer = earned - spent > So {=} pence are left.
savings pence | mine 50-400/10; yours 50-400/10; price 200-700/10 | {A} has {mine} pence and {B} has {yours} pence. They put it together to buy a {toy} for {price} pence. | How many pence are left over? | both = mine + yours > Together they have {=} pence. ; answer = both - price > So {=} pence are left over.
"""


def _range(text: str) -> range:
    bounds, _, step = text.partition("/")
    low, high = bounds.split("-")
    return range(int(low), int(high) + 1, int(step or 1))


def _step(text: str) -> Step:
    calculation, words = text.split(" > ")
    name, left, op, right = calculation.replace("=", " ").split()
    return Step(name, left, op, right, words.strip())


def _parse(table: str) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    for line in table.strip().splitlines():
        if line.startswith("#"):
            continue
        head, givens, story, question, steps = (part.strip() for part in _columns(line))
        setting, unit = head.split(" ", 1)
        ranges = tuple((given.split()[0], _range(given.split()[1])) for given in givens.split(";"))
        number = sum(problem.setting == setting for problem in problems) + 1
        problems.append(
            Problem(
                f"{setting} {number}",
                setting,
                unit,
                ranges,
                story,
                question,
                tuple(_step(step.strip()) for step in steps.split(" ; ")),
            )
        )
    return tuple(problems)


def _columns(line: str) -> list[str]:
    """The parts of a line between bars; bars in square brackets belong to the text."""
    out, depth = [""], 0
    for mark in line:
        depth += (mark == "[") - (mark == "]")
        if mark == "|" and depth == 0:
            out.append("")
        else:
            out[-1] += mark
    return out


PROBLEMS: tuple[Problem, ...] = _parse(_TABLE)

# sentences with a number that has nothing to do with the question; {y} is a year, {k} a small number
DISTRACTORS: tuple[str, ...] = (
    "It is {k} o'clock.", "{B} lives at number {k}.", "The house was built in {y}.", "There are {k} gulls on the roof.",
    "{A} has {k} cousins.", "It has rained for {k} days.", "The bell has rung {k} times.", "The lane has stood there since {y}.",
    "{B} looks on with {k} friends.", "The bus is number {k}.",
)  # fmt: skip
