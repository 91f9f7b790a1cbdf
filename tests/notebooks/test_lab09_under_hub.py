"""Lab 09 under the hub profile: a folder with the shape of Qwen2 and random weights, no network, short replies."""

import os
from pathlib import Path

import pytest

from tests.notebooks import under_hub

# A model without sense finds a fault in texts of even length, so that something passes the filters.
PREAMBLE = """
from helpers import ppo, sampling
from helpers.constitution import critic
data._from_hub = lambda name, rows: data.load(name, town=True, rows=rows)
critic.finds_fault = lambda text: len(text) % 2 == 0
sampling.generate = shortened(sampling.generate, max_new_tokens=4)
run = ppo.PPO.run
ppo.PPO.run = lambda self, iterations: run(self, 1)
"""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_notebook_runs(tmp_path: Path) -> None:
    device = os.environ.get("COURSE_DEVICE", "cpu")
    printed = under_hub.run(
        "09_constitutional_ai", under_hub.qwen2_folder(tmp_path / "qwen2"), tmp_path, PREAMBLE, device
    )
    assert "profile hub" in printed
    assert "from people: 150 pairs about help" in printed
