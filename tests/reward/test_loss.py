"""The pairwise loss against paper, float64 and extreme rewards; the last real token under any padding."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from helpers.reward import last_token_score, pairwise_loss


def test_on_paper() -> None:
    """Differences 0 and log 3: -log ½ and -log ¾."""
    loss = pairwise_loss(torch.tensor([2.0, math.log(3)]), torch.tensor([2.0, 0.0]))
    assert float(loss) == pytest.approx((math.log(2) + math.log(4 / 3)) / 2)


def test_margin_and_centre_on_paper() -> None:
    chosen, rejected = torch.tensor([1.0]), torch.tensor([0.5])
    assert float(pairwise_loss(chosen, rejected, torch.tensor([0.5]))) == pytest.approx(math.log(2))
    centred = pairwise_loss(chosen, rejected, center=0.1) - pairwise_loss(chosen, rejected)
    assert float(centred) == pytest.approx(0.1 * 1.5**2)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
@pytest.mark.parametrize("lead", [1e4, -1e4])
def test_finite_for_large_leads_in_any_precision(dtype: torch.dtype, lead: float) -> None:
    chosen = torch.full((512,), lead, dtype=dtype, requires_grad=True)
    rejected = torch.full((512,), -lead, dtype=dtype, requires_grad=True)
    loss = pairwise_loss(chosen, rejected, center=0.01)
    loss.backward()
    assert torch.isfinite(loss)
    assert chosen.grad is not None
    assert rejected.grad is not None
    assert torch.isfinite(chosen.grad).all()
    assert torch.isfinite(rejected.grad).all()
    plain = pairwise_loss(chosen.detach(), rejected.detach())
    assert float(plain) == pytest.approx(max(0.0, -2 * float(chosen.detach()[0])), rel=1e-3)


NUMBERS = st.lists(st.floats(-50, 50), min_size=4, max_size=4)


@given(NUMBERS, NUMBERS)
def test_gradient_against_float64(first: list[float], second: list[float]) -> None:
    """d loss / d chosen = (σ(d) - 1) / n, computed here with math.exp."""
    chosen = torch.tensor(first, requires_grad=True)
    pairwise_loss(chosen, torch.tensor(second)).backward()
    expected = [
        -1 / (1 + math.exp(float(torch.tensor(a)) - float(torch.tensor(b)))) / 4
        for a, b in zip(first, second, strict=True)
    ]
    assert chosen.grad is not None
    assert chosen.grad.tolist() == pytest.approx(expected, rel=1e-4, abs=1e-7)
    exact = [torch.tensor(values, dtype=torch.float64, requires_grad=True) for values in (first, second)]
    assert torch.autograd.gradcheck(lambda a, b: pairwise_loss(a, b, center=0.1), exact)


def test_shapes_must_agree() -> None:
    with pytest.raises(ValueError, match="rejected"):
        pairwise_loss(torch.zeros(2), torch.zeros(3))
    with pytest.raises(ValueError, match="margin"):
        pairwise_loss(torch.zeros(2), torch.zeros(2), torch.zeros(1))
    with pytest.raises(ValueError, match="no pair"):
        pairwise_loss(torch.zeros(0), torch.zeros(0))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.integers(0, 3)), min_size=1, max_size=5))
def test_last_real_token_between_any_padding(rows: list[tuple[int, int, int]]) -> None:
    """Position by position in Python; a row is padding, real tokens, padding, filled up on the right."""
    width = max(map(sum, rows))
    mask = torch.tensor([[0] * left + [1] * real + [0] * (width - left - real) for left, real, _ in rows])
    scores = torch.arange(float(mask.numel())).reshape(mask.shape)
    expected = [float(i * width + left + real - 1) for i, (left, real, _) in enumerate(rows)]
    assert last_token_score(scores, mask).tolist() == expected
    assert last_token_score(scores, mask.bool()).tolist() == expected


def test_what_stands_at_padding_does_not_matter() -> None:
    scores = torch.tensor([[float("nan"), 1.0, 2.0], [3.0, 4.0, float("nan")]], requires_grad=True)
    found = last_token_score(scores, torch.tensor([[0, 1, 1], [1, 1, 0]]))
    assert found.tolist() == [2, 4]
    found.sum().backward()
    assert scores.grad is not None
    assert scores.grad.tolist() == [[0, 0, 1], [0, 1, 0]]


def test_a_row_of_padding_cannot_be_scored() -> None:
    with pytest.raises(ValueError, match="no real token"):
        last_token_score(torch.zeros(2, 2), torch.tensor([[1, 0], [0, 0]]))
    with pytest.raises(ValueError, match="both must be"):
        last_token_score(torch.zeros(2, 2), torch.ones(2, 3))
