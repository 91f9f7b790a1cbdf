"""Exercise 1.6: draw token ids from a distribution, judged by a χ² test."""

from collections.abc import Callable, Iterator

import numpy as np
import torch

from helpers import sampling
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.handles import Handle
from helpers.checks.misconceptions import either, raising
from helpers.checks.show import compact, number

DRAWS = 2000
UNLIKELY = (
    1e-6  # below this p-value the draws do not follow the distribution; a right answer fails once in 10⁶
)
SAME_SEED = "the same call again, with a generator of the same seed"

Law = Callable[[np.ndarray], np.ndarray]


def p_value(counts: np.ndarray, probs: np.ndarray) -> float:
    """Pearson's χ² test of counts against probabilities; 0 when a token of probability 0 was drawn."""
    possible = probs > 0
    if counts[~possible].any():
        return 0.0
    expected = probs[possible] * counts.sum()
    statistic = float(((counts[possible] - expected) ** 2 / expected).sum())
    freedom = int(possible.sum()) - 1
    if freedom == 0:
        return 1.0
    half = torch.tensor([freedom / 2, statistic / 2], dtype=torch.float64)
    return float(torch.special.gammaincc(half[0], half[1]))


def _ids(value: object, vocab: int, n: int) -> list[int] | str:
    """The draws as a list of ids, or a sentence about why they are not."""
    try:
        draws = torch.as_tensor(value).double()
    except (TypeError, ValueError, RuntimeError):
        return f"It returns `{compact(value)}`; a list of {n} token ids is expected."
    if draws.ndim != 1:
        return f"It returns shape {tuple(draws.shape)}; a list of {n} token ids is expected."
    if len(draws) != n:
        return f"It returns {len(draws)} draws where n = {n} are asked for."
    outside = draws[(draws < 0) | (draws >= vocab) | (draws != draws.floor())]
    if len(outside):
        return f"It draws `{number(float(outside[0]))}`, which is no token id from 0 to {vocab - 1}."
    return [int(i) for i in draws]


def _follows(probs: torch.Tensor, n: int) -> Callable[[Outcome], str | None]:
    def verify(outcome: Outcome) -> str | None:
        ids = _ids(outcome.value, len(probs), n)
        if isinstance(ids, str):
            return ids
        counts = np.bincount(ids, minlength=len(probs))
        if p_value(counts, probs.double().numpy()) >= UNLIKELY:
            return None
        gap = counts / n - probs.double().numpy()
        worst = int(np.abs(gap).argmax())
        return (
            f"In {n:,} draws, token {worst} comes up in {counts[worst] / n:.1%} where its probability is "
            f"{float(probs[worst]):.1%}. Chance alone does not explain that (χ² test, p < {UNLIKELY:g})."
        )

    return verify


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    """Probabilities are multiples of 1/64, which float32 holds exactly."""
    yield Case((torch.tensor([0.0, 1.0, 0.0]), 5, Handle("rng:0")), [1] * 5, about="one certain token")
    for about, weights in [
        ("three tokens, each less likely than the one before", [32, 20, 12]),
        ("the likeliest token last", [4, 8, 20, 32]),
        ("tokens of probability 0, first and last", [0, 16, 24, 24, 0]),
        ("eight tokens", rng.permutation([14, 11, 10, 9, 8, 5, 4, 3]).tolist()),
    ]:
        probs = torch.tensor(weights) / 64
        seed = Handle(f"rng:{rng.integers(1, 10**6)}")
        yield Case((probs, DRAWS, seed), verify=_follows(probs, DRAWS), about=about)
    first: list[object] = []
    args = (torch.tensor([0.25, 0.25, 0.25, 0.25]), 40, Handle(f"rng:{rng.integers(1, 10**6)}"))

    def again(outcome: Outcome) -> str | None:
        ids = _ids(outcome.value, 4, 40)
        if not first or ids == first[0]:
            first.append(ids)
            return None
        return "Two calls with generators of the same seed give different draws."

    yield Case(args, verify=again)
    yield Case(args, verify=again, about=SAME_SEED)


def _drawn_by(*laws: Law) -> Callable[[Outcome, Case], bool]:
    """The draws follow one of these wrong distributions."""

    def when(outcome: Outcome, case: Case) -> bool:
        probs, n = case.args[0].double().numpy(), case.args[1]
        ids = _ids(outcome.value, len(probs), n)
        if isinstance(ids, str):
            return False
        counts = np.bincount(ids, minlength=len(probs))
        return any(p_value(counts, law(probs)) >= UNLIKELY for law in laws)

    return when


