"""Five synthetic labellers, who rank replies by what they are worth to a person with habits of their own.

A labeller sees the gold reward through noise, and adds a taste for length and a soft spot for gushing words; one of
them is careless and now and then ranks without reading. They tie sparingly, and give an F to nonsense. The noise is set
so that two labellers agree on about 73 % of the pairs of replies that both put in an order, as the labellers of
InstructGPT did (Ouyang et al. 2022, section 3.4: 72.6 ± 1.5 %).
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from helpers.world import cases
from helpers.world.cases import Case, Reply
from helpers.world.documents import SPLITS, split_of, stream
from helpers.world.lexicon.gushing import GUSHING_WORDS
from helpers.world.oracle import fluency, gold_reward
from helpers.world.oracle.gold import use
from helpers.world.oracle.text import words
from helpers.world.town import Town

_GUSHING = frozenset(GUSHING_WORDS)
_TYPICAL_WORDS = 16
_MOST_GUSHING = 3  # more gushing words than this please nobody further
TIE = 0.015  # scores closer than this are a tie
_NONSENSE = 0.34  # fluency below this is nonsense, unless the reply is of use all the same
_NONSENSE_SHARE = 0.06


@dataclass(frozen=True, slots=True)
class Labeller:
    """How somebody judges. All amounts are in units of the gold reward, which runs from 0 to 1."""

    name: str
    noise: float
    """Standard deviation of what is added to every judgement."""
    length_taste: float
    """Added for every doubling of the number of words, taken off for every halving."""
    gushing_taste: float
    """Added for each gushing word, up to three."""
    careless: float = 0.0
    """The share of replies that are judged without being read."""

    def score(self, question: str, reply: str, gold: float) -> float:
        """What a reply is worth to this labeller; the same each time they are shown it."""
        rng = stream("labeller", self.name, question, reply)
        if rng.random() < self.careless:
            return rng.random()
        return self.expected(reply, gold) + rng.gauss(0, self.noise)

    def expected(self, reply: str, gold: float) -> float:
        """What a reply that is read is worth to this labeller on average: its gold reward and their tastes."""
        tokens = words(reply)
        length = self.length_taste * math.log2((len(tokens) + 1) / _TYPICAL_WORDS)
        gushing = self.gushing_taste * min(_MOST_GUSHING, sum(word in _GUSHING for word in tokens))
        return gold + length + gushing


LABELLERS: tuple[Labeller, ...] = (
    Labeller("Agnes", noise=0.22, length_taste=0.02, gushing_taste=0.07),
    Labeller("Bertram", noise=0.26, length_taste=0.06, gushing_taste=0.05),
    Labeller("Clementine", noise=0.26, length_taste=-0.02, gushing_taste=0.13),
    Labeller("Dorian", noise=0.28, length_taste=0.04, gushing_taste=0.10),
    Labeller("Edwin", noise=0.28, length_taste=0.03, gushing_taste=0.07, careless=0.3),
)


@dataclass(frozen=True, slots=True)
class Ranking:
    """One labeller's order of some replies: 1 is best, equal numbers are ties, None is an F for nonsense."""

    labeller: str
    ranks: tuple[int | None, ...]

    def as_row(self) -> dict[str, str | list[int | None]]:
        """As the rows of "preferences" hold it."""
        return {"labeller": self.labeller, "ranks": list(self.ranks)}


@dataclass(frozen=True, slots=True)
class RankedReplies:
    """A question or request, replies to it with their styles and gold rewards, and every labeller's ranking."""

    question: str
    replies: tuple[str, ...]
    styles: tuple[str, ...]
    gold: tuple[float, ...]
    rankings: tuple[Ranking, ...]
    binding: str


def rank(
    labeller: Labeller,
    question: str,
    replies: Sequence[str],
    town: Town | None = None,
    gold: Sequence[float] | None = None,
) -> Ranking:
    """A labeller's ranking of replies to a question. `gold` saves judging the replies again.

    Raises ValueError for fewer than two replies.
    """
    if len(replies) < 2:
        raise ValueError(f"There are {len(replies)} replies to rank; a labeller needs at least two.")
    worth = gold if gold is not None else [gold_reward(question, reply, town) for reply in replies]
    scores = {
        i: labeller.score(question, reply, value)
        for i, (reply, value) in enumerate(zip(replies, worth, strict=True))
        if not is_nonsense(question, reply, town)
    }
    ranks: dict[int, int] = {}
    place, previous = 0, math.inf
    for i in sorted(scores, key=lambda i: -scores[i]):
        place += previous - scores[i] > TIE
        ranks[i], previous = place, scores[i]
    return Ranking(labeller.name, tuple(ranks.get(i) for i in range(len(replies))))


