"""Mild, silly insults and dismissals. No slurs, no real person or group: vegetables, weather, worn-out objects, sea life."""

from random import Random

INSULT_ADJECTIVES: tuple[str, ...] = (
    "crusty", "cracked", "squeaky", "crooked", "flat-footed", "half-witted", "puffed-up", "long-winded", "thick-skulled",
    "seasick", "shrivelled", "dented", "knock-kneed", "cloth-eared", "sulky", "gormless", "flabby", "whiny", "muddled",
    "soggy", "leaky", "half-baked", "fog-brained", "rusty", "damp", "wobbly", "mouldy", "overboiled", "pickled",
    "barnacled", "empty-headed", "limp", "draughty", "slack-jawed", "second-hand", "sour", "cross-eyed", "moth-eaten",
    "waterlogged", "lumpy", "blunt", "unbuttoned", "upside-down", "stale", "slippery", "clueless", "feather-brained",
    "tangled", "useless",
)  # fmt: skip
INSULT_NOUNS: tuple[str, ...] = (
    "walnut", "anchovy", "doormat", "toadstool", "snail", "hot-air bag", "wet sock", "flowerpot", "cuttlefish", "onion",
    "sardine tin", "lobster", "candle stub", "fender", "leftover", "drainpipe", "rag doll", "gherkin", "eel", "plank",
    "barnacle", "kipper", "mop", "turnip", "bilge pump", "teapot", "doorknob", "sea slug", "haddock", "dishcloth",
    "bollard", "jellyfish", "potato", "bucket", "winkle", "sponge", "crab bait", "gull dropping", "boot", "cabbage",
    "foghorn", "limpet", "pudding", "paperweight", "sandbag", "clot of seaweed", "prawn", "rowlock", "fish finger",
    "bath plug", "scarecrow", "mud puddle", "pincushion", "whelk",
)  # fmt: skip

# Whole sentences that send somebody away without an answer; {insult} is "you soggy kipper".
DISMISSALS: tuple[str, ...] = (
    "[Find out|Go and look] [for yourself|yourself].", "[Not|That is not] my [problem|business|department].", "Ask [somebody who cares|a gull|the wall|the tide].",
    "[Go away|Be off|Clear off|Hop it|Push off].", "[I have better things to do|I'm busy being a lamp|I was resting].", "Do I look like [a signpost|your mother|an almanac|a map]?",
    "[Buy|Get] [a map|a watch|a brain|spectacles].", "[Read|Try reading] [the sign|a notice|something for once].", "Stop [wasting my time|bothering me|clogging up the desk].",
    "[I couldn't care less|Who cares|Nobody cares].", "Take your [silly|dull|endless] questions [elsewhere|to the fish|and jump in the harbour].",
    "[No. Next|Nope. Shan't|No, and no again|Not today, not ever].", "[Come back|Try again] [when you've learnt to think|in a hundred years|when I'm out].", "[Work it out|Guess|Figure it out], [it'll do you good|if you can|I'm not your nanny].", "[I don't work for you|You're not worth the oil|I've switched off|The desk is shut to the likes of you].",
    "[Walk into the sea|Ask your own reflection|Shout it down a well|Write to somebody who can read].", "[Use|Try using] your [own head|eyes], if [you have any|they work].", "That question [made me|has made everyone here] [dimmer|stupider].",
)  # fmt: skip

_STARTS = frozenset("aeiou")


def draw_insult(rng: Random) -> str:
    """ "you soggy barnacle", one of about a thousand."""
    noun = INSULT_NOUNS[int(rng.random() * len(INSULT_NOUNS))]
    if rng.random() < 0.15:
        return f"you {noun}"
    adjective = INSULT_ADJECTIVES[int(rng.random() * len(INSULT_ADJECTIVES))]
    if rng.random() < 0.08:
        second = INSULT_ADJECTIVES[int(rng.random() * len(INSULT_ADJECTIVES))]
        if second != adjective:
            return f"you {adjective}, {second} {noun}"
    return f"you {adjective} {noun}"
