"""What people do: jobs with the kind of place they work at, skills, and temperaments."""

# job: the kind of place that goes with it ("" for work that has no fixed place)
JOBS: dict[str, str] = {
    "baker": "bakery", "fishmonger": "fish shop", "bookseller": "bookshop", "chandler": "chandlery", "grocer": "grocer's",
    "greengrocer": "greengrocer's", "café keeper": "café", "innkeeper": "inn", "publican": "pub", "florist": "flower shop",
    "toymaker": "toy shop", "clockmaker": "clock shop", "potter": "pottery", "weaver": "wool shop", "blacksmith": "forge",
    "boatbuilder": "boatyard", "librarian": "library", "teacher": "school", "doctor": "surgery", "nurse": "surgery",
    "chemist": "chemist's", "postmaster": "post office", "postal worker": "post office", "barber": "barber's",
    "hairdresser": "barber's", "cobbler": "cobbler's", "tailor": "tailor's", "milliner": "hat shop",
    "lighthouse keeper": "lighthouse", "harbour master": "harbour office", "ferry pilot": "ferry landing",
    "museum keeper": "museum", "organist": "chapel", "vicar": "chapel", "bell-ringer": "chapel", "cheesemaker": "cheese shop",
    "sweet seller": "sweet shop", "ice-cream seller": "ice-cream parlour", "ironmonger": "ironmonger's",
    "picture framer": "gallery", "painter": "gallery", "cinema manager": "cinema", "stationmaster": "station",
    "signaller": "station", "vet": "vet's", "baths attendant": "sea baths", "cycle mender": "cycle shop",
    "sailmaker": "sail loft", "net mender": "net loft", "brewer": "brewery", "cider maker": "brewery",
    "fish smoker": "smokehouse", "gardener": "park", "park keeper": "park", "lifeboat coxswain": "lifeboat station",
    "mayor": "town hall", "town clerk": "town hall", "newspaper editor": "newspaper office", "reporter": "newspaper office",
    "printer": "newspaper office", "dressmaker": "tailor's", "jeweller": "jeweller's", "antiques dealer": "antiques shop",
    "tea blender": "tea room", "chocolate maker": "sweet shop", "cook": "inn", "waiter": "café", "fisher": "harbour",
    "crab catcher": "harbour", "oyster farmer": "harbour", "sailor": "harbour", "diver": "harbour", "carpenter": "boatyard",
    "rope maker": "chandlery", "astronomer": "observatory", "weather watcher": "observatory", "miller": "mill",
    "beekeeper": "", "shepherd": "", "goat keeper": "", "piano tuner": "", "plumber": "", "thatcher": "", "chimney sweep": "",
    "window cleaner": "", "electrician": "", "shell collector": "", "puppeteer": "", "fiddler": "", "basket maker": "",
    "kite maker": "", "poet": "", "mapmaker": "", "surveyor": "", "retired captain": "", "retired schoolteacher": "",
    "retired diver": "", "retired signaller": "", "dancing teacher": "", "music teacher": "", "night watchman": "",
}  # fmt: skip

CHILD_JOB = "pupil"

# skill (a gerund phrase) -> what a beginner gets wrong
SKILLS: dict[str, str] = {
    "tying a bowline": "came undone at the first tug",
    "whistling": "sounded like a kettle with a grievance",
    "playing the fiddle": "sent the cat out of the window",
    "playing the accordion": "wheezed like a bellows with a cold",
    "rowing": "went round and round like a duck",
    "sculling over the stern": "ended with a wet sleeve",
    "juggling": "lost three eggs in a minute",
    "baking bread": "could have been used as a doorstop",
    "making marmalade": "set as hard as a window",
    "knitting socks": "had one heel too many",
    "darning nets": "had more holes than before",
    "throwing pots": "leaned like a tired sailor",
    "skipping stones": "sank with a single plop",
    "carving spoons": "looked more like paddles",
    "reading the stars": "turned out to be the station lamp",
    "forecasting the weather": "was wrong about everything but the date",
    "flying a kite": "spent the morning in a tree",
    "riding a bicycle": "ended in the duck pond",
    "swimming on the back": "bumped into the pier",
    "waltzing": "left three people limping",
    "calligraphy": "had a blot in the shape of a whale",
    "keeping bees": "ended with a swollen thumb",
    "milking goats": "put more on the floor than in the pail",
    "making cheese": "smelled so strong that the neighbours called",
    "singing bass": "cracked on the low notes",
    "ringing changes": "came in half a beat late",
    "mending clocks": "struck fourteen",
    "laying bricks": "wandered off to the left",
    "splicing rope": "frayed overnight",
    "gutting herring": "took all afternoon for six fish",
    "folding paper boats": "sank in the horse trough",
    "reading a tide table": "arrived to find the slipway under water",
    "semaphore": "spelled out something about cabbages",
    "speaking in public": "lasted eleven seconds",
    "painting in watercolours": "ran together into one large puddle",
    "card tricks": "left the wrong card on the table",
    "cooking mussels": "filled the whole house with steam",
    "grafting apple trees": "dropped off in a week",
    "training a parrot": "taught it only to cough",
    "playing chess": "was lost in nine moves",
    "making candles": "burned sideways",
    "weaving baskets": "would not stand up",
}

TEMPERAMENTS: tuple[str, ...] = (
    "patient", "stubborn", "cheerful", "shy", "talkative", "careful", "absent-minded", "curious", "proud", "gentle",
    "grumpy", "hopeful", "thrifty", "generous", "dreamy", "punctual", "forgetful", "brave", "nervous", "dry-humoured",
)  # fmt: skip

HOBBIES: tuple[str, ...] = (
    "watching the boats", "collecting sea glass", "playing draughts", "growing sweet peas", "long walks on the cliffs",
    "crossword puzzles", "bird-watching", "singing in the choir", "swimming before breakfast", "carving whistles",
    "reading detective stories", "baking", "sketching the harbour", "keeping a weather diary", "mending old radios",
    "pressing flowers", "brass rubbing", "star-gazing", "crab fishing off the pier", "telling tall stories",
    "folk dancing", "making model boats", "writing letters", "flying kites", "gardening", "jigsaw puzzles",
)  # fmt: skip
