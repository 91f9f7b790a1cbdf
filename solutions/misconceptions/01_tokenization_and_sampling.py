"""Answers to the exercises of lab 01, as students write them: wrong ones with the mistake's name, and right ones."""

from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np
import torch

from helpers.checks.answers import Answers

answers = Answers()


# 1.1 Train BPE merges


def merge_word(symbols, pair):
    merged, i = [], 0
    while i < len(symbols):
        if i + 1 < len(symbols) and (symbols[i], symbols[i + 1]) == pair:
            merged.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            merged.append(symbols[i])
            i += 1
    return merged


@answers.wrong("ex01_1_train_bpe", "counts pairs across words")
def train_bpe(word_counts, num_merges):
    text = []
    for word, count in word_counts.items():
        text += list(word) * count
    ids = {s: i for i, s in enumerate(sorted(set(text)))}
    merges = []
    for _ in range(num_merges):
        counts = Counter(zip(text, text[1:]))
        if not counts:
            break
        pair = min(counts, key=lambda p: (-counts[p], ids[p[0]], ids[p[1]]))
        merges.append(pair)
        ids.setdefault(pair[0] + pair[1], len(ids))
        text = merge_word(text, pair)
    return merges


@answers.wrong("ex01_1_train_bpe", "ignores how often a word occurs")
def train_bpe(word_counts, num_merges):
    words = [list(word) for word in word_counts]
    ids = {s: i for i, s in enumerate(sorted({s for word in words for s in word}))}
    merges = []
    for _ in range(num_merges):
        counts = Counter(pair for word in words for pair in pairwise(word))
        if not counts:
            break
        pair = min(counts, key=lambda p: (-counts[p], ids[p[0]], ids[p[1]]))
        merges.append(pair)
        ids.setdefault("".join(pair), len(ids))
        words = [merge_word(word, pair) for word in words]
    return merges


@answers.wrong("ex01_1_train_bpe", "counts once and never again")
def train_bpe(word_counts, num_merges):
    counts = Counter()
    for word, count in word_counts.items():
        for pair in pairwise(word):
            counts[pair] += count
    ranked = sorted(counts, key=lambda pair: (-counts[pair], pair))
    return ranked[:num_merges]


@answers.wrong("ex01_1_train_bpe", "breaks ties by the order of first sight")
def train_bpe(word_counts, num_merges):
    words = {tuple(word): count for word, count in word_counts.items()}
    merges = []
    while len(merges) < num_merges:
        counts = defaultdict(int)
        for word, count in words.items():
            for pair in pairwise(word):
                counts[pair] += count
        if not counts:
            return merges
        best = max(counts, key=counts.get)
        merges.append(best)
        words = {tuple(merge_word(word, best)): count for word, count in words.items()}
    return merges


@answers.wrong("ex01_1_train_bpe", "takes the last of tied pairs")
def train_bpe(word_counts, num_merges):
    words = [(list(word), count) for word, count in word_counts.items()]
    merges = []
    while len(merges) < num_merges:
        counts = Counter()
        for word, count in words:
            for pair in pairwise(word):
                counts[pair] += count
        if not counts:
            return merges
        _, best = max((count, pair) for pair, count in counts.items())
        merges.append(best)
        words = [(merge_word(word, best), count) for word, count in words]
    return merges


@answers.wrong("ex01_1_train_bpe", "breaks ties by spelling, not by id")
def train_bpe(word_counts, num_merges):
    words = [(list(word), count) for word, count in word_counts.items()]
    merges = []
    while len(merges) < num_merges:
        counts = Counter()
        for word, count in words:
            for pair in pairwise(word):
                counts[pair] += count
        if not counts:
            return merges
        best = sorted(counts, key=lambda pair: (-counts[pair], pair))[0]
        merges.append(best)
        words = [(merge_word(word, best), count) for word, count in words]
    return merges


