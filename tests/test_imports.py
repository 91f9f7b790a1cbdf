"""Imports inside the package point one way, and what must run on a bare Python imports nothing else.

Works on the syntax trees: an import inside a function counts for the direction as much as one at the top.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.commands import COMMANDS
from helpers.paths import ROOT, SOLUTIONS
from helpers.setup.requirements import pins

HELPERS = ROOT / "helpers"

#: The layers from the ground up: a unit may import from layers below its own, and from its own. A unit is a module or
#: a folder directly inside helpers/. Units of later labs stand in their layer from the start.
LAYERS: dict[str, set[str]] = {
    "ground": {"errors", "paths", "types", "checksums"},
    "setup": {"setup"},
    "measures": {"masking", "metrics"},
    "algorithms": {
        "tokenization", "sampling", "quantization", "memory", "lora", "sft", "preferences", "reward", "ppo",
        "constitution", "rag",
    },
    "world": {"world"},
    "sources": {"profile", "models", "data", "embedders", "judges", "environment", "labels"},
    "training": {"training", "report_card", "exploits", "conduct", "open_book"},
    "plots": {"plots"},
    "widgets": {"widgets"},
    "checks": {"checks"},
    "grading": {"grading"},
    "build": {"build"},
    "benchmarks": {"benchmarks"},
    "commands": {"commands"},
    "entry": {"__main__"},
}  # fmt: skip
#: Layers below that a layer must not use all the same.
BARRED: dict[str, set[str]] = {
    "measures": {"ground", "setup"},
    "world": {"measures", "algorithms"},
    "plots": {"world", "sources", "training"},
    "widgets": {"training", "world"},
    "build": {"grading", "widgets", "plots", "training"},
}
#: Packages that a layer must not import.
FOREIGN: dict[str, set[str]] = {
    "measures": {"plotly", "ipywidgets", "IPython", "anywidget"},
    "algorithms": {"plotly", "ipywidgets", "IPython", "anywidget"},
    "world": {"torch", "transformers", "datasets", "numpy"},
    "plots": {"torch", "transformers", "ipywidgets"},
}
STANDARD_ONLY = ("__init__.py", "__main__.py", "errors.py", "paths.py", "setup", "commands/__init__.py")
# sft and reward are algorithms that call the shared training loop
EXCEPTIONS = {("sft", "training"), ("reward", "training"), ("ppo", "training")}


def layer_of(unit: str) -> str:
    return next(name for name, units in LAYERS.items() if unit in units)


def unit_of(path: Path) -> str:
    return path.relative_to(HELPERS).parts[0].removesuffix(".py")


def sources() -> list[Path]:
    return sorted(path for path in HELPERS.rglob("*.py") if path != HELPERS / "__init__.py")


def imported(path: Path) -> Iterator[tuple[str, ...]]:
    """Every imported name as a tuple of its parts, relative imports resolved."""
    package = ("helpers", *path.relative_to(HELPERS).parts[:-1]) if path.is_relative_to(HELPERS) else ()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            module = tuple(node.module.split(".")) if node.module else ()
            yield from ((*base, *module, alias.name) for alias in node.names)


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(HELPERS).as_posix())
def test_imports_point_down(path: Path) -> None:
    unit, order = unit_of(path), list(LAYERS)
    own = layer_of(unit)
    for name in imported(path):
        if name[0] == "helpers" and len(name) > 1 and name[1] != unit and (unit, name[1]) not in EXCEPTIONS:
            target = layer_of(name[1])
            assert order.index(target) <= order.index(own), (
                f"{own} must not import {target}: {'.'.join(name)}"
            )
            assert target not in BARRED.get(own, set()), f"{own} must not import {target}: {'.'.join(name)}"
        assert name[0] not in FOREIGN.get(own, set()), f"{own} must not import {name[0]}"


def test_every_unit_has_one_layer() -> None:
    named = [unit for units in LAYERS.values() for unit in units]
    assert len(named) == len(set(named))
    assert {unit_of(path) for path in sources()} <= set(named)


@pytest.mark.parametrize("place", STANDARD_ONLY)
def test_standard_library_only(place: str) -> None:
    files = [HELPERS / place] if place.endswith(".py") else sorted((HELPERS / place).rglob("*.py"))
    assert files
    foreign = (
        {name[0] for file in files for name in imported(file)} - set(sys.stdlib_module_names) - {"helpers"}
    )
    assert not foreign


def test_labs_import_neither_grading_nor_build() -> None:
    labs = sorted(SOLUTIONS.glob("[0-9][0-9]_*.py"))
    for lab in labs:
        assert not {name[1] for name in imported(lab) if name[0] == "helpers" and len(name) > 1} & {
            "grading",
            "build",
        }


def test_commands_load_on_a_python_without_packages() -> None:
    modules = [f"helpers.commands.{verb.replace('-', '_')}" for verb in COMMANDS]
    program = (
        f"import importlib, sys; sys.path.insert(0, {str(ROOT)!r}); "
        f"[importlib.import_module(module) for module in {modules}]"
    )
    bare = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True)
    assert bare.returncode == 0, bare.stderr


def test_students_execute_labs_without_the_packages_of_authors() -> None:
    authors = set(pins("dev")) - set(pins("lab"))
    program = (
        "import sys\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.split('.')[0] in {authors}: raise ModuleNotFoundError(name, name=name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        "import helpers.build.execute, helpers.build.files, helpers.build.kernel, helpers.checks\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_an_upward_import_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "HELPERS", tmp_path)
    (tmp_path / "sampling").mkdir()
    (tmp_path / "sampling" / "deep.py").write_text("def f():\n    from ..widgets import bars\n")
    with pytest.raises(AssertionError, match="algorithms must not import widgets"):
        test_imports_point_down(tmp_path / "sampling" / "deep.py")
    (tmp_path / "world.py").write_text("import torch.nn\n")
    with pytest.raises(AssertionError, match="world must not import torch"):
        test_imports_point_down(tmp_path / "world.py")
