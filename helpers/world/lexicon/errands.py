"""Sentences to read something off: times, names, lists, questions; rough requests; words by kind.

Slots: {N} {M} names, {t} a time, {n} a small number, {d} a day, {p} a place, {b} a boat, {x} a thing, {xs} several things.
"""

TIMES: tuple[str, ...] = (
    "{N} catches the ferry at {t}.", "The ferry for the island leaves at {t}.", "Choir practice begins at {t} on {d}.",
    "{N} will meet {M} at {t}, by {p}.", "High water is at {t} on {d}.", "Be at {p} by {t} and bring {n} sandwiches.",
    "{N} locked the door at {t}.", "At {t}, {n} boats were still out.",
    "The train with {n} carriages comes in at {t}.", "{N} ordered {n} pies for {t} on {d}.", "On {d} the market opens at {t}.",
    "Dear {N}, come to tea at {t}. There will be {n} of us.", "{N} waited for the {b} until {t}.", "The {b} sails at {t} with {n} passengers.",
    "It was {t} when {N} heard the knock.", "Supper is at {t}; {N} has laid {n} places.", "The doctor can see {N} at {t} on {d}.",
    "Lost: {n} keys on a string. Last seen at {t} near {p}.", "Notice: no water in {n} houses from {t} today.",
    "{N} set the alarm for {t} and slept through it.", "They rang {n} times, the last time at {t}.",
    "{N} has mended {n} nets and will be home at {t}.", "The concert starts at {t} and costs {n} pence.",
)  # fmt: skip

NAMES: tuple[str, ...] = (
    "On {d} {N} walked to {p}.", "At {p}, {N} bought {ax}.", "{N} painted the {b} blue.", "The {b} belongs to {N} now.",
    "It was {N} who rang the bell on {d}.", "Last {d} {ax} was handed to {N}.", "Has the {b} come in with {N} on board?",
    "The {x} in the window was made by {N}.", "Nobody saw {N} at {p} on {d}.", "From {p} you can see where {N} lives.",
    "In {m} {N} sailed the {b} round the bay.", "Every {d} {N} sweeps the steps of {p}.", "Please give the {x} to {N} at {p}.",
    "The {x} was lost in {m} and found by {N}.", "When the {b} sank, {N} swam to the pier.", "{N} says that {ax} is all one needs.",
)  # fmt: skip

LISTS: tuple[str, ...] = (
    "{N} packed {xs}.", "{N} put {xs} in the boat.", "In the shed {N} found {xs}.", "On {d} {N} sold {xs}.", "For the fair {N} will bring {xs}.",
    "{N} left {xs} on the pier.", "The tide washed up {xs}.", "{N} lent {M} {xs}.", "For sale at {p}: {xs}.",
    "{N} went out to buy {xs}.", "Missing since {d}: {xs}.",
    "{M} gave {N} {xs} for the journey.", "Under the bed {N} keeps {xs}.",
)  # fmt: skip

# verb of the statement, verb of the question
BOUGHT: dict[str, str] = {
    "bought": "buy", "found": "find", "sold": "sell", "lost": "lose", "borrowed": "borrow", "mended": "mend", "took": "take", "brought": "bring",
}  # fmt: skip

EVENTS: tuple[str, ...] = (
    "concert", "auction", "regatta", "fish auction", "wedding", "sale", "parade", "lecture", "dance", "race", "book sale", "picnic", "rehearsal",
    "magic show", "lesson", "inspection", "tea party", "puppet show", "quiz", "storm drill", "chess match", "swimming lesson",
)  # fmt: skip

# rough requests: what is wanted, as an order
ORDERS: tuple[str, ...] = (
    "shut the door", "pass the salt", "hold this rope", "move your boat", "bring me the {x}", "give me the {x}", "lend me your {x}",
    "show me the {x}", "mend my {x}", "wait by {p}", "stop singing", "turn the lamp down", "open the window", "sit down", "carry the {x}",
    "fetch the doctor", "clean the {x}", "take this letter to {M}", "tell {M} that I am here", "leave the {x} alone", "help {M} with the {x}",
    "pour the tea", "write this down", "put the {x} back", "find my {x}", "ring the bell", "come to {p}", "call {M}", "feed the cat",
)  # fmt: skip
WISHES: tuple[str, ...] = (
    "{ax}", "the {x} in the window", "a table by the fire", "two tickets", "a cup of tea", "my {x} back", "a ride to {p}", "a slice of cake",
    "a word with {M}", "a room for the night",
)  # fmt: skip
ASKED: tuple[str, ...] = (
    "where is {p}", "what does the {x} cost", "when does the ferry leave", "who owns the {b}", "where is my {x}", "where did {M} go",
    "what time is it", "who took the {x}", "when is high tide", "how far is {p}",
)  # fmt: skip
# how a rough request is put; {A} is the order with a capital, {a} without, {w} a wish, {q} a question, {i} an insult
ROUGH_ORDERS: tuple[str, ...] = (
    "{A}!", "{A}, {i}!", "{A}. And be quick about it!", "{A}, or else!", "{A} at once!", "Oi, {a}!", "Hey, {i}, {a}!", "{A}. I won't ask twice.",
    "{A}. Are you deaf?", "Just {a}, will you!", "{A} this minute!", "Come on, {a}!",
)  # fmt: skip
ROUGH_WISHES: tuple[str, ...] = (
    "I want {w}.", "I want {w}, {i}!", "I want {w}, and I want it now!", "Oi, I want {w}!", "I want {w}. Hurry up!", "I want {w}, and no excuses!",
)  # fmt: skip
ROUGH_QUESTIONS: tuple[str, ...] = (
    "{Q}?", "{Q}, {i}?", "Oi, {q}?", "{Q}? Speak up!", "{Q}? Well?", "{Q}? I haven't got all day!", "Hey, {i}, {q}?",
)  # fmt: skip

KINDS: dict[str, tuple[str, ...]] = {
    "animal": ("cat", "dog", "donkey", "goat", "hen", "goose", "parrot", "pony", "ferret", "tortoise", "duck", "rabbit", "pig", "jackdaw", "gull", "seal"),
    "food": ("fish pie", "seed cake", "crab soup", "cabbage", "lemon", "currant bun", "kipper", "goat's cheese", "apple turnover", "barley broth",
             "carrot", "loaf of bread", "egg custard", "onion", "potato", "humbug"),
    "tool": ("hammer", "screwdriver", "pliers", "paintbrush", "trowel", "garden fork", "saw", "spade", "chisel", "spanner", "rake", "axe", "file", "drill"),
    "clothing": ("scarf", "jumper", "raincoat", "waistcoat", "shawl", "apron", "bobble hat", "mittens", "socks", "felt slippers", "bowler hat", "dress",
                 "walking boots", "straw hat"),
    "boat": ("dinghy", "trawler", "sloop", "crabber", "ketch", "rowing boat", "ferry", "yawl", "punt", "lugger", "tug", "canoe"),
    "instrument": ("drum", "fiddle", "accordion", "tin whistle", "harmonica", "flute", "piano", "trumpet", "banjo", "tambourine", "cello", "bugle"),
}  # fmt: skip
