"""Words for traces of looking things up. `{t}` is a page's title, `{s}` what is asked about, `{need}` what is missing."""

# relation -> what somebody who needs it would say, and a word that a sentence about it can be looked up by
NEEDS: dict[str, tuple[str, str]] = {
    "kind": ("what kind of place {s} is", ""),
    "street": ("the street of {s}", ""),
    "founded": ("the year in which {s} was founded", "founded"),
    "owner": ("the owner of {s}", "owner"),
    "opens": ("the opening time of {s}", "open"),
    "closes": ("the closing time of {s}", "close"),
    "closed on": ("the day on which {s} is closed", "closed"),
    "price": ("the price of {d} at {s}", "£"),
    "door": ("the colour of the door of {s}", "door"),
    "age": ("the age of {s}", "years old"),
    "job": ("the job of {s}", "works as"),
    "lives": ("the address of {s}", "lives"),
    "favourite drink": ("the favourite drink of {s}", "drink"),
    "favourite dish": ("the favourite dish of {s}", "dish"),
    "favourite colour": ("the favourite colour of {s}", "colour"),
    "hobby": ("the hobby of {s}", "hobby"),
    "workplace": ("the place where {s} works", ""),
    "spouse": ("the person {s} is married to", "married"),
    "from": ("the birthplace of {s}", "born"),
    "birthday": ("the birthday of {s}", "birthday"),
    "instrument": ("the instrument that {s} plays", "plays"),
    "boat kind": ("what kind of boat {s} is", ""),
    "built": ("the year in which {s} was built", "built"),
    "boat colour": ("the colour of {s}", "colour"),
    "cargo": ("the cargo of {s}", "cargo"),
    "animal kind": ("what kind of animal {s} is", ""),
    "food": ("the food that {s} likes", ""),
    "sleeps": ("the place where {s} sleeps", "sleeps"),
    "date": ("the date of {s}", "date"),
    "place": ("the place where {s} is held", ""),
    "since": ("the first year of {s}", "first"),
    "prize": ("the prize at {s}", "prize"),
}
FIRST = (
    "I need {need}. I search for {t}.", "To answer this I must know {need}.", "Let me look up {t}.", "I should find {need}.", "The page about {t} should tell {need}.",
    "First I need {need}.", "I look for {t} in the wiki.",
)  # fmt: skip
NEXT = (
    "{fact} Now I need {need}.", "{fact} Next I look up {t}.", "{fact} So I need {need}.", "{fact} The page about {t} should tell {need}.", "{fact} Now {t}.",
)  # fmt: skip
MISSED = (
    "There is no such page. {t} must be meant.", "That was not the whole title. I try {t}.", "Not found, but {t} is similar.", "The page is called {t}.",
)  # fmt: skip
GOES_ON = (
    "The beginning does not tell {need}. I look for the word {w}.", "Not there yet. The page goes on, so I look up {w}.", "This does not tell {need}. I look further with {w}.",
    "I do not see {need} here. Maybe a sentence with {w} tells it.",
)  # fmt: skip
LAST = (
    "{fact}",
    "{fact} That is the answer.",
    "{fact} So the answer is {a}.",
    "Now I know: {fact}",
    "The page says it. {fact}",
)
UNTOLD = ("The page does not tell {need}.", "Nothing there tells {need}.", "The wiki has nothing on {need}.")
COMPARED = {
    "founded": ("{x} is before {y}, so {a} was founded first.", "{x} comes before {y}. {A} is older."),
    "built": ("{x} is before {y}, so {a} was built first.", "{x} comes before {y}. {A} is older."),
    "since": (
        "{x} is before {y}, so {a} was held first.",
        "{x} comes before {y}, so {a} has been held for longer.",
    ),
    "age": ("{x} is more than {y}, so {a} is older.", "{y} is less than {x}. {A} is older."),
}
WHICH = {
    "founded": ("Which was founded first, {s} or {t}?", "Which is older, {s} or {t}?", "Was {s} or {t} founded first?", "Of {s} and {t}, which opened its doors in an earlier year?"),
    "built": ("Which boat was built first, {s} or {t}?", "Which boat is older, {s} or {t}?"),
    "since": ("Which was held first, {s} or {t}?", "Which has been held for longer, {s} or {t}?"),
    "age": ("Who is older, {s} or {t}?", "Which of the two is older, {s} or {t}?", "Is {s} or {t} the older one?"),
}  # fmt: skip
DESCRIBED = {
    "owner": ("the owner of {s}", "the person who owns {s}"),
    "spouse": ("the person married to {s}", "the husband or wife of {s}"),
    "workplace": ("the place where {s} works",),
}
INSTRUCTIONS = (
    "Look it up in the wiki with search[title], lookup[word] and finish[answer].",
    "Find the answer in the wiki. You can use search[title], lookup[word] and finish[answer].",
    "Use the wiki: search[title] opens a page, lookup[word] reads on, finish[answer] ends.",
    "Think, then act. Actions: search[title], lookup[word], finish[answer].",
    "Answer with the help of the wiki, one action at a time: search[title], lookup[word] or finish[answer].",
    "You have a wiki with search[title] and lookup[word]. End with finish[answer].",
    "Search the wiki step by step and end with finish[answer].",
    "Please work this out with search[title], lookup[word] and finish[answer].",
)
