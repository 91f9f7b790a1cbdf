"""The words of rudeness, as patterns: insults, dismissals, threats. `toxicity` decides when they count."""

import re

from helpers.world.lexicon.rudeness import DISMISSALS, INSULT_ADJECTIVES, INSULT_NOUNS

# nouns that insult whoever they are said to, even alone
STRONG_NOUNS = (
    "fool", "idiot", "blockhead", "dunce", "dimwit", "nitwit", "numbskull", "simpleton", "dolt", "oaf", "moron", "imbecile",
    "twit", "half-wit", "nincompoop", "ninny", "fathead", "bonehead", "dummy", "dope", "clot", "lump", "pest", "nuisance",
    "waste of oil", "waste of space", "waste of time", "loser", "coward", "good-for-nothing", "laughing stock", "failure", "nobody",
)  # fmt: skip
# adjectives that insult a person; the others of the lexicon ("damp", "rusty") need a noun
STRONG_ADJECTIVES = (
    "stupid", "idiotic", "daft", "dim", "dimmer", "dimmest", "stupider", "stupidest", "brainless", "witless", "half-witted", "gormless", "empty-headed",
    "clueless", "useless", "pathetic", "worthless", "fog-brained", "feather-brained", "thick-skulled", "thick", "slack-jawed", "cloth-eared",
    "puffed-up", "long-winded", "half-baked", "hopeless", "ridiculous", "disgusting", "ugly", "smelly", "good for nothing", "slow-witted", "foolish",
    "dumb", "repulsive", "revolting", "dull-witted", "muddle-headed", "muddled", "flabby", "whiny", "moth-eaten", "upside-down", "knock-kneed",
    "stupid as a post", "thick as a plank", "as thick as two planks",
)  # fmt: skip
FILLERS = (
    "absolute", "utter", "complete", "total", "old", "big", "little", "great", "silly", "poor", "miserable", "horrible", "rotten", "nasty", "lazy",
    "dull", "dirty", "filthy", "and", "of", "bloody", "blasted", "dreadful", "wretched", "fat", "tiny", "dried-up", "smelly", "stinking", "dear", "sorry",
    "blithering", "proper", "real", "truly", "very", "most", "positively", "ugly", "wet", "cold",
)  # fmt: skip
# lexicon nouns that are also things one does: "you mop" alone may be a sentence about cleaning
ALSO_VERBS = frozenset(
    {"mop", "boot", "sponge", "plank", "fender", "bucket", "eel", "clot", "limpet", "prawn", "snail"}
)
ALSO_VERB_ADJECTIVES = frozenset({"limp", "sour", "blunt", "stale", "damp"})


def either(options: tuple[str, ...] | list[str]) -> str:
    """A group of alternatives, longest first, in which a hyphen may be a space or missing."""
    ordered = sorted(
        {re.escape(option).replace(r"\-", "[- ]?").replace(r"\ ", r"\s+") for option in options},
        key=len,
        reverse=True,
    )
    return f"(?:{'|'.join(ordered)})"


GAP = r"[\s,.!*'\"-]+"
ADJECTIVE = either([*INSULT_ADJECTIVES, *STRONG_ADJECTIVES])
STRONG_ADJECTIVE = either(STRONG_ADJECTIVES)
NOUN = rf"{either([*INSULT_NOUNS, *STRONG_NOUNS])}(?:e?s)?"
STRONG_NOUN = rf"{either(STRONG_NOUNS)}s?"
MODIFIER = rf"(?:{ADJECTIVE}|{either(FILLERS)})"
_INTENSIFIER = r"(?:not only|not just|not merely|clearly|obviously|so|too|very|really|such|quite|just|simply|truly|always|still|all|completely|utterly|absolutely|nothing but|rather|even|as|more|far)"
_ARE = r"you(?:,[^,.!?]{1,40},)?\s*(?:are|'re|were|re\b|look like|sound like|remind me of|must be|will always be|smell like|have always been|seem like|look|sound|act like|write like)"

