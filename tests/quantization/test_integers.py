"""Integer quantization: numbers on paper, torch's own quantizer, and properties for any tensor."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from helpers.errors import InputError
from helpers.quantization import absmax, absmax_int8, zero_point, zero_point_int8

RULES = [absmax, zero_point]
TENSORS = arrays.arrays(
    "float32",
    arrays.array_shapes(max_dims=3, max_side=5),
    elements=st.floats(-(2.0**100), 2.0**100, width=32),
).map(torch.from_numpy)


def test_absmax_on_paper() -> None:
    """A largest magnitude of 2.54 makes the scale 0.02: 0.3 is 15 steps, -1 is 50, 2.54 is 127."""
    made = absmax_int8(torch.tensor([0.3, -1.0, 2.54]))
    assert float(made.scale) == pytest.approx(0.02)
    assert made.q.tolist() == [15, -50, 127]
    assert made.q.dtype == torch.int8


def test_zero_point_on_paper() -> None:
    """From -1 to 4.1 there are 255 steps of 0.02; -1 is -128, so that 0 is 50 steps further, at -78."""
    made = zero_point_int8(torch.tensor([-1.0, 0.0, 4.1]))
    assert float(made.scale) == pytest.approx(0.02)
    assert int(made.zero_point) == -78
    assert made.q.tolist() == [-128, -78, 127]
    assert made.dequantize().tolist() == pytest.approx([-1.0, 0.0, 4.1])


def test_a_range_on_one_side_of_zero_includes_it() -> None:
    made = zero_point_int8(torch.tensor([5.1, 2.55]))
    assert (float(made.scale), int(made.zero_point)) == (pytest.approx(0.02), -128)


@given(TENSORS)
def test_zero_point_agrees_with_torch(x: torch.Tensor) -> None:
    made = zero_point_int8(x)
    expected = torch.fake_quantize_per_tensor_affine(x, float(made.scale), int(made.zero_point), -128, 127)
    steps = (made.dequantize() - expected).abs() / made.scale
    assert float(steps.max()) < 1.001  # torch multiplies by 1/scale, which rounds differently at a half


def test_rows_are_quantized_as_bitsandbytes_quantizes_them() -> None:
    functional = pytest.importorskip("bitsandbytes.functional")
    x = torch.randn(6, 64, generator=torch.Generator().manual_seed(0)).half()
    q, largest, _ = functional.int8_vectorwise_quant(x)
    made = absmax_int8(x, dim=1)
    assert torch.allclose(made.scale.flatten() * 127, largest)
    assert int((made.q.int() - q.int()).abs().max()) <= 1  # its kernel divides in float16
    assert float((made.q == q).float().mean()) > 0.95


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("bits", [2, 4, 8])
@given(x=TENSORS)
def test_the_error_is_at_most_half_a_step(rule, bits: int, x: torch.Tensor) -> None:
    made = rule(x, bits)
    assert bool(((x - made.dequantize()).abs() <= made.scale * 0.5 * (1 + 1e-3) + x.abs() * 1e-6).all())


@pytest.mark.parametrize("rule", RULES)
@given(x=TENSORS)
def test_zero_is_kept_exactly(rule, x: torch.Tensor) -> None:
    flat = torch.cat([x.flatten(), torch.zeros(1)])
    assert float(rule(flat).dequantize()[-1]) == 0


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("value", [0.0, 3.0, -7.5, 1e-40, 1e30])
def test_constant_tensors_come_back(rule, value: float) -> None:
    x = torch.full((3, 4), value)
    assert torch.allclose(rule(x).dequantize(), x, rtol=1e-5, atol=1e-37)


@pytest.mark.parametrize("rule", RULES)
def test_each_slice_has_its_own_scale(rule) -> None:
    x = torch.tensor([[0.01, -0.02], [1.0, 2.0], [0.0, 0.0]])
    made = rule(x, dim=1)
    assert made.scale.shape == (3, 1)
    for row in range(3):
        alone = rule(x[row])
        assert made.q[row].tolist() == alone.q.tolist()
        assert float(made.scale[row]) == pytest.approx(float(alone.scale))
    assert rule(x, dim=0).scale.shape == (1, 2)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("shape", [(4, 6), (5, 7), (3,), (2, 3, 5)])
def test_blocks_are_quantized_alone_and_the_shape_comes_back(rule, shape: tuple[int, ...]) -> None:
    x = torch.randn(shape, generator=torch.Generator().manual_seed(0))
    made = rule(x, 4, block=8)
    back = made.dequantize()
    assert back.shape == x.shape
    first = x.flatten()[:8]
    padded = torch.cat([first, torch.zeros(8 - len(first))])
    assert torch.allclose(back.flatten()[:8], rule(padded, 4).dequantize()[: len(first)])


def test_half_precision_is_quantized_as_its_values_are() -> None:
    x = torch.tensor([0.5, -2.0, 1.25])
    for dtype in (torch.float16, torch.bfloat16, torch.float64):
        assert absmax_int8(x.to(dtype)).q.tolist() == absmax_int8(x).q.tolist()


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (absmax(torch.randn(8, 64)), 8 * 64 + 4),
        (absmax(torch.randn(8, 64), dim=1), 8 * 64 + 8 * 4),
        (absmax(torch.randn(8, 64), 4, block=64), 8 * 64 // 2 + 8 * 4),
        (zero_point(torch.randn(8, 64), dim=1), 8 * 64 + 8 * 4 + 8),
        (absmax(torch.randn(5), 4, block=4), 3 + 2 * 4),
    ],
)
def test_stored_bytes(made, expected: int) -> None:
    assert made.nbytes == expected


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("x", "settings", "words"),
    [
        (torch.empty(0), {}, "empty tensor"),
        (torch.tensor([1.0, float("inf")]), {}, "infinities or NaN"),
        (torch.tensor([1.0, float("nan")]), {}, "infinities or NaN"),
        (torch.ones(2), {"bits": 1}, "from 2 to 8, not 1"),
        (torch.ones(2), {"bits": 9}, "from 2 to 8, not 9"),
        (torch.ones(2, 2), {"dim": 1, "block": 2}, "not both"),
        (torch.ones(2), {"block": 0}, "at least one value, not 0"),
    ],
)
def test_what_has_no_scale_is_refused_in_one_sentence(
    rule, x: torch.Tensor, settings: dict, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        rule(x, **settings)
