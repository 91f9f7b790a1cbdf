from random import Random

import pytest

from helpers.world.scene import Scene, adults, article, in_sentence, spoken_hour
from helpers.world.town import town


@pytest.fixture
def scene():
    a, b = adults()[:2]
    return Scene(Random(4), a, b)


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (7, "seven"),
        (12.5, "half past twelve"),
        (18.25, "quarter past six"),
        (23.75, "quarter to twelve"),
        (0, "twelve"),
    ],
)
def test_spoken_hours(hour, words):
    assert spoken_hour(hour) == words


def test_articles_and_names_in_a_sentence():
    assert article("oar") == "an oar"
    assert article("boat") == "a boat"
    assert in_sentence("The Dry Oar") == "the Dry Oar"
    assert in_sentence("Quill's Books") == "Quill's Books"


def test_only_grown_people_talk():
    assert all(person.age >= 16 for person in adults())
    assert len(adults()) > 80


def test_lines_of_one_speaker_in_a_row_are_one_turn(scene):
    scene.a("hello.")
    scene.a("it rains.")
    scene.b("so it does.")
    assert [words for _, words in scene.lines()] == ["Hello. It rains.", "So it does."]
    assert [name for name, _ in scene.lines()] == [scene.slots["A"], scene.slots["B"]]


def test_people_and_places_of_a_scene_are_all_different(scene):
    for slot in "CDE":
        scene.person(slot)
    for slot in ("P", "Q", "R"):
        scene.place(slot, "inn")
    assert len({scene.slots[slot] for slot in "ABCDE"}) == 5
    assert len({scene.slots[slot] for slot in "PQR"}) == 3


def test_a_later_day_is_another_day(scene):
    for _ in range(50):
        scene.day("D1")
        scene.later_day("D2", "D1")
        assert scene.slots["D1"] != scene.slots["D2"]


def test_a_seller_sells_the_thing_at_its_price(scene):
    thing = scene.thing("T", "sold gift")
    pence = scene.seller("P", thing)
    shop = next(p for p in town().places if in_sentence(p.name) == scene.slots["P"])
    assert shop.prices[thing.name] == pence


def test_an_unfilled_slot_is_named(scene):
    with pytest.raises(KeyError, match="nobody"):
        scene.a("ask {nobody}.")


def test_a_summary_tells_only_what_was_said(scene):
    scene.day("D")
    scene.place("P", "inn")
    scene.a("see you on {D}.")
    assert scene.summary("It is on {D}.", "It is at {P}.") == f"It is on {scene.slots['D']}."
    with pytest.raises(ValueError, match="no summary"):
        scene.summary("It is at {P}.")


def test_the_same_stream_gives_the_same_talk():
    def talk():
        scene = Scene(Random(9), *adults()[2:4])
        for _ in range(4):
            scene.a("{~hello} [one|two|three].")
            scene.b("{~yes}")
        return scene.lines()

    assert talk() == talk()
