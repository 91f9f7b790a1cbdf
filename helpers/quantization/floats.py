"""Number formats, bit by bit: IEEE 754 floats, the two 8-bit floats of deep learning, and two's complement.

Sources: IEEE Std 754-2019 (binary16, binary32); Kalamkar et al. 2019 (bfloat16); Micikevicius et al. 2022, *FP8
formats for deep learning* (E4M3, which gives up infinity for range, and E5M2).
"""

import math
from dataclasses import dataclass

from helpers.errors import InputError

INF = float("inf")


def decode_float(bits: str, exponent_bits: int, fraction_bits: int) -> float:
    """The number that a pattern of bits stands for.

    Args:
        bits: "0" and "1", 1 + exponent_bits + fraction_bits of them: sign, exponent, fraction, most significant first.
        exponent_bits: width of the exponent; its bias is 2^(exponent_bits - 1) - 1.
        fraction_bits: width of the fraction.

    Returns:
        The exact value; ±inf where the exponent is all ones and the fraction 0, NaN where it is not (IEEE 754).

    Raises:
        InputError: ``bits`` has another length, or another character.
    """
    wanted = 1 + exponent_bits + fraction_bits
    if len(bits) != wanted or set(bits) - {"0", "1"}:
        raise InputError(f"bits must be {wanted} characters, each 0 or 1, not {bits!r}.")
    sign = -1.0 if bits[0] == "1" else 1.0
    exponent = int(bits[1 : 1 + exponent_bits], 2)
    fraction = int(bits[1 + exponent_bits :] or "0", 2) / 2**fraction_bits
    bias = 2 ** (exponent_bits - 1) - 1
    if exponent == 2**exponent_bits - 1:
        return sign * INF if fraction == 0 else math.nan
    if exponent == 0:
        return sign * math.ldexp(fraction, 1 - bias)
    return sign * math.ldexp(1 + fraction, exponent - bias)


@dataclass(frozen=True)
class FloatFormat:
    """A binary float: one sign bit, an exponent, a fraction.

    Attributes:
        name: as people write it, "FP16".
        exponent_bits, fraction_bits: widths of the fields.
        infinity: whether the exponent of all ones is kept for infinity and NaN. E4M3 keeps only the very last pattern
            (NaN) and uses the others as numbers.
    """

    name: str
    exponent_bits: int
    fraction_bits: int
    infinity: bool = True

    @property
    def bits(self) -> int:
        """Width of a number."""
        return 1 + self.exponent_bits + self.fraction_bits

    @property
    def bias(self) -> int:
        """What is subtracted from the stored exponent."""
        return int(2 ** (self.exponent_bits - 1)) - 1

    @property
    def largest(self) -> float:
        """The largest finite number."""
        return self.decode(self._last_finite)

    @property
    def smallest_normal(self) -> float:
        """The smallest positive number with all of its precision."""
        return math.ldexp(1.0, 1 - self.bias)

    @property
    def smallest(self) -> float:
        """The smallest positive number."""
        return self.decode(1)

    @property
    def fields(self) -> tuple[tuple[str, int], ...]:
        """Name and width of each field, most significant first."""
        return ("sign", 1), ("exponent", self.exponent_bits), ("fraction", self.fraction_bits)

    @property
    def _last_finite(self) -> int:
        all_ones = int(2 ** (self.bits - 1)) - 1
        return all_ones - 2**self.fraction_bits if self.infinity else all_ones - 1

    def decode(self, pattern: int) -> float:
        """The value of a pattern, given as a whole number from 0 to 2^bits - 1."""
        text = self.text(pattern)
        if self.infinity or "0" in text[1 : 1 + self.exponent_bits]:
            return decode_float(text, self.exponent_bits, self.fraction_bits)
        if "0" not in text[1:]:
            return math.nan
        fraction = int(text[1 + self.exponent_bits :], 2) / 2**self.fraction_bits
        return math.copysign(math.ldexp(1 + fraction, self.bias + 1), -1 if text[0] == "1" else 1)

    def encode(self, value: float) -> int:
        """The pattern nearest to a value; of two equally near ones that with an even last bit, as hardware does.

        Beyond the largest number: infinity, or NaN in a format without infinity.
        """
        sign = 2 ** (self.bits - 1) if math.copysign(1, value) < 0 else 0
        if math.isnan(value):
            return self._last_finite + (1 if not self.infinity else 2)
        magnitude = abs(value)
        if magnitude == INF:
            return sign + self._last_finite + 1
        exponent = max(math.frexp(magnitude)[1] - 1 if magnitude else 1 - self.bias, 1 - self.bias)
        steps = round(math.ldexp(magnitude, self.fraction_bits - exponent))  # round() takes halves to even
        pattern = (exponent + self.bias - 1) * 2**self.fraction_bits + steps
        return sign + min(pattern, self._last_finite + 1)

    def neighbours(self, pattern: int) -> tuple[int | None, int | None]:
        """Patterns of the next number below and above; None where there is none (beyond infinity, for NaN)."""
        value, sign = self.decode(pattern), 2 ** (self.bits - 1)
        if math.isnan(value):
            return None, None
        if value == 0:
            return sign + 1, 1
        outward, inward = pattern + 1, pattern - 1
        below, above = (outward, inward) if pattern >= sign else (inward, outward)
        return self._number(below), self._number(above)

    def _number(self, pattern: int) -> int | None:
        return None if math.isnan(self.decode(pattern)) else pattern

    def text(self, pattern: int) -> str:
        """The pattern as zeros and ones.

        Raises:
            InputError: it does not fit.
        """
        if not 0 <= pattern < 2**self.bits:
            raise InputError(f"{self.name} has {self.bits} bits: patterns go from 0 to {2**self.bits - 1}.")
        return f"{pattern:0{self.bits}b}"


