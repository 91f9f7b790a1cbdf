"""Cuts a freshly forked process off from everything else in the sandbox. Linux only, standard library only.

`confined` forks twice. The *keeper* leaves for new user, process, mount and IPC namespaces; the *inmate*, its child,
is process 1 of the new process namespace, gets a ``/proc``, ``/tmp`` and ``/dev/shm`` of its own, and gives up every
capability, the right to ever gain one or to make further user namespaces, and the system calls that no answer needs
(`seccomp`). So an inmate cannot see, signal or trace
the keeper, the zygote it was forked from, or an earlier or later inmate; it cannot leave a file for one; and when it
ends, the kernel kills whatever it has started, however detached. Nothing writable is shared between two inmates.
"""

import contextlib
import ctypes
import functools
import os
import select
import signal
import socket
import struct
from collections.abc import Callable

from helpers.grading.inside import seccomp

EXIT = struct.Struct(">i")
READY, FAILED = b"ready", b"not confined: "

_NEW_NAMESPACES = 0x10000000 | 0x20000000 | 0x00020000 | 0x08000000 | 0x04000000  # user, pid, mount, ipc, uts
_NOSUID_NODEV, _NOEXEC = 2 | 4, 8
_PDEATHSIG, _NO_NEW_PRIVS = 1, 38
_CAPABILITY_VERSION_3 = 0x20080522


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


class CapabilityHeader(ctypes.Structure):
    """The first argument of capset(2)."""

    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


def confined(
    work: socket.socket,
    status: socket.socket,
    limits: dict[str, int],
    isolate: bool,
    serve: Callable[[], None],
) -> None:
    """Run ``serve`` as an inmate; in the keeper. Never returns.

    Args:
        work: the inmate's only connection to the outside.
        status: where the keeper says ``READY`` or why not, then the inmate's wait status; when the other end is
            closed the keeper kills the inmate.
        limits: see `apply_limits`, and ``disk_bytes``.
        isolate: False leaves namespaces and capabilities as they are.
    """
    go_in, go_out = os.pipe()
    try:
        _die_with_parent()
        if isolate:
            _leave()
        inmate = os.fork()
        if inmate == 0:
            _inmate(work, (status.fileno(), go_out), go_in, limits, isolate, serve)
        work.close()
        os.close(go_in)
        os.write(go_out, b"\0")
        os.close(go_out)
    except OSError as error:
        with contextlib.suppress(OSError):
            status.sendall(FAILED + str(error).encode())
        os._exit(1)
    _keep(inmate, status)


def apply_limits(limits: dict[str, int]) -> None:
    """Limits of each process; data rather than address space, since torch reserves far more than it uses."""
    import resource  # not on Windows, where this module can be imported but not used

    for name, key in (
        ("RLIMIT_DATA", "memory_bytes"),
        ("RLIMIT_CPU", "cpu_seconds"),
        ("RLIMIT_FSIZE", "file_bytes"),
        ("RLIMIT_NOFILE", "open_files"),
        ("RLIMIT_NPROC", "processes"),
    ):
        if key in limits:
            resource.setrlimit(getattr(resource, name), (limits[key], limits[key]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _leave() -> None:
    user, group = os.getuid(), os.getgid()
    _call(_libc().unshare(_NEW_NAMESPACES), "unshare")
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")
    _write("/proc/sys/user/max_user_namespaces", "0")


def _inmate(
    work: socket.socket,
    others: tuple[int, ...],
    go_in: int,
    limits: dict[str, int],
    isolate: bool,
    serve: Callable[[], None],
) -> None:
    code = 70
    try:
        for fd in others:
            os.close(fd)
        _die_with_parent()
        os.read(go_in, 1)
        os.close(go_in)
        if isolate:
            _mount(b"proc", b"/proc", b"", _NOSUID_NODEV | _NOEXEC)
            _mount(b"tmpfs", b"/tmp", b"size=%d,nr_inodes=8192" % limits["disk_bytes"], _NOSUID_NODEV)
            _mount(b"tmpfs", b"/dev/shm", b"size=%d,nr_inodes=1024" % limits["disk_bytes"], _NOSUID_NODEV)
            os.chdir("/tmp")
            _give_up_capabilities()
        else:
            limits.pop("processes", None)  # would count what the user runs elsewhere
        apply_limits(limits)
        work.sendall(READY)
        serve()
        code = 0
    finally:
        os._exit(code)


def _keep(inmate: int, status: socket.socket) -> None:
    """Wait for the inmate's end, or kill it when the grader hangs up."""
    ended = os.pidfd_open(inmate)
    watch = select.poll()
    watch.register(ended, select.POLLIN)
    watch.register(status, select.POLLIN | select.POLLHUP)
    while not any(fd == ended for fd, _ in watch.poll()):
        with contextlib.suppress(ProcessLookupError):
            os.kill(inmate, signal.SIGKILL)
        watch.unregister(status)
    _, how = os.waitpid(inmate, 0)
    with contextlib.suppress(OSError):
        status.sendall(EXIT.pack(how))
    os._exit(0)


def _die_with_parent() -> None:
    _call(_libc().prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")


def _give_up_capabilities() -> None:
    _call(_libc().prctl(_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")
    seccomp.install(_libc())
    nothing = (ctypes.c_uint32 * 6)()
    _call(_libc().capset(ctypes.byref(CapabilityHeader(_CAPABILITY_VERSION_3, 0)), nothing), "capset")


def _mount(kind: bytes, place: bytes, options: bytes, flags: int) -> None:
    _call(_libc().mount(kind, place, kind, flags, options or None), f"mount {place.decode()}")


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)


def _call(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def probe() -> None:
    """Exit with status 0 if a process can be confined here; otherwise say why not on standard error."""
    ours, status = socket.socketpair()
    work, theirs = socket.socketpair()
    if os.fork() == 0:
        ours.close()
        work.close()
        limits = {"disk_bytes": 1 << 20, "processes": 8}
        confined(theirs, status, limits, True, lambda: None)
    status.close()
    said = ours.recv(1000)
    if said.startswith(FAILED) or EXIT.unpack(said)[0] != 0:
        raise SystemExit(said.decode(errors="replace"))
