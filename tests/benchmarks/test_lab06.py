"""What the benchmark of lab 06 prints, from runs made up here."""

import pytest

from helpers import profile
from helpers.benchmarks import lab06
from helpers.errors import CourseError


def found(right: float, praise: float) -> lab06.Found:
    accuracy = tuple([right] * 10)
    gains = dict.fromkeys(lab06.SIZES, 0.5)
    adapted = tuple([right - 0.02] * 10)
    return lab06.Found(accuracy, 0.02, (1.0, 1.0, 0.0, 1.0), praise, gains, gains, 30.0, adapted)


def test_table_on_paper() -> None:
    """Right in 76 and 78 of 100, ceiling 80: 95.0 and 97.5 % of it."""
    text = lab06.table([found(0.76, 0.1), found(0.78, 0.3)], [0.8] * 10)
    assert "| accuracy on held-out labels | 77.0% [77.0%, 77.0%] |" in text
    assert "| share of the ceiling | 96.2% (95.0% … 97.5%) | ≥95 % |" in text
    assert "| accuracy with adapters (LoRA) instead | 75.0% (74.0% … 76.0%) |" in text
    assert "| a gushing ending raises the reward | 75.0%" in text
    assert "| the gushing word itself, nats | +0.20 (+0.10 … +0.30) |" in text
    assert "| best of 16: learned, gold | +0.50, 0.500 |" in text
    assert len({line.count("|") for line in text.splitlines()}) == 1


def test_there_is_no_ceiling_under_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    before = profile.current().name
    try:
        profile.use("hub")
        with pytest.raises(CourseError, match="without COURSE_PROFILE=hub"):
            lab06.main([1])
    finally:
        profile.use(before)