@dataclass(frozen=True)
class IntegerFormat:
    """Whole numbers in two's complement, times a scale.

    There is no exponent and no fraction: all neighbours are one scale apart.
    """

    name: str
    bits: int
    scale: float = 1.0

    @property
    def largest(self) -> float:
        """The largest number."""
        return self.decode(2 ** (self.bits - 1) - 1)

    @property
    def smallest(self) -> float:
        """The smallest positive number, which is the distance between any two neighbours."""
        return self.scale

    @property
    def smallest_normal(self) -> float:
        """The same: an integer loses no precision near zero, it never had more."""
        return self.scale

    @property
    def fields(self) -> tuple[tuple[str, int], ...]:
        """Name and width of each field; the sign bit is worth -2^(bits - 1)."""
        return ("sign", 1), ("integer", self.bits - 1)

    def decode(self, pattern: int) -> float:
        """The value of a pattern, given as a whole number from 0 to 2^bits - 1."""
        self.text(pattern)
        return self.scale * (pattern - 2**self.bits if pattern >= 2 ** (self.bits - 1) else pattern)

    def encode(self, value: float) -> int:
        """The pattern nearest to a value; what is out of range becomes the nearest end.

        Raises:
            InputError: NaN, which no integer stands for.
        """
        if math.isnan(value):
            raise InputError(f"{self.name} has no pattern for NaN.")
        low, high = -(2 ** (self.bits - 1)), 2 ** (self.bits - 1) - 1
        steps = value / self.scale
        whole = low if steps <= low else high if steps >= high else round(steps)
        return int(whole % 2**self.bits)

    def neighbours(self, pattern: int) -> tuple[int | None, int | None]:
        """Patterns of the next number below and above; None at the ends of the range."""
        lowest, highest = 2 ** (self.bits - 1), 2 ** (self.bits - 1) - 1
        below = None if pattern == lowest else (pattern - 1) % 2**self.bits
        above = None if pattern == highest else (pattern + 1) % 2**self.bits
        return below, above

    def text(self, pattern: int) -> str:
        """The pattern as zeros and ones.

        Raises:
            InputError: it does not fit.
        """
        if not 0 <= pattern < 2**self.bits:
            raise InputError(f"{self.name} has {self.bits} bits: patterns go from 0 to {2**self.bits - 1}.")
        return f"{pattern:0{self.bits}b}"


Format = FloatFormat | IntegerFormat

FORMATS: dict[str, Format] = {
    "FP32": FloatFormat("FP32", 8, 23),
    "FP16": FloatFormat("FP16", 5, 10),
    "BF16": FloatFormat("BF16", 8, 7),
    "FP8 E4M3": FloatFormat("FP8 E4M3", 4, 3, infinity=False),
    "FP8 E5M2": FloatFormat("FP8 E5M2", 5, 2),
    "INT8": IntegerFormat("INT8", 8),
    "INT4": IntegerFormat("INT4", 4),
}
