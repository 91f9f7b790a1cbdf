"""Lab 10 under the hub profile: a folder with the shape of Qwen2 and random weights, no network, fewer questions."""

import os
from pathlib import Path

import pytest

from .under_hub import qwen2_folder, run

# Of the wiki and of each split the first rows stand for the whole, and the questions about them.
FEWER = """
import datasets
datasets.disable_progress_bars()
whole = data.load
def load(name, **named):
    found = whole(name, **named)
    if name == "wiki":
        return {"train": found["train"].select(range(100))}
    near = lambda row: all(place["article"] < "w0100" for place in row["passages"])
    return {split: rows.filter(near).select(range(40)) for split, rows in found.items()}
data.load = load
"""


@pytest.mark.slow
@pytest.mark.notebook
@pytest.mark.timeout(600)
def test_the_notebook_runs(tmp_path: Path) -> None:
    device = os.environ.get("COURSE_DEVICE", "cpu")
    printed = run("10_rag", qwen2_folder(tmp_path / "qwen2"), tmp_path, FEWER, device)
    assert "profile hub" in printed
    assert "built again: 64 documents kept" in printed
