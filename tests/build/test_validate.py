import subprocess
from pathlib import Path

import nbformat
import pytest

from helpers.build import validate
from tests.build.course import cell


def test_nbval_compares_deterministic_cells_only_and_checks_are_strict(course, tmp_path):
    fine = course.solution()
    cell(fine, "looking-6").outputs[0].text = "something else\n"
    nbformat.write(fine, course.solution_path)
    wrong = course.solution()
    wrong.cells = wrong.cells[:10]
    cell(wrong, "ex97_1_double").source = "def double(x):\n    return 3 * x"
    cell(wrong, "exercise-twice-as-much-2").outputs[0].text = "seven doubled is 15\n"
    other = course.solution_path.with_name("98_wrong.ipynb")
    nbformat.write(wrong, other)

    command = validate.nbval_command([course.solution_path, other], jobs=2)
    environment = validate.nbval_environment(tmp_path / "scratch", jobs=2)
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    codes = sum(c.cell_type == "code" for nb in (fine, wrong) for c in nb.cells)
    assert f"2 failed, {codes - 2} passed" in run.stdout
    assert "97_sample.ipynb::" not in run.stdout.split("short test summary")[-1]
    assert "double(4) should be 8" in run.stdout
    assert "seven doubled is 15" in run.stdout


def test_command_and_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DEVICE", "cuda")
    one, two = Path("a.ipynb"), Path("b.ipynb")
    assert "-n" not in validate.nbval_command([one], jobs=2)
    command = validate.nbval_command([one, two], jobs=4)
    assert command[command.index("-n") + 1] == "2"
    assert command[command.index("--dist") + 1] == "loadfile"
    environment = validate.nbval_environment(tmp_path)
    assert environment["COURSE_DEVICE"] == "cuda"
    assert environment["COURSE_STRICT"] == "1"
    assert environment["OMP_NUM_THREADS"] == "1"
    assert Path(environment["COURSE_STATE"]).is_relative_to(tmp_path)


def test_a_copy_without_solutions_has_nothing_to_validate(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(validate, "SOLUTIONS", tmp_path / "solutions")
    monkeypatch.setattr(validate, "ROOT", tmp_path)
    assert validate.validate() == 0
    assert capsys.readouterr().out == "No solution notebooks in solutions/: nothing to validate.\n"


@pytest.mark.parametrize("status", [0, 1])
def test_validate_returns_pytests_status(course, monkeypatch, status):
    def run(command, **options):
        assert str(course.solution_path) in command
        return subprocess.CompletedProcess(command, status)

    monkeypatch.setattr(validate.subprocess, "run", run)
    assert validate.validate([course.solution_path]) == status
