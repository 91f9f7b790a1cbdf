"""Answers to the exercise of lab 00, as students write them: wrong ones with the mistake's name, and right ones."""

import numpy as np
import torch

from helpers.checks.answers import Answers

answers = Answers()


@answers.wrong("ex00_1_stable_softmax", "takes exp of the raw logits")
def stable_softmax(logits):
    exponentials = torch.exp(logits)
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


@answers.wrong("ex00_1_stable_softmax", "subtracts the mean, not the maximum")
def stable_softmax(logits):
    centred = logits - logits.mean(dim=-1, keepdim=True)
    exponentials = torch.exp(centred)
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


@answers.wrong("ex00_1_stable_softmax", "subtracts the minimum, not the maximum")
def stable_softmax(logits):
    smallest, _ = logits.min(dim=-1, keepdim=True)
    exponentials = (logits - smallest).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


@answers.wrong("ex00_1_stable_softmax", "one maximum for the whole batch")
def stable_softmax(logits):
    exponentials = torch.exp(logits - torch.max(logits))
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


@answers.wrong("ex00_1_stable_softmax", "normalises over the whole batch")
def stable_softmax(logits):
    exponentials = torch.exp(logits - logits.max())
    return exponentials / exponentials.sum()


@answers.wrong("ex00_1_stable_softmax", "returns log-probabilities")
def stable_softmax(logits):
    return logits - torch.logsumexp(logits, dim=-1, keepdim=True)


@answers.wrong("ex00_1_stable_softmax", "does not divide by the sum")
def stable_softmax(logits):
    return torch.exp(logits - logits.max(dim=-1, keepdim=True)[0])


@answers.wrong("ex00_1_stable_softmax", "changes its input")
def stable_softmax(logits):
    logits -= logits.max(dim=-1, keepdim=True)[0]
    exponentials = logits.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


@answers.wrong("ex00_1_stable_softmax", "raises")
def stable_softmax(logits):
    shifted = logits - max(logits)
    return shifted.exp() / shifted.exp().sum()


@answers.right("ex00_1_stable_softmax")
def stable_softmax(logits):
    return torch.exp(logits - torch.logsumexp(logits, dim=-1, keepdim=True))


@answers.right("ex00_1_stable_softmax")
def stable_softmax(logits):
    x = np.array(logits, dtype=np.float64)
    x = np.exp(x - x.max(axis=-1, keepdims=True))
    return x / x.sum(axis=-1, keepdims=True)


@answers.right("ex00_1_stable_softmax")
def stable_softmax(logits):
    rows = []
    for row in logits.reshape(-1, logits.shape[-1]):
        biggest = max(row.tolist())
        exponentials = [2.718281828459045 ** (x - biggest) for x in row.tolist()]
        total = sum(exponentials)
        rows.append([e / total for e in exponentials])
    return torch.tensor(rows).reshape(logits.shape)
