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


def serve(page: Page, application: str, options: Sequence[str], arguments: argparse.Namespace) -> int:
    """Run a Jupyter application in this process until it is stopped.

    Args:
        page: what to announce.
        application: the application class as ``module:Class``.
        options: its command line, beside the address, the port and the browser.
        arguments: the command's own, with ``port`` and ``no_browser``.

    Returns:
        0 when it was stopped in order.

    Raises:
        CourseError: the port is taken.
    """
    port = _port(arguments.port)
    quiet = arguments.no_browser or _remote()
    os.environ.update(environment())
    token = os.environ.setdefault("JUPYTER_TOKEN", secrets.token_urlsafe(24))
    module, _, name = application.partition(":")
    launch = getattr(importlib.import_module(module), name).launch_instance
    command = [f"--ip={_HOST}", f"--port={port}", *options]
    command += ["--no-browser"] if quiet else []
    command += ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    separator = "&" if "?" in page.path else "?"
    address = f"http://localhost:{port}{page.path}{separator}token={token}"
    probe = f"http://{_HOST}:{port}/{page.probe}"
    threading.Thread(target=_announce, args=(page, address, port, probe, quiet), daemon=True).start()
    print(f"Starting {page.name} …", flush=True)
    status = _status(launch, command)
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


def _announce(page: Page, address: str, port: int, probe: str, quiet: bool) -> None:
    while not _answers(probe):
        time.sleep(0.1)
    print(f"{page.name} is running at\n\n    {address}\n")
    if quiet:
        print(
            f"Open that address in a browser on this machine. From another one, run there\n\n    {tunnel(port)}\n\n"
            "and open the address there.\n"
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
