"""Exercise 1.3: softmax with temperature."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from helpers import sampling
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import either, same_as

INF = float("inf")


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    """By hand: logits are logarithms, so that a temperature of 1/2 squares the odds and 2 takes their root."""
    logits = torch.tensor([1.0, 2.0]).log()
    yield Case((logits, 1.0), torch.tensor([1 / 3, 2 / 3]), about="temperature 1, which changes nothing")
    yield Case(
        (logits, 0.5), torch.tensor([1 / 5, 4 / 5]), about="temperature 1/2, which squares the odds 1 : 2"
    )
    logits = torch.tensor([1.0, 4.0, 16.0]).log()
    yield Case(
        (logits, 2.0), torch.tensor([1 / 7, 2 / 7, 4 / 7]), about="temperature 2: the root of 1 : 4 : 16"
    )
    yield Case((torch.tensor([0.5, 3.0, 1.0]), 0.0), torch.tensor([0.0, 1.0, 0.0]), about="temperature 0")
    yield Case(
        (torch.tensor([1.0, 3.0, 0.0, 3.0]), 0.0),
        torch.tensor([0.0, 1.0, 0.0, 0.0]),
        about="temperature 0 and two equal maxima: the first one gets all",
    )
    yield Case(
        (torch.tensor([[1.0, 0.0], [-2.0, 5.0]]), 0),
        torch.tensor([[1.0, 0.0], [0.0, 1.0]]),
        about="a batch at 0",
    )
    yield Case((torch.tensor([-3.0]), 0.7), torch.tensor([1.0]), about="a vocabulary of one token")
    yield Case(
        (torch.tensor([0.0, -INF, 0.0]), 0.5),
        torch.tensor([0.5, 0.0, 0.5]),
        about="a token that cannot be drawn",
    )
    yield Case(
        (torch.tensor([1e4, -1e4, 1e4]), 0.5), torch.tensor([0.5, 0.0, 0.5]), about="logits of ±10,000"
    )
    yield Case((torch.tensor([1.0, 2.0]), 0.01), torch.tensor([0.0, 1.0]), about="a temperature close to 0")
    batch = torch.from_numpy(rng.normal(scale=2, size=(2, 5))).float()
    temperature = float(rng.uniform(0.6, 1.8))
    powers = np.exp(batch.double().numpy() / temperature)
    yield Case(
        (batch, temperature), torch.from_numpy(powers / powers.sum(-1, keepdims=True)), about="a batch"
    )


def _tied_maxima_share(logits: Tensor, temperature: float) -> Tensor:
    maxima = (logits == logits.max(-1, keepdim=True).values).float()
    return maxima / maxima.sum(-1, keepdim=True) if temperature == 0 else (logits / temperature).softmax(-1)


def _power_of_probabilities_unnormalised(logits: Tensor, temperature: float) -> Tensor:
    return logits.softmax(-1) ** (1 / temperature)


def _naive(logits: Tensor, temperature: float) -> Tensor:
    exponentials = (logits / temperature).exp()
    return exponentials / exponentials.sum(-1, keepdim=True)


def _zero_temperature_fails(outcome: Outcome, case: Case) -> bool:
    """NaN, or a division by zero, where the temperature is 0."""
    if case.args[1] != 0:
        return False
    if outcome.problem:
        return outcome.problem.exception == "ZeroDivisionError"
    return bool(torch.as_tensor(outcome.value).isnan().any())


SOFTMAX_WITH_TEMPERATURE = Exercise(
    id="ex01_3_softmax_with_temperature",
    title="Softmax with temperature",
    function="softmax_with_temperature",
    difficulty=1,
    minutes=8,
    points=2,
    hints=(
        "Temperature acts on the logits, before `exp`. Should the differences between logits grow or shrink when the "
        "temperature rises? Your `stable_softmax` of lab 00 does the rest.",
        "Dividing by 0 gives infinities, then NaN, so temperature 0 needs a branch of its own. In the limit, who gets "
        "the probability? What does `argmax` return when two logits are equal?",
        "Branch at 0: start from zeros of the logits' shape and put a 1 where `logits.argmax(-1, keepdim=True)` says "
        "(`scatter`). Otherwise divide the logits by the temperature and take the stable softmax over `dim=-1`.",
    ),
    cases=_cases,
    reference=sampling.softmax_with_temperature,
    misconceptions=(
        Misconception(
            "ignores the temperature",
            "The result is the same at every temperature. Dividing the *probabilities* and normalising again has no "
            "effect either: the constant cancels. Where in the formula does it not cancel?",
            same_as(lambda logits, temperature: logits.softmax(-1)),
        ),
        Misconception(
            "multiplies by the temperature",
            "High temperatures now sharpen the distribution and low ones flatten it: the wrong way round.",
            same_as(lambda logits, temperature: (logits * temperature).softmax(-1)),
        ),
        Misconception(
            "divides by zero at temperature 0",
            "Temperature 0 is the limit in which the most likely token takes all. It cannot be computed by dividing, "
            "so it needs a branch of its own.",
            _zero_temperature_fails,
        ),
        Misconception(
            "softmax before temperature",
            "The temperature comes after the softmax here, so the result no longer adds up to 1, or is no longer a "
            "sharper or flatter version of the same odds. Temperature reshapes the logits.",
            either(
                same_as(lambda logits, temperature: logits.softmax(-1) / temperature),
                same_as(lambda logits, temperature: (logits.softmax(-1) / temperature).softmax(-1)),
                same_as(_power_of_probabilities_unnormalised),
            ),
        ),
        Misconception(
            "splits the mass among tied maxima",
            "At temperature 0 the *first* maximum gets all the mass, so that greedy decoding is deterministic.",
            same_as(_tied_maxima_share),
        ),
        Misconception(
            "returns logits, not probabilities",
            "These are the logits divided by the temperature. The function should go on to probabilities.",
            same_as(lambda logits, temperature: logits / temperature),
        ),
        Misconception(
            "takes exp without a safe range",
            "Dividing by a small temperature makes logits larger still, and `exp` overflows above 88 in float32. Use "
            "the stable softmax.",
            same_as(_naive),
        ),
    ),
)
