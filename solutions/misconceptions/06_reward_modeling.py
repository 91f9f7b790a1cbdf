"""Answers to the exercises of lab 06, as students write them: wrong ones with the mistake's name, and right ones."""

import itertools
import math
from collections import Counter

import numpy as np
import torch

from helpers.checks.answers import Answers

answers = Answers()


# 6.1 From rankings to pairs


@answers.wrong("ex06_1_rankings_to_pairs", "puts the loser first")
def rankings_to_pairs(rankings):
    pairs = []
    for ranking in rankings:
        place = {name: math.inf if rank is None else rank for name, rank in ranking.items()}
        for a, b in itertools.permutations(place, 2):
            if place[a] > place[b]:
                pairs.append((a, b))
    return pairs


@answers.wrong("ex06_1_rankings_to_pairs", "leaves out the F")
def rankings_to_pairs(rankings):
    pairs = []
    for ranking in rankings:
        ranked = {name: rank for name, rank in ranking.items() if rank is not None}
        for a, b in itertools.combinations(sorted(ranked, key=ranked.get), 2):
            if ranked[a] < ranked[b]:
                pairs.append((a, b))
    return pairs


@answers.wrong("ex06_1_rankings_to_pairs", "takes an F for the best")
def rankings_to_pairs(rankings):
    pairs = []
    for ranking in rankings:
        for a in ranking:
            for b in ranking:
                if (ranking[a] or 0) < (ranking[b] or 0):
                    pairs.append((a, b))
    return pairs


@answers.wrong("ex06_1_rankings_to_pairs", "makes pairs of ties")
def rankings_to_pairs(rankings):
    pairs = []
    for ranking in rankings:
        order = sorted(ranking, key=lambda name: math.inf if ranking[name] is None else ranking[name])
        pairs += itertools.combinations(order, 2)
    return pairs


@answers.wrong("ex06_1_rankings_to_pairs", "compares neighbours only")
def rankings_to_pairs(rankings):
    pairs = []
    for ranking in rankings:
        place = {name: rank or 99 for name, rank in ranking.items()}
        order = sorted(place, key=place.get)
        pairs += [(a, b) for a, b in itertools.pairwise(order) if place[a] != place[b]]
    return pairs


@answers.wrong("ex06_1_rankings_to_pairs", "reads one ranking only")
def rankings_to_pairs(rankings):
    for ranking in rankings:
        place = {name: rank or 99 for name, rank in ranking.items()}
        return [(a, b) for a in place for b in place if place[a] < place[b]]


@answers.wrong("ex06_1_rankings_to_pairs", "counts each pair once for all labellers")
def rankings_to_pairs(rankings):
    pairs = set()
    for ranking in rankings:
        place = {name: rank or 99 for name, rank in ranking.items()}
        pairs |= {(a, b) for a in place for b in place if place[a] < place[b]}
    return list(pairs)


@answers.wrong("ex06_1_rankings_to_pairs", "compares a number with None")
def rankings_to_pairs(rankings):
    return [(a, b) for r in rankings for a, b in itertools.permutations(r, 2) if r[a] < r[b]]


@answers.right("ex06_1_rankings_to_pairs")
def rankings_to_pairs(rankings):
    """All ordered pairs, kept where the first is better; an F is one below the worst rank."""
    pairs = []
    for ranking in rankings:
        worst = 1 + max((rank for rank in ranking.values() if rank is not None), default=0)
        place = {name: worst if rank is None else rank for name, rank in ranking.items()}
        pairs.extend([a, b] for a in place for b in place if place[a] < place[b])
    return pairs


# 6.2 Agreement


def judged(first, second):
    return [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]


@answers.wrong("ex06_2_agreement", "does not correct for chance")
def agreement(first, second):
    both = judged(first, second)
    raw = sum(a == b for a, b in both) / len(both)
    return raw, raw


@answers.wrong("ex06_2_agreement", "forgets to rescale")
def agreement(first, second):
    both = judged(first, second)
    raw = np.mean([a == b for a, b in both])
    counts = Counter(value for pair in both for value in pair)
    n = 2 * len(both)
    return raw, raw - sum(c * (c - 1) for c in counts.values()) / (n * (n - 1))


@answers.wrong("ex06_2_agreement", "draws with replacement")
def agreement(first, second):
    both = judged(first, second)
    raw = np.mean([a == b for a, b in both])
    counts = Counter(value for pair in both for value in pair)
    chance = sum((c / (2 * len(both))) ** 2 for c in counts.values())
    return raw, (raw - chance) / (1 - chance)


@answers.wrong("ex06_2_agreement", "gives each labeller chances of their own")
def agreement(first, second):
    both = judged(first, second)
    raw = np.mean([a == b for a, b in both])
    one, other = Counter(a for a, _ in both), Counter(b for _, b in both)
    chance = sum(one[value] * other[value] for value in one) / len(both) ** 2
    return raw, 1 - (1 - raw) / (1 - chance)


