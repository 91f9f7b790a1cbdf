"""Exercise 3.1: decode the bits of a float."""

import math
from collections.abc import Callable, Iterator

import numpy as np
import torch

from helpers import quantization
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import same_as

HALF, BRAIN = (5, 10), (8, 7)


def _case(bits: str, widths: tuple[int, int], value: float, about: str) -> Case:
    """Floats are exact: only the last digits of a decimal print may differ."""
    return Case((bits, *widths), value, about=about, rtol=1e-9, atol=0.0)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    """By hand first, then random patterns as torch reads them."""
    yield _case("0011110000000000", HALF, 1.0, "the float16 of 1")
    yield _case("0100001001000000", HALF, 3.125, "float16: 2 · (1 + 9/16)")
    yield _case("1011101000000000", HALF, -0.75, "a negative float16 below 1")
    yield _case("0100001101001000", BRAIN, 200.0, "bfloat16: 128 · (1 + 9/16)")
    yield _case("0111101111111111", HALF, 65504.0, "the largest float16")
    yield _case("0000010000000000", HALF, 2.0**-14, "the smallest normal float16")
    yield _case("0000000000000000", HALF, 0.0, "zero")
    yield _case("0000000000000001", HALF, 2.0**-24, "the smallest float16 of all: its exponent is 0")
    yield _case("1000001000000000", HALF, -(2.0**-15), "an exponent of zeros and a fraction of 1/2")
    yield _case("0111110000000000", HALF, math.inf, "an exponent of ones and a fraction of zeros")
    yield _case("1111111110000000", BRAIN, -math.inf, "the same in bfloat16, negative")
    yield _case("0111110000000001", HALF, math.nan, "an exponent of ones and a fraction that is not zero")
    yield _case("01111011", (5, 2), 57344.0, "an 8-bit float, E5M2")
    for dtype, widths in ((torch.float16, HALF), (torch.bfloat16, BRAIN)):
        pattern = int(rng.integers(0x0400, 0x7B00))
        value = torch.tensor([pattern], dtype=torch.int16).view(dtype).double().item()
        yield _case(f"{pattern:016b}", widths, value, f"a random {str(dtype)[6:]}")


def _fields(bits: str, exponent_bits: int, fraction_bits: int) -> tuple[float, int, float, int]:
    """Sign, stored exponent, fraction, bias."""
    sign = -1.0 if bits[0] == "1" else 1.0
    fraction = int(bits[1 + exponent_bits :], 2) / 2**fraction_bits
    return sign, int(bits[1 : 1 + exponent_bits], 2), fraction, 2 ** (exponent_bits - 1) - 1


def _special(bits: str, e: int, f: int) -> float | None:
    """Infinity and NaN, which several wrong rules get right."""
    sign, exponent, fraction, _ = _fields(bits, e, f)
    if exponent < 2**e - 1:
        return None
    return sign * math.inf if fraction == 0 else math.nan


def _wrongly(
    bias: int = 0, implicit: float = 1.0, whole: bool = False, low: int = 0
) -> Callable[[str, int, int], float]:
    """A rule with one thing wrong: an added bias, another leading digit, a fraction not divided, a lower subnormal."""

    def rule(bits: str, e: int, f: int) -> float:
        special = _special(bits, e, f)
        if special is not None:
            return special
        sign, exponent, fraction, right = _fields(bits, e, f)
        fraction = fraction * 2**f if whole else fraction
        if exponent == 0:
            return sign * fraction * 2.0 ** (1 - right - bias - low)
        return sign * (implicit + fraction) * 2.0 ** (exponent - right - bias)

    return rule


def _no_bias(bits: str, e: int, f: int) -> float:
    special = _special(bits, e, f)
    if special is not None:
        return special
    sign, exponent, fraction, _ = _fields(bits, e, f)
    return sign * (1 + fraction) * 2.0**exponent if exponent else sign * fraction * 2.0


def _always_normal(bits: str, e: int, f: int) -> float:
    special = _special(bits, e, f)
    sign, exponent, fraction, bias = _fields(bits, e, f)
    return sign * (1 + fraction) * 2.0 ** (exponent - bias) if special is None else special


def _no_special(bits: str, e: int, f: int) -> float:
    sign, exponent, fraction, bias = _fields(bits, e, f)
    if exponent == 0:
        return sign * fraction * 2.0 ** (1 - bias)
    return sign * (1 + fraction) * 2.0 ** (exponent - bias)


def _only_normal(bits: str, e: int, f: int) -> float:
    sign, exponent, fraction, bias = _fields(bits, e, f)
    return sign * (1 + fraction) * 2.0 ** (exponent - bias)


DECODE_FLOAT = Exercise(
    id="ex03_1_decode_float",
    title="Decode a float",
    function="decode_float",
    difficulty=2,
    minutes=15,
    points=2,
    hints=(
        "Cut the text into three pieces: `bits[0]`, the next `exponent_bits` characters, the rest. "
        "`int(piece, 2)` reads zeros and ones as a whole number. What do you subtract from the exponent, "
        "and what do you divide the fraction by?",
        "There are three kinds of patterns. Exponent all zeros: no leading 1, and the power is that of the smallest "
        "normal numbers. Exponent all ones: infinity or NaN. Everything else: (1 + fraction) · 2^(exponent - bias).",
        "`bias = 2 ** (exponent_bits - 1) - 1`. For an exponent of zeros the value is fraction · 2^(1 - "
        'bias), which also covers 0. For an exponent of ones return `float("inf")` with its sign, or '
        '`float("nan")` when the fraction is not 0.',
    ),
    cases=_cases,
    reference=quantization.decode_float,
    misconceptions=(
        Misconception(
            "forgets the bias",
            "The exponent is stored with a bias added, so that small and large powers both fit into an "
            "unsigned number. Take the bias off before you raise 2 to it.",
            same_as(_no_bias),
        ),
        Misconception(
            "puts the numbers without a leading 1 one power too low",
            "Numbers with an exponent of zeros use the same power as the smallest normal ones, 2^(1 - "
            "bias). With one power less there would be a gap between the two.",
            same_as(_wrongly(low=1)),
        ),
        Misconception(
            "off by one in the bias",
            "Every value is a factor of 2 off. The bias is half the range of the exponent *minus one*: 15 "
            "for five bits.",
            same_as(_wrongly(bias=1)),
        ),
        Misconception(
            "forgets the leading 1",
            "A normal number has one digit more than it stores: the 1 before the point is not written down "
            "because it is always there.",
            same_as(_wrongly(implicit=0.0)),
        ),
        Misconception(
            "reads the fraction as a whole number",
            "The fraction's bits stand behind the point: 1000000000 is one half, not 512.",
            same_as(_wrongly(whole=True)),
        ),
        Misconception(
            "treats an exponent of zeros as any other",
            "With an exponent of zeros there is no leading 1: otherwise no pattern would be left for 0.",
            same_as(_always_normal),
        ),
        Misconception(
            "reads infinity and NaN as numbers",
            "An exponent of ones is set aside: infinity if the fraction is zero, NaN if it is not. That is "
            "why float16 ends at 65504 and not at twice that.",
            same_as(_no_special),
        ),
        Misconception(
            "knows only normal numbers",
            "The first and the last exponent are not powers of two like the others: zeros mean numbers "
            "without a leading 1, and ones mean infinity or NaN.",
            same_as(_only_normal),
        ),
        Misconception(
            "ignores the sign",
            "The first bit is the sign: 1 means negative.",
            same_as(lambda bits, e, f: quantization.decode_float("0" + bits[1:], e, f)),
        ),
    ),
)
