import hashlib
from collections import Counter
from itertools import islice
from random import Random

import pytest

from helpers.world import documents
from helpers.world.documents import FAMILIES, Family, Plan, document, generate, split_of, stable_hash, stream


@pytest.fixture
def letters():
    """A toy family whose binding is one of a thousand words."""

    def plan(rng: Random) -> Plan[int]:
        number = rng.randrange(1000)
        return Plan(f"word {number}", number)

    def write(plan: Plan[int], rng: Random) -> tuple[str, dict[str, int]]:
        return f"{plan.content} {rng.random()}", {"number": plan.content}

    family = documents.register(Family("letters", "for tests", plan, write))
    yield family
    del FAMILIES["letters"]


def test_stable_hash_is_blake2b_of_the_joined_parts():
    expected = hashlib.blake2b(b"a\x1f1", digest_size=8).digest()
    assert stable_hash("a", 1) == int.from_bytes(expected, "big")


def test_streams_differ_by_every_part():
    parts = [
        (0, "f", "train", 0),
        (1, "f", "train", 0),
        (0, "g", "train", 0),
        (0, "f", "test", 0),
        (0, "f", "train", 1),
    ]
    assert len({stream(*p).random() for p in parts}) == len(parts)


def test_same_seed_same_documents(letters):
    assert list(generate("letters", count=20)) == list(generate("letters", count=20))
    assert list(generate("letters", count=20)) != list(generate("letters", seed=1, count=20))


def test_start_skips_without_changing_what_follows(letters):
    whole = list(generate("letters", count=30))
    assert list(generate("letters", start=13, count=17)) == whole[13:]
    assert document("letters", 29) == whole[29]


def test_without_a_count_it_goes_on(letters):
    assert len(list(islice(generate("letters"), 500))) == 500


def test_a_binding_belongs_to_one_split(letters):
    bindings = {
        split: {d.meta["binding"] for d in generate("letters", split=split, count=300)}
        for split in documents.SPLITS
    }
    assert not bindings["train"] & bindings["test"]
    assert not bindings["train"] & bindings["validation"]
    assert not bindings["validation"] & bindings["test"]
    for split, found in bindings.items():
        assert {split_of(binding) for binding in found} == {split}


def test_splits_are_ninety_five_five():
    share = Counter(split_of(f"binding {i}") for i in range(20_000))
    assert share["train"] / 20_000 == pytest.approx(0.90, abs=0.01)
    assert share["validation"] / 20_000 == pytest.approx(0.05, abs=0.01)
    assert share["test"] / 20_000 == pytest.approx(0.05, abs=0.01)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"family": "novels"}, "no document family 'novels'"),
        ({"family": "letters", "split": "dev"}, "no split 'dev'"),
        ({"family": "letters", "start": -1}, "start is -1"),
        ({"family": "letters", "count": -5}, "count is -5"),
    ],
)
def test_bad_input_is_refused_at_once(letters, options, sentence):
    with pytest.raises(ValueError, match=sentence):
        generate(options.pop("family"), **options)


def test_a_family_is_registered_once(letters):
    with pytest.raises(ValueError, match="registered twice"):
        documents.register(letters)


def test_a_family_with_one_binding_cannot_fill_every_split():
    narrow = Family("narrow", "for tests", lambda rng: Plan("only", 0), lambda plan, rng: ("", {}))
    documents.register(narrow)
    try:
        other = next(split for split in documents.SPLITS if split != split_of("only"))
        with pytest.raises(ValueError, match="plans vary too little"):
            document("narrow", 0, split=other)
    finally:
        del FAMILIES["narrow"]
