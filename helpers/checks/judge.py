"""Runs an exercise's cases and decides what to tell the student."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from helpers.checks.compare import difference
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.runner import Runner
from helpers.checks.show import call, compact

_PLAIN_ENOUGH = ("changes its input", "not started", "other arguments")  # no misconception explains these


@dataclass(frozen=True)
class Finding:
    """What is wrong with an answer.

    Attributes:
        name: the misconception's name, or else the kind of failure ("returns nothing", "raises", "wrong value", …).
        sentence: what differed.
        call: the call that showed it, and what it is about.
        expected, got: compact values, empty where there are none to show.
        misconception: the named mistake that explains it, if one does.
        printed: the start of what the function printed during that call.
    """

    name: str
    sentence: str
    call: str
    about: str = ""
    expected: str = ""
    got: str = ""
    misconception: Misconception | None = None
    printed: str = ""


@dataclass(frozen=True)
class Result:
    """The verdict on one answer: ``finding`` is None when every case passed."""

    exercise: Exercise
    finding: Finding | None
    cases: int

    @property
    def passed(self) -> bool:
        return self.finding is None


def examine(exercise: Exercise, runner: Runner, seed: int = 0) -> Result:
    """All cases of one seed, in order; what is reported is the first failure.

    After a wrong value the other cases run too: the misconception that explains most of the failures, the first
    among them, is the one that is named.
    """
    cases = exercise.generate(seed)
    count = 0
    for case in cases:
        count += 1
        outcome = _run(runner, case)
        finding = _judge(exercise, case, outcome)
        if finding and finding.name in _PLAIN_ENOUGH:
            return Result(exercise, finding, count)
        if finding:
            failed = [(case, outcome), *_further_failures(exercise, runner, cases, outcome)]
            return Result(exercise, _explained(exercise, finding, failed), count)
    return Result(exercise, None, count)


def _run(runner: Runner, case: Case) -> Outcome:
    return runner.run(case.args, case.kwargs, seconds=case.seconds, gradients=case.gradients)


def _judge(exercise: Exercise, case: Case, outcome: Outcome) -> Finding | None:
    """The finding for one case, before misconceptions are considered."""
    found = _fault(case, outcome)
    if found is None:
        return None
    name, sentence = found
    seen = outcome.value is not None and name != "changes its input"
    return Finding(
        name,
        sentence,
        call(exercise.function, case.args, case.kwargs),
        case.about,
        compact(case.expected) if seen and case.expected is not None else "",
        compact(outcome.value) if seen else "",
        None,
        outcome.printed,
    )


def _fault(case: Case, outcome: Outcome) -> tuple[str, str] | None:
    if outcome.problem:
        return outcome.problem.kind, outcome.problem.message
    if outcome.value is None:
        return "returns nothing", "It returns nothing (`None`): did you forget `return`?"
    if case.expected is not None:
        differs = difference(case.expected, outcome.value, case.rtol, case.atol)
        if differs:
            return differs.kind, differs.sentence
    if case.verify:
        sentence = case.verify(outcome)
        if sentence:
            return "wrong value", sentence
    if outcome.mutated:
        names = " and ".join(f"`{name}`" for name in outcome.mutated)
        return (
            "changes its input",
            f"It changes its input {names} in place: work on a copy, since the caller may still need the original.",
        )
    return None


def _further_failures(
    exercise: Exercise, runner: Runner, cases: Iterator[Case], first: Outcome
) -> Iterator[tuple[Case, Outcome]]:
    """The cases after the first failure that fail too; none after a call that never began or never ended."""
    outcome = first
    for case in cases:
        if outcome.problem and outcome.problem.kind != "raises":
            return
        outcome = _run(runner, case)
        finding = _judge(exercise, case, outcome)
        if finding and finding.name not in _PLAIN_ENOUGH:
            yield case, outcome


def _explained(exercise: Exercise, finding: Finding, failed: list[tuple[Case, Outcome]]) -> Finding:
    """The finding with the misconception that explains the first failure and at least half of all."""
    best, most = None, 0
    for misconception in exercise.misconceptions:
        if not _explains(misconception, *failed[0]):
            continue
        explained = sum(_explains(misconception, case, outcome) for case, outcome in failed)
        if explained > most and 2 * explained >= len(failed):
            best, most = misconception, explained
    if best is None:
        return finding
    return replace(finding, name=best.name, misconception=best)


def _explains(misconception: Misconception, case: Case, outcome: Outcome) -> bool:
    try:
        return misconception.when(outcome, case)
    except Exception:  # a predicate that cannot read what the student returned does not explain it
        return False