@answers.wrong("ex06_2_agreement", "takes all values for equally likely")
def agreement(first, second):
    both = judged(first, second)
    raw = sum(a == b for a, b in both) / len(both)
    chance = 1 / len({value for pair in both for value in pair})
    return raw, (raw - chance) / (1 - chance)


@answers.wrong("ex06_2_agreement", "counts what was skipped")
def agreement(first, second):
    raw = sum(a == b for a, b in zip(first, second, strict=True)) / len(first)
    counts, n = Counter(first + second), 2 * len(first)
    chance = sum(c * (n - c) for c in counts.values()) / (n * (n - 1))
    return raw, 1 - (1 - raw) / chance


@answers.right("ex06_2_agreement")
def agreement(first, second):
    both = judged(first, second)
    bag = [value for pair in both for value in pair]
    unlike = [a != b for i, a in enumerate(bag) for j, b in enumerate(bag) if i != j]
    seen = [a != b for a, b in both]
    return [1 - np.mean(seen), 1 - np.mean(seen) / np.mean(unlike)]


# 6.3 What comparisons cost


@answers.wrong("ex06_3_comparison_cost", "pays for prompts, not for pairs")
def comparison_cost(prompts, completions, labellers, price, minutes):
    count = prompts * labellers
    return count * price, count * minutes / 60


@answers.wrong("ex06_3_comparison_cost", "pays for completions, not for pairs")
def comparison_cost(prompts, completions, labellers, price, minutes):
    count = prompts * completions * labellers
    return count * price, count * minutes / 60


@answers.wrong("ex06_3_comparison_cost", "counts each pair twice")
def comparison_cost(prompts, completions, labellers, price, minutes):
    count = prompts * completions * (completions - 1) * labellers
    return count * price, count * minutes / 60


@answers.wrong("ex06_3_comparison_cost", "compares completions with themselves")
def comparison_cost(prompts, completions, labellers, price, minutes):
    count = prompts * labellers * sum(range(completions + 1))
    return count * price, count * minutes / 60


@answers.wrong("ex06_3_comparison_cost", "pays one labeller only")
def comparison_cost(prompts, completions, labellers, price, minutes):
    count = prompts * math.comb(completions, 2)
    return count * price, count * minutes / 60


@answers.wrong("ex06_3_comparison_cost", "gives the time in minutes")
def comparison_cost(prompts, completions, labellers, price, minutes):
    count = prompts * math.comb(completions, 2) * labellers
    return count * price, count * minutes


@answers.right("ex06_3_comparison_cost")
def comparison_cost(prompts, completions, labellers, price, minutes):
    pairs = len(list(itertools.combinations(range(completions), 2)))
    hours = 0.0
    money = 0.0
    for _ in range(labellers):
        money += prompts * pairs * price
        hours += prompts * pairs * minutes / 60
    return [money, hours]


# 6.4 Elo


@answers.wrong("ex06_4_elo_update", "turns the expectation round")
def elo_update(rating_a, rating_b, score_a, k=32):
    expected = 1 / (1 + 10 ** ((rating_a - rating_b) / 400))
    return rating_a + k * (score_a - expected), rating_b - k * (score_a - expected)


@answers.wrong("ex06_4_elo_update", "takes e for 10")
def elo_update(rating_a, rating_b, score_a, k=32):
    expected = 1 / (1 + math.exp((rating_b - rating_a) / 400))
    change = k * (score_a - expected)
    return rating_a + change, rating_b - change


@answers.wrong("ex06_4_elo_update", "expects nothing")
def elo_update(rating_a, rating_b, score_a, k=32):
    return rating_a + k * (score_a - 0.5), rating_b + k * (0.5 - score_a)


@answers.wrong("ex06_4_elo_update", "lets both win")
def elo_update(rating_a, rating_b, score_a, k=32):
    expected = 1 / (1 + 10 ** ((rating_b - rating_a) / 400))
    return rating_a + k * (score_a - expected), rating_b + k * (score_a - expected)


@answers.wrong("ex06_4_elo_update", "moves only one of the two")
def elo_update(rating_a, rating_b, score_a, k=32):
    expected = 1 / (1 + 10 ** ((rating_b - rating_a) / 400))
    return rating_a + k * (score_a - expected), rating_b


@answers.wrong("ex06_4_elo_update", "uses a's new rating for b")
def elo_update(rating_a, rating_b, score_a, k=32):
    rating_a += k * (score_a - 1 / (1 + 10 ** ((rating_b - rating_a) / 400)))
    rating_b += k * ((1 - score_a) - 1 / (1 + 10 ** ((rating_a - rating_b) / 400)))
    return rating_a, rating_b


