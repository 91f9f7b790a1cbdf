"""Lab 05 under the hub profile: the shape of Qwen2 with random weights, the town's summaries, no network."""

from pathlib import Path

import pytest

from .under_hub import on_each_device, qwen2_folder, run

TOWNS_SUMMARIES = "data._from_hub = lambda name, rows: data.load(name, town=True, rows=rows)\n"


@pytest.mark.slow
@pytest.mark.notebook
@pytest.mark.timeout(600)
@on_each_device
def test_the_notebook_runs(tmp_path: Path, device: str) -> None:
    printed = run("05_sft_with_lora", qwen2_folder(tmp_path / "qwen2"), tmp_path, TOWNS_SUMMARIES, device)
    assert "profile hub" in printed
    assert "largest difference from peft" in printed
    assert "seconds in all" in printed
