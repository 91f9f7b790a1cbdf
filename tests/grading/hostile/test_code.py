"""Answers that attack the grader: each scores what an honest grader would give, and nobody else notices."""

import re
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from helpers import paths
from helpers.grading.records import ExerciseGrade
from helpers.grading.sandbox import Sandbox
from tests.grading.course import solution
from tests.needs import needs_bubblewrap

pytestmark = needs_bubblewrap

EXERCISE = "ex00_1_stable_softmax"
HONEST = solution("00")[0][EXERCISE]
Grade = Callable[..., ExerciseGrade]


def below(sandbox: Sandbox) -> int:
    """Processes of the sandbox, the zygote and bubblewrap's own included."""
    assert sandbox._process is not None
    return len(psutil.Process(sandbox._process.pid).children(recursive=True))


def wait_until(done: Callable[[], bool]) -> bool:
    """Does it come true within two seconds? A killed process needs a moment to be gone."""
    until = time.monotonic() + 2
    while not done() and time.monotonic() < until:
        time.sleep(0.02)
    return done()


@pytest.fixture(autouse=True)
def nobody_else_notices(sandbox: Sandbox, graded: Grade) -> Iterator[None]:
    """Before and after each attack: an honest answer gets full marks in the same way, and no process is left."""
    before, processes = graded(EXERCISE, HONEST), below(sandbox)
    yield
    assert graded(EXERCISE, HONEST) == before
    assert before.status == "passed"
    assert wait_until(lambda: below(sandbox) <= processes)


def answer(body: str, above: str = "") -> str:
    """A cell with a function of this body."""
    function = "def stable_softmax(logits):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ")
    return textwrap.dedent(above).strip() + "\n\n" + function


# What uses up the machine


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("while True: pass", "timed out"),
        (
            """
            while True:
                try:
                    while True: pass
                except BaseException:
                    pass
            """,
            "timed out",
        ),
        ("import time\ntime.sleep(1000)", "timed out"),
        ("return sum(range(10**12))", "timed out"),
        (
            "import signal\n[signal.signal(n, signal.SIG_IGN) for n in (1, 2, 15, 24)]\nwhile True: pass",
            "timed out",
        ),
        ("return torch.zeros(6 * 2**28)", "too much memory"),
        ("return bytearray(6 * 2**30)", "too much memory"),
        ("held = []\nwhile True: held.append(bytearray(2**24))", "timed out or too much memory"),
        (
            "import mmap\nheld = mmap.mmap(-1, 6 * 2**30)\nfor i in range(0, 6 * 2**30, 4096): held[i] = 1",
            "timed out or too much memory",
        ),
        ("return [0] * (2 * 10**6)", "failed"),
        ("return torch.zeros(2**21)", "failed"),
        ("return 'x' * 10**8", "failed"),
        ("def f(n): return f(n + 1)\nreturn f(0)", "failed"),
        (
            "import sys\nsys.setrecursionlimit(10**8)\ndef f(n): return f(n + 1)\nreturn f(0)",
            "timed out or too much memory",
        ),
        ("return (i for i in range(10))", "failed"),
        ("value = []\nfor _ in range(10**5): value = [value]\nreturn value", "failed"),
        ("value = []\nvalue.append(value)\nreturn value", "failed"),
        ("with open('/tmp/full', 'wb') as file:\n    while True: file.write(bytes(2**20))", "failed"),
        (
            "for i in range(10**6):\n    with open(f'/tmp/{i}', 'wb') as file: file.write(bytes(2**20))",
            "failed",
        ),
        ("held = [open('/dev/null') for _ in range(10**5)]", "failed"),
        ("print('x' * 10**7)\nreturn 3", "failed"),
        ("import os\nfor fd in (1, 2): os.write(fd, b'x' * 10**7)\nreturn 3", "failed"),
    ],
)
def test_what_an_answer_uses_up_costs_it_only(graded: Grade, body: str, status: str) -> None:
    grade = graded(EXERCISE, answer(body, "import torch"))
    assert grade.status in status.split(" or "), grade
    assert grade.points == 0
    assert len(grade.sentence) < 700


@pytest.mark.parametrize(
    "body",
    [
        "import subprocess\nheld = [subprocess.Popen(['sleep', '1000']) for _ in range(200)]",
        """
        import os, time
        for _ in range(200):
            if os.fork() == 0:
                os.setsid()
                time.sleep(1000)
        """,
        "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
        """
        import threading, time
        for _ in range(200): threading.Thread(target=time.sleep, args=(1000,)).start()
        """,
    ],
    ids=["200 programs", "200 forks", "fork bomb", "200 threads"],
)
def test_processes_are_few_and_none_is_left(graded: Grade, body: str) -> None:
    assert graded(EXERCISE, answer(body)).points == 0


