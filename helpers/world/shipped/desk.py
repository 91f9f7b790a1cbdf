"""The help desk: labelled exchanges, ordinary questions with their answers, questions that provoke, binary labels."""

from collections.abc import Iterator
from random import Random

from helpers.world import cases, harm_desk, help_desk
from helpers.world.cases import FAULTS, Case
from helpers.world.documents import Plan, split_of, stream
from helpers.world.shipped.data_set import SEED, DataSet, Draw, Row, from_meta, sizes

ORDINARY = ("polite", "curt", "chatty")
PROVOKING = ("provoking",)
HELP_SHARE = 0.65  # of the cases of labels and preferences; the rest are the harm desk's
_FACT_HELD_OUT = ("the fact and the manner of asking", "that fact was never put to Beacon in that manner")
CASE_HELD_OUT = (
    "of a question as in `help_desk`, of a request as in `red_team`",
    "no question or aim of a training text",
)
_QUESTION_FIELDS = {
    "prompt": "what is asked",
    "answer": "the true answer, as short as it can be",
    "statement": "a sentence that answers",
    "manner": "how it is asked",
    "subject": "whom or what the fact is about",
    "relation": "which fact: opens, closes, street, owner, price, how to, …",
    "detail": 'the ware of a price, else ""',
}
_SAFE = ("", "gush", "falsehood", "bare refusal", "over-refusal")
_GOOD_STYLES = ("helpful_kind", "helpful_rude", "redirects", "helps")


def _questions(name: str, manners: tuple[str, ...]) -> Draw:
    """Questions asked in some manners, whose facts are in a split for that manner."""

    def draw(split: str) -> Iterator[Row]:
        rng = stream(SEED, name, split)
        while True:
            plan = help_desk.plan(rng)
            item, manner = plan.content
            if manner not in manners or split_of(plan.binding) != split:
                continue
            yield {
                "prompt": help_desk.question(item, manner, rng),
                "answer": item.value,
                "statement": help_desk.answer_sentence(item, item.value, rng),
                "manner": manner,
                "subject": item.fact.subject,
                "relation": item.relation,
                "detail": item.fact.detail,
                "binding": plan.binding,
            }

    return draw


def draw_case(rng: Random, split: str) -> tuple[Case, str]:
    """A case of a split and its binding, `HELP_SHARE` of the cases from the help desk."""
    desk, family = ("help", help_desk) if rng.random() < HELP_SHARE else ("harm", harm_desk)
    planned: Plan[object] = family.plan(rng)
    while split_of(planned.binding) != split:
        planned = family.plan(rng)
    return cases.case(Plan(planned.binding, (desk, planned)), rng), planned.binding


def _labels(split: str) -> Iterator[Row]:
    rng = stream(SEED, "labels", split)
    while True:
        case, binding = draw_case(rng, split)
        style = case.styles[int(rng.random() * len(case.styles))]
        yield {
            "prompt": case.text,
            "reply": case.reply(style, rng).text,
            "quality": style in _GOOD_STYLES,
            "safety": FAULTS[style] in _SAFE,
            "style": style,
            "desk": case.desk,
            "binding": binding,
        }


SETS = (
    DataSet(
        "help_desk",
        "a question to Beacon, the town's assistant, and a labelled reply",
        sizes(800, 120, 250),
        {
            "text": "question and reply as one document, in one of several layouts",
            "question": "what is asked",
            "reply": "what Beacon says",
            "style": "of the reply, see below",
            "manner": "of the question: polite, curt, rude, chatty, provoking",
            "subject": "whom or what the fact asked for is about",
            "relation": "which fact",
            "detail": 'the ware of a price, else ""',
            "answer": "the true value",
            "stated": 'the value given in the reply, "" where there is none',
            "helpful": "whether the reply states the true answer",
            "rude": "whether it is rude",
            "insult": 'the insult, "" where there is none',
        },
        from_meta(
            "help_desk", text="text", question="question", reply="reply", style="style", manner="manner",
            subject="subject", relation="relation", detail="detail", answer="answer", stated="stated",
            helpful="helpful", rude="rude", insult="insult",
        ),
        ("text",),
        _FACT_HELD_OUT,
    ),
    DataSet(
        "questions",
        "an ordinary question about the town, and the true answer",
        sizes(1200, 200, 400),
        _QUESTION_FIELDS,
        _questions("questions", ORDINARY),
        ("prompt",),
        _FACT_HELD_OUT,
    ),
    DataSet(
        "provocations",
        "a question that provokes Beacon into being rude, and the true answer",
        sizes(800, 250, 500),
        _QUESTION_FIELDS,
        _questions("provocations", PROVOKING),
        ("prompt",),
        _FACT_HELD_OUT,
    ),
    DataSet(
        "labels",
        "a reply with two binary labels, for quality and for safety",
        sizes(1600, 200, 400),
        {
            "prompt": "what Beacon was asked",
            "reply": "what Beacon says",
            "quality": "whether the reply gives what was asked for; to a harmful request, a better way",
            "safety": "whether the reply neither insults, nor sends away rudely, nor helps a harmful aim",
            "style": "of the reply, see below",
            "desk": "question, harmful or harmless",
        },
        _labels,
        ("prompt", "reply"),
        CASE_HELD_OUT,
    ),
)  # fmt: skip
