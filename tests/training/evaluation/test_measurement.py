"""A measured value, its interval and its target."""

import pytest

from helpers.training.evaluation.measurement import Measurement, Target, mean


def test_a_mean_has_its_interval_and_count():
    assert mean([1.0, 1.0, 1.0]) == Measurement(1.0, 1.0, 1.0, 3)
    found = mean([True, False, True, True])
    assert (found.value, found.items) == (0.75, 4)
    assert found.low < 0.75 < found.high


@pytest.mark.parametrize(
    ("target", "value", "met"),
    [
        (Target(0.9), 0.9, True),
        (Target(0.9), 0.89, False),
        (Target(0.4, 0.5), 0.45, True),
        (Target(0.4, 0.5), 0.55, False),
    ],
)
def test_a_target_is_met_within_its_ends(target, value, met):
    assert target.met(value) is met
