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
import json
import socket
import subprocess
import sys
import tempfile
import time
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
from helpers.grading.bubblewrap import COURSE, ELSEWHERE, ENVIRONMENT, available, command, python
from helpers.grading.channel import Channel
from helpers.grading.inside.isolation import EXIT, FAILED, READY
from helpers.grading.limits import Limits
from helpers.grading.model_service import SERVED

# bwrap --die-with-parent means the thread that started it, so one thread that never ends starts them all.
_launcher = ThreadPoolExecutor(1, "sandbox-launcher")


class SandboxError(Exception):
    """The machinery failed, not the submission; trying again may help."""


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
            raise CourseError(f"Grading without a sandbox is not possible on this system: {ELSEWHERE}.")
        self.limits = limits or Limits()
        self.sandboxed = isolate
        self._models = list(models)
        self._whole = whole
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._baseline = 0
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
        """A function that raises MemoryError when the workers together hold more than they may.

        It may be called often: adding up takes milliseconds, so it is done twice a second at most.
        """
        due = time.monotonic() + 0.3

        def watch() -> None:
            nonlocal due
            if time.monotonic() < due:
                return
            if self._held_bytes() - self._baseline > self.limits.total_bytes:
                raise MemoryError
            due = time.monotonic() + 0.5

        return watch

    def _held_bytes(self) -> int:
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
        interpreter = python() if self.sandboxed else [sys.executable, "-I", "-B"]
        argv = [*interpreter, "-c", program + "zygote.main(sys.argv[1])", settings]
        shown = [(f"{folder}/helpers", f"{COURSE}/helpers"), (str(paths.DATA), f"{COURSE}/data")]
        weights = [] if self._whole else [f"{COURSE}/data/models/lantern-{name}" for name in SERVED]
        confined = command(shown, argv, masked=weights, disk_bytes=self.limits.disk_bytes)
        line = confined if self.sandboxed else argv
        with theirs:
            self._process = _launcher.submit(
                subprocess.Popen,
                line,
                env=ENVIRONMENT,
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
        self._baseline = self._held_bytes()
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
