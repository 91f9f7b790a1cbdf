import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.build.execute import Execution, describe, execute_all
from helpers.build.kernel import kernel_environment


def notebook(*sources):
    cells = [new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(sources)]
    return new_notebook(cells=[new_markdown_cell("## Here", id="here-1"), *cells])


def run(tmp_path, *notebooks, jobs=1, strict=False, **options):
    executions = [Execution(f"9{i}_lab", n) for i, n in enumerate(notebooks)]
    environment = kernel_environment(tmp_path, jobs=jobs, strict=strict)
    execute_all(executions, tmp_path, environment, jobs=jobs, **options)
    return executions


def printed(execution, index):
    return "".join(output.get("text", "") for output in execution.notebook.cells[index].outputs)


def alive(pid):
    """Whether a process runs; one that waits to be collected by its parent does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return not status.stdout.strip().startswith("Z")


def test_cells_run_in_order_with_the_courses_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_STRICT", "1")
    names = ["COURSE_STATE", "COURSE_STRICT", "OMP_NUM_THREADS", "PLOTLY_RENDERER"]
    values = f"[os.environ.get(n) for n in {names}]"
    show = f"import helpers.paths, os, sys; print(sys.executable); print({values}, os.getcwd())"
    seen = []
    [execution] = run(tmp_path, notebook("x = 2", "print(x + 1)", show), jobs=1, on_cell=seen.append)
    assert execution.failure is None
    assert 0 < execution.seconds < 60
    assert printed(execution, 2) == "3\n"
    where, rest = printed(execution, 3).splitlines()
    assert where == sys.executable
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    assert rest == f"{[str(tmp_path / 'state'), None, str(cores), 'plotly_mimetype']} {tmp_path}"
    assert seen == ["90_lab"] * 3
    assert "execution" not in execution.notebook.cells[1].metadata


def test_the_helpers_are_importable_and_strictness_is_passed_on(tmp_path):
    [execution] = run(
        tmp_path, notebook("import helpers.paths, os; print(os.environ['COURSE_STRICT'])"), strict=True
    )
    assert printed(execution, 1) == "1\n"


def test_cores_are_shared_between_jobs(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.build.kernel.cores", lambda: 8)
    assert kernel_environment(tmp_path, jobs=3, strict=False)["OMP_NUM_THREADS"] == "2"
    assert kernel_environment(tmp_path, jobs=20, strict=False)["OMP_NUM_THREADS"] == "1"
    assert kernel_environment(tmp_path, jobs=1, strict=False, threads=1)["OMP_NUM_THREADS"] == "1"


def test_a_failure_names_lab_cell_heading_and_exception_and_the_others_go_on(tmp_path):
    wrong = notebook(
        "pass", "def f():\n    raise ValueError('too small\\nsecond line')\nf()", "print('never')"
    )
    failed, fine = run(tmp_path, wrong, notebook("print('ok')"), jobs=2)
    assert failed.failure == "90_lab: cell 3 (cell-1, under “Here”) raised ValueError: too small"
    assert failed.notebook.cells[3].outputs == []
    assert fine.failure is None
    assert printed(fine, 1) == "ok\n"


def test_a_cell_that_hangs_and_a_kernel_that_dies(tmp_path):
    hangs, dies = notebook("import time; time.sleep(60)"), notebook("import os; os._exit(1)")
    slow, dead = run(tmp_path, hangs, dies, jobs=2, timeout=3)
    assert slow.failure == "90_lab: cell 2 (cell-0, under “Here”) did not finish within 3 seconds."
    assert "91_lab: cell 2 (cell-0, under “Here”) ended the kernel" in dead.failure


def test_there_is_no_network_but_loopback(tmp_path):
    attempt = "try:\n    {}\nexcept OSError as error:\n    print(error)"
    [execution] = run(
        tmp_path,
        notebook(
            attempt.format("import socket; socket.create_connection(('192.0.2.1', 80), timeout=5)"),
            attempt.format("import urllib.request; urllib.request.urlopen('https://example.org', timeout=5)"),
            "import socket; server = socket.create_server(('127.0.0.1', 0))\n"
            "print(bool(socket.create_connection(server.getsockname())), bool(socket.getaddrinfo('localhost', 80)))",
        ),
    )
    assert "has no network, and this cell wanted to reach 192.0.2.1" in printed(execution, 1)
    assert "has no network, and this cell wanted to reach example.org" in printed(execution, 2)
    assert printed(execution, 3) == "True True\n"


def test_the_hub_profile_keeps_its_network(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROFILE", "hub")
    kernel_environment(tmp_path, jobs=1, strict=False)
    assert not list(tmp_path.rglob("*offline*"))


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent with a POSIX signal here")
def test_ctrl_c_leaves_no_kernel_behind(tmp_path):
    pid_files = [tmp_path / f"pid{i}" for i in range(2)]
    hang = "import os, pathlib, time; pathlib.Path({!r}).write_text(str(os.getpid())); time.sleep(60)"

    def interrupt():
        deadline = time.monotonic() + 30
        while not all(p.exists() and p.read_text() for p in pid_files) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, *(notebook(hang.format(str(p))) for p in pid_files), jobs=2)
    pids = [int(p.read_text()) for p in pid_files]
    assert not any(alive(pid) for pid in pids)
    assert not any(thread.name.startswith("labs") for thread in threading.enumerate())


def test_describe_without_heading_or_id():
    bare = notebook("1")
    bare.cells[0].source = "text"
    del bare.cells[1]["id"]
    assert describe(bare, 1) == "cell 2 (no id)"
