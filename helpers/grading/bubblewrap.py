"""The bubblewrap command line: what of this machine the sandbox shows, and how root gets rid of being root."""

import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from helpers import paths
from helpers.grading.course_view import open_to_all

NOBODY = 65534
COURSE = "/course"
ENVIRONMENT_FOLDER = Path("/environment")
ELSEWHERE = (
    "grade in a Docker or Podman container as docs/instructor-guide.md describes, or with --no-sandbox where the "
    "submissions may do no harm"
)
ENVIRONMENT = {
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
_PROBE = (
    "helpers/__init__.py",
    "helpers/grading/__init__.py",
    "helpers/grading/inside/__init__.py",
    "helpers/grading/inside/isolation.py",
    "helpers/grading/inside/seccomp.py",
)
_DROP_ROOT = (
    f"import os, sys; os.setgroups([]); os.setresgid(*3 * [{NOBODY}]); os.setresuid(*3 * [{NOBODY}]); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


@functools.cache
def available() -> str | None:
    """None where the sandbox works; otherwise why it does not, and what to do, in one sentence."""
    if sys.platform != "linux":
        return f"The sandbox needs Linux: {ELSEWHERE}."
    if shutil.which("bwrap") is None:
        return f"bubblewrap is not installed: sudo apt-get install bubblewrap (or make system-packages), {ELSEWHERE}."
    with tempfile.TemporaryDirectory() as folder:
        for name in _PROBE:
            target = Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(paths.ROOT / name, target)
        program = (
            f"import sys; sys.path.insert(0, {COURSE!r}); from helpers.grading.inside import isolation; "
        )
        program += "isolation.probe()"
        open_to_all(Path(folder))
        line = command([(folder, COURSE)], [*python(), "-c", program])
        try:
            done = subprocess.run(line, capture_output=True, text=True, timeout=30, env=ENVIRONMENT)
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"bubblewrap does not run ({error}): {ELSEWHERE}."
    if done.returncode == 0:
        return None
    said = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
    return (
        f"bubblewrap cannot make a sandbox here ({said}). Allow user namespaces (sudo sysctl -w "
        "kernel.unprivileged_userns_clone=1 on Debian, kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu), "
        f"or {ELSEWHERE}."
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
    system = _system()
    inner = [
        "--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--hostname", "sandbox", "--clearenv",
        *(word for name, value in ENVIRONMENT.items() for word in ("--setenv", name, value)),
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
        "/dev", "--tmpfs", "/tmp", "--remount-ro", "/", "--", *python(), "-S", "-c", _DROP_ROOT,
        bwrap, *inner, *_view(inside), *private, *argv,
    ]  # fmt: skip


def python() -> list[str]:
    """This Python as the sandbox shows it, deaf to its surroundings."""
    executable = Path(sys.executable)
    if sys.prefix != sys.base_prefix and executable.is_relative_to(sys.prefix):
        executable = ENVIRONMENT_FOLDER / executable.relative_to(sys.prefix)
    return [str(executable), "-I", "-B"]


def _system() -> list[tuple[str, str]]:
    """What a Python with its packages needs of this machine, and where it is shown.

    The environment is shown in a place of its own, since it may lie below a folder that looks empty, such as /tmp.
    """
    bases = {sys.base_prefix, str(Path(sys.executable).resolve().parent.parent)}
    linker = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime")
    found = ["/usr", *sorted(bases), *linker]
    kept = [
        path for path in found if Path(path).exists() and (path == "/usr" or not path.startswith("/usr/"))
    ]
    environment = [] if sys.prefix == sys.base_prefix else [(sys.prefix, str(ENVIRONMENT_FOLDER))]
    return [*((path, path) for path in kept), *environment]


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