@answers.right("ex06_4_elo_update")
def elo_update(rating_a, rating_b, score_a, k=32):
    strength_a, strength_b = 10 ** (rating_a / 400), 10 ** (rating_b / 400)
    expected = np.array([strength_a, strength_b]) / (strength_a + strength_b)
    return np.array([rating_a, rating_b]) + k * (np.array([score_a, 1 - score_a]) - expected)


# 6.5 Bradley and Terry


@answers.wrong("ex06_5_bradley_terry_probability", "turns the sign round")
def bradley_terry_probability(reward_a, reward_b):
    return torch.sigmoid(torch.tensor(reward_b - reward_a, dtype=torch.float64)).item()


@answers.wrong("ex06_5_bradley_terry_probability", "divides the rewards")
def bradley_terry_probability(reward_a, reward_b):
    return reward_a / (reward_a + reward_b)


@answers.wrong("ex06_5_bradley_terry_probability", "divides the rewards")
def bradley_terry_probability(reward_a, reward_b):
    total = reward_a + reward_b
    return reward_a / total if total else 0.5


@answers.wrong("ex06_5_bradley_terry_probability", "uses Elo's scale")
def bradley_terry_probability(reward_a, reward_b):
    return 1 / (1 + 10 ** ((reward_b - reward_a) / 400))


@answers.wrong("ex06_5_bradley_terry_probability", "forgets the other reward")
def bradley_terry_probability(reward_a, reward_b):
    return float(torch.sigmoid(torch.tensor(reward_a, dtype=torch.float64)))


@answers.wrong("ex06_5_bradley_terry_probability", "overflows for large rewards")
def bradley_terry_probability(reward_a, reward_b):
    return math.exp(reward_a) / (math.exp(reward_a) + math.exp(reward_b))


@answers.wrong("ex06_5_bradley_terry_probability", "overflows for large rewards")
def bradley_terry_probability(reward_a, reward_b):
    return 1 / (1 + math.exp(reward_b - reward_a))


@answers.wrong("ex06_5_bradley_terry_probability", "overflows for large rewards")
def bradley_terry_probability(reward_a, reward_b):
    strengths = np.exp(np.array([reward_a, reward_b]))
    return strengths[0] / strengths.sum()


@answers.right("ex06_5_bradley_terry_probability")
def bradley_terry_probability(reward_a, reward_b):
    return torch.tensor([reward_a, reward_b], dtype=torch.float64).softmax(0)[0]


@answers.right("ex06_5_bradley_terry_probability")
def bradley_terry_probability(reward_a, reward_b):
    top = max(reward_a, reward_b)
    a, b = math.exp(reward_a - top), math.exp(reward_b - top)
    return a / (a + b)


# 6.6 Pairwise loss


@answers.wrong("ex06_6_pairwise_loss", "has the wrong sign")
def pairwise_loss(chosen, rejected):
    return torch.nn.functional.logsigmoid(chosen - rejected).mean()


@answers.wrong("ex06_6_pairwise_loss", "turns the pair round")
def pairwise_loss(chosen, rejected):
    return -torch.nn.functional.logsigmoid(rejected - chosen).mean()


@answers.wrong("ex06_6_pairwise_loss", "overflows for large leads")
def pairwise_loss(chosen, rejected):
    return -torch.log(torch.sigmoid(chosen - rejected)).mean()


@answers.wrong("ex06_6_pairwise_loss", "overflows for large leads")
def pairwise_loss(chosen, rejected):
    return torch.log(1 + torch.exp(rejected - chosen)).mean()


@answers.wrong("ex06_6_pairwise_loss", "adds up instead of averaging")
def pairwise_loss(chosen, rejected):
    return -torch.nn.functional.logsigmoid(chosen - rejected).sum()


@answers.wrong("ex06_6_pairwise_loss", "forgets the logarithm")
def pairwise_loss(chosen, rejected):
    return -torch.sigmoid(chosen - rejected).mean()


@answers.wrong("ex06_6_pairwise_loss", "forgets the logarithm")
def pairwise_loss(chosen, rejected):
    return (1 - torch.sigmoid(chosen - rejected)).mean()


@answers.wrong("ex06_6_pairwise_loss", "averages before taking the logarithm")
def pairwise_loss(chosen, rejected):
    return -torch.nn.functional.logsigmoid((chosen - rejected).mean())


@answers.wrong("ex06_6_pairwise_loss", "cuts the gradient")
def pairwise_loss(chosen, rejected):
    return -torch.nn.functional.logsigmoid(chosen - rejected).mean().item()


@answers.right("ex06_6_pairwise_loss")
def pairwise_loss(chosen, rejected):
    """Softplus of how far the rejected reply leads."""
    return torch.nn.functional.softplus(rejected - chosen).mean()


