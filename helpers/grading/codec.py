"""The closed wire format between the grader and a student's function.

A message is one plain value: None, bool, int, float, str, list, tuple, dict, numpy array, torch tensor or handle, of
exactly these types. It travels as a frame: a magic word, two lengths, a JSON header and the raw bytes of its arrays.
Nothing in it can name a class or run code, as a pickle could. Sizes and depth are capped, and whatever arrives, valid
or not, gives either such a value or a `CodecError`.

JSON says what a node is: an atom stands for itself, ``{"l": […]}`` is a list, ``{"t": […]}`` a tuple, ``{"d": [[key,
value], …]}`` a dict, ``{"a": [dtype, shape, start, bytes]}`` an array, ``{"T": …}`` a tensor, ``{"u": [shape, […]]}``
an array of strings, ``{"i": "0x…"}`` a large integer, ``{"h": text}`` a handle.
"""

import json
import math
import struct
from typing import Any

import numpy as np
import torch

from helpers.checks.handles import Handle

MAGIC = b"T2A1"
HEAD = struct.Struct(">4sIQ")
LARGEST_HEADER = 2 * 1024**2
LARGEST_BODY = 4 * 1024**2
DEEPEST = 24
_LARGEST_INT_DIGITS = 10_000  # hexadecimal
_SAFE_INT = 2**53

_DTYPES = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.float16, torch.bfloat16,
        torch.float32, torch.float64, torch.complex64, torch.complex128, torch.float8_e4m3fn, torch.float8_e5m2,
    )
}  # fmt: skip


class CodecError(Exception):
    """The value cannot be sent, or what arrived is not a message; the text says why."""


def encode(value: Any) -> bytes:
    """One frame.

    Raises:
        CodecError: a type outside the set, too deep, or too large.
    """
    body = bytearray()
    try:
        header = json.dumps(_node(value, body, 0), separators=(",", ":")).encode()
    except (ValueError, RecursionError) as error:
        raise CodecError(f"a value that cannot be written down ({error})") from None
    if len(header) > LARGEST_HEADER or len(body) > LARGEST_BODY:
        raise CodecError(f"a value of {len(header) + len(body):,} bytes, which is too large")
    return HEAD.pack(MAGIC, len(header), len(body)) + header + bytes(body)


def sizes(head: bytes) -> tuple[int, int]:
    """Lengths of header and body that the first 16 bytes of a frame announce, within the caps."""
    magic, header, body = HEAD.unpack(head)
    if magic != MAGIC:
        raise CodecError("bytes that are no message")
    if header > LARGEST_HEADER or body > LARGEST_BODY:
        raise CodecError(f"a message of {header + body:,} bytes, which is too large")
    return header, body


def decode(header: bytes, body: bytes) -> Any:
    """The value of a frame's two parts.

    Raises:
        CodecError: whatever is wrong with them.
    """
    try:
        return _value(json.loads(header), body, 0)
    except CodecError:
        raise
    except Exception as error:
        raise CodecError(f"a malformed message ({type(error).__name__})") from None


def _node(value: Any, body: bytearray, depth: int) -> Any:
    if depth > DEEPEST:
        raise CodecError(f"containers nested more than {DEEPEST} deep")
    kind = type(value)
    if value is None or kind in (bool, float, str):
        return value
    if kind is int:
        return value if abs(value) <= _SAFE_INT else {"i": _hexadecimal(value)}
    if kind is Handle:
        return {"h": value.text}
    if kind in (list, tuple, dict) and 2 * len(value) > LARGEST_HEADER:
        raise CodecError(f"a {kind.__name__} of {len(value):,} items, which is too large")
    if kind is list:
        return {"l": [_node(item, body, depth + 1) for item in value]}
    if kind is tuple:
        return {"t": [_node(item, body, depth + 1) for item in value]}
    if kind is dict:
        return {"d": [[_node(k, body, depth + 1), _node(v, body, depth + 1)] for k, v in value.items()]}
    if kind is torch.Tensor:
        return {"T": _tensor_node(value, body)}
    if kind is np.ndarray:
        return _array_node(value, body)
    raise CodecError(f"a value of type {kind.__module__}.{kind.__name__}")


def _hexadecimal(value: int) -> str:
    text = hex(value)
    if len(text) > _LARGEST_INT_DIGITS:
        raise CodecError("an integer of too many digits")
    return text


