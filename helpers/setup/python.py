"""Which Pythons and which machines the course runs on: the ones that torch's pinned wheels cover.

This file stays readable by Python 3.6, so that an old Python can say that it is too old.
"""

import os
import platform
import struct
import sys
import sysconfig
from typing import NamedTuple

OLDEST = (3, 11)
NEWEST = (3, 13)

# torch 2.13.0 has wheels tagged manylinux_2_28 (x86_64, aarch64), macosx_14_0_arm64 and win_amd64, CPython only.
_LINUX_MACHINES = ("x86_64", "aarch64")
_OLDEST_GLIBC = (2, 28)
_OLDEST_MACOS = (14, 0)


class Machine(NamedTuple):
    """What decides whether a wheel fits.

    ``system`` and ``machine`` as in `platform`, ``bits`` of a pointer, version numbers as tuples of int (``glibc`` is
    empty where the C library is another one, ``macos`` where the system is another one).
    """

    system: str
    machine: str
    bits: int
    glibc: tuple
    macos: tuple
    python: tuple
    implementation: str
    free_threaded: bool


def this_machine() -> Machine:
    """Describe the Python and the machine that run this."""
    return Machine(
        system=platform.system(),
        machine=platform.machine(),
        bits=struct.calcsize("P") * 8,
        glibc=_glibc(),
        macos=_numbers(platform.mac_ver()[0]),
        python=tuple(sys.version_info[:2]),
        implementation=platform.python_implementation(),
        free_threaded=bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    )


def problem(machine: Machine) -> str:
    """One sentence on why this Python or machine will not do, with the way out; empty where it will."""
    return _python_problem(machine) or _platform_problem(machine)


def _python_problem(machine: Machine) -> str:
    have = _dotted(machine.python)
    if machine.python < OLDEST:
        return (
            f"Python {have} is too old for this course, which needs 3.11, 3.12 or 3.13: install one of them from "
            "python.org or your package manager, then name it, as in `python3.12 -m helpers lab` or "
            "`make lab PYTHON=python3.12`."
        )
    if machine.python > NEWEST:
        return (
            f"Python {have} is newer than the packages of this course, which are locked for 3.11, 3.12 and 3.13: "
            "install one of those beside it and name it, as in `python3.13 -m helpers lab` or "
            "`make lab PYTHON=python3.13`."
        )
    if machine.implementation != "CPython" or machine.free_threaded:
        kind = "free-threaded Python" if machine.free_threaded else machine.implementation
        return f"torch has no wheel for {kind} {have}: use the ordinary Python from python.org."
    return ""


def _platform_problem(machine: Machine) -> str:
    if machine.bits != 64:
        return (
            "This is a 32-bit Python, for which torch has no wheel: install a 64-bit Python 3.11-3.13 "
            "(on a 32-bit operating system the course does not run)."
        )
    if machine.system == "Darwin":
        return _mac_problem(machine)
    if machine.system == "Windows":
        x64 = machine.machine.upper() in ("AMD64", "X86_64")
        return "" if x64 else "torch has no wheel for Windows on ARM: install the x64 Python from python.org."
    if machine.system != "Linux":
        return f"torch has no wheel for {machine.system}: use Linux, macOS on Apple silicon, or Windows."
    if machine.machine not in _LINUX_MACHINES:
        return f"torch has no wheel for Linux on {machine.machine}: use an x86_64 or aarch64 machine."
    if machine.glibc < _OLDEST_GLIBC:
        have = f"glibc {_dotted(machine.glibc)}" if machine.glibc else "musl or another C library"
        return (
            f"torch's wheels need glibc 2.28 or newer and this Linux has {have}: use a distribution with a newer "
            "glibc (Debian 10, Ubuntu 20.04, Fedora 29 or later), for instance in a container."
        )
    return ""


def _mac_problem(machine: Machine) -> str:
    if machine.machine != "arm64":
        return (
            "torch has no wheel for Macs with Intel processors, and this Python is an Intel build: on Apple "
            "silicon install the universal Python from python.org; an Intel Mac cannot run the course."
        )
    if machine.macos < _OLDEST_MACOS:
        return f"torch's wheel needs macOS 14 or newer, and this is {_dotted(machine.macos)}: update macOS."
    return ""


def _glibc() -> tuple:
    try:
        name, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
    except (AttributeError, ValueError, OSError):
        return ()
    return _numbers(version)[:2] if name == "glibc" else ()


def _numbers(version: str) -> tuple:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _dotted(version: tuple) -> str:
    return ".".join(str(number) for number in version)
