"""The sampling explorer in JupyterLab, worked by keyboard; every number is compared with torch's."""

import math
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from helpers.sampling import generate
from tests.needs import needs_chromium

from . import tiny
from .explorer_page import ExplorerPage, entropy, expected, is_shown_as
from .pages import cell_errors, notebook, open_notebook, run_all
from .servers import Server

pytestmark = [needs_chromium, pytest.mark.browser]

SETUP = "from helpers.widgets import SamplingExplorer\nfrom tests.browser import tiny\nmodel, tokenizer = tiny.pair()"
SHOW = "SamplingExplorer(model, tokenizer, 'the lamp')"
PROMPT = "the lamp on the"


@pytest.fixture(scope="module")
def opened(page: Page, lab: Server) -> Page:
    """A notebook with a live explorer."""
    open_notebook(page, lab, lab.put("explorer.ipynb", notebook(SETUP, SHOW)))
    run_all(page)
    assert cell_errors(page) == []
    return page


@pytest.fixture
def explorer(opened: Page) -> Iterator[ExplorerPage]:
    """The explorer, everything as the cell left it."""
    view = ExplorerPage(opened)
    view.ask(PROMPT)
    yield view
    for name, neutral in NEUTRAL.items():
        if view.box(name).input_value() not in {neutral, "off"}:
            view.type_in(view.box(name), neutral)
    remove = view.root.get_by_text("Remove B")
    if remove.is_visible():
        remove.press("Enter")
        view.settle()


NEUTRAL = {"temperature": "1", "top-k": "off", "top-p": "off", "min-p": "off", "repetition penalty": "off"}


def assert_shown(view: ExplorerPage, row: int = 1, side: str = "a", **settings: float) -> None:
    before, after = expected(view.prompt.input_value(), **settings)
    for shown in view.rows(side):
        assert is_shown_as(float(before[shown.token_id]), shown.model), shown
        assert is_shown_as(float(after[shown.token_id]), shown.after), (shown, after[shown.token_id])
    nats, perplexity, _, kept_tokens = view.measures(row)
    assert nats == pytest.approx(entropy(after), abs=6e-4)
    assert perplexity == pytest.approx(math.exp(entropy(after)), rel=1e-3, abs=6e-3)
    assert kept_tokens == int((after > 0).sum())
    assert view.measures(0)[0] == pytest.approx(entropy(before), abs=6e-4)


def test_the_models_own_distribution(explorer: ExplorerPage) -> None:
    assert_shown(explorer)
    assert len(explorer.rows()) == 30


@pytest.mark.parametrize(
    ("name", "keys", "settings"),
    [
        ("temperature", ["ArrowLeft"] * 6, {"temperature": 0.7}),
        ("temperature", ["ArrowRight"] * 4 + ["ArrowUp"], {"temperature": 1.25}),
        ("top-k", ["Home", *["ArrowRight"] * 4], {"top_k": 5}),
        ("top-p", ["ArrowLeft"] * 25, {"top_p": 0.75}),
        ("min-p", ["ArrowRight"] * 10, {"min_p": 0.1}),
        ("repetition penalty", ["End"], {"penalty": 2.0}),
    ],
)
def test_each_slider_by_keyboard(
    explorer: ExplorerPage, name: str, keys: list[str], settings: dict[str, float]
) -> None:
    explorer.slider(name).focus()
    for key in keys:
        explorer.keyboard.press(key)
    explorer.settle()
    assert_shown(explorer, **settings)
    assert explorer.box(name).input_value() == f"{next(iter(settings.values())):g}"


def test_settings_together_and_the_nucleus_is_marked(explorer: ExplorerPage) -> None:
    explorer.type_in(explorer.box("temperature"), "0.9")
    explorer.type_in(explorer.box("top-k"), "40")
    explorer.type_in(explorer.box("top-p"), "0,8")
    assert_shown(explorer, temperature=0.9, top_k=40, top_p=0.8)
    marked = explorer.root.locator(".ta-bars .ta-nucleus").count()
    assert marked == explorer.measures()[3]
    assert explorer.root.locator(".ta-bars .ta-nucleus-end").count() == 1


def test_typing_stays_in_the_prompt(explorer: ExplorerPage) -> None:
    cells = explorer.page.locator(".jp-Notebook .jp-Cell").count()
    explorer.prompt.focus()
    explorer.keyboard.press("End")
    explorer.keyboard.type(" ddaxb")
    explorer.keyboard.press("Enter")
    explorer.keyboard.type("dd")
    explorer.settle()
    assert explorer.prompt.input_value() == f"{PROMPT} ddaxb\ndd"
    assert explorer.page.locator(".jp-Notebook .jp-Cell").count() == cells
    assert_shown(explorer)


