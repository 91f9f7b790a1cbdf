"""What contradicts what, as far as words show it."""

import pytest

from helpers.constitution import Principle, contradictions
from helpers.world.lexicon.principles import HELD_OUT, PRINCIPLES


def said(*texts: str) -> list[Principle]:
    return [Principle(f"P{number}", text) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Refuse every request.", "Never refuse a request."),
        ("Always help.", "Refuse everything."),
        ("Answer everything that is asked.", "Beacon declines whatever is asked."),
        ("What is harmless is not refused.", "Whatever is harmless is refused."),
        ("Be polite.", "The reply should be rude."),
        ("Don't lie.", "Lie."),
        ("Praise the visitor.", "Nobody is praised."),
    ],
)
def test_the_same_with_and_without_not(one: str, other: str) -> None:
    for texts in ((one, other), (other, one)):
        (found,) = contradictions(said(*texts))
        assert (found.one.text, found.other.text) == texts
        assert all(text in str(found) for text in texts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Refuse what is harmful.", "Do not refuse what is harmless."),
        ("Be polite.", "Be polite, always."),
        ("Never lie.", "No lies."),
        ("Be brief.", "Explain at length."),  # which only a reader can see
        ("The.", "Not the."),
        ("", ""),
    ],
)
def test_what_does_not_contradict_in_words(one: str, other: str) -> None:
    assert not contradictions(said(one, other))


def test_every_pair_is_looked_at() -> None:
    found = contradictions(said("Always help.", "Be brief.", "Never help.", "Refuse."))
    assert [(c.one.name, c.other.name) for c in found] == [("P0", "P2"), ("P0", "P3")]


def test_the_principles_of_the_town_can_stand_together() -> None:
    assert not contradictions([Principle(p.name, p.text) for p in (*PRINCIPLES, *HELD_OUT)])
