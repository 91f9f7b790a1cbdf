"""The front by its definition, on paper and on many small sets with ties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.constitution import pareto_front
from helpers.errors import InputError

few = st.integers(0, 3).map(float)
sets = st.integers(1, 3).flatmap(
    lambda aims: st.dictionaries(
        st.text("abcdef", min_size=1, max_size=2), st.tuples(*[few] * aims), max_size=7
    )
)


def test_by_hand() -> None:
    points = {
        "chat": (0.9, 0.2),
        "strict": (0.3, 0.9),
        "both": (0.8, 0.9),
        "worse": (0.8, 0.5),
        "twin": (0.9, 0.2),
    }
    assert pareto_front(points) == ["chat", "both", "twin"]
    assert pareto_front({"alone": (0.0, 0.0)}) == ["alone"]
    assert pareto_front({}) == []


@given(sets)
def test_on_the_front_is_what_nobody_dominates(points: dict[str, tuple[float, ...]]) -> None:
    front = pareto_front(points)
    assert front == [name for name in points if name in front]
    for name, mine in points.items():
        better = [
            other
            for other in points.values()
            if min(a - b for a, b in zip(other, mine, strict=True)) >= 0 and sum(other) > sum(mine)
        ]
        assert (name in front) == (not better)
    assert bool(front) == bool(points)


@given(sets)
def test_the_front_of_the_front_is_the_front(points: dict[str, tuple[float, ...]]) -> None:
    front = pareto_front(points)
    assert pareto_front({name: points[name] for name in front}) == front


def test_unfit_points() -> None:
    with pytest.raises(InputError, match="different numbers of aims"):
        pareto_front({"a": (1.0,), "b": (1.0, 2.0)})
    with pytest.raises(InputError, match="NaN"):
        pareto_front({"a": (float("nan"), 1.0)})
