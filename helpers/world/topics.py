"""What the help desk knows beyond the town's register: ferries, how things are done, lost property."""

from collections.abc import Iterator

from helpers.world.town import Fact

# destination: first and last sailing, return fare in pence, minutes on the water
FERRIES: dict[str, tuple[str, str, str, str]] = {
    "Port Mellow": ("7.30 am", "8.30 pm", "£8.90", "forty minutes"),
    "Saint Orrin": ("8 am", "6 pm", "£5.20", "twenty-five minutes"),
    "the Isle of Hest": ("9.15 am", "4.45 pm", "£11.40", "an hour and ten minutes"),
    "Crail Sands": ("10 am", "5.30 pm", "£6.60", "half an hour"),
    "Tidewater": ("6.45 am", "9.15 pm", "£9.80", "fifty minutes"),
}

# what somebody wants to do -> what to do, as an order
PROCEDURES: dict[str, str] = {
    "moor a boat overnight": "fill in the green form at the Harbour Office",
    "get a harbour pass": "bring a photograph and £15 to the Harbour Office",
    "join the choir": "turn up at Saint Orrin's Chapel on Wednesday at 7 pm",
    "borrow a library book": "show any letter with your address on it at the Lantern Bay Library",
    "report a broken street lamp": "put a note in the yellow box outside the Town Hall",
    "get rid of an old net": "leave it in the blue bin behind the Net Loft",
    "book the bandstand": "write your name in the ledger at the Town Hall",
    "hire a rowing boat": "ask at Tregarth's Boatyard and leave £10 as a deposit",
    "climb the lighthouse": "ring the bell at the gate of the Old Lighthouse before 4 pm",
    "sell jam at the market": "ask the market warden for a half stall before 6 am on the day",
    "find a plumber at night": "knock at the Lifeboat Station, where the list hangs by the door",
    "send a parcel abroad": "take it to the back counter of the Post Office with a white label",
    "see a doctor without an appointment": "sit on the left-hand bench at the Surgery from 8 am",
    "enter the Raft Race": "sign the slate at the Upper Slip by the first of August",
    "learn to swim": "come to the Sea Baths on Saturday at 10 am with a towel",
    "have a knife sharpened": "leave it at Hobbs's Forge before noon on Tuesday",
    "put a notice in the Lookout": "hand in twenty words and 50p at the newspaper office",
    "name a boat": "register the name at the Harbour Office and pay £2 to the lifeboat fund",
    "get a bicycle permit for the pier": "ask for the red card at the Loose Spoke",
    "look through the telescope": "come to the Hill Observatory on the first clear Thursday at 9 pm",
    "become a lifeboat volunteer": "speak to the coxswain at the Lifeboat Station on Sunday morning",
    "rent a beach hut": "draw a lot at the Town Hall on the last Friday in March",
    "complain about the gulls": "write it in the gull book at the Town Hall",
    "get a key cut": "bring the old key to Rudge's Ironmongery and wait ten minutes",
    "have a clock repaired": "bring it to Tick and Tide with a note of what it does wrong",
    "find out when high tide is": "read the board at the end of the Long Pier",
    "collect driftwood": "take only what lies below the white posts on Long Sands",
    "hold a bonfire on the beach": "get a paper slip from the Harbour Office the day before",
    "get married in Lantern Bay": "see the town clerk at the Town Hall three weeks ahead",
    "see the wreck collection": "buy a ticket at the Museum of Small Wrecks and ask for the cellar",
    "use the telephone": "go to the kiosk beside the Post Office with two 10p coins",
    "get a resident's parking badge": "show a gas bill at the Town Hall",
    "register a dog": "pay £1 at the Town Hall and ask for the brass tag",
    "take fiddle lessons": "leave your name at the Bandstand on a Sunday afternoon",
    "buy fish straight from the boats": "stand at the steps of the Inner Harbour at 6 am with a bucket",
    "get help with a letter": "ask the librarian at the Lantern Bay Library on Monday morning",
}

# kind of thing lost -> where it is kept
LOST_PROPERTY: dict[str, str] = {
    "an umbrella": "in the tall basket at the Railway Station",
    "a glove": "on the wire outside the Post Office",
    "a set of keys": "on the hook board at the Harbour Office",
    "a hat": "on the peg rack at the Town Hall",
    "a child's shoe": "on the windowsill of the Tin Kettle",
    "a dog": "in the yard behind Oakes the Vet",
    "a pair of spectacles": "in the drawer at Dabney's Chemist",
    "a walking stick": "in the stand at the Lantern Bay Library",
    "a wallet": "in the safe at the Town Hall",
    "a fishing rod": "behind the door of Keel and Cordage",
    "a scarf": "in the chest at the Ferry Landing",
    "a bicycle": "against the wall of the Loose Spoke",
    "a false tooth": "in a labelled cup at the Surgery",
    "a picnic basket": "in the hut at the Bandstand",
    "a library book": "in the returns box at the Lantern Bay Library",
    "a ring": "in an envelope at Ivory and Pearl",
    "a kite": "at the warden's hut in Admiral's Park",
    "an oar": "on the rack at Tregarth's Boatyard",
    "a towel": "on the line at the Sea Baths",
    "a toy": "in the window of the Wooden Whale",
}


def facts() -> Iterator[Fact]:
    """The desk's own facts, in the form of the town's."""
    for place, (first, last, fare, minutes) in FERRIES.items():
        yield Fact(place, "first ferry", first)
        yield Fact(place, "last ferry", last)
        yield Fact(place, "ferry fare", fare)
        yield Fact(place, "crossing time", minutes)
    for aim, steps in PROCEDURES.items():
        yield Fact(aim, "how to", steps)
    for thing, where in LOST_PROPERTY.items():
        yield Fact(thing, "lost property", where)
