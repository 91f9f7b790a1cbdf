"""Predictions made by keyboard, and what the cards look like to a student in JupyterLab."""

import pytest
from playwright.sync_api import Page, expect

from tests.needs import needs_chromium

from .pages import cell_errors, notebook, open_notebook, run_all
from .servers import Server

pytestmark = [needs_chromium, pytest.mark.browser]

CELLS = (
    "from helpers.checks import check, predict, progress, reveal",
    "predict('p00_1', 'Which comes *first*?', choices=['this', 'that', 'neither'])",
    "predict('p00_2', 'How many?', number=True, unit='tokens')",
    "def stable_softmax(logits):\n    return logits[7]\ncheck.ex00_1_stable_softmax(stable_softmax)",
    "def endless(logits):\n  while True:\n    try:\n      1 / 0\n    except Exception:\n      pass",
    "check.ex00_1_stable_softmax(endless)",
    "progress.show()",
)


@pytest.fixture(scope="module")
def opened(page: Page, lab: Server) -> Page:
    open_notebook(page, lab, lab.put("checks.ipynb", notebook(*CELLS)))
    run_all(page)
    expect(page.get_by_text("Lab 00 ·")).to_be_visible(timeout=60_000)
    assert cell_errors(page) == []
    return page


def test_a_choice_is_made_and_committed_by_keyboard(opened: Page) -> None:
    group = opened.get_by_role("group", name="Predict. Which comes first?")
    group.get_by_label("this").focus()
    opened.keyboard.press("Space")
    opened.keyboard.press("ArrowDown")
    expect(group.get_by_label("that")).to_be_checked()
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    expect(group.get_by_role("status")).to_have_text("✓ You predicted that. Run on to see.")
    assert opened.locator(".jp-Cell").count() == len(CELLS)


def test_a_number_is_typed_and_committed_by_enter(opened: Page) -> None:
    group = opened.get_by_role("group", name="Predict. How many?")
    group.get_by_label("Your prediction").focus()
    opened.keyboard.type("12")
    opened.keyboard.press("Enter")
    expect(group.get_by_role("status")).to_have_text("✓ You predicted 12 tokens. Run on to see.")


def test_a_failed_check_names_the_line_of_the_cell(opened: Page) -> None:
    card = opened.locator("[role=status]", has_text="It raises IndexError")
    expect(card).to_contain_text("in line 2 of your cell: return logits[7]")


def test_an_endless_loop_is_stopped_and_the_notebook_goes_on(opened: Page) -> None:
    expect(opened.get_by_text("It has not returned after 10 seconds and was stopped.")).to_be_attached()