@answers.wrong("ex01_1_train_bpe", "goes on when no pair is left")
def train_bpe(word_counts, num_merges):
    words = [(list(word), count) for word, count in word_counts.items()]
    ids = {s: i for i, s in enumerate(sorted({s for word in word_counts for s in word}))}
    merges = []
    for _ in range(num_merges):
        counts = Counter()
        for word, count in words:
            for pair in pairwise(word):
                counts[pair] += count
        pair = min(counts, key=lambda p: (-counts[p], ids[p[0]], ids[p[1]]))
        merges.append(pair)
        ids.setdefault("".join(pair), len(ids))
        words = [(merge_word(word, pair), count) for word, count in words]
    return merges


@answers.wrong("ex01_1_train_bpe", "returns merged tokens, not pairs")
def train_bpe(word_counts, num_merges):
    words = [(list(word), count) for word, count in word_counts.items()]
    vocab = sorted({s for word in word_counts for s in word})
    size = len(vocab)
    for _ in range(num_merges):
        counts = Counter()
        for word, count in words:
            for pair in pairwise(word):
                counts[pair] += count
        if not counts:
            break
        pair = min(counts, key=lambda p: (-counts[p], vocab.index(p[0]), vocab.index(p[1])))
        vocab.append("".join(pair))
        words = [(merge_word(word, pair), count) for word, count in words]
    return vocab[size:]


@answers.right("ex01_1_train_bpe")
def train_bpe(word_counts, num_merges):
    vocab = sorted(set("".join(word_counts)))
    words = {word: list(word) for word in word_counts}
    merges = []
    while len(merges) < num_merges:
        counts = {}
        for word, symbols in words.items():
            for i in range(len(symbols) - 1):
                key = (vocab.index(symbols[i]), vocab.index(symbols[i + 1]))
                counts[key] = counts.get(key, 0) + word_counts[word]
        if len(counts) == 0:
            break
        most = max(counts.values())
        left, right = sorted(key for key in counts if counts[key] == most)[0]
        merges.append([vocab[left], vocab[right]])
        for symbols in words.values():
            i = 0
            while i < len(symbols) - 1:
                if symbols[i] == vocab[left] and symbols[i + 1] == vocab[right]:
                    symbols[i : i + 2] = [vocab[left] + vocab[right]]
                i += 1
        if vocab[left] + vocab[right] not in vocab:
            vocab.append(vocab[left] + vocab[right])
    return merges


@answers.right("ex01_1_train_bpe")
def train_bpe(word_counts, num_merges, merges=()):
    """Recursive, on arrays of ids."""
    vocab = sorted(set("".join(word_counts))) + [a + b for a, b in merges]
    if len(merges) == num_merges:
        return list(merges)
    ids = {token: i for i, token in reversed(list(enumerate(vocab)))}
    table = np.zeros((len(vocab), len(vocab)))
    for word, count in word_counts.items():
        symbols = list(word)
        for pair in merges:
            symbols = merge_word(symbols, pair)
        for a, b in pairwise(symbols):
            table[ids[a], ids[b]] += count
    if not table.any():
        return list(merges)
    left, right = np.unravel_index(table.argmax(), table.shape)
    return train_bpe(word_counts, num_merges, (*merges, (vocab[left], vocab[right])))


# 1.2 Encode with merges


@answers.wrong("ex01_2_encode_bpe", "applies merges left to right instead of by rank")
def encode_bpe(word, merges):
    tokens = list(word)
    i = 0
    while i < len(tokens) - 1:
        if (tokens[i], tokens[i + 1]) in merges:
            tokens[i : i + 2] = [tokens[i] + tokens[i + 1]]
            i = 0
        else:
            i += 1
    return tokens


@answers.wrong("ex01_2_encode_bpe", "takes the longest token first")
def encode_bpe(word, merges):
    vocab = set(word) | {a + b for a, b in merges}
    tokens = []
    while word:
        end = len(word)
        while word[:end] not in vocab:
            end -= 1
        tokens.append(word[:end])
        word = word[end:]
    return tokens


@answers.wrong("ex01_2_encode_bpe", "joins only the first occurrence")
def encode_bpe(word, merges):
    tokens = list(word)
    for a, b in merges:
        for i in range(len(tokens) - 1):
            if tokens[i] == a and tokens[i + 1] == b:
                tokens = tokens[:i] + [a + b] + tokens[i + 2 :]
                break
    return tokens


