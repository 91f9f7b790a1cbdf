"""The words of Harbour pidgin. English on the left, pidgin on the right; the grammar is in helpers/world/pidgin.

No word of the pidgin stands for two English words, so that a sentence can be turned back.
"""

# who does things; "the" and "a" go before them
PEOPLE: dict[str, str] = {
    "baker": "lofa", "fisher": "finnaman", "sailor": "saltaman", "captain": "bosska", "doctor": "fixabod", "vicar": "prayka",
    "potter": "muddaman", "teacher": "tella", "child": "smalla", "neighbour": "nexta", "friend": "matta", "diver": "dippa",
}  # fmt: skip
ANIMALS: dict[str, str] = {
    "cat": "mirra", "dog": "woffa", "gull": "kreeka", "goat": "behbeh", "goose": "honka", "donkey": "hawno",
}  # fmt: skip
THINGS: dict[str, str] = {
    "boat": "skiffa", "net": "loopa", "rope": "twissa", "lamp": "glimma", "bell": "donga", "kettle": "bubbla", "bucket": "slosha",
    "hat": "toppa", "boot": "stompa", "key": "klikka", "clock": "tikka", "basket": "weeva", "ladder": "climma", "letter": "skribba",
    "drum": "bumba", "coat": "wrappa", "oar": "pulla", "anchor": "haka",
}  # fmt: skip
FOODS: dict[str, str] = {
    "fish": "finna", "crab": "nippa", "cake": "sweeta", "pie": "krusta", "egg": "ovva", "apple": "krunka", "bun": "dolla",
}  # fmt: skip
PLACES: dict[str, str] = {
    "harbour": "havva", "beach": "sanda", "house": "roofa", "shop": "sella", "pier": "planka", "church": "steepa",
    "hill": "uppa", "kitchen": "kukka", "garden": "grinna", "bridge": "krossa", "market": "stalla", "cave": "holla",
}  # fmt: skip
ADJECTIVES: dict[str, str] = {
    "old": "grey", "new": "freska", "big": "grando", "small": "tinno", "red": "ruddo", "blue": "seko", "green": "weedo",
    "wet": "drippo", "broken": "krako", "good": "goodo", "heavy": "hevvo", "lost": "gonno", "warm": "toasto", "strange": "oddo",
}  # fmt: skip

# verb: (pidgin, what it takes: "" no object, else kinds of object)
VERBS: dict[str, tuple[str, str]] = {
    "mend": ("fik", "thing"), "find": ("spot", "thing animal"), "lose": ("drop", "thing"), "carry": ("hump", "thing food"),
    "buy": ("shill", "thing food"), "sell": ("trad", "thing food"), "hide": ("tuck", "thing food"), "bring": ("haul", "thing food"),
    "eat": ("gob", "food"), "cook": ("siz", "food"), "want": ("yen", "thing food"), "see": ("peep", "thing animal person"),
    "follow": ("trot", "person animal"), "help": ("lend", "person"), "know": ("ken", "person"), "paint": ("dab", "thing"),
    "clean": ("rub", "thing"), "watch": ("gaz", "thing animal person"), "like": ("fan", "person animal food"), "take": ("nab", "thing food"),
    "sleep": ("snor", ""), "sing": ("lal", ""), "wait": ("bid", ""), "dance": ("jig", ""), "work": ("graf", ""), "laugh": ("hoho", ""),
    "swim": ("plash", ""), "walk": ("pad", ""),
}  # fmt: skip
PREPOSITIONS: dict[str, str] = {
    "in": "inna", "on": "onna", "near": "hardba", "behind": "baka", "under": "unna", "at": "atta",
}  # fmt: skip
FITTING_PREPOSITIONS: dict[str, str] = {
    "harbour": "in near at", "beach": "on near", "house": "in near behind", "shop": "in near behind at", "pier": "on near under",
    "church": "in near behind at", "hill": "on near behind", "kitchen": "in", "garden": "in near behind", "bridge": "on near under",
    "market": "in near behind at", "cave": "in near",
}  # fmt: skip
# time words by the tense that they go with
TIMES: dict[str, dict[str, str]] = {
    "past": {
        "yesterday": "sunback",
        "last night": "moonback",
        "last week": "weekback",
        "long ago": "farback",
    },
    "present": {"today": "sunnow", "every day": "sunsun", "often": "muchly"},
    "future": {"tomorrow": "sunfore", "tonight": "moonfore", "next week": "weekfore", "soon": "quickfore"},
}
PRONOUNS: dict[str, str] = {
    "I": "mi", "you": "yu", "he": "hem", "she": "shem", "we": "weem", "they": "theym",
}  # fmt: skip
OBJECT_PRONOUNS: dict[str, str] = {
    "me": "I", "you": "you", "him": "he", "her": "she", "us": "we", "them": "they",
}  # fmt: skip
OWNERS: dict[str, str] = {
    "my": "o'mi", "your": "o'yu", "his": "o'hem", "her": "o'shem", "our": "o'weem", "their": "o'theym",
}  # fmt: skip
IRREGULAR_PLURALS: dict[str, str] = {"child": "children", "goose": "geese", "fish": "fish"}
UNPLURAL = frozenset({"fish"})  # its plural looks like its singular, so the grammar leaves it singular
A, PAST, FUTURE, NOT, QUESTION = "wan", "dun", "goan", "nix", "ne"
