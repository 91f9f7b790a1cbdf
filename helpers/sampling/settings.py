"""The settings of a sampler: what is allowed, and the sentence that says so."""

import math
from collections.abc import Callable
from numbers import Integral, Real

from helpers.errors import InputError


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and math.isfinite(value)


def _is_whole(value: object, least: int) -> bool:
    return isinstance(value, Integral) and int(value) >= least


_ALLOWED: dict[str, tuple[Callable[..., bool], str]] = {
    "temperature": (lambda v: _is_number(v) and v >= 0, "a finite number of 0 or more; 0 means greedy"),
    "top_k": (lambda v: _is_whole(v, 0), "a whole number of 0 or more; 0 keeps every token"),
    "top_p": (lambda v: _is_number(v) and 0 < v <= 1, "above 0 and at most 1; 1 keeps every token"),
    "min_p": (lambda v: _is_number(v) and 0 <= v <= 1, "from 0 to 1; 0 keeps every token"),
    "repetition_penalty": (lambda v: _is_number(v) and v > 0, "a finite number above 0; 1 changes nothing"),
    "max_new_tokens": (lambda v: _is_whole(v, 1), "a whole number of 1 or more"),
    "seed": (lambda v: _is_whole(v, 0), "a whole number of 0 or more"),
    "n": (lambda v: _is_whole(v, 0), "a whole number of 0 or more"),
}


def check_settings(**settings: object) -> None:
    """Raise :class:`InputError` for the first setting whose value is outside its range."""
    for name, value in settings.items():
        is_allowed, allowed = _ALLOWED[name]
        if not is_allowed(value):
            raise InputError(f"{name} = {value!r} cannot be used: it must be {allowed}.")
