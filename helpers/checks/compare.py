"""What differs between the expected value and the one that came back, as a sentence."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import torch

from helpers.checks.show import compact, number
from helpers.checks.values import type_name

DifferenceKind = Literal["returns nothing", "wrong type", "wrong shape", "NaN", "wrong value"]


@dataclass(frozen=True)
class Difference:
    """The first thing that differs: a kind from a closed list and a sentence that begins with a capital."""

    kind: DifferenceKind
    sentence: str


def difference(expected: Any, got: Any, rtol: float = 1e-4, atol: float = 1e-6) -> Difference | None:
    """None where ``got`` will do for ``expected``.

    Where a tensor or an array is expected, a tensor, an array or a (nested) list of numbers of any numeric type will
    do; where a list or tuple is expected, a list, tuple, tensor or array; where a number is expected, a tensor with
    one element. Numbers agree within ``rtol`` and ``atol``; infinities must agree exactly, and so must text.
    """
    if got is None:
        return Difference("returns nothing", "It returns nothing (`None`): did you forget `return`?")
    if isinstance(expected, (torch.Tensor, np.ndarray)):
        return _arrays(_numbers(expected), got, rtol, atol)
    if isinstance(expected, (bool, int, float)):
        return _scalars(expected, got, rtol, atol)
    if isinstance(expected, str):
        return None if isinstance(got, str) and got == expected else _unlike("", expected, got)
    if isinstance(expected, (list, tuple)):
        return _sequences(expected, got, rtol, atol)
    if isinstance(expected, dict):
        return _dicts(expected, got, rtol, atol)
    raise TypeError(f"a case cannot expect a {type_name(expected)}")


def _numbers(value: Any) -> np.ndarray | None:
    """A float64 array of anything that holds numbers only, or None."""
    if isinstance(value, torch.Tensor):
        return None if value.is_complex() else value.detach().cpu().double().numpy()
    try:
        array = np.asarray(_plain_numbers(value))
    except (ValueError, TypeError):
        return None
    return array.astype(np.float64) if array.dtype.kind in "biuf" else None


def _plain_numbers(value: Any) -> Any:
    """One-element tensors inside lists become numbers, tensors inside lists become lists."""
    if isinstance(value, torch.Tensor):
        return value.item() if value.ndim == 0 else value.tolist()
    if isinstance(value, (list, tuple)):
        return [_plain_numbers(item) for item in value]
    return value


def _arrays(expected: np.ndarray | None, got: Any, rtol: float, atol: float) -> Difference | None:
    if expected is None:
        raise TypeError("a case cannot expect a complex tensor")
    array = _numbers(got)
    if array is None:
        return Difference("wrong type", f"It returns {_a(type_name(got))}; a tensor of numbers is expected.")
    if array.shape != expected.shape:
        return Difference("wrong shape", f"It returns shape {array.shape}; {expected.shape} is expected.")
    if np.any(np.isnan(array) & ~np.isnan(expected)):
        return Difference("NaN", f"It returns NaN (not a number){_at(np.isnan(array))}.")
    wrong = ~np.isclose(array, expected, rtol=rtol, atol=atol, equal_nan=True)
    if not wrong.any():
        return None
    first = tuple(np.argwhere(wrong)[0])
    pair = f"`{_precise(array[first], expected[first])}` where `{_precise(expected[first], array[first])}` is expected"
    count = f" ({int(wrong.sum())} of {wrong.size} values differ)" if wrong.size > 1 else ""
    return Difference("wrong value", f"It gives {pair}{_at(wrong)}{count}.")


def _precise(value: float, other: float) -> str:
    """Six digits, or as many as it takes to see that two numbers differ."""
    return number(float(value)) if number(float(value)) != number(float(other)) else f"{value:.10g}"


def _at(wrong: np.ndarray) -> str:
    """Where the first true entry is."""
    if wrong.ndim == 0:
        return ""
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    return f" at index {first[0] if len(first) == 1 else first}"


def _scalars(expected: float, got: Any, rtol: float, atol: float) -> Difference | None:
    array = _numbers(got)
    if array is None or isinstance(got, str):
        return Difference("wrong type", f"It returns {_a(type_name(got))}; a number is expected.")
    if array.size != 1:
        return Difference("wrong shape", f"It returns {array.size} values; a single number is expected.")
    return _arrays(np.asarray(float(expected)), array.reshape(()), rtol, atol)


def _sequences(expected: Any, got: Any, rtol: float, atol: float) -> Difference | None:
    if isinstance(got, (torch.Tensor, np.ndarray)) and got.ndim == 1:
        got = got.tolist()
    if not isinstance(got, (list, tuple)):
        return Difference(
            "wrong type", f"It returns {_a(type_name(got))}; {_a(type_name(expected))} is expected."
        )
    for index, (wanted, item) in enumerate(zip(expected, got, strict=False)):
        if difference(wanted, item, rtol, atol):
            return _unlike(f" at index {index}", wanted, item)
    if len(got) < len(expected):
        return Difference(
            "wrong value", f"It stops after {_things(len(got))}; {_things(len(expected))} are expected."
        )
    if len(got) > len(expected):
        surplus = compact(got[len(expected)])
        return Difference(
            "wrong value",
            f"It returns {_things(len(got))} where {len(expected)} are expected; the first too many is `{surplus}`.",
        )
    return None


def _dicts(expected: dict[Any, Any], got: Any, rtol: float, atol: float) -> Difference | None:
    if not isinstance(got, dict):
        return Difference("wrong type", f"It returns {_a(type_name(got))}; a dict is expected.")
    for key, wanted in expected.items():
        if key not in got:
            return Difference("wrong value", f"The key `{compact(key)}` is missing.")
        if difference(wanted, got[key], rtol, atol):
            return _unlike(f" for the key `{compact(key)}`", wanted, got[key])
    surplus = next((key for key in got if key not in expected), None)
    if len(got) > len(expected):
        return Difference("wrong value", f"The key `{compact(surplus)}` is one too many.")
    return None


def _unlike(place: str, expected: Any, got: Any) -> Difference:
    kind: DifferenceKind = "wrong value" if type(got) is type(expected) else "wrong type"
    return Difference(kind, f"It gives `{compact(got)}` where `{compact(expected)}` is expected{place}.")


def _things(count: int) -> str:
    return "1 item" if count == 1 else f"{count} items"


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"
