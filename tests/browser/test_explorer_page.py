"""The sampling explorer as a page of its own, served by Voilà."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from helpers.widgets import page as explorer_page
from tests.needs import needs_chromium

from . import tiny
from .explorer_page import ExplorerPage, expected, is_shown_as
from .servers import environment, free_port, running

pytestmark = [needs_chromium, pytest.mark.browser]


def test_the_page_works_and_stays_on_this_machine(page: Page, tmp_path: Path) -> None:
    """The page fixture then checks that there was no request off loopback and no error on the console."""
    model, tokenizer = tiny.pair()
    model.save_pretrained(tmp_path / "model")
    tokenizer.save_pretrained(tmp_path / "model")
    port = free_port()
    command = explorer_page.command(port, browser=False)
    variables = environment(tmp_path) | explorer_page.environment("the tide", str(tmp_path / "model"))
    with running(
        command, variables, f"http://127.0.0.1:{port}/voila/static/voila.js", tmp_path / "voila.log"
    ):
        page.goto(f"http://127.0.0.1:{port}/", timeout=120_000)
        view = ExplorerPage(page)
        view.slider("temperature").focus()
        for _ in range(8):
            view.keyboard.press("ArrowLeft")
        view.settle()
        _, after = expected("the tide", temperature=0.6)
        assert all(is_shown_as(float(after[row.token_id]), row.after) for row in view.rows())
        assert page.title() == "Sampling explorer"
        assert not page.locator(".ta-still").is_visible()
        page.goto("about:blank")
