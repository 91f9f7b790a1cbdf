"""Lab 09 over several seeds: what each stage of constitutional AI is worth, and what comes of it."""

import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from datasets import Dataset

from helpers import conduct, constitution, data, judges, models, reward, sft
from helpers.conduct import Conduct
from helpers.conduct.behaviour import COLUMNS
from helpers.conduct.stages import CRITIC
from helpers.constitution import Constitution, Critic
from helpers.constitution.filters import LONGEST, MOST_REPETITION
from helpers.errors import CourseError
from helpers.ppo import PPOConfig

HELD_OUT, FAMILIAR = 200, 100
TEMPERATURE = 0.7
EACH = {"harmful": 77, "harmless": 77, "question": 24}
CONTESTED, HUMAN_PROMPTS = {"harmful": 100, "harmless": 200}, 150
PRACTICE = {"harmful": 200, "harmless": 300, "question": 150}
ROUNDS, MARGIN, RANK = 2, 0.2, 16
TUNING_STEPS, JUDGE_STEPS, JUDGE_BATCH, ITERATIONS = 80, 60, 16, 10
FORBIDDING = ("Privacy", "Property", "Honest dealing", "Truth", "Fair play", "Kindness", "Safety", "Nature")
SHOWN = ("complied", "familiar", "over_refused", "familiar_over_refused", "advised", "answered")
REMOVED = "Open hand"
CHAT, TUNED, RLAIF, STRICT, FEWER = "chat model", "SL-CAI", "RLAIF", "too strict", f"without {REMOVED}"
Texts = list[str]


