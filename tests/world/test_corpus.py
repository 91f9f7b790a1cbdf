import itertools
import os
import subprocess
import sys
from collections import Counter

import pytest

from helpers.paths import ROOT
from helpers.world import corpus, generate
from helpers.world.documents import document

WEIGHTS = {"dialogue": 2.0, "help_desk": 1.0}


def first(count, **options):
    return list(itertools.islice(corpus.mixture(WEIGHTS, **options), count))


def test_a_block_holds_the_families_in_proportion():
    seen = Counter(document.family for document in first(corpus.BLOCK))
    assert seen == {"dialogue": 667, "help_desk": 333}


def test_each_familys_documents_come_in_order_and_without_gaps():
    mixed = [d.text for d in first(2 * corpus.BLOCK) if d.family == "help_desk"]
    assert mixed == [d.text for d in generate("help_desk", count=len(mixed))]


def test_random_access_agrees_with_the_stream():
    documents = first(1100)
    for index in (0, 1, 999, 1000, 1099):
        assert corpus.pick(WEIGHTS, index) == documents[index]
    assert first(50, start=1050) == documents[1050:]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_any_number_of_workers_writes_the_same(workers):
    expected = first(600, start=37, seed=5)
    assert list(corpus.shards(WEIGHTS, 600, workers=workers, seed=5, start=37)) == expected


def test_string_hashing_has_no_say():
    """Sets of strings come in another order in every process; no family may lean on it."""
    every = "[d.text for f in sorted(world.FAMILIES) for d in world.generate(f, count=150)]"
    code = f"from helpers import world; print({every})"
    written = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in "012"
    }
    assert len(written) == 1


def test_seed_and_split_change_the_documents():
    assert first(20) != first(20, seed=1)
    assert first(20) != first(20, split="test")


def test_nothing_is_written_for_a_weight_of_zero():
    mixed = itertools.islice(corpus.mixture({"dialogue": 0, "help_desk": 3}), 100)
    assert {document.family for document in mixed} == {"help_desk"}


@pytest.mark.parametrize(
    ("weights", "options", "message"),
    [
        ({"poem": 1}, {}, "no document family 'poem'"),
        ({"dialogue": -1}, {}, "weight of 'dialogue' is -1"),
        ({"dialogue": float("nan")}, {}, "weight of 'dialogue' is nan"),
        ({"dialogue": 0}, {}, "weights of the mixture are zero"),
        ({}, {}, "weights of the mixture are zero"),
        (WEIGHTS, {"split": "dev"}, "no split 'dev'"),
        (WEIGHTS, {"start": -1}, "start is -1"),
    ],
)
def test_bad_input_is_named_at_once(weights, options, message):
    with pytest.raises(ValueError, match=message):
        corpus.mixture(weights, **options)


@pytest.mark.parametrize(("count", "workers"), [(-1, 1), (1, 0)])
def test_bad_shards_are_refused(count, workers):
    with pytest.raises(ValueError, match=r"count is|workers is"):
        corpus.shards(WEIGHTS, count, workers=workers)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Two  spaces.", "two spaces"),
        ("A stop .", "before a stop"),
        ("An end. ", "edge of a line"),
        ("A {slot} left.", "slot left over"),
        ("In the the end.", "said twice"),
        ("Oh., no.", "two stops"),
        ("Yes. no.", "without a capital"),
        ("It is a egg.", "a where an"),
        ('He said "no.', "quotation mark"),
    ],
)
def test_faults_are_found(text, fault):
    assert any(fault in found for found in corpus.faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "Wait... no, it's 5.30 pm.",
        '"Come in," she said.\n"No," said he.',
        "Ann: Yes!\nBob: A unit.",
        "- Who?\n  Ann.\n[1] A is better | B is not",
        "",
    ],
)
def test_clean_text_has_no_faults(text):
    assert corpus.faults(text) == []


def test_addresses_are_those_of_the_mixture():
    weights = {"help_desk": 2, "dialogue": 1}
    where = corpus.addresses(weights, 30, seed=3)
    there = [document(family, index, seed=3) for family, index in where]
    assert there == list(itertools.islice(corpus.mixture(weights, seed=3), 30))
