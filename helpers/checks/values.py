"""The closed set of values that exercises take and return, copied and compared bit for bit.

Exact types only: an object of a subclass could claim to be equal to anything.
"""

from typing import Any

import numpy as np
import torch

from helpers.checks.handles import Handle

_ATOMS = (type(None), bool, int, float, str)
_DEEPEST = 20


class UnsupportedValueError(Exception):
    """The value is not of the closed set; the message names its type."""


def plain(value: Any, depth: int = 0) -> Any:
    """A copy of a value: tensors detached and on the CPU, numpy scalars as Python numbers, handles as they are.

    Raises:
        UnsupportedValueError: a type outside the set, or containers nested more than 20 deep.
    """
    kind = type(value)
    if kind in _ATOMS or kind is Handle:
        return value
    if kind in (torch.Tensor, torch.nn.Parameter):
        return value.detach().cpu().clone()
    if kind is np.ndarray and value.dtype != object:
        return value.copy()
    if isinstance(value, np.generic) and kind.__module__ == "numpy":
        return value.item()
    if kind in (list, tuple, dict) and depth == _DEEPEST:
        raise UnsupportedValueError(f"containers nested more than {_DEEPEST} deep")
    if kind in (list, tuple):
        return kind(plain(item, depth + 1) for item in value)
    if kind is dict:
        return {plain(key, depth + 1): plain(item, depth + 1) for key, item in value.items()}
    raise UnsupportedValueError(type_name(value))


def identical(a: Any, b: Any) -> bool:
    """Same types, shapes, dtypes and bits (NaN equals NaN): has an argument been changed?"""
    if type(a) is not type(b):
        return False
    if isinstance(a, torch.Tensor):
        return a.dtype == b.dtype and a.shape == b.shape and torch.equal(_bits(a), _bits(b))
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(identical(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict):
        return list(a) == list(b) and all(identical(a[key], b[key]) for key in a)
    return a == b or (a != a and b != b)


def _bits(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.detach().cpu().contiguous().flatten().view(torch.uint8)


def type_name(value: Any) -> str:
    """A type as a student would write it: ``tensor``, ``numpy array``, ``list``, ``torch.return_types.max``."""
    kind = type(value)
    if kind in (torch.Tensor, torch.nn.Parameter):
        return "tensor"
    if kind is np.ndarray:
        return "numpy array"
    if kind.__module__ in ("builtins", "__main__"):
        return {"NoneType": "None", "str": "string"}.get(kind.__name__, kind.__name__)
    return f"{kind.__module__}.{kind.__name__}"
