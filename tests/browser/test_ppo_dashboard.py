"""The PPO dashboard in JupyterLab: hold, go on, stop, start anew; in both themes, and as a picture."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.needs import needs_chromium

from .pages import Log, cell_errors, notebook, open_notebook, run_all, save, set_theme
from .servers import Server
from .test_themes_and_pictures import LOWEST_CONTRAST

pytestmark = [needs_chromium, pytest.mark.browser]

NAME = "ppo.ipynb"
SETUP = (
    "from helpers.widgets import PPODashboard\n"
    "from tests.widgets import toy_runs\n"
    "dashboard = PPODashboard(toy_runs.maker(0.1), iterations=400, gold=toy_runs.gold)"
)
SHOW = "dashboard.start(0.1)\ndashboard"
FINISH = "run = await dashboard.ended()\nprint(run.status, run.trainer.steps)"


@pytest.fixture(scope="module")
def opened(page: Page, lab: Server) -> Page:
    open_notebook(page, lab, lab.put(NAME, notebook(SETUP, SHOW, FINISH)))
    page.evaluate(
        "() => void jupyterapp.commands.execute('notebook:run-all-cells')"
    )  # do not wait for its end
    page.locator(".ta-ppo").wait_for(timeout=120_000)
    return page


@pytest.fixture
def root(opened: Page) -> Locator:
    return opened.locator(".ta-ppo")


def step(root: Locator) -> int:
    return int(root.get_by_role("progressbar", name="Iterations").get_attribute("aria-valuenow") or 0)


def button(root: Locator, name: str) -> Locator:
    return root.get_by_role("button", name=name)


def test_pause_resume_and_stop_while_the_notebook_waits_for_the_run(root: Locator) -> None:
    """The last cell awaits the run's end; the buttons work all the same."""
    page = root.page
    page.wait_for_function("document.querySelector('.ta-ppo .ta-meter').getAttribute('aria-valuenow') >= 3")
    button(root, "Pause").click()
    expect(root).to_have_attribute("data-status", "paused")
    held = step(root)
    page.wait_for_timeout(600)
    assert step(root) == held < 400
    expect(button(root, "Pause")).to_be_disabled()
    button(root, "Resume").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        f"document.querySelector('.ta-ppo .ta-meter').getAttribute('aria-valuenow') >= {held + 2}"
    )
    button(root, "Stop").click()
    expect(root).to_have_attribute("data-status", "stopped")
    expect(page.locator(".jp-OutputArea-output").get_by_text(f"stopped {step(root)}")).to_be_attached()
    assert cell_errors(page) == []


def test_the_slider_is_for_the_next_run(root: Locator) -> None:
    page = root.page
    slider = root.get_by_label("β of the next run")
    assert slider.get_attribute("aria-valuetext") == "β = 0.1"
    slider.focus()
    page.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == "β = 0"
    button(root, "Start without a penalty").click()
    expect(root.get_by_text("In colour: run 2, β = 0. In grey: run 1, β = 0.1.")).to_be_visible()
    page.wait_for_function("document.querySelector('.ta-ppo .ta-meter').getAttribute('aria-valuenow') >= 2")
    button(root, "Stop").click()
    expect(root).to_have_attribute("data-status", "stopped")
    assert root.locator("[data-measure='gold'] polyline").count() == 2


def test_everything_stands_in_words_too(root: Locator) -> None:
    names = ("learned reward", "gold reward", "KL", "entropy", "clip fraction", "value error")
    drawings = root.get_by_role("img")
    assert drawings.count() == len(names)
    for i, name in enumerate(names):
        said = drawings.nth(i).get_attribute("aria-label") or ""
        assert said.startswith(name)
        assert "run 1, β = 0.1: from" in said
    root.get_by_text("The same as a table").click()
    assert root.locator("tbody tr").count() == len(names)
    assert root.locator(".ta-sample").count() == 4


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_it_is_legible_in_both_themes(root: Locator, theme: str) -> None:
    set_theme(root.page, theme)
    contrast, element = root.evaluate(LOWEST_CONTRAST)
    assert contrast >= 4.5, element


def test_narrow_windows_do_not_cut_anything_off(root: Locator) -> None:
    page = root.page
    page.set_viewport_size({"width": 700, "height": 900})
    assert root.evaluate("root => root.scrollWidth <= root.clientWidth + 1")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_picture_is_left_without_a_kernel(opened: Page, lab: Server, log: Log) -> None:
    save(opened)
    opened.wait_for_timeout(500)
    saved = json.loads((lab.folder / NAME).read_text(encoding="utf-8"))
    saved["metadata"].pop("widgets", None)
    name = lab.put("ppo_later.ipynb", saved)
    lab.end_kernels()
    open_notebook(opened, lab, name)
    expect(opened.locator(".ta-still").get_by_text("PPO dashboard")).to_be_visible()
    expect(opened.locator(".ta-still").get_by_text("learned reward").first).to_be_visible()
    opened.wait_for_timeout(3000)  # as long as JupyterLab looks for the widgets' model
    log.errors[:] = [error for error in log.errors if "widget model not found" not in error]
    run_all(opened)
    opened.locator(".ta-ppo").wait_for()
    lab.end_kernels()
