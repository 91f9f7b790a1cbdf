"""One process of the benchmark, the course's PPO: ``python -m helpers.benchmarks.ppo.ours SETTINGS.json OUT.json``."""

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch

from helpers import models
from helpers.ppo import PPO, Policy, PPOConfig


def main(settings_file: str, out_file: str) -> None:
    """Measure the iterations that the settings ask for."""
    settings = json.loads(Path(settings_file).read_text("utf-8"))
    torch.set_num_threads(settings["threads"])
    model, tokenizer = models.load(settings["model"])
    run = PPO(
        Policy(model.requires_grad_()),
        tokenizer,
        settings["prompts"],
        letter_e,
        PPOConfig(
            **settings["config"], learning_rate=settings["learning_rate"], seed=settings["seed"], stop_kl=None
        ),
    )
    spent: dict[str, float] = defaultdict(float)
    for part, name in {"roll_out": "rollout", "assess": "score", "update": "update"}.items():
        setattr(run, part, _timed(getattr(run, part), name, spent))
    iterations = []
    for _ in range(settings["iterations"]):
        spent.clear()
        wall, cpu = time.perf_counter(), time.process_time()
        report = run.step()
        whole = time.process_time() - cpu
        iterations.append(
            {
                **spent,
                "cpu": whole,
                "wall": time.perf_counter() - wall,
                "reward": report.score,
                "kl": report.kl,
            }
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    Path(out_file).write_text(json.dumps({"iterations": iterations, "peak_bytes": peak}), encoding="utf-8")


def letter_e(prompts: Sequence[str], texts: Sequence[str]) -> list[float]:
    """Ten times the share of the letter e."""
    return [10 * text.count("e") / max(len(text), 1) for text in texts]


def _timed(function: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **settings: Any) -> Any:
        start = time.process_time()
        result = function(*arguments, **settings)
        spent[name] += time.process_time() - start
        return result

    return timed


if __name__ == "__main__":
    main(*sys.argv[1:])
