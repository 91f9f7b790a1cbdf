"""One JupyterLab and one Chromium for all browser tests; a fresh page, watched, for each module."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.needs import chromium

from .pages import Log
from .servers import Server, jupyterlab

# Nothing but loopback can be resolved, so that a request which slips past the log fails instead of leaving.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with jupyterlab(tmp_path_factory.mktemp("notebooks"), tmp_path_factory.mktemp("jupyter")) as server:
        yield server


@pytest.fixture(scope="module")
def log() -> Log:
    """What the module's page asked for and complained about; checked when the page closes."""
    return Log()


@pytest.fixture(scope="module")
def page(browser: Browser, log: Log) -> Iterator[Page]:
    """A page that must neither reach outside this machine nor write an error to its console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    log.watch(opened)
    yield opened
    context.close()
    assert log.outside == []
    assert log.errors == []