def _tensor_node(tensor: torch.Tensor, body: bytearray) -> list[Any]:
    name = str(tensor.dtype).removeprefix("torch.")
    if name not in _DTYPES or tensor.layout is not torch.strided or tensor.device.type != "cpu":
        raise CodecError(f"a tensor of type {tensor.dtype}, {tensor.layout} on {tensor.device}")
    _fits(tensor.numel() * tensor.element_size(), body)
    ordered = tensor.detach().resolve_conj().resolve_neg().contiguous()
    flat = ordered.as_strided((ordered.numel(),), (1,))  # a single number is contiguous with any stride
    return [name, list(tensor.shape), *_stored(flat.view(torch.uint8).numpy().tobytes(), body)]


def _array_node(array: np.ndarray, body: bytearray) -> dict[str, Any]:
    if array.dtype.kind == "U":
        return {"u": [list(array.shape), [str(item) for item in array.ravel().tolist()]]}
    if array.dtype.kind not in "biufc":
        raise CodecError(f"an array of type {array.dtype}")
    _fits(array.nbytes, body)
    little = array.astype(array.dtype.newbyteorder("<"), copy=False)
    return {"a": [little.dtype.str, list(array.shape), *_stored(little.tobytes(), body)]}


def _fits(size: int, body: bytearray) -> None:
    if len(body) + size > LARGEST_BODY:
        raise CodecError(f"a value of {len(body) + size:,} bytes, which is too large")


def _stored(raw: bytes, body: bytearray) -> tuple[int, int]:
    start = len(body)
    body += raw
    return start, len(raw)


def _value(node: Any, body: bytes, depth: int) -> Any:
    if depth > DEEPEST:
        raise CodecError(f"containers nested more than {DEEPEST} deep")
    if node is None or isinstance(node, (bool, int, float, str)):
        return node
    if not isinstance(node, dict) or len(node) != 1:
        raise CodecError("a malformed message")
    [(tag, content)] = node.items()
    match tag:
        case "l":
            return [_value(item, body, depth + 1) for item in content]
        case "t":
            return tuple(_value(item, body, depth + 1) for item in content)
        case "d":
            return {_value(k, body, depth + 1): _value(v, body, depth + 1) for k, v in content}
        case "i":
            if len(content) > _LARGEST_INT_DIGITS:
                raise CodecError("an integer of too many digits")
            return int(content, 16)
        case "h":
            return Handle(_text(content))
        case "a":
            return _array(*content, body=body)
        case "T":
            return _tensor(*content, body=body)
        case "u":
            shape, items = content
            return np.array([_text(item) for item in items], dtype=str).reshape(_shape(shape))
    raise CodecError("a malformed message")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise CodecError("a malformed message")
    return value


def _shape(shape: list[Any]) -> tuple[int, ...]:
    if len(shape) > 16 or not all(type(size) is int and 0 <= size <= LARGEST_BODY for size in shape):
        raise CodecError("an array of impossible shape")
    return tuple(shape)


def _raw(body: bytes, start: int, length: int, needed: int) -> bytearray:
    if not (type(start) is type(length) is int and 0 <= start <= start + length <= len(body)):
        raise CodecError("an array outside its message")
    if length != needed:
        raise CodecError("an array whose bytes do not fill its shape")
    return bytearray(body[start : start + length])


def _array(name: str, shape: list[Any], start: int, length: int, *, body: bytes) -> np.ndarray:
    dtype = np.dtype(_text(name))
    if dtype.kind not in "biufc" or dtype.str != name:
        raise CodecError("an array of a type that is not sent")
    sides = _shape(shape)
    raw = _raw(body, start, length, math.prod(sides) * dtype.itemsize)
    if dtype.kind == "b":
        return (np.frombuffer(raw, np.uint8) != 0).reshape(sides)
    return np.frombuffer(raw, dtype).reshape(sides)


def _tensor(name: str, shape: list[Any], start: int, length: int, *, body: bytes) -> torch.Tensor:
    dtype, sides = _DTYPES[name], _shape(shape)
    raw = _raw(body, start, length, math.prod(sides) * dtype.itemsize)
    if not raw:
        return torch.empty(sides, dtype=dtype)
    if dtype is torch.bool:
        return torch.frombuffer(raw, dtype=torch.uint8).ne(0).reshape(sides)
    return torch.frombuffer(raw, dtype=dtype).reshape(sides)