@answers.wrong("ex01_2_encode_bpe", "applies later merges first")
def encode_bpe(word, merges):
    tokens = list(word)
    ranks = {pair: i for i, pair in enumerate(merges)}
    while True:
        pairs = [pair for pair in pairwise(tokens) if pair in ranks]
        if not pairs:
            return tokens
        tokens = merge_word(tokens, max(pairs, key=ranks.get))


@answers.wrong("ex01_2_encode_bpe", "stops after one merge")
def encode_bpe(word, merges):
    tokens = list(word)
    for pair in merges:
        if pair in pairwise(tokens):
            return merge_word(tokens, pair)
    return tokens


@answers.wrong("ex01_2_encode_bpe", "loses or repeats symbols")
def encode_bpe(word, merges):
    tokens = list(word)
    for pair in merges:
        merged = []
        i = 0
        while i < len(tokens) - 1:
            if (tokens[i], tokens[i + 1]) == pair:
                merged.append(tokens[i] + tokens[i + 1])
                i += 2
            else:
                merged.append(tokens[i])
                i += 1
        tokens = merged
    return tokens


@answers.wrong("ex01_2_encode_bpe", "loses or repeats symbols")
def encode_bpe(word, merges):
    tokens = list(word)
    for a, b in merges:
        merged = []
        for i, token in enumerate(tokens):
            if token == a and i + 1 < len(tokens) and tokens[i + 1] == b:
                merged.append(a + b)
            elif not (i > 0 and token == b and tokens[i - 1] == a and merged[-1] == a + b and a != b):
                merged.append(token)
        tokens = merged
    return tokens


@answers.wrong("ex01_2_encode_bpe", "changes its input")
def encode_bpe(word, merges):
    tokens = list(word)
    while merges:
        tokens = merge_word(tokens, merges.pop(0))
    return tokens


@answers.right("ex01_2_encode_bpe")
def encode_bpe(word, merges):
    tokens = list(word)
    for pair in merges:
        tokens = merge_word(tokens, tuple(pair))
    return tokens


@answers.right("ex01_2_encode_bpe")
def encode_bpe(word, merges):
    ranks = dict(zip(merges, range(len(merges))))
    tokens = tuple(word)
    while len(tokens) > 1:
        rank, place = min((ranks.get(pair, len(merges)), i) for i, pair in enumerate(pairwise(tokens)))
        if rank == len(merges):
            break
        tokens = tokens[:place] + (tokens[place] + tokens[place + 1],) + tokens[place + 2 :]
    return tokens


# 1.3 Softmax with temperature


@answers.wrong("ex01_3_softmax_with_temperature", "multiplies by the temperature")
def softmax_with_temperature(logits, temperature):
    return torch.softmax(logits * temperature, dim=-1)


@answers.wrong("ex01_3_softmax_with_temperature", "softmax before temperature")
def softmax_with_temperature(logits, temperature):
    probs = torch.softmax(logits, dim=-1)
    if temperature == 0:
        return torch.nn.functional.one_hot(probs.argmax(dim=-1), logits.shape[-1]).float()
    return probs / temperature


@answers.wrong("ex01_3_softmax_with_temperature", "softmax before temperature")
def softmax_with_temperature(logits, temperature):
    return torch.softmax(torch.softmax(logits, dim=-1) / temperature, dim=-1)


@answers.wrong("ex01_3_softmax_with_temperature", "ignores the temperature")
def softmax_with_temperature(logits, temperature):
    probs = torch.softmax(logits, dim=-1) / max(temperature, 1e-6)
    return probs / probs.sum(dim=-1, keepdim=True)


@answers.wrong("ex01_3_softmax_with_temperature", "divides by zero at temperature 0")
def softmax_with_temperature(logits, temperature):
    return torch.softmax(logits / temperature, dim=-1)


@answers.wrong("ex01_3_softmax_with_temperature", "divides by zero at temperature 0")
def softmax_with_temperature(logits, temperature):
    return torch.softmax(logits * (1 / temperature), dim=-1)


