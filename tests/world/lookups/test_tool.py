"""The wiki that answers search and lookup, on paper."""

import pytest

from helpers.world.lookups import Wiki, act
from helpers.world.lookups.tool import split_sentences

PAGES = {
    "The Red Hen": (
        "The Red Hen is an inn. It opens at 9.30 am. Its owner is Jo Brill. A bun is £2.40 there. Its door is red."
    ),
    "Red Lion": "Red Lion is a pub.",
    "Jo Brill": "Jo Brill is 40. She plays the harp.",
}


def test_search_shows_two_sentences_and_says_that_there_is_more() -> None:
    wiki = Wiki(PAGES)
    assert wiki.search("The Red Hen") == "The Red Hen is an inn. It opens at 9.30 am. …"
    assert wiki.search(" red hen ") == wiki.search("the RED hen")
    assert wiki.search("Jo Brill") == "Jo Brill is 40. She plays the harp."


def test_lookup_reads_on_from_there() -> None:
    wiki = Wiki(PAGES)
    wiki.search("The Red Hen")
    assert wiki.lookup("inn") == "No more sentences with inn."  # that one was shown
    assert wiki.lookup("OWNER") == "Its owner is Jo Brill."
    assert wiki.lookup("£") == "A bun is £2.40 there."
    assert wiki.lookup("owner") == "No more sentences with owner."
    assert wiki.lookup("door") == "Its door is red."


def test_lookup_without_a_page_finds_nothing() -> None:
    wiki = Wiki(PAGES)
    assert wiki.lookup("owner") == "No more sentences with owner."
    wiki.search("The Red Hen")
    wiki.search("Nowhere at all")
    assert wiki.lookup("owner") == "No more sentences with owner."


def test_a_missing_page_names_those_that_are_like_it() -> None:
    wiki = Wiki(PAGES)
    assert wiki.search("Hen") == "There is no page called Hen. Similar pages: The Red Hen."
    assert wiki.search("Red") == "There is no page called Red. Similar pages: The Red Hen, Red Lion."
    assert wiki.search("Jo Bril") == "There is no page called Jo Bril. Similar pages: Jo Brill."
    assert wiki.search("Xyz") == "There is no page called Xyz."
    assert Wiki({}).search("Xyz") == "There is no page called Xyz."


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("finish[9.30 am]", ("9.30 am", True)),
        (" Search[Jo Brill] ", ("Jo Brill is 40. She plays the harp.", False)),
        ("finish[]", ("", True)),
    ],
)
def test_actions(action: str, expected: tuple[str, bool]) -> None:
    assert act(Wiki(PAGES), action) == expected


@pytest.mark.parametrize(
    "action",
    [
        "",
        "open[The Red Hen]",
        "search The Red Hen",
        "search[]",
        "lookup[ ]",
        "__init__[x]",
        "search[a] finish[b",
    ],
)
def test_what_is_no_action(action: str) -> None:
    seen, done = act(Wiki(PAGES), action)
    assert seen == "Unknown action. The actions are search[title], lookup[word] and finish[answer]."
    assert not done


def test_sentences() -> None:
    assert split_sentences("It opens at 9.30 am. £2 is all. Is it? Yes!") == [
        "It opens at 9.30 am.",
        "£2 is all.",
        "Is it?",
        "Yes!",
    ]
    assert split_sentences("") == []
