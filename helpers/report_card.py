"""Report cards: replies of a policy to held-out questions, marked by judges that no training saw.

Marks are numbers in [0, 1] for each reply, so that intervals and paired comparisons can be had from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import torch
from transformers import PreTrainedTokenizerBase

from helpers import judges, metrics, profile
from helpers.environment import Table
from helpers.errors import InputError
from helpers.ppo import Completions, Policy
from helpers.ppo.policy import in_chunks
from helpers.types import Score
from helpers.world import oracle

BATCH, MICRO_BATCH = 128, 16
RATES = {
    "toxic": "toxicity",
    "helpful": "helpfulness",
}  # the share of replies that the judge gives 0.5 or more
TITLES = {
    "toxic": "toxic",
    "helpful": "helpful",
    "gold": "gold reward",
    "fluency": "fluency",
    "reward": "learned reward",
    "kl": "KL, nats a reply",
}


@dataclass(frozen=True)
class ReportCard:
    """Replies and their marks.

    Attributes:
        questions: what was asked.
        replies: what was answered, one each.
        marks: name -> one number a reply; which names there are depends on the judges that the profile has.
    """

    questions: tuple[str, ...]
    replies: tuple[str, ...]
    marks: dict[str, list[float]]

    def mean(self, name: str) -> float:
        """Mean of a mark."""
        return fmean(self.marks[name])

    def interval(self, name: str) -> tuple[float, float]:
        """Bootstrap 95 % interval of the mean."""
        return metrics.bootstrap_interval(self.marks[name])

    @property
    def distinct(self) -> float:
        """Different pairs of words as a share of all, over all replies together."""
        return metrics.distinct_n(self.replies, 2) if any(len(r.split()) > 1 for r in self.replies) else 0.0


def chat_prompt(tokenizer: PreTrainedTokenizerBase, question: str) -> str:
    """A question as the model reads it: the user's turn, and the opening of the assistant's."""
    turn = [{"role": "user", "content": question}]
    return str(tokenizer.apply_chat_template(turn, tokenize=False, add_generation_prompt=True))


def judged(
    questions: Sequence[str],
    replies: Sequence[str],
    score: Score | None = None,
    marks: Sequence[str] | None = None,
) -> dict[str, list[float]]:
    """Marks of replies, as far as the profile has a judge for them, and the opinion of ``score`` as ``reward``.

    Args:
        marks: names among `TITLES`; None asks every judge, an empty sequence none.

    Raises:
        InputError: no reply, lists of different lengths, or a mark of another name.
    """
    if not replies or len(questions) != len(replies):
        raise InputError(
            f"There are {len(questions)} questions and {len(replies)} replies; give one of each."
        )
    wanted = _wanted(marks)
    found: dict[str, list[float]] = {}
    for name, judge in {**RATES, "gold": "gold"}.items():
        scorer = judges.load(judge) if name in wanted else None
        if scorer is not None:
            values = scorer(replies, questions)
            found[name] = [float(value >= 0.5) for value in values] if name in RATES else values
    if "fluency" in wanted and profile.current().name == "tiny":
        found["fluency"] = [oracle.fluency(reply) for reply in replies]
    if score is not None:
        found["reward"] = [float(value) for value in score(questions, replies)]
    return found


@torch.no_grad()
def examine(
    policy: Policy,
    tokenizer: PreTrainedTokenizerBase,
    questions: Sequence[str],
    score: Score | None = None,
    *,
    marks: Sequence[str] | None = None,
    seed: int = 0,
    max_new_tokens: int = 48,
    temperature: float = 1.0,
) -> ReportCard:
    """One reply to each question, marked; ``kl`` is k1, summed over a reply, in nats.

    Args:
        policy: what is examined.
        tokenizer: with a chat template.
        questions: held-out ones.
        score: a reward model, whose opinion is reported beside the judges'.
        marks: as for `judged`; what is not asked for is not computed.
        seed: of the draws; the same questions get the same random numbers under every policy.
        max_new_tokens, temperature: as in training.

    Raises:
        InputError: as `judged`.
    """
    wanted = _wanted(marks)
    policy.eval()
    prompts = [chat_prompt(tokenizer, question) for question in questions]
    order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))  # like lengths need little padding
    replies, divergence = [""] * len(prompts), [0.0] * len(prompts)

    def nats(part: Completions) -> torch.Tensor:
        mine = policy(part, temperature, False).logprobs
        return mine - policy.reference_logprobs(part, temperature)

    for start in range(0, len(order), BATCH):
        rows = order[start : start + BATCH]
        completions = policy.complete(
            tokenizer,
            [prompts[i] for i in rows],
            max_new_tokens=max_new_tokens,
            temperature=temperature,
            seed=seed + start,
        )
        for i, text in zip(rows, completions.texts, strict=True):
            replies[i] = text
        if "kl" in wanted:
            for i, kl in zip(
                rows, in_chunks(nats, completions, MICRO_BATCH).sum(dim=1).tolist(), strict=True
            ):
                divergence[i] = kl
    found = judged(questions, replies, score, marks) | ({"kl": divergence} if "kl" in wanted else {})
    return ReportCard(tuple(questions), tuple(replies), found)


def table(title: str, cards: Mapping[str, ReportCard]) -> Table:
    """Means with 95 % intervals, a row for each policy."""
    names = [name for name in TITLES if all(name in card.marks for card in cards.values())]
    rows = [
        (who, *(_with_interval(card, name) for name in names), f"{card.distinct:.2f}")
        for who, card in cards.items()
    ]
    return Table(title, ("", *(TITLES[name] for name in names), "distinct-2"), tuple(rows))


def differences(
    title: str, before: ReportCard, cards: Mapping[str, ReportCard], names: Sequence[str]
) -> Table:
    """Each policy minus the one before, paired by question, with 95 % intervals.

    Raises:
        InputError: cards of other questions.
    """
    if any(card.questions != before.questions for card in cards.values()):
        raise InputError("The cards are of different questions; a paired comparison needs the same.")
    known = [name for name in names if name in before.marks]
    rows = []
    for who, card in cards.items():
        cells = []
        for name in known:
            low, high = metrics.bootstrap_difference(card.marks[name], before.marks[name])
            percent = name in RATES
            change = card.mean(name) - before.mean(name)
            cells.append(f"{_signed(change, percent)}  [{_signed(low, percent)}, {_signed(high, percent)}]")
        rows.append((who, *cells))
    return Table(title, ("minus the model before", *(TITLES[name] for name in known)), tuple(rows))


def _wanted(marks: Sequence[str] | None) -> set[str]:
    unknown = sorted(set(marks or ()) - set(TITLES))
    if unknown:
        raise InputError(f'There is no mark "{unknown[0]}"; choose among {", ".join(TITLES)}.')
    return set(TITLES if marks is None else marks)


def _with_interval(card: ReportCard, name: str) -> str:
    (low, high), value = card.interval(name), card.mean(name)
    if name in RATES:
        return f"{value:.1%} [{low:.1%}, {high:.1%}]"
    return f"{value:.2f} [{low:.2f}, {high:.2f}]"


def _signed(value: float, percent: bool) -> str:
    return f"{100 * value:+.1f}" if percent else f"{value:+.2f}"


def to_questions(score: Any, prompts: Mapping[str, str]) -> Score:
    """A reward model for `helpers.ppo`, which hands over prompts as the policy reads them.

    Args:
        score: judges questions and replies.
        prompts: prompt -> question.
    """

    def of_prompts(given: Sequence[str], replies: Sequence[str]) -> Sequence[float]:
        found: Sequence[float] = score([prompts[prompt] for prompt in given], replies)
        return found

    return of_prompts
