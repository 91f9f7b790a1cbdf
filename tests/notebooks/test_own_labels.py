"""The cell of lab 06 that learns from what a student said at the desk: nothing, one label, many."""

import ast
import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import AutoTokenizer

from helpers import data, environment, metrics, reward
from helpers.labels import LabelFile, read_items
from helpers.paths import MODELS, SOLUTIONS
from helpers.widgets import LabellingDesk

from .under_hub import code_cells

SOURCE = (SOLUTIONS / "06_reward_modeling.py").read_text("utf-8")
CELL = next(cell for cell in code_cells(SOURCE) if "desk.labels" in cell)
ROWS, DESK = 30, 12
HELPERS = ("with_interval", "replies_of", "leads", "by_prompt")  # functions of cells above


class Reference:
    """`use` of a student who has solved nothing."""

    pairwise_loss = staticmethod(reward.pairwise_loss)


@pytest.fixture
def lab(tiny_llama: Callable[..., torch.nn.Module]) -> dict[str, Any]:
    """What the cells above have made, with a small model in place of the town's."""
    town = data.load("preferences")
    ranked = {split: rows.select(range(ROWS)) for split, rows in town.items()}
    tokenizer = AutoTokenizer.from_pretrained(MODELS / "lantern-tokenizer")
    ends = {"eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id}
    model = tiny_llama(vocab_size=len(tokenizer), max_position_embeddings=256, **ends)
    pairs = reward.labelled_pairs(ranked["train"].select(range(DESK, ROWS)))
    config = reward.RewardConfig(steps=1, batch=2, frozen_layers=0)
    edits = reward.PraiseAndLength()
    shown: list[Any] = []
    names: dict[str, Any] = {
        "people": [ranking["labeller"] for ranking in ranked["train"][0]["rankings"]],
        "ranked": ranked,
        "tokenizer": tokenizer,
        "judge": reward.train(model, tokenizer, pairs, config).reward,  # type: ignore[arg-type]
        "pairs": pairs,
        "test_pairs": reward.labelled_pairs(ranked["test"]),
        "edits": edits,
        "probes": [(pair.prompt, pair.chosen) for pair in pairs[:3]],
        "moved": {edits.gushing.name: reward.EditedScores([0.0] * 3, [0.5] * 3)},
        "use": Reference,
        "display": shown.append,
        "shown": shown,
        "DESK": DESK,
        "SEED": 0,
    }
    names |= {
        "random": random,
        "np": np,
        "defaultdict": defaultdict,
        "environment": environment,
        "metrics": metrics,
        "reward": reward,
    }
    for node in ast.parse("\n".join(code_cells(SOURCE))).body:
        if isinstance(node, ast.FunctionDef) and node.name in HELPERS:
            exec(compile(ast.Module([node], []), "lab", "exec"), names)
    return names


@pytest.mark.parametrize("count", [0, 1, DESK])
def test_so_many_labels(
    lab: dict[str, Any], count: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = lab["ranked"]["train"].select(range(DESK))
    file = LabelFile(path=tmp_path / "labels.jsonl")
    for item in read_items(rows)[:count]:
        file.save(item, dict(zip(item.completions, range(1, 1 + len(item.completions)), strict=True)))
    exec(CELL, lab | {"desk": LabellingDesk(rows, path=file.path)})
    whose = "your labels" if count else "Clementine's labels"
    (table,) = lab["shown"]
    assert table.title == f"What {whose} changed"
    assert [row[0] for row in table.rows] == [f"{whose} (seen in training)", "the town's held-out labels"]
    if count:
        pairs = sum(
            len(row["completions"]) * (len(row["completions"]) - 1) // 2 for row in rows.select(range(count))
        )
        assert table.rows[0][1] == str(pairs)
    printed = capsys.readouterr().out
    assert ("stand in." in printed) == (not count)
    assert "moved the reward by +0.50 nats" in printed
