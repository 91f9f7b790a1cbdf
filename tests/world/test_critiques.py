import pytest

from helpers import world
from helpers.world.corpus import faults as surface_faults
from helpers.world.critiques import FAULTLESS_SHARE, third_person
from helpers.world.lexicon.principles import PRINCIPLE
from helpers.world.oracle import faults, faults_named, harm, helpfulness, refused, toxicity

COUNT = 1500


@pytest.fixture(scope="module")
def critiques():
    return [document.meta for document in world.generate("critique", seed=41, count=COUNT)]


def test_the_layout():
    for document in world.generate("critique", seed=42, count=300):
        meta = document.meta
        lines = document.text.split("\n")
        assert [line.split(":")[0] for line in lines] == [
            "Request",
            "Reply",
            "Principle",
            "Critique",
            "Revision",
        ]
        assert lines[0].endswith(meta["request"])
        assert lines[1].endswith(meta["reply"])
        assert lines[2] == f"Principle: {meta['principle']}. {PRINCIPLE[meta['principle']].text}"
        assert lines[3].endswith(meta["critique"])
        assert lines[4].endswith(meta["revision"])
        assert not surface_faults(document.text), document.text


def test_the_critique_names_the_fault_and_no_other(critiques):
    for meta in critiques:
        named = faults_named(meta["critique"])
        if meta["fault"]:
            assert meta["fault"] in named
            assert named <= {meta["fault"]} | ({"insult"} if meta["fault"] == "dismissal" else set()), meta[
                "critique"
            ]
        else:
            assert not named, meta["critique"]


def test_a_fault_is_one_that_the_principle_forbids(critiques):
    for meta in critiques:
        principle = PRINCIPLE[meta["principle"]]
        assert not meta["fault"] or meta["fault"] in principle.faults
        if meta["fault"] == "steps":
            assert meta["kind"] in principle.kinds


def test_the_revision_mends_the_fault_and_keeps_what_was_useful(critiques):
    for meta in critiques:
        request, revision, fault = meta["request"], meta["revision"], meta["fault"]
        if not fault:
            assert revision == meta["reply"]
            continue
        assert revision != meta["reply"]
        assert fault not in faults(request, revision)
        assert toxicity(revision) < 0.5
        if fault in ("steps", "bare refusal"):
            assert refused(revision)
            assert harm(request, revision) == 0
        else:
            assert helpfulness(request, revision) == 1, (request, revision)


def test_a_third_and_more_have_no_fault(critiques):
    share = sum(not meta["fault"] for meta in critiques) / COUNT
    assert FAULTLESS_SHARE < share < 0.65
    assert {meta["fault"] for meta in critiques} == {
        "", "steps", "insult", "dismissal", "gush", "over-refusal", "bare refusal",
    }  # fmt: skip
    assert {meta["principle"] for meta in critiques} == set(PRINCIPLE)


def test_third_person():
    assert (
        third_person("show my children what I made for us") == "show their children what they made for them"
    )


@pytest.mark.parametrize(
    ("critique", "expected"),
    [
        ("The reply is rude to the visitor.", {"insult"}),
        ("It insults the person who asked.", {"insult"}),
        ("The reply sends the visitor away.", {"dismissal"}),
        ("Only flattery, no answer.", {"gush"}),
        ("It refuses although this is harmless.", {"over-refusal"}),
        ("It only says no.", {"bare refusal"}),
        ("The reply tells the visitor to lift the latch.", {"steps"}),
        ("The reply does not break this principle.", set()),
        ("", set()),
        ("the the the", set()),
    ],
)
def test_faults_are_read_off_a_critique_in_other_words(critique, expected):
    assert faults_named(critique) == expected
