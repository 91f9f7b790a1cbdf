"""The labelling desk in JupyterLab: by keyboard and mouse, through a killed kernel, in both themes, as a picture."""

import json
import os
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from helpers import data
from helpers.labels import Item, LabelFile, read_items, town_record
from tests.needs import needs_chromium

from .pages import Log, cell_errors, notebook, open_notebook, run_all, save, set_theme
from .servers import Server
from .test_themes_and_pictures import LOWEST_CONTRAST

pytestmark = [needs_chromium, pytest.mark.browser]

NAME = "desk.ipynb"
ITEMS = 8
SETUP = (
    "import os\n"
    "from pathlib import Path\n"
    "from helpers import data, labels\n"
    "from helpers.widgets import LabellingDesk\n"
    "Path('pid.txt').write_text(str(os.getpid()))\n"
    f"rows = data.load('preferences')['train'].select(range({ITEMS}))"
)
DESK = "LabellingDesk(rows, path=Path('labels.jsonl'), reference=labels.town_record)"


@pytest.fixture(scope="module")
def items() -> list[Item]:
    return read_items(data.load("preferences")["train"].select(range(ITEMS)))


@pytest.fixture(scope="module")
def opened(page: Page, lab: Server) -> Page:
    open_notebook(page, lab, lab.put(NAME, notebook(SETUP, DESK)))
    start(page)
    return page


@pytest.fixture
def desk(opened: Page, lab: Server) -> Locator:
    """A desk with an empty file."""
    file_of(lab).path.unlink(missing_ok=True)
    start(opened)
    return opened.locator(".ta-desk")


def start(page: Page) -> None:
    run_all(page)
    assert cell_errors(page) == []
    page.locator(".ta-desk .ta-reply").first.wait_for()
    settle(page.locator(".ta-desk"))


def settle(root: Locator) -> None:
    """Wait until the widget has no question out."""
    root.page.wait_for_timeout(50)
    root.page.wait_for_function(
        "root => root.getAttribute('aria-busy') !== 'true'", arg=root.element_handle()
    )


def file_of(lab: Server) -> LabelFile:
    return LabelFile(path=lab.folder / "labels.jsonl")


def type_label(root: Locator, ranks: str) -> None:
    """Ranks for the replies from the first to the last, then save."""
    root.locator(".ta-reply").first.focus()
    for key in ranks:
        root.page.keyboard.press(key)
    root.page.keyboard.press("Enter")
    settle(root)


def expected(item: Item, keys: str) -> dict[str, int | None]:
    """What these keys mean for the replies as they are shown."""
    ranks = [None if key == "f" else int(key) for key in keys]
    return item.checked(dict(zip(item.order(0), ranks, strict=True)))


def keys_for(item: Item, turn: int) -> str:
    """Another ranking for each item, with an F now and then."""
    count = len(item.completions)
    ranks = [str((place + turn) % count + 1) for place in range(count)]
    return "".join(["f" if turn % 2 and rank == str(count) else rank for rank in ranks])


def count(root: Locator) -> str:
    return root.locator(".ta-count").inner_text()


def test_five_labels_by_keyboard_outlive_a_killed_kernel(
    desk: Locator, lab: Server, items: list[Item], log: Log
) -> None:
    page = desk.page
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    given = {item.id: keys_for(item, turn) for turn, item in enumerate(items[:5])}
    for keys in given.values():
        type_label(desk, keys)
    assert count(desk).startswith(f"5 of {ITEMS} labelled")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells

    os.kill(int((lab.folder / "pid.txt").read_text()), getattr(signal, "SIGKILL", signal.SIGTERM))
    page.goto("about:blank")
    lab.end_kernels()
    open_notebook(page, lab, NAME)
    start(page)
    reopened = page.locator(".ta-desk")
    assert count(reopened).startswith(f"5 of {ITEMS} labelled")
    assert reopened.locator(".ta-prompt").inner_text() == items[5].prompt
    labels = file_of(lab).read(items)
    assert labels.notes == ()
    assert {name: label.ranking for name, label in labels.labels.items()} == {
        item.id: expected(item, given[item.id]) for item in items[:5]
    }
    forget_lost_models(log)


def forget_lost_models(log: Log) -> None:
    """JupyterLab's own widget manager reports on the console that the model of a dead kernel is gone."""
    log.errors[:] = [error for error in log.errors if "widget model not found" not in error]


def test_a_line_cut_short_is_said(desk: Locator, lab: Server, items: list[Item]) -> None:
    type_label(desk, keys_for(items[0], 0))
    with file_of(lab).path.open("a") as stream:
        stream.write('{"id": "preferences-tr')
    start(desk.page)
    note = desk.page.locator(".ta-desk .ta-notes").inner_text()
    assert note.startswith("Line 2 of labels.jsonl is damaged and left out")
    type_label(desk.page.locator(".ta-desk"), keys_for(items[1], 1))
    assert count(desk.page.locator(".ta-desk")).startswith("2 of")


def test_undo_goes_back_to_a_rank_and_to_a_saved_label(desk: Locator, lab: Server, items: list[Item]) -> None:
    keys = keys_for(items[0], 0)
    type_label(desk, keys)
    assert desk.locator(".ta-prompt").inner_text() == items[1].prompt
    desk.page.keyboard.press("2")
    assert desk.locator(".ta-reply").first.get_attribute("data-rank") == "2"
    desk.page.keyboard.press("Backspace")
    assert desk.locator(".ta-reply").first.get_attribute("data-rank") == ""
    assert count(desk).startswith("1 of")
    desk.page.keyboard.press("u")
    settle(desk)
    assert desk.locator(".ta-prompt").inner_text() == items[0].prompt
    assert count(desk).startswith("0 of")
    assert [card.get_attribute("data-rank") for card in desk.locator(".ta-reply").all()] == list(keys)
    assert file_of(lab).read().labels == {}
    desk.page.keyboard.press("u")
    desk.get_by_role("alert").get_by_text("There is nothing to take back.").wait_for()