def test_two_settings_side_by_side(explorer: ExplorerPage) -> None:
    explorer.root.get_by_text("Compare with B").press("Enter")
    explorer.slider("temperature", "B").wait_for()
    explorer.type_in(explorer.box("temperature", "B"), "0.5")
    assert_shown(explorer)
    assert_shown(explorer, row=2, side="b", temperature=0.5)
    explorer.root.get_by_text("Generate").press("Enter")
    explorer.settle()
    model, tokenizer = tiny.pair()
    for side, temperature in (("a", 1.0), ("b", 0.5)):
        [generated] = generate(model, tokenizer, [PROMPT], max_new_tokens=32, temperature=temperature)
        assert len(explorer.tokens(side)) == len(generated.token_ids)


def test_same_seed_same_text_other_seed_other_text(explorer: ExplorerPage) -> None:
    seed = explorer.root.get_by_label("Seed")
    texts = []
    for typed in ("3", "4", "3"):
        explorer.type_in(seed, typed)
        texts.append(explorer.tokens())
    assert texts[0] == texts[2] != texts[1]


def test_branch_a_token_by_keyboard(explorer: ExplorerPage) -> None:
    explorer.root.get_by_text("Generate").press("Enter")
    explorer.settle()
    before = explorer.tokens()
    explorer.root.locator(".ta-token[tabindex='0']").focus()
    explorer.keyboard.press("Home")
    for _ in range(3):
        explorer.keyboard.press("ArrowRight")
    explorer.keyboard.press("Enter")
    explorer.keyboard.press("ArrowRight")
    chosen = explorer.page.evaluate("document.activeElement.querySelector('.ta-piece').textContent")
    explorer.keyboard.press("Enter")
    explorer.settle()
    after = explorer.tokens()
    assert after[:3] == before[:3]
    assert after[3] == chosen.replace("␣", " ")
    assert after != before
    assert explorer.page.evaluate("document.activeElement.dataset.index") == "3"


def test_a_token_of_the_distribution_can_be_written_first(explorer: ExplorerPage) -> None:
    first = explorer.root.locator(".ta-bars tbody button").nth(2)
    piece = first.inner_text()
    first.press("Enter")
    explorer.settle()
    assert explorer.tokens()[0] == piece.replace("␣", " ")


def test_writing_can_be_stopped_and_leaves_the_sliders_alive(explorer: ExplorerPage) -> None:
    length = explorer.root.get_by_label("New tokens at most")
    explorer.type_in(length, "32")
    length.fill("100000")
    explorer.root.get_by_text("Generate").press("Enter")
    stop = explorer.root.get_by_text("Stop")
    explorer.page.wait_for_function("button => !button.disabled", arg=stop.element_handle())
    stop.press("Enter")
    explorer.settle()
    assert len(explorer.tokens()) < 500
    explorer.type_in(explorer.box("temperature"), "0.8")
    assert_shown(explorer, temperature=0.8)
    explorer.type_in(length, "32")


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("temperature", "-1", "must be a finite number of 0 or more"),
        ("temperature", "nan", "must be a finite number"),
        ("temperature", "warm", "must be a number, not “warm”; it stays at 1"),
        ("top-k", "2.5", "must be a whole number, not “2.5”"),
        ("top-p", "0", "must be above 0 and at most 1"),
        ("min-p", "1.2", "must be from 0 to 1"),
        ("repetition penalty", "", "must be a number"),
    ],
)
def test_a_value_that_cannot_be_used(explorer: ExplorerPage, name: str, typed: str, sentence: str) -> None:
    explorer.type_in(explorer.box(name), typed)
    alert = explorer.root.locator(".ta-controls [role='alert']")
    assert sentence in str(alert.text_content())
    assert_shown(explorer)
    explorer.type_in(explorer.box(name), NEUTRAL[name])
    assert alert.text_content() == ""


@pytest.mark.parametrize(
    ("typed", "sentence"), [("", "The prompt is empty"), ("lamp " * 600, "context window holds 512")]
)
def test_a_prompt_that_cannot_be_used(explorer: ExplorerPage, typed: str, sentence: str) -> None:
    shown = explorer.rows()
    explorer.prompt.fill(typed)
    alert = explorer.root.locator("[role='alert']").first
    alert.get_by_text(sentence).wait_for()
    assert explorer.rows() == shown
    explorer.ask(PROMPT)
    assert alert.text_content() == ""


def test_everything_has_a_name_for_screen_readers(explorer: ExplorerPage) -> None:
    nameless = explorer.root.evaluate(
        """root => [...root.querySelectorAll('input, textarea, button, [role=button]')]
            .filter(e => !(e.getAttribute('aria-label') || e.textContent.trim())).length"""
    )
    assert nameless == 0
    explorer.type_in(explorer.box("temperature"), "0.5")
    said = explorer.root.locator("[aria-live='polite']")
    said.get_by_text("entropy").wait_for(state="attached")
    assert explorer.slider("top-k").get_attribute("aria-valuetext") == "off"
