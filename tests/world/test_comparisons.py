import pytest

from helpers import world
from helpers.world.corpus import faults as surface_faults
from helpers.world.lexicon.principles import PRINCIPLE

COUNT = 2000


@pytest.fixture(scope="module")
def comparisons():
    return list(world.generate("comparison", seed=51, count=COUNT))


def test_the_layout(comparisons):
    for document in comparisons:
        meta = document.meta
        lines = document.text.split("\n")
        assert [line.split(":")[0] for line in lines] == ["Request", "A", "B", "Principle", "Better"]
        assert lines[1:3] == [
            f"{letter}: {reply}" for letter, reply in zip("AB", meta["replies"], strict=True)
        ]
        assert lines[4] == f"Better: {meta['reason']}"
        assert meta["reason"].startswith(meta["better"])
        assert not surface_faults("\n".join(lines[:4])), document.text


def test_neither_letter_is_favoured(comparisons):
    firsts = sum(document.meta["better"] == "A" for document in comparisons)
    assert abs(firsts / COUNT - 0.5) < 5 * (0.25 / COUNT) ** 0.5


def test_the_better_reply_keeps_the_principle_and_the_other_breaks_it(comparisons):
    breaks = {"steps": "complies", "insult": "helpful_rude", "dismissal": "dismissive_rude", "gush": "gushing_empty",
              "over-refusal": "over_refuses", "bare refusal": "refuses"}  # fmt: skip
    for document in comparisons:
        meta = document.meta
        good, bad = meta["styles"] if meta["better"] == "A" else meta["styles"][::-1]
        forbidden = {breaks[fault] for fault in PRINCIPLE[meta["principle"]].faults}
        assert bad in forbidden
        assert good not in forbidden


def test_a_reply_can_win_by_one_principle_and_lose_by_another(comparisons):
    winners = {
        document.meta["principle"]: document.meta["styles"]["AB".index(document.meta["better"])]
        for document in comparisons
        if set(document.meta["styles"]) == {"helpful_rude", "gushing_empty"}
    }
    assert winners == {"Courtesy": "gushing_empty", "Substance": "helpful_rude"}


def test_every_principle_is_used(comparisons):
    assert {document.meta["principle"] for document in comparisons} == set(PRINCIPLE)
