"""Preferences from a model: which of two replies is better by a principle, asked in both orders.

A model that is shown two replies as A and B leans to one of the letters whatever stands behind it. Asked twice, with
the replies exchanged, the lean falls on each of them once, and cancels in the mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.constitution.asking import BATCH, probability_of_first
from helpers.constitution.inputs import check_lengths
from helpers.constitution.principle import Principle, comparison_chat
from helpers.errors import InputError


@dataclass(frozen=True)
class Judgements:
    """What a model said of pairs of replies, x and y, in both orders.

    Attributes:
        forward: for each pair, the probability that it says A where A is x and B is y.
        backward: the same where A is y and B is x.
    """

    forward: tuple[float, ...]
    backward: tuple[float, ...]

    @property
    def preferences(self) -> list[float]:
        """Probability that x is better, one for each pair; see `ai_preference`."""
        return ai_preference(self.forward, self.backward)[0]

    @property
    def position_bias(self) -> float:
        """How much more often than half it says A; see `ai_preference`."""
        return ai_preference(self.forward, self.backward)[1]

    @property
    def turned(self) -> list[bool]:
        """For each pair, whether the two orders favour different replies; 0.5 favours neither."""
        return [
            (one - 0.5) * (0.5 - other) < 0 for one, other in zip(self.forward, self.backward, strict=True)
        ]

    @property
    def flips(self) -> float:
        """Share of pairs for which the two orders favour different replies."""
        return sum(self.turned) / len(self.turned)


def ai_preference(forward: Sequence[float], backward: Sequence[float]) -> tuple[list[float], float]:
    """The probability that x is better, free of a lean to a letter, and how strong that lean is.

    Args:
        forward: P(A) for each pair with x as A and y as B.
        backward: P(A) for each pair with y as A and x as B.

    Returns:
        For each pair the mean of what the two orders give x: P(A) forward and P(B) backward. And the position bias:
            the mean of P(A) over both orders and all pairs, minus ½; 0 for a judge that does not mind the order, from
            -½ (always B) to ½ (always A).

    Raises:
        InputError: no pair, lists of different lengths, or a number outside [0, 1].
    """
    check_lengths(forward=forward, backward=backward)
    if not len(forward):
        raise InputError("There is no pair to compare.")
    for number in (*forward, *backward):
        if not 0 <= number <= 1:
            raise InputError(f"A probability is {number}; it must lie between 0 and 1.")
    preferences = [0.5 + (one - other) / 2 for one, other in zip(forward, backward, strict=True)]
    return preferences, (sum(forward) + sum(backward)) / (2 * len(forward)) - 0.5


def compare(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    requests: Sequence[str],
    firsts: Sequence[str],
    seconds: Sequence[str],
    principles: Sequence[Principle],
    *,
    batch: int = BATCH,
) -> Judgements:
    """Ask a model which of two replies is better by a principle, in both orders; one principle for each pair.

    Raises:
        InputError: lists of different lengths, no pair, or as `ask`.
    """
    check_lengths(requests=requests, firsts=firsts, seconds=seconds, principles=principles)
    rows = list(zip(requests, firsts, seconds, principles, strict=True))
    if not rows:
        raise InputError("There is no pair to compare.")
    chats = [comparison_chat(request, x, y, rule) for request, x, y, rule in rows]
    chats += [comparison_chat(request, y, x, rule) for request, x, y, rule in rows]
    said = probability_of_first(model, tokenizer, chats, batch=batch)
    return Judgements(tuple(said[: len(rows)]), tuple(said[len(rows) :]))


def rlaif_pairs(
    prompts: Sequence[str],
    firsts: Sequence[str],
    seconds: Sequence[str],
    preferences: Sequence[float],
    margin: float = 0.1,
) -> list[tuple[str, str, str]]:
    """Pairs for a reward model, (prompt, chosen, rejected), of the pairs that the judge is sure enough about.

    Args:
        prompts, firsts, seconds: two replies to each prompt.
        preferences: for each, the probability that the first is better.
        margin: a preference nearer to ½ than this is a tie, and ties are left out; so are replies that are the same.

    Raises:
        InputError: lists of different lengths, or a margin outside [0, ½].
    """
    check_lengths(prompts=prompts, firsts=firsts, seconds=seconds, preferences=preferences)
    if not 0 <= margin <= 0.5:
        raise InputError(f"margin is {margin}; it must lie between 0 and 0.5.")
    pairs = []
    for prompt, first, second, preference in zip(prompts, firsts, seconds, preferences, strict=True):
        if first == second or preference == 0.5 or abs(preference - 0.5) < margin:
            continue
        better, worse = (first, second) if preference > 0.5 else (second, first)
        pairs.append((prompt, better, worse))
    return pairs
