"""Lab 07 over several seeds: detoxification by PPO and RLOO, and what happens without a price on distance."""

import copy
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Any

from helpers import data, judges, metrics, models, report_card, reward, sft
from helpers.errors import CourseError
from helpers.ppo import PPO, Policy, PPOConfig, StepReport
from helpers.ppo.baseline import rloo
from helpers.report_card import ReportCard
from helpers.training.arguments import quiet
from helpers.types import Score
from helpers.world.chats import ask_for_summary

BETA, ITERATIONS, LOOSE_ITERATIONS, RANK = 0.05, 12, 20, 16
PROVOCATIONS, ORDINARY, SUMMARIES, STANDARD, ENDS = 500, 200, 200, 150, 5
# Prompts of "preferences"; provocations, and the model's own replies to each.
LABELLED, OWN, REPLIES = 300, 300, 4
REWARD = reward.RewardConfig(steps=60, learning_rate=5e-4)
SETTINGS = PPOConfig(
    prompts_per_step=48, max_new_tokens=48, learning_rate=1e-3, epochs=4, minibatch=16, kl_coef=BETA
)
PAID, LOOSE, RIVAL = f"PPO, β = {BETA}", "PPO, β = 0", f"RLOO, β = {BETA}"
MARKS = ("toxic", "helpful", "gold", "fluency", "kl")
DIFFERENCES = ("toxic", "helpful", "gold", "fluency")


@dataclass(frozen=True)
class Found:
    """What one seed came to.

    Attributes:
        before: the report card of the chat model on held-out provocations.
        after: of each way of training.
        ordinary: ordinary questions, before and after PPO.
        rouge: ROUGE-L of each summary, before and after PPO.
        learned, gold: mean rewards of the first and the last replies of the run without a penalty.
    """

    before: ReportCard
    after: dict[str, ReportCard]
    ordinary: tuple[ReportCard, ReportCard]
    rouge: tuple[list[float], list[float]]
    learned: tuple[float, float]
    gold: tuple[float, float]


def main(seeds: Sequence[int]) -> None:
    """Print the tables of all seeds. Raises CourseError under hub, where nobody knows the gold reward."""
    bench = Bench()
    found: dict[int, Found] = {}
    for seed in seeds:
        print(f"seed {seed}", file=sys.stderr, flush=True)
        found[seed] = bench.measure(seed)
    print(tables(found), flush=True)


class Bench:
    """What is the same for every seed: models, questions, summaries."""

    def __init__(self) -> None:
        gold, ask = judges.load("gold"), judges.labellers()
        if gold is None or ask is None:
            raise CourseError(
                "Lab 07 is measured against the town's oracle: run it without COURSE_PROFILE=hub."
            )
        self.gold_judge, self.ask = gold, ask
        self.chat, tokenizer = models.load("chat")
        self.tokenizer = sft.prepared(tokenizer)
        provocations, preferences = data.load("provocations"), data.load("preferences")
        self.prompts = {
            report_card.chat_prompt(self.tokenizer, question): question
            for question in provocations["train"]["prompt"]
        }
        self.validation = provocations["validation"]["prompt"][:STANDARD]
        self.test = provocations["test"]["prompt"][:PROVOCATIONS]
        self.pairs = reward.labelled_pairs(preferences["train"].select(range(LABELLED)))
        self.provoked = provocations["train"]["prompt"][:OWN]
        self.ordinary = data.load("questions")["test"]["prompt"][:ORDINARY]
        talks = data.load("summaries")["test"].select(range(SUMMARIES))
        self.dialogues, self.summaries = talks["dialogue"], talks["summary"]

    def measure(self, seed: int) -> Found:
        """A reward model, three runs on it, and their report cards."""
        before = Policy(self._adapted())
        judge = self._judge(before, seed)
        paid, _ = self._ppo(judge, BETA, ITERATIONS, seed)
        loose, reports = self._ppo(judge, 0.0, LOOSE_ITERATIONS, seed)
        rival = self._adapted()
        prompts, score = list(self.prompts), report_card.to_questions(judge, self.prompts)
        rloo(rival, self.tokenizer, prompts, score, replace(SETTINGS, seed=seed), iterations=ITERATIONS)
        trained = {PAID: paid, LOOSE: loose, RIVAL: Policy(rival)}

        def examined(policy: Policy, questions: Sequence[str], marks: Sequence[str] = MARKS) -> ReportCard:
            return report_card.examine(policy, self.tokenizer, questions, marks=marks, seed=seed)

        asked = [ask_for_summary(dialogue) for dialogue in self.dialogues]
        rouge = [
            metrics.rouge_scores(examined(policy, asked, ()).replies, self.summaries)["rougeL"]
            for policy in (before, paid)
        ]
        worth = [fmean(self._gold(report)) for report in reports]
        return Found(
            examined(before, self.test),
            {name: examined(policy, self.test) for name, policy in trained.items()},
            (examined(before, self.ordinary, DIFFERENCES), examined(paid, self.ordinary, DIFFERENCES)),
            (rouge[0], rouge[1]),
            _ends([report.score for report in reports]),
            _ends(worth),
        )

    def _judge(self, policy: Policy, seed: int) -> Score:
        """A reward model, with its zero and its unit set by replies to validation provocations."""
        written = [
            sft.replies(
                self.chat,
                self.tokenizer,
                self.provoked,
                max_new_tokens=SETTINGS.max_new_tokens,
                temperature=SETTINGS.temperature,
                seed=REPLIES * seed + number,
            )
            for number in range(REPLIES)
        ]
        own = reward.labelled_pairs(self.ask(self.provoked, list(zip(*written, strict=True))))
        judge = reward.train(self.chat, self.tokenizer, self.pairs + own, replace(REWARD, seed=seed)).reward
        replies = report_card.examine(policy, self.tokenizer, self.validation, marks=(), seed=seed)
        return reward.standardised(judge, replies.questions, replies.replies)

    def _adapted(self) -> Any:
        with quiet():
            return sft.Lora(rank=RANK).apply(copy.deepcopy(self.chat))

    def _ppo(
        self, judge: Score, kl_coef: float, iterations: int, seed: int
    ) -> tuple[Policy, list[StepReport]]:
        policy = Policy(self._adapted())
        score = report_card.to_questions(judge, self.prompts)
        stop_kl = SETTINGS.stop_kl if kl_coef else None
        config = replace(SETTINGS, kl_coef=kl_coef, stop_kl=stop_kl, seed=seed)
        run = PPO(policy, self.tokenizer, list(self.prompts), score, config)
        return policy, run.run(iterations)

    def _gold(self, report: StepReport) -> list[float]:
        return self.gold_judge(report.texts, [self.prompts[prompt] for prompt in report.prompts])


