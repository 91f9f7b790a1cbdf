"""A pattern of bits in words and numbers: what the bit explorer shows of it, live or as a picture."""

import math
from dataclasses import dataclass

from helpers.errors import InputError
from helpers.quantization.floats import FORMATS, FloatFormat, Format


@dataclass(frozen=True)
class FormatRow:
    """How one format stores a wanted number.

    Attributes:
        name: of the format.
        stored: the number it holds instead.
        error: how far off, relative to the wanted one; or what went wrong, in words.
        largest: its largest number.
        step: the distance to the next number above what is stored.
    """

    name: str
    stored: str
    error: str
    largest: str
    step: str


def written(value: float) -> str:
    """A number as short as it can be without becoming another; with a real minus sign."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    text = f"{value:.0f}" if value == int(value) and abs(value) < 1e7 else repr(value)
    text = text.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")
    return (
        ("−" + text[1:] if text.startswith("-") else text) if value or math.copysign(1, value) > 0 else "−0"
    )


def rough(value: float) -> str:
    """Four digits, enough for a distance or an error."""
    if math.isnan(value) or math.isinf(value):
        return written(value)
    text = f"{value:.0f}" if value == int(value) and abs(value) < 1e7 else f"{value:.4g}"
    return text.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e").replace("-", "−")


def read_number(typed: str) -> float:
    """A number that a person typed: digits, a fraction, ``inf``, ``nan``.

    Raises:
        InputError: it is none.
    """
    text = typed.strip().replace("−", "-").replace("∞", "inf").replace("_", "")
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    try:
        top, slash, bottom = text.partition("/")
        return float(top) / float(bottom) if slash else float(text)
    except (ValueError, ZeroDivisionError):
        raise InputError(
            f"“{typed.strip()[:20]}” is no number; type one such as 0.1, 65520, 1/3, 1e-8, inf or nan."
        ) from None


def kind(form: Format, pattern: int) -> str:
    """What sort of number a pattern is, in a word or two."""
    value = form.decode(pattern)
    if not isinstance(form, FloatFormat):
        return "integer"
    if math.isnan(value):
        return "not a number"
    if math.isinf(value):
        return "infinity"
    if value == 0:
        return "zero"
    return "normal" if abs(value) >= form.smallest_normal else "subnormal"


def meanings(form: Format, pattern: int) -> list[dict[str, str]]:
    """Each field of a pattern: its name, its bits, and what they contribute to the value."""
    text, place, found = form.text(pattern), 0, []
    for name, width in form.fields:
        found.append({"name": name, "bits": text[place : place + width], "means": ""})
        place += width
    if not isinstance(form, FloatFormat):
        low = 2 ** (form.bits - 1)
        found[0]["means"] = f"−{low}" if text[0] == "1" else "0"
        found[1]["means"] = f"+ {int(text[1:], 2)}"
        return found
    sort = kind(form, pattern)
    stored, below = int(found[1]["bits"], 2), int(found[2]["bits"], 2)
    power = max(stored, 1) - form.bias
    found[0]["means"] = "−1" if text[0] == "1" else "+1"
    if sort in ("infinity", "not a number"):
        found[1]["means"], found[2]["means"] = (
            "all ones: set aside",
            "0: infinity" if sort == "infinity" else "≠ 0: NaN",
        )
        return found
    found[1]["means"] = f"· 2^{str(power).replace('-', '−')}" + ("" if stored else " (as for 1)")
    leading = 0 if sort in ("subnormal", "zero") else 1
    found[2]["means"] = f"· ({leading} + {below}/{2**form.fraction_bits})"
    return found


def neighbourhood(form: Format, pattern: int) -> dict[str, str]:
    """The numbers below and above, and how far they are; empty where there is none."""
    value = form.decode(pattern)
    below, above = form.neighbours(pattern)
    found = {"below": "", "above": "", "gap_below": "", "gap_above": ""}
    for name, other in (("below", below), ("above", above)):
        if other is not None:
            found[name] = written(form.decode(other))
            found[f"gap_{name}"] = rough(abs(form.decode(other) - value))
    return found


def row(name: str, wanted: float) -> FormatRow:
    """How a format stores a number."""
    form = FORMATS[name]
    largest = rough(form.largest)
    if math.isnan(wanted) and not isinstance(form, FloatFormat):
        return FormatRow(name, "–", "no pattern for it", largest, rough(form.scale))
    pattern = form.encode(wanted)
    stored = form.decode(pattern)
    above = form.neighbours(pattern)[1]
    step = "–" if above is None else rough(form.decode(above) - stored)
    return FormatRow(name, written(stored), _error(wanted, stored, abs(form.largest)), largest, step)


def _error(wanted: float, stored: float, largest: float) -> str:
    if math.isnan(wanted) or wanted == stored:
        return "exact"
    if math.isinf(stored) or math.isnan(stored):
        return "overflow"
    if abs(wanted) > 1.5 * largest:
        return f"cut to {written(stored)}"
    if stored == 0:
        return "underflow to 0"
    share = 100 * abs(stored - wanted) / abs(wanted)
    digits = f"{share:.0f}" if share >= 10 else f"{share:.2g}"
    return f"{digits.replace('e-0', 'e-').replace('-', '−')} %"
