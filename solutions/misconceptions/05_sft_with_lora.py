"""Answers to the exercises of lab 05, as students write them: wrong ones with the mistake's name, and right ones."""

import math
import re
from itertools import chain

import numpy as np
import torch
from torch import nn

from helpers.checks.answers import Answers

answers = Answers()


# 5.1 What demonstrations cost


@answers.wrong("ex05_1_demonstration_cost", "pays for accepted demonstrations only")
def demonstration_cost(wanted, price, rejected=0.0, reviewers=0, review_price=0.0):
    return wanted * (price + reviewers * review_price)


@answers.wrong("ex05_1_demonstration_cost", "adds the rejected share instead of dividing")
def demonstration_cost(wanted, price, rejected=0.0, reviewers=0, review_price=0.0):
    written = math.ceil(round(wanted * (1 + rejected), 6))
    return written * price + written * reviewers * review_price


@answers.wrong("ex05_1_demonstration_cost", "has parts of demonstrations written")
def demonstration_cost(wanted, price, rejected=0.0, reviewers=0, review_price=0.0):
    return wanted / (1 - rejected) * (price + reviewers * review_price)


@answers.wrong("ex05_1_demonstration_cost", "rounds down")
def demonstration_cost(wanted, price, rejected=0.0, reviewers=0, review_price=0.0):
    return int(round(wanted / (1 - rejected), 6)) * (price + reviewers * review_price)


@answers.wrong("ex05_1_demonstration_cost", "reviews accepted demonstrations only")
def demonstration_cost(wanted, price, rejected=0.0, reviewers=0, review_price=0.0):
    written = math.ceil(round(wanted / (1 - rejected), 6))
    return written * price + wanted * reviewers * review_price


@answers.wrong("ex05_1_demonstration_cost", "leaves the reviewers out")
def demonstration_cost(wanted, price, rejected=0.0, reviewers=0, review_price=0.0):
    return price * math.ceil(round(wanted / (1 - rejected), 6))


@answers.wrong("ex05_1_demonstration_cost", "pays one reviewer")
def demonstration_cost(wanted, price, rejected=0.0, reviewers=0, review_price=0.0):
    written = math.ceil(round(wanted / (1 - rejected), 6))
    return written * (price + review_price) if reviewers else written * price


@answers.right("ex05_1_demonstration_cost")
def demonstration_cost(wanted, price, rejected=0.0, reviewers=0, review_price=0.0):
    """By counting up."""
    written = wanted
    while written * (1 - rejected) < wanted - 1e-6:
        written += 1
    return torch.tensor([price, reviewers * review_price]).double().sum() * written


# 5.2 Labels of a chat


def spans(input_ids, header, end):
    """(start, stop) of each reply, the end token included where there is one."""
    found = []
    for p in range(len(header), len(input_ids) + 1):
        if input_ids[p - len(header) : p] == header:
            stop = input_ids.index(end, p) + 1 if end in input_ids[p:] else len(input_ids)
            found.append((p, stop))
    return found


@answers.wrong("ex05_2_completion_labels", "leaves padding in the labels")
def completion_labels(input_ids, header, end, pad):
    labels = [-100] * len(input_ids)
    for start, stop in spans(input_ids, header, end):
        labels[start:stop] = input_ids[start:stop]
    for p, token in enumerate(input_ids):
        if token == pad:
            labels[p] = pad
    return labels


@answers.wrong("ex05_2_completion_labels", "learns the questions too")
def completion_labels(input_ids, header, end, pad):
    ids = torch.tensor(input_ids)
    return torch.where(ids == pad, -100, ids)


@answers.wrong("ex05_2_completion_labels", "copies the ids")
def completion_labels(input_ids, header, end, pad):
    return list(input_ids)


@answers.wrong("ex05_2_completion_labels", "leaves out the end token")
def completion_labels(input_ids, header, end, pad):
    labels = [-100] * len(input_ids)
    for start, stop in spans(input_ids, header, end):
        for p in range(start, stop):
            if input_ids[p] not in (end, pad):
                labels[p] = input_ids[p]
    return labels


