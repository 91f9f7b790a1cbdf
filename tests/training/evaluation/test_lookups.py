"""Acting on a wiki: traces by hand."""

from helpers import world
from helpers.training.evaluation import lookups
from helpers.training.evaluation.lookups import Trace, action_of, is_answer, run
from helpers.world.lookups import Wiki
from tests.training.evaluation.scripted import Scripted

PAGES = {"The Heron": "The Heron belongs to Ada Reed. It is green.", "Ada Reed": "Ada Reed is 40."}
STEPS = [
    "Thought: Whose boat?\nAction: search[The Heron]",
    "Thought: How old is she?\nAction: search[Ada Reed]",
    "Thought: That is it.\nAction: finish[40]",
]


def test_a_trace_is_followed_to_its_end():
    trace = Trace("How old is the owner of the Heron?", Wiki(PAGES))
    steps = iter(STEPS)
    subject = Scripted(lambda _: next(steps))
    run(subject, [trace])
    assert trace.finished == "40"
    assert (trace.steps, trace.invalid) == (3, 0)
    assert [m["role"] for m in subject.asked[-1].messages] == [
        "user",
        "assistant",
        "user",
        "assistant",
        "user",
    ]
    assert subject.asked[-1].messages[-1]["content"] == "Observation: Ada Reed is 40."
    assert subject.asked[-1].text == (
        "Question: How old is the owner of the Heron?\n"
        f"{STEPS[0]}\nObservation: The Heron belongs to Ada Reed. It is green.\n"
        f"{STEPS[1]}\nObservation: Ada Reed is 40.\nThought:"
    )


def test_a_text_model_goes_on_after_the_thoughts_label():
    trace = Trace("How old is Ada Reed?", Wiki(PAGES))
    run(Scripted(lambda _: "Easy.\nAction: finish[40]", chats=False), [trace])
    assert trace.finished == "40"


def test_no_action_is_an_invalid_one_and_there_is_an_end():
    trace = Trace("How old is Ada Reed?", Wiki(PAGES))
    run(Scripted(lambda _: "Thought: Hm."), [trace])
    assert trace.finished is None
    assert trace.steps == trace.invalid == lookups.MOST_STEPS


def test_actions_and_answers():
    assert action_of("Thought: So.\nAction: search[The Heron]\nmore") == "search[The Heron]"
    assert action_of("Thought: So.") == ""
    assert is_answer("the wiki does not say", "The wiki does not say.")
    assert not is_answer("41", "40")
    assert not is_answer(None, "40")


def test_the_family_itself_gets_everything_right():
    """Replies taken from the documents' own chats solve every kind."""
    said = {}
    for document in world.generate("lookups", split="test", count=400):
        messages = document.meta["messages"]
        before = f"Question: {document.meta['question']}"
        for asked, reply in zip(messages[::2], messages[1::2], strict=True):
            before = before if asked is messages[0] else f"{before}\n{asked['content']}"
            said[before] = reply["content"]
            before = f"{before}\n{reply['content']}"
    subject = Scripted(lambda asked: said[asked.text.removesuffix("\nThought:")])
    rows = lookups.figures(subject, 10)
    assert [row.found.value for row in rows] == [1, 1, 1, 1, 0]
    assert [row.what for row in rows if row.target] == ["look-ups: right, 2 hops"]
