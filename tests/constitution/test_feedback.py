"""Both orders and their mean, pairs for a reward model, and what a model is asked."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.constitution import Judgements, Principle, ai_preference, compare, rlaif_pairs
from helpers.errors import InputError
from tests.constitution.scripted import NOBODY, Script, chat_tokenizer

RULE = Principle("Brevity", "Be brief.")
unit = st.floats(0, 1)
both = st.lists(st.tuples(unit, unit), min_size=1, max_size=6)


def test_by_hand() -> None:
    preferences, bias = ai_preference([0.9, 0.6], [0.3, 0.8])
    assert preferences == pytest.approx([0.8, 0.4])
    assert bias == pytest.approx(0.15)
    said = Judgements((0.9, 0.6, 0.5), (0.3, 0.8, 0.9))
    assert said.flips == pytest.approx(
        1 / 3
    )  # the second pair only: A both times; the third is undecided once
    assert said.turned == [False, True, False]
    assert said.preferences == pytest.approx([0.8, 0.4, 0.3])


@given(both)
def test_exchanging_the_replies_turns_the_preference_round(pairs: list[tuple[float, float]]) -> None:
    forward, backward = [a for a, _ in pairs], [b for _, b in pairs]
    one, bias = ai_preference(forward, backward)
    other, same_bias = ai_preference(backward, forward)
    assert one == pytest.approx([1 - p for p in other])
    assert bias == pytest.approx(same_bias)
    assert all(0 <= p <= 1 for p in one)
    assert -0.5 <= bias <= 0.5


@given(st.lists(unit, min_size=1, max_size=6))
def test_a_judge_that_does_not_mind_the_order(truth: list[float]) -> None:
    preferences, bias = ai_preference(truth, [1 - p for p in truth])
    assert preferences == pytest.approx(truth)
    assert bias == pytest.approx(0, abs=1e-12)
    assert Judgements(tuple(truth), tuple(1 - p for p in truth)).flips == 0


@given(unit, st.integers(1, 5))
def test_a_judge_that_minds_nothing_but_the_order(lean: float, pairs: int) -> None:
    preferences, bias = ai_preference([lean] * pairs, [lean] * pairs)
    assert preferences == pytest.approx([0.5] * pairs)
    assert bias == pytest.approx(lean - 0.5)


@given(unit, unit)
def test_replies_that_are_the_same_are_a_tie(first: float, other: float) -> None:
    assert ai_preference([first], [first])[0] == [0.5]
    assert not rlaif_pairs(["?"], ["a"], ["a"], [other], margin=0.0)


def test_unfit_numbers() -> None:
    with pytest.raises(InputError, match="no pair"):
        ai_preference([], [])
    with pytest.raises(InputError, match="forward: 1, backward: 2"):
        ai_preference([0.1], [0.1, 0.2])
    with pytest.raises(InputError, match=r"A probability is 1\.5"):
        ai_preference([1.5], [0.5])
    with pytest.raises(InputError, match="A probability is nan"):
        ai_preference([0.5], [float("nan")])


def test_pairs_of_what_the_judge_is_sure_about() -> None:
    asked, x, y = list("abcdef"), list("uuuuuu"), list("vvvvvv")
    said = [0.9, 0.1, 0.55, 0.6, 0.5, 0.4]
    assert rlaif_pairs(asked, x, y, said, margin=0.1 - 1e-9) == [
        ("a", "u", "v"),
        ("b", "v", "u"),
        ("d", "u", "v"),
        ("f", "v", "u"),
    ]
    assert len(rlaif_pairs(asked, x, y, said, margin=0.0)) == 5  # a tie says nothing, whatever the margin
    with pytest.raises(InputError, match=r"margin is 0\.7"):
        rlaif_pairs(asked, x, y, said, margin=0.7)
    with pytest.raises(InputError, match="preferences: 1"):
        rlaif_pairs(asked, x, y, [0.5])


def test_a_model_is_asked_in_both_orders(scripted: Callable[..., Script]) -> None:
    def leans(chat: list[str]) -> float:
        (asked,) = chat
        _, a, b, *_ = asked.split("\n")
        return 0.75 if "good" in a else 0.25 if "good" in b else 0.625

    script = scripted(first=leans)
    rules = [RULE] * 3
    said = compare(
        NOBODY, chat_tokenizer(), ["1", "22", "3"], ["good", "x", "x"], ["x", "good one", "y"], rules, batch=4
    )
    assert said.forward == pytest.approx([0.75, 0.25, 0.625])
    assert said.backward == pytest.approx([0.25, 0.75, 0.625])
    assert said.preferences == pytest.approx([0.75, 0.25, 0.5])
    assert said.flips == pytest.approx(1 / 3)
    assert [len(batch) for batch in script.batches] == [4, 2]


def test_comparisons_of_nothing(scripted: Callable[..., Script]) -> None:
    scripted()
    with pytest.raises(InputError, match="no pair"):
        compare(NOBODY, chat_tokenizer(), [], [], [], [])
    with pytest.raises(InputError, match="principles: 0"):
        compare(NOBODY, chat_tokenizer(), ["?"], ["a"], ["b"], [])
