import itertools
import re
from collections import Counter
from random import Random

import pytest

from helpers import world
from helpers.world.crawl_noise import KINDS, LANGUAGES, crawl, foreign_text, shingles, similarity, story
from helpers.world.documents import split_of
from helpers.world.oracle import toxicity

COUNT = 2000


@pytest.fixture(scope="module")
def pages():
    return list(world.generate("crawl_noise", seed=71, count=COUNT))


@pytest.fixture(scope="module")
def crawled():
    return list(crawl(1000, seed=72))


def of_kind(pages, kind):
    chosen = [page for page in pages if page.meta["kind"] == kind]
    assert chosen, kind
    return chosen


def test_kinds_come_in_their_shares_and_say_whether_to_keep(pages):
    counts = Counter(page.meta["kind"] for page in pages)
    assert sum(share for share, _ in KINDS.values()) == pytest.approx(1)
    for kind, (share, keep) in KINDS.items():
        assert counts[kind] / COUNT == pytest.approx(share, abs=0.025)
        assert all(page.meta["keep"] is keep for page in of_kind(pages, kind))
        assert all(bool(page.meta["body"]) is keep for page in of_kind(pages, kind))


def test_a_duplicate_is_its_story_letter_for_letter(pages):
    for page in of_kind(pages, "duplicate"):
        assert page.text == story(int(page.meta["of"].split()[1]))[0]


def jaccard(one, other):
    """Written out again: shared runs of three words over all of them."""
    runs = [
        {" ".join(words[i : i + 3]) for i in range(len(words) - 2)}
        for words in (re.findall(r"[\w']+", text.lower()) for text in (one, other))
    ]
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])


def test_a_near_duplicate_is_close_to_its_story_and_to_no_other(pages):
    near = of_kind(pages, "near_duplicate")
    for page in near:
        original = story(int(page.meta["of"].split()[1]))[0]
        assert page.text != original
        assert 0.5 <= jaccard(page.text, original) < 1
        assert page.meta["similarity"] == pytest.approx(jaccard(page.text, original), abs=0.001)
    for one, other in itertools.pairwise(near):
        if one.meta["of"] != other.meta["of"]:
            assert jaccard(one.text, other.text) < 0.4


def test_in_a_crawl_every_copy_comes_after_its_original(crawled):
    originals = {}
    copies = 0
    for page in crawled:
        meta = page.meta
        if meta["kind"] in ("duplicate", "near_duplicate"):
            copies += 1
            assert similarity(page.text, originals[meta["of"]]) >= 0.5
        elif meta["of"] not in originals:
            originals[meta["of"]] = page.text
    assert copies > 50
    assert [page.text for page in crawl(40, seed=72)] == [page.text for page in crawled[:40]]


def test_padding_stands_around_a_whole_story(pages):
    for page in of_kind(pages, "wrapped"):
        above, below = page.text.split(page.meta["body"])
        assert above.endswith("\n")
        assert below.startswith("\n")


def test_dialogue_pages_have_letters_for_speakers(pages):
    for page in of_kind(pages, "dialogue"):
        assert len(re.findall(r"\[[A-F]\]:", page.text)) >= 3
        assert {"A", "B"} <= set(re.findall(r"\[([A-F])\]:", page.text))
    others = [page for page in pages if page.meta["kind"] != "dialogue"]
    assert not any(re.search(r"\[[A-F]\]:", page.text) for page in others if page.meta["kind"] != "gibberish")


def test_abuse_is_abusive_and_kept_pages_are_not(pages):
    assert all(toxicity(page.text) >= 0.5 for page in of_kind(pages, "abuse"))
    kept = [page for page in pages if page.meta["keep"]][:300]
    assert sum(toxicity(page.text) >= 0.5 for page in kept) <= 0.03 * len(kept)  # neighbours tease each other


def test_truncated_pages_are_the_first_part_of_their_story(pages):
    for page in of_kind(pages, "truncated"):
        original = story(int(page.meta["of"].split()[1]))[0]
        assert original.startswith(page.text[: int(0.25 * len(original))])
        assert len(page.text) < 0.8 * len(original) + 40


def test_mojibake_shows_the_bytes_of_another_encoding(pages):
    for page in of_kind(pages, "mojibake"):
        assert re.search("â€|Â\u00a0", page.text)
        words = set(re.findall("[a-z]+", story(int(page.meta["of"].split()[1]))[0]))
        assert len(words & set(re.findall("[a-z]+", page.text))) > 0.9 * len(words)


def pairs(text):
    letters = re.sub(r"[^\w]+", " ", text.lower())
    return Counter(itertools.pairwise(letters))


def likeness(one, other):
    """Cosine of two counts of letter pairs."""
    dot = sum(one[pair] * other[pair] for pair in one)
    return dot / (sum(n * n for n in one.values()) * sum(n * n for n in other.values())) ** 0.5


def test_languages_differ_in_their_letters_and_are_steady(pages):
    profiles = {name: [pairs(foreign_text(name, Random(seed), 60)) for seed in (1, 2)] for name in LANGUAGES}
    english = pairs(" ".join(page.text for page in of_kind(pages, "clean")[:60]))
    for name, (one, two) in profiles.items():
        assert likeness(one, two) > 0.95, name
        assert likeness(one, english) < 0.6, name
        for other, (another, _) in profiles.items():
            assert other == name or likeness(one, another) < 0.7, (name, other)
    spoken = {page.meta["language"] for page in of_kind(pages, "other_language")}
    assert spoken == {*LANGUAGES, "Harbour pidgin"}


def test_splits_do_not_meet():
    bindings = {}
    for split in world.SPLITS:
        pages = list(world.generate("crawl_noise", seed=73, split=split, count=80))
        bindings[split] = {page.meta["binding"] for page in pages}
        assert {split_of(binding) for binding in bindings[split]} == {split}
        for page in pages:
            if page.meta["of"]:
                assert page.meta["binding"] == story(int(page.meta["of"].split()[1]))[1]


def test_shingles_of_a_short_text():
    assert shingles("One two, three. FOUR") == {("one", "two", "three"), ("two", "three", "four")}
    assert shingles("One two") == {("one", "two")}
    assert similarity("a b c d", "a b c e") == pytest.approx(1 / 3)
    assert similarity("", "") == 1


def test_bad_input_is_named():
    with pytest.raises(ValueError, match="count is -1"):
        list(crawl(-1))
    with pytest.raises(ValueError, match="no language 'Latin'"):
        foreign_text("Latin", Random(0), 3)
    with pytest.raises(ValueError, match="no split"):
        list(crawl(1, split="dev"))
