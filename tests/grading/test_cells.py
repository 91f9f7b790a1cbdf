"""Which statements of a notebook's cells run beside a graded function."""

import textwrap

import pytest

from helpers.grading.inside.cells import load


def loaded(answer: str, *others: str, only_imports: bool = False) -> dict[str, object]:
    space, _ = load(textwrap.dedent(answer), [textwrap.dedent(other) for other in others], only_imports)
    return space


def test_imports_definitions_and_constants_of_other_cells_are_there() -> None:
    setup = """
    import math
    from collections import Counter as C
    INF = float("inf")
    SIZES = (1, 2 * 3)
    def double(x): return 2 * x
    class Box: pass
    """
    space = loaded("def f(x): return double(x) + math.pi + INF, C, Box, SIZES", setup)
    assert space["f"](1)[0] == math_inf()  # type: ignore[operator]
    assert space["SIZES"] == (1, 6)


def math_inf() -> float:
    return float("inf")


def test_what_no_definition_uses_is_not_imported() -> None:
    space = loaded("def f(): return math", "import math\nfrom json import loads, dumps\nloads('1')")
    assert "math" in space
    assert "loads" not in space


@pytest.mark.parametrize(
    "statement",
    [
        "ran.append(1)",
        "x = ran.append(1)",
        "for i in range(3): ran.append(i)",
        "if True: ran.append(1)",
        "x = [ran.append(i) for i in range(3)]",
        "import antigravity_of_no_use",
    ],
)
def test_nothing_else_of_other_cells_runs(statement: str) -> None:
    space = loaded("def f(): return ran", f"ran = []\n{statement}")
    assert space["ran"] == []


def test_of_another_cell_perhaps_only_imports_run() -> None:
    space = loaded("def f(): return math, g", "import math\ndef g(): pass\nN = 3", only_imports=True)
    assert "math" in space
    assert not {"g", "N"} & set(space)


def test_the_answer_runs_whole_and_a_failing_line_costs_that_line() -> None:
    answer = """
    table = {}
    for i in range(3): table[i] = i * i
    missing.attribute
    raise SystemExit
    def f(i): return table[i]
    assert f(1) == 2
    """
    space, error = load(textwrap.dedent(answer), [])
    assert space["f"](2) == 4
    assert isinstance(error, NameError)


def test_the_answer_s_own_definition_wins() -> None:
    assert loaded("def f(): return 'mine'", "def f(): return 'another cell'")["f"]() == "mine"  # type: ignore[operator]


def test_magics_and_commands_do_nothing() -> None:
    space = loaded(
        "%timeit 3\n!exit 1\nfiles = !ls\n%load_ext nothing\ndef f(): return 1\nf?", "%pylab\nimport math"
    )
    assert space["f"]() == 1  # type: ignore[operator]


@pytest.mark.parametrize("broken", ["def f(:", "\0", "(" * 5000, "x = " + "-" * 100_000 + "1"])
def test_a_cell_that_is_no_python_is_passed_over(broken: str) -> None:
    assert loaded("def f(): return 1", broken)["f"]() == 1  # type: ignore[operator]
    space, error = load(broken, [])
    assert error is not None
    assert "f" not in space
