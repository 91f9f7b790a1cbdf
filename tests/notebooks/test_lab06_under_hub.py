"""Lab 06 under the hub profile: the shape of Qwen2 with random weights, pairs as HH-RLHF has them, no network."""

from pathlib import Path

import pytest

from .under_hub import on_each_device, qwen2_folder, run

# Two conversations each, of which a crowd prefers one: the town's first two replies in the columns of HH-RLHF.
CROWD = """
from datasets import Dataset, DatasetDict

def conversations(row):
    one, other = (row["completions"][i]["text"] for i in (0, 1))
    asked = "\\n\\nHuman: " + row["prompt"] + "\\n\\nAssistant: "
    return data.HUB["preferences"].row({"chosen": asked + one, "rejected": asked + other})

def from_hub(name, most, known=data._from_hub):
    if name != "preferences":
        return known(name, most)
    town = data.load(name, town=True)
    some = {split: [conversations(row) for row in rows.select(range(80))] for split, rows in town.items()}
    return DatasetDict({split: Dataset.from_list(rows) for split, rows in some.items()})

data._from_hub = from_hub

# What the lab itself has saved is no model of the Hub.
standing = models._resolve
models._resolve = lambda name: standing(name) if name in models.HUB else (name, "")
"""


@pytest.mark.slow
@pytest.mark.notebook
@pytest.mark.timeout(600)
@on_each_device
def test_the_notebook_runs(tmp_path: Path, device: str) -> None:
    printed = run("06_reward_modeling", qwen2_folder(tmp_path / "qwen2"), tmp_path, CROWD, device)
    assert "profile hub" in printed
    assert "ranked by crowd" in printed
    assert '"labels" exists only for the town' in printed
    assert "seconds in all" in printed
