"""From a slider to paint, in JupyterLab with a vocabulary of 50,000: ``python -m helpers.widgets.benchmark``.

Measured in the page: from the slider's ``input`` event, over the websocket to the kernel and back, to the animation
frame after the one in which the new numbers were put in place. The median over four sliders is what counts.
"""

import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from helpers.errors import CourseError
from helpers.paths import DOCS, ROOT
from helpers.setup.programs import INSTALL, find_chromium

VOCABULARY = 50_000
MOVES = 40
SLIDERS = ("temperature", "top-k", "top-p", "min-p")
REPORT = DOCS / "benchmarks.md"
HEADING = "## Sampling explorer: slider to paint"
MODEL = f"""
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
from helpers.widgets import SamplingExplorer
torch.manual_seed(0)
core = Tokenizer(models.WordLevel({{f"w{{i}}": i for i in range({VOCABULARY})}}, unk_token="w0"))
core.pre_tokenizer = pre_tokenizers.Whitespace()
model = LlamaForCausalLM(LlamaConfig(vocab_size={VOCABULARY}, hidden_size=64, intermediate_size=128,
    num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=256)).eval()
with torch.no_grad():
    model.lm_head.weight.mul_(12)
SamplingExplorer(model, PreTrainedTokenizerFast(tokenizer_object=core), "w1 w2 w3", top_p=0.95)
"""

MOVE = """([name, step]) => new Promise(done => {
    const slider = document.querySelector(`.ta-explorer input[type=range][data-name=${name}]`);
    const numbers = document.querySelector('.ta-explorer .ta-measures tbody');
    const seen = new MutationObserver(() => {
        seen.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
    });
    seen.observe(numbers, { childList: true });
    slider.value = step;
    const start = performance.now();
    slider.dispatchEvent(new Event('input', { bubbles: true }));
})"""


@dataclass(frozen=True)
class Result:
    """Milliseconds of every move, and bytes that came over the websocket for each."""

    milliseconds: list[float]
    bytes_received: list[int]

    def table(self) -> str:
        """Median, 90th percentile and size, as Markdown with the machine and the date."""
        ninetieth = statistics.quantiles(self.milliseconds, n=10)[-1]
        return (
            f"{HEADING}\n\n"
            f"`python -m helpers.widgets.benchmark`: {len(self.milliseconds)} moves of {len(SLIDERS)} sliders in "
            f"JupyterLab, vocabulary {VOCABULARY:,}.\n\n"
            "| | measured | goal |\n|---|---|---|\n"
            f"| median | {statistics.median(self.milliseconds):.0f} ms | ≤100 ms |\n"
            f"| 90th percentile | {ninetieth:.0f} ms | |\n"
            f"| received per move, median | {statistics.median(self.bytes_received) / 1000:.1f} kB | ≤10 kB |\n\n"
            f"{os.cpu_count()} CPU cores ({platform.machine()}), {platform.system()}, "
            f"{datetime.now(UTC):%d %B %Y}.\n"
        )


def measure(moves: int = MOVES) -> Result:
    """Run the benchmark: a JupyterLab, a Chromium, and ``moves`` moves of each slider.

    Raises:
        CourseError: there is no Chromium, or JupyterLab did not start.
    """
    from playwright.sync_api import sync_playwright

    chromium = find_chromium()
    if chromium is None:
        raise CourseError(f"No Chromium was found: {INSTALL}.")
    with tempfile.TemporaryDirectory() as folder, _jupyterlab(Path(folder)) as url, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        received = [0]

        def count(frame: Any) -> None:
            received[0] += len(frame)

        page.on("websocket", lambda websocket: websocket.on("framereceived", count))
        page.goto(f"{url}/lab/tree/benchmark.ipynb?reset")
        page.wait_for_function("window.jupyterapp !== undefined", timeout=120_000)
        page.locator("#jp-main-statusbar").get_by_text("Idle").wait_for(timeout=120_000)
        page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        page.locator(".ta-explorer .ta-measures tbody tr").nth(1).wait_for(timeout=120_000)
        milliseconds, sizes = [], []
        for slider in SLIDERS:
            low, high, step = _range(page, slider)
            for move in range(moves):
                received[0] = 0
                value = low + step * (1 + (move * 7) % max(1, round((high - low) / step) - 1))
                milliseconds.append(float(page.evaluate(MOVE, [slider.replace("-", "_"), value])))
                page.wait_for_timeout(60)  # the kernel's "idle" counts as part of the move
                sizes.append(received[0])
        browser.close()
    return Result(milliseconds, sizes)


def _range(page: Any, slider: str) -> tuple[float, float, float]:
    box = page.locator(f".ta-explorer input[type=range][data-name={slider.replace('-', '_')}]")
    low, high, step = (float(box.get_attribute(name)) for name in ("min", "max", "step"))
    return low, high, step


@contextmanager
def _jupyterlab(folder: Path) -> Iterator[str]:
    """JupyterLab with the benchmark's notebook, on a free port and without the user's settings."""
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
        "source": MODEL,
    }
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (folder / "benchmark.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    options = ["--no-browser", "--allow-root", "--expose-app-in-browser", "--ip=127.0.0.1", f"--port={port}"]
    options += [f"--ServerApp.root_dir={folder}", "--IdentityProvider.token=", "--ServerApp.password="]
    personal = {f"JUPYTER_{kind}_DIR": str(folder / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options],
        cwd=ROOT,
        env={**os.environ, **personal, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"{url}/api", server)
        yield url
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise CourseError("JupyterLab did not start; run `python -m helpers doctor`.")


def write(result: Result, path: Path = REPORT) -> None:
    """Put the result into the benchmarks page, in place of an older one."""
    text = path.read_text(encoding="utf-8") if path.exists() else "# Benchmarks\n"
    before, _, rest = text.partition(HEADING)
    _, mark, after = rest.partition("\n## ")
    path.write_text(f"{before.rstrip()}\n\n{result.table()}{mark}{after}", encoding="utf-8")


if __name__ == "__main__":
    found = measure()
    write(found)
    print(found.table())
