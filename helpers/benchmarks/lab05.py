"""Lab 05 over several seeds: what fine-tuning gains on summaries, what adapters reach of it, what is forgotten."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from datasets import Dataset
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers import data, metrics, models, sampling, sft
from helpers.sft.methods import Method
from helpers.world.chats import ask_for_summary, exchange

HELD_OUT, OTHERS = 200, 25
STEPS, EPOCH, BATCH = 30, 250, 8
WAYS: Mapping[str, tuple[Method, float]] = {
    **{f"LoRA, r = {rank}": (sft.Lora(rank), 5e-3) for rank in (4, 8, 16, 32)},
    "full": (sft.Full(), 1e-3),
}
LONGER = ("LoRA, r = 8", "full")


@dataclass(frozen=True)
class Found:
    """One way and one seed: ROUGE-L over zero-shot, nats a token forgotten, share of the parameters, seconds."""

    gain: float
    forgotten: float
    share: float
    seconds: float


def main(seeds: Sequence[int]) -> None:
    """Print a table for the lab's number of steps, and one for an epoch."""
    model, tokenizer = models.load("base")
    bench = Bench(model, sft.prepared(tokenizer))
    print(f"{HELD_OUT} held-out conversations; zero-shot ROUGE-L {bench.zero_shot:.3f}.\n", flush=True)
    for steps, ways in ((STEPS, tuple(WAYS)), (EPOCH, LONGER)):
        found = {name: [bench.measure(name, steps, seed) for seed in seeds] for name in ways}
        print(table(found, f"{steps} steps of {BATCH}"), flush=True)


class Bench:
    """What is the same for every run."""

    def __init__(self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> None:
        talks = data.load("summaries")
        self.model, self.tokenizer = model, tokenizer
        self.training = _encoded(talks["train"], tokenizer)
        self.held_out = talks["test"].select(range(HELD_OUT))
        self.others = {
            name: data.load(name, town=True)["test"]["text"][:OTHERS] for name in ("stories", "help_desk")
        }
        self.before = self._losses(model)
        self.zero_shot = fmean(self._rouge(_continued(model, tokenizer, self.held_out["dialogue"])))

    def measure(self, name: str, steps: int, seed: int) -> Found:
        """Train one way from one seed and measure it."""
        print(f"{name}, {steps} steps, seed {seed}", file=sys.stderr, flush=True)
        method, rate = WAYS[name]
        run = sft.fine_tune(
            self.model,
            self.tokenizer,
            self.training,
            method,
            steps=steps,
            batch=BATCH,
            learning_rate=rate,
            seed=seed,
        )
        requests = [ask_for_summary(dialogue) for dialogue in self.held_out["dialogue"]]
        said = sft.replies(run.model, self.tokenizer, requests, max_new_tokens=48)
        forgotten = fmean(
            after - before for after, before in zip(self._losses(run.model), self.before, strict=True)
        )
        return Found(fmean(self._rouge(said)) - self.zero_shot, forgotten, run.share, run.seconds)

    def _rouge(self, said: Sequence[str]) -> list[float]:
        return metrics.rouge_scores(said, self.held_out["summary"])["rougeL"]

    def _losses(self, model: Any) -> list[float]:
        return [
            loss
            for texts in self.others.values()
            for loss in sft.text_losses(model, self.tokenizer, list(texts))
        ]


def table(found: Mapping[str, Sequence[Found]], about: str) -> str:
    """Means over seeds with the least and the greatest value, and the lab's three targets."""
    head = (
        about,
        "ROUGE-L over zero-shot",
        "share of full's gain",
        "forgotten, nats a token",
        "full forgets … times as much",
        "trained",
        "seconds",
    )
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    full = found["full"]
    for name, runs in found.items():
        shares = [100 * one.gain / whole.gain for one, whole in zip(runs, full, strict=True)]
        ratios = [whole.forgotten / one.forgotten for one, whole in zip(runs, full, strict=True)]
        cells = (
            _spread([run.gain for run in runs], "+.3f"),
            _spread(shares, ".0f") + " %",
            _spread([run.forgotten for run in runs], "+.3f"),
            _spread(ratios, ".1f"),
            f"{runs[0].share:.2%}",
            f"{fmean(run.seconds for run in runs):.0f}",
        )
        lines.append(f"| {name} | {' | '.join(cells)} |")
    small = [name for name, runs in found.items() if name != "full" and runs[0].share < 0.05]
    best = max(small, key=lambda name: fmean(run.gain for run in found[name]))
    gain, forgotten = (
        fmean(run.gain for run in found[best]),
        fmean(run.forgotten for run in found[best]),
    )
    whole = fmean(run.gain for run in full)
    goals = (
        (f"ROUGE-L of {best} over zero-shot {gain:+.3f}, goal ≥ 0.30", gain >= 0.3),
        (f"its share of full's gain {gain / whole:.0%}, goal ≥ 95 %", gain >= 0.95 * whole),
        (
            f"full forgets {fmean(run.forgotten for run in full) / forgotten:.1f} times as much, goal ≥ 3",
            fmean(run.forgotten for run in full) >= 3 * forgotten,
        ),
    )
    return "\n".join([*lines, "", *(f"- {text}: {'met' if met else 'not met'}" for text, met in goals), ""])


def _spread(values: Sequence[float], form: str) -> str:
    return f"{fmean(values):{form}} ({min(values):{form}} … {max(values):{form}})"


def _encoded(rows: Dataset, tokenizer: PreTrainedTokenizerBase) -> Dataset:
    return sft.encode(
        [{"messages": exchange(ask_for_summary(row["dialogue"]), row["summary"])} for row in rows], tokenizer
    )


def _continued(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, dialogues: Sequence[str]
) -> list[str]:
    """What the base writes after a conversation in plain text: it has never met a chat."""
    prompts = [f"{dialogue}\nSummary:" for dialogue in dialogues]
    settings: dict[str, Any] = {"max_new_tokens": 48, "temperature": 0.0, "stop": ("\n",)}
    return [one.text.strip() for one in sampling.generate(model, tokenizer, prompts, **settings)]
