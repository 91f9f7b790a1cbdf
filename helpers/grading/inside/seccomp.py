"""A seccomp filter for confined processes: system calls that no answer to an exercise needs. Standard library only.

It closes what limits do not reach (memory behind ``memfd_create`` and System V IPC, which is in nobody's address
space) and parts of the kernel that have often let processes out. A refused call fails with EPERM.
"""

import ctypes
import errno
import platform
import struct

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_X32 = 0x40000000  # numbers of the other calling convention of x86_64
_EVERYWHERE = (
    425,
    428,
    429,
    430,
    442,
    447,
)  # io_uring_setup, open_tree, move_mount, fsopen, mount_setattr, memfd_secret
#: machine: (its number for the kernel, calls to refuse), in the order memfd_create, shmget, msgget, semget, bpf,
#: userfaultfd, perf_event_open, keyctl, add_key, request_key, ptrace, process_vm_readv, process_vm_writev, unshare,
#: setns, mount, umount2, pivot_root, open_by_handle_at.
MACHINES = {
    "x86_64": (
        0xC000003E,
        (319, 29, 68, 64, 321, 323, 298, 250, 248, 249, 101, 310, 311, 272, 308, 165, 166, 155, 304),
    ),
    "aarch64": (
        0xC00000B7,
        (279, 194, 186, 190, 280, 282, 241, 219, 217, 218, 117, 270, 271, 97, 268, 40, 39, 41, 265),
    ),
}


class Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def program(machine: str) -> bytes:
    """The filter as BPF instructions, or nothing for a machine that is not listed."""
    if machine not in MACHINES:
        return b""
    architecture, refused = MACHINES[machine]
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    for number in sorted({*refused, *_EVERYWHERE}):
        lines += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _FAIL | errno.EPERM)]
    lines += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _FAIL | errno.ENOSYS), (_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def install(libc: ctypes.CDLL) -> None:
    """Put the filter on this process and all that it starts; the process must have given up new privileges.

    Raises:
        OSError: the kernel does not take it.
    """
    instructions = program(platform.machine())
    if not instructions:
        return
    filter_program = Program(len(instructions) // 8, instructions)
    if libc.prctl(22, 2, ctypes.byref(filter_program), 0, 0) < 0:  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
        raise OSError(ctypes.get_errno(), "seccomp filter refused")