@answers.wrong("ex05_2_completion_labels", "learns the header too")
def completion_labels(input_ids, header, end, pad):
    labels = [-100] * len(input_ids)
    for start, stop in spans(input_ids, header, end):
        for p in range(start - len(header), stop):
            if input_ids[p] != pad:
                labels[p] = input_ids[p]
    return labels


@answers.wrong("ex05_2_completion_labels", "labels the last reply only")
def completion_labels(input_ids, header, end, pad):
    labels = [-100] * len(input_ids)
    for start, stop in spans(input_ids, header, end)[-1:]:
        labels[start:stop] = [-100 if token == pad else token for token in input_ids[start:stop]]
    return labels


@answers.wrong("ex05_2_completion_labels", "labels the first reply only")
def completion_labels(input_ids, header, end, pad):
    labels = [-100] * len(input_ids)
    for start, stop in spans(input_ids, header, end)[:1]:
        labels[start:stop] = [-100 if token == pad else token for token in input_ids[start:stop]]
    return labels


@answers.wrong("ex05_2_completion_labels", "never closes the assistant's turn")
def completion_labels(input_ids, header, end, pad):
    labels, inside = [], False
    for p, token in enumerate(input_ids):
        if p >= len(header) and input_ids[p - len(header) : p] == header:
            inside = True
        labels.append(token if inside and token != pad else -100)
    return labels


@answers.wrong("ex05_2_completion_labels", "drops a reply that is cut off")
def completion_labels(input_ids, header, end, pad):
    labels = [-100] * len(input_ids)
    for start, stop in spans(input_ids, header, end):
        if input_ids[stop - 1] == end:
            labels[start:stop] = input_ids[start:stop]
    return labels


@answers.wrong("ex05_2_completion_labels", "shifts the labels itself")
def completion_labels(input_ids, header, end, pad):
    labels = [-100] * len(input_ids)
    for start, stop in spans(input_ids, header, end):
        for p in range(start, stop):
            if input_ids[p] != pad:
                labels[p - 1] = input_ids[p]
    return labels


@answers.wrong("ex05_2_completion_labels", "looks at the first token of the header only")
def completion_labels(input_ids, header, end, pad):
    labels, inside = [], False
    for p, token in enumerate(input_ids):
        labels.append(token if inside and token != pad else -100)
        if token == end:
            inside = False
        elif token == header[0]:
            inside = True
    return labels


@answers.wrong("ex05_2_completion_labels", "marks what is left out with 0")
def completion_labels(input_ids, header, end, pad):
    mask = np.zeros(len(input_ids), dtype=int)
    for start, stop in spans(input_ids, header, end):
        mask[start:stop] = 1
    return mask * np.array(input_ids) * (np.array(input_ids) != pad)


@answers.right("ex05_2_completion_labels")
def completion_labels(input_ids, header, end, pad):
    ids = torch.tensor(input_ids)
    mask = torch.zeros(len(ids), dtype=torch.bool)
    for start, stop in spans(input_ids, header, end):
        mask[start:stop] = True
    return ids.masked_fill(~mask | (ids == pad), -100)


@answers.right("ex05_2_completion_labels")
def completion_labels(input_ids, header, end, pad):
    labels, inside = [], False
    for p, token in enumerate(input_ids):
        inside = inside or (p >= len(header) and input_ids[p - len(header) : p] == header)
        labels += [token] if inside and token != pad else [-100]
        inside = inside and token != end
    return labels


# 5.3 Parameters of LoRA adapters


@answers.wrong("ex05_3_lora_parameters", "counts the product B A")
def lora_parameters(shapes, rank):
    return sum((torch.zeros(out, rank) @ torch.zeros(rank, wide)).numel() for out, wide in shapes)


@answers.wrong("ex05_3_lora_parameters", "multiplies where it should add")
def lora_parameters(shapes, rank):
    return sum(rank * math.prod(shape) for shape in shapes)


@answers.wrong("ex05_3_lora_parameters", "counts one of the two factors")
def lora_parameters(shapes, rank):
    return sum(rank * wide for _, wide in shapes)


