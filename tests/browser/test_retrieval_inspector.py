"""The retrieval inspector in JupyterLab: question, ranking, prompt, answer, citation; documents edited; a picture."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.needs import needs_chromium

from .pages import Log, cell_errors, notebook, open_notebook, run_all, save, set_theme
from .servers import Server
from .test_themes_and_pictures import LOWEST_CONTRAST

pytestmark = [needs_chromium, pytest.mark.browser]

NAME = "retrieval.ipynb"
SETUP = "from tests.widgets import toy_reader\nindex = toy_reader.index('toy-index')"
SHOW = "inspector = toy_reader.over(index, seconds=1)\ninspector"
QUESTION = "Who is the owner of Velvet?"
SLOW_MS = 60_000  # a busy machine may take so long for a reply or a write
BEFORE = "The owner of Velvet is Aldous Lamplugh."
AFTER = "The owner of Velvet is Nora Gannet."


@pytest.fixture(scope="module")
def opened(page: Page, lab: Server) -> Page:
    open_notebook(page, lab, lab.put(NAME, notebook(SETUP, SHOW)))
    run_all(page)
    assert cell_errors(page) == []
    page.locator(".ta-rag").wait_for()
    return page


@pytest.fixture
def root(opened: Page) -> Locator:
    return opened.locator(".ta-rag")


def settle(root: Locator) -> None:
    """Wait until the widget has no question out."""
    root.page.wait_for_timeout(50)
    expect(root).not_to_have_attribute("aria-busy", "true", timeout=SLOW_MS)


def ask(root: Locator, question: str = QUESTION) -> None:
    box = root.get_by_label("Question", exact=True)
    box.fill(question)
    box.press("Enter")
    settle(root)


def reply(root: Locator) -> Locator:
    return root.locator(".ta-reply")


def test_question_ranking_prompt_answer_citation_by_keyboard(root: Locator) -> None:
    page = root.page
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    root.get_by_label("Question", exact=True).focus()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(root.locator(".ta-stage")).to_have_text("The model is answering …", timeout=SLOW_MS)
    expect(root.locator(".ta-hits tbody tr")).not_to_have_count(0)
    settle(root)
    expect(reply(root)).to_have_text(f"{BEFORE} [1]")
    expect(root.locator(".ta-stage")).to_have_text("")

    first = root.locator(".ta-hits tbody tr").first
    expect(first).to_contain_text("sent as [1], cited")
    names = root.locator(".ta-hits thead th").all_inner_texts()
    assert names == ["", "passage", "cosine", "dense rank", "lexical rank", "fused score"]
    assert all(float(text.replace("−", "-")) for text in first.locator(".ta-number").all_inner_texts())
    sent = root.get_by_label("Prompt as sent", exact=True)
    expect(sent).to_contain_text(f"Question: {QUESTION}")
    expect(sent).to_contain_text("[1] Velvet is a donkey 🫏. The owner of Velvet")
    expect(root.get_by_text("of at most 448 tokens; 48 more are for the reply")).to_be_visible()

    cite = root.get_by_role("button", name="Citation 1: Velvet")
    cite.focus()
    page.keyboard.press("Enter")
    settle(root)
    mark = root.locator(".ta-document mark")
    expect(mark).to_be_visible()
    expect(mark).to_be_focused()
    expect(mark).to_contain_text(BEFORE)
    expect(first).to_have_attribute("aria-current", "true")
    page.keyboard.press("Escape")
    expect(cite).to_be_focused()
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_edit_a_document_and_the_answer_follows(root: Locator) -> None:
    root.get_by_role("button", name="Edit").click()
    text = root.get_by_label("Text", exact=True)
    expect(text).to_be_focused()
    before = text.input_value()
    text.fill("")
    root.get_by_role("button", name="Save").click()
    settle(root)
    expect(root.get_by_text("has no text")).to_be_visible()
    text.fill(before.replace(BEFORE, AFTER))
    root.get_by_label("Document", exact=True).select_option("w3")
    settle(root)
    expect(root.locator(".ta-text")).to_contain_text("The Plaza is a cinema.")
    root.get_by_label("Document", exact=True).select_option("w2")
    settle(root)
    root.get_by_role("button", name="Go on editing").click()
    expect(text).to_have_value(before.replace(BEFORE, AFTER))
    text.press("Control+Enter")
    settle(root)
    expect(root.locator(".ta-text")).to_contain_text(AFTER)
    expect(root.get_by_text("The documents have changed since.")).to_be_visible()
    expect(reply(root)).to_have_text(f"{BEFORE} [1]")
    root.get_by_role("button", name="Ask again").click()
    settle(root)
    expect(reply(root)).to_have_text(f"{AFTER} [1]")
    expect(root.get_by_text(f"Last time: {BEFORE} [1]")).to_be_visible()


def test_add_delete_undo(root: Locator) -> None:
    root.get_by_role("button", name="New document").click()
    root.get_by_label("Id of the new document").fill("w4")
    root.get_by_label("Title", exact=True).fill("Pepper")
    root.get_by_label("Text", exact=True).fill("The owner of Pepper is Omar Pell. Pepper eats hats 🎩.")
    root.get_by_role("button", name="Save").click()
    settle(root)
    expect(root.get_by_text("Added: 1 chunk embedded.")).to_be_visible()
    ask(root, "Who is the owner of Pepper?")
    expect(reply(root)).to_have_text("The owner of Pepper is Omar Pell. [1]")
    root.get_by_role("button", name="Delete").click()
    settle(root)
    expect(root.get_by_text("Deleted: Pepper.")).to_be_visible()
    ask(root, "Who is the owner of Pepper?")
    expect(reply(root)).not_to_contain_text("Omar Pell")
    root.get_by_role("button", name="Undo").click()
    settle(root)
    ask(root, "Who is the owner of Pepper?")
    expect(reply(root)).to_have_text("The owner of Pepper is Omar Pell. [1]")


def test_another_method_asks_again(root: Locator) -> None:
    root.get_by_label("words (lexical)").check()
    settle(root)
    expect(root.locator(".ta-hits thead")).to_contain_text("BM25")
    ask(root, "the")
    expect(root.get_by_text("No passage has a word of this query")).to_be_visible()
    root.get_by_label("both (hybrid)").check()
    settle(root)
    expect(root.locator(".ta-hits thead")).to_contain_text("fused score")


def test_what_cannot_be_asked_is_said_and_loses_nothing(root: Locator) -> None:
    ask(root)
    expect(reply(root)).to_have_text(f"{AFTER} [1]")
    ask(root, "?")
    expect(root.get_by_role("alert").first).to_contain_text("has no words; ask for something")
    expect(root.get_by_label("Question", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(reply(root)).to_have_text(f"{AFTER} [1]")
    k = root.get_by_label("passages, k")
    k.fill("many")
    k.press("Enter")
    settle(root)
    expect(root.get_by_role("alert").first).to_contain_text("k is many")
    assert k.input_value() == "many"
    k.fill("3")
    ask(root, "owner of Velvet " * 200)
    expect(root.get_by_role("alert").first).to_contain_text("ask a shorter question")
    ask(root)
    expect(reply(root)).to_have_text(f"{AFTER} [1]")
    expect(root.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_it_is_legible_in_both_themes(root: Locator, theme: str, tmp_path: Path) -> None:
    set_theme(root.page, theme)
    root.get_by_role("button", name="Citation 1: Velvet").click()
    settle(root)
    contrast, element = root.evaluate(LOWEST_CONTRAST)
    assert contrast >= 4.5, element
    assert len(root.screenshot(path=tmp_path / "inspector.png")) > 10_000


def test_narrow_windows_do_not_cut_anything_off(root: Locator) -> None:
    page = root.page
    page.set_viewport_size({"width": 700, "height": 900})
    assert root.evaluate("root => root.scrollWidth <= root.clientWidth + 1")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_picture_with_the_last_answer_is_left_without_a_kernel(opened: Page, lab: Server, log: Log) -> None:
    save(opened)
    opened.wait_for_timeout(500)
    saved = json.loads((lab.folder / NAME).read_text(encoding="utf-8"))
    assert "widgets" not in saved["metadata"]
    opened.goto("about:blank")
    lab.end_kernels()
    open_notebook(opened, lab, NAME)
    picture = opened.locator(".ta-still")
    expect(picture.get_by_text("Retrieval inspector")).to_be_visible()
    expect(picture).to_contain_text(f"{AFTER} [1]")
    expect(picture).to_contain_text("of at most 448 tokens")
    expect(picture.locator("tbody tr")).to_have_count(3)
    opened.wait_for_timeout(3000)  # as long as JupyterLab looks for the widgets' model
    assert not any(error.is_visible() for error in opened.get_by_text("Error displaying widget").all())
    log.errors[:] = [error for error in log.errors if "widget model not found" not in error]
