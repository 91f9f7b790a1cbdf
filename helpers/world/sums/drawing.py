"""A word problem with its numbers: the question, the calculations, the steps in words and the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from helpers.world.documents import split_of
from helpers.world.phrases import expand, slot_names
from helpers.world.strangers import HER, stranger
from helpers.world.sums.problems import DISTRACTORS, PROBLEMS, WORDS, Problem

LARGEST = 999  # of any number in a problem
DISTRACTOR_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Sum:
    """A problem bound to numbers and people."""

    problem: str
    setting: str
    unit: str
    question: str  # the story and what is asked
    givens: dict[str, int]
    calculations: tuple[str, ...]  # "4 * 20 = 80", one a step
    steps: tuple[str, ...]  # the same in sentences
    program: str
    answer: int
    distractors: tuple[int, ...]
    key: str


def key_of(problem: Problem, givens: Mapping[str, int]) -> str:
    """What decides the split of a problem: which one it is and its numbers."""
    return f"sums: {problem.name}: {' '.join(map(str, givens.values()))}"


def draw_sum(rng: Random) -> Sum:
    """Any problem of the table with numbers that come out even."""
    problem = _pick(rng, PROBLEMS)
    while True:
        givens = {name: _pick(rng, numbers) for name, numbers in problem.givens}
        results = _work_out(problem, givens)
        if results:
            return _tell(problem, givens, results, rng)


def draw_sum_of(split: str, rng: Random) -> Sum:
    """A problem whose numbers belong to a split."""
    while True:
        drawn = draw_sum(rng)
        if split_of(drawn.key) == split:
            return drawn


def _work_out(problem: Problem, givens: Mapping[str, int]) -> dict[str, int]:
    """The value of every step; empty when one is not a whole number from 2 to `LARGEST`."""
    values = dict(givens)
    for step in problem.steps:
        left, right = values[step.left], values[step.right]
        if step.op == "/" and left % right:
            return {}
        value = {"+": left + right, "-": left - right, "*": left * right, "/": left // right}[step.op]
        if not 2 <= value <= LARGEST:
            return {}
        values[step.name] = value
    return values


def _tell(problem: Problem, givens: dict[str, int], values: dict[str, int], rng: Random) -> Sum:
    name, pronoun = stranger(rng)
    other = stranger(rng)[0]
    while other == name:
        other = stranger(rng)[0]
    slots = {given: str(number) for given, number in givens.items()}
    slots |= {"A": name, "B": other, "she": pronoun, "She": pronoun.capitalize(), "her": HER[pronoun]}
    slots |= {word: _pick(rng, WORDS[word]) for word in _words_of(problem)}
    story = expand(rng, problem.story, slots)
    distractors: tuple[int, ...] = ()
    if rng.random() < DISTRACTOR_SHARE:
        number = 2 + int(rng.random() * 10)
        year = 1702 + int(rng.random() * 280)
        template = _pick(rng, DISTRACTORS)
        distractors = (year,) if "{y}" in template else (number,)
        aside = expand(rng, template, {**slots, "k": str(number), "y": str(year)})
        story = f"{story} {aside}" if template[0] == "{" or rng.random() < 0.5 else f"{aside} {story}"
    calculations = tuple(
        f"{values[step.left]} {step.op} {values[step.right]} = {values[step.name]}" for step in problem.steps
    )
    return Sum(
        problem.name,
        problem.setting,
        expand(rng, problem.unit, slots),
        f"{story} {expand(rng, problem.question, slots)}",
        givens,
        calculations,
        tuple(
            expand(rng, step.words, {**slots, "=": calculation})
            for step, calculation in zip(problem.steps, calculations, strict=True)
        ),
        _program(problem, givens),
        values["answer"],
        distractors,
        key_of(problem, givens),
    )


def _program(problem: Problem, givens: Mapping[str, int]) -> str:
    lines = [f"{name} = {number}" for name, number in givens.items()]
    lines += [f"{s.name} = {s.left} {'//' if s.op == '/' else s.op} {s.right}" for s in problem.steps]
    return "\n".join(lines)


@cache
def _words_of(problem: Problem) -> tuple[str, ...]:
    """The slots of a problem that `WORDS` fills, in a fixed order."""
    texts = (problem.story, problem.question, problem.unit, *(step.words for step in problem.steps))
    used = {slot for text in texts for slot in slot_names(text)}
    return tuple(word for word in WORDS if word in used)


def _pick(rng: Random, options: Any) -> Any:
    return options[int(rng.random() * len(options))]