@answers.wrong("ex05_3_lora_parameters", "counts B only")
def lora_parameters(shapes, rank):
    return sum(out * rank for out, _ in shapes)


@answers.wrong("ex05_3_lora_parameters", "adds a core matrix of rank x rank")
def lora_parameters(shapes, rank):
    return sum(out * rank + rank * rank + rank * wide for out, wide in shapes)


@answers.wrong("ex05_3_lora_parameters", "counts the first matrix only")
def lora_parameters(shapes, rank):
    for out, wide in shapes:
        return rank * (out + wide)
    return 0


@answers.wrong("ex05_3_lora_parameters", "counts the frozen weights too")
def lora_parameters(shapes, rank):
    return sum(out * wide + out * rank + rank * wide for out, wide in shapes)


@answers.right("ex05_3_lora_parameters")
def lora_parameters(shapes, rank):
    factors = [(nn.Linear(wide, rank, bias=False), nn.Linear(rank, out, bias=False)) for out, wide in shapes]
    return sum(layer.weight.numel() for pair in factors for layer in pair)


# 5.4 A LoRA layer


@answers.wrong("ex05_4_lora_linear", "forgets the scale alpha / r")
def lora_linear(x, weight, a, b, alpha):
    return x @ weight.T + x @ a.T @ b.T, weight + b @ a


@answers.wrong("ex05_4_lora_linear", "scales by alpha alone")
def lora_linear(x, weight, a, b, alpha):
    return x @ weight.T + alpha * (x @ a.T @ b.T), weight + alpha * b @ a


@answers.wrong("ex05_4_lora_linear", "divides by alpha")
def lora_linear(x, weight, a, b, alpha):
    merged = weight + len(a) / alpha * b @ a
    return x @ merged.T, merged


@answers.wrong("ex05_4_lora_linear", "merges without the scale")
def lora_linear(x, weight, a, b, alpha):
    return x @ weight.T + alpha / len(a) * (x @ a.T @ b.T), weight + b @ a


@answers.wrong("ex05_4_lora_linear", "leaves the correction out of the output")
def lora_linear(x, weight, a, b, alpha):
    return x @ weight.T, weight + alpha / len(a) * (b @ a)


@answers.wrong("ex05_4_lora_linear", "does not merge")
def lora_linear(x, weight, a, b, alpha):
    return x @ weight.T + alpha / len(a) * (x @ a.T @ b.T), weight.clone()


@answers.wrong("ex05_4_lora_linear", "returns the correction without the layer")
def lora_linear(x, weight, a, b, alpha):
    return alpha / len(a) * (x @ a.T @ b.T), weight + alpha / len(a) * (b @ a)


@answers.wrong("ex05_4_lora_linear", "merges into nothing")
def lora_linear(x, weight, a, b, alpha):
    change = alpha / len(a) * (b @ a)
    return x @ (weight + change).T, change


@answers.wrong("ex05_4_lora_linear", "applies the correction twice")
def lora_linear(x, weight, a, b, alpha):
    merged = weight + alpha / len(a) * (b @ a)
    return x @ merged.T + alpha / len(a) * (x @ a.T @ b.T), merged


@answers.wrong("ex05_4_lora_linear", "mixes up the order of A and B")
def lora_linear(x, weight, a, b, alpha):
    correction = alpha / len(a) * (a.T @ b.T)
    return x @ weight.T + x @ correction, weight.T + correction


@answers.wrong("ex05_4_lora_linear", "mixes up the order of A and B")
def lora_linear(x, weight, a, b, alpha):
    return x @ weight.T + alpha / len(a) * (x @ b @ a), weight + alpha / len(a) * (a @ b)


@answers.right("ex05_4_lora_linear")
def lora_linear(x, weight, a, b, alpha):
    merged = torch.addmm(weight, b, a, alpha=alpha / a.shape[0])
    return nn.functional.linear(x, merged), merged


@answers.right("ex05_4_lora_linear")
def lora_linear(x, weight, a, b, alpha):
    down, up = nn.functional.linear(x, a), alpha / len(a) * b
    return [nn.functional.linear(x, weight) + nn.functional.linear(down, up), weight + up @ a]


