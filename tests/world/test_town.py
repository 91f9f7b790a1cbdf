import pytest

from helpers.world.lexicon import things
from helpers.world.lexicon.jobs import JOBS, SKILLS
from helpers.world.town import NOW, Town, clock, money, town

HOME = town()


def test_the_town_is_large_enough():
    assert HOME.name == "Lantern Bay"
    assert len(HOME.residents) >= 120
    assert len(HOME.places) >= 60
    assert len(JOBS) + len(SKILLS) >= 80
    assert len(things.THINGS) >= 150


def test_the_same_seed_gives_the_same_town():
    assert list(Town(3).facts()) == list(Town(3).facts())
    assert list(Town(3).facts()) != list(Town(4).facts())


@pytest.mark.parametrize("seed", [1, 2, 7])
def test_another_town_shares_no_resident_place_street_or_fact(seed):
    other = Town(seed)
    assert not {r.first for r in HOME.residents} & {r.first for r in other.residents}
    assert not {r.surname for r in HOME.residents} & {r.surname for r in other.residents}
    assert not {p.name for p in HOME.places} & {p.name for p in other.places}
    assert not set(HOME.streets) & set(other.streets)
    assert not set(HOME.facts()) & set(other.facts())


def test_names_are_unique_so_that_a_first_name_means_one_person():
    assert len({r.first for r in HOME.residents}) == len(HOME.residents)
    assert len({p.name for p in HOME.places}) == len(HOME.places)


def test_families_agree_about_each_other():
    for person in HOME.residents:
        if person.spouse:
            assert HOME.resident(person.spouse).spouse == person.name
        for parent in person.parents:
            assert person.name in HOME.resident(parent).children
            assert HOME.resident(parent).age - person.age >= 15
        for child in person.children:
            assert person.name in HOME.resident(child).parents
            assert HOME.resident(child).street == person.street
        assert person.is_child == (person.job == "pupil")


def test_owners_work_at_the_places_they_own():
    for place in HOME.places:
        if place.owner:
            assert HOME.resident(place.owner).workplace in (place.name, "")
        assert place.founded < NOW
        if place.opens is not None:
            assert 5 <= place.opens < place.closes <= 23


def test_prices_belong_to_the_kind_of_place():
    for place in HOME.places:
        for ware, pence in place.prices.items():
            assert place.kind in things.THING[ware].shops
            assert pence % 5 == 0
            assert pence > 0
            assert place in HOME.sellers(ware)


def test_facts_can_be_asked_for():
    book = HOME.place("quill's books")
    facts = {(f.relation, f.detail): f.value for f in HOME.facts() if f.subject == book.name}
    assert facts["street", ""] == book.street
    assert facts["opens", ""] == clock(book.opens)
    assert facts["price", "novel"] == money(book.prices["novel"])


def test_unknown_names_get_one_sentence():
    with pytest.raises(ValueError, match="Nobody called 'Nobody'"):
        HOME.resident("Nobody")
    with pytest.raises(ValueError, match="no place called 'Atlantis'"):
        HOME.place("Atlantis")


@pytest.mark.parametrize(
    ("pence", "text"), [(5, "5p"), (80, "80p"), (100, "£1.00"), (240, "£2.40"), (1305, "£13.05")]
)
def test_money(pence, text):
    assert money(pence) == text


@pytest.mark.parametrize(
    ("hour", "text"),
    [(0.5, "12.30 am"), (9, "9 am"), (11.5, "11.30 am"), (12, "noon"), (12.5, "12.30 pm"), (17.5, "5.30 pm")],
)
def test_clock(hour, text):
    assert clock(hour) == text
