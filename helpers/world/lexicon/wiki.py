"""Words for articles about a town. `{T}` is the town, `{s}` the subject, `{street}`, `{kind}` and so on as their names say."""

# openings and endings by voice; "" is silence
VOICES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "encyclopedia": (("", "", "From the town's own book of facts:", "An entry in the little encyclopedia of {T}."), ("", "", "See also: {T}.", "This article is short; please add to it.")),
    "guide book": (
        ("Coming to {T}? Do not miss {s}.", "A walk through {T} should lead past {s}.", "What visitors ask us most is about {s}.", "Stop here for a minute: {s}.", "Page {n} of the guide: {s}."),
        ("Enjoy your visit!", "Allow half an hour.", "", "Wear good shoes.", "Next stop: wherever you like."),
    ),
    "school project": (
        ("I have written about {s}.", "Our class wrote about {T}. I chose {s}.", "My project is about {s}.", "We had to find out [three|some] things about {s}.", "This is my homework about {s}."),
        ("That is all I found out.", "I asked my neighbour, and it is true.", "The end.", "I hope you liked it.", ""),
    ),
    "newspaper": (
        ("Readers often ask us about {s}.", "Who is who in {T}: today {s}.", "Did you know?", "In our series on {T}: {s}.", "From the Lookout, page {n}."),
        ("More next week.", "We thank our readers for asking.", "", "Corrections are welcome at the office."),
    ),
    "notice": (("To whom it may concern.", "Notice.", "Please note.", "For your information:"), ("Thank you.", "By order.", "", "The town clerk.")),
    "letter": (
        ("Dear cousin, you asked about {s}.", "You wanted to know about {s}, so here it is.", "Let me tell you about {s}.", "You remember {s}, do you not?"),
        ("Yours, as ever.", "Write soon.", "Come and see for yourself.", "Love to all of you."),
    ),
}  # fmt: skip
VOICE_WEIGHTS = (40, 16, 12, 14, 8, 10)
TITLES = ("{S}", "{S}", "# {S}", "{S} ({T})", "About {s}", "{S}: facts", "== {S} ==")
BOX_TITLES = ("{S}", "Facts: {s}", "# {S}", "{S} at a glance", "Card {n}: {s}")
LISTS = (
    "Here are a few facts about {T}.", "A page of facts from {T}:", "{T} in brief.", "What every child in {T} knows:", "Notes on {T}, in no order.", "Questions of the quiz evening in {T}, with answers.",
)  # fmt: skip
