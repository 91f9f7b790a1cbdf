"""Lab 07 under the hub profile: folders of the shapes of Qwen2 and RoBERTa, random weights, short runs, no network."""

import ast
import os
import re
from pathlib import Path

import pytest

from helpers.paths import SOLUTIONS
from tests.test_judges import save_roberta

from .under_hub import code_cells, execute, qwen2_folder

LAB = "07_ppo_detoxification"
# The town's texts stand for those of the Hub, a few of each; nobody knows what is true in them.
PREAMBLE = """
import functools
import torch
torch.set_num_threads(1)
from helpers import data, judges, models
models._resolve = lambda name: ({roberta!r} if name == judges.TOXICITY_CLASSIFIER else {qwen2!r}, "")
of_town = functools.partial(data.load, town=True)
data.load = lambda name: {{split: rows.select(range(24)) for split, rows in of_town(name).items()}}
"""
SHORTER = {
    r"iterations=\d+": "iterations=2",
    r"(BETA, ITERATIONS = [\d.]+), \d+": r"\1, 2",
    r"prompts_per_step=\d+": "prompts_per_step=8",
    r"minibatch=\d+": "minibatch=4",
    r"max_new_tokens=\d+": "max_new_tokens=8",
    r"RewardConfig\(steps=\d+": "RewardConfig(steps=2",
}
# Cells may await, so the script is run as IPython runs them.
AWAITING = f"""
import ast, asyncio, inspect, pathlib, sys
code = compile(pathlib.Path(sys.argv[1]).read_text("utf-8"), "lab", "exec", flags={ast.PyCF_ALLOW_TOP_LEVEL_AWAIT})
run = eval(code, {{"__name__": "__main__"}})
if inspect.iscoroutine(run):
    asyncio.run(run)
"""


@pytest.mark.slow
@pytest.mark.notebook
@pytest.mark.timeout(900)
def test_the_notebook_runs(tmp_path: Path) -> None:
    folders = {"qwen2": str(qwen2_folder(tmp_path / "qwen2")), "roberta": save_roberta(tmp_path / "roberta")}
    text = "\n".join(code_cells((SOLUTIONS / f"{LAB}.py").read_text("utf-8")))
    for long, short in SHORTER.items():
        assert re.search(long, text), f"{long} is not in the notebook any more; change it here, too"
        text = re.sub(long, short, text)
    device = os.environ.get("COURSE_DEVICE", "cpu")
    printed = execute(PREAMBLE.format(**folders) + text, tmp_path, device, ("-c", AWAITING))
    assert "profile hub" in printed
    assert "2 iterations in" in printed
    assert "gold reward:" not in printed  # nobody knows it here
    assert "after minus before:" in printed
