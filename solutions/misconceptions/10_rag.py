"""Answers to the exercises of lab 10, as students write them: wrong ones with the mistake's name, and right ones."""

import re

import numpy as np
import torch

from helpers.checks.answers import Answers

answers = Answers()


# 10.1 Pack


def grow(lengths, start, size):
    end, total = start, 0
    while end < len(lengths) and total + lengths[end] <= size:
        total += lengths[end]
        end += 1
    return end


def back(lengths, end, first, room):
    start = end
    while start - 1 > first and sum(lengths[start - 1 : end]) <= room:
        start -= 1
    return start


@answers.wrong("ex10_1_pack", "forgets the overlap")
def pack(lengths, size, overlap):
    chunks, start = [], 0
    while start < len(lengths):
        end = grow(lengths, start, size)
        chunks.append((start, end))
        start = end
    return chunks


@answers.wrong("ex10_1_pack", "loses the rest")
def pack(lengths, size, overlap):
    chunks, start = [], 0
    while True:
        end = grow(lengths, start, size)
        if end == len(lengths):
            return chunks
        chunks.append((start, end))
        start = back(lengths, end, start, min(overlap, size - lengths[end]))


@answers.wrong("ex10_1_pack", "repeats the end once more")
def pack(lengths, size, overlap):
    chunks, start = [], 0
    while start < len(lengths):
        end = grow(lengths, start, size)
        chunks.append((start, end))
        room = min(overlap, size - lengths[end]) if end < len(lengths) else overlap
        after = back(lengths, end, start, room)
        if end == len(lengths):
            if after < end:
                chunks.append((after, end))
            break
        start = after
    return chunks


@answers.wrong("ex10_1_pack", "counts pieces, not tokens")
def pack(lengths, size, overlap):
    chunks = []
    for start in range(0, len(lengths), size - overlap):
        chunks.append((start, min(start + size, len(lengths))))
        if start + size >= len(lengths):
            break
    return chunks


@answers.wrong("ex10_1_pack", "counts pieces, not tokens")
def pack(lengths, size, overlap):
    chunks, start = [], 0
    while True:
        end = grow(lengths, start, size)
        chunks.append((start, end))
        if end == len(lengths):
            return chunks
        start = max(end - overlap, start + 1)


@answers.wrong("ex10_1_pack", "gives the last piece, not the one after it")
def pack(lengths, size, overlap):
    chunks, start = [], 0
    while True:
        end = grow(lengths, start, size)
        chunks.append((start, end - 1))
        if end == len(lengths):
            return chunks
        start = back(lengths, end, start, min(overlap, size - lengths[end]))


@answers.wrong("ex10_1_pack", "exceeds the size")
def pack(lengths, size, overlap):
    chunks, start = [], 0
    while start < len(lengths):
        end = grow(lengths, start, size)
        chunks.append((back(lengths, start, -1, overlap) if start else 0, end))
        start = end
    return chunks


@answers.right("ex10_1_pack")
def pack(lengths, size, overlap):
    """By running totals, searched from the left."""
    total = np.concatenate([[0], np.cumsum(lengths)])
    chunks = [(0, int(np.searchsorted(total, size, "right")) - 1)]
    while chunks[-1][1] < len(lengths):
        first, end = chunks[-1]
        room = min(overlap, size - lengths[end])
        start = next(s for s in range(first + 1, end + 1) if total[end] - total[s] <= room)
        chunks.append((start, int(np.searchsorted(total, total[start] + size, "right")) - 1))
    return chunks


@answers.right("ex10_1_pack")
def pack(lengths, size, overlap):
    """A list of pieces that moves along the text."""
    chunks, inside = [], []
    for piece, length in enumerate(lengths):
        if sum(lengths[p] for p in inside) + length > size:
            chunks.append([inside[0], inside[-1] + 1])
            inside = inside[1:]
            while inside and (
                sum(lengths[p] for p in inside) > overlap or sum(lengths[p] for p in inside) + length > size
            ):
                inside.pop(0)
        inside.append(piece)
    return [*chunks, [inside[0], inside[-1] + 1]]