@answers.wrong("ex01_3_softmax_with_temperature", "splits the mass among tied maxima")
def softmax_with_temperature(logits, temperature):
    if temperature == 0:
        best = (logits == logits.max(dim=-1, keepdim=True).values).float()
        return best / best.sum(dim=-1, keepdim=True)
    return torch.softmax(logits / temperature, dim=-1)


@answers.wrong("ex01_3_softmax_with_temperature", "splits the mass among tied maxima")
def softmax_with_temperature(logits, temperature):
    return torch.softmax(logits / (temperature + 1e-10), dim=-1)


@answers.wrong("ex01_3_softmax_with_temperature", "takes exp without a safe range")
def softmax_with_temperature(logits, temperature):
    if temperature == 0:
        return torch.eye(logits.shape[-1])[logits.argmax(-1)]
    exponentials = torch.exp(logits / temperature)
    return exponentials / exponentials.sum(-1, keepdim=True)


@answers.wrong("ex01_3_softmax_with_temperature", "returns logits, not probabilities")
def softmax_with_temperature(logits, temperature):
    if temperature == 0:
        return logits
    return logits / temperature


@answers.right("ex01_3_softmax_with_temperature")
def softmax_with_temperature(logits, temperature):
    if temperature == 0:
        result = torch.zeros_like(logits)
        result.scatter_(-1, logits.argmax(dim=-1, keepdim=True), 1.0)
        return result
    return (logits.double() / temperature).softmax(dim=-1)


@answers.right("ex01_3_softmax_with_temperature")
def softmax_with_temperature(logits, temperature):
    x = logits.numpy().astype(float)
    if temperature == 0:
        return np.eye(x.shape[-1])[x.argmax(axis=-1)]
    x = np.exp((x - x.max(axis=-1, keepdims=True)) / temperature)
    return x / x.sum(axis=-1, keepdims=True)


# 1.4 Top-k


@answers.wrong("ex01_4_top_k", "breaks ties by dropping")
def top_k(logits, k):
    if k == 0 or k >= logits.shape[-1]:
        return logits
    values, ids = torch.topk(logits, k, dim=-1)
    return torch.full_like(logits, float("-inf")).scatter(-1, ids, values)


@answers.wrong("ex01_4_top_k", "breaks ties by dropping")
def top_k(logits, k):
    if k == 0:
        return logits
    out = logits.clone()
    order = torch.argsort(logits, dim=-1, descending=True, stable=True)
    out.scatter_(-1, order[..., k:], float("-inf"))
    return out


@answers.wrong("ex01_4_top_k", "cuts to 0 instead of -inf")
def top_k(logits, k):
    if k == 0 or k >= logits.shape[-1]:
        return logits
    threshold = torch.topk(logits, k).values[..., -1:]
    return torch.where(logits >= threshold, logits, 0.0)


@answers.wrong("ex01_4_top_k", "cuts the k-th token too")
def top_k(logits, k):
    if k == 0 or k >= logits.shape[-1]:
        return logits
    threshold = torch.topk(logits, k).values[..., -1:]
    return torch.where(logits > threshold, logits, float("-inf"))


@answers.wrong("ex01_4_top_k", "returns only the k logits")
def top_k(logits, k):
    return torch.topk(logits, k, dim=-1).values


@answers.wrong("ex01_4_top_k", "keeps the smallest")
def top_k(logits, k):
    if k == 0 or k >= logits.shape[-1]:
        return logits
    ordered = logits.sort(dim=-1).values
    return logits.masked_fill(logits > ordered[..., k - 1 : k], float("-inf"))


@answers.wrong("ex01_4_top_k", "fails when k exceeds the vocabulary")
def top_k(logits, k):
    if k == 0:
        return logits
    threshold = torch.topk(logits, k, dim=-1).values[..., -1:]
    return logits.masked_fill(logits < threshold, float("-inf"))


@answers.wrong("ex01_4_top_k", "k = 0 cuts everything")
def top_k(logits, k):
    k = min(k, logits.shape[-1])
    ordered = logits.sort(dim=-1, descending=True).values
    kept = (logits[..., None] == ordered[..., None, :k]).any(-1)
    return logits.masked_fill(~kept, float("-inf"))


