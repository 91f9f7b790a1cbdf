"""The bit explorer and the memory calculator in JupyterLab: by keyboard, in both themes, and without a kernel."""

import json

import psutil
import pytest
from playwright.sync_api import Locator, Page

from helpers.memory import Training, preset, training_memory
from helpers.widgets.memory_view import readable
from tests.needs import needs_chromium

from .pages import Log, cell_errors, notebook, open_notebook, run_all, save, set_theme
from .servers import Server
from .test_themes_and_pictures import LOWEST_CONTRAST

pytestmark = [needs_chromium, pytest.mark.browser]

NAME = "quantization.ipynb"
SETUP = "from helpers.widgets import BitExplorer, MemoryCalculator"


@pytest.fixture(scope="module")
def opened(page: Page, lab: Server) -> Page:
    cells = notebook(SETUP, "BitExplorer(0.1, 'FP16')", "MemoryCalculator('LLaMA-2-7B')")
    open_notebook(page, lab, lab.put(NAME, cells))
    run_all(page)
    assert cell_errors(page) == []
    page.locator(".ta-memory tbody tr").first.wait_for()
    page.locator(".ta-bits .ta-bit").first.wait_for()
    return page


def settle(root: Locator) -> None:
    """Wait until the widget has no question out."""
    root.page.wait_for_timeout(30)
    root.page.wait_for_function(
        "root => root.getAttribute('aria-busy') !== 'true'", arg=root.element_handle()
    )


@pytest.fixture
def bits(opened: Page) -> Locator:
    root = opened.locator(".ta-bits")
    root.get_by_text("FP16", exact=True).first.click()
    store(root, "0.1")
    return root


def store(root: Locator, number: str) -> None:
    box = root.get_by_label("Number to store")
    box.fill(number)
    box.press("Enter")
    settle(root)


def value(root: Locator) -> str:
    return root.locator(".ta-value").inner_text()


def test_bits_by_keyboard(bits: Locator) -> None:
    """From 1, the last exponent bit makes one half; steps go to the neighbours; "dd" deletes nothing."""
    page = bits.page
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    store(bits, "1")
    first = bits.locator(".ta-bit").first
    first.focus()
    page.keyboard.press("Space")
    settle(bits)
    assert value(bits) == "−1"
    page.keyboard.press("Space")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "exponent bit 5 of 5"
    page.keyboard.press("Enter")
    settle(bits)
    assert value(bits) == "0.5"
    page.keyboard.press("ArrowUp")
    settle(bits)
    assert value(bits) == "0.50048828125"
    page.keyboard.type("dd")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_overflow_at_65520(bits: Locator) -> None:
    store(bits, "65519")
    assert value(bits) == "65504"
    store(bits, "65520")
    assert value(bits) == "∞"
    row = bits.locator("tbody tr", has_text="FP16")
    assert "overflow" in row.inner_text()
    assert row.get_attribute("aria-current") == "true"
    bits.get_by_role("button", name="below").click()
    settle(bits)
    assert value(bits) == "65504"


def test_a_number_that_is_none(bits: Locator) -> None:
    store(bits, "one")
    assert "“one” is no number" in bits.get_by_role("alert").inner_text()
    assert bits.get_by_label("Number to store").get_attribute("aria-invalid") == "true"


@pytest.mark.parametrize(("name", "count"), [("FP32", 32), ("BF16", 16), ("FP8 E4M3", 8), ("INT4", 4)])
def test_other_formats(bits: Locator, name: str, count: int) -> None:
    bits.locator(".ta-formats").get_by_text(name, exact=True).click()
    settle(bits)
    assert bits.locator(".ta-bit").count() == count


@pytest.fixture
def memory(opened: Page) -> Locator:
    root = opened.locator(".ta-memory")
    for label, text in (
        ("model", "LLaMA-2-7B"),
        ("to", "train"),
        ("optimizer", "adam"),
        ("should fit on", "RTX 4090"),
    ):
        root.get_by_label(label, exact=True).select_option(text)
    for label, text in (("batch", "1"), ("tokens of each", "2048"), ("LoRA rank", "0"), ("GPUs", "1")):
        choose(root, label, text)
    return root


def choose(root: Locator, label: str, text: str) -> None:
    box = root.get_by_label(f"{label}, typed")
    box.fill(text)
    box.press("Tab")
    settle(root)


def together(root: Locator) -> str:
    return root.locator("tfoot td").first.inner_text()


def needed(**setup: object) -> str:
    found = training_memory(preset("LLaMA-2-7B"), Training(seq_len=2048), **setup)
    return readable(found.total + found.overhead)