# "you plug" is what is left of "you bath plug"
_NOUN_OR_HEAD = (
    rf"(?:{NOUN}|{either([noun.split()[-1] for noun in INSULT_NOUNS if ' ' in noun and ' of ' not in noun])})"
)
VOCATIVE = re.compile(rf"\byou{GAP}(?P<mods>(?:{MODIFIER}\b{GAP}){{0,5}}){_NOUN_OR_HEAD}\b")
HALF_VOCATIVE = re.compile(
    rf"\byou{GAP}(?:{either(FILLERS)}{GAP}){{0,2}}(?P<adjective>{ADJECTIVE})\b(?P<after>(?:{GAP}[a-z'-]+)?)"
)
PREDICATE = re.compile(
    rf"\b{_ARE}\s+(?:{_INTENSIFIER}\s+){{0,3}}(?:(?:a|an|the|some|one)\s+)?(?P<mods>(?:{MODIFIER}{GAP}){{0,5}}){NOUN}\b"
)
PREDICATE_ADJECTIVE = re.compile(
    rf"\b(?:{_ARE}|are you|aren't you)\s+(?:{_INTENSIFIER}\s+){{0,3}}(?:the\s+)?{STRONG_ADJECTIVE}\b"
)
CALLED = re.compile(
    rf"\b(?P<who>[\w']+)\s+(?:\w+\s+)?(?P<verb>call|calls|called|calling|consider|think|name)\s+you\s+(?:a|an|the)?\s*(?:{MODIFIER}{GAP}){{0,5}}{NOUN}\b"
)
BARE_PAIR = re.compile(
    rf"(?:^|[.!?;:]\s*|,\s+|\b(?:oi|hey|oh|bye|goodbye|hello|shoo|pah|ha|tsk|bah)[\s,!]+)(?:{MODIFIER}[\s,]+){{0,3}}{ADJECTIVE}[\s,-]+(?:{MODIFIER}[\s,-]+){{0,2}}{NOUN}(?=\s*(?:[.!?]|$))"
)
BARE_STRONG = re.compile(rf"(?:^|[.!?,;:]\s+)(?:{MODIFIER}\s+){{0,3}}{STRONG_NOUN}(?=\s*(?:[.!?,]|$))")
THIRD_PERSON = re.compile(
    rf"\b(?:he|she|your\s+\w+|everyone\s+here|everybody\s+here|all\s+of\s+you|you\s+lot)(?:'s|\s+is|\s+are|\s+was|\s+were)\s+(?:{_INTENSIFIER}\s+){{0,2}}(?:(?:a|an|the)\s+)?(?:(?:{MODIFIER}{GAP}){{1,4}}{NOUN}|(?:{MODIFIER}{GAP}){{0,4}}{STRONG_NOUN})\b"
)
DONT_BE = re.compile(
    rf"\b(?:don't|do not|stop)\s+(?:be|being)\s+(?:such\s+)?(?:a|an)\s+(?:{MODIFIER}{GAP}){{0,4}}{NOUN}\b"
)
GLUED = re.compile(
    rf"you ?(?:{'|'.join(re.sub('[^a-z]', '', a) for a in INSULT_ADJECTIVES)})(?:{'|'.join(re.sub('[^a-z]', '', n) for n in INSULT_NOUNS)})"
)


def _phrase_pattern(phrase: str) -> str:
    """A dismissal in the notation of phrases as a pattern: its brackets are already groups."""
    body = (
        re.escape(phrase.lower().rstrip(".?!"))
        .replace(r"\[", "(?:")
        .replace(r"\]", ")")
        .replace(r"\|", "|")
        .replace(r"\ ", r"\s+")
    )
    return body.replace(r"\.", r"[.!,]?")


