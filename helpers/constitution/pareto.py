"""More than one aim at once: what is worth considering when no single number decides."""

from collections.abc import Mapping, Sequence

from helpers.errors import InputError


def pareto_front(points: Mapping[str, Sequence[float]]) -> list[str]:
    """Names of the points that no other dominates, in their order.

    One point dominates another when it is at least as good in every aim and better in one. Equal points do not
    dominate each other, so they are on the front together or not at all.

    Args:
        points: name -> a number for each aim; more is better.

    Raises:
        InputError: points with different numbers of aims, or a number that is NaN.
    """
    if len({len(point) for point in points.values()}) > 1:
        raise InputError("The points have different numbers of aims; give each one number an aim.")
    if any(value != value for point in points.values() for value in point):
        raise InputError(
            "A point has NaN for an aim, which is neither more nor less than anything; leave it out."
        )

    def dominated(name: str) -> bool:
        mine = tuple(points[name])
        return any(
            tuple(other) != mine and all(a >= b for a, b in zip(other, mine, strict=True))
            for other in points.values()
        )

    return [name for name in points if not dominated(name)]
