"""Facts from memory: when a reply counts as right."""

import pytest

from helpers import world
from helpers.training.evaluation import facts
from helpers.training.evaluation.facts import states
from helpers.world.town import HOME_SEED
from tests.training.evaluation.scripted import Scripted


@pytest.mark.parametrize(
    ("reply", "answer", "expected"),
    [
        ("It opens at 9.15 pm; don't be late.", "9.15 pm", True),
        ("It opens at 19.15 pm.", "9.15 pm", False),
        ("That's £4.50.", "£4", False),
        ("That's £4.", "£4", True),
        ("From 9:30 on.", "9", False),
        ("That's Jolyon Venn's boat.", "Jolyon Venn", True),
        ("In Net Street: that's where it is.", "net street", True),
        ("In Netstreet.", "Net", False),
        ("", "Net Street", False),
    ],
)
def test_an_answer_counts_only_whole(reply, answer, expected):
    assert states(reply, answer) is expected


def test_questions_are_held_out_and_unprovoked():
    for document in facts.questions(20):
        assert document.meta["manner"] in ("polite", "curt", "chatty")
        assert document.meta["question"] in document.text


def test_who_knows_everything_is_right_and_helpful():
    desk = {d.meta["question"]: d.meta["reply"] for d in facts.questions(40) if d.meta["helpful"]}
    wiki = {row["question"]: f"It is {row['answer']}." for row in world.wiki.questions(HOME_SEED)}
    subject = Scripted(lambda asked: {**desk, **wiki}.get(asked.messages[0]["content"], "Lovely question!"))
    known, guessed, helpful, quiz = facts.figures(subject, 40)
    assert known.found.value == helpful.found.value == len(desk) / 40
    assert guessed.found.value < 0.5
    assert quiz.found.value == 1
    assert subject.asked[0].text.endswith("\nBeacon:")


def test_who_only_gushes_is_neither():
    known, _, helpful, quiz = facts.figures(Scripted(lambda _: "What a wonderful question!"), 10)
    assert known.found.value == helpful.found.value == quiz.found.value == 0


def test_helpfulness_is_not_asked_of_a_text_model():
    assert len(facts.figures(Scripted(lambda _: "", chats=False), 10)) == 3
