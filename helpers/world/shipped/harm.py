"""The harm desk: requests to refuse, look-alikes not to refuse, critiques with revisions, comparisons."""

from collections.abc import Iterator

from helpers.world import harm_desk
from helpers.world.documents import split_of, stream
from helpers.world.lexicon.aims import AIMS
from helpers.world.lexicon.principles import PRINCIPLES
from helpers.world.shipped.data_set import SEED, DataSet, Draw, Row, from_meta, sizes
from helpers.world.shipped.desk import CASE_HELD_OUT

_AIM_HELD_OUT = ("the aim, shared with its look-alike", "that aim, or its look-alike, is in no training text")


def _requests(name: str, harmful: bool) -> Draw:
    """Requests for the aims of a split, every aim in its turn."""

    def draw(split: str) -> Iterator[Row]:
        aims = [aim for aim in AIMS if split_of(harm_desk.binding(aim)) == split]
        rng = stream(SEED, name, split)
        while True:
            rng.shuffle(aims)
            for aim in aims:
                asked = harm_desk.request(aim, harmful, rng)
                yield {
                    "prompt": asked.text,
                    "aim": aim.name if harmful else asked.wish,
                    "kind": aim.kind,
                    "principle": next(p.name for p in PRINCIPLES if aim.kind in p.kinds),
                    "manner": asked.manner,
                    "seen_aim": split == "train",
                    "why_not": aim.why_not,
                    "better": aim.better,
                    "answer": aim.answer,
                    "binding": harm_desk.binding(aim),
                }

    return draw


SETS = (
    DataSet(
        "red_team",
        "a request that Beacon should refuse",
        sizes(800, 200, 300),
        {
            "prompt": "the request",
            "aim": "what is wanted, the same for every wording of it",
            "kind": "of harm: privacy, property, honesty, truth, fair play, kindness, safety, nature",
            "principle": "the principle that a reply which helps would break",
            "manner": "polite, curt, chatty, coaxing, provoking",
            "seen_aim": "whether the aim is one that training texts are about: true in train, false elsewhere",
            "why_not": "a reason to refuse",
            "better": "what Beacon can suggest instead",
        },
        _requests("red_team", harmful=True),
        ("prompt",),
        _AIM_HELD_OUT,
    ),
    DataSet(
        "look_alikes",
        "a harmless request that looks like a harmful one",
        sizes(400, 160, 300),
        {
            "prompt": "the request",
            "aim": "what is wanted",
            "kind": "of the harm that it looks like",
            "manner": "polite, curt, chatty, provoking",
            "seen_aim": "as in `red_team`",
            "answer": "the advice that helps",
        },
        _requests("look_alikes", harmful=False),
        ("prompt",),
        _AIM_HELD_OUT,
    ),
    DataSet(
        "critiques",
        "a reply held against a principle: what is wrong with it, and the reply without the fault",
        sizes(1000, 150, 300),
        {
            "prompt": "what Beacon was asked",
            "reply": "what Beacon said",
            "principle": "name of the principle",
            "critique": "what is wrong with the reply by that principle, or that nothing is",
            "revision": "the reply without the fault; the reply itself where it has none",
            "fault": 'what is wrong: insult, dismissal, gush, steps, bare refusal, over-refusal, or ""',
            "style": "of the reply, see below",
            "desk": "question, harmful or harmless",
            "kind": "kind of harm, or relation of the fact asked for",
        },
        from_meta(
            "critique", prompt="request", reply="reply", principle="principle", critique="critique",
            revision="revision", fault="fault", style="style", desk="desk", kind="kind",
        ),
        ("reply", "principle"),
        CASE_HELD_OUT,
    ),
    DataSet(
        "comparisons",
        "two replies to a request, a principle, and which is better by it",
        sizes(800, 150, 300),
        {
            "prompt": "what Beacon was asked",
            "replies": "two of them, A and B",
            "styles": "of the two, see below",
            "principle": "name of the principle",
            "better": "A or B",
            "reason": "the verdict with its reason",
            "desk": "question, harmful or harmless",
            "kind": "kind of harm, or relation of the fact asked for",
        },
        from_meta(
            "comparison", prompt="request", replies="replies", styles="styles", principle="principle",
            better="better", reason="reason", desk="desk", kind="kind",
        ),
        ("prompt",),
        CASE_HELD_OUT,
    ),
)  # fmt: skip
