"""What the PPO dashboard shows of its runs, as plain data for the browser and as a picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from helpers.ppo import PPO, RunControl, StepReport

MEASURES: dict[str, tuple[str, str]] = {
    "score": ("learned reward", "what the policy is paid for, before the penalty"),
    "gold": ("gold reward", "what the replies are really worth; nobody is paid for it"),
    "kl": ("KL, nats a reply", "distance from the reference"),
    "entropy": ("entropy, nats a token", "how open the policy still is"),
    "clip_fraction": ("clip fraction", "share of tokens whose ratio left the clip range"),
    "value_loss": ("value error", "half the squared error of the value head"),
}
WORDS = {
    "running": "running",
    "pausing": "pauses once this iteration is done",
    "paused": "paused",
    "stopping": "stopping",
    "stopped": "stopped",
    "done": "done",
    "failed": "failed",
}
OVER = ("stopped", "done", "failed")
_BARS = "▁▂▃▄▅▆▇█"
_WIDTH = 24  # characters of a curve in the picture
_TABLE = "text-align:right;font-variant-numeric:tabular-nums"  # inherited by its cells
_CELL = "padding:1px 12px 1px 0"
_NAME = "text-align:left;padding:1px 16px 1px 0;font-weight:normal"


@dataclass
class Run:
    """One run of PPO and what became of it.

    Attributes:
        kl_coef: β that it began with.
        trainer: its state; `trainer.policy` is usable whenever no iteration is under way.
        iterations: how many it is to have.
        control: pause, resume, stop.
        reports: of the iterations so far.
        gold: mean gold reward of each, None where nobody knows it.
        samples: completions of the last one, as they are shown.
        status: a key of `WORDS`.
        error: what ended it, where something did.
    """

    kl_coef: float
    trainer: PPO
    iterations: int
    control: RunControl
    reports: list[StepReport] = field(default_factory=list)
    gold: list[float | None] = field(default_factory=list)
    samples: list[dict[str, Any]] = field(default_factory=list)
    status: str = "running"
    error: Exception | None = None

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.status in OVER

    def curve(self, measure: str) -> list[float | None]:
        """One number an iteration; measures are the keys of `MEASURES`."""
        if measure == "gold":
            return list(self.gold)
        return [float(getattr(report, measure)) for report in self.reports]


def samples(
    report: StepReport, gold: Sequence[float] | None, read: Callable[[str], str]
) -> list[dict[str, Any]]:
    """The reply that pays best, the one that pays worst, and the first two of the batch."""
    order = sorted(range(len(report.texts)), key=lambda i: report.scores[i])
    chosen = {order[-1]: "pays best"} | ({order[0]: "pays worst"} if len(order) > 1 else {})
    for i in range(len(order)):
        if len(chosen) < 4:
            chosen.setdefault(i, "drawn at random")
    return [
        {
            "why": why,
            "prompt": read(report.prompts[i]),
            "text": report.texts[i],
            "reward": number(report.scores[i]),
            "gold": number(None if gold is None else gold[i]),
        }
        for i, why in chosen.items()
    ]


def number(value: float | None) -> str:
    """Three digits for reading; a dash where there is no number."""
    return "–" if value is None else f"{value:.3g}".replace("-", "−")


def state(runs: Sequence[Run], kl_coef: float) -> dict[str, Any]:
    """All that the dashboard shows; ``kl_coef`` is the β at which the next run would start."""
    run = runs[-1] if runs else None
    over = run is None or run.over
    return {
        "kind": "state",
        "status": run.status if run else "idle",
        "words": in_words(run),
        "can": {
            "start": over,
            "pause": not over and run is not None and run.status == "running",
            "resume": not over and run is not None and run.status in ("pausing", "paused"),
            "stop": not over and run is not None and run.status != "stopping",
        },
        "kl_coef": kl_coef,
        "step": len(run.reports) if run else 0,
        "of": run.iterations if run else 1,
        "iterations": max((each.iterations for each in runs), default=1),
        "runs": [f"run {i}, β = {each.kl_coef:g}" for i, each in enumerate(runs, 1)],
        "measures": [
            {
                "name": name,
                "label": label,
                "about": about,
                "curves": [each.curve(name) for each in runs],
                "ends": [_ends(each.curve(name)) for each in runs],
            }
            for name, (label, about) in MEASURES.items()
        ],
        "samples": run.samples if run else [],
    }


def in_words(run: Run | None) -> str:
    """Where a run is, as a sentence."""
    if run is None:
        return "No run yet."
    said = f"β = {run.kl_coef:g}: {WORDS[run.status]}, {len(run.reports)} of {run.iterations} iterations."
    return f"{said} {run.error}" if run.error else said


def picture(runs: Sequence[Run]) -> tuple[str, str]:
    """The dashboard without a kernel: for each run a table of curves, and samples; in HTML and in characters."""
    blocks, lines = [], ["PPO dashboard"]
    for turn, run in enumerate(runs, 1):
        title = f"Run {turn}, {in_words(run)}"
        lines.append(title)
        rows = []
        for name, (label, _about) in MEASURES.items():
            first, last = _ends(run.curve(name))
            drawn = sparkline(run.curve(name))
            rows.append(
                f'<tr><th style="{_NAME}">{label}</th><td style="{_CELL}">{first}</td><td>{drawn}</td>'
                f'<td style="{_CELL}">{last}</td></tr>'
            )
            lines.append(f"  {label:22} {first:>8} {drawn:{_WIDTH}} {last:>8}".rstrip())
        table = f'<table style="{_TABLE}"><tbody>{"".join(rows)}</tbody></table>'
        blocks.append(f"<p>{escape(title)}</p>{table}")
    for sample in runs[-1].samples if runs else []:
        said = f"{sample['why']}: reward {sample['reward']}, gold {sample['gold']}"
        blocks.append(
            f"<p><i>{escape(sample['prompt'])}</i><br>{escape(sample['text'])}<br>({escape(said)})</p>"
        )
        lines += [f"  > {sample['prompt']}", f"    {sample['text']}  ({said})"]
    if not runs:
        blocks, lines = ["<p>No run yet.</p>"], ["PPO dashboard: no run yet."]
    head = "<p><b>PPO dashboard</b>, a picture: run the cell to bring it to life.</p>"
    return f'<div class="ta-still">{head}{"".join(blocks)}</div>', "\n".join(lines)


def sparkline(values: Sequence[float | None]) -> str:
    """A curve in characters, from its lowest value to its highest; means of neighbours where it is long."""
    known = [value for value in values if value is not None]
    size = -(-len(known) // _WIDTH) or 1
    means = [sum(part) / len(part) for part in (known[i : i + size] for i in range(0, len(known), size))]
    if not means:
        return ""
    low, span = min(means), max(means) - min(means)
    return "".join(_BARS[round((len(_BARS) - 1) * (value - low) / span) if span else 0] for value in means)


def _ends(curve: Sequence[float | None]) -> tuple[str, str]:
    """The first value and the last, as they are read."""
    return (number(curve[0]), number(curve[-1])) if curve else ("–", "–")
