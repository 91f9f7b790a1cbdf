"""Both widgets in both themes, and what is left of them when no kernel runs."""

import json

import pytest
from playwright.sync_api import Page

from tests.needs import needs_chromium

from .explorer_page import ExplorerPage, expected, is_shown_as
from .pages import Log, notebook, open_notebook, run_all, save, set_theme
from .servers import Server

pytestmark = [needs_chromium, pytest.mark.browser]

SETUP = (
    "from helpers.widgets import SamplingExplorer, TokenizerPlayground\n"
    "from tests.browser import tiny\n"
    "model, tokenizer = tiny.pair()"
)
EXPLORER = "SamplingExplorer(model, tokenizer, 'the lamp', top_p=0.8, compare={'temperature': 0.5})"
PLAYGROUND = "TokenizerPlayground({'tiny': tokenizer}, 'the boat 🦀')"
NAME = "pictures.ipynb"

# Contrast as WCAG 2 defines it, of every visible text in an element against the nearest solid background.
LOWEST_CONTRAST = """root => {
    const parse = text => text.match(/[\\d.]+/g).map(Number);
    const over = ([r, g, b, a = 1], under) => [r, g, b].map((c, i) => c * a + under[i] * (1 - a));
    const background = element => {
        const own = parse(getComputedStyle(element).backgroundColor);
        if ((own[3] ?? 1) === 1) return own.slice(0, 3);
        return over(own, element.parentElement ? background(element.parentElement) : [255, 255, 255]);
    };
    const light = rgb => rgb.map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    let lowest = [21, ''];
    for (const element of root.querySelectorAll('*')) {
        const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
        if (!own || !element.offsetParent || element.matches(':disabled, .ta-unseen, .ta-glyph')) continue;
        const back = background(element);
        const [a, b] = [light(over(parse(getComputedStyle(element).color), back)), light(back)];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (contrast < lowest[0]) lowest = [contrast, element.outerHTML.slice(0, 120)];
    }
    return lowest;
}"""


@pytest.fixture(scope="module")
def opened(page: Page, lab: Server) -> Page:
    open_notebook(page, lab, lab.put(NAME, notebook(SETUP, EXPLORER, PLAYGROUND)))
    run_all(page)
    ExplorerPage(page)
    page.locator(".ta-playground .ta-token").first.wait_for()
    return page


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_text_is_legible_in_both_themes(opened: Page, theme: str) -> None:
    set_theme(opened, theme)
    for widget in (".ta-explorer", ".ta-playground"):
        contrast, element = opened.locator(widget).evaluate(LOWEST_CONTRAST)
        assert contrast >= 4.5, element


def test_the_playground_by_keyboard(opened: Page) -> None:
    box = opened.get_by_label("Text to tokenize")
    cells = opened.locator(".jp-Notebook .jp-Cell").count()
    box.fill("")
    box.focus()
    opened.keyboard.type("dd the tide\n🦀")
    playground = opened.locator(".ta-playground")
    playground.get_by_text("13 characters, 16 bytes").wait_for()
    pieces = playground.locator(".ta-token .ta-piece").all_inner_texts()
    assert pieces == ["d", "d", "␣the", "␣tide", "⏎", "‹F0›", "‹9F›", "‹A6›", "‹80›"]
    opened.keyboard.press("Tab")
    opened.keyboard.press("End")
    opened.keyboard.press("ArrowLeft")
    detail = playground.locator(".ta-detail").inner_text()
    assert "token 8" in detail
    assert "A6" in detail
    assert opened.locator(".jp-Notebook .jp-Cell").count() == cells


def test_the_picture_gives_way_to_the_live_view(opened: Page) -> None:
    assert opened.locator(".ta-still").count() == 2
    assert not any(picture.is_visible() for picture in opened.locator(".ta-still").all())


@pytest.mark.parametrize("trusted", [True, False])
def test_without_a_kernel_a_picture_with_numbers_is_left(
    opened: Page, lab: Server, log: Log, trusted: bool
) -> None:
    if trusted:
        save(opened)
        saved = json.loads((lab.folder / NAME).read_text(encoding="utf-8"))
        assert "widgets" not in saved["metadata"]
        assert (lab.folder / NAME).stat().st_size < 30_000
        name = NAME
    else:
        saved = json.loads((lab.folder / NAME).read_text(encoding="utf-8"))
        saved["cells"][0]["source"] = "'changed by somebody else'"
        name = lab.put("untrusted.ipynb", saved)
    opened.goto("about:blank")
    lab.end_kernels()
    open_notebook(opened, lab, name)
    picture = opened.locator(".jp-RenderedHTMLCommon:has-text('Sampling explorer')")
    picture.wait_for()
    opened.wait_for_timeout(3000)  # as long as JupyterLab looks for the widgets' model
    before, _ = expected("the lamp")
    shown = [
        row.locator("td").first.inner_text()
        for row in picture.locator("table").first.locator("tbody tr").all()
    ]
    assert len(shown) == 10
    tops = before.topk(10).values.tolist()
    assert all(is_shown_as(value, text) for value, text in zip(tops, shown, strict=True))
    widths = [box.bounding_box() for box in picture.locator("td > div").all()]
    assert max(box["width"] for box in widths if box) == pytest.approx(160, abs=1)
    assert opened.get_by_text("7 tokens, 2.33 per word").is_visible()
    assert not any(error.is_visible() for error in opened.get_by_text("Error displaying widget").all())
    # The widget manager of JupyterLab itself reports on the console that the model is gone.
    log.errors[:] = [error for error in log.errors if "widget model not found" not in error]
