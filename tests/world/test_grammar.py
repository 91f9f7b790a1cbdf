from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.world.discourse import Discourse
from helpers.world.entities import What, Where, Who
from helpers.world.grammar import (
    capitalise,
    fix_articles,
    indefinite,
    phrase,
    plural,
    possessive,
)

WREN = Who("Wren", "Wren Quill", "she")
NELL = Who("Nell", "Nell Salt", "she")
OTTO = Who("Otto", "Otto Marsh", "he")
ASH = Who("Ash", "Ash Venn", "they")
KETTLE = What("old kettle", "kettle")
BOOTS = What("rubber boots", "boots", many=True)
SHOP = Where("Quill's Books", "at Quill's Books", "the bookshop", "at the bookshop")


def tell(*texts, past=True, narrator=None, **roles):
    """The phrases as one text, sentence by sentence."""
    talk = Discourse(Random(0), past=past, narrator=narrator)
    said = []
    for text in texts:
        said.append(talk.say(phrase(text), roles))
        talk.end_sentence()
    return capitalise(fix_articles(" ".join(said)))


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("kettle", "a kettle"),
        ("anchor", "an anchor"),
        ("hour", "an hour"),
        ("honest man", "an honest man"),
        ("one-eyed cat", "a one-eyed cat"),
        ("useful thing", "a useful thing"),
        ("unicorn", "a unicorn"),
        ("umbrella", "an umbrella"),
        ("ewe", "a ewe"),
        ("house", "a house"),
    ],
)
def test_indefinite_article_follows_the_sound(noun, expected):
    assert indefinite(noun) == expected
    assert fix_articles("a " + noun) == expected
    assert fix_articles("an " + noun) == expected


def test_articles_are_mended_inside_a_text_and_keep_their_capital():
    assert fix_articles("A apple and an pear, a old hat.") == "An apple and a pear, an old hat."
    assert fix_articles('He said it was a "odd" thing.') == 'He said it was an "odd" thing.'


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("lamp", "lamps"),
        ("box", "boxes"),
        ("bench", "benches"),
        ("diary", "diaries"),
        ("toy boat", "toy boats"),
        ("coil of rope", "coils of rope"),
        ("box of paints", "boxes of paints"),
        ("bread knife", "bread knives"),
        ("loaf of bread", "loaves of bread"),
        ("torch", "torches"),
    ],
)
def test_plural(one, many):
    assert plural(one) == many


def test_possessive():
    assert possessive("Wren") == "Wren's"
    assert possessive("Silas") == "Silas's"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the sea was up. it rained.", "The sea was up. It rained."),
        ('"well," she said. "that is it."', '"Well," she said. "That is it."'),
        ('she said, "well."', 'She said, "Well."'),
        ('"is it?" she asked.', '"Is it?" she asked.'),
        ('"is it?" ^nobody knew.', '"Is it?" Nobody knew.'),
        ("one\ntwo", "One\nTwo"),
    ],
)
def test_capitals(text, expected):
    assert capitalise(text) == expected


@given(st.text(alphabet="abc .?!\"'\n", max_size=60))
def test_capitalising_changes_nothing_but_case(text):
    assert capitalise(text).lower() == text.lower()


def test_a_second_mention_is_a_pronoun():
    assert tell("{A} ~sit down.", "{A} ~laugh.", A=WREN) == "Wren sat down. She laughed."


def test_names_return_where_a_pronoun_could_mean_two_people():
    told = tell("{A} ~meet {B.o}.", "{A} ~laugh.", A=WREN, B=NELL)
    assert told == "Wren met Nell. Wren laughed."


def test_pronouns_of_different_people_stay_apart():
    told = tell("{A} ~meet {B.o}.", "{B} ~laugh.", "{A} ~thank {B.o}.", A=WREN, B=OTTO)
    assert told == "Wren met Otto. He laughed. Wren thanked him."


def test_the_person_just_named_may_be_a_pronoun_object():
    told = tell("{A} ~find {B.o} asleep and ~wake {B.o}.", A=WREN, B=NELL)
    assert told == "Wren found Nell asleep and woke her."


def test_verbs_agree_with_they_and_with_plural_things():
    assert tell("{A} ~be here.", past=False, A=ASH) == "Ash is here."
    assert tell("{A} ~be here.", "{A} ~be tired.", past=False, A=ASH) == "Ash is here. They are tired."
    assert tell("{x.T} ~be wet.", x=BOOTS) == "The rubber boots were wet."
    assert tell("{x.T} ~be wet.", past=False, x=KETTLE) == "The old kettle is wet."


def test_a_narrator_is_i():
    told = tell("{A} ~be cold.", "{B} ~give {A.o} {A.s} hat.", past=False, narrator=WREN, A=WREN, B=OTTO)
    assert told == "I am cold. Otto gives me my hat."
    assert tell("{we} ~be friends.", narrator=WREN) == "We were friends."
    assert tell("{we} ~be friends.") == "They were friends."


def test_speech_uses_the_real_name_of_the_narrator():
    assert tell('"well, {A.n}," {B} ~say.', narrator=WREN, A=WREN, B=OTTO) == '"Well, Wren," Otto said.'


def test_things_are_introduced_in_full_and_short_after_that():
    assert (
        tell("{A} ~buy {x.a}.", "{x.T} ~leak.", A=WREN, x=KETTLE)
        == "Wren bought an old kettle. The kettle leaked."
    )


def test_a_joined_clause_loses_its_subject_and_may_become_an_ing_form():
    talk = Discourse(Random(0))
    clause = phrase("{A} ~lock the door and ~go {p.to}.")
    assert clause.subject == "A"
    roles = {"A": WREN, "p": SHOP}
    assert talk.say(clause, roles, skip_subject=True) == "locked the door and went to Quill's Books."
    assert talk.say(clause, roles, skip_subject=True, mood="ing").startswith("locking the door and going to")


@pytest.mark.parametrize("text", ["[a|b", "a]b", "{A", "a|b", "A} went"])
def test_marks_without_a_partner_are_refused(text):
    with pytest.raises(ValueError, match="without its partner"):
        phrase(text)


def test_every_alternative_is_drawn():
    talk = Discourse(Random(1))
    seen = {talk.say(phrase("[a|b|[c|d]]"), {}) for _ in range(200)}
    assert seen == {"a", "b", "c", "d"}
