"""One sandbox for all tests of grading: starting it costs seconds, a worker in it a tenth of one."""

import functools
from collections.abc import Callable, Iterator, Sequence

import pytest
from nbgrader.api import get_alembic_version

from helpers.grading.by_value import grade_cells
from helpers.grading.limits import MIB, Limits
from helpers.grading.records import ExerciseGrade
from helpers.grading.sandbox import Sandbox
from tests.needs import bubblewrap

LIMITS = Limits(
    load_seconds=5,
    call_seconds=2,
    grace_seconds=1,
    exercise_seconds=12,
    cpu_seconds=20,
    memory_bytes=2048 * MIB,
    total_bytes=1536 * MIB,
)
SEED = 20261121


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    bubblewrap()
    with Sandbox(LIMITS) as opened:
        yield opened


@pytest.fixture
def graded(sandbox: Sandbox) -> Callable[..., ExerciseGrade]:
    """Grades one answer: ``graded(exercise_id, source, others=(), seed=SEED)``."""

    def grade(exercise: str, source: str, others: Sequence[str] = (), seed: int = SEED) -> ExerciseGrade:
        grades = grade_cells({exercise: source}, exercise[2:4], seed=seed, sandbox=sandbox, others=others)
        return next(one for one in grades if one.exercise == exercise)

    return grade


@pytest.fixture(scope="session", autouse=True)
def quick_gradebooks() -> Iterator[None]:
    """A new gradebook asks a program of nbgrader's for a version, which takes a second: once is enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nbgrader.api.get_alembic_version", functools.cache(get_alembic_version))
        yield
