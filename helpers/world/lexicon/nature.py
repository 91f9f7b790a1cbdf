"""Animals, weather, dishes, festivals and the calendar."""

ANIMAL_KINDS: tuple[str, ...] = (
    "cat", "dog", "donkey", "goat", "hen", "goose", "parrot", "pony", "ferret", "tortoise", "duck", "rabbit", "pig",
    "terrier", "jackdaw", "gull",
)  # fmt: skip

ANIMAL_NAMES: tuple[str, ...] = tuple(
    """
    Biscuit Admiral Pudding Captain Mustard Button Kipper Duchess Pepper Bosun Crumpet Nutmeg Whiskers Marmalade Barnacle
    Treacle Gravy Clover Thimble Pickle Sultan Dumpling Anchovy Mildred Turnip Major Custard Ripple Sprat Bramble
    Colonel Flapjack Sooty Tuppence Haddock Velvet Parsnip Shanty Conker Dolly Figgy Widget Scupper Waffle Hercules Tansy
    Bubbles Cobweb Humbug Juno Licorice Mopsy Noodle Otterby Pilchard Quince Rhubarb Sorbet Tarpaulin Umbra Wellington
    """.split()
)

DISHES: tuple[str, ...] = (
    "fish pie", "crab soup", "leek tart", "kipper pâté", "apple crumble", "seed cake", "barley broth", "mussel stew",
    "cheese scones", "plum duff", "saffron buns", "potato cakes", "gooseberry fool", "smoked mackerel", "pea soup",
    "ginger parkin", "treacle tart", "samphire salad", "lemon drizzle cake", "rabbit stew", "onion soup", "bread pudding",
    "herring in oats", "rhubarb pie", "carrot cake", "oyster fritters", "bean hotpot", "blackberry jam", "egg custard",
    "stargazy pie", "mushroom pasties", "honey cake",
)  # fmt: skip

UNCOUNTED_DISHES = frozenset(("barley broth", "smoked mackerel", "blackberry jam", "herring in oats", "plum duff", "crab soup", "pea soup",
                              "onion soup", "ginger parkin", "mussel stew", "rabbit stew", "bread pudding"))  # fmt: skip

# festival: (month, what happens)
FESTIVALS: dict[str, tuple[str, str]] = {
    "Lamp Night": (
        "November",
        "every window shows a lantern and the children carry paper boats to the water",
    ),
    "the Herring Fair": ("September", "the first catch is auctioned and eaten on the quay"),
    "the Regatta": ("July", "anything that floats may race, and most of it does"),
    "the Marrow Show": ("August", "vegetables are measured in a tent and nobody speaks above a whisper"),
    "Old Bell Day": ("May", "the storm bell is polished and rung by the youngest resident"),
    "the Pancake Row": ("February", "crews row across the harbour tossing a pancake"),
    "the Goose Parade": ("October", "the geese walk the length of the front and are cheered"),
    "the Kite Meeting": ("April", "the cliff is covered in string and apologies"),
    "Midsummer Supper": ("June", "one long table runs from the town hall to the pier"),
    "the Snow Concert": ("January", "the choir sings out of doors whether there is snow or not"),
    "the Boat Blessing": ("March", "the vicar sprinkles every hull and usually the mayor"),
    "the Pudding Auction": ("December", "puddings are sold blindfold for the lifeboat"),
    "the Raft Race": ("August", "rafts made of barrels sink in good order"),
    "Shell Sunday": ("May", "the chapel floor is covered in shells"),
    "the Lost Hat Ball": ("October", "everybody wears a hat that belongs to somebody else"),
    "the Tide Run": ("April", "runners cross the sands and race the sea home"),
}

MONTHS: tuple[str, ...] = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MOODS: tuple[str, ...] = (
    "cross", "pleased", "tired", "nervous", "proud", "puzzled", "relieved", "lonely", "cheerful", "hopeful", "ashamed",
    "delighted", "restless", "calm", "grumpy", "curious", "worried", "grateful", "sleepy", "jealous",
)  # fmt: skip