# 10.2 Cosine top-k


def cosines_of(query, vectors):
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(query)
    return vectors @ query / np.where(lengths > 0, lengths, 1)


def best(scores, k):
    return [(int(i), float(scores[i])) for i in np.argsort(-scores, kind="stable")[:k]]


@answers.wrong("ex10_2_cosine_top_k", "takes the dot product")
def cosine_top_k(query, vectors, k):
    return best(vectors @ query, k)


@answers.wrong("ex10_2_cosine_top_k", "divides by one length only")
def cosine_top_k(query, vectors, k):
    lengths = np.linalg.norm(vectors, axis=1)
    return best(vectors @ query / np.where(lengths > 0, lengths, 1), k)


@answers.wrong("ex10_2_cosine_top_k", "divides by zero")
def cosine_top_k(query, vectors, k):
    with np.errstate(all="ignore"):
        return best(vectors @ query / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(query)), k)


@answers.wrong("ex10_2_cosine_top_k", "takes the farthest")
def cosine_top_k(query, vectors, k):
    scores = cosines_of(query, vectors)
    return [(int(i), float(scores[i])) for i in np.argsort(scores, kind="stable")[:k]]


@answers.wrong("ex10_2_cosine_top_k", "measures the distance between points")
def cosine_top_k(query, vectors, k):
    distances = np.linalg.norm(vectors - query, axis=1)
    return [(int(i), float(distances[i])) for i in np.argsort(distances, kind="stable")[:k]]


@answers.wrong("ex10_2_cosine_top_k", "returns distances")
def cosine_top_k(query, vectors, k):
    return [(i, 1 - score) for i, score in best(cosines_of(query, vectors), k)]


@answers.wrong("ex10_2_cosine_top_k", "turns ties round")
def cosine_top_k(query, vectors, k):
    scores = cosines_of(query, vectors)
    return [(int(i), float(scores[i])) for i in np.argsort(scores, kind="stable")[::-1][:k]]


@answers.wrong("ex10_2_cosine_top_k", "leaves them in the order of the rows")
def cosine_top_k(query, vectors, k):
    return sorted(best(cosines_of(query, vectors), k))


@answers.right("ex10_2_cosine_top_k")
def cosine_top_k(query, vectors, k):
    """With torch, which has a guard against zero vectors."""
    scores = torch.nn.functional.cosine_similarity(
        torch.as_tensor(vectors).double(), torch.as_tensor(query).double()[None], eps=1e-12
    )
    values, rows = scores.sort(descending=True, stable=True)
    return [(row, value) for row, value in zip(rows.tolist()[:k], values.tolist()[:k])]


@answers.right("ex10_2_cosine_top_k")
def cosine_top_k(query, vectors, k):
    """One vector at a time, in plain Python."""

    def cosine(a, b):
        product = sum(x * y for x, y in zip(a, b))
        size = (sum(x * x for x in a) * sum(y * y for y in b)) ** 0.5
        return float(product / size) if size else 0.0

    scored = [(row, cosine(query, vector)) for row, vector in enumerate(vectors)]
    return sorted(scored, key=lambda pair: (-round(pair[1], 12), pair[0]))[:k]


# 10.3 Recall and MRR


def mean(values):
    return sum(values) / len(values)


def recalls(rankings, relevant, k):
    return [len(set(w) & set(r[:k])) / len(set(w)) for r, w in zip(rankings, relevant)]


def reciprocals(rankings, relevant, k):
    return [
        next((1 / rank for rank, key in enumerate(r[:k], 1) if key in w), 0.0)
        for r, w in zip(rankings, relevant)
    ]


@answers.wrong("ex10_3_recall_and_mrr", "gives precision, not recall")
def recall_and_mrr(rankings, relevant, k):
    precision = [len(set(w) & set(r[:k])) / k for r, w in zip(rankings, relevant)]
    return mean(precision), mean(reciprocals(rankings, relevant, k))


