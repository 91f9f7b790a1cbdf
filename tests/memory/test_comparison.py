"""Predictions beside measurements, with numbers worked out by hand."""

import pytest

from helpers.memory import Activations, MemoryBreakdown, error_rows, errors


def test_errors_are_relative_to_what_was_measured() -> None:
    predicted = MemoryBreakdown(weights=110, gradients=50, logits=7)
    measured = MemoryBreakdown(weights=100, gradients=100)
    assert errors(predicted, measured) == pytest.approx({"weights": 0.1, "gradients": -0.5})


def test_rows_end_with_the_sum() -> None:
    parts = Activations(norms=1000, attention=0, mlp=5, ends=1, checkpoints=0, loss=0, logits=0)
    measured = MemoryBreakdown(weights=1000, activations=1006, detail=parts)
    predicted = MemoryBreakdown(weights=1500, activations=1006, detail=parts)
    found = error_rows(predicted, measured)
    assert found[0] == ("weights", "1,500", "1,000", "+50.00%")
    assert ("… activations: norms", "1,000", "1,000", "+0.00%") in found
    assert ("… activations: attention", "0", "0", "–") in found
    assert found[-1] == ("together", "2,506", "2,006", "+24.93%")
