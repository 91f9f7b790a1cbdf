import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import pytest

from helpers import paths
from helpers.errors import CourseError
from helpers.grading import bubblewrap, sandbox
from tests.needs import needs_bubblewrap


@pytest.fixture
def fresh() -> None:
    bubblewrap.available.cache_clear()


@needs_bubblewrap
def test_it_is_available_here() -> None:
    assert bubblewrap.available() is None


def test_elsewhere_it_says_why_and_what_to_do(monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    for platform in ("darwin", "win32"):
        monkeypatch.setattr(sys, "platform", platform)
        bubblewrap.available.cache_clear()
        reason = bubblewrap.available()
        assert reason is not None
        assert "Docker" in reason
        assert "--no-sandbox" in reason
    bubblewrap.available.cache_clear()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("shutil.which", lambda name: None)
    reason = bubblewrap.available()
    assert reason is not None
    assert "apt-get install bubblewrap" in reason
    with pytest.raises(CourseError, match="bubblewrap is not installed"):
        sandbox.Sandbox()
    bubblewrap.available.cache_clear()


def test_a_bubblewrap_that_may_not_make_namespaces_says_what_to_allow(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh: None
) -> None:
    refusing = tmp_path / "bwrap"
    refusing.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name: str(refusing))
    reason = bubblewrap.available()
    bubblewrap.available.cache_clear()
    assert reason is not None
    assert "setting up uid map" in reason
    assert "sysctl" in reason


@needs_bubblewrap
@pytest.mark.parametrize("ending", ["os.kill(os.getpid(), 9)", "sys.exit(0)"])
def test_a_grader_that_dies_leaves_no_process(ending: str) -> None:
    program = f"""
    import os, sys, threading
    from helpers.grading.sandbox import Sandbox
    boxes = []
    def start():
        boxes.append(Sandbox(models=()))
        boxes.append(boxes[0].connect())
        cell = "import os, time\\nif os.fork() == 0: time.sleep(500)\\ntime.sleep(500)"
        boxes[1][0].send({{"answer": cell, "others": [], "only_imports": False, "function": "f", "parameters": [],
                          "overlay": {{}}, "references": {{}}}})
    thread = threading.Thread(target=start)  # a thread that ends must not end the sandbox
    thread.start()
    thread.join()
    import psutil, time
    time.sleep(0.5)
    print(*[child.pid for child in psutil.Process().children(recursive=True)], flush=True)
    {ending}
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    pids = [int(pid) for pid in done.stdout.split()]
    assert len(pids) >= 6, done.stderr
    _, alive = psutil.wait_procs([psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)], timeout=5)
    assert alive == []


@needs_bubblewrap
def test_a_program_sees_only_what_it_is_shown(tmp_path: Path) -> None:
    (tmp_path / "shown").mkdir()
    (tmp_path / "shown" / "file").write_text("x")
    (tmp_path / "hidden").write_text("x")
    tmp_path.chmod(0o755)
    looks = f"import os; print(os.listdir('/in'), os.path.exists({str(tmp_path)!r}), os.getuid(), dict(os.environ))"
    line = bubblewrap.command([(str(tmp_path / "shown"), "/in")], [*bubblewrap.python(), "-c", looks])
    done = subprocess.run(line, capture_output=True, text=True, env={"SECRET": "x", "PATH": "/usr/bin:/bin"})
    assert done.stdout.startswith("['file'] False"), done.stderr
    assert " 0 {" not in done.stdout
    assert "SECRET" not in done.stdout
