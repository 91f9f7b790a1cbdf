"""What counts as the same value, and how a difference is told."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from helpers.checks.compare import difference

INF = math.inf
numbers = arrays.arrays(
    np.float32,
    arrays.array_shapes(max_dims=3, max_side=4),
    elements=st.floats(-1e4, 1e4, width=32) | st.sampled_from([INF, -INF]),
)


@given(numbers)
def test_the_same_numbers_in_any_form_are_the_same(array: np.ndarray) -> None:
    expected = torch.from_numpy(array)
    for form in (expected, expected.double(), array, array.tolist(), tuple(array.tolist()), list(expected)):
        assert difference(expected, form) is None


@given(numbers, st.data())
def test_one_changed_entry_is_found_and_placed(array: np.ndarray, data: st.DataObject) -> None:
    index = tuple(data.draw(st.integers(0, size - 1)) for size in array.shape)
    got = array.copy()
    got[index] = 2e4 if got[index] < 1e4 else -2e4
    found = difference(array, got)
    assert found is not None
    assert found.kind == "wrong value"
    assert f"at index {index[0] if len(index) == 1 else index}" in found.sentence


@pytest.mark.parametrize(
    ("expected", "got", "kind", "words"),
    [
        (torch.tensor([1.0, 2.0]), None, "returns nothing", "did you forget `return`?"),
        (torch.tensor([1.0]), [[1.0]], "wrong shape", "shape (1, 1); (1,) is expected"),
        (torch.tensor([1.0]), "1", "wrong type", "a string; a tensor of numbers"),
        (torch.tensor([1.0]), [None], "wrong type", "a list; a tensor of numbers"),
        (torch.tensor([1.0]), torch.tensor([1j]), "wrong type", "a tensor of numbers"),
        (torch.tensor([1.0, 2.0]), [1.0, math.nan], "NaN", "NaN (not a number) at index 1"),
        (torch.tensor([1.0, -INF]), [1.0, -1e30], "wrong value", "`-1e+30` where `-inf`"),
        (torch.tensor([0.5]), [0.5001], "wrong value", "`0.5001` where `0.5`"),
        (torch.tensor([1e6]), [1000000.4e3 / 1e3 + 200], "wrong value", "where"),
        ([1, 2, 3], [1, 2], "wrong value", "stops after 2 items; 3 items"),
        ([1], [1, 2, 3], "wrong value", "3 items where 1 are expected; the first too many is `2`"),
        ([("a", "b")], [("a", "c")], "wrong value", "`('a', 'c')` where `('a', 'b')` is expected at index 0"),
        ([("a", "b")], ["ab"], "wrong type", "`'ab'` where `('a', 'b')`"),
        ([1], 7, "wrong type", "an int; a list is expected"),
        (["a"], {"a"}, "wrong type", "a set; a list is expected"),
        (3, 4, "wrong value", "`4.0` where `3.0`"),
        (3, [1, 2], "wrong shape", "2 values; a single number"),
        (3, "3", "wrong type", "a string; a number"),
        ("ab", "ba", "wrong value", "`'ba'` where `'ab'`"),
        ({"a": 1}, {}, "wrong value", "key `'a'` is missing"),
        ({"a": 1}, {"a": 2}, "wrong value", "for the key `'a'`"),
        ({"a": 1}, {"a": 1, "b": 2}, "wrong value", "`'b'` is one too many"),
        ({"a": 1}, [1], "wrong type", "a list; a dict"),
    ],
)
def test_differences(expected: object, got: object, kind: str, words: str) -> None:
    found = difference(expected, got)
    assert found is not None
    assert found.kind == kind
    assert words in found.sentence


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ([1, 2], torch.tensor([1, 2])),
        ([1, 2], (1.0, np.int64(2))),
        ([1, 2], [torch.tensor(1), torch.tensor(2)]),
        ([("a", "b")], [["a", "b"]]),
        ([], ()),
        (3, torch.tensor([[3.0]])),
        (torch.tensor(3.0), 3),
        (torch.tensor([True, False]), [1, 0]),
        (torch.tensor([0.5]), torch.tensor([0.5], dtype=torch.bfloat16)),
        (torch.tensor([math.nan]), [math.nan]),
        ({"a": torch.tensor([1.0])}, {"a": [1.0]}),
    ],
)
def test_what_will_do(expected: object, got: object) -> None:
    assert difference(expected, got) is None