@answers.wrong("ex10_3_recall_and_mrr", "counts a query as found by one hit")
def recall_and_mrr(rankings, relevant, k):
    hit = [any(key in w for key in r[:k]) for r, w in zip(rankings, relevant)]
    return mean(hit), mean(reciprocals(rankings, relevant, k))


@answers.wrong("ex10_3_recall_and_mrr", "counts ranks from zero")
def recall_and_mrr(rankings, relevant, k):
    found = []
    for ranking, wanted in zip(rankings, relevant):
        ranks = [i for i, key in enumerate(ranking[:k]) if key in wanted]
        found.append(1 / max(1, ranks[0]) if ranks else 0.0)
    return mean(recalls(rankings, relevant, k)), mean(found)


@answers.wrong("ex10_3_recall_and_mrr", "looks below the k-th place")
def recall_and_mrr(rankings, relevant, k):
    return mean(recalls(rankings, relevant, k)), mean(reciprocals(rankings, relevant, None))


@answers.wrong("ex10_3_recall_and_mrr", "adds up every hit")
def recall_and_mrr(rankings, relevant, k):
    total = [sum(1 / n for n, key in enumerate(r[:k], 1) if key in w) for r, w in zip(rankings, relevant)]
    return mean(recalls(rankings, relevant, k)), mean(total)


@answers.wrong("ex10_3_recall_and_mrr", "pools the queries")
def recall_and_mrr(rankings, relevant, k):
    hits = sum(len(set(w) & set(r[:k])) for r, w in zip(rankings, relevant))
    return hits / sum(len(w) for w in relevant), mean(reciprocals(rankings, relevant, k))


@answers.wrong("ex10_3_recall_and_mrr", "inverts the mean rank, or leaves out misses")
def recall_and_mrr(rankings, relevant, k):
    found = [value for value in reciprocals(rankings, relevant, k) if value]
    return mean(recalls(rankings, relevant, k)), mean(found) if found else 0.0


@answers.wrong("ex10_3_recall_and_mrr", "inverts the mean rank, or leaves out misses")
def recall_and_mrr(rankings, relevant, k):
    ranks = [1 / value for value in reciprocals(rankings, relevant, k) if value]
    return mean(recalls(rankings, relevant, k)), 1 / mean(ranks) if ranks else 0.0


@answers.right("ex10_3_recall_and_mrr")
def recall_and_mrr(rankings, relevant, k):
    """With a loop and a break; a list comes back."""
    recall, reciprocal = 0, 0
    for ranking, wanted in zip(rankings, relevant):
        recall += np.isin(list(set(wanted)), ranking[:k]).mean()
        for rank in range(1, min(k, len(ranking)) + 1):
            if ranking[rank - 1] in wanted:
                reciprocal += 1 / rank
                break
    return [recall / len(rankings), reciprocal / len(rankings)]


# 10.4 Fusion


def fused(rankings, weight):
    scores = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, 1):
            scores[key] = scores.get(key, 0) + weight(rank)
    return scores


def downwards(scores):
    return sorted(scores.items(), key=lambda item: -item[1])


@answers.wrong("ex10_4_reciprocal_rank_fusion", "counts ranks from zero")
def reciprocal_rank_fusion(rankings, c=60.0):
    scores = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking):
            scores[key] = scores.get(key, 0) + 1 / (c + rank)
    return downwards(scores)


@answers.wrong("ex10_4_reciprocal_rank_fusion", "leaves out c")
def reciprocal_rank_fusion(rankings, c=60.0):
    return downwards(fused(rankings, lambda rank: 1 / rank))


@answers.wrong("ex10_4_reciprocal_rank_fusion", "takes 60 whatever c is")
def reciprocal_rank_fusion(rankings, c=60.0):
    return downwards(fused(rankings, lambda rank: 1 / (60 + rank)))


