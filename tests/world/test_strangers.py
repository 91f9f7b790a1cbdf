from collections import Counter
from random import Random

from helpers.world.lexicon import names
from helpers.world.strangers import HER, stranger


def test_names_come_from_the_home_half_of_the_pools_or_are_made_up():
    rng = Random(3)
    drawn = [stranger(rng) for _ in range(6000)]
    other_town = {
        name
        for pool in (names.FEMALE_NAMES, names.MALE_NAMES, names.EITHER_NAMES)
        for name in pool[(len(pool) + 1) // 2 :]
    }
    assert not {name for name, _ in drawn} & other_town
    assert all(name.isalpha() and name.istitle() and pronoun in HER for name, pronoun in drawn)
    assert len({name for name, _ in drawn}) > 1500
    assert min(Counter(pronoun for _, pronoun in drawn).values()) > 200
