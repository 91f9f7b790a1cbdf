"""`check`: what stands in a notebook's check cells."""

import difflib
import os
from collections.abc import Callable
from typing import Any

from helpers.checks import cards, fallback, progress
from helpers.checks.exercise import Exercise
from helpers.checks.judge import Finding, Result, examine
from helpers.checks.registry import EXERCISES
from helpers.checks.runner import LocalRunner
from helpers.checks.values import type_name
from helpers.errors import CourseError


def strict() -> bool:
    """Must a failed check stop the notebook? True when a build or an automatic run executes it."""
    return os.environ.get("COURSE_STRICT") == "1" or "NBGRADER_EXECUTION" in os.environ


def check_answer(exercise: Exercise, answer: Any) -> Result:
    """The verdict on an answer, without showing or recording it."""
    if not callable(answer):
        said = "`...`" if answer is ... else f"a {type_name(answer)}"
        message = (
            f"The check needs the function itself, but got {said}. "
            f"Pass its name without brackets: `check.{exercise.id}({exercise.function})`."
        )
        return Result(exercise, Finding("not a function", message, exercise.function), 0)
    return examine(exercise, LocalRunner(answer, exercise.parameters))


class Check:
    """``check.ex01_5_top_p(top_p)`` checks an answer, shows a card and records progress."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        exercise = EXERCISES.get(name) if name.startswith("ex") else None
        if exercise is None:
            close = difflib.get_close_matches(name, list(EXERCISES), 1)
            raise AttributeError(
                f"There is no exercise {name!r}." + (f" Did you mean {close[0]!r}?" if close else "")
            )

        def checked(answer: Any = ...) -> None:
            _check(exercise, answer)

        checked.__name__ = exercise.id
        checked.__doc__ = f"Checks your `{exercise.function}` and shows what differs, if anything does."
        return checked

    def __dir__(self) -> list[str]:
        return list(EXERCISES)


def _check(exercise: Exercise, answer: Any) -> None:
    try:
        result = check_answer(exercise, answer)
    except CourseError as error:
        _unable(exercise, str(error))
        return
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        _unable(
            exercise,
            f"Something is wrong with the check itself, not with your answer ({said}). Please report it.",
        )
        return
    cards.show(cards.result_card(result))
    if result.passed:
        fallback.accept(exercise.function, answer)
    else:
        fallback.withdraw(exercise.function)
    if result.finding is None or result.finding.name != "not started":
        progress.record_check(exercise.id, result.passed)
    if not result.passed and strict():
        raise AssertionError(cards.sentence(result))


def _unable(exercise: Exercise, why: str) -> None:
    """The check could not run."""
    heading = f"⚠ Could not check · Exercise {exercise.number}, `{exercise.function}`"
    cards.show(cards.Card("note", heading, (why,)))
    if strict():
        raise AssertionError(f"{exercise.id}: {why}")


check = Check()
