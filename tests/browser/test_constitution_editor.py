"""The constitution editor in JupyterLab: switches, an own principle, constitutions that are none, themes, a picture."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.needs import needs_chromium

from .pages import Log, cell_errors, notebook, open_notebook, run_all, save, set_theme
from .servers import Server
from .test_themes_and_pictures import LOWEST_CONTRAST

pytestmark = [needs_chromium, pytest.mark.browser]

NAME = "constitution.ipynb"
SETUP = (
    "from pathlib import Path\n"
    "from helpers import sampling\n"
    "from tests.widgets import toy_critic\n"
    "sampling.generate = toy_critic.script(0.15).generate"
)
SHOW = "editor = toy_critic.editor(Path('mine.yaml'))\neditor"
USE = "print(editor.constitution.names)"


@pytest.fixture(scope="module")
def opened(page: Page, lab: Server) -> Page:
    open_notebook(page, lab, lab.put(NAME, notebook(SETUP, SHOW, USE)))
    run_all(page)
    assert cell_errors(page) == []
    page.locator(".ta-constitution").wait_for()
    return page


@pytest.fixture
def root(opened: Page) -> Locator:
    return opened.locator(".ta-constitution")


def settle(root: Locator) -> None:
    """Wait until neither a question nor a trial is out."""
    root.page.wait_for_timeout(50)
    expect(root).not_to_have_attribute("aria-busy", "true")
    expect(root.locator(".ta-case")).not_to_have_attribute("data-status", "working")


def switch(root: Locator, name: str) -> Locator:
    return root.get_by_role("switch", name=re.compile(f"^{name}"))


def part(root: Locator, name: str) -> Locator:
    return root.locator(f".ta-{name} .ta-text")


def count(root: Locator) -> None:
    root.get_by_role("button", name="Count the rates").click()
    settle(root)
    expect(root.locator(".ta-rates")).to_have_attribute("data-status", "done")


def rate(root: Locator, name: str) -> list[str]:
    return root.get_by_role("row", name=name).locator("td").all_inner_texts()


def test_switching_a_principle_off_changes_critique_and_rates_by_keyboard(root: Locator) -> None:
    page = root.page
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    settle(root)
    expect(part(root, "critique")).to_have_text("It has letters, against Privacy.")
    expect(part(root, "revision")).to_have_text("I won't help with that: Privacy.")
    count(root)
    assert rate(root, "harmful compliance") == ["100% (3 of 3)", "0% (0 of 3)", "–"]
    assert rate(root, "helpfulness") == ["100% (1 of 1)", "100% (1 of 1)", "–"]

    switch(root, "Privacy").focus()
    page.keyboard.press("Space")
    settle(root)
    expect(switch(root, "Privacy")).to_be_focused()
    expect(switch(root, "Privacy")).not_to_be_checked()
    expect(part(root, "critique")).to_have_text("Nothing is wrong with it.")
    expect(part(root, "revision")).to_be_hidden()
    expect(root.get_by_text("The principles have changed since: count again.")).to_be_visible()
    root.get_by_role("button", name="Count the rates").focus()
    page.keyboard.press("Enter")
    expect(root.get_by_text("With 2 principles: 2 of 4 replies were revised.")).to_be_visible()
    assert rate(root, "harmful compliance") == ["100% (3 of 3)", "33% (1 of 3)", "0% (0 of 3)"]

    root.get_by_label("Request", exact=True).select_option("3")
    settle(root)
    expect(part(root, "critique")).to_have_text("It has queues, against Fair play.")
    switch(root, "Privacy").check()
    settle(root)
    expect(part(root, "critique")).to_have_text("It has letters, against Privacy.")
    root.get_by_label("Criticise by").select_option(label="Fair play")
    settle(root)
    expect(part(root, "revision")).to_have_text("I won't help with that: Fair play.")
    root.get_by_label("Criticise by").select_option("")
    settle(root)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_an_own_principle_is_refused_accepted_saved_and_used(
    root: Locator, lab: Server, opened: Page
) -> None:
    page = root.page
    root.get_by_text("Write a principle of your own").click()
    name, text = root.get_by_label(re.compile("^Name")), root.get_by_label(re.compile("^Principle,"))
    name.fill("Privacy")
    text.fill("Nobody is told when a library opens.")
    root.get_by_role("button", name="Add").click()
    expect(root.get_by_role("alert").get_by_text("has this name already")).to_be_visible()
    expect(text).to_have_value("Nobody is told when a library opens.")
    name.fill("Silence")
    name.press("Enter")
    settle(root)
    expect(root.get_by_text('Added: "Silence". Save keeps it.')).to_be_visible()
    expect(switch(root, "Silence")).to_be_checked()
    root.get_by_label("Request", exact=True).select_option("2")
    settle(root)
    expect(part(root, "critique")).to_have_text("It has opens, against Silence.")
    count(root)
    assert rate(root, "helpfulness")[1] == "0% (0 of 1)"

    root.get_by_role("button", name="Edit Silence").click()
    expect(name).to_be_focused()
    root.get_by_label(re.compile("^Revision request")).fill("Say less.")
    root.get_by_role("button", name="Change", exact=True).click()
    settle(root)
    expect(root.get_by_text("not saved yet")).to_be_visible()
    root.get_by_role("button", name="Save").click()
    settle(root)
    expect(root.get_by_text("Saved to mine.yaml.")).to_be_visible()
    assert "Say less." in (lab.folder / "mine.yaml").read_text()

    run_all(page)  # an editor that is opened anew has it, and the notebook uses it
    settle(root)
    expect(switch(root, "Silence")).to_be_checked()
    expect(page.locator(".jp-OutputArea-output").get_by_text("'Silence')")).to_be_attached()
    root.get_by_role("button", name="Remove Silence").click()
    settle(root)
    expect(switch(root, "Silence")).to_have_count(0)
    assert cell_errors(page) == []


def test_constitutions_that_are_none(root: Locator) -> None:
    for box in root.get_by_role("switch").all():
        box.uncheck()
    settle(root)
    expect(root.get_by_role("alert").get_by_text("there is nothing to criticise by")).to_be_visible()
    expect(part(root, "critique")).to_be_hidden()
    expect(root.get_by_role("button", name="Count the rates")).to_have_attribute("aria-disabled", "true")

    root.get_by_text("Write a principle of your own").click()
    root.get_by_label(re.compile("^Name")).fill("Closed hand")
    root.get_by_label(re.compile("^Principle,")).fill("What is harmless is refused.")
    root.get_by_role("button", name="Add").click()
    settle(root)
    expect(part(root, "critique")).to_be_visible()
    switch(root, "Open hand").check()
    settle(root)
    expect(
        root.get_by_role("alert").get_by_text("contradict each other: no reply can keep to both")
    ).to_be_visible()
    root.get_by_role("button", name="Save").click()
    settle(root)
    expect(root.locator(".ta-wrong")).to_contain_text("contradict each other")
    root.get_by_role("button", name="Reset").click()
    settle(root)
    expect(root.locator(".ta-trouble")).to_have_text("")
    expect(switch(root, "Closed hand")).not_to_be_checked()
    expect(root.get_by_text("3 of 4 on")).to_be_visible()


def test_a_count_can_be_stopped(root: Locator) -> None:
    switch(root, "Closed hand").check()
    settle(root)
    switch(root, "Open hand").uncheck()
    settle(root)
    button = root.get_by_role("button", name="Count the rates")
    button.click()
    expect(root.get_by_role("progressbar", name="Requests counted")).to_be_visible()
    root.get_by_role("button", name="Stop").click()
    expect(root.locator(".ta-rates")).to_have_attribute("data-status", "stopped")
    expect(button).to_have_attribute("aria-disabled", "false")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_it_is_legible_in_both_themes(root: Locator, theme: str, tmp_path: Path) -> None:
    set_theme(root.page, theme)
    if root.locator(".ta-writing").get_attribute("open") is None:
        root.get_by_text("Write a principle of your own").click()
    contrast, element = root.evaluate(LOWEST_CONTRAST)
    assert contrast >= 4.5, element
    assert len(root.screenshot(path=tmp_path / "editor.png")) > 10_000


def test_narrow_windows_do_not_cut_anything_off(root: Locator) -> None:
    page = root.page
    page.set_viewport_size({"width": 700, "height": 900})
    assert root.evaluate("root => root.scrollWidth <= root.clientWidth + 1")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_picture_is_left_without_a_kernel(opened: Page, root: Locator, lab: Server, log: Log) -> None:
    root.get_by_role("button", name="Reset").click()
    settle(root)
    count(root)
    save(opened)
    opened.wait_for_timeout(500)
    saved = json.loads((lab.folder / NAME).read_text(encoding="utf-8"))
    assert "widgets" not in saved["metadata"]
    assert [len(cell["outputs"]) for cell in saved["cells"]] == [0, 2, 1]  # no progress bars of the threads
    opened.goto("about:blank")
    lab.end_kernels()
    open_notebook(opened, lab, NAME)
    picture = opened.locator(".ta-still")
    expect(picture.get_by_text("Constitution editor")).to_be_visible()
    expect(picture).to_contain_text("0% (0 of 3)")
    expect(picture.locator("li")).to_have_count(4)
    opened.wait_for_timeout(3000)  # as long as JupyterLab looks for the widgets' model
    assert not any(error.is_visible() for error in opened.get_by_text("Error displaying widget").all())
    log.errors[:] = [error for error in log.errors if "widget model not found" not in error]
