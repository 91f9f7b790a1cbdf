"""Serving JupyterLab or Voilà on this machine only: a free port, nothing fetched from elsewhere, Ctrl-C to stop.

The settings that the course changes lie in ``helpers/setup/jupyter`` and come before the user's own; everything else,
key bindings for instance, stays as the user has it in ``~/.jupyter``.
"""

import argparse
import getpass
import importlib
import os
import secrets
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import CourseError

SETTINGS = Path(__file__).parent / "jupyter"
_HOST = "127.0.0.1"
_PORTS = range(8888, 8988)


@dataclass(frozen=True)
class Page:
    """What is served: its name, the path that the student opens, and a path that answers once the server is up."""

    name: str
    path: str
    probe: str


@dataclass(frozen=True)
class Place:
    """Where a page is served, and whether a browser shall be opened on it."""

    port: int
    browser: bool


def place(page: Page, arguments: argparse.Namespace, token: str = "") -> Place:
    """Choose where to serve ``page``, and print its address as soon as it answers.

    Args:
        page: what is going to be served.
        arguments: those of a command with the options ``--port`` and ``--no-browser``.
        token: what the address must carry to be let in.

    Raises:
        CourseError: the port is taken.
    """
    chosen = Place(_port(arguments.port), not (arguments.no_browser or _remote()))
    threading.Thread(target=_announce, args=(page, chosen, token), daemon=True).start()
    print(f"Starting {page.name} …", flush=True)
    return chosen


def serve(page: Page, application: str, options: Sequence[str], arguments: argparse.Namespace) -> int:
    """Run a Jupyter application in this process until it is stopped.

    Args:
        page: what to announce.
        application: the application class as ``module:Class``.
        options: its command line, beside the address, the port and the browser.
        arguments: as for `place`.

    Returns:
        0 when it was stopped in order.
    """
    os.environ.update(environment())
    chosen = place(page, arguments, os.environ.setdefault("JUPYTER_TOKEN", secrets.token_urlsafe(24)))
    command = [f"--ip={_HOST}", f"--port={chosen.port}", *options]
    command += [] if chosen.browser else ["--no-browser"]
    command += ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    module, _, name = application.partition(":")
    status = _status(getattr(importlib.import_module(module), name).launch_instance, command)
    print(f"\n{page.name} has stopped.")
    return status


def environment() -> dict[str, str]:
    """Variables for the server and the kernels it starts: the course's settings first, and no telemetry."""
    others = os.environ.get("JUPYTER_CONFIG_PATH")
    return {
        "JUPYTER_CONFIG_PATH": os.pathsep.join([str(SETTINGS), *([others] if others else [])]),
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "DO_NOT_TRACK": "1",
    }


def free_port(ports: Sequence[int] = _PORTS) -> int:
    """The first of ``ports`` on which nothing listens.

    Raises:
        CourseError: all are taken.
    """
    for port in ports:
        if _free(port):
            return port
    raise CourseError(f"All ports from {ports[0]} to {ports[-1]} are in use: name a free one with --port.")


def tunnel(port: int) -> str:
    """The ``ssh`` command that brings the page to the machine where the student sits."""
    connection = os.environ.get("SSH_CONNECTION", "").split()
    host = connection[2] if len(connection) == 4 else socket.gethostname()
    return f"ssh -N -L {port}:localhost:{port} {getpass.getuser()}@{host}"


def _status(launch: object, command: list[str]) -> int:
    warnings.showwarning = lambda *details, **more: (
        None
    )  # Jupyter's packages warn of each other's deprecations
    try:
        launch(argv=command)  # type: ignore[operator]
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except KeyboardInterrupt:
        pass
    return 0


def _announce(page: Page, chosen: Place, token: str) -> None:
    while not _answers(f"http://{_HOST}:{chosen.port}/{page.probe}"):
        time.sleep(0.1)
    query = f"?token={token}" if token else ""
    print(f"{page.name} is running at\n\n    http://localhost:{chosen.port}{page.path}{query}\n")
    if not chosen.browser:
        print(
            "Open that address in a browser on this machine. From another one, run there\n\n"
            f"    {tunnel(chosen.port)}\n\nand open the address there.\n"
        )
    print("Press Ctrl-C here to stop it.", flush=True)


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=2).close()
    except urllib.error.HTTPError:
        return True  # it asks who we are: it is up
    except OSError:
        return False
    return True


def _port(wanted: int | None) -> int:
    if wanted is None:
        return free_port()
    if not 1 <= wanted <= 65535:
        raise CourseError(f"--port must be between 1 and 65535, not {wanted}.")
    if not _free(wanted):
        raise CourseError(f"Port {wanted} is in use or not allowed: choose another, or leave --port out.")
    return wanted


def _free(port: int) -> bool:
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port left a minute ago is free
        try:
            probe.bind((_HOST, port))
        except OSError:
            return False
    return True


def _remote() -> bool:
    """Whether this is an SSH session that cannot show a browser."""
    return "SSH_CONNECTION" in os.environ and not any(
        os.environ.get(d) for d in ("DISPLAY", "WAYLAND_DISPLAY")
    )