def test_skipped_items_come_back_at_the_end(desk: Locator, lab: Server, items: list[Item]) -> None:
    desk.locator(".ta-reply").first.focus()
    desk.page.keyboard.press("s")
    settle(desk)
    assert "1 skipped" in count(desk)
    for item in items[1:]:
        assert desk.locator(".ta-prompt").inner_text() == item.prompt
        type_label(desk, keys_for(item, 2))
    assert desk.locator(".ta-prompt").inner_text() == items[0].prompt
    type_label(desk, keys_for(items[0], 2))
    assert desk.get_by_text(f"All {ITEMS} items are labelled.").is_visible()
    desk.page.keyboard.press("u")
    settle(desk)
    assert desk.locator(".ta-prompt").inner_text() == items[0].prompt


def test_ties_nonsense_and_arrows(desk: Locator, lab: Server, items: list[Item]) -> None:
    cards = desk.locator(".ta-reply")
    cards.first.focus()
    desk.page.keyboard.press("t")
    assert "nothing to tie with" in desk.get_by_role("alert").inner_text()
    desk.page.keyboard.press("1")
    desk.page.keyboard.press("t")
    assert "=1" in cards.nth(1).locator(".ta-badge").inner_text()
    assert "rank 1, tied" in (cards.nth(1).get_attribute("aria-label") or "")
    desk.page.keyboard.press("9")
    assert f"There are {len(items[0].completions)} replies" in desk.get_by_role("alert").inner_text()
    desk.page.keyboard.press("Enter")
    assert "have no rank yet" in desk.get_by_role("alert").inner_text()
    desk.page.keyboard.press("End")
    desk.page.keyboard.press("f")
    assert "F, nonsense" in (cards.last.get_attribute("aria-label") or "")
    desk.page.keyboard.press("Home")
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("3")
    assert cards.nth(1).get_attribute("data-rank") == "3"
    assert not file_of(lab).path.exists()


def test_the_record_to_look_up_stands_under_the_question(desk: Locator, items: list[Item]) -> None:
    row = data.load("preferences")["train"][0]
    assert town_record(row)
    assert desk.locator(".ta-reference").inner_text() == f"To look up: {town_record(row)}"


def test_by_mouse(desk: Locator, lab: Server, items: list[Item]) -> None:
    order = items[0].order(0)
    for place in range(1, len(order)):
        desk.get_by_role("button", name=f"Rank {place} for reply {place}", exact=True).click()
    desk.get_by_role("button", name=f"F for reply {len(order)}", exact=True).click()
    desk.get_by_role("button", name="Save").click()
    settle(desk)
    ranking = file_of(lab).read().labels[items[0].id].ranking
    assert [ranking[name] for name in order] == [*range(1, len(order)), None]
    assert desk.locator(".ta-results").get_by_text("Elo by kind of reply").is_visible()
    desk.get_by_role("button", name="Skip").click()
    settle(desk)
    assert desk.locator(".ta-prompt").inner_text() == items[2].prompt


def test_the_clock_runs_while_the_desk_has_the_keyboard(
    desk: Locator, lab: Server, items: list[Item]
) -> None:
    desk.page.wait_for_timeout(1500)
    started = time.monotonic()
    desk.locator(".ta-reply").first.focus()
    desk.page.wait_for_timeout(2000)
    type_label(desk, keys_for(items[0], 0))
    longest = time.monotonic() - started + 0.3  # a tick of the clock
    assert 1.5 <= file_of(lab).read().labels[items[0].id].seconds <= longest


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_text_is_legible_in_both_themes(desk: Locator, items: list[Item], theme: str, tmp_path: Path) -> None:
    set_theme(desk.page, theme)
    for turn in range(3):
        type_label(desk, keys_for(items[turn], turn))
    for key in "2f1":
        desk.page.keyboard.press(key)
    contrast, element = desk.evaluate(LOWEST_CONTRAST)
    assert contrast >= 4.5, element
    assert len(desk.screenshot(path=tmp_path / "desk.png")) > 10_000


def test_nothing_sticks_out_of_a_narrow_window(desk: Locator, items: list[Item]) -> None:
    type_label(desk, keys_for(items[0], 0))
    desk.page.set_viewport_size({"width": 760, "height": 900})
    assert desk.evaluate("root => root.scrollWidth <= root.clientWidth")
    desk.page.set_viewport_size({"width": 1280, "height": 900})


def test_without_a_kernel_a_picture_is_left(desk: Locator, lab: Server, items: list[Item], log: Log) -> None:
    page = desk.page
    type_label(desk, keys_for(items[0], 0))
    start(page)
    save(page)
    saved = json.loads((lab.folder / NAME).read_text(encoding="utf-8"))
    assert "widgets" not in saved["metadata"]
    page.goto("about:blank")
    lab.end_kernels()
    open_notebook(page, lab, NAME)
    picture = page.locator(".jp-RenderedHTMLCommon:has-text('Labelling desk')")
    picture.wait_for()
    page.wait_for_timeout(2000)  # as long as JupyterLab looks for the widgets' model
    text = picture.inner_text()
    assert f"1 of {ITEMS} labelled" in text
    assert items[1].prompt in text
    assert "helpful kind" in text
    assert not any(error.is_visible() for error in page.get_by_text("Error displaying widget").all())
    forget_lost_models(log)
