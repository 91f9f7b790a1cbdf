"""What an exercise is: cases to call the student's function with, and the mistakes that are known by name.

Everything here is data that can cross a process border: arguments and results are plain values (numbers, text,
containers, numpy arrays, torch tensors) or named handles, so that the same cases run in a notebook today and
against a student's function in another process when work is graded.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

ProblemKind = Literal[
    "not started", "not a function", "other arguments", "raises", "does not finish", "unsupported value"
]


@dataclass(frozen=True)
class Problem:
    """Why a call gave no value.

    Attributes:
        kind: one of a closed list, so that feedback and misconceptions can depend on it.
        message: the sentence for the student, without a traceback.
        exception: name of the exception's class, for kind ``raises``.
    """

    kind: ProblemKind
    message: str
    exception: str = ""


@dataclass(frozen=True)
class Outcome:
    """What one call of the student's function did, by value.

    Attributes:
        value: what it returned, copied (tensors detached and on the CPU); None when there is a problem.
        problem: why there is no value.
        mutated: names of the arguments that the call changed in place.
        gradients: d(sum of value)/d(argument), in the order that the case asks for them.
        trace: tokens fed to the model in each forward pass, for cases with a model handle.
        printed: the start of what the function printed.
    """

    value: Any = None
    problem: Problem | None = None
    mutated: tuple[str, ...] = ()
    gradients: tuple[Any, ...] = ()
    trace: tuple[int, ...] = ()
    printed: str = ""


@dataclass(frozen=True)
class Case:
    """One call, and what must come back.

    Attributes:
        args: positional arguments: plain values or handles. The student's function gets copies.
        expected: the value to come back; None leaves the judgement to ``verify`` alone.
        kwargs: keyword arguments.
        verify: judges an outcome that has a value; returns a sentence about what is wrong, or None.
        about: what this case is about, in a few words that follow "with" ("a tie at the k-th place").
        seconds: time limit for the call.
        rtol, atol: tolerances for numbers; the defaults suit float32.
        gradients: positions of the arguments whose gradients ``verify`` wants to see in the outcome.
    """

    args: tuple[Any, ...]
    expected: Any = None
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    verify: Callable[[Outcome], str | None] | None = None
    about: str = ""
    seconds: float = 10.0
    rtol: float = 1e-4
    atol: float = 1e-6
    gradients: tuple[int, ...] = ()


@dataclass(frozen=True)
class Misconception:
    """A mistake with a name, recognised by what the student's function returned, never by its source.

    Attributes:
        name: short and lower case, reads after "This looks like: ".
        message: one or two sentences that teach what goes wrong, without giving the solution.
        when: does this mistake explain the outcome of this (failed) case?
        credit: share of the points that grading gives for an answer with this mistake only.
    """

    name: str
    message: str
    when: Callable[[Outcome, Case], bool]
    credit: float = 0.0


@dataclass(frozen=True)
class Exercise:
    """One exercise of a lab.

    Attributes:
        id: ``exNN_M_name``: lab, number within the lab, short name.
        title: heading of its card.
        function: name of the function that the student writes.
        difficulty: 1, 2 or 3.
        minutes: how long a student is expected to need.
        points: points for a right answer.
        hints: up to three, from a nudge to nearly there.
        cases: yields cases from a seeded generator, the smallest and most instructive first.
        reference: the course's own implementation.
        misconceptions: the mistakes that are known by name; when several explain a failure equally well, the first
            one is reported.
    """

    id: str
    title: str
    function: str
    difficulty: Literal[1, 2, 3]
    minutes: int
    points: int
    hints: tuple[str, ...]
    cases: Callable[[np.random.Generator], Iterable[Case]]
    reference: Callable[..., Any]
    misconceptions: tuple[Misconception, ...]

    @property
    def lab(self) -> str:
        """Two digits, ``"01"``."""
        return self.id[2:4]

    @property
    def number(self) -> str:
        """Lab and place in it, as students read it: ``"1.5"``."""
        return f"{int(self.lab)}.{self.id.split('_')[1]}"

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the function's parameters."""
        return tuple(inspect.signature(self.reference).parameters)

    def generate(self, seed: int = 0) -> Iterator[Case]:
        """The cases for one seed; the notebook uses 0, grading another one for each student."""
        return iter(self.cases(np.random.default_rng(seed)))

    def card_markdown(self) -> str:
        """What the build appends to the exercise's text: difficulty, minutes, points, hints that unfold in turn."""
        dots = "●" * self.difficulty + "○" * (3 - self.difficulty)
        points = "1 point" if self.points == 1 else f"{self.points} points"
        line = f"**Difficulty** {dots} ({self.difficulty} of 3) · **about {self.minutes} min** · **{points}**"
        return f"{line}\n\n{_nested(self.hints)}" if self.hints else line


def _nested(hints: tuple[str, ...]) -> str:
    """Hints as ``<details>`` inside each other, so that the next shows only once the last is open."""
    block = ""
    for number, hint in reversed(list(enumerate(hints, 1))):
        inner = f"\n\n{block}" if block else ""
        summary = f"Hint {number} of {len(hints)}"
        block = f"<details>\n<summary>{summary}</summary>\n\n{hint}{inner}\n\n</details>"
    return block
