"""Things: what they are called, what they cost, where they are sold and what can be done with them.

Each line of the table reads `name | price in pence | kinds of shop | tags`. Tags: p = fits a pocket, h = fits a hand,
b = breakable, w = worn, r = plural in form ("the boots were"), m = worth mending, g = a welcome gift, o = could be old or
precious to somebody, t = a tool one borrows, e = eaten, s = sinks, l = easily lost, k = knitted, x = shines.
"""

from dataclasses import dataclass

_TABLE = """
brass compass | 1450 | chandlery,antiques shop | p o t l x m
oil lantern | 1200 | chandlery,ironmonger's | h b o t x m
coil of rope | 600 | chandlery | h t
anchor | 3800 | chandlery | s
boathook | 900 | chandlery | t l
oars | 2600 | chandlery,boatyard | r t m
tin of tar | 350 | chandlery | h
telescope | 4200 | antiques shop,chandlery | h o t l b m x
barometer | 3100 | clock shop,antiques shop | o b m x
tide table | 120 | bookshop,harbour office | p l
sea chart | 480 | bookshop,chandlery | h l o
pocket watch | 2700 | clock shop | p o l m x b
alarm clock | 950 | clock shop | h m b
cuckoo clock | 5600 | clock shop | o m b
kettle | 1100 | ironmonger's | h m x
teapot | 850 | pottery,antiques shop | h b o g m
milk jug | 420 | pottery | h b g
soup bowl | 300 | pottery | h b
mixing bowl | 520 | pottery,ironmonger's | h b t
frying pan | 780 | ironmonger's | h t m
bread knife | 460 | ironmonger's | h t
rolling pin | 240 | ironmonger's | h t l
jam jar | 60 | grocer's | h b
cake tin | 380 | ironmonger's | h t
toasting fork | 260 | ironmonger's | h t
ladder | 2200 | ironmonger's | t m
hammer | 540 | ironmonger's | h t l s
screwdriver | 320 | ironmonger's | p t l
pliers | 360 | ironmonger's | p r t l
paintbrush | 180 | ironmonger's,gallery | p t l
box of nails | 140 | ironmonger's | p
bucket | 290 | ironmonger's | h t m
broom | 410 | ironmonger's | t
wheelbarrow | 3300 | ironmonger's | t m
watering can | 690 | flower shop,ironmonger's | h t m
trowel | 270 | flower shop,ironmonger's | h t l
garden fork | 990 | ironmonger's | t
flower pot | 150 | flower shop,pottery | h b
packet of seeds | 95 | flower shop | p l
geranium | 260 | flower shop | h g
bunch of sweet peas | 340 | flower shop | h g
wreath | 560 | flower shop | h g
umbrella | 880 | hat shop,tailor's | h t l m
straw hat | 740 | hat shop | h w l g
sou'wester | 690 | chandlery,hat shop | h w l
bowler hat | 1650 | hat shop | h w l o
felt slippers | 620 | cobbler's | r w l g
walking boots | 2900 | cobbler's | r w m
rubber boots | 1400 | chandlery,cobbler's | r w m l
dancing shoes | 2300 | cobbler's | r w o m l
raincoat | 3100 | tailor's | w m l
waistcoat | 2400 | tailor's | w m o
apron | 530 | tailor's | h w
silver button | 110 | tailor's,jeweller's | p l x o
scarf | 950 | wool shop | h w k g l
jumper | 2100 | wool shop | h w k g
mittens | 540 | wool shop | p r w k g l
bobble hat | 680 | wool shop | h w k g l
socks | 450 | wool shop | p r w k g l
shawl | 1700 | wool shop | h w k g o
blanket | 2600 | wool shop | k g
tea cosy | 480 | wool shop | h k g
ball of wool | 310 | wool shop | h l
knitting needles | 260 | wool shop | p r t l
thimble | 90 | wool shop,tailor's | p t l x o
sewing box | 1150 | wool shop,antiques shop | h o t
scissors | 390 | tailor's,ironmonger's | h r t l
bicycle | 8900 | cycle shop | t m
bicycle pump | 560 | cycle shop | h t l
bicycle bell | 280 | cycle shop | p x g
puncture kit | 190 | cycle shop | p t l
novel | 720 | bookshop | h g l
cookery book | 980 | bookshop | h t o g
atlas | 1650 | bookshop | h t o
diary | 540 | bookshop | p l o
dictionary | 1300 | bookshop | h t
song book | 610 | bookshop | h t l
library book | 300 | library | h l
postcard | 40 | post office | p l
parcel | 250 | post office | h l
birthday card | 110 | post office,bookshop | p l
fountain pen | 1250 | bookshop | p t l g o x
bottle of ink | 170 | bookshop | p b
sketchbook | 560 | gallery,bookshop | h g l
box of paints | 1320 | gallery | h g t
picture frame | 890 | gallery | h b m
small seascape | 6500 | gallery | h o g
easel | 2700 | gallery | t m
wooden whale | 960 | toy shop | h o g l
spinning top | 310 | toy shop | p g l
kite | 780 | toy shop | h g m l
toy boat | 650 | toy shop | h g l m
bag of marbles | 220 | toy shop | p l g
doll's house | 6900 | toy shop | o m g
rocking horse | 9800 | toy shop | o m
music box | 3600 | toy shop,antiques shop | h o g m b
tin whistle | 340 | toy shop | p g l
accordion | 7700 | antiques shop | h o t m
fiddle | 8400 | antiques shop | h o t m b
drum | 3100 | toy shop,antiques shop | h t m
harmonica | 880 | toy shop | p g l x
brass bell | 1600 | antiques shop,chandlery | h o x
silver spoon | 1350 | jeweller's,antiques shop | p o l x g
wedding ring | 9600 | jeweller's | p o l x s
pearl brooch | 7200 | jeweller's | p o l x g
locket | 5400 | jeweller's | p o l x g
string of beads | 940 | jeweller's | p l g b
snow globe | 1100 | antiques shop,toy shop | h b g o
ship in a bottle | 2900 | antiques shop | h b o g
birdcage | 2500 | antiques shop | m
walking stick | 1200 | antiques shop | h t l o
mirror | 3300 | antiques shop | b m
candlestick | 860 | antiques shop,ironmonger's | h o x
box of candles | 240 | ironmonger's,grocer's | h
box of matches | 35 | grocer's | p l
torch | 740 | ironmonger's,chandlery | h t l x
set of keys | 400 | ironmonger's | p l x s
front-door key | 200 | ironmonger's | p l x s
padlock | 520 | ironmonger's | p t s
spectacles | 4400 | chemist's | p r l b m
ear trumpet | 2100 | antiques shop | h o l
hot-water bottle | 640 | chemist's | h
bottle of cough mixture | 330 | chemist's | p b
bar of soap | 120 | chemist's | p g
sponge | 160 | chemist's | h
comb | 75 | chemist's,barber's | p l
fishing rod | 3900 | chandlery | t m o
fishing net | 2800 | chandlery,net loft | t m
crab pot | 1900 | net loft,chandlery | t m
landing net | 940 | net loft,chandlery | h t
bag of hooks | 150 | chandlery | p s
cork float | 80 | chandlery | p l
sailcloth | 2200 | sail loft | t
flag | 990 | sail loft | h l m
hammock | 3400 | sail loft | g m
deckchair | 1700 | sail loft,ironmonger's | m
picnic basket | 1850 | ironmonger's,antiques shop | h t
shopping basket | 980 | grocer's | h t l
flask | 860 | ironmonger's | h t b l
lunch tin | 430 | ironmonger's | h l
penknife | 790 | ironmonger's,chandlery | p t l o g
magnifying glass | 970 | bookshop,clock shop | p t b l
chess set | 2600 | toy shop,antiques shop | h o g
pack of cards | 260 | toy shop | p t l
jigsaw puzzle | 760 | toy shop | h g l
model ship | 4700 | toy shop,antiques shop | h o b g m
bird box | 640 | ironmonger's | h g m
honey jar | 420 | grocer's | h b g
lobster pot | 2000 | net loft | t m
camera | 6600 | antiques shop | h o t l m b
radio | 5200 | antiques shop | h t m
gramophone | 9300 | antiques shop | o t m
sextant | 5800 | antiques shop | h o t x
old photograph | 150 | antiques shop | p o l
love letter | 100 | antiques shop | p o l
treasure map | 350 | antiques shop | p o l
piggy bank | 460 | toy shop,pottery | h b
umbrella stand | 1900 | antiques shop | h
weathervane | 3700 | forge | x m o
horseshoe | 310 | forge | h s g
poker | 440 | forge | h t
garden gate hinge | 290 | forge,ironmonger's | h
saddle | 7400 | cobbler's | m o
dog lead | 520 | cobbler's | p t l
"""

