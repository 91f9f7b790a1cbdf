import ast
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import paths
from helpers.checks import EXERCISES, Exercise
from helpers.grading import course_view
from helpers.grading.withheld import SAME_WORK, file_of, overlay, withheld, without_any

ALL = list(EXERCISES.values())
#: Calls of references that are no answer by themselves: a student would write something like them anyway.
BUILDING_BLOCKS = {
    "sampling.settings:check_settings",
    "sampling.warping:_checked",
    "sampling.generation:_evaluating",
    "tokenization:_check_symbols",
    "quantization.integers:_prepared",
    "quantization.integers:Quantized",
    "memory.states:precision",
    "memory.states:optimizer_bytes",
    "errors:InputError",
    "lora:check_rank",
    "masking:masked_mean",
    "metrics.overlap:words",
    "metrics.variety:repetition",
    "preferences:_order",
    "constitution.inputs:check_lengths",
    "reward.measures:_log_choose",
    "ppo.objective:_check",
    "ppo.objective:_check_range",
    "ppo.objective:_last_real_token",
    "rag.ranking:unit_vectors",
    "rag.citations:cited_numbers",
}


def functions(text: str) -> dict[str, ast.FunctionDef]:
    """Functions of a module by name, methods as ``Class.method``."""
    found = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        if isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}.{part.name}": part for part in node.body if isinstance(part, ast.FunctionDef)
            }
    return found


def raises_at_once(node: ast.FunctionDef) -> bool:
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return isinstance(body[0], ast.Raise) and "withheld" in ast.unparse(body[0])


def text_of(unit: str) -> str:
    return (paths.ROOT / file_of(f"helpers.{unit}")).read_text(encoding="utf-8")


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_exactly_the_answer_raises(exercise: Exercise) -> None:
    mine = withheld(exercise.id)
    seen = set()
    for module, text in overlay(exercise.id).items():
        unit = module.removeprefix("helpers.")
        before, after = functions(text_of(unit)), functions(text)
        assert list(before) == list(after)
        for name in before:
            assert raises_at_once(after[name]) == (f"{unit}:{name}" in mine)
            if f"{unit}:{name}" in mine:
                seen.add(f"{unit}:{name}")
                assert ast.unparse(after[name].args) == ast.unparse(before[name].args)
            else:
                assert ast.unparse(after[name]) == ast.unparse(before[name])
    assert seen == mine


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_every_call_of_a_reference_has_been_decided_on(exercise: Exercise) -> None:
    """Whatever of the course a reference calls is withheld, is another exercise's answer, or is a building block."""
    reference = inspect.unwrap(exercise.reference)
    others = {name for other in ALL for name in withheld(other.id)}
    for name in inspect.getclosurevars(reference).globals.values():
        name = inspect.unwrap(name) if callable(name) else name
        if getattr(name, "__module__", None) and name.__module__.startswith("helpers.") and callable(name):
            called = f"{name.__module__.removeprefix('helpers.')}:{name.__qualname__}"
            assert called in withheld(exercise.id) | others | BUILDING_BLOCKS, called


def test_same_work_names_exercises() -> None:
    assert set(SAME_WORK) <= set(EXERCISES)


def test_nothing_withheld_is_in_the_files_that_the_sandbox_shows(tmp_path: Path) -> None:
    course_view.write(tmp_path)
    for exercise in ALL:
        for unit, _, name in (found.partition(":") for found in withheld(exercise.id)):
            file = tmp_path / file_of(f"helpers.{unit}")
            assert raises_at_once(functions(file.read_text(encoding="utf-8"))[name])
    shown = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert not [path for path in shown if "/checks/lab" in path or path.endswith(".pyc")]
    assert not [
        path for path in shown if path.startswith(("helpers/build", "helpers/commands", "helpers/setup"))
    ]
    grading = {path for path in shown if path.startswith("helpers/grading/") and "/inside/" not in path}
    assert grading == {f"helpers/grading/{name}.py" for name in ("__init__", "channel", "codec")}
    assert without_any().keys() == overlay(ALL[0].id).keys()


def test_the_view_can_be_read_by_anybody(tmp_path: Path) -> None:
    mask = os.umask(0o077)
    try:
        course_view.write(tmp_path)
    finally:
        os.umask(mask)
    for path in tmp_path.rglob("*"):
        assert path.stat().st_mode & 0o044 == 0o044


def test_what_the_zygote_imports_holds_no_answer() -> None:
    """A module in the zygote's memory would be shared with every worker, answer and all."""
    program = (
        "import sys, importlib; from helpers.grading.inside import zygote, remote_model\n"
        "[importlib.import_module(name) for name in zygote.PRELOADED if 'worker' not in name]\n"
        "from helpers.checks.runner import LocalRunner\n"
        "print('\\n'.join(name for name in sys.modules if name.startswith('helpers')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=paths.ROOT, capture_output=True, text=True, check=True
    )
    assert not set(done.stdout.split()) & set(without_any())
