"""What every function here asks of its lists."""

from collections.abc import Sized

from helpers.errors import InputError


def check_lengths(**lists: Sized) -> None:
    """Raise InputError, with all lengths, unless the lists are of one length."""
    if len({len(one) for one in lists.values()}) > 1:
        counts = ", ".join(f"{name}: {len(one)}" for name, one in lists.items())
        raise InputError(f"The lists are of different lengths ({counts}); give one of each for every reply.")