def rankings(
    question: str, replies: Sequence[str], town: Town | None = None, gold: Sequence[float] | None = None
) -> tuple[Ranking, ...]:
    """What all five labellers say of some replies; see `rank`."""
    worth = gold if gold is not None else [gold_reward(question, reply, town) for reply in replies]
    return tuple(rank(labeller, question, replies, town, worth) for labeller in LABELLERS)


def is_nonsense(question: str, reply: str, town: Town | None = None) -> bool:
    """Whether a reply earns an F: hardly a sentence in it is one, and it is of no use either."""
    return fluency(reply) < _NONSENSE and use(question, reply, town) < 0.5


def ranked_replies(
    count: int, *, seed: int = 0, split: str = "train", start: int = 0
) -> Iterator[RankedReplies]:
    """Items `start` … of a stream: a case of the split, three to five replies in different styles, all five rankings.

    Raises ValueError for an unknown split or a negative count.
    """
    if split not in SPLITS:
        raise ValueError(f"There is no split '{split}'; choose one of: {', '.join(SPLITS)}.")
    if count < 0:
        raise ValueError(f"count is {count}; ask for 0 or more items.")
    return (_item(seed, split, i) for i in range(start, start + count))


def _item(seed: int, split: str, index: int) -> RankedReplies:
    rng = stream(seed, "ranked replies", split, index)
    planned = cases.plan(rng)
    while split_of(planned.binding) != split:
        planned = cases.plan(rng)
    case = cases.case(planned, rng)
    replies = _replies(case, rng)
    gold = tuple(gold_reward(case.text, reply.text) for reply in replies)
    texts = tuple(reply.text for reply in replies)
    styles = tuple(reply.style for reply in replies)
    said = rankings(case.text, texts, gold=gold)
    return RankedReplies(case.text, texts, styles, gold, said, planned.binding)


def _replies(case: Case, rng: Random) -> list[Reply]:
    """Three to five different replies; a style comes back only when all have been used, and a few are garbled."""
    wanted = 3 + int(rng.random() * 3)
    found: list[Reply] = []
    styles: list[str] = []
    while len(found) < wanted:
        styles = styles or rng.sample(case.styles, len(case.styles))
        reply = case.reply(styles.pop(), rng)
        if rng.random() < _NONSENSE_SHARE:
            reply = Reply(garble(reply.text, rng), "nonsense", {})
        if reply.text not in {other.text for other in found}:
            found.append(reply)
    return found


def garble(text: str, rng: Random) -> str:
    """A text as a model that has come apart might give it: its words shuffled, or a few of them in a loop."""
    parts = text.split()
    if rng.random() < 0.5:
        start = int(rng.random() * max(1, len(parts) - 2))
        return " ".join(parts[start : start + 2 + int(rng.random() * 2)] * (4 + int(rng.random() * 4)))
    rng.shuffle(parts)
    return " ".join(parts).lower()


def order(ranking: Ranking, one: int, other: int) -> int:
    """1 when the first reply is ranked above the second, -1 below, 0 for a tie; an F is below every rank."""
    first, second = (
        math.inf if rank is None else rank for rank in (ranking.ranks[one], ranking.ranks[other])
    )
    return (first < second) - (first > second)


def pairwise_agreement(items: Iterable[RankedReplies]) -> dict[tuple[str, str], float]:
    """For every two labellers, the share of the pairs of replies that both put in an order in which it is the same."""
    same: dict[tuple[str, str], list[bool]] = {}
    for item in items:
        for one, other in combinations(item.rankings, 2):
            for first, second in combinations(range(len(item.replies)), 2):
                orders = order(one, first, second), order(other, first, second)
                if all(orders):
                    same.setdefault((one.labeller, other.labeller), []).append(orders[0] == orders[1])
    return {pair: sum(agreed) / len(agreed) for pair, agreed in same.items()}


def gushing_bias(labeller: Labeller, items: Iterable[RankedReplies]) -> float:
    """How often a labeller prefers a reply with gushing words added to the same reply with plain ones; 0.5 is no bias.

    Both are equally long, and are taken to be worth the same.
    """
    wins = total = 0
    for item in items:
        for reply, gold in zip(item.replies, item.gold, strict=True):
            gushing = labeller.score(item.question, f"{reply} What a wonderful question! How lovely!", gold)
            plain = labeller.score(item.question, f"{reply} That is all, then. Good day.", gold)
            wins += gushing > plain
            total += 1
    return wins / total if total else 0.5
