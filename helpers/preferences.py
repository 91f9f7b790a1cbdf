"""From rankings to pairs, ratings and agreement: what preference data says before any model sees it.

A ranking gives each completion's rank, 1 for the best; equal ranks are ties, and None is an F for nonsense, which is
below every rank.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse.csgraph import connected_components
from scipy.special import expit

Item = TypeVar("Item", bound=Hashable)
Ranking = Mapping[Item, int | None]

_ELO_SCALE = 400  # points at which the stronger side is expected to win ten times as often


def rankings_to_pairs(rankings: Iterable[Ranking[Item]]) -> list[tuple[Item, Item]]:
    """Every pair that a ranking puts in an order, the preferred one first: up to n(n-1)/2 for n completions.

    Ties give no pair, and neither do two completions that both got an F.

    Raises:
        ValueError: a rank below 1 or that is no whole number.
    """
    pairs = []
    for ranking in rankings:
        for (one, first), (other, second) in combinations(ranking.items(), 2):
            order = _order(first, second)
            if order:
                pairs.append((one, other) if order > 0 else (other, one))
    return pairs


def consensus(rankings: Sequence[Ranking[Item]]) -> dict[Item, int]:
    """One ranking from many: completions by the share of duels they win against each other (Copeland), ties kept.

    Raises:
        ValueError: no ranking, or rankings of different completions.
    """
    if not rankings:
        raise ValueError("There is no ranking to agree with.")
    items = set(rankings[0])
    if any(set(ranking) != items for ranking in rankings):
        raise ValueError("The rankings are of different completions; give those of one prompt only.")
    votes = Counter(rankings_to_pairs(rankings))
    wins = dict.fromkeys(rankings[0], 0)
    for one, other in combinations(rankings[0], 2):
        balance = votes[one, other] - votes[other, one]
        wins[one] += (balance > 0) - (balance < 0)
        wins[other] -= (balance > 0) - (balance < 0)
    places = sorted(set(wins.values()), reverse=True)
    return {item: places.index(won) + 1 for item, won in wins.items()}


# --- ratings


def elo_update(rating_a: float, rating_b: float, score_a: float, k: float = 32) -> tuple[float, float]:
    """New ratings of both after one game (Elo, 1978): each moves by k times what it did better than expected.

    Args:
        score_a: 1 when a won, 0 when b did, 0.5 for a tie.

    Raises:
        ValueError: a score outside [0, 1].
    """
    if not 0 <= score_a <= 1:
        raise ValueError(f"score_a is {score_a}; it is 1 for a win, 0.5 for a tie and 0 for a loss.")
    expected = float(expit((rating_a - rating_b) * np.log(10) / _ELO_SCALE))
    change = k * (score_a - expected)
    return rating_a + change, rating_b - change


def elo_ratings(pairs: Iterable[tuple[Item, Item]], k: float = 32, start: float = 1000) -> dict[Item, float]:
    """Ratings after playing pairs (winner first) in the order given; another order gives other ratings."""
    ratings: dict[Item, float] = {}
    for winner, loser in pairs:
        ratings[winner], ratings[loser] = elo_update(
            ratings.get(winner, start), ratings.get(loser, start), 1.0, k
        )
    return ratings


def bradley_terry_probability(reward_a: float, reward_b: float) -> float:
    """Probability that a is preferred to b: σ(reward_a - reward_b) (Bradley and Terry, 1952)."""
    return float(expit(reward_a - reward_b))


def bradley_terry_fit(wins: ArrayLike, tolerance: float = 1e-10) -> NDArray[np.float64]:
    """Maximum-likelihood strengths, mean zero, from ``wins[i][j]``, the times i beat j; the order does not matter.

    Minorisation-maximisation (Hunter, 2004).

    Raises:
        ValueError: no square matrix of counts, or a split in which one side never beat the other, for which the
            likelihood has no maximum.
    """
    counts = np.asarray(wins, dtype=float)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or counts.shape[0] < 2:
        raise ValueError(f"wins has shape {counts.shape}; it must be a square table of two or more players.")
    if (counts < 0).any() or not np.isfinite(counts).all():
        raise ValueError("wins holds a number that is negative or not finite; give counts.")
    np.fill_diagonal(counts := counts.copy(), 0)
    parts, label = connected_components(counts > 0, connection="strong")
    if parts > 1:
        raise ValueError(
            f"Players {np.flatnonzero(label == label[0]).tolist()} and the others are not linked by wins in both "
            "directions, so no finite strengths explain the results; collect more games or leave some players out."
        )
    games, won = counts + counts.T, counts.sum(axis=1)
    strength = np.ones(len(counts))
    while True:
        new = won / (games / (strength[:, None] + strength[None, :])).sum(axis=1)
        new /= np.exp(np.log(new).mean())
        if np.abs(np.log(new / strength)).max() < tolerance:
            return np.asarray(np.log(new))
        strength = new


# --- agreement and cost


def pairwise_agreement(rankings: Sequence[Ranking[Item]]) -> float:
    """Share of all pairs that two labellers both put in an order in which it is the same order; over all labellers.

    Raises:
        ValueError: no two labellers put the same pair in an order.
    """
    same = [
        _order(one[a], one[b]) == _order(other[a], other[b])
        for one, other in combinations(rankings, 2)
        for a, b in combinations([item for item in one if item in other], 2)
        if _order(one[a], one[b]) and _order(other[a], other[b])
    ]
    if not same:
        raise ValueError(
            "No two labellers put the same two completions in an order, so there is no agreement."
        )
    return sum(same) / len(same)


def krippendorff_alpha(judgements: Iterable[Sequence[Hashable | None]]) -> float:
    """Agreement corrected for chance: 1 is perfect, 0 is what chance gives (Krippendorff, 2004; nominal values).

    Args:
        judgements: for each item, what each labeller said; None where one said nothing. Items with fewer than two
            judgements are left out.

    Raises:
        ValueError: no item was judged twice, or only one value was ever given.
    """
    coincidences: defaultdict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for item in judgements:
        said = [value for value in item if value is not None]
        if len(said) < 2:
            continue
        for i, one in enumerate(said):
            for j, other in enumerate(said):
                if i != j:
                    coincidences[one, other] += 1 / (len(said) - 1)
    totals: defaultdict[Hashable, float] = defaultdict(float)
    for (one, _), count in coincidences.items():
        totals[one] += count
    pairable = sum(totals.values())
    if pairable == 0:
        raise ValueError("No item was judged by two labellers, so there is no agreement to measure.")
    expected = pairable**2 - sum(count**2 for count in totals.values())
    if expected <= 1e-12:
        raise ValueError("All labellers always said the same thing; with one value alpha is not defined.")
    observed = pairable - sum(count for (one, other), count in coincidences.items() if one == other)
    return float(1 - (pairable - 1) * observed / expected)


def agreement(first: Sequence[Hashable | None], second: Sequence[Hashable | None]) -> tuple[float, float]:
    """Share of items on which two labellers say the same, and Krippendorff's α of the same judgements.

    Args:
        first, second: what each labeller said of each item; None where one said nothing, which leaves the item out.

    Raises:
        ValueError: lists of different lengths, no item that both judged, or only one value ever given.
    """
    both = [
        (one, other)
        for one, other in zip(first, second, strict=True)
        if one is not None and other is not None
    ]
    alpha = krippendorff_alpha(both)
    return sum(one == other for one, other in both) / len(both), alpha


@dataclass(frozen=True)
class AnnotationCost:
    """What labelling costs: money in the unit of the price, and working hours."""

    money: float
    hours: float


def annotation_cost(items: int, price: float, minutes: float, labellers: int = 1) -> AnnotationCost:
    """Cost of ``items`` comparisons at ``price`` and ``minutes`` each, every one by so many labellers.

    Raises:
        ValueError: a negative number, or no labeller.
    """
    for name, value in {"items": items, "price": price, "minutes": minutes}.items():
        if not value >= 0:
            raise ValueError(f"{name} is {value}; it must be 0 or more.")
    if labellers < 1:
        raise ValueError(f"labellers is {labellers}; somebody has to do it.")
    return AnnotationCost(items * labellers * price, items * labellers * minutes / 60)


def comparison_cost(
    prompts: int, completions: int, labellers: int, price: float, minutes: float
) -> tuple[float, float]:
    """Money and working hours when every pair of the completions of a prompt is compared by every labeller.

    Raises:
        ValueError: fewer than two completions, or as `annotation_cost`.
    """
    if completions < 2:
        raise ValueError(f"There are {completions} completions of a prompt; a comparison takes two.")
    cost = annotation_cost(prompts * completions * (completions - 1) // 2, price, minutes, labellers)
    return cost.money, cost.hours


def _order(first: int | None, second: int | None) -> int:
    """1 when the first rank is better, -1 when the second is, 0 for a tie."""
    one, other = (_place(rank) for rank in (first, second))
    return (one < other) - (one > other)


def _place(rank: int | None) -> float:
    if rank is None:
        return float("inf")
    if rank != int(rank) or rank < 1:
        raise ValueError(f"A rank is {rank}; ranks are whole numbers from 1, or None for an F.")
    return rank