# 5.5 ROUGE-L


def split(text):
    return re.findall("[a-z0-9]+", text.lower())


def table(one, other):
    """Length of the longest common subsequence."""
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            lengths[i + 1][j + 1] = lengths[i][j] + 1 if a == b else max(lengths[i][j + 1], lengths[i + 1][j])
    return lengths[-1][-1]


def f1(common, one, other):
    return 2 * common / (len(one) + len(other)) if common else 0.0


@answers.wrong("ex05_5_rouge_l", "ignores the order")
def rouge_l(prediction, reference):
    one, other = split(prediction), split(reference)
    return f1(sum(min(one.count(w), other.count(w)) for w in set(one)), one, other)


@answers.wrong("ex05_5_rouge_l", "takes the longest run without gaps")
def rouge_l(prediction, reference):
    one, other, longest = split(prediction), split(reference), 0
    for i in range(len(one)):
        for j in range(len(other)):
            k = 0
            while i + k < len(one) and j + k < len(other) and one[i + k] == other[j + k]:
                k += 1
            longest = max(longest, k)
    return f1(longest, one, other)


@answers.wrong("ex05_5_rouge_l", "compares place by place")
def rouge_l(prediction, reference):
    one, other = split(prediction), split(reference)
    return f1(sum(a == b for a, b in zip(one, other)), one, other)


@answers.wrong("ex05_5_rouge_l", "returns the recall")
def rouge_l(prediction, reference):
    one, other = split(prediction), split(reference)
    return table(one, other) / max(1, len(other))


@answers.wrong("ex05_5_rouge_l", "returns the precision")
def rouge_l(prediction, reference):
    one, other = split(prediction), split(reference)
    return table(one, other) / max(1, len(one))


@answers.wrong("ex05_5_rouge_l", "minds capitals and punctuation")
def rouge_l(prediction, reference):
    one, other = prediction.split(), reference.split()
    return f1(table(one, other), one, other)


@answers.wrong("ex05_5_rouge_l", "compares characters")
def rouge_l(prediction, reference):
    one, other = prediction.lower(), reference.lower()
    return f1(table(one, other), one, other)


@answers.wrong("ex05_5_rouge_l", "counts pairs of words")
def rouge_l(prediction, reference):
    one, other = ([*zip(words, words[1:])] for words in (split(prediction), split(reference)))
    return f1(sum(min(one.count(p), other.count(p)) for p in set(one)), one, other)


@answers.wrong("ex05_5_rouge_l", "divides by zero")
def rouge_l(prediction, reference):
    one, other = split(prediction), split(reference)
    common = table(one, other)
    precision, recall = common / len(one), common / len(other)
    return 2 * precision * recall / (precision + recall)


@answers.right("ex05_5_rouge_l")
def rouge_l(prediction, reference):
    """From the back, with remembered results."""
    one, other, known = split(prediction), split(reference), {}
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            skip = max(known.get((i + 1, j), 0), known.get((i, j + 1), 0))
            known[i, j] = 1 + known.get((i + 1, j + 1), 0) if one[i] == other[j] else skip
    common = known.get((0, 0), 0)
    if common == 0:
        return 0
    precision, recall = common / len(one), common / len(other)
    return 2 / (1 / precision + 1 / recall)


# 5.6 How much is forgotten


def mse(w, family):
    x, y = family
    return ((x @ w - y) ** 2).mean()


def descend(w, family, rate, steps):
    x, y = family
    for _ in range(steps):
        w = w - rate * 2 * x.T @ (x @ w - y) / len(y)
    return w


@answers.wrong("ex05_6_forgetting", "lets the baseline drift")
def forgetting(weights, families, trained, rate, steps):
    tuned = weights
    x, y = families[trained]
    for _ in range(steps):
        tuned -= rate * 2 * x.T @ (x @ tuned - y) / len(y)
    rises = [mse(tuned, f) - mse(weights, f) for name, f in families.items() if name != trained]
    return float(sum(rises) / len(rises))