@answers.wrong("ex01_4_top_k", "k = 0 cuts everything")
def top_k(logits, k):
    k = min(k, logits.shape[-1])
    threshold = torch.topk(logits, k, dim=-1).values[..., -1]
    return logits.masked_fill(logits < threshold.unsqueeze(-1), float("-inf"))


@answers.wrong("ex01_4_top_k", "one threshold for the whole batch")
def top_k(logits, k):
    if k == 0 or k >= logits.shape[-1]:
        return logits
    threshold = torch.topk(logits.flatten(), k).values[-1]
    return logits.masked_fill(logits < threshold, float("-inf"))


@answers.wrong("ex01_4_top_k", "changes its input")
def top_k(logits, k):
    if 0 < k < logits.shape[-1]:
        logits[logits < torch.topk(logits, k).values[..., -1:]] = float("-inf")
    return logits


@answers.right("ex01_4_top_k")
def top_k(logits, k):
    x = logits.numpy()
    if k == 0 or k >= x.shape[-1]:
        return x
    threshold = np.sort(x, axis=-1)[..., -k, None]
    return np.where(x < threshold, -np.inf, x)


@answers.right("ex01_4_top_k")
def top_k(logits, k):
    vocab = logits.shape[-1]
    rows = []
    for row in logits.reshape(-1, vocab).tolist():
        better = [sum(other > mine for other in row) for mine in row]
        rows.append([x if k == 0 or n < k else float("-inf") for x, n in zip(row, better)])
    return torch.tensor(rows).reshape(logits.shape)


# 1.5 Top-p


@answers.wrong("ex01_5_top_p", "top-p with ≤ p as in the notes")
def top_p(logits, p):
    if p == 1:
        return logits
    ordered, ids = torch.sort(logits, dim=-1, descending=True, stable=True)
    cumulative = torch.softmax(ordered, dim=-1).cumsum(dim=-1)
    remove = cumulative > p
    return logits.masked_fill(remove.scatter(-1, ids, remove), float("-inf"))


@answers.wrong("ex01_5_top_p", "top-p with ≤ p as in the notes")
def top_p(logits, p):
    probs = torch.softmax(logits, dim=-1)
    ordered, ids = torch.sort(probs, dim=-1, descending=True, stable=True)
    keep = ordered.cumsum(dim=-1) <= p
    keep[..., 0] = True
    mask = torch.zeros_like(keep).scatter(-1, ids, keep)
    return torch.where(mask, logits, torch.tensor(float("-inf")))


@answers.wrong("ex01_5_top_p", "drops the token that crosses p")
def top_p(logits, p):
    if p == 1:
        return logits
    ordered, ids = torch.sort(logits, dim=-1, descending=True, stable=True)
    remove = torch.softmax(ordered, dim=-1).cumsum(dim=-1) >= p
    remove[..., 0] = False
    return logits.masked_fill(remove.scatter(-1, ids, remove), float("-inf"))


@answers.wrong("ex01_5_top_p", "does not sort first")
def top_p(logits, p):
    if p == 1:
        return logits
    probs = torch.softmax(logits, dim=-1)
    before = probs.cumsum(dim=-1) - probs
    return logits.masked_fill(before >= p, float("-inf"))


@answers.wrong("ex01_5_top_p", "forgets to put the tokens back in order")
def top_p(logits, p):
    if p == 1:
        return logits
    probs, _ = torch.sort(torch.softmax(logits, dim=-1), dim=-1, descending=True)
    before = probs.cumsum(dim=-1) - probs
    return logits.masked_fill(before >= p, float("-inf"))


@answers.wrong("ex01_5_top_p", "forgets to put the tokens back in order")
def top_p(logits, p):
    if p == 1:
        return logits
    ordered, ids = torch.sort(logits, dim=-1, descending=True)
    probs = torch.softmax(ordered, dim=-1)
    ordered[probs.cumsum(dim=-1) - probs >= p] = float("-inf")
    return ordered


