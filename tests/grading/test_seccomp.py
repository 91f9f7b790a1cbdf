"""The filter, executed by a few lines of Python instead of the kernel."""

import struct

import pytest

from helpers.grading.inside.seccomp import MACHINES, program

ALLOW, KILL, EPERM = 0x7FFF0000, 0x80000000, 0x00050001


def decide(instructions: bytes, architecture: int, number: int) -> int:
    """What classic BPF returns for a system call."""
    lines = list(struct.iter_unpack("HBBI", instructions))
    data, loaded, place = struct.pack("iI", number, architecture), 0, 0
    while True:
        code, if_true, if_false, k = lines[place]
        if code == 0x06:
            return k
        if code == 0x20:
            loaded = struct.unpack_from("I", data, k)[0]
            place += 1
        else:
            holds = loaded == k if code == 0x15 else loaded >= k
            place += 1 + (if_true if holds else if_false)


@pytest.mark.parametrize(
    ("machine", "memfd_create", "read", "clone"), [("x86_64", 319, 0, 56), ("aarch64", 279, 63, 220)]
)
def test_what_is_refused_and_what_is_not(machine: str, memfd_create: int, read: int, clone: int) -> None:
    rules, (architecture, refused) = program(machine), MACHINES[machine]
    assert decide(rules, architecture, memfd_create) == EPERM
    assert all(decide(rules, architecture, number) == EPERM for number in refused)
    assert decide(rules, architecture, read) == decide(rules, architecture, clone) == ALLOW
    assert decide(rules, architecture ^ 1, read) == KILL
    assert decide(rules, architecture, 0x40000000 | memfd_create) not in (ALLOW, EPERM)


def test_no_filter_for_a_machine_that_is_not_known() -> None:
    assert program("riscv64") == b""
