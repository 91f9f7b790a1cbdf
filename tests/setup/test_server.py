"""Where a page is served, what is printed about it, and that the settings which the course relies on exist."""

import argparse
import io
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator

import pytest

from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.setup import server


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which something listens."""
    with socket.create_server(("127.0.0.1", 0)) as busy:
        yield busy.getsockname()[1]


def options(port: int | None = None, no_browser: bool = True) -> argparse.Namespace:
    return argparse.Namespace(port=port, no_browser=no_browser)


def test_a_taken_port_is_passed_over(taken: int) -> None:
    after = next(port for port in range(taken + 1, taken + 200) if server._free(port))
    assert server.free_port([taken, after]) == after
    with pytest.raises(CourseError, match="--port"):
        server.free_port([taken])


@pytest.mark.parametrize("port", [-1, 0, 70000])
def test_a_port_that_is_none_is_refused(port: int) -> None:
    with pytest.raises(CourseError, match=f"between 1 and 65535, not {port}"):
        server.place(server.Page("Page", "/", ""), options(port))


def test_the_port_that_was_asked_for_is_not_replaced(taken: int) -> None:
    with pytest.raises(CourseError, match=f"Port {taken} is in use"):
        server.place(server.Page("Page", "/", ""), options(taken))


def test_over_ssh_no_browser_is_opened_and_the_tunnel_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(server, "_announce", lambda *arguments: None)
    page = server.Page("Page", "/", "")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    assert server.place(page, options(no_browser=False)).browser
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 51000 10.0.0.2 22")
    assert not server.place(page, options(no_browser=False)).browser
    assert server.tunnel(8890).startswith("ssh -N -L 8890:localhost:8890 ")
    assert server.tunnel(8890).endswith("@10.0.0.2")
    monkeypatch.setenv("DISPLAY", ":0")
    assert server.place(page, options(no_browser=False)).browser


def test_the_settings_of_the_course_come_first_and_the_users_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/their/own")
    path = server.environment()["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert path == [str(server.SETTINGS), "/their/own"]
    assert "JUPYTER_CONFIG_DIR" not in server.environment()


def test_news_and_instructor_menus_are_off_in_what_jupyter_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(server.SETTINGS))
    from jupyterlab_server.config import get_page_config

    disabled = get_page_config([])["disabledExtensions"]
    assert {"@jupyterlab/apputils-extension:announcements", "@jupyter/nbgrader"} <= set(disabled)


def test_every_setting_is_one_that_jupyter_has() -> None:
    """A misspelt setting is ignored in silence, so each is looked up where Jupyter declares it."""
    from jupyter_server.serverapp import ServerApp
    from jupyterlab.labapp import LabApp

    settings = json.loads((server.SETTINGS / "jupyter_server_config.json").read_text())
    assert set(settings["ServerApp"]) <= set(ServerApp.class_trait_names(config=True))
    assert set(settings["LabApp"]) <= set(LabApp.class_trait_names(config=True))


def test_lab_serves_says_where_and_stops_on_interrupt(tmp_path: object) -> None:
    """The real thing, without a browser: the address that is printed opens JupyterLab, and Ctrl-C ends it with 0."""
    program = (
        "import argparse, sys; from helpers.setup import server; "
        "page = server.Page('JupyterLab', '/lab', 'api'); "
        f"options = ['--ServerApp.root_dir={ROOT}']; "
        "arguments = argparse.Namespace(port=None, no_browser=True); "
        "sys.exit(server.serve(page, 'jupyterlab.labapp:LabApp', options, arguments))"
    )
    env = os.environ | {
        name: f"{tmp_path}/{name}"
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    }
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, env=env, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, process_group=0 if sys.platform != "win32" else None,
    )  # fmt: skip
    with process:
        assert isinstance(process.stdout, io.TextIOWrapper)
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        address = next(line.strip() for line in lines if "http://localhost" in line)
        text = urllib.request.urlopen(address, timeout=30).read().decode()
        process.send_signal(signal.SIGINT)
        try:
            rest = process.communicate(timeout=60)[0]
        finally:
            process.kill()  # does nothing to one that has stopped, and lets the test end with one that has not
    page = json.loads(
        text.partition('id="jupyter-config-data"')[2].partition(">")[2].partition("</script>")[0]
    )
    assert page["news"] == {"disabled": True}
    assert page["extensionManager"]["can_install"] is False
    assert process.returncode == 0
    assert "JupyterLab has stopped." in rest
    assert "Traceback" not in "".join(lines) + rest