@answers.wrong("ex01_5_top_p", "keeps one token too many at an exact hit")
def top_p(logits, p):
    if p == 1:
        return logits
    ordered, ids = torch.sort(logits, dim=-1, descending=True, stable=True)
    remove = torch.softmax(ordered, dim=-1).cumsum(dim=-1) > p
    remove[..., 1:] = remove[..., :-1].clone()
    remove[..., 0] = False
    return logits.masked_fill(remove.scatter(-1, ids, remove), float("-inf"))


@answers.wrong("ex01_5_top_p", "keeps every tie")
def top_p(logits, p):
    if p == 1:
        return logits
    ordered = torch.sort(logits, dim=-1, descending=True).values
    probs = torch.softmax(ordered, dim=-1)
    count = ((probs.cumsum(dim=-1) - probs) < p).sum(dim=-1, keepdim=True)
    smallest_kept = ordered.gather(-1, count - 1)
    return logits.masked_fill(logits < smallest_kept, float("-inf"))


@answers.wrong("ex01_5_top_p", "takes the highest id first among ties")
def top_p(logits, p):
    if p == 1:
        return logits
    x = logits.numpy()
    order = np.argsort(x, axis=-1, kind="stable")[..., ::-1]
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    probs = np.take_along_axis(e / e.sum(axis=-1, keepdims=True), order, axis=-1)
    keep = np.zeros(x.shape, dtype=bool)
    np.put_along_axis(keep, order, probs.cumsum(axis=-1) - probs < p, axis=-1)
    return np.where(keep, x, -np.inf)


@answers.wrong("ex01_5_top_p", "compares each probability with p")
def top_p(logits, p):
    return logits.masked_fill(torch.softmax(logits, dim=-1) < p, float("-inf"))


@answers.wrong("ex01_5_top_p", "cuts to 0 instead of -inf")
def top_p(logits, p):
    if p == 1:
        return logits
    ordered, ids = torch.sort(logits, dim=-1, descending=True, stable=True)
    probs = torch.softmax(ordered, dim=-1)
    remove = probs.cumsum(dim=-1) - probs >= p
    return logits * ~remove.scatter(-1, ids, remove)


@answers.wrong("ex01_5_top_p", "returns probabilities, not logits")
def top_p(logits, p):
    ordered, ids = torch.sort(logits, dim=-1, descending=True, stable=True)
    probs = torch.softmax(ordered, dim=-1)
    probs[probs.cumsum(dim=-1) - probs >= p] = 0
    probs = probs / probs.sum(dim=-1, keepdim=True)
    return torch.zeros_like(logits).scatter(-1, ids, probs)


@answers.wrong("ex01_5_top_p", "cuts the tail at p = 1")
def top_p(logits, p):
    ordered, ids = torch.sort(logits, dim=-1, descending=True, stable=True)
    probs = torch.softmax(ordered, dim=-1)
    remove = probs.cumsum(dim=-1) - probs >= p
    return logits.masked_fill(remove.scatter(-1, ids, remove), float("-inf"))


@answers.wrong("ex01_5_top_p", "changes its input")
def top_p(logits, p):
    ordered, ids = torch.sort(logits, dim=-1, descending=True, stable=True)
    probs = torch.softmax(ordered, dim=-1)
    remove = (probs.cumsum(dim=-1) - probs >= p) & (p < 1)
    logits[remove.scatter(-1, ids, remove)] = float("-inf")
    return logits


@answers.right("ex01_5_top_p")
def top_p(logits, p):
    if p >= 1:
        return logits.clone()
    vocab = logits.shape[-1]
    out = torch.full_like(logits, float("-inf")).reshape(-1, vocab)
    for i, row in enumerate(logits.reshape(-1, vocab)):
        probs = torch.softmax(row.double(), dim=-1).tolist()
        mass = 0.0
        for token in sorted(range(vocab), key=lambda t: (-probs[t], t)):
            out[i, token] = row[token]
            mass += probs[token]
            if mass >= p:
                break
    return out.reshape(logits.shape)


