"""``python -m helpers.benchmarks.ppo``: both sides by turns, and a table."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

import torch

from helpers import data, models, paths
from helpers.errors import CourseError
from helpers.metrics import bootstrap_interval
from helpers.training import machine

TRL = "1.12.0"
_SHARED = ("torch", "transformers", "peft", "accelerate", "datasets")
_ENVIRONMENT = os.environ | {"OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(paths.ROOT)}
BLOCKS = 4  # parts of a run whose rewards are compared
_PARTS = {
    "rollout": "rollout",
    "score": "score (log-probabilities, values, reward)",
    "update": "update",
    "cpu": "whole iteration",
    "wall": "whole iteration, on the clock",
}


def main(argv: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m helpers.benchmarks.ppo", description=__doc__)
    parser.add_argument(
        "--model", default="base", help="a shipped model or a folder of that tokenizer (default: base)"
    )
    parser.add_argument("--iterations", type=int, default=6, help="of each turn (default: 6)")
    parser.add_argument(
        "--turns", type=int, default=2, help="seeds, a process of each side for each (default: 2)"
    )
    parser.add_argument("--learning-rate", type=float, default=1e-4, help="of both sides (default: 1e-4)")
    parser.add_argument("--threads", type=int, default=1, help="of torch, on both sides (default: 1)")
    arguments = parser.parse_args(argv)
    python = environment(paths.course_state() / f"trl-{TRL}")
    sides = {
        "helpers.ppo": [sys.executable, "-m", "helpers.benchmarks.ppo.ours"],
        f"trl {TRL}": [str(python), str(Path(__file__).with_name("theirs.py"))],
    }
    turns: dict[str, list[dict]] = {name: [] for name in sides}
    with tempfile.TemporaryDirectory(prefix="course-benchmark-") as folder:
        for seed in range(arguments.turns):
            settings = Path(folder) / "settings.json"
            wanted = _settings(arguments.model, arguments.iterations, seed) | {
                "learning_rate": arguments.learning_rate,
                "threads": arguments.threads,
            }
            settings.write_text(json.dumps(wanted), "utf-8")
            for name, command in sides.items():
                out = Path(folder) / "out.json"
                print(f"turn {seed + 1} of {arguments.turns}: {name}", file=sys.stderr, flush=True)
                _call([*command, str(settings), str(out)], f"{name} failed")
                turns[name].append(json.loads(out.read_text("utf-8")))
    print(table(turns, f"trl {TRL}"))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(
        f"\n{machine.describe(torch.device('cpu'))}, torch threads: {arguments.threads}, learning rate "
        f"{arguments.learning_rate:g}, each side alone; load at the end {load:.1f}."
    )
    return 0


def environment(folder: Path) -> Path:
    """The interpreter of an environment with trl 1.12.0 and otherwise our versions, made if it is not there.

    Raises:
        CourseError: pip could not install it; says what pip said last.
    """
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    ready = folder / "ready"
    if not ready.exists():
        print(f"Making {folder} with trl {TRL} …", file=sys.stderr, flush=True)
        venv.create(folder, with_pip=True, clear=True)
        pinned = (paths.ROOT / "requirements.txt").read_text("utf-8").split()
        wanted = [pin for pin in pinned if pin.partition("==")[0] in _SHARED]
        constraints = str(paths.ROOT / "constraints.txt")
        _call(
            [str(python), "-m", "pip", "install", "-q", "-c", constraints, f"trl=={TRL}", "rich", *wanted],
            f"trl {TRL} could not be installed in {folder}",
        )
        ready.touch()
    return python


def table(turns: dict[str, list[dict]], baseline: str) -> str:
    """Means over iterations, the first of each turn left out (it warms up), with intervals of the whole."""
    lines = [
        f"| seconds of processor time an iteration | {' | '.join(turns)} | ratio |",
        f"|---|{'---|' * len(turns)}---|",
    ]
    kept = {
        name: [iteration for turn in all_ for iteration in turn["iterations"][1:]]
        for name, all_ in turns.items()
    }
    [ours] = [name for name in turns if name != baseline]
    for part, label in _PARTS.items():
        mean = {name: statistics.fmean(i[part] for i in iterations) for name, iterations in kept.items()}
        cells = [f"{mean[name]:.2f}" for name in turns]
        if part in ("cpu", "wall"):
            spans = {
                name: bootstrap_interval([i[part] for i in iterations]) for name, iterations in kept.items()
            }
            cells = [f"{mean[name]:.2f} ({spans[name][0]:.2f}-{spans[name][1]:.2f})" for name in turns]
        lines.append(f"| {label} | {' | '.join(cells)} | {mean[baseline] / mean[ours]:.1f} |")
    peak = {name: max(turn["peak_bytes"] for turn in all_) / 2**20 for name, all_ in turns.items()}
    cells = [f"{peak[name]:,.0f}" for name in turns]
    lines.append(f"| peak memory, MiB | {' | '.join(cells)} | {peak[baseline] / peak[ours]:.1f} |")
    return "\n".join(lines + _rewards(turns, baseline))


def _rewards(turns: dict[str, list[dict]], baseline: str) -> list[str]:
    """Mean rewards over equal parts of the runs; of the last part the difference for each seed, and the divergence."""
    [ours] = [name for name in turns if name != baseline]
    number = len(turns[ours][0]["iterations"])
    size = -(-number // BLOCKS)

    def means(what: str, start: int) -> dict[str, list[float]]:
        return {
            name: [
                statistics.fmean(i[what] for i in turn["iterations"][start : start + size]) for turn in all_
            ]
            for name, all_ in turns.items()
        }

    lines = []
    for start in range(0, number, size):
        found, end = means("reward", start), min(start + size, number)
        cells = [f"{statistics.fmean(found[name]):.2f}" for name in turns]
        lines.append(f"| reward of iterations {start + 1} to {end} | {' | '.join(cells)} | |")
    apart = [f"{mine - theirs:+.2f}" for mine, theirs in zip(found[ours], found[baseline], strict=True)]
    nats = means("kl", start)
    cells = [f"{statistics.fmean(nats[name]):.1f}" for name in turns]
    lines.append(f"| KL of the last of these, nats a reply | {' | '.join(cells)} | |")
    lines.append(f"| reward of the last of these, ours minus trl's, each seed | {', '.join(apart)} | | |")
    return lines


def _settings(model: str, iterations: int, seed: int) -> dict:
    folder = Path(model) if Path(model).is_dir() else models.folder(model)
    _, tokenizer = models.load(model)
    prompts = [
        tokenizer.apply_chat_template(
            [{"role": "user", "content": row["prompt"]}], tokenize=False, add_generation_prompt=True
        )
        for row in data.load("provocations")["train"]
    ]
    return {
        "model": str(folder),
        "prompts": prompts,
        "iterations": iterations,
        "seed": seed,
        "learning_rate": 1e-4,
        "threads": 1,
        "config": {
            "prompts_per_step": 64,
            "max_new_tokens": 48,
            "temperature": 1.0,
            "kl_coef": 0.05,
            "missing_end_penalty": 1.0,
            "epochs": 2,
            "minibatch": 16,
        },
    }


def _call(command: Sequence[str], problem: str) -> None:
    done = subprocess.run(command, env=_ENVIRONMENT, capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        raise CourseError(f"{problem}: {last}")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CourseError as error:
        sys.exit(str(error))
