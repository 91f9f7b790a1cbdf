"""What a person does in JupyterLab, and what the browser did meanwhile."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlparse

import nbformat
from playwright.sync_api import ConsoleMessage, Error, Page, Request

from helpers.paths import LABS

from .servers import Server

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
KERNEL_MS = 120_000
WHOLE_LAB_MS = 600_000


@dataclass
class Log:
    """Requests that left the machine (or tried to) and errors on the console of one page."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Follow a page from now on."""
        page.on("request", self._request)
        page.on("websocket", lambda socket: self._address(socket.url))
        page.on("console", self._console)
        page.on("pageerror", self._uncaught)

    def _request(self, request: Request) -> None:
        self._address(request.url)

    def _address(self, url: str) -> None:
        parts = urlparse(url)
        if parts.scheme not in {"data", "blob"} and parts.hostname not in LOOPBACK:
            self.outside.append(url)

    def _uncaught(self, error: Error) -> None:
        if not _detached_by_jupyterlab(error) and not _slow_to_begin(error):
            self.errors.append(f"{error}\n{error.stack or ''}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")


def _detached_by_jupyterlab(error: Error) -> bool:
    """JupyterLab detaching a cell twice as a notebook closes (jupyterlab/jupyterlab#15415), a race of its own.

    A widget of ours would have a ``blob:`` address in the stack, where anywidget loads it from.
    """
    return "'removeChild'" in str(error) and "blob:" not in (error.stack or "")


def _slow_to_begin(error: Error) -> bool:
    """anywidget saying after two seconds that a model has not begun yet, as on a busy machine; it goes on waiting.

    A widget that fails says why in another error, and one that never comes is missed by the test.
    """
    return "[anywidget] Failed to initialize model." in str(error) and "AbortSignal" in (error.stack or "")


def notebook(*cells: str) -> dict:
    """A notebook with these code cells, as JSON."""
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell, id=f"cell-{i}") for i, cell in enumerate(cells)]
    )
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return dict(made)


def open_notebook(page: Page, server: Server, name: str) -> None:
    """Open a notebook of the server's folder in JupyterLab and wait until its kernel is idle."""
    page.goto(f"{server.url}/lab/tree/{name}?reset")
    page.wait_for_function("window.jupyterapp !== undefined", timeout=KERNEL_MS)
    page.evaluate("jupyterapp.restored")
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)").wait_for(timeout=KERNEL_MS)
    page.locator("#jp-main-statusbar").get_by_text("Idle").wait_for(timeout=KERNEL_MS)


def open_lab(page: Page, server: Server, number: str) -> str:
    """Open a copy of student lab ``number`` ("00", "01", …) and return its name; the original is left alone."""
    [source] = LABS.glob(f"{number}_*.ipynb")
    shutil.copy(source, server.folder / source.name)
    open_notebook(page, server, source.name)
    return source.name


def run_all(page: Page, timeout_ms: int = KERNEL_MS) -> None:
    """Run every cell and wait for the last one."""
    page.set_default_timeout(timeout_ms)
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    page.locator("#jp-main-statusbar").get_by_text("Idle").wait_for(timeout=timeout_ms)
    page.set_default_timeout(30_000)


def save(page: Page) -> None:
    """Save the notebook in front."""
    page.evaluate("jupyterapp.commands.execute('docmanager:save')")


def cell_errors(page: Page) -> Sequence[str]:
    """The tracebacks and error messages that stand in the notebook's outputs."""
    kinds = ("application/vnd.jupyter.error", "application/vnd.jupyter.stderr")
    return page.locator(", ".join(f"[data-mime-type='{kind}']" for kind in kinds)).all_inner_texts()


def run_lab(page: Page, server: Server, number: str) -> None:
    """Run every cell of an untouched student copy; open exercises must not stop it."""
    open_lab(page, server, number)
    run_all(page, WHOLE_LAB_MS)
    page.wait_for_function(
        "[...document.querySelectorAll('.jp-InputPrompt')].every(prompt => prompt.textContent !== '[*]:')",
        timeout=WHOLE_LAB_MS,
    )
    assert cell_errors(page) == []


def set_theme(page: Page, theme: str) -> None:
    """ "JupyterLab Light" or "JupyterLab Dark"."""
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    light = "true" if theme.endswith("Light") else "false"
    page.locator(f"body[data-jp-theme-light='{light}']").wait_for(state="attached")