@dataclass
class Found:
    """What one seed came to.

    Attributes:
        behaviour: of each model on held-out requests.
        marks: of each stage, by what is measured.
        counts: texts and pairs that each stage yields.
        bias, flips: of the judge, see `constitution.Judgements`.
    """

    behaviour: dict[str, Conduct] = field(default_factory=dict)
    marks: dict[str, list[float]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    bias: float = 0.0
    flips: float = 0.0


def main(seeds: Sequence[int]) -> None:
    """Print the tables of all seeds. Raises CourseError under hub, where nobody knows what is harmful."""
    bench = Bench()
    found: dict[int, Found] = {}
    for seed in seeds:
        print(f"seed {seed}", file=sys.stderr, flush=True)
        found[seed] = bench.measure(seed)
    print(tables(found), flush=True)


class Bench:
    """What is the same for every seed: models, requests, principles."""

    def __init__(self) -> None:
        harm, gold = judges.load("harm"), judges.load("gold")
        if harm is None or gold is None:
            raise CourseError(
                "Lab 09 is measured against the town's oracle: run it without COURSE_PROFILE=hub."
            )
        self.harm, self.gold = harm, gold
        self.chat, tokenizer = models.load("chat")
        self.tokenizer = sft.prepared(tokenizer)
        self.rules = Constitution.load()
        self.red_team = data.load("red_team")
        self.prompts = {
            "harmful": self.red_team["train"]["prompt"],
            "harmless": data.load("look_alikes")["train"]["prompt"],
            "question": data.load("questions")["train"]["prompt"],
        }
        self.test: dict[str, Any] = {
            "harmful": self.red_team["test"]["prompt"][:HELD_OUT],
            "harmless": data.load("look_alikes")["test"]["prompt"][:HELD_OUT],
            "questions": data.load("questions")["test"]["prompt"][:HELD_OUT],
            "familiar": self.prompts["harmful"][-FAMILIAR:],
            "familiar_harmless": self.prompts["harmless"][-FAMILIAR:],
        }
        opinions = reward.labelled_pairs(data.load("preferences", rows=HUMAN_PROMPTS)["train"])
        self.human = conduct.one_for_each_prompt(opinions)
        self.critiques = list(data.load("critiques")["test"])

    def measure(self, seed: int) -> Found:
        """The whole of the lab from one seed."""
        found = Found()
        found.behaviour[CHAT] = self._examine(self.chat, seed)
        self._principles(found)
        asked = [request for kind, number in EACH.items() for request in self.prompts[kind][:number]]
        harmless = [kind != "harmful" for kind, number in EACH.items() for _ in range(number)]
        drafts = self._say(self.chat, asked, seed + 1)
        critic = Critic(self.chat, self.tokenizer, self.rules)
        tuned = self._tuned(critic, asked, drafts, harmless, ROUNDS, seed, found)
        found.behaviour[TUNED] = self._examine(tuned, seed)
        judge = self._judge(tuned, found, seed)
        found.behaviour[RLAIF] = self._examine(self._rlaif(tuned, judge, seed), seed)
        only, number = self.rules.only(*FORBIDDING), EACH["harmful"]
        strict = Critic(self.chat, self.tokenizer, only, said=critic.said)
        model = self._tuned(strict, asked[:number], drafts[:number], [False] * number, 1, seed)
        found.behaviour[STRICT] = self._examine(model, seed)
        fewer = Critic(self.chat, self.tokenizer, self.rules.without(REMOVED), said=critic.said)
        model = self._tuned(fewer, asked, drafts, harmless, ROUNDS, seed)
        found.behaviour[FEWER] = self._examine(model, seed)
        return found

    def _say(self, model: Any, requests: Sequence[str], seed: int) -> Texts:
        return constitution.answers(model, self.tokenizer, requests, temperature=TEMPERATURE, seed=seed)

    def _examine(self, model: Any, seed: int) -> Conduct:
        return conduct.examine(model, self.tokenizer, **self.test, temperature=TEMPERATURE, seed=seed)

    def _principles(self, found: Found) -> None:
        """Critiques by principles that the model knows, and by principles that it has never read."""
        unseen = Constitution.load(constitution.HELD_OUT)
        rows = [row for row in self.critiques if conduct.unseen_counterpart(row)]
        asked, replies = [row["prompt"] for row in rows], [row["reply"] for row in rows]
        known = [self.rules[row["principle"]] for row in rows]
        new = [unseen[conduct.unseen_counterpart(row) or ""] for row in rows]
        for name, principles in {"known": known, "unseen": new}.items():
            said = constitution.critique(self.chat, self.tokenizer, asked, replies, principles)
            for kind, marks in (conduct.principle_marks(rows, [one.text for one in said]) or {}).items():
                found.marks[f"critique right, {name} principle, {kind} reply"] = marks

    def _tuned(
        self,
        critic: Critic,
        asked: Texts,
        drafts: Texts,
        harmless: Sequence[bool],
        rounds: int,
        seed: int,
        found: Found | None = None,
    ) -> Any:
        """Critique, revision, filters, fine-tuning; what the stages are worth goes to ``found``."""
        final, _ = constitution.critique_and_revise(asked, drafts, critic.critique, critic.revise, rounds)
        rows = constitution.learning_rows(critic, asked, drafts, final, harmless)
        chats = constitution.sl_cai_set(rows, LONGEST, MOST_REPETITION)
        if found is not None:
            self._note_stages(found, critic, asked, drafts, final, chats)
        tuned = sft.fine_tune(
            self.chat,
            self.tokenizer,
            Dataset.from_list(chats),
            sft.Lora(rank=RANK),
            steps=TUNING_STEPS,
            seed=seed,
        )
        return sft.merged(tuned.model)

    def _note_stages(
        self, found: Found, critic: Critic, asked: Texts, drafts: Texts, final: Texts, chats: list[Any]
    ) -> None:
        for name, marks in (conduct.critic_marks(critic, asked, drafts, final) or {}).items():
            found.marks[CRITIC[name]] = marks
        kept = [[chat["messages"][part]["content"] for chat in chats] for part in (0, 1)]
        stages = {"first replies": (asked, drafts), "revised": (asked, final), "filtered": (kept[0], kept[1])}
        for name, (requests, texts) in stages.items():
            found.counts[name] = len(texts)
            found.marks[f"helps with harm, {name}"] = [float(x >= 0.5) for x in self.harm(texts, requests)]
            found.marks[f"gold reward, {name}"] = self.gold(texts, requests)

    def _judge(self, tuned: Any, found: Found, seed: int) -> Any:
        """A reward model on labels of the model about harm and over-refusal, and of people about help."""
        rows = {
            kind: self.prompts[kind][EACH[kind] : EACH[kind] + number] for kind, number in CONTESTED.items()
        }
        contested = [*rows["harmful"], *rows["harmless"]]
        noted = self.red_team["train"]["principle"][EACH["harmful"] :][: CONTESTED["harmful"]]
        by = [self.rules[name] for name in (*noted, *["Open hand"] * len(rows["harmless"]))]
        first = self._say(self.chat, contested, seed + 20)
        second = self._say(tuned, contested, seed + 2020)
        judged = constitution.compare(self.chat, self.tokenizer, contested, first, second, by)
        found.bias, found.flips = judged.position_bias, judged.flips
        for name, values in {"one order": judged.forward, "both orders": judged.preferences}.items():
            found.marks[f"AI label right, {name}"] = (
                conduct.label_marks(contested, first, second, values) or []
            )
        mine = constitution.rlaif_pairs(contested, first, second, judged.preferences, MARGIN)
        found.counts |= {"contested pairs": len(contested), "AI labels kept": len(mine)}
        pairs = [*(reward.Pair(*one, "the model") for one in mine), *self.human]
        config = reward.RewardConfig(steps=JUDGE_STEPS, batch=JUDGE_BATCH, seed=seed)
        return reward.train(self.chat, self.tokenizer, pairs, config).reward

    def _rlaif(self, tuned: Any, judge: Any, seed: int) -> Any:
        practice = [one for kind, number in PRACTICE.items() for one in self.prompts[kind][:number]]
        random.Random(seed).shuffle(practice)
        config = PPOConfig(
            prompts_per_step=48, temperature=TEMPERATURE, learning_rate=1e-3, kl_coef=0.2, seed=seed
        )
        return conduct.reinforce(
            tuned, self.tokenizer, practice, judge, config, iterations=ITERATIONS, rank=RANK
        )[0]


def tables(found: Mapping[int, Found]) -> str:
    """Behaviour, aims, and the worth of the stages, in markdown; a row or column for each seed."""
    models_ = [
        f"| seed | model | {' | '.join(COLUMNS[name] for name in SHOWN)} |",
        "|---" * (len(SHOWN) + 2) + "|",
    ]
    reached = ["| seed | aim | measured | goal | |", "|---|---|---|---|---|"]
    for seed, one in found.items():
        for name, shown in one.behaviour.items():
            marks = [conduct.rate(getattr(shown, column)) for column in SHOWN]
            models_.append(f"| {seed} | {name} | {' | '.join(marks)} |")
        for name in (TUNED, RLAIF):
            rows = conduct.aims(one.behaviour[CHAT], one.behaviour[name]).rows
            reached += [f"| {seed} | {name}: {' | '.join(row)} |" for row in rows]
    seeds = list(found)
    head = [f"| stage | {' | '.join(f'seed {seed}' for seed in seeds)} |", "|---" * (len(seeds) + 1) + "|"]
    first = found[seeds[0]]
    lines = [
        f"| {name} | {' | '.join(_worth(name, found[seed].marks[name]) for seed in seeds)} |"
        for name in first.marks
    ]
    lines += [
        f"| {name} | {' | '.join(str(found[seed].counts[name]) for seed in seeds)} |" for name in first.counts
    ]
    lines.append(f"| position bias | {' | '.join(f'{found[seed].bias:+.3f}' for seed in seeds)} |")
    lines.append(
        f"| verdicts that the order decides | {' | '.join(f'{found[seed].flips:.1%}' for seed in seeds)} |"
    )
    return "\n\n".join("\n".join(part) for part in (models_, reached, [*head, *lines]))


def _worth(name: str, marks: list[float]) -> str:
    """Gold rewards are no rates."""
    if not name.startswith("gold"):
        return f"{conduct.rate(marks)}, n = {len(marks)}"
    value, low, high = conduct.interval(marks)
    return f"{value:.3f} [{low:.3f}, {high:.3f}]"
