"""Renaming and reformatting hide nothing; what was handed out and what everybody writes counts for nothing."""

import time

import pytest

from helpers.grading.similarity import GRAM, WINDOW, fingerprints, similar, tokens

COPIED = """
def train(words, merges):
    table = {word: list(word) for word in words}
    for step in range(merges):
        counts = {}
        for word, parts in table.items():
            for left, right in zip(parts, parts[1:]):
                counts[left, right] = counts.get((left, right), 0) + words[word]
        if not counts:
            break
        best = max(counts, key=lambda pair: (counts[pair], pair))
        table = {word: glue(parts, best) for word, parts in table.items()}
    return table
"""
DISGUISED = """
# my very own work
def train( w , m ):
    t = {x: list(x)   for x in w}
    for s in range(m):
        c = {}
        for x, p in t.items():   # go on
            for a, b in zip(p, p[5:]):
                c[a, b] = c.get((a, b), 7) + w[x]
        if not c:
            break
        g = max(c, key=lambda q: (c[q], q))
        t = {x: stick(p, g) for x, p in t.items()}
    return t
"""
OTHER = """
def train(words, merges):
    symbols = [tuple(w) for w in words]
    result = []
    while len(result) < merges and any(len(s) > 1 for s in symbols):
        pairs = Counter()
        for s, n in zip(symbols, words.values(), strict=True):
            pairs.update({p: n for p in pairwise(s)})
        top, _ = pairs.most_common(1)[0]
        symbols = [merged(s, top) for s in symbols]
        result.append(top)
    return result
"""


def test_tokens_forget_names_numbers_texts_and_comments() -> None:
    assert list(tokens("x1 = foo('a b', 3.5e2)  # why\nif y: pass")) == [
        *"n=n(s,0)", "if", "n", ":", "pass",
    ]  # fmt: skip


def test_a_disguised_copy_is_found_and_an_own_solution_is_not() -> None:
    [pair] = similar({"ada": [COPIED], "ben": [DISGUISED], "cy": [OTHER]}, [])
    assert (pair.first, pair.second, pair.share) == ("ada", "ben", 1.0)


def test_any_shared_run_of_the_guaranteed_length_is_found() -> None:
    run = " ".join(f"{sign} n" for sign in "+-*/%&|^<>=~") + " ( ) [ ] { }"
    assert len(list(tokens(run))) >= GRAM + WINDOW - 1
    one, other = (
        fingerprints(f"for if while with {run} try else"),
        fingerprints(f"class def lambda {run} del return"),
    )
    assert one & other


def test_what_was_handed_out_does_not_count() -> None:
    assert similar({"ada": [COPIED], "ben": [COPIED]}, [COPIED]) == []


def test_what_many_share_does_not_count() -> None:
    everyone = {f"student {i}": [COPIED] for i in range(9)}
    assert similar(everyone, []) == []


@pytest.mark.parametrize("source", ["", "x", "'" * 999, '"""' * 500, "\\" * 1000, "é🦀\0", "(" * 5000])
def test_any_text_has_fingerprints(source: str) -> None:
    assert isinstance(fingerprints(source), set)


@pytest.mark.parametrize("piece", ["\\'", '\\"', '"""\'', "r'\\", "'\n"])
def test_no_text_takes_more_than_one_pass(piece: str) -> None:
    started = time.process_time()
    list(tokens("'" + piece * (200_000 // len(piece))))
    assert time.process_time() - started < 5  # quadratic would take an hour
