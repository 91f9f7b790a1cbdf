"""What labels add up to: pairs, ratings of what wrote the completions, agreement with others, and the cost."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from helpers.preferences import annotation_cost, elo_ratings, krippendorff_alpha, rankings_to_pairs

from .items import Item, Ranking
from .store import Label

TOGETHER = "all of them"
"""The row of the agreement table in which every other labeller counts."""
AMONG = "without you"
"""The row in which the other labellers are compared with each other, on the same items."""

Orders = list[tuple[int, int]]


@dataclass(frozen=True)
class Rating:
    """Elo rating of what wrote some of the completions, after so many pairs won and lost."""

    source: str
    elo: float
    won: int
    lost: int


@dataclass(frozen=True)
class Agreement:
    """How often two put a pair in the same order.

    Attributes:
        labeller: the other.
        pairs: that both put in an order.
        raw: the share of them with the same order; None without a pair.
        alpha: Krippendorff's α, the same corrected for chance; None without a pair.
    """

    labeller: str
    pairs: int
    raw: float | None
    alpha: float | None


@dataclass(frozen=True)
class Summary:
    """All of it.

    Attributes:
        labels: rankings given.
        pairs: that they put in an order.
        ratings: best first; empty where the data do not name what wrote the completions.
        agreement: with each other labeller; of several also with all together, and theirs among themselves.
        seconds: measured, over all labels.
        money: what the labels cost at the price.
        hours: what hired labellers would need, from and to.
    """

    labels: int
    pairs: int
    ratings: tuple[Rating, ...]
    agreement: tuple[Agreement, ...]
    seconds: float
    money: float
    hours: tuple[float, float]


def summarise(
    items: Sequence[Item],
    labels: Mapping[str, Label],
    price: float = 3.5,
    minutes: tuple[float, float] = (3, 5),
) -> Summary:
    """Sum up the labels of these items, in the order in which they were given (on which Elo depends).

    Args:
        price: of one comparison, that is of one item ranked.
        minutes: that one comparison takes, from and to.

    Raises:
        ValueError: a negative price or number of minutes.
    """
    known = {item.id: item for item in items}
    labelled = [(known[name], label.ranking) for name, label in labels.items() if name in known]
    low, high = (annotation_cost(len(labelled), price, each) for each in minutes)
    return Summary(
        len(labelled),
        len(rankings_to_pairs(ranking for _, ranking in labelled)),
        _ratings(labelled),
        _agreements(items, labelled),
        sum(label.seconds for name, label in labels.items() if name in known),
        low.money,
        (low.hours, high.hours),
    )


def _ratings(labelled: Sequence[tuple[Item, Ranking]]) -> tuple[Rating, ...]:
    """Elo over pairs of different sources; a pair of one source says nothing about it."""
    games = [
        (item.sources[better], item.sources[worse])
        for item, ranking in labelled
        for better, worse in rankings_to_pairs([ranking])
        if item.sources.get(better, "") != item.sources.get(worse, "")
        and {better, worse} <= item.sources.keys()
    ]
    won, lost = Counter(winner for winner, _ in games), Counter(loser for _, loser in games)
    elo = elo_ratings(games)
    return tuple(
        Rating(source, elo[source], won[source], lost[source])
        for source in sorted(elo, key=lambda name: -elo[name])
    )


def _agreements(items: Sequence[Item], labelled: Sequence[tuple[Item, Ranking]]) -> tuple[Agreement, ...]:
    names = sorted({name for item in items for name in item.rankings})
    single = {
        name: [
            order
            for item, mine in labelled
            if name in item.rankings
            for order in _orders(mine, item.rankings[name])
        ]
        for name in names
    }
    rows = [_agreement(name, orders) for name, orders in single.items()]
    if len(rows) > 1:
        rows.append(_agreement(TOGETHER, [order for orders in single.values() for order in orders]))
        rows.append(
            _agreement(
                AMONG,
                [
                    order
                    for item, _ in labelled
                    for one, other in combinations(item.rankings.values(), 2)
                    for order in _orders(one, other)
                ],
            )
        )
    return tuple(rows)


def _agreement(name: str, orders: Orders) -> Agreement:
    if not orders:
        return Agreement(name, 0, None, None)
    same = sum(one == other for one, other in orders)
    # Each pair counts in both directions, so that α does not depend on which of the two is named first.
    both = [(sign * one, sign * other) for one, other in orders for sign in (1, -1)]
    return Agreement(name, len(orders), same / len(orders), krippendorff_alpha(both))


def _orders(mine: Ranking, theirs: Ranking) -> Orders:
    """For each pair that both put in an order, 1 where the first is better and -1 where the second is."""
    pairs, others = set(rankings_to_pairs([mine])), set(rankings_to_pairs([theirs]))
    orders: Orders = []
    for a, b in combinations(mine, 2):
        one = ((a, b) in pairs) - ((b, a) in pairs)
        other = ((a, b) in others) - ((b, a) in others)
        if one and other:
            orders.append((one, other))
    return orders
