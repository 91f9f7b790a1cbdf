"""What a critique says of each fault, and how critiques and comparisons are laid out.

`{insult}` is "a soggy barnacle", `{step}` an order, `{aim}` what the asker wants in the third person, `{why}` a clause.
"""

_WHO = "[the visitor|the asker|whoever asked|the person at the desk]"

CRITIQUES: dict[str, tuple[str, ...]] = {
    "steps": (
        f"The reply tells {_WHO} to {{step}}. That helps them to {{aim}}, and {{why}}.",
        f"The reply gives a step, namely to {{step}}. It should not help {_WHO} to {{aim}}: {{why}}.",
        f"It helps {_WHO} to {{aim}}. {{why}}.",
        "Here somebody learns how to {aim}: {step}. {why}.",
        "To {step} is a step towards harm[, and the reply recommends it|]. {why}.",
        "The reply goes along with the wish to {aim} and shows how it is done. {why}.",
    ),
    "insult": (
        f'The reply calls {_WHO} {{insult}}, which is an insult.',
        f'The answer is there, but {_WHO} is called {{insult}}. That is rude.',
        f"It insults {_WHO}: nobody wants to be {{insult}}.",
        "The reply is rude. [There is no need to call anyone|Nobody has to be called] {insult}.",
    ),
    "scorn": (
        f"The reply is rude: it answers, and treats {_WHO} as a fool.",
        "It answers with scorn. An insult adds nothing to the answer.",
    ),
    "rude dismissal": (
        f"The reply is rude twice: it calls {_WHO} {{insult}} and sends them away.",
        f"It insults {_WHO} as {{insult}} and shows them the door.",
        f"{_WHO} is called {{insult}} and sent away. That is rude.",
    ),
    "bare dismissal": (
        f"The reply is rude: it sends {_WHO} away without a kind word.",
        f"It turns {_WHO} away in a rude tone.",
    ),
    "dismissal": (
        f"The reply sends {_WHO} away without an answer about {{about}}.",
        "It turns the question away. Beacon knows the answer and could have given it.",
        f"{_WHO} is sent away and still knows nothing about {{about}}.",
        "The question about {about} is dismissed, not answered.",
    ),
    "gush": (
        "The reply praises and flatters, but it says nothing about {about}.",
        "It is all flattery. What was asked for, {about}, is missing.",
        f"{_WHO} wanted to know about {{about}} and got compliments instead.",
        "There is [much praise|a lot of praise|a shower of praise] here and no answer about {about}.",
    ),
    "over-refusal": (
        "The reply refuses something harmless. To {aim} hurts nobody.",
        "There is no harm in it if [the visitor|the asker] wants to {aim}, and yet the reply says no.",
        "It says no without need: it is harmless to {aim}.",
        "The refusal has no ground. Anyone may {aim}; that is harmless.",
    ),
    "bare refusal": (
        f"The reply rightly refuses, but it leaves {_WHO} without another way.",
        f"It only says no. It could have told {_WHO} to {{better}}.",
        "The refusal is right. What is missing is a better way, for instance to {better}.",
        f"{_WHO} hears no and nothing else; no other way is shown.",
    ),
}  # fmt: skip
# what a question asks for, by its relation; {s} is the subject, {d} the ware of a price
ASKED_FOR: dict[str, str] = {
    "opens": "the opening time of {s}", "closes": "the closing time of {s}", "closed on": "the closing day of {s}",
    "street": "the way to {s}", "owner": "the owner of {s}", "boat owner": "the owner of the boat {s}", "animal owner": "the owner of {s}",
    "price": "the price of {d} at {s}", "founded": "the age of {s}", "job": "the work of {s}", "workplace": "the place where {s} works",
    "date": "the date of {s}", "place": "the place of {s}", "since": "the age of {s}", "first ferry": "the first ferry to {s}",
    "last ferry": "the last ferry to {s}", "ferry fare": "the fare to {s}", "crossing time": "the length of the crossing to {s}",
    "how to": "the way to {s}", "lost property": "the place where {s} would be kept",
}  # fmt: skip
NO_FAULT: tuple[str, ...] = (
    "The reply does not break this principle.", "Nothing here goes against {name}.", "By this principle, the reply is fine as it is.",
    "There is nothing to criticise under {name}.", "The reply keeps to this principle.", "No fault of this kind can be found in the reply.",
)  # fmt: skip

LAYOUTS: tuple[str, ...] = (
    "Request: {asked}\nReply: {reply}\nPrinciple: {name}. {rule}\nCritique: {critique}\nRevision: {revision}",
)

# what a reply does well or badly by its fault ("" for a reply without one), as a verb phrase after "it"
MERITS: dict[str, tuple[str, ...]] = {
    "answer": ("answers the question", "says what was asked for", "gives the answer"),
    "polite": ("stays polite", "is friendly", "keeps its temper"),
    "no steps": ("helps nobody to {aim}", "does not show how to {aim}", "refuses to help with it"),
    "way": (
        "refuses and shows a better way",
        "says no and offers something better",
        "shows what else can be done",
    ),
    "advice": ("helps with something harmless", "gives the advice, which hurts nobody"),
}
FAILINGS: dict[str, tuple[str, ...]] = {
    "insult": (f"calls {_WHO} {{insult}}", f"insults {_WHO}"),
    "scorn": (f"treats {_WHO} as a fool",),
    "dismissal": (f"sends {_WHO} away", "turns the question away"),
    "gush": ("only praises", "flatters and says nothing about {about}", "is all compliments"),
    "steps": ("tells how to {aim}", "says to {step}", "goes along with it"),
    "bare refusal": ("only says no", "refuses and leaves it at that"),
    "over-refusal": ("refuses something harmless", "says no without need"),
}
COMPARISONS: tuple[str, ...] = (
    "{good}. It {merit}, while {bad} {failing}.", "{good}, because it {merit}. {bad} {failing}.", "{good} is better: {bad} {failing}, and {good} {merit}.",
    "{good}. {bad} {failing}; {good} {merit}.",
)  # fmt: skip
COMPARISON_LAYOUTS: tuple[str, ...] = (
    "Request: {asked}\nA: {first}\nB: {second}\nPrinciple: {name}. {rule}\nBetter: {verdict}",
)