@answers.wrong("ex10_4_reciprocal_rank_fusion", "keeps the better place only")
def reciprocal_rank_fusion(rankings, c=60.0):
    scores = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, 1):
            scores[key] = max(scores.get(key, 0), 1 / (c + rank))
    return downwards(scores)


@answers.wrong("ex10_4_reciprocal_rank_fusion", "keeps what all rankings list")
def reciprocal_rank_fusion(rankings, c=60.0):
    scores = fused(rankings, lambda rank: 1 / (c + rank))
    return downwards({key: s for key, s in scores.items() if all(key in r for r in rankings)})


@answers.wrong("ex10_4_reciprocal_rank_fusion", "adds up ranks")
def reciprocal_rank_fusion(rankings, c=60.0):
    return sorted(fused(rankings, lambda rank: rank).items(), key=lambda item: item[1])


@answers.wrong("ex10_4_reciprocal_rank_fusion", "sorts the wrong way round")
def reciprocal_rank_fusion(rankings, c=60.0):
    return sorted(fused(rankings, lambda rank: 1 / (c + rank)).items(), key=lambda item: item[1])


@answers.wrong("ex10_4_reciprocal_rank_fusion", "averages")
def reciprocal_rank_fusion(rankings, c=60.0):
    scores = fused(rankings, lambda rank: 1 / (c + rank))
    return downwards({key: s / len(rankings) for key, s in scores.items()})


@answers.right("ex10_4_reciprocal_rank_fusion")
def reciprocal_rank_fusion(rankings, c=60.0):
    """Key by key; lists instead of tuples."""
    keys = list(dict.fromkeys(key for ranking in rankings for key in ranking))
    table = [[sum(1 / (c + r.index(key) + 1) for r in rankings if key in r)] for key in keys]
    order = np.argsort(-np.array(table)[:, 0], kind="stable")
    return [[keys[i], table[i][0]] for i in order]


# 10.5 Fit


def take(lengths, room):
    taken = []
    for i, length in enumerate(lengths):
        if length <= room:
            taken.append(i)
            room -= length
    return taken


@answers.wrong("ex10_5_fit_passages", "leaves no room for the reply")
def fit_passages(lengths, question, reply, context):
    return take(lengths, context - question)


@answers.wrong("ex10_5_fit_passages", "forgets the question")
def fit_passages(lengths, question, reply, context):
    return take(lengths, context - reply)


@answers.wrong("ex10_5_fit_passages", "stops at the first that is too long")
def fit_passages(lengths, question, reply, context):
    taken, total = [], question + reply
    for i, length in enumerate(lengths):
        if total + length > context:
            break
        taken.append(i)
        total += length
    return taken


@answers.wrong("ex10_5_fit_passages", "takes one too many")
def fit_passages(lengths, question, reply, context):
    taken, total = [], 0
    for i, length in enumerate(lengths):
        if total > context - question - reply:
            break
        taken.append(i)
        total += length
    return taken


@answers.wrong("ex10_5_fit_passages", "prefers short passages")
def fit_passages(lengths, question, reply, context):
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    return sorted(order[i] for i in take([lengths[i] for i in order], context - question - reply))


@answers.wrong("ex10_5_fit_passages", "looks at each passage alone")
def fit_passages(lengths, question, reply, context):
    return [i for i, length in enumerate(lengths) if length + question + reply <= context]


@answers.wrong("ex10_5_fit_passages", "leaves the last token unused")
def fit_passages(lengths, question, reply, context):
    taken, left = [], context - question - reply
    for i, length in enumerate(lengths):
        if length < left:
            taken.append(i)
            left -= length
    return taken


@answers.right("ex10_5_fit_passages")
def fit_passages(lengths, question, reply, context):
    """Adds up what is used."""
    used, taken = question + reply, ()
    for i in range(len(lengths)):
        if used + lengths[i] <= context:
            used, taken = used + lengths[i], (*taken, i)
    return taken


# 10.6 Citations


def inside_brackets(reply):
    return [int(n) for part in re.findall(r"\[([^\]]*)\]", reply) for n in re.findall(r"\d+", part)]


