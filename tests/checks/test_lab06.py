"""What the checks of lab 06 tell a student, and that rewards as float16 has them are among the cases."""

import numpy as np
import pytest
import torch

from helpers.checks import EXERCISES, LocalRunner
from helpers.checks.judge import Finding, examine


def finding(exercise: str, function: object) -> Finding:
    found = EXERCISES[exercise]
    result = examine(found, LocalRunner(function, found.parameters)).finding  # type: ignore[arg-type]
    assert result is not None
    return result


def test_the_sign_error_is_named() -> None:
    found = finding("ex06_6_pairwise_loss", lambda a, b: torch.nn.functional.logsigmoid(a - b).mean())
    assert found.name == "has the wrong sign"
    assert found.misconception is not None
    assert "rejected" in found.misconception.message


def test_a_loss_without_gradient_is_told_so() -> None:
    found = finding(
        "ex06_6_pairwise_loss", lambda a, b: -torch.nn.functional.logsigmoid(a - b).mean().detach()
    )
    assert found.name == "cuts the gradient"
    assert "no gradient flows back" in found.sentence


def test_half_precision_is_checked() -> None:
    cases = list(EXERCISES["ex06_6_pairwise_loss"].generate(0))
    leads = [float((a - b).abs().max()) for a, b in (case.args for case in cases) if a.dtype == torch.float16]
    assert leads == [10_000.0, 10_000.0]


def test_a_missing_pair_and_one_too_many_are_shown() -> None:
    assert "('b', 'a')` is missing" in finding("ex06_1_rankings_to_pairs", lambda rankings: []).sentence
    both = finding("ex06_1_rankings_to_pairs", lambda rankings: [("b", "a"), ("a", "b")])
    assert "('a', 'b')` should not be there" in both.sentence
    assert "list of pairs" in finding("ex06_1_rankings_to_pairs", lambda rankings: 3).sentence


@pytest.mark.parametrize("seed", range(5))
def test_random_scores_have_no_ties(seed: int) -> None:
    for case in EXERCISES["ex06_8_best_of_n"].cases(np.random.default_rng(seed)):
        assert len(set(case.args[0].tolist())) == len(case.args[0])
