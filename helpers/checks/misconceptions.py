"""Predicates that recognise a misconception by what the student's function returned."""

from collections.abc import Callable
from typing import Any

from helpers.checks.compare import difference
from helpers.checks.exercise import Case, Outcome
from helpers.checks.handles import Handle, resolve
from helpers.checks.values import plain

When = Callable[[Outcome, Case], bool]


def same_as(rule: Callable[..., Any]) -> When:
    """The outcome is what this wrong rule gives for the same arguments."""

    def when(outcome: Outcome, case: Case) -> bool:
        if outcome.problem:
            return False
        args = [resolve(arg) if isinstance(arg, Handle) else plain(arg) for arg in case.args]
        return difference(rule(*args, **case.kwargs), outcome.value, case.rtol, case.atol) is None

    return when


def raising(exception: str, words: str, where: Callable[[Case], bool] = lambda case: True) -> When:
    """The function raised this exception, with these words in its message, on a case of the given sort."""

    def when(outcome: Outcome, case: Case) -> bool:
        problem = outcome.problem
        return (
            problem is not None
            and problem.exception == exception
            and words in problem.message
            and where(case)
        )

    return when


def either(*predicates: When) -> When:
    """One of several signs of the same mistake."""
    return lambda outcome, case: any(predicate(outcome, case) for predicate in predicates)
