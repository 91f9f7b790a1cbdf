"""Where students' code runs: bubblewrap around a zygote (see `inside.zygote`) that forks a confined worker per job.

What a worker can see: the system's ``/usr``, this Python with its packages, the course's package without answers and
the shipped data, all read-only; a ``/proc`` of its own; ``/tmp`` and ``/dev/shm`` in memory, of limited size and its
own. No network but a loopback nobody else is on; nothing of the host's home, environment, processes, sources,
submissions or gradebook.

Limits that the kernel keeps do not hold for root, so a grader that runs as root first builds the view as root and
then enters the sandbox as user 65534 ("nobody"): two bubblewraps, one inside the other. The number of processes is
counted in the worker's own user namespace. Wall clock and memory in sum are kept by the grader, which kills the
worker's whole process namespace.

`available` says why the sandbox cannot be had on a machine, and what to do. ``Sandbox(isolate=False)`` is the same
machinery without any of this: a forked process under the user's own rights, for graders that accept the risk.
"""

import atexit
import contextlib
import functools
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

import psutil

from helpers import paths
from helpers.checks.handles import Handle, resolve
from helpers.errors import CourseError
from helpers.grading import course_view
from helpers.grading.channel import Channel
from helpers.grading.inside.isolation import EXIT, FAILED, READY
from helpers.grading.limits import Limits
from helpers.grading.model_service import SERVED

NOBODY = 65534
COURSE = "/course"
_ELSEWHERE = (
    "grade in a Docker or Podman container as docs/instructor-guide.md describes, or with --no-sandbox where the "
    "submissions may do no harm"
)
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/tmp",
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "HF_HOME": "/tmp/hf",
    "COURSE_DEVICE": "cpu",
    "COURSE_STATE": "/tmp/state",
    "PLOTLY_RENDERER": "plotly_mimetype",
    "IPYTHONDIR": "/tmp/ipython",
    "PYTHONDONTWRITEBYTECODE": "1",
}
_DROP_ROOT = (
    f"import os, sys; os.setgroups([]); os.setresgid(*3 * [{NOBODY}]); os.setresuid(*3 * [{NOBODY}]); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)
# bwrap --die-with-parent means the thread that started it, so one thread that never ends starts them all.
_launcher = ThreadPoolExecutor(1, "sandbox-launcher")


class SandboxError(Exception):
    """The machinery failed, not the submission; trying again may help."""


@functools.cache
def available() -> str | None:
    """None where the sandbox works; otherwise why it does not, and what to do, in one sentence."""
    if sys.platform != "linux":
        return f"The sandbox needs Linux: {_ELSEWHERE}."
    if shutil.which("bwrap") is None:
        return f"bubblewrap is not installed: sudo apt-get install bubblewrap (or make system-packages), {_ELSEWHERE}."
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        shutil.copy(paths.ROOT / "helpers/grading/inside/isolation.py", folder)
        (Path(folder) / "isolation.py").chmod(0o644)
        program = f"import sys; sys.path.insert(0, {COURSE!r}); import isolation; isolation.probe()"
        line = command([(folder, COURSE)], [*_python(), "-c", program])
        try:
            done = subprocess.run(line, capture_output=True, text=True, timeout=30, env=_ENVIRONMENT)
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"bubblewrap does not run ({error}): {_ELSEWHERE}."
    if done.returncode == 0:
        return None
    said = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
    return (
        f"bubblewrap cannot make a sandbox here ({said}). Allow user namespaces (sudo sysctl -w "
        "kernel.unprivileged_userns_clone=1 on Debian, kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu), "
        f"or {_ELSEWHERE}."
    )


def command(
    shown: Sequence[tuple[str, str]],
    argv: Sequence[str],
    *,
    masked: Sequence[str] = (),
    disk_bytes: int = 64 * 1024**2,
) -> list[str]:
    """The command line that runs ``argv`` in the sandbox.

    Args:
        shown: (path on the host, path inside) of what is shown besides the system and this Python, read-only.
        argv: the program and its arguments, as inside.
        masked: folders inside that look empty.
        disk_bytes: size of the temporary folder.
    """
    bwrap = shutil.which("bwrap") or "bwrap"
    system = [(path, path) for path in _system()]
    inner = [
        "--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--hostname", "sandbox", "--clearenv",
        *(word for name, value in _ENVIRONMENT.items() for word in ("--setenv", name, value)),
    ]  # fmt: skip
    private = [
        "--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--size", str(disk_bytes), "--tmpfs", "/tmp",
        "--perms", "1777", "--size", str(disk_bytes), "--tmpfs", "/dev/shm",
        "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp", "--",
    ]  # fmt: skip
    private = [*(word for path in masked for word in ("--tmpfs", path, "--remount-ro", path)), *private]
    if os.geteuid() != 0:
        return [bwrap, *inner, *_view([*system, *shown]), *private, *argv]
    inside = [(target, target) for _, target in [*system, *shown]]
    return [
        bwrap, "--die-with-parent", "--new-session", *_view([*system, *shown]), "--bind", "/proc", "/proc", "--dev",
        "/dev", "--tmpfs", "/tmp", "--remount-ro", "/", "--", *_python(), "-S", "-c", _DROP_ROOT,
        bwrap, *inner, *_view(inside), *private, *argv,
    ]  # fmt: skip


def _python() -> list[str]:
    return [sys.executable, "-I", "-B"]


def _system() -> list[str]:
    """What a Python with its packages needs of this machine."""
    ours = {sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(sys.executable).resolve().parent.parent)}
    linker = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime")
    found = ["/usr", *sorted(ours), *linker]
    return [
        path for path in found if Path(path).exists() and not (path != "/usr" and path.startswith("/usr/"))
    ]


