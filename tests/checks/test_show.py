"""Values in one short line."""

import math

import numpy as np
import pytest
import torch

from helpers.checks import Handle
from helpers.checks.handles import table
from helpers.checks.show import call, compact


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (3, "3"),
        (3.0, "3.0"),
        (1 / 3, "0.333333"),
        (1e-9, "1e-09"),
        (-math.inf, "-inf"),
        (math.nan, "nan"),
        (True, "True"),
        ("a'b", '"a\'b"'),
        ("x" * 100, f"'{'x' * 57}…'"),
        ((1,), "(1,)"),
        ([("a", "b")], "[('a', 'b')]"),
        (list(range(20)), "[0, 1, 2, 3, 4, 5, … 13 more …, 19]"),
        ({"a": 1}, "{'a': 1}"),
        (torch.tensor([1.0, -math.inf]), "tensor([1.0, -inf])"),
        (torch.tensor(2.0), "tensor(2.0)"),
        (np.array([1, 2]), "array([1, 2])"),
        (torch.zeros(2, 2), "tensor of shape (2, 2): [[0.0, 0.0], [0.0, 0.0]]"),
        (torch.zeros(9), "tensor of shape (9,): [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, … 2 more …, 0.0]"),
        (torch.zeros(5, 1), "tensor of shape (5, 1): [[0.0], [0.0], [0.0], …]"),
        (Handle("rng:7"), "default_rng(7)"),
        (Handle("model:micro"), "<the micro model>"),
        (Handle("fn:top_p"), "top_p"),
        (table("critique", {("a b",): "c"}), "critique"),
    ],
)
def test_compact(value: object, line: str) -> None:
    assert compact(value) == line


def test_a_call_as_it_would_be_written() -> None:
    assert call("top_k", (torch.tensor([1.0]), 2), {"dim": -1}) == "top_k(tensor([1.0]), 2, dim=-1)"
