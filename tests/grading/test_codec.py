import contextlib
import json
import math
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from helpers.checks.handles import Handle
from helpers.checks.values import identical
from helpers.grading.codec import DEEPEST, HEAD, LARGEST_BODY, MAGIC, CodecError, decode, encode, sizes

ATOMS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=4)
    ),
    max_leaves=20,
)


def there_and_back(value: Any) -> Any:
    frame = encode(value)
    header, body = sizes(frame[: HEAD.size])
    assert HEAD.size + header + body == len(frame)
    return decode(frame[HEAD.size : HEAD.size + header], frame[HEAD.size + header :])


@given(VALUES)
def test_plain_values_come_back_with_their_exact_types(value: Any) -> None:
    assert identical(there_and_back(value), value)


@pytest.mark.parametrize(
    "value",
    [
        torch.tensor([[1.5, -math.inf], [math.nan, 0.0]]),
        torch.arange(6, dtype=torch.int8).reshape(2, 3).T,
        torch.tensor([1.0, 2.5], dtype=torch.bfloat16),
        torch.tensor([True, False]),
        torch.tensor(3),
        torch.empty(0, 4),
        torch.tensor([1 + 2j]),
        np.arange(5.0)[::2],
        np.array([[True], [False]]),
        np.array(7, dtype=np.int16),
        np.zeros((0, 3), dtype=np.float16),
        np.array([["a", "Ġlow"]]),
        {"a": [torch.zeros(2), (np.ones(1),)], 3: Handle("rng:7")},
        2**200,
        -(2**53) - 1,
        [float("nan")],
        "\ud800",
    ],
    ids=str,
)
def test_arrays_tensors_and_handles_come_back(value: Any) -> None:
    assert identical(there_and_back(value), value)


def test_a_view_with_a_sign_pending_comes_back_as_its_numbers() -> None:
    assert there_and_back(torch.tensor([1 + 2j]).conj()).tolist() == [1 - 2j]


def test_a_single_number_with_a_stride_comes_back() -> None:
    table = torch.tensor([[1.0, 2.0, 3.0]])
    assert identical(there_and_back(table[:, -1]), torch.tensor([3.0]))
    assert identical(there_and_back(torch.tensor(2.0).expand(1)), torch.tensor([2.0]))
    assert identical(there_and_back(torch.arange(6)[5:]), torch.tensor([5]))


def test_a_big_endian_array_comes_back_as_the_same_numbers() -> None:
    assert there_and_back(np.array([1, 2], dtype=">i4")).tolist() == [1, 2]


class AlwaysEqual(int):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        AlwaysEqual(3),
        object(),
        {1, 2},
        b"bytes",
        1j,
        (i for i in range(3)),
        np.array([object()]),
        np.float64(1.0),
        torch.nn.Parameter(torch.zeros(1)),
        torch.zeros(2).to_sparse(),
        torch.zeros(1, device="meta"),
        torch.zeros(LARGEST_BODY // 4 + 1),
        "x" * 3_000_000,
        16**10_000,
        nested(DEEPEST + 1),
        nested(5000),
    ],
    ids=lambda value: type(value).__name__,
)
def test_nothing_else_is_sent(value: Any) -> None:
    with pytest.raises(CodecError):
        encode(value)


def test_a_list_that_holds_itself_is_not_sent() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(CodecError):
        encode(loop)


@pytest.mark.parametrize(
    "node",
    [
        [],
        {},
        {"l": 3},
        {"x": 1},
        {"l": [], "t": []},
        {"d": [[1, 2, 3]]},
        {"d": [[{"l": []}, 1]]},
        {"i": "0x" + "f" * 20_000},
        {"i": 3},
        {"h": 3},
        {"a": ["|O", [1], 0, 8]},
        {"a": ["<f8", [1], 0, 8]},
        {"a": ["<f8", [10**9, 10**9], 0, 0]},
        {"a": ["<f8", [-1], 0, 8]},
        {"a": ["<f8", [0.5], 0, 4]},
        {"a": ["<f8", [True], 0, 8]},
        {"a": ["nonsense", [1], 0, 8]},
        {"a": [["f8"], [1], 0, 8]},
        {"T": ["float32", [2], 0, 4]},
        {"T": ["quint8", [1], 0, 1]},
        {"T": ["float32", [1], -4, 4]},
        {"T": ["float32"]},
        {"u": [[2], ["a"]]},
        {"u": [[1], [3]]},
    ],
    ids=json.dumps,
)
def test_a_malformed_node_is_an_error_of_the_codec(node: Any) -> None:
    with pytest.raises(CodecError):
        decode(json.dumps(node).encode(), b"\0" * 4)


@pytest.mark.parametrize(
    "header", [b"", b"{", b"\xff", b"[" * 100_000, b'{"l":' * 100_000, b"9" * 5000, b"nul"]
)
def test_bytes_that_are_no_json_are_an_error_of_the_codec(header: bytes) -> None:
    with pytest.raises(CodecError):
        decode(header, b"")


@given(st.binary(max_size=60), st.binary(max_size=20))
def test_any_bytes_give_a_value_or_an_error_of_the_codec(header: bytes, body: bytes) -> None:
    with contextlib.suppress(CodecError):
        decode(header, body)


def test_truth_values_are_made_of_any_byte() -> None:
    got = decode(b'{"T":["bool",[3],0,3]}', bytes([0, 1, 255]))
    assert got.tolist() == [False, True, True]
    assert got.sum() == 2


@pytest.mark.parametrize(
    "head", [b"GET / HTTP/1.1\r\n", HEAD.pack(MAGIC, 2**32 - 1, 0), HEAD.pack(MAGIC, 0, 2**63)], ids=repr
)
def test_a_frame_announces_itself_and_a_bearable_size(head: bytes) -> None:
    with pytest.raises(CodecError):
        sizes(head)