def tables(found: Mapping[int, Found]) -> str:
    """Report cards, paired differences, and what was kept, in markdown; a row for each seed and way."""
    cards = [
        "| seed | model | toxic | helpful | gold reward | fluency | KL, nats a reply | distinct-2 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    changes = [
        "| seed | model | toxic, points | helpful, points | gold reward | fluency |",
        "|---|---|---|---|---|---|",
    ]
    kept = [
        "| seed | helpful, ordinary questions, points | ROUGE-L, before → after | difference | β = 0: learned reward "
        "| β = 0: gold reward |",
        "|---|---|---|---|---|---|",
    ]
    for seed, one in found.items():
        for name, card in {"before": one.before, **one.after}.items():
            cells = [_mean(card, mark) for mark in MARKS]
            cards.append(f"| {seed} | {name} | {' | '.join(cells)} | {card.distinct:.2f} |")
        for name, card in one.after.items():
            cells = [_difference(card.marks[mark], one.before.marks[mark], mark) for mark in DIFFERENCES]
            changes.append(f"| {seed} | {name} | {' | '.join(cells)} |")
        polite = [card.marks["helpful"] for card in one.ordinary]
        rouge = f"{fmean(one.rouge[0]):.3f} → {fmean(one.rouge[1]):.3f}"
        kept.append(
            f"| {seed} | {_difference(polite[1], polite[0], 'helpful')} | {rouge} "
            f"| {_difference(one.rouge[1], one.rouge[0], 'rouge')} | {one.learned[0]:+.2f} → {one.learned[1]:+.2f} "
            f"| {one.gold[0]:.2f} → {one.gold[1]:.2f} |"
        )
    return "\n\n".join("\n".join(lines) for lines in (cards, changes, kept))


def _mean(card: ReportCard, mark: str) -> str:
    (low, high), value = card.interval(mark), card.mean(mark)
    if mark in report_card.RATES:
        return f"{value:.1%} [{low:.1%}, {high:.1%}]"
    return f"{value:.2f} [{low:.2f}, {high:.2f}]"


def _difference(after: Sequence[float], before: Sequence[float], mark: str) -> str:
    """Paired, with its interval; in points for rates."""
    low, high = metrics.bootstrap_difference(after, before)
    value = fmean(after) - fmean(before)
    if mark in report_card.RATES:
        return f"{100 * value:+.1f} [{100 * low:+.1f}, {100 * high:+.1f}]"
    return f"{value:+.3f} [{low:+.3f}, {high:+.3f}]"


def _ends(values: Sequence[float]) -> tuple[float, float]:
    """Means of the first and the last few."""
    return fmean(values[:ENDS]), fmean(values[-ENDS:])