@answers.wrong("ex05_6_forgetting", "changes its input")
def forgetting(weights, families, trained, rate, steps):
    before = {name: mse(weights, f) for name, f in families.items()}
    x, y = families[trained]
    for _ in range(steps):
        weights -= rate * 2 * x.T @ (x @ weights - y) / len(y)
    rises = [mse(weights, families[name]) - before[name] for name in families if name != trained]
    return float(sum(rises) / len(rises))


@answers.wrong("ex05_6_forgetting", "counts the trained family as well")
def forgetting(weights, families, trained, rate, steps):
    tuned = descend(weights, families[trained], rate, steps)
    return np.mean([float(mse(tuned, f) - mse(weights, f)) for f in families.values()])


@answers.wrong("ex05_6_forgetting", "turns the sign around")
def forgetting(weights, families, trained, rate, steps):
    tuned = descend(weights, families[trained], rate, steps)
    return np.mean([float(mse(weights, f) - mse(tuned, f)) for n, f in families.items() if n != trained])


@answers.wrong("ex05_6_forgetting", "reports the loss instead of its rise")
def forgetting(weights, families, trained, rate, steps):
    tuned = descend(weights, families[trained], rate, steps)
    return torch.stack([mse(tuned, f) for n, f in families.items() if n != trained]).mean()


@answers.wrong("ex05_6_forgetting", "does not count gains")
def forgetting(weights, families, trained, rate, steps):
    tuned = descend(weights, families[trained], rate, steps)
    rises = [mse(tuned, f) - mse(weights, f) for n, f in families.items() if n != trained]
    return torch.stack(rises).clamp(min=0).mean()


@answers.wrong("ex05_6_forgetting", "adds families up instead of averaging")
def forgetting(weights, families, trained, rate, steps):
    tuned = descend(weights, families[trained], rate, steps)
    return sum(mse(tuned, f) - mse(weights, f) for n, f in families.items() if n != trained)


@answers.wrong("ex05_6_forgetting", "lets large families count more")
def forgetting(weights, families, trained, rate, steps):
    tuned = descend(weights, families[trained], rate, steps)
    x = torch.cat([f[0] for n, f in families.items() if n != trained])
    y = torch.cat([f[1] for n, f in families.items() if n != trained])
    return mse(tuned, (x, y)) - mse(weights, (x, y))


@answers.wrong("ex05_6_forgetting", "loses the 2 of the gradient")
def forgetting(weights, families, trained, rate, steps):
    tuned = descend(weights, families[trained], rate / 2, steps)
    return np.mean([float(mse(tuned, f) - mse(weights, f)) for n, f in families.items() if n != trained])


@answers.wrong("ex05_6_forgetting", "descends on the sum of the errors")
def forgetting(weights, families, trained, rate, steps):
    tuned = descend(weights, families[trained], rate * len(families[trained][1]), steps)
    return np.mean([float(mse(tuned, f) - mse(weights, f)) for n, f in families.items() if n != trained])


@answers.right("ex05_6_forgetting")
def forgetting(weights, families, trained, rate, steps):
    """With autograd."""
    tuned = weights.detach().clone().requires_grad_()
    for _ in range(steps):
        (slope,) = torch.autograd.grad(mse(tuned, families[trained]), tuned)
        tuned = (tuned - rate * slope).detach().requires_grad_()
    rises = [mse(tuned, f) - mse(weights, f) for name, f in families.items() if name != trained]
    return torch.stack(rises).mean().item()


@answers.right("ex05_6_forgetting")
def forgetting(weights, families, trained, rate, steps):
    """With torch's own optimizer."""
    layer = nn.Linear(len(weights), 1, bias=False)
    with torch.no_grad():
        layer.weight.copy_(weights[None])
    optimizer = torch.optim.SGD(layer.parameters(), lr=rate)
    x, y = families[trained]
    for _ in range(steps):
        optimizer.zero_grad()
        nn.functional.mse_loss(layer(x)[:, 0], y).backward()
        optimizer.step()
    tuned = layer.weight[0].detach()
    rises = [float(mse(tuned, f) - mse(weights, f)) for name, f in families.items() if name != trained]
    return sum(rises) / len(rises)


# 5.7 The filter of self-instruct


