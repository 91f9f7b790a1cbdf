"""Values in one short line, for feedback."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch

from helpers.checks.handles import Handle

_SHOWN = 8
_ROWS = 3


def number(value: float) -> str:
    """Up to six significant digits; ``-inf`` and ``nan`` as Python writes them."""
    text = str(value) if isinstance(value, (bool, int)) else f"{value:.6g}"
    return f"{text}.0" if isinstance(value, float) and text.lstrip("-").isdigit() else text


def compact(value: Any) -> str:
    """One line: long lists lose their middle, large tensors say their shape first."""
    if isinstance(value, torch.Tensor):
        return _array(value.detach().cpu().tolist(), tuple(value.shape), "tensor")
    if isinstance(value, np.ndarray):
        return _array(value.tolist(), value.shape, "array")
    if isinstance(value, Handle):
        return {"model": f"<the {value.name} model>", "rng": f"default_rng({value.name})"}.get(
            value.kind, value.name.partition(" ")[0]
        )
    if isinstance(value, (bool, int, float)):
        return number(value)
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:57] + "…")
    if isinstance(value, (list, tuple)):
        opening, closing = "[]" if isinstance(value, list) else "()"
        comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
        return f"{opening}{_items([compact(item) for item in value])}{comma}{closing}"
    if isinstance(value, dict):
        return "{" + _items([f"{compact(key)}: {compact(item)}" for key, item in value.items()]) + "}"
    return repr(value)[:60]


def call(function: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    """A call as the student would write it: ``top_k(tensor([1.0, 2.0]), 1)``."""
    written = [compact(arg) for arg in args] + [f"{name}={compact(arg)}" for name, arg in kwargs.items()]
    return f"{function}({', '.join(written)})"


def _array(nested: Any, shape: tuple[int, ...], word: str) -> str:
    body = _nested(nested)
    large = len(shape) > 1 or any(size > _SHOWN for size in shape)
    return f"{word} of shape {shape}: {body}" if large else f"{word}({body})"


def _nested(nested: Any) -> str:
    if not isinstance(nested, list):
        return number(nested)
    if nested and isinstance(nested[0], list):
        rows = [_nested(row) for row in nested[:_ROWS]]
        return f"[{', '.join(rows)}{', …' if len(nested) > _ROWS else ''}]"
    return f"[{_items([number(item) for item in nested])}]"


def _items(items: list[str]) -> str:
    if len(items) > _SHOWN:
        items = [*items[: _SHOWN - 2], f"… {len(items) - _SHOWN + 1} more …", items[-1]]
    return ", ".join(items)
