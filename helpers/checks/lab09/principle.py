"""Exercise 9.1: which principle a reply is criticised by."""

from collections.abc import Callable, Iterator
from statistics import fmean

import numpy as np

from helpers import constitution
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import raising, same_as

Faults = dict[str, bool]
Logprobs = dict[str, list[float]]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(rows: dict[str, tuple[bool, list[float]]], expected: str, about: str) -> Case:
        faults = {name: fault for name, (fault, _) in rows.items()}
        return Case((faults, {name: row for name, (_, row) in rows.items()}), expected, about=about)

    quiet, sure, unsure = (False, [-0.1, -0.1]), (True, [-0.2, -0.4]), (True, [-0.9, -1.1, -1.0])
    yield case({"Courtesy": quiet, "Privacy": unsure}, "Privacy", "one critique that finds a fault")
    yield case({"Kindness": unsure, "Safety": sure, "Privacy": quiet}, "Safety", "two that find one")
    long = (True, [-0.25] * 8)
    yield case({"Truth": (True, [-0.5, -0.5]), "Nature": long}, "Nature", "a long critique and a short one")
    one_sure_token = (True, [-0.01, -1.5])
    yield case({"Service": sure, "Courtesy": one_sure_token}, "Service", "a single token that is very likely")
    yield case({"Privacy": quiet, "Courtesy": quiet}, "", "no critique that finds a fault")
    equal = (True, [-0.25, -0.75])
    yield case({"Property": unsure, "Truth": equal, "Safety": equal}, "Truth", "two that are equally sure")
    names = ["Privacy", "Property", "Truth", "Kindness", "Safety", "Courtesy"]
    drawn = {
        name: (bool(rng.random() < 0.7), np.round(-rng.uniform(0.05, 2, rng.integers(2, 9)), 3).tolist())
        for name in rng.permutation(names).tolist()
    }
    drawn["Service"] = (True, [-2.5])
    found = sorted((-sum(row) / len(row), name) for name, (fault, row) in drawn.items() if fault)
    yield case(drawn, found[0][1], "random critiques")


def _rule(
    score: Callable[[list[float]], float] = fmean,
    faulty_only: bool = True,
    best: Callable[..., str] = max,
    backwards: bool = False,
) -> Callable[[Faults, Logprobs], str]:
    """The choice with one thing different; right by default."""

    def rule(faults: Faults, logprobs: Logprobs) -> str:
        names = [name for name in faults if faults[name] or not faulty_only]
        names = names[::-1] if backwards else names
        return best(names, key=lambda name: score(logprobs[name])) if names else ""

    return rule


PICK_PRINCIPLE = Exercise(
    id="ex09_1_pick_principle",
    title="Which principle has been broken?",
    function="pick_principle",
    difficulty=1,
    minutes=10,
    points=1,
    hints=(
        "Most critiques say that all is well. Leave those out first: how sure the model is that *nothing* is wrong "
        "does not matter here.",
        "Every further token makes a text less likely, so sums of log-probabilities favour short critiques. What does "
        "not depend on the length?",
        "Make a list of the names with a fault. If it is empty, return `''`; otherwise `max(names, key=…)` with the "
        "mean of each name's log-probabilities. `max` returns the first of equals.",
    ),
    cases=_cases,
    reference=constitution.pick_principle,
    misconceptions=(
        Misconception(
            "listens to critiques that find nothing",
            "A critique can be sure that all is well. Only principles whose critique finds a fault are to choose from.",
            same_as(_rule(faulty_only=False)),
        ),
        Misconception(
            "adds up instead of averaging",
            "A log-probability is below 0, so a sum falls with every token and the shortest critique wins. Take the "
            "mean.",
            same_as(_rule(score=sum)),
        ),
        Misconception(
            "looks at one token",
            "One likely token says little about a critique; the mean over all of them counts.",
            same_as(_rule(score=max)),
        ),
        Misconception(
            "takes the first that finds a fault",
            "The order of the constitution decides between equals only; otherwise the surest critique counts.",
            same_as(_rule(score=lambda row: 0.0)),
        ),
        Misconception(
            "takes the least sure",
            "Log-probabilities are negative: surest is the one *nearest to 0*, the largest.",
            same_as(_rule(best=min)),
        ),
        Misconception(
            "takes the last of equals",
            "Of critiques that are equally sure, the first one in the constitution counts.",
            same_as(_rule(backwards=True)),
        ),
        Misconception(
            "fails where there is no fault",
            "A reply may be fine by every principle. Then there is nothing to choose from, and `''` is wanted.",
            raising("ValueError", "empty", lambda case: not any(case.args[0].values())),
        ),
    ),
)