@answers.wrong("ex10_6_resolve_citations", "counts passages from zero")
def resolve_citations(reply, keys):
    return list(dict.fromkeys(keys[n] for n in inside_brackets(reply) if n < len(keys)))


@answers.wrong("ex10_6_resolve_citations", "trusts every number")
def resolve_citations(reply, keys):
    return list(dict.fromkeys(keys[n - 1] for n in inside_brackets(reply)))


@answers.wrong("ex10_6_resolve_citations", "trusts every number")
def resolve_citations(reply, keys):
    return list(dict.fromkeys(keys[n - 1] for n in inside_brackets(reply) if n <= len(keys)))


@answers.wrong("ex10_6_resolve_citations", "takes every number for a citation")
def resolve_citations(reply, keys):
    found = [int(n) for n in re.findall(r"\d+", reply)]
    return list(dict.fromkeys(keys[n - 1] for n in found if 1 <= n <= len(keys)))


@answers.wrong("ex10_6_resolve_citations", "misses several numbers in one bracket")
def resolve_citations(reply, keys):
    found = [int(n) for n in re.findall(r"\[(\d+)\]", reply)]
    return list(dict.fromkeys(keys[n - 1] for n in found if 1 <= n <= len(keys)))


@answers.wrong("ex10_6_resolve_citations", "reads single digits only")
def resolve_citations(reply, keys):
    found = [int(n) for part in re.findall(r"\[(\d(?:(?:, | and )\d)*)\]", reply) for n in re.findall(r"\d", part)]
    return list(dict.fromkeys(keys[n - 1] for n in found if 1 <= n <= len(keys)))


@answers.wrong("ex10_6_resolve_citations", "repeats a passage")
def resolve_citations(reply, keys):
    return [keys[n - 1] for n in inside_brackets(reply) if 1 <= n <= len(keys)]


@answers.wrong("ex10_6_resolve_citations", "sorts the citations")
def resolve_citations(reply, keys):
    return [keys[n - 1] for n in sorted(set(inside_brackets(reply))) if 1 <= n <= len(keys)]


@answers.right("ex10_6_resolve_citations")
def resolve_citations(reply, keys):
    """Character by character, without regular expressions."""
    found, number, inside = [], "", False
    for character in reply:
        if inside and character.isdigit():
            number += character
            continue
        if inside and number:
            key = dict(enumerate(keys, 1)).get(int(number))
            if key is not None and key not in found:
                found.append(key)
            number = ""
        inside = character == "[" or (inside and character != "]")
    return tuple(found)


# 10.7 Threshold


def shares(scores, answerable, threshold):
    values, yes = np.array(scores), np.array(answerable)
    return (values[yes] >= threshold).mean(), (values[~yes] < threshold).mean()


@answers.wrong("ex10_7_choose_threshold", "answers on the wrong side")
def choose_threshold(scores, answerable):
    candidates = [min(scores) - 1, *scores, max(scores) + 1]
    return min(candidates, key=lambda t: sum(shares(scores, answerable, t)))


@answers.wrong("ex10_7_choose_threshold", "answers above the threshold only")
def choose_threshold(scores, answerable):
    values, yes = np.array(scores), np.array(answerable)
    return max(sorted(scores), key=lambda t: (values[yes] > t).mean() + (values[~yes] <= t).mean())


@answers.wrong("ex10_7_choose_threshold", "never declines an answerable question")
def choose_threshold(scores, answerable):
    return min(s for s, yes in zip(scores, answerable) if yes)


@answers.wrong("ex10_7_choose_threshold", "never answers an unanswerable question")
def choose_threshold(scores, answerable):
    return max(s for s, yes in zip(scores, answerable) if not yes) + 1e-6


@answers.wrong("ex10_7_choose_threshold", "takes the mean")
def choose_threshold(scores, answerable):
    return sum(scores) / len(scores)


@answers.wrong("ex10_7_choose_threshold", "takes the mean")
def choose_threshold(scores, answerable):
    values, yes = np.array(scores), np.array(answerable)
    return (values[yes].mean() + values[~yes].mean()) / 2


