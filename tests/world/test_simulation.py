import pytest

from helpers.world.simulation import check_story
from helpers.world.town import town

HOME = town()
SHOP = next(p for p in HOME.places if p.prices and p.opens is not None)
WARE, PENCE = next(iter(SHOP.prices.items()))
OPEN, SHUT = int(SHOP.opens * 60) + 10, int(SHOP.closes * 60) + 10

LOST = [
    ("own", "Wren", "kettle"),
    ("stand", "Wren", "home"),
    ("go", "Wren", "the pier"),
    ("leave", "Wren", "kettle", "the pier"),
    ("go", "Wren", "home"),
    ("stand", "Otto", "the pier"),
    ("sight", "Otto", "kettle", "the pier"),
    ("go", "Otto", "home"),
    ("report", "Otto", "Wren", "kettle", "the pier"),
    ("go", "Wren", "the pier"),
    ("take", "Wren", "kettle", "the pier"),
]


def test_a_story_that_holds_together_has_no_faults():
    assert check_story(LOST) == []


@pytest.mark.parametrize("missing", [0, 2, 3, 6, 9])
def test_leaving_out_a_needed_event_is_noticed(missing):
    assert check_story(LOST[:missing] + LOST[missing + 1 :])


@pytest.mark.parametrize(
    ("events", "fault"),
    [
        ([("stand", "Wren", "home"), ("take", "Wren", "kettle", "home")], "lies at None"),
        ([("own", "Wren", "kettle"), ("give", "Otto", "Wren", "kettle")], "held by Wren, not by Otto"),
        ([("stand", "Wren", "home"), ("go", "Wren", "home")], "at home already"),
        (
            [("lie", "kettle", "home"), ("stand", "Wren", "home"), ("search", "Wren", "kettle", "home")],
            "looks in vain",
        ),
        ([("mend", "kettle")], "not broken"),
        ([("paint", "door", "blue"), ("paint", "door", "blue")], "blue already"),
        ([("time", 600), ("time", 500)], "time runs backwards"),
        ([("own", "Wren", "kettle"), ("lie", "kettle", "home")], "exists already"),
        (
            [("stand", "Wren", "home"), ("stand", "Otto", "pier"), ("meet", "Wren", "Otto")],
            "not in the same place",
        ),
        ([("sing", "Wren")], "no event called 'sing'"),
    ],
)
def test_contradictions_are_named(events, fault):
    assert fault in " ".join(check_story(events))


def test_shops_keep_the_towns_hours_and_prices():
    visit = [("stand", "Wren", SHOP.name), ("time", OPEN), ("buy", "Wren", WARE, SHOP.name, PENCE)]
    assert check_story(visit) == []
    assert check_story([("time", SHUT), ("shut", SHOP.name)]) == []
    assert "is open" in check_story([("time", OPEN), ("shut", SHOP.name)])[0]
    late = [("stand", "Wren", SHOP.name), ("time", SHUT), ("buy", "Wren", WARE, SHOP.name, PENCE)]
    assert "is shut" in check_story(late)[0]
    dear = [("stand", "Wren", SHOP.name), ("time", OPEN), ("buy", "Wren", WARE, SHOP.name, PENCE + 5)]
    assert "does not sell" in check_story(dear)[0]


def test_another_scene_puts_things_away_but_not_people():
    events = [("own", "Wren", "kettle"), ("stand", "Wren", "home"), ("scene",), ("own", "Otto", "kettle")]
    assert check_story(events) == []
    assert check_story([*events, ("stand", "Wren", "home")])
