"""Exercise 3.7: bytes of each GPU under ZeRO."""

from collections.abc import Callable, Iterator

import numpy as np

from helpers import memory
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import either, same_as


def _zero_cases(rng: np.random.Generator) -> Iterator[Case]:
    for stage, expected in enumerate((1600.0, 700.0, 550.0, 400.0)):
        yield Case((100, 4, stage), expected, about=f"100 parameters on 4 GPUs, stage {stage}", rtol=1e-9)
    for stage, expected in ((1, 31.40625e9), (2, 16.640625e9), (3, 1.875e9)):
        yield Case((7_500_000_000, 64, stage), expected, about="the table of the ZeRO paper", rtol=1e-9)
    yield Case((50, 1, 3), 800.0, about="a single GPU, which can divide nothing", rtol=1e-9)
    gpus, parameters = int(rng.integers(3, 9)), int(rng.integers(10, 99)) * 840
    yield Case((parameters, gpus, 2), parameters * (2 + 14 / gpus), about="a random model", rtol=1e-9)


def _zero(
    bytes_each: tuple[int, int, int], divided: Callable[[int], tuple[bool, bool, bool]]
) -> Callable[..., float]:
    """Bytes of weights, gradients and optimizer a parameter, and which of them a stage divides."""

    def rule(parameters: int, gpus: int, stage: int) -> float:
        return sum(
            parameters * size / (gpus if cut else 1)
            for size, cut in zip(bytes_each, divided(stage), strict=True)
        )

    return rule


def _in_order(stage: int) -> tuple[bool, bool, bool]:
    return stage >= 3, stage >= 2, stage >= 1


ZERO_BYTES_PER_GPU = Exercise(
    id="ex03_7_zero_bytes_per_gpu",
    title="Bytes of each GPU under ZeRO",
    function="zero_bytes_per_gpu",
    difficulty=2,
    minutes=10,
    points=2,
    hints=(
        "Mixed-precision Adam needs 16 bytes a parameter. How do they split into weights, gradients and "
        "optimizer states?",
        "Each stage divides one thing more among the GPUs, the largest first. What is left whole at stage "
        "1? At stage 2?",
        "2 bytes of weights, 2 of gradients, 12 of optimizer. Stage 1 divides the 12, stage 2 the gradients "
        "too, stage 3 the weights too. What is not divided stays whole on every GPU.",
    ),
    cases=_zero_cases,
    reference=memory.zero_bytes_per_gpu,
    misconceptions=(
        Misconception(
            "divides everything at every stage",
            "Only stage 3 divides everything. Stage 1 leaves weights and gradients whole on every GPU, "
            "stage 2 the weights.",
            same_as(lambda parameters, gpus, stage: 16 * parameters / (gpus if stage else 1)),
        ),
        Misconception(
            "each stage divides one thing only",
            "The stages build on each other: stage 2 divides gradients *and* optimizer states.",
            same_as(_zero((2, 2, 12), lambda stage: (stage == 3, stage == 2, stage == 1))),
        ),
        Misconception(
            "divides the weights first",
            "Stage 1 takes the largest part, the optimizer states; the weights, which every step needs "
            "everywhere, come last.",
            same_as(_zero((2, 2, 12), lambda stage: (stage >= 1, stage >= 2, stage >= 3))),
        ),
        Misconception(
            "stage 3 leaves the weights whole",
            "Stage 3 divides the weights as well: each GPU holds a share and fetches the others' when a "
            "layer needs them.",
            same_as(_zero((2, 2, 12), lambda stage: (False, stage >= 2, stage >= 1))),
        ),
        Misconception(
            "one stage ahead",
            "Stage 1 divides the optimizer states only; the gradients follow with stage 2 and the weights "
            "with stage 3.",
            same_as(_zero((2, 2, 12), lambda stage: (stage >= 2, stage >= 1, stage >= 1))),
        ),
        Misconception(
            "forgets the float32 copy",
            "Mixed-precision Adam keeps 12 bytes of optimizer states a parameter: two averages and a "
            "float32 copy of the weight.",
            same_as(_zero((2, 2, 8), _in_order)),
        ),
        Misconception(
            "counts in float32",
            "In mixed precision weights and gradients take 2 bytes each, and the optimizer the other 12.",
            either(same_as(_zero((4, 4, 8), _in_order)), same_as(_zero((4, 4, 12), _in_order))),
        ),
        Misconception(
            "gives the sum of all GPUs",
            "That is what all GPUs need together. Asked for is what each of them needs.",
            same_as(
                lambda parameters, gpus, stage: gpus * memory.zero_bytes_per_gpu(parameters, gpus, stage)
            ),
        ),
    ),
)