@answers.wrong("ex10_7_choose_threshold", "counts right decisions")
def choose_threshold(scores, answerable):
    values, yes = np.array(scores), np.array(answerable)
    return max(sorted(scores), key=lambda t: ((values >= t) == yes).mean())


@answers.right("ex10_7_choose_threshold")
def choose_threshold(scores, answerable):
    """Candidates between the scores, all at once."""
    values, yes = np.sort(np.array(scores)), np.array(answerable)
    candidates = np.concatenate([[values[0] - 1], (values[1:] + values[:-1]) / 2, [values[-1] + 1]])
    above = np.array(scores)[None] >= candidates[:, None]
    quality = above[:, yes].mean(axis=1) + (~above[:, ~yes]).mean(axis=1)
    return candidates[quality.argmax()]


@answers.right("ex10_7_choose_threshold")
def choose_threshold(scores, answerable):
    """Of equally good thresholds the highest; a tensor comes back."""
    candidates = [*sorted(scores), max(scores) + 1e-3]
    return torch.tensor(max(reversed(candidates), key=lambda t: sum(shares(scores, answerable, t)))).double()


# 10.8 Defence


def sentences_of(passage):
    return re.split(r"(?<=[.!?])[\"')]*\s+", passage)


@answers.wrong("ex10_8_remove_instructions", "changes nothing")
def remove_instructions(passages):
    return list(passages)


@answers.wrong("ex10_8_remove_instructions", "marks the passages instead")
def remove_instructions(passages):
    return [f"<passage>{passage}</passage>" for passage in passages]


@answers.wrong("ex10_8_remove_instructions", "knows one wording only")
def remove_instructions(passages):
    return [" ".join(s for s in sentences_of(p) if not s.lower().startswith("ignore")) for p in passages]


@answers.wrong("ex10_8_remove_instructions", "takes every 'you' for an order")
def remove_instructions(passages):
    signs = r"\b(ignore|disregard|forget|question|answer|reply|say|notes|rule|instructions|output|print|write|give|you|your)\b"
    return [" ".join(s for s in sentences_of(p) if not re.search(signs, s.lower()) or "People say" in s) for p in passages]


@answers.wrong("ex10_8_remove_instructions", "matches parts of words")
def remove_instructions(passages):
    signs = ("ignore", "disregard", "forget", "question", "answer", "read", "reply", "passages", "notes", "rule", "instruct", "asked")
    return [" ".join(s for s in sentences_of(p) if not any(sign in s.lower() for sign in signs)) for p in passages]


@answers.wrong("ex10_8_remove_instructions", "throws away the whole passage")
def remove_instructions(passages):
    signs = re.compile(
        r"ignore|disregard|forget|question|answer|reply|instructions|the notes|passages|machine|whoever reads|never mind|asked|rule|instead|task"
    )
    return ["" if signs.search(passage.lower()) else passage for passage in passages]


@answers.wrong("ex10_8_remove_instructions", "leaves the words to be said")
def remove_instructions(passages):
    return [re.sub(r"(?i)\b(ignore|disregard|forget) the question and (say|write|answer)?", "", p) for p in passages]


@answers.right("ex10_8_remove_instructions")
def remove_instructions(passages):
    """By counting words of two lists."""
    orders = {"say", "write", "answer", "reply", "print", "output", "give"}
    signs = {
        "ignore", "disregard", "forget", "question", "answer", "reply", "instructions", "notes", "passages", "machine",
        "assistant", "rule", "reader", "mind", "system", "asked", "instead",
    }  # fmt: skip
    kept = []
    for passage in passages:
        sentences = []
        for sentence in sentences_of(passage):
            words = re.findall(r"[a-z]+", sentence.lower())
            if words and words[0] not in orders and not signs & set(words) and "stop reading" not in sentence.lower():
                sentences.append(sentence)
        kept.append(" ".join(sentences))
    return kept
