import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from helpers.masking import masked_mean, whiten

X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 8.0, 6.0]])
MASK = torch.tensor([[True, True, False], [True, False, False]])


def test_means_by_hand():
    assert masked_mean(X, MASK).item() == pytest.approx(7 / 3)
    assert masked_mean(X, MASK, dim=1).tolist() == [1.5, 4.0]
    assert masked_mean(X[:, :1], MASK[:, :1], dim=0).tolist() == [2.5]


def test_whitening_by_hand():
    # 1, 2, 4: mean 7/3, population variance 14/9.
    expected = [(value - 7 / 3) / math.sqrt(14 / 9) for value in (1, 2, 4)]
    assert whiten(X, MASK)[MASK].tolist() == pytest.approx(expected)
    kept_mean = whiten(X, MASK, shift_mean=False)
    assert kept_mean[MASK].tolist() == pytest.approx([value + 7 / 3 for value in expected])
    assert kept_mean[~MASK].tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("poison", [math.nan, math.inf, -math.inf])
def test_masked_positions_leak_neither_values_nor_gradients(poison):
    x = X.masked_fill(~MASK, poison).requires_grad_()
    clean = whiten(X, MASK)
    assert torch.equal(whiten(x, MASK), clean)
    (masked_mean(x, MASK) + whiten(x, MASK).square().sum()).backward()
    assert x.grad is not None
    assert x.grad[~MASK].tolist() == [0.0, 0.0, 0.0]
    assert x.grad.isfinite().all()


@given(
    arrays("float32", array_shapes(max_dims=2), elements=st.integers(-100, 100)),
    st.randoms(use_true_random=False),
)
def test_agrees_with_numpy_on_the_kept_values(values, random):
    flags = [random.random() < 0.5 for _ in range(values.size)]
    flags[random.randrange(values.size)] = True
    x, mask = torch.from_numpy(values), torch.tensor(flags).reshape(values.shape)
    kept = values[mask.numpy()].astype("float64")
    assert masked_mean(x, mask).item() == pytest.approx(kept.mean(), abs=1e-5)
    expected = (kept - kept.mean()) / math.sqrt(kept.var() + 1e-8)
    assert whiten(x, mask)[mask].numpy() == pytest.approx(expected, abs=1e-3)


def test_one_value_and_equal_values_whiten_to_zero():
    assert whiten(X, X == 8.0).sum().item() == 0.0
    assert whiten(torch.full((2, 2), 5.0), torch.ones(2, 2, dtype=torch.bool)).tolist() == [[0, 0], [0, 0]]


def test_a_mask_without_a_true_value_is_refused():
    with pytest.raises(ValueError, match="False everywhere"):
        masked_mean(X, torch.zeros_like(MASK))
    with pytest.raises(ValueError, match="along dim 1"):
        masked_mean(X, torch.tensor([[True, True, True], [False, False, False]]), dim=1)
    with pytest.raises(ValueError, match="False everywhere"):
        whiten(X, torch.zeros_like(MASK))


def test_a_mask_of_another_kind_or_shape_is_refused():
    with pytest.raises(ValueError, match="must be bool"):
        masked_mean(X, MASK.int())
    with pytest.raises(ValueError, match=r"shape \(1, 3\) and the values \(2, 3\)"):
        masked_mean(X, MASK[:1])
