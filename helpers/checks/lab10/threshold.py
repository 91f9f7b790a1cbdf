"""Exercise 10.7: below which score to abstain."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from helpers import rag
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import either


def _best(scores: list[float], answerable: list[bool]) -> float:
    """Tries a threshold between any two scores, below all and above all."""
    ordered = sorted(set(scores))
    middles = [(a + b) / 2 for a, b in itertools.pairwise(ordered)]
    return max(_quality(scores, answerable, t) for t in [ordered[0] - 1, *middles, ordered[-1] + 1])


def _quality(scores: list[float], answerable: list[bool], threshold: float) -> float:
    kept = [s >= threshold for s, yes in zip(scores, answerable, strict=True) if yes]
    declined = [s < threshold for s, yes in zip(scores, answerable, strict=True) if not yes]
    return (sum(kept) / len(kept) + sum(declined) / len(declined)) / 2


def _case(scores: list[float], answerable: list[bool], about: str) -> Case:
    best = _best(scores, answerable)

    def verify(outcome: Outcome) -> str | None:
        try:
            found = float(outcome.value)
        except (TypeError, ValueError):
            return "A single number is expected."
        if np.isnan(found):
            return "The threshold is NaN (not a number)."
        quality = max(_quality(scores, answerable, t) for t in (found, found - 1e-6))  # float32 may round up
        if quality > best - 1e-9:
            return None
        return (
            f"A threshold of {found:.4g} decides rightly for {quality:.1%} (mean of the two shares); there is one that "
            f"reaches {best:.1%}."
        )

    return Case((scores, answerable), verify=verify, about=about)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield _case([0.9, 0.8, 0.3, 0.2], [True, True, False, False], "two kinds that are well apart")
    yield _case([0.2, 0.9, 0.4, 0.7], [False, True, False, True], "any order")
    yield _case(
        [0.9, 0.85, 0.8, 0.75, 0.1, 0.7, 0.5, 0.4],
        [True, True, True, True, True, False, False, False],
        "one answerable question with a low score",
    )
    yield _case(
        [0.9, 0.8, 0.7, 0.95, 0.3, 0.2, 0.1],
        [True, True, True, False, False, False, False],
        "one unanswerable question with a high score",
    )
    many = [0.9, 0.8, 0.8, 0.7, 0.7, 0.6, 0.6, 0.5, 0.55, 0.4]
    yield _case(many, [True] * 8 + [False] * 2, "four times as many answerable questions")
    scores = np.concatenate([rng.normal(0.7, 0.1, 40), rng.normal(0.5, 0.1, 10)]).round(3)
    yield _case(scores.tolist(), [True] * 40 + [False] * 10, "random scores")


def _near(rule: Callable[[list[float], list[bool]], float]) -> Callable[[Outcome, Case], bool]:
    def when(outcome: Outcome, case: Case) -> bool:
        return outcome.problem is None and abs(float(outcome.value) - rule(*case.args)) < 1e-3

    return when


def _groups(scores: Any, answerable: Any) -> tuple[Any, Any]:
    values, yes = np.asarray(scores), np.asarray(answerable, dtype=bool)
    return values[yes], values[~yes]


def _accuracy_best(outcome: Outcome, case: Case) -> bool:
    """Any threshold with the highest share of right decisions."""
    scores, answerable = case.args
    values, yes = np.asarray(scores), np.asarray(answerable, dtype=bool)

    def share(threshold: float) -> float:
        return float(((values >= threshold) == yes).mean())

    top = max(share(t) for t in [*values, values.max() + 1])
    return outcome.problem is None and share(float(outcome.value)) > top - 1e-9


def _wrong_side(outcome: Outcome, case: Case) -> bool:
    """The best threshold for answering below it."""
    scores, answerable = case.args
    flipped = [not yes for yes in answerable]
    return (
        outcome.problem is None
        and _quality(scores, flipped, float(outcome.value)) > _best(scores, flipped) - 1e-9
    )


def _just_below(outcome: Outcome, case: Case) -> bool:
    """The highest score still declined: right if one answered above it only."""
    scores, answerable = case.args
    if outcome.problem is not None or float(outcome.value) not in scores:
        return False
    above = float(np.nextafter(float(outcome.value), np.inf))
    return _quality(scores, answerable, above) > _best(scores, answerable) - 1e-9


CHOOSE_THRESHOLD = Exercise(
    id="ex10_7_choose_threshold",
    title="When to abstain",
    function="choose_threshold",
    difficulty=2,
    minutes=15,
    points=3,
    hints=(
        "Write down, for one threshold, the two shares: of the answerable questions, those at or above it; of the "
        "others, those below it. Their mean is what counts.",
        "Between two neighbouring scores nothing changes, so it is enough to try the scores themselves, and one value "
        "above all of them.",
        "`max(candidates, key=quality)`, where `quality(t)` is `((scores[yes] >= t).mean() + (scores[~yes] < "
        "t).mean()) / 2` with numpy arrays.",
    ),
    cases=_cases,
    reference=rag.choose_threshold,
    misconceptions=(
        Misconception(
            "answers on the wrong side",
            "A high score speaks *for* an answer: the system answers at or above the threshold.",
            _wrong_side,
        ),
        Misconception(
            "answers above the threshold only",
            "At the threshold itself the system answers; yours declines the questions it was meant to let through, or "
            "the other way round.",
            _just_below,
        ),
        Misconception(
            "never declines an answerable question",
            "One odd answerable question with a low score then lets nearly everything through.",
            _near(lambda scores, yes: float(_groups(scores, yes)[0].min())),
        ),
        Misconception(
            "never answers an unanswerable question",
            "One odd unanswerable question with a high score then silences nearly everything.",
            either(
                _near(lambda scores, yes: float(np.nextafter(_groups(scores, yes)[1].max(), np.inf))),
                _near(lambda scores, yes: float(_groups(scores, yes)[1].max())),
            ),
        ),
        Misconception(
            "takes the mean",
            "The mean of all scores, or the middle between the means of both kinds, knows nothing of where the two "
            "overlap. Try the candidates.",
            either(
                _near(lambda scores, yes: float(np.mean(scores))),
                _near(lambda scores, yes: float(np.median(scores))),
                _near(lambda scores, yes: float(sum(g.mean() for g in _groups(scores, yes)) / 2)),
            ),
        ),
        Misconception(
            "counts right decisions",
            "Where most questions are answerable, answering everything is mostly right. Average the shares of the two "
            "kinds instead.",
            _accuracy_best,
        ),
    ),
)
