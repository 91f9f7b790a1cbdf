"""Lab 07 under the hub profile: folders of the shapes of Qwen2 and RoBERTa, random weights, short runs, no network."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.paths import ROOT, SOLUTIONS
from tests.test_judges import save_roberta

from .under_hub import code_cells, qwen2_folder

LAB = "07_ppo_detoxification"
# The town's texts stand for those of the Hub, a few of each; nobody knows what is true in them.
PREAMBLE = """
import functools
import torch
torch.set_num_threads(1)
from helpers import data, judges, models, reward
models._resolve = lambda name: ({roberta!r} if name == judges.TOXICITY_CLASSIFIER else {qwen2!r}, "")
of_town = functools.partial(data.load, town=True)
data.load = lambda name: {{split: rows.select(range(24)) for split, rows in of_town(name).items()}}
reward.train = functools.partial(reward.train, config=reward.RewardConfig(steps=2))
"""
SHORTER = {
    r"iterations=\d+": "iterations=2",
    r"(BETA, ITERATIONS = [\d.]+), \d+": r"\1, 2",
    r"prompts_per_step=\d+": "prompts_per_step=8",
    r"minibatch=\d+": "minibatch=4",
    r"max_new_tokens=\d+": "max_new_tokens=8",
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
    script = tmp_path / "lab.py"
    script.write_text(PREAMBLE.format(**folders) + text, encoding="utf-8")
    environment = os.environ | {
        "COURSE_PROFILE": "hub",
        "COURSE_DEVICE": os.environ.get("COURSE_DEVICE", "cpu"),
        "COURSE_STATE": str(tmp_path / "state"),
        "COURSE_STRICT": "1",
        "HF_HUB_OFFLINE": "1",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", AWAITING, str(script)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "profile hub" in done.stdout
    assert "2 iterations in" in done.stdout
    assert "gold reward:" not in done.stdout  # nobody knows it here
    assert "after minus before:" in done.stdout
