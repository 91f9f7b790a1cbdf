"""Exercise 3.5: bytes of a training run."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from helpers import memory
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import same_as

MOMENTS = {"sgd": 0, "momentum": 4, "adam": 8, "adam8bit": 2}


def _states(weights: float, gradients: float, optimizer: float) -> dict[str, float]:
    return {"weights": weights, "gradients": gradients, "optimizer": optimizer}


def _training_case(args: tuple[Any, ...], expected: dict[str, float], about: str, **named: int) -> Case:
    return Case(args, expected, kwargs=named, about=about, rtol=1e-9)


def _training_cases(rng: np.random.Generator) -> Iterator[Case]:
    yield _training_case((10, "fp32", "adam"), _states(40, 40, 80), "ten parameters, float32, Adam")
    yield _training_case(
        (10, "mixed", "adam"), _states(20, 20, 120), "mixed precision: 16 bytes a parameter too"
    )
    yield _training_case((10, "fp32", "sgd"), _states(40, 40, 0), "an optimizer without memory")
    yield _training_case(
        (10, "mixed", "sgd"), _states(20, 20, 40), "mixed precision and an optimizer without memory"
    )
    yield _training_case((10, "fp32", "momentum"), _states(40, 40, 40), "one running average")
    yield _training_case((10, "mixed", "adam8bit"), _states(20, 20, 60), "8-bit Adam")
    yield _training_case((10**9, "fp32", "adam"), _states(4e9, 4e9, 8e9), "a billion parameters")
    frozen = _states(200, 20, 120)
    yield _training_case((10, "mixed", "adam"), frozen, "90 frozen parameters in 16 bits", frozen=90)
    quantized = _states(65, 20, 120)
    yield _training_case(
        (10, "mixed", "adam"), quantized, "90 frozen parameters in 4 bits", frozen=90, frozen_bits=4
    )
    trained, kept = int(rng.integers(2, 90)) * 10, int(rng.integers(2, 90)) * 1000
    random = _states(trained * 4 + kept, trained * 4, trained * 2)
    yield _training_case(
        (trained, "fp32", "adam8bit"), random, "adapters on a frozen int8 model", frozen=kept, frozen_bits=8
    )


def _training(
    weight: dict[str, int], gradient: dict[str, int], master: dict[str, int], moments: dict[str, int]
) -> Callable[..., dict[str, float]]:
    """The rule with other bytes a parameter."""

    def rule(
        trainable: int, precision: str, optimizer: str, frozen: int = 0, frozen_bits: int = 16
    ) -> dict[str, float]:
        return _states(
            trainable * weight[precision] + frozen * frozen_bits / 8,
            trainable * gradient[precision],
            trainable * (master[precision] + moments[optimizer]),
        )

    return rule


_TWO, _MASTER = {"fp32": 4, "mixed": 2}, {"fp32": 0, "mixed": 4}
_NONE = {"fp32": 0, "mixed": 0}


def _all_trained(
    trainable: int, precision: str, optimizer: str, frozen: int = 0, frozen_bits: int = 16
) -> dict[str, float]:
    right = memory.training_bytes(trainable, precision, optimizer, frozen, frozen_bits)
    everything = memory.training_bytes(trainable + frozen, precision, optimizer)
    return {**everything, "weights": right["weights"]}


def _gradients_for_all(
    trainable: int, precision: str, optimizer: str, frozen: int = 0, frozen_bits: int = 16
) -> dict[str, float]:
    right = memory.training_bytes(trainable, precision, optimizer, frozen, frozen_bits)
    return {**right, "gradients": (trainable + frozen) * _TWO[precision]}


def _bits_as_bytes(
    trainable: int, precision: str, optimizer: str, frozen: int = 0, frozen_bits: int = 16
) -> dict[str, float]:
    right = memory.training_bytes(trainable, precision, optimizer, frozen, frozen_bits)
    return {**right, "weights": trainable * _TWO[precision] + frozen * frozen_bits}


def _frozen_like_trained(
    trainable: int, precision: str, optimizer: str, frozen: int = 0, frozen_bits: int = 16
) -> dict[str, float]:
    right = memory.training_bytes(trainable, precision, optimizer)
    return {**right, "weights": (trainable + frozen) * _TWO[precision]}


TRAINING_BYTES = Exercise(
    id="ex03_5_training_bytes",
    title="Bytes of a training run",
    function="training_bytes",
    difficulty=1,
    minutes=12,
    points=2,
    hints=(
        "Make a small table first: how many bytes a parameter are weights, gradients and optimizer states, "
        "for each of the two precisions and four optimizers?",
        "Mixed precision computes in 16 bits, but small updates would be lost there: the optimizer updates "
        "a float32 copy. Which of the three does that copy belong to? And what does a frozen parameter need "
        "besides its weight?",
        "Per trained parameter: weights and gradients 4 and 4 (fp32) or 2 and 2 (mixed); optimizer 0, 4, 8 "
        "or 2 by its kind, plus 4 for the copy in mixed precision. Per frozen parameter: `frozen_bits / 8` "
        "in weights, nothing else.",
    ),
    cases=_training_cases,
    reference=memory.training_bytes,
    misconceptions=(
        Misconception(
            "forgets the float32 copy of mixed precision",
            "Mixed precision keeps the weights twice: in 16 bits to compute with, and in float32 to update, "
            "since most updates are too small to change a 16-bit number. The copy counts with the "
            "optimizer.",
            same_as(_training(_TWO, _TWO, _NONE, MOMENTS)),
        ),
        Misconception(
            "counts the float32 copy with the weights",
            "The sum is right. Here the copy belongs to the optimizer, because that is who owns it, and "
            "because ZeRO's first stage divides it with the other optimizer states.",
            same_as(_training({"fp32": 4, "mixed": 6}, _TWO, _NONE, MOMENTS)),
        ),
        Misconception(
            "gives Adam one running average",
            "Adam remembers two numbers for each parameter: an average of its gradients and one of their squares.",
            same_as(_training(_TWO, _TWO, _MASTER, {**MOMENTS, "adam": 4, "adam8bit": 1})),
        ),
        Misconception(
            "counts the weights only",
            "Weights are a quarter of it, or an eighth. Training also keeps a gradient for each trained "
            "parameter and whatever the optimizer remembers.",
            same_as(_training(_TWO, _NONE, _NONE, dict.fromkeys(MOMENTS, 0))),
        ),
        Misconception(
            "trains the frozen parameters too",
            "A frozen parameter has no gradient, and so the optimizer has nothing to remember about it. "
            "That is what makes adapters cheap.",
            same_as(_all_trained),
        ),
        Misconception(
            "gives frozen parameters a gradient",
            "Gradients flow *through* frozen layers to those below, but none is kept for the frozen weights "
            "themselves.",
            same_as(_gradients_for_all),
        ),
        Misconception(
            "takes bits for bytes",
            "Eight bits are one byte: a 4-bit parameter takes half a byte.",
            same_as(_bits_as_bytes),
        ),
        Misconception(
            "stores frozen parameters like trained ones",
            "Frozen weights have a width of their own, `frozen_bits`: QLoRA keeps them in 4 bits under adapters in 16.",
            same_as(_frozen_like_trained),
        ),
    ),
)
