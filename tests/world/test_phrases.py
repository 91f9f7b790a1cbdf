from random import Random

import pytest

from helpers.world.phrases import compile_phrase, expand, slot_names, tidy


def every(text, slots=None, draws=400):
    rng = Random(0)
    return {expand(rng, text, slots or {}) for _ in range(draws)}


def test_all_alternatives_and_only_those_appear():
    assert every("[a|b] x[!|]") == {"a x!", "a x", "b x!", "b x"}


def test_alternatives_nest():
    assert every("[one|[two|three] [|four]]") == {"one", "two ", "two four", "three ", "three four"}


def test_alternatives_are_equally_likely():
    rng = Random(1)
    drawn = [expand(rng, "[a|b|c|d]", {}) for _ in range(8000)]
    for letter in "abcd":
        assert abs(drawn.count(letter) - 2000) < 5 * (8000 * 0.25 * 0.75) ** 0.5  # five standard deviations


def test_slots_are_filled_inside_and_outside_of_choices():
    assert every("{x}[, {y}|]", {"x": "1", "y": "2"}) == {"1", "1, 2"}
    assert slot_names("{x}[, {y}|]") == ("x", "y")


def test_a_slot_without_a_value_is_named():
    with pytest.raises(KeyError, match="who"):
        expand(Random(0), "Ask {who}.", {})


@pytest.mark.parametrize("text", ["[a|b", "a]", "{x", "x}", "a|b", "[a|{b]}", "{[a]}"])
def test_unmatched_marks_are_refused(text):
    with pytest.raises(ValueError, match="phrase"):
        compile_phrase(text)


@pytest.mark.parametrize(
    ("rough", "clean"),
    [
        ("yes.  no . maybe", "Yes. No. Maybe"),
        ("wait... what?", "Wait... what?"),
        ('"come in," he said. "now."', '"Come in," he said. "Now."'),
        ("it shuts at 5.30 pm. then we go", "It shuts at 5.30 pm. Then we go"),
        ("why? because! so", "Why? Because! So"),
        ("  (aside) ", "(Aside)"),
    ],
)
def test_tidy(rough, clean):
    assert tidy(rough) == clean