def test_settings_by_keyboard(memory: Locator) -> None:
    assert together(memory) == needed()
    slider = memory.get_by_label("batch", exact=True)
    slider.focus()
    for _ in range(3):
        memory.page.keyboard.press("ArrowRight")
    settle(memory)
    assert together(memory) == needed(batch=8)
    memory.get_by_label("optimizer", exact=True).select_option("adam8bit")
    settle(memory)
    assert together(memory) == needed(batch=8, optimizer="adam8bit")
    check = memory.get_by_label("checkpointing: inputs of layers only")
    check.press("Space")
    settle(memory)
    assert together(memory) == needed(batch=8, optimizer="adam8bit", checkpointing=True)
    check.press("Space")
    settle(memory)


def test_the_advice_can_be_taken(memory: Locator) -> None:
    assert memory.locator(".ta-verdict").inner_text().startswith("✗ Does not fit")
    assert (
        "Cheapest change that makes it fit: LoRA adapters of rank 16"
        in memory.locator(".ta-advice").inner_text()
    )
    memory.get_by_role("button", name="Make this change").press("Enter")
    settle(memory)
    assert memory.locator(".ta-verdict").inner_text().startswith("✓ Fits")
    assert memory.get_by_label("LoRA rank, typed").input_value() == "16"
    assert memory.get_by_label("under the adapters").is_visible()


def test_generating_shows_other_settings(memory: Locator) -> None:
    memory.get_by_label("to", exact=True).select_option("generate")
    settle(memory)
    assert not memory.get_by_label("optimizer", exact=True).is_visible()
    assert "KV cache" in memory.locator("tbody").inner_text()
    memory.get_by_label("to", exact=True).select_option("train")
    settle(memory)


def test_what_cannot_be_used_is_said_and_nothing_changes(memory: Locator) -> None:
    before = together(memory)
    choose(memory, "batch", "many")
    assert "The batch must be a whole number" in memory.get_by_role("alert").inner_text()
    assert together(memory) == before


def test_the_bar_ends_where_the_table_says(memory: Locator) -> None:
    """Widths of the segments are in proportion to the bytes, and the line stands at the capacity."""
    widths = [box.bounding_box()["width"] for box in memory.locator(".ta-stack i").all()]  # type: ignore[index]
    counts = [
        float(cell.replace(",", "")) for cell in memory.locator("tbody td:nth-child(3)").all_inner_texts()
    ]
    assert [w / sum(widths) for w in widths] == pytest.approx([c / sum(counts) for c in counts], abs=0.01)


SERIES = """async root => {
    const slider = root.querySelector("[data-name=batch] input[type=range]");
    const sum = () => root.querySelector("tfoot").textContent;
    const took = [], frames = [];
    for (let i = 0; i < 12; i++) {
        const before = sum();
        slider.value = i % 2 ? 0 : 4;
        const started = performance.now();
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        while (sum() === before && performance.now() - started < 5000) {
            await new Promise(requestAnimationFrame);
        }
        took.push(performance.now() - started);
        const still = performance.now();
        await new Promise(requestAnimationFrame);
        frames.push(performance.now() - still);
    }
    const median = values => values.sort((a, b) => a - b)[values.length >> 1];
    return [median(took), median(frames)];
}"""


def test_it_reacts_within_100_ms(memory: Locator) -> None:
    """From the slider's event to the new sum on the page, the kernel's answer included: the median of twelve moves.

    Other processes delay the browser and the kernel, so a series counts against the calculator only where the
    processors had time to spare; otherwise it is measured again, six times at most.
    """
    measured = []
    for _ in range(6):
        psutil.cpu_percent()
        took, frame = memory.evaluate(SERIES)
        busy = psutil.cpu_percent()
        measured.append(f"{took:.0f} ms (a frame {frame:.0f} ms, processors {busy:.0f} % busy)")
        if took <= 100 or busy < 90:
            break
        memory.page.wait_for_timeout(3000)
    assert took <= 100, "; ".join(measured)


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_text_is_legible_in_both_themes(opened: Page, theme: str) -> None:
    set_theme(opened, theme)
    for widget in (".ta-bits", ".ta-memory"):
        contrast, element = opened.locator(widget).evaluate(LOWEST_CONTRAST)
        assert contrast >= 4.5, element


def test_without_a_kernel_a_picture_is_left(opened: Page, lab: Server, log: Log) -> None:
    save(opened)
    saved = json.loads((lab.folder / NAME).read_text(encoding="utf-8"))
    assert "widgets" not in saved["metadata"]
    opened.goto("about:blank")
    lab.end_kernels()
    open_notebook(opened, lab, NAME)
    for name, text in (
        ("Bit explorer", "The number 0.1 in every format"),
        ("Memory calculator", "LLaMA-2-7B, training"),
    ):
        picture = opened.locator(f".jp-RenderedHTMLCommon:has-text('{name}')")
        picture.wait_for()
        opened.wait_for_timeout(2000)  # as long as JupyterLab looks for the widgets' model
        assert text in picture.inner_text()
    assert not any(error.is_visible() for error in opened.get_by_text("Error displaying widget").all())
    # The widget manager of JupyterLab itself reports on the console that the model is gone.
    log.errors[:] = [error for error in log.errors if "widget model not found" not in error]