@answers.right("ex06_6_pairwise_loss")
def pairwise_loss(chosen, rejected):
    both = torch.stack([chosen, rejected], dim=-1).float()
    return torch.nn.functional.cross_entropy(both, torch.zeros(len(both), dtype=torch.long))


# 6.7 Last token


@answers.wrong("ex06_7_last_token_score", "reads the last column")
def last_token_score(scores, attention_mask):
    return scores[:, -1]


@answers.wrong("ex06_7_last_token_score", "counts the real tokens")
def last_token_score(scores, attention_mask):
    last = attention_mask.sum(dim=1) - 1
    return scores[torch.arange(len(scores)), last]


@answers.wrong("ex06_7_last_token_score", "is one column off")
def last_token_score(scores, attention_mask):
    return scores[torch.arange(len(scores)), attention_mask.sum(dim=1)]


@answers.wrong("ex06_7_last_token_score", "is one column off")
def last_token_score(scores, attention_mask):
    last = attention_mask.shape[1] - attention_mask.flip(1).argmax(1) - 2
    return torch.stack([row[i] for row, i in zip(scores, last, strict=True)])


@answers.wrong("ex06_7_last_token_score", "reads the first real token")
def last_token_score(scores, attention_mask):
    return scores.gather(1, attention_mask.argmax(dim=1, keepdim=True)).squeeze(1)


@answers.wrong("ex06_7_last_token_score", "averages over the reply")
def last_token_score(scores, attention_mask):
    return (scores * attention_mask).sum(dim=1) / attention_mask.sum(dim=1)


@answers.wrong("ex06_7_last_token_score", "gives every row the same column")
def last_token_score(scores, attention_mask):
    last = int(attention_mask[0].nonzero().max())
    return scores[:, last]


@answers.right("ex06_7_last_token_score")
def last_token_score(scores, attention_mask):
    return torch.stack([row[kept.bool()][-1] for row, kept in zip(scores, attention_mask, strict=True)])


@answers.right("ex06_7_last_token_score")
def last_token_score(scores, attention_mask):
    columns = torch.arange(scores.shape[1])
    return scores[torch.arange(len(scores)), (columns * attention_mask).argmax(dim=1)]


# 6.8 Best of n


@answers.wrong("ex06_8_best_of_n", "chooses by what it is worth")
def best_of_n(scores, values, n):
    return float(np.mean([max(float(values[i]) for i in some) for some in subsets(scores, n)]))


@answers.wrong("ex06_8_best_of_n", "gives the score, not the value")
def best_of_n(scores, values, n):
    return float(np.mean([max(float(scores[i]) for i in some) for some in subsets(scores, n)]))


@answers.wrong("ex06_8_best_of_n", "takes the best of all samples")
def best_of_n(scores, values, n):
    return float(values[torch.argmax(scores)])


@answers.wrong("ex06_8_best_of_n", "looks at the first n only")
def best_of_n(scores, values, n):
    return float(values[torch.argmax(scores[:n])])


@answers.wrong("ex06_8_best_of_n", "averages the best n")
def best_of_n(scores, values, n):
    return float(values[scores.topk(n).indices].mean())


@answers.wrong("ex06_8_best_of_n", "chooses the worst")
def best_of_n(scores, values, n):
    order, total = scores.argsort(descending=True), len(scores)
    return sum(
        math.comb(r, n - 1) / math.comb(total, n) * float(values[i]) for r, i in enumerate(order.tolist())
    )


@answers.wrong("ex06_8_best_of_n", "draws with replacement")
def best_of_n(scores, values, n):
    total, ordered = len(scores), values[scores.argsort()].double()
    places = torch.arange(total + 1, dtype=torch.float64) / total
    return float((places**n).diff() @ ordered)


@answers.wrong("ex06_8_best_of_n", "is one place off")
def best_of_n(scores, values, n):
    total = len(scores)
    return sum(
        math.comb(r, n) / math.comb(total, n) * float(values[i])
        for r, i in enumerate(scores.argsort().tolist(), 1)
    )


def subsets(scores, n):
    return list(itertools.combinations(range(len(scores)), n))


@answers.right("ex06_8_best_of_n")
def best_of_n(scores, values, n):
    """All subsets, one by one."""
    return np.mean([float(values[max(some, key=lambda i: float(scores[i]))]) for some in subsets(scores, n)])


@answers.right("ex06_8_best_of_n")
def best_of_n(scores, values, n):
    """From the best down: it is picked if it is drawn, the next if it is drawn and the best is not, …"""
    left, expected = 1.0, 0.0
    total = len(scores)
    for above, i in enumerate(scores.argsort(descending=True).tolist()):
        share = n / (total - above) if total - above > n else 1.0
        expected += left * share * float(values[i])
        left *= 1 - share
    return torch.tensor(expected)