def _fresh_number_each_pass(probs: np.ndarray) -> np.ndarray:
    """Stop at token i when a new uniform number falls below the running sum: cᵢ · Π (1 - cⱼ) over j < i."""
    running = probs.cumsum()
    return running * np.concatenate([[1.0], np.cumprod(1 - running)[:-1]]).clip(min=0)


def _no_running_sum(last: int) -> Law:
    """Stop at the first token whose own probability exceeds the number; what is left goes to one token."""

    def law(probs: np.ndarray) -> np.ndarray:
        highest = np.maximum.accumulate(probs)
        share = np.diff(highest, prepend=0.0)
        share[last] += 1 - highest[-1]
        return share

    return law


def _all_the_same(outcome: Outcome, case: Case) -> bool:
    return case.args[1] > 5 and len(set(_listed(outcome))) == 1


def _listed(outcome: Outcome) -> list[int]:
    ids = torch.as_tensor(outcome.value).flatten().tolist()
    return [int(i) for i in ids]


def _one_off(outcome: Outcome, case: Case) -> bool:
    """The draws follow the distribution when every id is moved by one place."""
    probs, n = case.args[0].double().numpy(), case.args[1]
    for shift in (-1, 1):
        moved = np.array(_listed(outcome)) + shift
        if moved.min() >= 0 and moved.max() < len(probs):
            counts = np.bincount(moved, minlength=len(probs))
            if len(moved) == n and p_value(counts, probs) >= UNLIKELY:
                return True
    return False


DRAW = Exercise(
    id="ex01_6_draw",
    title="Draw from a distribution",
    function="draw",
    difficulty=2,
    minutes=15,
    points=2,
    hints=(
        "Lay the probabilities end to end: they cut the interval from 0 to 1 into pieces, one per token, as long as "
        "the token is likely. Where does a uniform random number `rng.random()` fall?",
        "The right ends of the pieces are the running sums of the probabilities. You need the first running sum that "
        "is above the number. How many random numbers does *one* draw need?",
        "One number per draw: `u = rng.random(n)` once, outside any loop over tokens. `np.searchsorted(running_sums, "
        'u, side="right")` finds all pieces at once; a loop over tokens with one fixed `u` does it too.',
    ),
    cases=_cases,
    reference=sampling.draw,
    misconceptions=(
        Misconception(
            "ignores the generator",
            "The draws do not come from `rng`, so nobody can repeat them. Take every random number from the generator "
            "that you are given.",
            lambda outcome, case: case.about == SAME_SEED,
        ),
        Misconception(
            "draws a new random number on every pass",
            "Each comparison in the loop gets a fresh number, so every token has another chance to stop the loop, and "
            "tokens that come early are drawn too often. One draw, one random number.",
            _drawn_by(_fresh_number_each_pass),
        ),
        Misconception(
            "always takes the most likely token",
            "That is greedy decoding. A draw gives every token its share.",
            lambda outcome, case: (
                _all_the_same(outcome, case) and _listed(outcome)[0] == int(case.args[0].argmax())
            ),
        ),
        Misconception(
            "one random number for all draws",
            "All n draws are the same token. Draws are independent: each needs a random number of its own.",
            _all_the_same,
        ),
        Misconception(
            "compares with the probability, not the running sum",
            "The number is compared with each token's own probability, so the pieces overlap instead of lying end to "
            "end.",
            _drawn_by(_no_running_sum(-1), _no_running_sum(0)),
        ),
        Misconception(
            "ignores the probabilities",
            "Every token comes up equally often, whatever its probability.",
            _drawn_by(lambda probs: np.full(len(probs), 1 / len(probs))),
        ),
        Misconception(
            "draws without replacement",
            "A token that was drawn may be drawn again: the draws are independent, and there may be more draws than "
            "tokens.",
            either(
                raising("ValueError", "larger sample"),
                raising("ValueError", "non-zero entries"),
                raising("RuntimeError", "without replacement"),
                raising("RuntimeError", "non-zero"),
            ),
        ),
        Misconception(
            "off by one token",
            "The draws have the right frequencies, but for the neighbouring token. Is it the first running sum above "
            "the number, and do you count from 0?",
            _one_off,
        ),
    ),
)
