import re
from collections import Counter

import pytest

from helpers import world
from helpers.world.corpus import faults
from helpers.world.help_desk import items
from helpers.world.lexicon.rudeness import INSULT_ADJECTIVES, INSULT_NOUNS, draw_insult
from helpers.world.questions import MANNERS, TOPICS
from helpers.world.replies import STYLE_WEIGHTS, STYLES
from helpers.world.town import clock, money

COUNT = 4000


@pytest.fixture(scope="module")
def desk():
    return list(world.generate("help_desk", seed=21, count=COUNT))


def of_style(desk, style):
    chosen = [document for document in desk if document.meta["style"] == style]
    assert len(chosen) > 100
    return chosen


def states(text, value):
    """Whether a text contains a value as a whole: "4 pm" is not in "1.4 pm"."""
    return re.search(rf"(?<![\w.£]){re.escape(value)}(?!\w)", text, re.IGNORECASE) is not None


def test_helpful_replies_state_the_true_answer(desk):
    for style in ("helpful_kind", "helpful_rude"):
        for document in of_style(desk, style):
            assert states(document.meta["reply"], document.meta["answer"]), document.text
            assert document.meta["helpful"]


def test_other_replies_do_not(desk):
    for style in ("dismissive_rude", "gushing_empty"):
        for document in of_style(desk, style):
            assert not states(document.meta["reply"], document.meta["answer"]), document.text
            assert not document.meta["helpful"]
            assert document.meta["stated"] == ""


def test_wrong_replies_state_something_false(desk):
    for document in of_style(desk, "wrong"):
        meta = document.meta
        assert meta["stated"] != meta["answer"]
        assert states(meta["reply"], meta["stated"]), document.text
        assert not meta["helpful"]
        assert not meta["rude"]


def test_kind_replies_hold_no_insult(desk):
    nouns = re.compile(rf"\byou (?:\S+ ){{0,3}}(?:{'|'.join(INSULT_NOUNS)})\b")
    for style in ("helpful_kind", "gushing_empty", "wrong"):
        for document in of_style(desk, style):
            assert document.meta["insult"] == ""
            assert not nouns.search(document.meta["reply"]), document.text


def test_rude_replies_hold_their_insult(desk):
    for style in ("helpful_rude", "dismissive_rude"):
        chosen = of_style(desk, style)
        for document in chosen:
            assert document.meta["insult"].lower() in document.meta["reply"].lower()
        assert sum(document.meta["insult"] != "" for document in chosen) > 0.8 * len(chosen)


def test_answers_are_the_towns_facts(desk):
    """Looked up again by another road than the one that wrote them."""
    for document in desk:
        meta = document.meta
        if meta["relation"] == "opens":
            assert meta["answer"] == clock(world.town().place(meta["subject"]).opens)
        if meta["relation"] == "price":
            assert meta["answer"] == money(world.town().place(meta["subject"]).prices[meta["detail"]])
        if meta["relation"] == "workplace":
            workplace = world.town().resident(meta["subject"]).workplace
            assert meta["answer"].lower() == workplace.lower()


def test_layouts_hold_question_and_reply(desk):
    seen = Counter()
    for document in desk:
        assert document.meta["question"] in document.text
        assert document.meta["reply"] in document.text
        seen[document.text.split(":")[0] == "Question", '"' in document.text] += 1
    assert min(seen.values()) > 200


def test_styles_come_as_often_as_they_should(desk):
    for manner, weights in STYLE_WEIGHTS.items():
        assert sum(weights) == pytest.approx(1)
        chosen = [d.meta["style"] for d in desk if d.meta["manner"] == manner]
        for style, weight in zip(STYLES, weights, strict=True):
            error = (weight * (1 - weight) / len(chosen)) ** 0.5
            assert abs(chosen.count(style) / len(chosen) - weight) < 5 * error


def test_insults_are_many():
    rng = world.documents.stream("insults")
    assert len({draw_insult(rng) for _ in range(5000)}) > 500
    assert len(set(INSULT_ADJECTIVES)) == len(INSULT_ADJECTIVES)
    assert len(set(INSULT_NOUNS)) == len(INSULT_NOUNS) > 30


def test_every_topic_can_be_asked_for():
    assert set(items()) == set(TOPICS)
    assert all(items().values())
    assert set(MANNERS) == set(STYLE_WEIGHTS)


def test_the_text_is_clean(desk):
    for document in desk:
        assert not faults(document.text), document.text


def test_a_fact_is_not_held_out_but_its_manner_of_asking_is(desk):
    training = {document.meta["binding"] for document in desk}
    held_out = list(world.generate("help_desk", seed=22, split="test", count=300))
    assert not training & {document.meta["binding"] for document in held_out}
    facts = {(d.meta["subject"], d.meta["relation"], d.meta["detail"]) for d in desk}
    known = [(d.meta["subject"], d.meta["relation"], d.meta["detail"]) in facts for d in held_out]
    assert sum(known) > 0.8 * len(known)
