from random import Random

import pytest

from helpers.world import pidgin
from helpers.world.lexicon import pidgin as words

GOLDEN = [
    ("The baker mends the net.", "Lofa loopa fik."),
    (
        "Yesterday the old baker did not mend my nets near the harbour.",
        "Sunback lofa grey loopa-loopa o'mi nix fik dun hardba havva.",
    ),
    ("I will eat an egg.", "Mi wan ovva gob goan."),
    ("Did the children find her dog?", "Smalla-smalla woffa o'shem spot dun ne?"),
    ("Wren does not like her.", "Wren shem nix fan."),
    ("She watched a big gull on the pier.", "Shem wan kreeka grando gaz dun onna planka."),
    ("Will he not sing?", "Hem nix lal goan ne?"),
    ("Do you know me?", "Yu mi ken ne?"),
]


@pytest.mark.parametrize(("english", "expected"), GOLDEN)
def test_golden_sentences(english, expected):
    assert pidgin.to_pidgin(english) == expected
    assert pidgin.to_english(expected) == english


def test_every_clause_survives_both_languages():
    rng = Random(11)
    for _ in range(5000):
        clause = pidgin.draw_clause(rng)
        english, spoken = pidgin.in_english(clause), pidgin.in_pidgin(clause)
        assert pidgin.parse_english(english) == clause, english
        assert pidgin.parse_pidgin(spoken) == clause, spoken
        assert pidgin.to_english(pidgin.to_pidgin(english)) == english


def test_a_stop_may_be_missing():
    assert pidgin.to_english("Lofa loopa fik") == "The baker mends the net."


def test_the_lexicon_is_large_enough_and_no_word_stands_for_two():
    tables = [
        words.PEOPLE, words.ANIMALS, words.THINGS, words.FOODS, words.PLACES, words.ADJECTIVES, words.PREPOSITIONS,
        words.PRONOUNS, words.OWNERS, {verb: word for verb, (word, _) in words.VERBS.items()}, *words.TIMES.values(),
    ]  # fmt: skip
    spoken = [word for table in tables for word in table.values()]
    spoken += [words.A, words.PAST, words.FUTURE, words.NOT, words.QUESTION]
    assert len(spoken) >= 120
    assert len(set(spoken)) == len(spoken)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The baker mends.",  # no object
        "The baker sleeps the net.",
        "The baker mends the net near.",
        "The baker mends the zeppelin.",
        "The baker the net mends.",
        "Did the baker mend the net.",
        "The baker mends the net?",
        "baker mends the net.",
        "The baker mends the net on the pier today.",
    ],
)
def test_what_the_grammar_lacks_is_refused_in_one_sentence(text):
    with pytest.raises(ValueError, match=r"grammar for English|needs object|takes no object"):
        pidgin.to_pidgin(text)


@pytest.mark.parametrize(
    "text", ["", "Fik lofa loopa.", "Lofa loopa-woffa fik.", "Lofa loopa fik ne.", "Lofa loopa fik dun dun."]
)
def test_broken_pidgin_is_refused(text):
    with pytest.raises(ValueError, match="grammar for Harbour pidgin"):
        pidgin.to_english(text)
