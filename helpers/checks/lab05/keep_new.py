"""Exercise 5.7: the filter of self-instruct."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.handles import Handle
from helpers.checks.misconceptions import same_as
from helpers.sft.exercises import keep_new

Similarity = Callable[[str, str], float]
ROUGE = Handle("fn:rouge_l")
_POOL = ["When does the bakery open?", "Who runs the inn at the harbour?"]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(candidates: list[str], kept: list[str], about: str, **settings: float) -> Case:
        return Case((_POOL, candidates, ROUGE), kept, kwargs=settings, about=about)

    fresh = "How much is a kipper on Fridays?"
    yield case([fresh], [fresh], "one new question")
    yield case(["When does the bakery open?", fresh], [fresh], "a copy of what is in the pool")
    yield case(["When does the bakery open today?"], [], "a question with one word more than one in the pool")
    yield case(
        [fresh, "How much is a kipper on Mondays?", "Where can I moor a boat?"],
        [fresh, "Where can I moor a boat?"],
        "two new questions that resemble each other",
    )
    yield case(["Why?", "Who knits?"], [], "questions that are too short", shortest=3)
    yield case(
        ["one two three", "four five six seven"], ["one two three"], "both ends of the length", longest=3
    )
    half = "When does the ferry leave?"
    yield case([half], [], "a similarity of exactly the limit", limit=0.6)
    yield case([half], [half], "a similarity just below the limit", limit=0.61)
    yield case([], [], "no candidate")
    words = ["boat", "gull", "rope", "tin", "oven", "lamp", "moss", "clock", "drum"]
    drawn = [" ".join(words[i] for i in rng.permutation(9)[:5]) for _ in range(6)]
    yield case(drawn, _kept(drawn), "random words", limit=0.7)


def _kept(candidates: Sequence[str]) -> list[str]:
    """By `rouge_score`, for candidates of a fair length."""
    from rouge_score.rouge_scorer import RougeScorer  # only here: it imports nltk, which takes a second

    scorer = RougeScorer(["rougeL"])
    kept: list[str] = []
    for text in candidates:
        if all(scorer.score(other, text)["rougeL"].fmeasure < 0.7 for other in (*_POOL, *kept)):
            kept.append(text)
    return kept


def _rule(
    own: bool = True,
    old: bool = True,
    below: Callable[[float, float], bool] = lambda score, limit: score < limit,
    together: Callable[[list[bool]], bool] = all,
    length: Callable[[str], int] = lambda text: len(text.split()),
    fair: Callable[[int, int, int], bool] = lambda size, shortest, longest: shortest <= size <= longest,
    whole_pool: bool = False,
) -> Callable[..., list[str]]:
    """The filter with one thing different; right by default."""

    def rule(
        pool: Sequence[str],
        candidates: Sequence[str],
        similarity: Similarity,
        limit: float = 0.7,
        shortest: int = 3,
        longest: int = 30,
    ) -> list[str]:
        kept: list[str] = []
        for text in candidates:
            others = [*(pool if old else ()), *(kept if own else ())]
            new = together([below(similarity(text, other), limit) for other in others])
            if new and fair(length(text), shortest, longest):
                kept.append(text)
        return [*pool, *kept] if whole_pool else kept

    return rule


def _exact_copies_only(
    pool: Sequence[str],
    candidates: Sequence[str],
    similarity: Similarity,
    limit: float = 0.7,
    shortest: int = 3,
    longest: int = 30,
) -> list[str]:
    kept: list[str] = []
    for text in candidates:
        if shortest <= len(text.split()) <= longest and text not in (*pool, *kept):
            kept.append(text)
    return kept


KEEP_NEW = Exercise(
    id="ex05_7_keep_new",
    title="The filter of self-instruct",
    function="keep_new",
    difficulty=2,
    minutes=12,
    points=2,
    hints=(
        "What must a candidate be compared with: the pool as it was, or also what was kept a moment ago?",
        "It is kept if its length is fair and its similarity to *each* text of the pool, and to each one kept so far, "
        "lies below the limit.",
        "Loop over the candidates with a list `kept`; `all(similarity(text, other) < limit for other in [*pool, "
        "*kept])` together with `shortest <= len(text.split()) <= longest`. Return `kept`; leave `pool` alone.",
    ),
    cases=_cases,
    reference=keep_new,
    misconceptions=(
        Misconception(
            "compares with the old pool only",
            "Two candidates that resemble each other both get in. What has been kept belongs to the pool from then on.",
            same_as(_rule(own=False)),
        ),
        Misconception(
            "lets the limit itself through",
            "As similar as the limit is too similar: keep only what lies below it.",
            same_as(_rule(below=lambda score, limit: score <= limit)),
        ),
        Misconception(
            "looks for exact copies only",
            "One word more or less, and a copy gets through. Use the similarity.",
            same_as(_exact_copies_only),
        ),
        Misconception(
            "excludes the ends of the length",
            "Exactly `shortest` or `longest` words are still allowed.",
            same_as(_rule(fair=lambda size, shortest, longest: shortest < size < longest)),
        ),
        Misconception(
            "compares candidates with each other only",
            "A candidate that resembles the pool is nothing new: compare with the pool as well.",
            same_as(_rule(old=False)),
        ),
        Misconception(
            "keeps what resembles the pool",
            "The comparison is the wrong way round: a candidate is dropped when it is *as similar as* the limit or "
            "more.",
            same_as(_rule(below=lambda score, limit: score >= limit)),
        ),
        Misconception(
            "is content with one different text",
            "A candidate must differ from *every* text of the pool; differing from one is easy.",
            same_as(_rule(together=any)),
        ),
        Misconception(
            "ignores the length",
            "Too short or too long candidates are dropped, however new they are.",
            same_as(_rule(fair=lambda size, shortest, longest: True)),
        ),
        Misconception(
            "counts characters",
            "The length is counted in words.",
            same_as(_rule(length=len)),
        ),
        Misconception(
            "returns the whole pool",
            "The result is what was kept of the candidates, not the pool with it.",
            same_as(_rule(whole_pool=True)),
        ),
    ),
)
