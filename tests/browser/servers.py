"""JupyterLab and Voilà as subprocesses on a free port, each with folders of its own and nothing of the user's."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from helpers.paths import ROOT

START_SECONDS = 120
NO_NEWS = {"fetchNews": "false", "checkForUpdates": False}


@dataclass(frozen=True)
class Server:
    """A server that answers.

    Attributes:
        url: its address on loopback, without a slash at the end.
        folder: where it finds notebooks.
    """

    url: str
    folder: Path

    def put(self, name: str, notebook: dict) -> str:
        """Write a notebook into the folder and return its name."""
        (self.folder / name).write_text(json.dumps(notebook), encoding="utf-8")
        return name

    def get(self, path: str) -> list:
        """JSON from the server's API."""
        with urllib.request.urlopen(self.url + path, timeout=30) as reply:
            return json.load(reply)

    def end_kernels(self) -> None:
        """Shut every session of this server down."""
        for session in self.get("/api/sessions"):
            request = urllib.request.Request(f"{self.url}/api/sessions/{session['id']}", method="DELETE")
            urllib.request.urlopen(request, timeout=30).close()


@contextmanager
def jupyterlab(folder: Path, state: Path) -> Iterator[Server]:
    """JupyterLab on ``folder``, with its settings and runtime files in ``state``."""
    settings = state / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(NO_NEWS), encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"]
    command += [
        "--ip=127.0.0.1",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}",
    ]
    command += ["--IdentityProvider.token=", "--ServerApp.password=", "--ServerApp.disable_check_xsrf=True"]
    with running(command, environment(state), f"http://127.0.0.1:{port}/api", state / "lab.log"):
        yield Server(f"http://127.0.0.1:{port}", folder)


@contextmanager
def running(command: list[str], env: dict[str, str], probe: str, log: Path) -> Iterator[None]:
    """A command while it runs, from the moment that ``probe`` answers; its output goes to ``log``."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT)
        try:
            wait_for(probe, process, log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(url: str, process: subprocess.Popen, log: Path) -> None:
    """Return once ``url`` answers.

    Raises:
        RuntimeError: the process ended, or took too long; with the end of its log.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{url} did not come up:\n{log.read_text(errors='replace')[-2000:]}")


def environment(state: Path) -> dict[str, str]:
    """The environment of a server and its kernels: this checkout importable, everything personal in ``state``."""
    own = {
        "PYTHONPATH": str(ROOT),
        "JUPYTER_CONFIG_DIR": str(state / "config"),
        "JUPYTER_DATA_DIR": str(state / "data"),
        "JUPYTER_RUNTIME_DIR": str(state / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(state / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(state / "workspaces"),
        "IPYTHONDIR": str(state / "ipython"),
        "COURSE_STATE": str(state / "course"),
        "OMP_NUM_THREADS": "1",
        "HF_HUB_OFFLINE": "1",
    }
    return {**os.environ, **own}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