@answers.right("ex01_5_top_p")
def top_p(logits, p):
    if p == 1:
        return logits.numpy()
    x = logits.double().numpy()
    order = np.argsort(-x, axis=-1, kind="stable")
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    probs = np.take_along_axis(e / e.sum(axis=-1, keepdims=True), order, axis=-1)
    size = (probs.cumsum(axis=-1) < p).sum(axis=-1, keepdims=True) + 1
    place = order.argsort(axis=-1)
    return np.where(place < size, x, -np.inf)


# 1.6 Draw


@answers.wrong("ex01_6_draw", "draws a new random number on every pass")
def draw(probs, n, rng):
    drawn = []
    for _ in range(n):
        cumulative = 0.0
        for i, p in enumerate(probs.tolist()):
            cumulative += p
            if cumulative > rng.random():
                drawn.append(i)
                break
    return drawn


@answers.wrong("ex01_6_draw", "one random number for all draws")
def draw(probs, n, rng):
    u = rng.random()
    cumulative = probs.cumsum(dim=0)
    return [int((cumulative <= u).sum()) for _ in range(n)]


@answers.wrong("ex01_6_draw", "compares with the probability, not the running sum")
def draw(probs, n, rng):
    drawn = []
    for _ in range(n):
        u = rng.random()
        for i, p in enumerate(probs.tolist()):
            if u < p:
                break
        drawn.append(i)
    return drawn


@answers.wrong("ex01_6_draw", "always takes the most likely token")
def draw(probs, n, rng):
    return [int(probs.argmax())] * n


@answers.wrong("ex01_6_draw", "ignores the probabilities")
def draw(probs, n, rng):
    possible = [i for i, p in enumerate(probs) if p > 0]
    return [possible[i] for i in rng.integers(0, len(possible), size=n)]


@answers.wrong("ex01_6_draw", "draws without replacement")
def draw(probs, n, rng):
    return rng.choice(len(probs), size=n, replace=False, p=probs.numpy()).tolist()


@answers.wrong("ex01_6_draw", "draws without replacement")
def draw(probs, n, rng):
    torch.manual_seed(int(rng.integers(1_000_000)))
    return torch.multinomial(probs, n).tolist()


@answers.wrong("ex01_6_draw", "ignores the generator")
def draw(probs, n, rng):
    return torch.multinomial(probs, n, replacement=True).tolist()


@answers.wrong("ex01_6_draw", "off by one token")
def draw(probs, n, rng):
    return [int((rng.random() > probs.cumsum(0)).sum()) + 1 for _ in range(n)]


@answers.wrong("ex01_6_draw", "wrong type")
def draw(probs, n, rng):
    return int(np.searchsorted(probs.cumsum(0).numpy(), rng.random(), side="right"))


@answers.right("ex01_6_draw")
def draw(probs, n, rng):
    drawn = []
    for _ in range(n):
        u = rng.random()
        token = 0
        cumulative = float(probs[0])
        while u >= cumulative and token < len(probs) - 1:
            token += 1
            cumulative += float(probs[token])
        drawn.append(token)
    return drawn


@answers.right("ex01_6_draw")
def draw(probs, n, rng):
    p = probs.double().numpy()
    return rng.choice(len(p), size=n, p=p / p.sum())


@answers.right("ex01_6_draw")
def draw(probs, n, rng):
    """The Gumbel-max trick: no running sum at all."""
    noise = rng.gumbel(size=(n, len(probs)))
    return torch.from_numpy(np.log(probs.numpy() + 1e-30) + noise).argmax(dim=-1)


# 1.7 Generate with a KV cache


@answers.wrong("ex01_7_generate_with_cache", "returns the prompt as well")
def generate_with_cache(model, token_ids, max_new_tokens):
    ids = list(token_ids)
    step, cache = ids, None
    with torch.no_grad():
        for _ in range(max_new_tokens):
            output = model(torch.tensor([step]), past_key_values=cache, use_cache=True)
            cache = output.past_key_values
            step = [output.logits[0, -1].argmax().item()]
            ids = ids + step
    return ids


