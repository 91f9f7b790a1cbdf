"""Short tasks: accuracy with and without examples, on inputs that are held out."""

import itertools

import pytest

from helpers.training.evaluation import short
from helpers.world.documents import split_of
from helpers.world.short_tasks import TASKS, key_of
from tests.training.evaluation.scripted import Scripted


def test_the_gain_on_paper():
    # 3 of 4 right after, 1 of 4 before
    found = short.gain([True, True, True, False], [True, False, False, False])
    assert found.value == pytest.approx(0.5)
    assert found.low <= 0.5 <= found.high
    assert found.items == 4


def test_every_task_in_its_turn_and_all_held_out():
    items = list(itertools.islice(short.tasks(), 2 * len(TASKS)))
    assert [item.example.task for item in items] == [*TASKS, *TASKS]
    for item in items:
        examples = [item.example, *item.shown]
        assert len({example.input for example in examples}) == short.SHOTS + 1
        assert all(split_of(key_of(example)) == "test" for example in examples)
        assert item.with_examples.text.count("\n") >= item.bare.text.count("\n") + 2 * short.SHOTS


def test_a_page_breaks_off_before_its_last_label():
    for asked, label in itertools.islice(short.fresh_labels(), 20):
        assert not asked.text[-1].isspace()
        assert not asked.text.endswith(label)
        assert label in asked.text  # it was shown before
        assert asked.messages[-1]["role"] == "user"


def test_who_needs_examples_gains_by_them():
    items = list(itertools.islice(short.tasks(), 26))
    right = {item.with_examples.text: item.example.answer for item in items}
    pages = {asked.text: label for asked, label in itertools.islice(short.fresh_labels(), 26)}
    zero, few, gain, fresh = short.figures(Scripted(lambda p: {**right, **pages}.get(p.text, "")), 26)
    assert (zero.found.value, few.found.value, gain.found.value, fresh.found.value) == (0, 1, 1, 1)