_FOOD_TABLE = """
loaf of bread | 180 | bakery
seed cake | 620 | bakery
currant bun | 70 | bakery
saffron bun | 95 | bakery
gingerbread man | 110 | bakery
meat pie | 240 | bakery
apple turnover | 150 | bakery
kipper | 140 | fish shop,smokehouse
dressed crab | 480 | fish shop
smoked mackerel | 310 | fish shop,smokehouse
pint of prawns | 390 | fish shop
cod fillet | 420 | fish shop
bag of flour | 130 | grocer's,mill
dozen eggs | 260 | grocer's,farm
pound of butter | 340 | grocer's,farm
jar of honey | 450 | grocer's
pot of jam | 280 | grocer's,tea room
tin of sardines | 120 | grocer's
bag of sugar | 110 | grocer's
packet of tea | 290 | grocer's,tea room
bag of onions | 160 | greengrocer's,market
cabbage | 90 | greengrocer's,market
punnet of strawberries | 250 | greengrocer's,market
pound of apples | 170 | greengrocer's,market
bunch of leeks | 140 | greengrocer's
lemon | 45 | greengrocer's
round of cheese | 890 | cheese shop
wedge of blue cheese | 380 | cheese shop
goat's cheese | 330 | cheese shop,farm
bag of humbugs | 130 | sweet shop
sugar mouse | 60 | sweet shop
box of chocolates | 920 | sweet shop
stick of rock | 85 | sweet shop
vanilla cone | 160 | ice-cream parlour
strawberry sundae | 340 | ice-cream parlour
pot of tea | 220 | café,tea room
mug of cocoa | 190 | café
coffee | 210 | café
cheese scone | 170 | café,tea room
bowl of crab soup | 520 | café,inn,pub
fish pie | 860 | inn,pub
ploughman's lunch | 740 | pub,inn
pint of cider | 380 | pub,brewery
bottle of ginger beer | 150 | grocer's,pub
room for the night | 4800 | inn
bunch of daffodils | 210 | flower shop
haircut | 950 | barber's
shave | 450 | barber's
first-class stamp | 95 | post office
cinema seat | 540 | cinema
child's cinema seat | 270 | cinema
swim | 260 | sea baths
return ferry ticket | 720 | ferry landing
return to Port Mellow | 890 | station
platform ticket | 30 | station
museum ticket | 350 | museum
harbour pass | 1500 | harbour office
copy of the Lookout | 75 | newspaper office
"""


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing. `price` is in pence; `shops` are kinds of place that sell it."""

    name: str
    price: int
    shops: tuple[str, ...]
    tags: frozenset[str]

    @property
    def plural(self) -> bool:
        return "r" in self.tags


def _parse(table: str) -> tuple[Thing, ...]:
    things = []
    for line in table.strip().splitlines():
        name, price, shops, *tags = (cell.strip() for cell in line.split("|"))
        things.append(
            Thing(name, int(price), tuple(shops.split(",")), frozenset(tags[0].split() if tags else ()))
        )
    return tuple(things)


THINGS: tuple[Thing, ...] = _parse(_TABLE)
WARES: tuple[Thing, ...] = _parse(
    _FOOD_TABLE
)  # food, drink and services: sold, but never lost, mended or inherited
THING: dict[str, Thing] = {thing.name: thing for thing in THINGS + WARES}

# what gets painted, knitted and dyed ("X painted the door blue"); True = plural in form
PAINTED: dict[str, bool] = {
    "door": False, "gate": False, "fence": False, "boat": False, "shutters": True, "bench": False, "shed": False,
    "chair": False, "table": False, "cupboard": False, "letterbox": False, "bicycle": False, "window frames": True,
    "bathtub": False, "wheelbarrow": False, "henhouse": False, "summerhouse": False, "railings": True, "drainpipe": False,
    "ladder": False, "oars": True, "bird box": False, "flagpole": False, "beehives": True,
}  # fmt: skip
DYED: dict[str, bool] = {"wool": False, "curtains": True, "sails": True, "tablecloth": False, "bedspread": False,
                         "dress": False, "laces": True}  # fmt: skip

BOAT_KINDS: tuple[str, ...] = (
    "dinghy", "trawler", "sloop", "crabber", "ketch", "rowing boat", "ferry", "yawl", "punt", "smack", "lugger", "tug",
)  # fmt: skip
BOAT_NAMES: tuple[str, ...] = (
    "Kittiwake", "Patient Susan", "Second Thought", "Merry Widow", "Saltcellar", "Grey Heron", "Uncle Bob", "Tuppenny Rice",
    "Good Intention", "Silver Pilchard", "Lazy Tuesday", "Morning Star", "Marguerite", "Windhover", "Little Auk",
    "Perseverance", "Thunder and Crumbs", "Turnstone", "Old Habit", "Penny Whistle", "Sea Pink", "Bold Venture",
    "Half Moon", "Nancy Lee", "Curlew", "Borrowed Time", "Storm Petrel", "Blue Bonnet", "Happy Return", "Foxglove",
    "Whimbrel", "Lady Amelia", "Copper Kettle", "Sandpiper", "Rose of Hest", "No Hurry", "Evening Tide", "Gallant",
    "Maiden Aunt", "Quicksilver", "Sprig of Thyme", "Wanderer",
)  # fmt: skip
