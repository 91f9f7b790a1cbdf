"""Cards in HTML and text; the exercise card that the build writes."""

import re

from helpers.checks import Exercise
from helpers.checks.cards import Card, markup, result_card
from helpers.checks.checker import check_answer


def test_markup_is_escaped() -> None:
    assert (
        markup("a < b & **c**, *d*; 2 * 3 * 4") == "a &lt; b &amp; <strong>c</strong>, <em>d</em>; 2 * 3 * 4"
    )
    assert re.sub(r" style=\"[^\"]*\"", "", markup("`<b>`")) == "<code>&lt;b&gt;</code>"


def test_a_card_says_the_same_in_html_and_text() -> None:
    card = Card(
        "wrong", "✗ Not yet", ("It gives `1`.",), (("expected", "<2>"), ("got", "1")), ("**Why.** So.",)
    )
    assert repr(card) == "✗ Not yet\nIt gives `1`.\n  expected  <2>\n  got       1\nWhy. So."
    page = card._repr_html_()
    words = re.sub(r"<[^>]+>", " ", page)
    assert " ".join(words.split()) == "✗ Not yet It gives 1 . expected &lt;2&gt; got 1 Why. So."
    assert "http" not in page


def test_the_same_answer_gives_the_same_card(toy: Exercise) -> None:
    """Notebooks are built twice and compared."""
    pages = {result_card(check_answer(toy, lambda numbers, times: numbers))._repr_html_() for _ in range(3)}
    assert len(pages) == 1


def test_the_exercise_card_unfolds_one_hint_after_the_other(toy: Exercise) -> None:
    assert toy.card_markdown() == (
        "**Difficulty** ●○○ (1 of 3) · **about 2 min** · **3 points**\n\n"
        "<details>\n<summary>Hint 1 of 3</summary>\n\nThink.\n\n"
        "<details>\n<summary>Hint 2 of 3</summary>\n\nThink `harder`.\n\n"
        "<details>\n<summary>Hint 3 of 3</summary>\n\nMultiply.\n\n"
        "</details>\n\n</details>\n\n</details>"
    )