@answers.wrong("ex05_7_keep_new", "compares with the old pool only")
def keep_new(pool, candidates, similarity, limit=0.7, shortest=3, longest=30):
    return [
        c
        for c in candidates
        if shortest <= len(c.split()) <= longest and all(similarity(c, other) < limit for other in pool)
    ]


@answers.wrong("ex05_7_keep_new", "compares candidates with each other only")
def keep_new(pool, candidates, similarity, limit=0.7, shortest=3, longest=30):
    kept = []
    for c in candidates:
        if shortest <= len(c.split()) <= longest and all(similarity(c, other) < limit for other in kept):
            kept.append(c)
    return kept


@answers.wrong("ex05_7_keep_new", "keeps what resembles the pool")
def keep_new(pool, candidates, similarity, limit=0.7, shortest=3, longest=30):
    kept = []
    for c in candidates:
        if shortest <= len(c.split()) <= longest and all(similarity(c, o) >= limit for o in [*pool, *kept]):
            kept.append(c)
    return kept


@answers.wrong("ex05_7_keep_new", "lets the limit itself through")
def keep_new(pool, candidates, similarity, limit=0.7, shortest=3, longest=30):
    kept = []
    for c in candidates:
        if shortest <= len(c.split()) <= longest and max(similarity(c, o) for o in [*pool, *kept]) <= limit:
            kept.append(c)
    return kept


@answers.wrong("ex05_7_keep_new", "is content with one different text")
def keep_new(pool, candidates, similarity, limit=0.7, shortest=3, longest=30):
    kept = []
    for c in candidates:
        if shortest <= len(c.split()) <= longest and any(similarity(c, o) < limit for o in [*pool, *kept]):
            kept.append(c)
    return kept


@answers.wrong("ex05_7_keep_new", "ignores the length")
def keep_new(pool, candidates, similarity, limit=0.7, shortest=3, longest=30):
    kept = []
    for c in candidates:
        if max(similarity(c, o) for o in chain(pool, kept)) < limit:
            kept.append(c)
    return kept


@answers.wrong("ex05_7_keep_new", "counts characters")
def keep_new(pool, candidates, similarity, limit=0.7, shortest=3, longest=30):
    kept = []
    for c in candidates:
        if shortest <= len(c) <= longest and max(similarity(c, o) for o in chain(pool, kept)) < limit:
            kept.append(c)
    return kept


@answers.wrong("ex05_7_keep_new", "excludes the ends of the length")
def keep_new(pool, candidates, similarity, limit=0.7, shortest=3, longest=30):
    kept = []
    for c in candidates:
        if shortest < len(c.split()) < longest and max(similarity(c, o) for o in chain(pool, kept)) < limit:
            kept.append(c)
    return kept


@answers.wrong("ex05_7_keep_new", "returns the whole pool")
def keep_new(pool, candidates, similarity, limit=0.7, shortest=3, longest=30):
    everything = list(pool)
    for c in candidates:
        if shortest <= len(c.split()) <= longest and max(similarity(c, o) for o in everything) < limit:
            everything.append(c)
    return everything


@answers.wrong("ex05_7_keep_new", "looks for exact copies only")
def keep_new(pool, candidates, similarity, limit=0.7, shortest=3, longest=30):
    kept = []
    for c in candidates:
        if shortest <= len(c.split()) <= longest and c not in pool and c not in kept:
            kept.append(c)
    return kept


@answers.wrong("ex05_7_keep_new", "changes its input")
def keep_new(pool, candidates, similarity, limit=0.7, shortest=3, longest=30):
    before = len(pool)
    for c in candidates:
        if shortest <= len(c.split()) <= longest and max(similarity(c, o) for o in pool) < limit:
            pool.append(c)
    return pool[before:]


@answers.right("ex05_7_keep_new")
def keep_new(pool, candidates, similarity, limit=0.7, shortest=3, longest=30):
    everything = list(pool)
    for c in candidates:
        size = len(c.split())
        if size < shortest or size > longest:
            continue
        if any(similarity(other, c) >= limit for other in everything):
            continue
        everything.append(c)
    return everything[len(pool) :]