def _view(shown: Sequence[tuple[str, str]]) -> list[str]:
    """Mounts, read-only; folders above them are made first, open to all, whatever they are on the host."""
    words: list[str] = []
    made: set[Path] = set()
    for _, target in shown:
        for parent in reversed(Path(target).parents[:-1]):
            if parent not in made:
                made.add(parent)
                words += ["--perms", "0755", "--dir", str(parent)]
    for name in ("bin", "sbin", "lib", "lib32", "lib64"):
        place = Path("/", name)
        if place.is_symlink():
            words += ["--symlink", os.readlink(place), str(place)]
        elif place.is_dir():
            words += ["--ro-bind", str(place), str(place)]
    for source, target in shown:
        words += ["--ro-bind", source, target]
    return words


class Sandbox:
    """A zygote, started when the first worker is asked for and started again when it is gone.

    One of them serves one worker at a time and any number one after the other. It is a context manager.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        isolate: bool = True,
        models: Sequence[str] = SERVED,
        whole: bool = False,
    ) -> None:
        """Nothing is started yet.

        Args:
            limits: for each worker.
            isolate: False runs workers under the user's own rights.
            models: models that a function may be given; their weights stay out (see `model_service`).
            whole: show the course's package as a student has it, answers included: for runs that give no points.

        Raises:
            CourseError: ``isolate`` is asked for and cannot be had; says why, and what to do.
        """
        if isolate and (reason := available()):
            raise CourseError(reason)
        if not isolate and sys.platform != "linux":
            raise CourseError(f"Grading without a sandbox is not possible on this system: {_ELSEWHERE}.")
        self.limits = limits or Limits()
        self.sandboxed = isolate
        self._models = list(models)
        self._whole = whole
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def course(self) -> str:
        """The course's folder as a worker sees it."""
        return COURSE if self.sandboxed else str(self._view_folder())

    def connect(self) -> tuple[Channel, socket.socket]:
        """A new worker, confined and waiting for its job: the channel to it, and where its end will be told.

        Raises:
            SandboxError: it could not be made, twice.
        """
        for attempt in (1, 2):
            try:
                return self._connect()
            except (OSError, SandboxError) as error:
                self._stop()
                if attempt == 2:
                    raise SandboxError(f"no worker could be started: {error}") from error
        raise AssertionError

    def close(self) -> None:
        """End the zygote and everything below it."""
        self._stop()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def memory_watch(self) -> Callable[[], None]:
        """A function that raises MemoryError when the workers together hold more than they may."""
        baseline = self._private_bytes()

        def watch() -> None:
            if self._private_bytes() - baseline > self.limits.total_bytes:
                raise MemoryError

        return watch

    def _private_bytes(self) -> int:
        """Memory of all processes below the zygote's command, what they share counted once."""
        total = 0
        with contextlib.suppress(psutil.Error):
            processes = psutil.Process(self._process.pid).children(recursive=True) if self._process else []
            for process in processes:
                with contextlib.suppress(psutil.Error, OSError):
                    total += _proportional_bytes(process.pid)
        return total

    def _connect(self) -> tuple[Channel, socket.socket]:
        control = self._control or self._start()
        ours, work = socket.socketpair()
        told, status = socket.socketpair()
        with work, status:
            control.settimeout(60)
            socket.send_fds(control, [b"j"], [work.fileno(), status.fileno()])
        try:
            ours.settimeout(60)
            said = ours.recv(len(READY), socket.MSG_WAITALL)
            if said != READY:
                told.settimeout(5)
                reason = told.recv(400)
                raise SandboxError(reason.removeprefix(FAILED).decode(errors="replace") or "it ended at once")
        except BaseException:
            ours.close()
            told.close()
            raise
        return Channel(ours), told

    def _start(self) -> socket.socket:
        folder = self._view_folder()
        ours, theirs = socket.socketpair()
        settings = json.dumps(
            {
                "control": theirs.fileno(),
                "course": self.course,
                "isolate": self.sandboxed,
                "models": {name: resolve(Handle(f"model:{name}")).config.to_dict() for name in self._models},
                "whole": self._whole,
                "limits": {
                    name: value for name, value in asdict(self.limits).items() if isinstance(value, int)
                },
            }
        )
        program = (
            f"import sys; sys.path.insert(0, {self.course!r}); from helpers.grading.inside import zygote; "
        )
        argv = [*_python(), "-c", program + "zygote.main(sys.argv[1])", settings]
        shown = [(f"{folder}/helpers", f"{COURSE}/helpers"), (str(paths.DATA), f"{COURSE}/data")]
        weights = [] if self._whole else [f"{COURSE}/data/models/lantern-{name}" for name in SERVED]
        confined = command(shown, argv, masked=weights, disk_bytes=self.limits.disk_bytes)
        line = confined if self.sandboxed else argv
        with theirs:
            self._process = _launcher.submit(
                subprocess.Popen,
                line,
                env=_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=[theirs.fileno()],
                cwd="/",
                start_new_session=True,
            ).result()
        self._control = ours
        ours.settimeout(120)
        try:
            awake = ours.recv(1) == b"+"
        except OSError:
            awake = False
        if not awake:
            self._process.kill()
            said = self._process.communicate()[1].decode(errors="replace").strip()
            raise SandboxError(f"the zygote did not start: {(said.splitlines() or ['it said nothing'])[-1]}")
        return ours

    def _view_folder(self) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="course-view-")
            atexit.register(self.close)
            (course_view.write_whole if self._whole else course_view.write)(Path(self._folder.name))
            if not self.sandboxed:
                (Path(self._folder.name) / "data").symlink_to(paths.DATA)
        return Path(self._folder.name)

    def _stop(self) -> None:
        control, process = self._control, self._process
        self._control = self._process = None
        if control is not None:
            control.close()
        if process is not None:
            process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=10)


def _proportional_bytes(pid: int) -> int:
    """A process's memory with each shared page divided by how many share it."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def hang_up(told: socket.socket) -> None:
    """Have a worker killed, with all it has started, and wait until it is gone."""
    with contextlib.suppress(OSError):
        told.shutdown(socket.SHUT_WR)
        exit_status(told)
    told.close()


def exit_status(told: socket.socket, seconds: float = 5.0) -> int | None:
    """How a worker ended, as waitpid says it; None if nobody tells."""
    try:
        told.settimeout(seconds)
        said = told.recv(EXIT.size, socket.MSG_WAITALL)
        return int(EXIT.unpack(said)[0]) if len(said) == EXIT.size else None
    except OSError:
        return None
