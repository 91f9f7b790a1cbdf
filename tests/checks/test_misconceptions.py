"""Every wrong answer that ships with the course is rejected by name; every right one passes."""

import ast
import re
from collections.abc import Callable, Iterator

import pytest
import torch

from helpers import paths
from helpers.checks import EXERCISES, Exercise, LocalRunner, check, handles
from helpers.checks.answers import Answer, load
from helpers.checks.judge import Result, examine

FILES = sorted(paths.MISCONCEPTIONS.glob("[0-9][0-9]_*.py"))
ANSWERS = [answer for file in FILES for answer in load(file)]
GENERAL = {"changes its input", "raises", "wrong type"}  # findings of the framework itself
SEEDS = (0, 1)


@pytest.fixture(autouse=True)
def micro(tiny_llama: Callable[..., torch.nn.Module]) -> Iterator[None]:
    """`model:micro` is a small model with large random weights, whose next token depends on the whole text."""
    model = tiny_llama(vocab_size=64, initializer_range=0.3)
    previous = handles.register("model", lambda name: model)
    yield
    handles.register("model", previous)


def verdict(answer: Answer, seed: int) -> Result:
    exercise = EXERCISES[answer.exercise]
    return examine(exercise, LocalRunner(answer.function, exercise.parameters), seed)


@pytest.mark.parametrize(
    "answer", [a for a in ANSWERS if a.finding], ids=lambda a: f"{a.exercise}: {a.finding}"
)
def test_a_wrong_answer_is_rejected_by_name(answer: Answer) -> None:
    for seed in SEEDS:
        finding = verdict(answer, seed).finding
        assert finding is not None
        assert finding.name == answer.finding, f"seed {seed}: {finding}"


@pytest.mark.parametrize("answer", [a for a in ANSWERS if not a.finding], ids=lambda a: a.exercise)
def test_a_right_answer_passes(answer: Answer) -> None:
    for seed in SEEDS:
        assert verdict(answer, seed).finding is None


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda e: e.id)
def test_the_reference_passes_for_any_student(exercise: Exercise) -> None:
    for seed in range(8):
        assert examine(exercise, LocalRunner(exercise.reference, exercise.parameters), seed).finding is None


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda e: e.id)
def test_ids_names_and_cards_agree(exercise: Exercise) -> None:
    lab, number, name = re.fullmatch(r"ex(\d\d)_(\d+)_(\w+)", exercise.id).groups()  # type: ignore[union-attr]
    assert name == exercise.function == exercise.reference.__name__
    assert exercise.number == f"{int(lab)}.{number}"
    assert EXERCISES.of_lab(lab)[int(number) - 1 if lab != "00" else 0] is exercise
    assert EXERCISES.by_function(name) is exercise
    assert callable(getattr(check, exercise.id))
    assert len(exercise.hints) == 3
    assert exercise.points >= 1
    assert 1 <= exercise.difficulty <= 3


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda e: e.id)
def test_every_misconception_has_a_wrong_answer(exercise: Exercise) -> None:
    names = {misconception.name for misconception in exercise.misconceptions}
    shown = {answer.finding for answer in ANSWERS if answer.exercise == exercise.id}
    assert names <= shown
    assert shown <= names | GENERAL | {""}
    assert sum(1 for answer in ANSWERS if answer.exercise == exercise.id and answer.finding) >= 3
    assert len(names) >= 4


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_answers_bear_the_name_of_their_exercise(file: paths.Path) -> None:
    found = load(file)
    assert {answer.exercise for answer in found} == {e.id for e in EXERCISES.of_lab(file.name[:2])}
    for answer in found:
        assert answer.function.__name__ == EXERCISES[answer.exercise].function


def notebook_sources() -> list[paths.Path]:
    return [
        file for file in sorted(paths.SOLUTIONS.glob("[0-9][0-9]_*.py")) if EXERCISES.of_lab(file.name[:2])
    ]


@pytest.mark.parametrize("source", notebook_sources(), ids=lambda file: file.stem)
def test_the_notebook_defines_and_checks_each_exercise(source: paths.Path) -> None:
    text = source.read_text(encoding="utf-8")
    defined = {node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)}
    for exercise in EXERCISES.of_lab(source.name[:2]):
        assert exercise.function in defined
        assert f'# %% [markdown] exercise="{exercise.id}"' in text
        assert f'# %% exercise="{exercise.id}"' in text
        assert f'# %% check="{exercise.id}"' in text
        assert f"check.{exercise.id}({exercise.function})" in text
