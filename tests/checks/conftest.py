"""A private progress file, no strict mode, no memory of other tests; a toy exercise."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from helpers.checks import Case, Exercise, Misconception, fallback, progress, registry
from helpers.checks.compare import difference


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSE_STATE", str(tmp_path / "course"))
    monkeypatch.delenv("COURSE_STRICT", raising=False)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    for memory in (progress._pending, progress._told, fallback._passed, fallback._told):
        memory.clear()
    return tmp_path / "course"


def double(numbers: torch.Tensor, times: int = 1) -> torch.Tensor:
    return numbers * 2**times


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield Case((torch.tensor([1.0, 2.0]), 1), torch.tensor([2.0, 4.0]))
    yield Case((torch.tensor([3.0, -1.0]), 2), torch.tensor([12.0, -4.0]), about="two doublings", seconds=1.0)
    numbers = torch.from_numpy(rng.normal(size=(2, 3))).float()
    yield Case((numbers, 0), numbers)


TOY = Exercise(
    id="ex98_1_double",
    title="Double",
    function="double",
    difficulty=1,
    minutes=2,
    points=3,
    hints=("Think.", "Think `harder`.", "Multiply."),
    cases=_cases,
    reference=double,
    misconceptions=(
        Misconception(
            "squares instead of doubling",
            "A square is not a double.",
            lambda outcome, case: difference(case.args[0] ** 2, outcome.value) is None,
        ),
        Misconception(
            "ignores times",
            "The second argument says how often.",
            lambda outcome, case: difference(case.args[0] * 2, outcome.value) is None,
        ),
    ),
)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Exercise:
    """The toy exercise, registered as the only one of lab 98."""
    monkeypatch.setattr(registry.Exercises, "labs", lambda self: ["98"])
    monkeypatch.setattr(registry.Exercises, "of_lab", lambda self, lab: (TOY,) if lab == "98" else ())
    return TOY
