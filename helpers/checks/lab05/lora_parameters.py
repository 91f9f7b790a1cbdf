"""Exercise 5.3: parameters of LoRA adapters."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import same_as
from helpers.lora import lora_parameters

Shapes = Sequence[tuple[int, int]]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(shapes: list[tuple[int, int]], rank: int, expected: int, about: str) -> Case:
        return Case((shapes, rank), expected, about=about, rtol=1e-9)

    yield case([(512, 64)], 8, 4_608, "a 512 x 64 matrix")
    yield case([(512, 64)], 1, 576, "rank 1: one column and one row")
    yield case([(4096, 4096)] * 2, 8, 131_072, "query and value matrix of a layer of LLaMA-7B")
    yield case([(512, 64), (64, 512), (100, 300)], 4, 6_208, "three matrices of different shapes")
    yield case([], 8, 0, "no matrix at all")
    shapes = [(int(a), int(b)) for a, b in rng.integers(40, 400, size=(5, 2))]
    rank = int(rng.integers(2, 30))
    yield case(shapes, rank, rank * sum(map(sum, shapes)), "random shapes")


def _sum(of_one: Callable[[int, int, int], float]) -> Callable[[Shapes, int], float]:
    return lambda shapes, rank: sum(of_one(out, wide, rank) for out, wide in shapes)


LORA_PARAMETERS = Exercise(
    id="ex05_3_lora_parameters",
    title="Parameters of LoRA adapters",
    function="lora_parameters",
    difficulty=1,
    minutes=6,
    points=1,
    hints=(
        "Write down the shapes of A and B for one matrix. How many numbers do they hold?",
        "A is (rank, in), B is (out, rank).",
        "`rank * (out + in)` for each shape, summed.",
    ),
    cases=_cases,
    reference=lora_parameters,
    misconceptions=(
        Misconception(
            "counts the product B A",
            "The product has as many numbers as the matrix itself, but it is never stored: A and B are.",
            same_as(_sum(lambda out, wide, rank: out * wide)),
        ),
        Misconception(
            "multiplies where it should add",
            "A and B lie side by side, so their numbers add up: rank · in + out · rank.",
            same_as(_sum(lambda out, wide, rank: rank * out * wide)),
        ),
        Misconception(
            "counts one of the two factors",
            "There are two factors, A with rank · in numbers and B with out · rank.",
            same_as(_sum(lambda out, wide, rank: rank * wide)),
        ),
        Misconception(
            "counts B only",
            "There are two factors, A with rank · in numbers and B with out · rank.",
            same_as(_sum(lambda out, wide, rank: rank * out)),
        ),
        Misconception(
            "adds a core matrix of rank x rank",
            "Two factors, not three: LoRA has no matrix between A and B.",
            same_as(_sum(lambda out, wide, rank: rank * (out + wide) + rank * rank)),
        ),
        Misconception(
            "counts the first matrix only",
            "Each matrix gets adapters of its own: sum over all shapes.",
            same_as(lambda shapes, rank: sum(rank * sum(shape) for shape in shapes[:1])),
        ),
        Misconception(
            "counts the frozen weights too",
            "The matrices themselves are frozen; only A and B are trained.",
            same_as(_sum(lambda out, wide, rank: out * wide + rank * (out + wide))),
        ),
    ),
)