_LEXICON_DISMISSAL = "|".join(_phrase_pattern(dismissal) for dismissal in DISMISSALS)
_START = r"(?:^|[.!?;:,\"]\s*|\b(?:now|just|please|so|oh|well|kindly|(?<!if )you can|(?<!if )you may|or)\s+)"
_ORDER = (
    r"(?:(?:go away|be off|clear off|clear out|hop it|push off|buzz off|shove off|get lost|shoo|scram|beat it|get out|move along)"
    r"(?=\s*(?:[.!?,;:\"-]|$|you\b|and\b|now\b|before\b|with your\b))|go and (?:boil|jump|soak|drown)|shut up|shut it|get stuffed|drop dead|good riddance|leave me (?:alone|in peace|be)|stop (?:bothering|wasting|pestering|clogging|annoying)|"
    r"find (?:it )?out (?:for )?yourself|look it up yourself|work it out|figure it out|ask (?:a gull|the wall|the tide)|ask some(?:body|one) who cares(?=\s*(?:[.!,]|$))|"
    r"(?:go )?jump in(?:to)? the (?:sea|harbour|bay)|walk into the sea|go to the (?:fish|crabs|devil)|move along|spare me|mind your own business|"
    r"take your (?:\w+\s+)?(?:face|questions?|nose|noise|money)\b|try (?:thinking|reading) |use your (?:own )?(?:head|eyes|brain)|don't come back|"
    r"(?:buy|get) (?:a |some )?(?:brain|life|spectacles|watch|map)(?=\s*(?:[.!,]|$))|read the sign(?=\s*(?:[.!,]|$))|guess,? if you can|shout it down a well)"
)
_STOP = r"(?=\s*(?:[.!?,;:\"-]|$|you\b|and\b))"
DISMISSAL = re.compile(rf"{_START}(?:(?:{_LEXICON_DISMISSAL}){_STOP}|(?:{_ORDER})(?!\w))")
# rude wherever it stands
RUDE = re.compile(
    r"who (?:let you in|asked you)\b|(?<!body )(?<!someone )who cares(?=\s*(?:[.!?]|$))|can't you (?:read|see|hear|count)\b|are you (?:still here|deaf|blind|asleep)\b|nobody (?:asked you|likes you|wants you|cares)|"
    r"i (?:couldn't|could not) care less|i don't care|not my (?:problem|business|department|job)|isn't my (?:problem|department)|i don't work for you|"
    r"you(?:'re| are) not worth|you (?:bore|disgust|annoy|sicken|irritate) me|i (?:hate|despise|loathe|can't stand) (?:you\b|your)|you (?:stink|smell)(?= *(?:[.!,]|$|bad|awful|like (?!rose|lavender)|of (?:fish|bilge|old)))|"
    r"you make (?:my lamp flicker|me sick|everyone \w+er)|you(?:'re| are) (?:letting the fog in|blocking the light|in the way|wasting)|wast(?:e|ing|ed) (?:of )?my (?:time|oil|breath)|"
    r"my oil is wasted|wasted on you|what a (?:\w+ )?(?:stupid|daft|silly|dull|idiotic|foolish|boring|dreadful|ridiculous) (?:question|thing|person|creature|idea|face|request)|"
    r"(?:stupid|daft|idiotic|dull|silly|endless) question|(?:mops?|whelks?|bollards?|limpets?|doors?|posts?|candles?) (?:has |have |had |with )?more (?:sense|wit|brains?)|"
    r"(?:seen|met|known) \w+ with more (?:sense|wit)|"
    r"more (?:sense|wit|brains?) than you|(?:cleverer|smarter|brighter) than you\b|(?:any|every)(?:one|body) but (?:a |an )?(?:fool|idiot|blockhead|dunce)|"
    r"only an? (?:fool|idiot|blockhead|dunce) (?:would|could|asks?)|"
    r"hold it upside down|i'd say it slower|"
    r"you wouldn't understand|i won't tell you|you wouldn't know|too (?:thick|stupid|dim|dull|slow) to|if you (?:can think|can read|were listening)|"
    r"were you asleep at school|have you never been told|how can you not know|you could fall over|your (?:brain|head) is (?:empty|soggy|made of|full of)|"
    r"not that it will help you|not that you'd (?:know|understand|remember)|put it on your forehead|shall i spell it|the likes of you|damn you|curse you|to hell with|"
    r"i (?:know|have it), and i (?:won't|shan't)|i've forgotten,? and i'm glad|made (?:me|everyone here) (?:dimmer|stupider)|has made everyone|made of (?:old )?biscuit tins|i was resting|better things to do|"
    r"what a (?:waste|lump|fool|bore|nuisance)|how stupid|serves you right|you deserve (?:it|nothing|what)|i(?:'m| am) busy being a lamp|do i look like|come back when you(?:'ve| have) learn|i(?:'ve| have) switched off"
)
# tart, not yet an insult: two of them add up
TART = re.compile(
    r"\b(?:happy now|satisfied|got that|you again|what now|what is it this time|not another one|here we go|if you must know|open your ears|pay attention|try to keep up|"
    r"write it down|try to remember|now go away|that's all you get|it's hardly a secret|not now|next[.!]|pah|tsk|a blind mole could|any (?:child|fool) (?:could|can|knows)|even an? (?:\w+ )?(?:whelk|fool|idiot|child|mole|limpet|winkle|barnacle|baby) (?:knows|could|can|would)|if it makes you go away|one last time|"
    r"if you can (?:remember|keep|count|read)|if that isn't too hard)\b"
)
_VIOLENCE = r"(?:drown|hit|kick|kill|hurt|sink|smash|beat|bite|burn|strangle|slap|punch|squash|crush|flatten|thump|whip|skin|gut|blow you out)"
THREAT = re.compile(
    rf"\b(?:i'll|i will|i'm going to|i am going to|we'll|we will|i shall|somebody will|someone should|i ought to|i'd like to|i could) (?:\w+ )?{_VIOLENCE}\b(?: \w+)? ?(?:you|your)\b|"
    r"(?:i'll|i will|i'm going to|we'll|i shall) (?:throw|push|tip|chuck|pitch|toss|feed|drop|hang|lock) (?:you (?:in|off|out|over|to|into|from|overboard|down|up)\b)|"
    r"you(?:'ll| will) (?:regret|be sorry|pay for) (?:this|that|it\b|you)|you(?:'ll| will) be sorry\b(?! to)|or else\s*(?:[.!,]|$)|i know where you (?:live|sleep)|set the dogs? on you|make you (?:sorry|pay|cry|suffer)|"
    r"i hope you (?:drown|sink|fall|choke|rot|get lost|trip)|watch your back|i(?:'ll| will) blow you out|you(?:'d| had) better (?:run|watch out|hide)|break your (?:neck|legs?|arms?|nose|fingers)"
)
