"""Kinds of places, what they are called and what they sell; streets."""

STREETS: tuple[str, ...] = (
    "Mackerel Lane", "Harbour Street", "Lamp Row", "Chapel Hill", "Net Street", "Anchor Lane", "The Front", "Ropewalk",
    "Cockle Alley", "Bellman's Steps", "Crab Corner", "Quay Street", "Gull Rise", "Orchard Row", "Cooper's Yard",
    "Salt Lane", "Station Road", "Mill Path", "Saint Orrin's Walk", "Widow's Wharf", "Ferry Road", "Upper Tide Street",
    "Limpet Lane", "Bowline Street", "Candle Court", "Staithe Road", "Fiddler's Row", "Old Mole Road", "Sprat Street",
    "Warden's Hill", "Cliff Road", "Schooner Street", "Pilot's Row", "Eel Passage", "Marram Way", "Beacon Terrace",
    "Cutter Street", "Tallow Lane", "Spindrift Road", "Brewhouse Yard", "Windlass Lane", "Shingle Street",
)  # fmt: skip

# kind: (names for the home town, names for other towns, earliest and latest opening hour, closing hour range, sells?)
PLACE_NAMES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "bakery": (("Crumb and Candle", "Loveday's Bakery"), ("The Warm Crust", "Plumtree's Bakery")),
    "fish shop": (
        ("The Silver Herring", "Gannet's Fish Shop"),
        ("The Honest Haddock", "Otterburn's Fish Shop"),
    ),
    "bookshop": (("The Dry Page", "Quill's Books"), ("The Tall Shelf", "Inkpen's Books")),
    "chandlery": (("Keel and Cordage",), ("The Ship's Locker",)),
    "grocer's": (("Mudge's Stores", "Farthing's Grocery"), ("Jessop's Stores", "The Full Larder")),
    "greengrocer's": (("The Leek and Lemon",), ("The Green Barrow",)),
    "café": (("The Tin Kettle", "Café Marguerite", "The Blue Spoon"), ("The Chipped Cup", "Café Paloma")),
    "inn": (("The Sleeping Seal", "The Lantern Inn"), ("The Drowsy Otter", "The Mermaid's Rest")),
    "pub": (("The Anchor and Goose", "The Dry Oar"), ("The Crooked Mast", "The Jolly Limpet")),
    "flower shop": (("Marigold and Moss",), ("The Potting Bench",)),
    "toy shop": (("The Wooden Whale",), ("The Spinning Top",)),
    "clock shop": (("Tick and Tide",), ("The Second Hand",)),
    "pottery": (("The Wobbly Jug",), ("The Clay Room",)),
    "wool shop": (("The Knitted Gull", "Yarrow's Wools"), ("The Tangled Skein",)),
    "forge": (("Hobbs's Forge",), ("Ironside's Forge",)),
    "boatyard": (("Tregarth's Boatyard", "The Upper Slip"), ("Vosper's Boatyard",)),
    "library": (("the Lantern Bay Library",), ("the Town Library",)),
    "school": (("the Harbour School",), ("the Strand School",)),
    "surgery": (("the Surgery",), ("the Cottage Surgery",)),
    "chemist's": (("Dabney's Chemist",), ("Mallow's Chemist",)),
    "post office": (("the Post Office",), ("the Sub-Post Office",)),
    "barber's": (("Short Back and Tides",), ("The Close Shave",)),
    "cobbler's": (("The Second Sole",), ("Heel and Toe",)),
    "tailor's": (("Pettigrew and Stitch",), ("The Straight Seam",)),
    "hat shop": (("The Feathered Nest",), ("The Brim",)),
    "lighthouse": (("the Old Lighthouse",), ("the Red Lighthouse",)),
    "harbour office": (("the Harbour Office",), ("the Port Office",)),
    "ferry landing": (("the Ferry Landing",), ("the Ferry Stage",)),
    "museum": (("the Museum of Small Wrecks",), ("the Museum of Rope",)),
    "chapel": (("Saint Orrin's Chapel",), ("Saint Bega's Chapel",)),
    "cheese shop": (("The Blue Rind",), ("The Round Cheese",)),
    "sweet shop": (("Humbug House", "The Sugar Mouse"), ("The Striped Jar",)),
    "ice-cream parlour": (("The Melting Moment",), ("The Cold Cone",)),
    "ironmonger's": (("Rudge's Ironmongery",), ("The Brass Hinge",)),
    "gallery": (("the Tide Gallery",), ("the Slipway Gallery",)),
    "cinema": (("The Little Regal",), ("The Plaza",)),
    "station": (("the Railway Station",), ("the Halt",)),
    "vet's": (("Oakes the Vet",), ("Heron the Vet",)),
    "sea baths": (("the Sea Baths",), ("the Tidal Pool",)),
    "cycle shop": (("The Loose Spoke",), ("Freewheel",)),
    "sail loft": (("the Sail Loft",), ("the Canvas Loft",)),
    "net loft": (("the Net Loft",), ("the Twine Loft",)),
    "brewery": (("the Barnacle Brewery",), ("the Whelk Brewery",)),
    "smokehouse": (("the Smokehouse",), ("the Kipper House",)),
    "park": (("Admiral's Park", "the Sunken Garden"), ("the Long Meadow",)),
    "lifeboat station": (("the Lifeboat Station",), ("the Rescue House",)),
    "town hall": (("the Town Hall",), ("the Guildhall",)),
    "newspaper office": (("the Lookout Press",), ("the Weekly Tide Press",)),
    "jeweller's": (("Ivory and Pearl",), ("The Gilt Shell",)),
    "antiques shop": (("The Second Voyage",), ("Grandmother's Attic",)),
    "tea room": (("The Copper Urn",), ("The Lace Doily",)),
    "harbour": (("the Inner Harbour", "the Long Pier"), ("the Basin",)),
    "observatory": (("the Hill Observatory",), ("the Star House",)),
    "mill": (("the Tide Mill",), ("the Wind Mill",)),
    "market": (("the Friday Market",), ("the Corn Market",)),
    "beach": (("Pebble Beach", "Long Sands"), ("Shell Beach",)),
    "cliff": (("Gannet Cliff", "Warden's Head"), ("Raven Cliff",)),
    "bridge": (("the Fish Bridge",), ("the Hump Bridge",)),
    "bandstand": (("the Bandstand",), ("the Music Kiosk",)),
    "wood": (("Warden's Wood",), ("Hazel Wood",)),
    "farm": (("Goose Farm", "Underhill Farm"), ("Cuckoo Farm",)),
    "cove": (("Smuggler's Cove",), ("Sealskin Cove",)),
}

OUTDOOR_KINDS = frozenset({"park", "harbour", "market", "beach", "cliff", "bridge", "bandstand", "wood", "farm", "cove",
                           "ferry landing"})  # fmt: skip
UNSTAFFED_KINDS = frozenset({"park", "harbour", "beach", "cliff", "bridge", "bandstand", "wood", "cove"})

# the word a place takes when somebody is inside it or on it
ON_KINDS = frozenset({"beach", "cliff", "bridge"})
IN_KINDS = frozenset(
    "park wood library museum cinema chapel gallery lighthouse observatory cove smokehouse".split()
) | {"post office", "town hall", "sail loft", "net loft"}
