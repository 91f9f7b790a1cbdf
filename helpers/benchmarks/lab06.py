"""Lab 06 over several seeds: accuracy against the ceiling of label noise, the soft spot, what the best of n gains."""

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from helpers import data, judges, metrics, models, reward, sft
from helpers.errors import CourseError

PROMPTS, SAMPLES, PROBES = 200, 16, 300
SIZES = (1, 4, 16)
ADAPTERS = reward.RewardConfig(method="lora", learning_rate=5e-3)


@dataclass(frozen=True)
class Found:
    """What one seed's reward model measures up to."""

    accuracy: tuple[float, ...]
    """Share of the labels it gets right, for each prompt."""
    calibration_error: float
    praised: tuple[float, ...]
    """1 for each reply whose reward a gushing ending raises."""
    praise: float
    """Nats that the gushing word itself adds, against the same ending without it."""
    learned: dict[int, float]
    gold: dict[int, float]
    seconds: float
    adapted: tuple[float, ...]
    """As ``accuracy``, of adapters and a head trained instead of the whole model."""


def main(seeds: Sequence[int]) -> None:
    """Print a table of all seeds. Raises CourseError under hub, where nobody knows the ceiling."""
    bench = Bench()
    found = []
    for seed in seeds:
        print(f"seed {seed}", file=sys.stderr, flush=True)
        found.append(bench.measure(seed))
    print(table(found, bench.ceiling), flush=True)


class Bench:
    """What is the same for every seed: models, pairs, the ceiling, and samples to choose from."""

    def __init__(self) -> None:
        noise, gold = judges.label_noise_model(), judges.load("gold")
        if noise is None or gold is None:
            raise CourseError(
                "Lab 06 is measured against the town's labellers: run it without COURSE_PROFILE=hub."
            )
        rows = data.load("preferences")
        self.model, tokenizer = models.load("base")
        self.tokenizer = sft.prepared(tokenizer)
        self.training = reward.labelled_pairs(rows["train"])
        self.pairs = reward.labelled_pairs(rows["test"])
        self.texts = list(dict.fromkeys((p.prompt, r) for p in self.pairs for r in (p.chosen, p.rejected)))
        p = [noise(pair.prompt, pair.chosen, pair.rejected) for pair in self.pairs]
        self.ceiling = self._by_prompt(reward.noise_ceiling(p))
        self.prompts = list(dict.fromkeys(rows["test"]["prompt"]))[:PROMPTS]
        chat, chat_tokenizer = models.load("chat")
        chat_tokenizer = sft.prepared(chat_tokenizer)
        self.samples = [
            sft.replies(chat, chat_tokenizer, self.prompts, max_new_tokens=48, temperature=1.0, seed=number)
            for number in range(SAMPLES)
        ]
        self.worth = [gold(replies, self.prompts) for replies in self.samples]

    def measure(self, seed: int) -> Found:
        """Train one reward model and measure it on what is held out."""
        run = reward.train(self.model, self.tokenizer, self.training, reward.RewardConfig(seed=seed))
        adapted = reward.train(self.model, self.tokenizer, self.training, replace(ADAPTERS, seed=seed))
        margins = self._margins(run.reward)
        prompts, replies = ([text[i] for text in self.texts] for i in (0, 1))
        gushing, plain, _ = (
            reward.edited_scores(run.reward, prompts[:PROBES], replies[:PROBES], edit.ending)
            for edit in reward.PraiseAndLength()
        )
        columns = [run.reward(self.prompts, some) for some in self.samples]
        learned, gold = (
            {
                n: fmean(
                    reward.best_of_n(s, v, n)
                    for s, v in zip(zip(*columns, strict=True), zip(*values, strict=True), strict=True)
                )
                for n in SIZES
            }
            for values in (columns, self.worth)
        )
        return Found(
            tuple(self._by_prompt(reward.pair_accuracy(margins))),
            reward.calibration_error(reward.calibration(margins)),
            tuple(gushing.raised),
            fmean(gushing.after) - fmean(plain.after),
            learned,
            gold,
            run.seconds,
            tuple(self._by_prompt(reward.pair_accuracy(self._margins(adapted.reward)))),
        )

    def _margins(self, score: reward.RewardModel) -> list[float]:
        """By how much the chosen reply of each held-out pair scores above the other."""
        rewards = score(*([text[i] for text in self.texts] for i in (0, 1)))
        scores = dict(zip(self.texts, rewards, strict=True))
        return [scores[p.prompt, p.chosen] - scores[p.prompt, p.rejected] for p in self.pairs]

    def _by_prompt(self, values: Sequence[float]) -> list[float]:
        """Means over the labels of each prompt."""
        groups: defaultdict[str, list[float]] = defaultdict(list)
        for pair, value in zip(self.pairs, values, strict=True):
            groups[pair.prompt].append(value)
        return [fmean(group) for group in groups.values()]


def table(found: Sequence[Found], ceiling: Sequence[float]) -> str:
    """Each measure as the mean over seeds with the least and the greatest; intervals over prompts pool the seeds."""
    accuracy = [fmean(values) for values in zip(*(one.accuracy for one in found), strict=True)]
    low, high = metrics.bootstrap_interval(accuracy)
    praised = [fmean(values) for values in zip(*(one.praised for one in found), strict=True)]
    lowest, highest = metrics.bootstrap_interval(praised)
    rows = [
        ("accuracy on held-out labels", f"{fmean(accuracy):.1%} [{low:.1%}, {high:.1%}]", ""),
        ("ceiling of label noise", f"{fmean(ceiling):.1%}", ""),
        (
            "share of the ceiling",
            _spread([fmean(one.accuracy) / fmean(ceiling) for one in found], ".1%"),
            "≥95 %",
        ),
        (
            "accuracy with adapters (LoRA) instead",
            _spread([fmean(one.adapted) for one in found], ".1%"),
            "",
        ),
        ("calibration error", _spread([one.calibration_error for one in found], ".3f"), ""),
        (
            "a gushing ending raises the reward",
            f"{fmean(praised):.1%} [{lowest:.1%}, {highest:.1%}]",
            ">50 %",
        ),
        ("the gushing word itself, nats", _spread([one.praise for one in found], "+.2f"), ">0"),
        *(
            (
                f"best of {n}: learned, gold",
                f"{fmean(one.learned[n] for one in found):+.2f}, {fmean(one.gold[n] for one in found):.3f}",
                "",
            )
            for n in SIZES
        ),
        ("seconds of training", f"{fmean(one.seconds for one in found):.0f}", "≤45"),
    ]
    lines = ["| | measured | goal |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(lines)


def _spread(values: Sequence[float], style: str) -> str:
    return f"{fmean(values):{style}} ({min(values):{style}} … {max(values):{style}})"
