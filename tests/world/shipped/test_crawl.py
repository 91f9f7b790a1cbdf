"""The crawl keeps its promises to whoever filters it: copies follow their originals and bodies are on their pages."""

import pytest

from helpers.world.crawl_noise import KINDS
from tests.world.shipped.reading import read

SPLITS = ("train", "validation", "test")


@pytest.mark.parametrize("split", SPLITS)
def test_every_copy_has_its_original_before_it(split):
    stories: dict[str, str] = {}
    for row in read("crawl", split):
        if row["kind"] == "duplicate":
            assert row["text"] == stories[row["of"]]
        elif row["kind"] == "near_duplicate":
            assert row["text"] != stories[row["of"]]
            assert 0.4 < row["similarity"] < 1
        elif row["kind"] in ("clean", "wrapped"):
            stories[row["of"]] = row["body"] or row["text"]


def test_what_is_worth_keeping_is_on_the_page():
    rows = read("crawl", "train")
    assert {row["kind"] for row in rows} == set(KINDS)
    for row in rows:
        assert row["keep"] == KINDS[row["kind"]][1]
        assert row["body"] in row["text"]
        assert bool(row["body"]) == (row["kind"] == "wrapped")
        assert (row["language"] != "English") == (row["kind"] == "other_language")
    assert 0.35 <= sum(row["keep"] for row in rows) / len(rows) <= 0.65
