from random import Random

import pytest

from helpers.world.cast import clock_words, part_of_day, short_name, thing
from helpers.world.grammar import phrase
from helpers.world.narrators import NARRATORS
from helpers.world.plots import PHRASES, PLOTS
from helpers.world.simulation import ContradictionError
from helpers.world.story import Story
from helpers.world.town import town

HOME = town()


def story(subject="brass compass"):
    return Story(HOME, Random(5), HOME.resident("Wren"), subject, HOME.place("the Long Pier"))


@pytest.mark.parametrize(
    ("minute", "words"),
    [
        (0, "midnight"),
        (9 * 60, "nine o'clock"),
        (12 * 60, "noon"),
        (9 * 60 + 30, "half past nine"),
        (9 * 60 + 15, "a quarter past nine"),
        (9 * 60 + 40, "twenty to ten"),
        (12 * 60 + 45, "a quarter to one"),
        (23 * 60 + 55, "five to twelve"),
        (1440 + 13 * 60 + 7, "five past one"),
    ],
)
def test_clock_words(minute, words):
    assert clock_words(minute) == words


@pytest.mark.parametrize(
    ("hour", "part"), [(5, "morning"), (12, "afternoon"), (18, "evening"), (23, "night"), (2, "night")]
)
def test_part_of_day(hour, part):
    assert part_of_day(hour * 60) == part


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("brass compass", "compass"),
        ("coil of rope", "coil of rope"),
        ("chess set", "chess set"),
        ("doll's house", "doll's house"),
    ],
)
def test_short_names(name, short):
    assert short_name(name) == short


def test_an_impossible_event_is_refused_while_the_story_is_made():
    t = story()
    compass = thing("brass compass")
    t.own(t.A, compass)
    t.stand(t.A, t.home(t.A))
    with pytest.raises(ContradictionError, match="is at"):
        t.leave(t.A, compass, t.ground)


def test_losing_and_finding_leaves_the_thing_in_its_owners_hands():
    t = story()
    compass = thing("brass compass")
    t.own(t.A, compass)
    t.stand(t.A, t.home(t.A))
    t.go(t.A, t.ground)
    t.leave(t.A, compass, t.ground)
    assert t.state.lies == {"brass compass": "the Long Pier"}
    t.take(t.A, compass, t.ground)
    assert t.state.held == {"brass compass": "Wren"}
    assert [beat.key for beat in t.beats] == ["go", "leave", "take"]


def test_somebody_new_is_never_somebody_in_the_story():
    t = story()
    people = [t.someone() for _ in range(40)]
    assert len({p.first for p in people} | {"Wren"}) == 41


def test_shops_are_open_when_the_clock_says_so():
    t = story()
    shop = t.place("bookshop", staffed=True)
    t.set_clock(int(shop.place.opens * 60))
    assert t.is_open(shop)
    t.set_clock(int(shop.place.closes * 60))
    assert not t.is_open(shop)


def test_every_phrase_compiles_and_every_key_has_a_choice():
    for key, texts in PHRASES.items():
        assert len({phrase(text).text for text in texts}) == len(texts), f"{key} says the same twice"
        assert len(texts) >= 2 or key == "notice"


def test_shares_of_the_narrators_sum_to_one():
    assert sum(narrator.weight for narrator in NARRATORS) == pytest.approx(1.0)


def test_plots_are_many_and_bound_to_many_things():
    assert len(PLOTS) >= 30
    assert all(plot.headlines and plot.subjects and plot.weight > 0 for plot in PLOTS.values())
