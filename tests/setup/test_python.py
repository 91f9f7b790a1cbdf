"""What will not do is named before anything is downloaded, on every kind of machine."""

import ast
import platform
import subprocess
import sys

import pytest

from helpers.paths import ROOT
from helpers.setup.python import Machine, problem, this_machine

LINUX = Machine("Linux", "x86_64", 64, (2, 36), (), (3, 12), "CPython", False)
MAC = Machine("Darwin", "arm64", 64, (), (15, 1), (3, 13), "CPython", False)
WINDOWS = Machine("Windows", "AMD64", 64, (), (), (3, 11), "CPython", False)


@pytest.mark.parametrize(
    "machine", [LINUX, MAC, WINDOWS, LINUX._replace(machine="aarch64"), MAC._replace(macos=(14, 0))]
)
def test_supported_machines_have_no_problem(machine: Machine) -> None:
    assert problem(machine) == ""


@pytest.mark.parametrize(
    ("machine", "named"),
    [
        (LINUX._replace(python=(3, 10)), ["Python 3.10", "too old", "3.11, 3.12 or 3.13", "PYTHON="]),
        (WINDOWS._replace(python=(2, 7)), ["Python 2.7", "too old"]),
        (LINUX._replace(python=(3, 14)), ["Python 3.14", "newer", "3.13"]),
        (LINUX._replace(implementation="PyPy"), ["PyPy", "python.org"]),
        (LINUX._replace(python=(3, 13), free_threaded=True), ["free-threaded"]),
        (LINUX._replace(bits=32, machine="i686"), ["32-bit"]),
        (LINUX._replace(machine="armv7l"), ["armv7l", "aarch64"]),
        (LINUX._replace(glibc=()), ["musl", "glibc 2.28"]),
        (LINUX._replace(glibc=(2, 17)), ["2.17", "2.28"]),
        (MAC._replace(machine="x86_64"), ["Intel"]),
        (MAC._replace(macos=(13, 6)), ["13.6", "macOS 14"]),
        (WINDOWS._replace(machine="ARM64"), ["ARM", "x64"]),
        (LINUX._replace(system="FreeBSD"), ["FreeBSD"]),
    ],
)
def test_a_machine_without_a_wheel_is_told_so_in_one_sentence(machine: Machine, named: list[str]) -> None:
    sentence = problem(machine)
    assert all(word in sentence for word in named), sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_this_machine_is_described_as_the_platform_module_does() -> None:
    machine = this_machine()
    assert machine.python == sys.version_info[:2]
    assert machine.bits == (64 if sys.maxsize > 2**32 else 32)
    assert machine.system == platform.system()
    if machine.glibc:
        assert ".".join(map(str, machine.glibc)) == platform.libc_ver()[1]


@pytest.mark.parametrize("file", ["__init__.py", "setup/__init__.py", "setup/python.py"])
def test_an_old_python_can_read_what_tells_it_that_it_is_old(file: str) -> None:
    tree = ast.parse((ROOT / "helpers" / file).read_text(encoding="utf-8"), feature_version=(3, 6))
    annotations = [
        node.annotation if isinstance(node, (ast.arg, ast.AnnAssign)) else node.returns
        for node in ast.walk(tree)
        if isinstance(node, (ast.arg, ast.AnnAssign, ast.FunctionDef))
    ]
    assert all(isinstance(a, (ast.Name, type(None))) for a in annotations)  # not tuple[int], not str | None


def test_the_entry_point_says_so_too() -> None:
    program = (
        "import platform, runpy, sys; sys.version_info = (3, 9, 18); "
        "sys.argv = ['helpers', 'lab']; runpy.run_module('helpers', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("Python 3.9 is too old")
    assert len(done.stderr.strip().splitlines()) == 1
