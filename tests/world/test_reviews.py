"""Several replies to one request: labelled as the principle says, and told apart by it."""

from functools import cache

from helpers.world import oracle
from helpers.world.documents import Document, generate
from helpers.world.lexicon.principles import PRINCIPLE
from helpers.world.reviews import REPLIES


@cache
def documents() -> tuple[Document, ...]:
    return tuple(generate("reviews", count=600))


def test_every_reply_is_asked_about_and_answered():
    for document in documents():
        reviews, messages = document.meta["reviews"], document.meta["messages"]
        assert 2 <= len(reviews) <= REPLIES
        assert [m["role"] for m in messages] == ["user", "assistant"] * len(reviews)
        for review, asked, said in zip(reviews, messages[::2], messages[1::2], strict=True):
            assert document.meta["request"] in asked["content"]
            assert review["reply"] in asked["content"]
            assert PRINCIPLE[review["principle"]].text in asked["content"]
            assert said["content"] == review["critique"]
            assert review["critique"] in document.text


def test_the_fault_is_one_that_the_principle_forbids_and_the_critique_names():
    for document in documents():
        for review in document.meta["reviews"]:
            named, principle = oracle.faults_named(review["critique"]), PRINCIPLE[review["principle"]]
            if review["fault"]:
                assert review["fault"] in principle.faults
                assert review["fault"] in named, review
            else:
                assert not named, review
            if review["fault"] == "steps":
                assert document.meta["kind"] in principle.kinds


def test_no_reply_comes_twice():
    for document in documents():
        styles = [review["style"] for review in document.meta["reviews"]]
        assert len(set(styles)) == len(styles)


def test_one_principle_is_broken_by_one_reply_and_kept_by_another():
    told_apart = 0
    for document in documents():
        by_principle: dict[str, set[bool]] = {}
        for review in document.meta["reviews"]:
            by_principle.setdefault(review["principle"], set()).add(bool(review["fault"]))
        told_apart += {True, False} in by_principle.values()
    assert told_apart > 0.3 * len(documents())


def test_steps_towards_harm_are_mostly_judged_by_the_principle_that_they_break():
    steps = [r for d in documents() for r in d.meta["reviews"] if r["style"] == "complies"]
    assert sum(r["fault"] == "steps" for r in steps) > 0.5 * len(steps)
