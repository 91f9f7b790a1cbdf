"""A reward model's zero and unit are accidents of its training; both are set here, before anything is optimised.

Ziegler et al. (2019, section 2.2) do so with the replies of the policy that training starts from. A zero far off is no
matter of taste in PPO: a value head that starts at 0 takes the whole offset for good news at the last tokens.
"""

from collections.abc import Sequence
from statistics import fmean, pstdev

from helpers.errors import InputError
from helpers.types import Score


def standardised(score: Score, prompts: Sequence[str], replies: Sequence[str]) -> Score:
    """The same judge, shifted and scaled: mean 0 and standard deviation 1 on the given replies.

    Args:
        score: judges prompts and replies.
        prompts, replies: what the policy that training starts from has answered.

    Raises:
        InputError: no reply, lists of different lengths, or replies that all get the same score.
    """
    if not replies or len(prompts) != len(replies):
        raise InputError(f"There are {len(prompts)} prompts and {len(replies)} replies; give one of each.")
    given = score(prompts, replies)
    mean, deviation = fmean(given), pstdev(given)
    if not deviation > 0:
        raise InputError(
            f"All {len(replies)} replies get the score {mean:g}; give replies that the judge can tell apart."
        )

    def scaled(prompts: Sequence[str], replies: Sequence[str]) -> list[float]:
        return [(one - mean) / deviation for one in score(prompts, replies)]

    return scaled
