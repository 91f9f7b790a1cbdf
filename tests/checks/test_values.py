"""The closed set of values: copied, compared bit for bit, everything else refused."""

import math
from collections import Counter

import numpy as np
import pytest
import torch

from helpers.checks.handles import Handle
from helpers.checks.values import UnsupportedValueError, identical, plain, type_name


class AlwaysEqual(float):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = float.__hash__


VALUES = [
    None,
    True,
    3,
    -0.5,
    math.nan,
    "text",
    [1, [2.0, "x"]],
    (1,),
    {"a": [1], 2: None},
    np.arange(3),
    np.array([math.nan]),
    torch.tensor([1.0, -math.inf, math.nan]),
    torch.tensor([[1, 2]], dtype=torch.int64),
    torch.tensor(1.5, dtype=torch.bfloat16),
    torch.zeros(0),
    Handle("rng:7"),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_copy_is_identical(value: object) -> None:
    assert identical(value, plain(value))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (1, 1.0),
        (True, 1),
        ([1], (1,)),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (torch.tensor([1.0]), torch.tensor([1])),
        (torch.tensor([1.0]), torch.tensor([[1.0]])),
        (torch.tensor([0.0]), torch.tensor([-0.0])),
        (np.array([1.0]), torch.tensor([1.0])),
        (np.array([1]), np.array([1.0])),
    ],
    ids=repr,
)
def test_what_is_not_identical(a: object, b: object) -> None:
    assert not identical(a, b)


def test_copies_share_nothing_with_the_original() -> None:
    original = {"numbers": [torch.tensor([1.0], requires_grad=True), np.zeros(2)]}
    copy = plain(original)
    assert not copy["numbers"][0].requires_grad
    copy["numbers"][0][0] = 5
    copy["numbers"][1][0] = 5
    assert original["numbers"][0].item() == 1
    assert original["numbers"][1][0] == 0


def test_numpy_scalars_become_numbers() -> None:
    assert plain(np.float32(0.5)) == 0.5
    assert type(plain(np.int64(3))) is int


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (AlwaysEqual(1), "AlwaysEqual"),
        (Counter("aab"), "collections.Counter"),
        ({1, 2}, "set"),
        (range(3), "range"),
        (torch.zeros(2).max(0), "torch.return_types.max"),
        ([map(str, [1])], "map"),
        (np.array([None]), "numpy array"),
        (len, "builtin_function_or_method"),
    ],
    ids=lambda part: (
        part if isinstance(part, str) else type(part).__name__
    ),  # an address would differ by process
)
def test_everything_else_is_refused_by_name(value: object, name: str) -> None:
    with pytest.raises(UnsupportedValueError, match=name):
        plain(value)


def test_a_list_that_holds_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(UnsupportedValueError, match="nested more than 20 deep"):
        plain(endless)


def test_type_names() -> None:
    assert [type_name(value) for value in (None, "a", torch.zeros(1), np.zeros(1), 1)] == [
        "None",
        "string",
        "tensor",
        "numpy array",
        "int",
    ]
