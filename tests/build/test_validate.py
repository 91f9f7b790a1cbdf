from pathlib import Path

import nbformat

from helpers.build import validate
from tests.build.course import cell


def test_nbval_compares_deterministic_cells_only_and_checks_are_strict(course, capfd):
    fine = course.solution()
    cell(fine, "looking-6").outputs[0].text = "something else\n"
    nbformat.write(fine, course.solution_path)
    wrong = course.solution()
    wrong.cells = wrong.cells[:10]
    cell(wrong, "ex97_1_double").source = "def double(x):\n    return 3 * x"
    cell(wrong, "exercise-twice-as-much-2").outputs[0].text = "seven doubled is 15\n"
    other = course.solution_path.with_name("98_wrong.ipynb")
    nbformat.write(wrong, other)

    assert validate.validate([course.solution_path, other], jobs=2) == 1

    printed = capfd.readouterr().out
    first, rest = printed.split("\n", 1)
    assert first.startswith(f"97_sample.ipynb: {count_code(fine)} passed")
    assert f"2 failed, {count_code(wrong) - 2} passed" in rest
    assert "double(4) should be 8" in rest
    assert "seven doubled is 15" in rest


def count_code(notebook):
    return sum(c.cell_type == "code" for c in notebook.cells)


def test_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DEVICE", "cuda")
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
