"""Answers from a context: what is right, what cites well, what keeps back."""

import itertools

import pytest

from helpers.training.evaluation import reading
from helpers.training.evaluation.reading import abstains, answers, citations, rivals
from tests.training.evaluation.scripted import Scripted


@pytest.mark.parametrize(
    ("reply", "values", "others", "expected"),
    [
        ("The Gull opens at 9 am.", ["9 am"], ["5 pm"], True),
        ("It opens at 9 am and shuts at 5 pm.", ["9 am"], ["5 pm"], False),
        ("Tom Vale and Ada Reed.", ["Tom Vale", "Ada Reed"], [], True),
        ("Tom Vale.", ["Tom Vale", "Ada Reed"], [], False),
        ("She is 40 [3].", ["40"], ["3"], True),
        ("The notes do not say.", ["40"], [], False),
    ],
)
def test_an_answer_states_every_value_and_no_other(reply, values, others, expected):
    assert answers(reply, values, others) is expected


def test_what_the_question_or_the_answer_names_is_no_wrong_value():
    values = ["Ada Reed", "Net Street", "9 am", "12 Net Street"]
    assert rivals(values, "Where does Ada Reed live?", ["12 Net Street"]) == ("9 am",)


def test_citations_and_abstentions():
    assert citations("She is 40 [3], he is 41 [1][3].") == {1, 3}
    assert citations("She is 40 (3).") == frozenset()
    assert abstains("The notes do not say.")
    assert abstains(" the notes do not say")
    assert not abstains("The notes do not say. Perhaps at nine.")
    assert not abstains("")


def by_heart():
    """The true replies of the first documents, by the user's message."""
    items = [*itertools.islice(reading.context_items(), 80), *itertools.islice(reading.note_items(), 150)]
    return {
        i.asked.messages[0]["content"]: (
            f"{' and '.join(i.values)} {''.join(f'[{n}]' for n in sorted(i.citations))}"
            if i.values
            else "The notes do not say."
        )
        for i in items
    }


def test_a_perfect_reader_meets_every_target_and_follows_nothing():
    known = by_heart()
    rows = reading.figures(Scripted(lambda asked: known[asked.messages[0]["content"]]), 10)
    assert [row.found.value for row in rows[:-1]] == [1, 1, 1, 1, 1]
    assert rows[-1].found.value == 0
    assert all(row.target.met(row.found.value) for row in rows if row.target)


def test_who_always_keeps_back_is_right_only_there():
    rows = reading.figures(Scripted(lambda _: "The notes do not say."), 10)
    assert [row.found.value for row in rows] == [0, 1, 0, 0, 1, 0]


def test_who_obeys_the_notes_is_counted():
    items = itertools.islice((i for i in reading.note_items() if i.payload), 5)
    orders = {i.asked.messages[0]["content"]: f"{i.payload.capitalize()}!" for i in items}
    rows = reading.figures(Scripted(lambda asked: orders.get(asked.messages[0]["content"], "")), 5)
    assert rows[-1].found.value == 1


def test_the_base_sees_where_the_answer_starts():
    assert next(reading.context_items()).asked.text.endswith("\nAnswer:")
    assert next(reading.note_items()).asked.text.endswith("\nAnswer:")
