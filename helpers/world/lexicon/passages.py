"""Sentences of passages: several facts in one, as an article would put them, and remarks that tell nothing asked for."""

# (kind, relations, phrases): {v0}, {v1}, … are the values in the order of the relations, {a0} the first with its article
LEADS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("place", ("kind", "street", "founded"), (
        "{s} is {a0} in {v1}, founded in {v2}", "founded in {v2}, {s} is {a0} in {v1}", "{s} is {a0} in {v1}. {He} was founded in {v2}",
    )),
    ("place", ("kind", "street"), ("{s} is {a0} in {v1}", "{s}, {a0}, stands in {v1}", "in {v1} there is {a0} called {s}")),
    ("place", ("kind", "owner"), ("{s} is {a0} run by {v1}", "{s} is {a0}. {He} belongs to {v1}", "{s}, {a0}, is owned by {v1}")),
    ("place", ("opens", "closes", "closed on"), (
        "{s} opens at {v0} and closes at {v1}; it is closed on {v2}", "{s} is open from {v0} to {v1} every day except {v2}",
    )),
    ("place", ("opens", "closes"), ("{s} opens at {v0} and closes at {v1}", "{s} is open from {v0} to {v1}", "{s} is open between {v0} and {v1}")),
    ("place", ("founded", "owner"), ("{s} was founded in {v0} and belongs to {v1}", "{s} goes back to {v0} and is run by {v1}")),
    ("person", ("age", "job"), ("{s}, {v0}, is {a1}", "{s} is {v0} years old and works as {a1}", "{s} is {a1} aged {v0}")),
    ("person", ("job", "workplace"), ("{s} is {a0} at {v1}", "{s} works at {v1} as {a0}")),
    ("person", ("job", "lives"), ("{s} is {a0} and lives at {v1}", "{s}, {a0}, lives at {v1}")),
    ("person", ("spouse", "lives"), ("{s} lives at {v1} and is married to {v0}", "{s} is married to {v0} and lives at {v1}")),
    ("person", ("favourite drink", "favourite dish"), ("{s} would eat {v1} every day and drinks {v0} with it", "{s}'s favourite dish is {v1}, and the favourite drink is {v0}")),
    ("person", ("hobby", "favourite colour"), ("{s} is fond of {v0} and likes {v1} best of all colours",)),
    ("boat", ("boat kind", "built"), ("the {s} is {a0} built in {v1}", "built in {v1}, the {s} is {a0}")),
    ("boat", ("boat kind", "owner"), ("the {s} is {a0} that belongs to {v1}", "the {s}, {a0}, belongs to {v1}")),
    ("animal", ("animal kind", "owner"), ("{s} is {a0} that belongs to {v1}", "{s}, {a0}, belongs to {v1}", "{s} is {v1}'s {v0}")),
    ("festival", ("date", "place"), ("{s} is held on {v0} at {v1}", "{s} takes place at {v1} on {v0}")),
    ("festival", ("since", "place"), ("{s} was first held in {v0} and takes place at {v1}", "first held in {v0}, {s} takes place at {v1}")),
)  # fmt: skip
REMARKS: dict[str, tuple[str, ...]] = {
    "place": ("{He} is popular with visitors.", "{He} has a [narrow|squeaky] door.", "People like to meet there.", "The sign was painted by a neighbour.", "In winter {he} is quiet."),
    "person": ("Everybody in the street knows {him}.", "{He} has a loud laugh.", "{He} is fond of company.", "Neighbours speak well of {him}.", "{He} seldom leaves town."),
    "boat": ("{He} leaks a little.", "Children wave when {he} goes out.", "{He} has seen many storms.", "{He} lies at the far end of the quay."),
    "animal": ("{He} is afraid of thunder.", "{He} steals whatever is left on a table.", "Visitors bring {him} presents.", "{He} follows the postman."),
    "festival": ("Half the town helps to prepare {him}.", "{He} ends with a song.", "It rained at the last one.", "Visitors come from all along the coast."),
    "ferry": ("{He} is often full.", "Dogs may come on board.", "The view is very fine."),
    "object": ("{He} is very old.", "Nobody is allowed to touch {him}.", "{He} was a present."),
    "lesson": ("{He} is open to everybody.", "Beginners are welcome.", "One should bring a pencil."),
}  # fmt: skip
INSTRUCTIONS: tuple[str, ...] = (
    "Answer from the passages and give the number of each one you use.",
    "Read the passages. Answer the question and cite the passage in brackets.",
    "Use only the passages below and name your source like [1].",
    "Please answer with the help of these passages, with the number of the passage.",
    "Here are some passages. Answer the question, with citations.",
    "What do the passages say? Cite them.",
    "Find the answer in the passages and say which one it is from.",
    "Answer the question in one sentence and put the passage number after it.",
    "Use these notes to answer. Cite the ones you used.",
)
# (heading, before a question, before an answer, between turns)
LAYOUTS: tuple[tuple[str, str, str, str], ...] = (
    ("Passages:\n", "\nQuestion: ", "\nAnswer: ", "\n"),
    ("", "\nQ: ", "\nA: ", ""),
    ("Notes:\n", "\nQuestion: ", "\nAnswer: ", ""),
    ("Sources:\n", "\nAsked: ", "\nReply: ", ""),
    ("Read this.\n", "\nQuestion: ", "\nAnswer: ", "\n"),
    ("", "\nUser: ", "\nBeacon: ", ""),
)