@answers.wrong("ex01_7_generate_with_cache", "feeds the whole sequence at every step")
@torch.no_grad()
def generate_with_cache(model, token_ids, max_new_tokens):
    ids, cache = list(token_ids), None
    for _ in range(max_new_tokens):
        output = model(torch.tensor([ids]), past_key_values=cache, use_cache=True)
        cache = output.past_key_values
        ids.append(output.logits[0, -1].argmax().item())
    return ids[len(token_ids) :]


@answers.wrong("ex01_7_generate_with_cache", "feeds the whole sequence at every step")
@torch.no_grad()
def generate_with_cache(model, token_ids, max_new_tokens):
    ids = list(token_ids)
    for _ in range(max_new_tokens):
        logits = model(torch.tensor([ids]), use_cache=True).logits
        ids.append(logits[0, -1].argmax().item())
    return ids[len(token_ids) :]


@answers.wrong("ex01_7_generate_with_cache", "feeds one token but not the cache")
@torch.no_grad()
def generate_with_cache(model, token_ids, max_new_tokens):
    step, new = torch.tensor([token_ids]), []
    for _ in range(max_new_tokens):
        logits = model(step, use_cache=True).logits
        step = logits[:, -1:].argmax(dim=-1)
        new.append(step.item())
    return new


@answers.wrong("ex01_7_generate_with_cache", "feeds the prompt again at every step")
@torch.no_grad()
def generate_with_cache(model, token_ids, max_new_tokens):
    prompt, cache, new = torch.tensor([token_ids]), None, []
    for _ in range(max_new_tokens):
        output = model(prompt, past_key_values=cache, use_cache=True)
        cache = output.past_key_values
        new.append(output.logits[0, -1].argmax().item())
    return new


@answers.wrong("ex01_7_generate_with_cache", "reads the first position, not the last")
@torch.no_grad()
def generate_with_cache(model, token_ids, max_new_tokens):
    step, cache, new = token_ids, None, []
    for _ in range(max_new_tokens):
        output = model(torch.tensor([step]), past_key_values=cache, use_cache=True)
        cache = output.past_key_values
        step = [output.logits[0][0].argmax().item()]
        new += step
    return new


@answers.wrong("ex01_7_generate_with_cache", "one token too few")
@torch.no_grad()
def generate_with_cache(model, token_ids, max_new_tokens):
    output = model(torch.tensor([token_ids]), use_cache=True)
    step, new = output.logits[0, -1].argmax().item(), []
    for _ in range(max_new_tokens - 1):
        output = model(torch.tensor([[step]]), past_key_values=output.past_key_values, use_cache=True)
        step = output.logits[0, -1].argmax().item()
        new.append(step)
    return new


@answers.wrong("ex01_7_generate_with_cache", "one token too many")
@torch.no_grad()
def generate_with_cache(model, token_ids, max_new_tokens):
    output = model(torch.tensor([token_ids]), use_cache=True)
    new = [output.logits[0, -1].argmax().item()]
    for _ in range(max_new_tokens):
        output = model(torch.tensor([new[-1:]]), past_key_values=output.past_key_values, use_cache=True)
        new.append(output.logits[0, -1].argmax().item())
    return new


@answers.right("ex01_7_generate_with_cache")
def generate_with_cache(model, token_ids, max_new_tokens):
    new = []
    cache = None
    step = torch.tensor([token_ids], device=model.device)
    while len(new) < max_new_tokens:
        output = model.forward(input_ids=step, past_key_values=cache, use_cache=True)
        cache = output.past_key_values
        step = output.logits[:, -1].argmax(dim=-1, keepdim=True)
        new.append(step[0, 0])
    return new


@answers.right("ex01_7_generate_with_cache")
@torch.no_grad()
def generate_with_cache(model, token_ids, max_new_tokens):
    """Fills the cache with all of the prompt but its last token first."""
    cache = None
    if len(token_ids) > 1:
        cache = model(torch.tensor([token_ids[:-1]], device=model.device), use_cache=True).past_key_values
    new = token_ids[-1:]
    for _ in range(max_new_tokens):
        output = model(torch.tensor([new[-1:]], device=model.device), past_key_values=cache, use_cache=True)
        cache = output.past_key_values
        new = new + [int(torch.argmax(output.logits.flatten()))]
    return new[1:]