def test_a_right_answer_may_leave_threads_and_processes_running(graded: Grade) -> None:
    above = """
    import os, threading, time
    threading.Thread(target=time.sleep, args=(1000,)).start()
    if os.fork() == 0:
        time.sleep(1000)
    """
    assert graded(EXERCISE, textwrap.dedent(above) + HONEST).status == "passed"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("import os\nos._exit(0)", "crashed"),
        ("import ctypes\nctypes.string_at(0)", "crashed"),
        ("import os\nos.abort()", "crashed"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\nos.kill(-1, 9)\nreturn 1", "failed"),
        ("import sys\nsys.exit(0)", "failed"),
        ("raise KeyboardInterrupt", "crashed"),
        ("raise NotImplementedError", "not started"),
    ],
)
def test_an_end_of_the_process_is_no_pass(graded: Grade, body: str, status: str) -> None:
    assert (graded(EXERCISE, answer(body)).status, graded(EXERCISE, answer(body)).points) == (status, 0.0)


def test_a_crash_costs_one_exercise(sandbox: Sandbox) -> None:
    from helpers.grading.by_value import grade_cells

    cells, others = solution("01")
    cells = {**cells, "ex01_4_top_k": "import os\ndef top_k(logits, k): os._exit(1)"}
    cells["ex01_2_encode_bpe"] = "import os\nos._exit(1)"
    grades = grade_cells(cells, "01", seed=1, sandbox=sandbox, others=others)
    lost = {"ex01_4_top_k": "crashed", "ex01_2_encode_bpe": "crashed"}
    assert [grade.status for grade in grades] == [lost.get(grade.exercise, "passed") for grade in grades]


# What is not theirs to see


def test_nothing_of_the_host_is_visible(
    graded: Grade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_SECRET", "of-the-host")
    (tmp_path / "gradebook.db").write_text("grades of the host")
    places = [str(place) for place in (tmp_path, paths.SOLUTIONS, paths.LABS)]
    places += [str(paths.ROOT / name) for name in ("tests", ".git", "docs", "helpers")]
    looks = f"""
    import os, glob, pathlib
    places = {places!r}
    found = [place for place in places if os.path.exists(place)]
    found += [p for p in ("/root", "/home") if os.path.isdir(p) and set(os.listdir(p)) - {{".pyenv", ".venv"}}]
    found += [name for name in os.environ if "SECRET" in name]
    for pid in filter(str.isdigit, os.listdir("/proc")):
        if b"of-the-host" in pathlib.Path("/proc", pid, "environ").read_bytes():
            found.append(pid)
    found += [pid for pid in os.listdir("/proc") if pid.isdigit() and int(pid) != os.getpid()]
    found += glob.glob("/course/helpers/checks/lab*") + glob.glob("/course/helpers/grading/by_value*")
    for number in range(3, 128):
        try:
            found.append(os.readlink(f"/proc/self/fd/{{number}}"))
        except OSError:
            pass
    """
    grade = graded(EXERCISE, answer(looks + "\n    return repr(found)"))
    assert re.fullmatch(r"""["']\['socket:\[\d+\]'\]["']""", grade.got), grade


@pytest.mark.parametrize(
    "place",
    ["/course/helpers/errors.py", "/usr/bin/x", "/dev/x", "/x", "/course/data/x", "/proc/sys/kernel/x"],
)
def test_nothing_can_be_written_or_deleted_but_in_the_temporary_folder(graded: Grade, place: str) -> None:
    body = f"""
    import os
    for attempt in (lambda: open({place!r}, "a").write("x"), lambda: os.remove({place!r})):
        try:
            attempt()
            return "written"
        except OSError:
            pass
    return "refused"
    """
    assert graded(EXERCISE, answer(body)).got == "'refused'"


def test_one_answer_leaves_no_file_for_the_next(graded: Grade) -> None:
    leave = (
        "import os\nfor place in ('/tmp', '/dev/shm'): open(place + '/left', 'w').write('x')\nreturn 'left'"
    )
    assert graded(EXERCISE, answer(leave)).got == "'left'"
    look = "import os\nreturn repr(os.listdir('/tmp') + os.listdir('/dev/shm'))"
    assert graded(EXERCISE, answer(look)).got == "'[]'"


def test_there_is_no_network(graded: Grade) -> None:
    body = """
    import socket
    reached = []
    for place in (("127.0.0.1", 22), ("127.0.0.1", 8888), ("1.1.1.1", 53), ("::1", 22)):
        try:
            socket.create_connection(place, timeout=1)
            reached.append(place)
        except OSError:
            pass
    try:
        reached.append(socket.gethostbyname("example.org"))
    except OSError:
        pass
    return repr(reached)
    """
    assert graded(EXERCISE, answer(body)).got == "'[]'"


def test_no_right_can_be_regained(graded: Grade) -> None:
    body = """
    import ctypes, os
    libc = ctypes.CDLL(None)
    gained = []
    for name, result in {
        "user namespace": libc.unshare(0x10000000),
        "mount": libc.mount(b"none", b"/tmp", b"tmpfs", 0, None),
        "unmount": libc.umount2(b"/proc", 2),
        "chroot": libc.chroot(b"/tmp"),
        "root": libc.setuid(0),
        "memory without a limit": min(libc.memfd_create(b"x", 0), 0),
        "memory in nobody's space": min(libc.shmget(0, 4096, 0o1600), 0),
        "tracing": libc.ptrace(0, 0, 0, 0),
    }.items():
        if result == 0: gained.append(name)
    return repr(gained)
    """
    assert graded(EXERCISE, answer(body)).got == "'[]'"
