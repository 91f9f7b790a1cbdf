"""Pools that throw-away names and values are drawn from: given names, syllables, streets, wares, rooms.

None of the surnames is one of the towns', so no drawn person is a resident of Lantern Bay or of another town.
"""

GIVEN: dict[str, tuple[str, ...]] = {
    "she": tuple(
        """
        Anna Bella Carla Daisy Ella Frieda Gloria Hanna Irma Jana Karen Laura Marta Nina Olga Paula Rita Sara
        Tina Ulla Wanda Alice Betty Celia Dora Elsie Fanny Grace Helen Ida Joan Kate Lucy Mary Nancy Peggy Rose
        Sally Vicky Zora Aisha Fatima Leila Mei Ngozi Renu Sunita Yemi Zofia Brigid Chiara Ilse Lidia Milena
        Xenia
        """.split()
    ),
    "he": tuple(
        """
        Adam Ben Carl David Eric Frank Gary Henry Ian Jack Karl Leo Mark Nick Oscar Paul Ralph Sam Tom Uwe
        Will Albert Bruno Colin Dan Edgar Fred George Harold Jim Keith Lewis Martin Norman Peter Robert
        Stan Toby Alan Bashir Chen Dmitri Farid Goran Hiro Jamal Kenji Luca Mateo Nuno Pavel Rashid Stefan Tomas
        Viktor
        """.split()
    ),
}  # fmt: skip
SURNAMES: tuple[str, ...] = tuple(
    """
    Abbott Baker Carter Dawson Ellis Fisher Grant Harper Irwin Jackson Kemp Lawson Mason Norris Owen Parker Reed
    Shaw Turner Vance Walker Young Archer Brook Cole Drake Emmett Ford Gibson Hale Ibbot Judd Knight Lowe Moss
    Nash Orme Pike Quint Rowe Stone Thorne Upton Vickers Ward York Ames Bright Croft Dale Egan Frost Glover Hunt
    Jarvis Kirk Lamb Marlin Noble Oliver Peel Rudd Sharp Tate Wells Akande Bose Costa Duarte Eze Ferrari Haddad
    Ito Jansen Kovac Lind Moreau Novak Okoro Petrov Rossi Sato Tanaka Varga Weber Zielinski
    """.split()
)  # fmt: skip
ONSETS: tuple[str, ...] = tuple(
    """
    b br c cl d dr f fl g gr h j k l m n p pl r s st t tr v w z b d h l m n r t
    """.split()
)  # fmt: skip
VOWELS: tuple[str, ...] = tuple(
    """
    a e i o u a e i o u a e i o a e ai ea oo
    """.split()
)  # fmt: skip
CODAS: tuple[str, ...] = ("", "", "", "", *"n l r m s t k d n l r s ck ll nd rn sk th x v rt lm p".split())
PLACE_ENDS: tuple[str, ...] = tuple(
    """
    mouth ford vale wick ton ness bridge combe stead holm gate well port haven bury dale minster thorpe
    """.split()
)  # fmt: skip
ADJECTIVES: tuple[str, ...] = tuple(
    """
    Amber Brass Copper Crooked Dappled Dusty Faded Gilded Golden Humble Idle Ivory Jade Laughing Leaning Little
    Lucky Merry Midnight Mossy Nimble Old Painted Patient Plain Quiet Ragged Red Restless Rusty Scarlet Secret
    Silent Sleepy Speckled Sunny Tall Thirsty Velvet Wandering White Wild Windy Yellow Bold Hidden Hungry Iron
    Lonely Paper
    """.split()
)  # fmt: skip
NOUNS: tuple[str, ...] = tuple(
    """
    Acorn Anvil Apron Badger Barrel Basket Bell Bottle Bramble Button Candle Cherry Chimney Clover Comet Cuckoo
    Daisy Drum Falcon Feather Fern Fiddle Fox Gate Hammer Hare Heron Ladder Lamb Lark Magpie Mitten Mole Moon
    Needle Owl Parrot Pear Pebble Pepper Pigeon Plum Poppy Rabbit Ribbon Robin Rook Saddle Shovel Sparrow Spoon
    Squirrel Stork Swan Teapot Thimble Thistle Toad Trumpet Tulip Turnip Violet Walnut Wheel Whistle Willow
    Window Wren Bucket
    """.split()
)  # fmt: skip
STREET_WORDS: tuple[str, ...] = tuple(
    """
    Abbey Almond Apple Barley Beech Birch Bishop Blackbird Bridge Butter Castle Cedar Chalk Cherry Church Clay
    Copper Cross Dove Elm Fairy Farm Field Garden Glass Hazel Heather Hill Holly Honey King's Lavender Lime
    Linen Long Maple Market Meadow Mint North Oak Oat Park Pear Pine Pond Poplar Queen's River Rose Rush Sand
    School Short Silver South Spring Stone Swan Temple Thorn Tower Vine Water West Willow Wood
    """.split()
)  # fmt: skip
STREET_ENDS: tuple[str, ...] = tuple(
    """
    Street Lane Road Row Square Alley Way Hill Close Walk Gate Green Court Rise
    """.split()
)  # fmt: skip
SHOPS: tuple[str, ...] = (
    "bakery", "bookshop", "café", "inn", "pub", "pottery", "forge", "library", "museum", "cinema", "tea room",
    "toy shop", "clock shop", "fish shop", "flower shop", "wool shop", "hat shop", "cheese shop", "sweet shop",
    "antiques shop", "gallery", "brewery", "smokehouse", "boatyard", "chandlery", "post office", "observatory",
    "cycle shop", "grocer's", "greengrocer's", "barber's", "cobbler's", "tailor's", "chemist's", "jeweller's",
    "ironmonger's", "theatre", "market hall", "dance hall", "mill", "ice-cream parlour", "sail loft",
    "surgery", "school", "lighthouse",
)  # fmt: skip
WARES: tuple[str, ...] = (
    "a loaf of rye", "a currant bun", "a meat pie", "an apple turnover", "a bag of flour", "a dozen eggs",
    "a jar of honey", "a pot of jam", "a tin of sardines", "a packet of tea", "a bag of onions",
    "a punnet of plums", "a wedge of cheese", "a stick of rock", "a vanilla cone", "a pot of tea",
    "a bowl of soup", "a pint of cider", "a room for the night", "a haircut", "a ticket", "a postcard",
    "a tin of tar", "a coil of rope", "an oil lamp", "a brass compass", "a sea chart", "an alarm clock",
    "a kettle", "a milk jug", "a frying pan", "a rolling pin", "a ladder", "a hammer", "a box of nails",
    "a watering can", "a geranium", "a wreath", "an umbrella", "a straw hat", "a ball of wool", "a kite",
    "a spinning top", "a jigsaw", "a music box", "a notebook", "a fountain pen", "a bar of soap",
    "a bicycle bell", "a pair of boots", "a sponge cake", "a slice of tart", "a bunch of leeks",
    "a pound of apples", "a first-class stamp", "a walking stick", "a birdcage",
)  # fmt: skip
BOATS: tuple[str, ...] = (
    "dinghy", "trawler", "sloop", "crabber", "ketch", "rowing boat", "ferry", "yawl", "punt", "smack",
    "lugger", "tug", "barge", "cutter", "schooner", "canoe", "raft", "houseboat", "lifeboat", "steamer",
)  # fmt: skip
ANIMALS: tuple[str, ...] = tuple(
    """
    cat dog donkey goat hen goose parrot pony ferret tortoise duck rabbit pig terrier jackdaw gull hedgehog
    canary spaniel mule owl cow lamb hamster
    """.split()
)  # fmt: skip
COLOURS: tuple[str, ...] = tuple(
    """
    blue red green yellow white grey pink purple brown black orange silver cream turquoise scarlet violet gold
    lilac
    """.split()
)  # fmt: skip
DRINKS: tuple[str, ...] = (
    "tea", "coffee", "cocoa", "lemonade", "ginger beer", "hot milk", "cider", "nettle cordial", "apple juice",
    "buttermilk", "mint tea", "barley water", "plum wine", "elderflower fizz", "cold water", "tomato juice",
    "stout", "chamomile tea",
)  # fmt: skip
MORE_DISHES: tuple[str, ...] = (
    "lentil curry", "roast goose", "noodle soup", "rice pudding", "cheese toast", "pickled eggs",
)  # fmt: skip
MORE_HOBBIES: tuple[str, ...] = (
    "chess", "juggling", "archery", "knitting", "training pigeons", "collecting spoons", "climbing trees",
    "skating", "breeding moths", "painting eggs", "solving riddles", "whistling", "tap dancing", "cooking",
    "beekeeping",
)  # fmt: skip
MORE_JOBS: tuple[str, ...] = (
    "judge", "bus driver", "translator", "lawyer", "acrobat", "dentist", "pilot", "engineer", "glassblower",
    "detective", "farmer", "roofer", "saddler", "tax collector", "violin maker", "zookeeper",
    "umbrella mender", "ferryman", "actor", "optician",
)  # fmt: skip
INSTRUMENTS: tuple[str, ...] = tuple(
    """
    tuba harp flute cello drum banjo organ trumpet fiddle accordion oboe piano
    """.split()
)  # fmt: skip
ROOMS: tuple[str, ...] = (
    "the cellar", "the attic", "the pantry", "the hall cupboard", "the blue drawer", "the garden shed",
    "the boot room", "the kitchen", "the old chest", "the hayloft", "the study", "the coal hole", "the porch",
    "the laundry", "the wash house", "the back room", "the glass case", "the greenhouse",
    "the stable",
)  # fmt: skip
CLASSROOMS: tuple[str, ...] = (
    "the attic", "the kitchen", "the study", "the porch", "the back room", "the greenhouse", "the old stable",
    "the music room", "the hayloft", "the parlour", "the library", "the barn", "the upper hall",
    "the yellow room", "the boathouse", "the tower room",
)  # fmt: skip
GROUNDS: tuple[str, ...] = (
    "the town hall", "the market square", "the old bridge", "the park", "the long beach", "the school yard",
    "the chapel", "the bandstand", "the quay", "the castle", "the mill pond", "the station",
    "the village green", "the cricket field", "the north pier", "the orchard", "the churchyard",
    "the race course", "the lower meadow", "the harbour wall",
)  # fmt: skip
CARGOES: tuple[str, ...] = (
    "salt", "timber", "coal", "wool", "oranges", "pianos", "bricks", "cheese", "barley", "slate", "mackerel",
    "onions", "tiles", "hay", "rope", "tea chests", "cattle", "sand", "potatoes", "lamp oil",
)  # fmt: skip
FOODS: tuple[str, ...] = (
    "oats", "carrots", "toast crusts", "sardines", "apple cores", "cold porridge", "dandelions", "cheese rind",
    "boiled rice", "nuts", "cabbage leaves", "biscuits", "herring heads", "sunflower seeds", "bacon",
    "turnips", "cherries", "bread and milk",
)  # fmt: skip
MATERIALS: tuple[str, ...] = tuple(
    """
    brass oak silver clay glass tin ivory iron copper bone marble pewter walnut pine
    """.split()
)  # fmt: skip
OBJECTS: tuple[str, ...] = (
    "box", "key", "lamp", "clock", "ring", "mug", "tray", "mirror", "plate", "comb", "bowl", "whistle",
    "thimble", "spoon", "jug", "vase", "brooch", "candlestick", "music box", "bell", "pipe", "chess set",
    "teapot", "medal", "locket", "inkwell",
)  # fmt: skip
LESSONS: tuple[str, ...] = tuple(
    """
    piano swimming French dancing cookery drawing sailing singing chess pottery sewing maths fencing riding
    gardening first-aid
    """.split()
)  # fmt: skip
FEASTS: tuple[str, ...] = tuple(
    """
    Fair Feast Parade Race Supper Show Concert Ball Festival Auction Procession Picnic Regatta Dance
    """.split()
)  # fmt: skip
DURATIONS: tuple[str, ...] = (
    *(f"{n} minutes" for n in range(10, 60, 5)), "an hour", "two hours", "three hours", "half a day",
)  # fmt: skip
