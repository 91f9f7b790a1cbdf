"""NF4 against bitsandbytes, and its bits a parameter against the paper."""

import pytest
import torch

from helpers.errors import InputError
from helpers.quantization import nf4, nf4_bits, nf4_levels

functional = pytest.importorskip("bitsandbytes.functional")


def weights(*shape: int) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(3)) * 0.02


def test_levels_are_those_of_bitsandbytes() -> None:
    table = functional.get_4bit_type("nf4", device="cpu")
    assert nf4_levels().tolist() == pytest.approx(table.tolist(), abs=1e-6)
    assert (nf4_levels()[0], nf4_levels()[7], nf4_levels()[-1]) == (-1, 0, 1)


def test_a_tensor_is_rounded_as_bitsandbytes_rounds_it() -> None:
    x = weights(24, 64)
    codes, state = functional.quantize_4bit(x, quant_type="nf4", blocksize=64)
    expected = functional.dequantize_4bit(codes, state)
    assert torch.allclose(nf4(x).dequantize(), expected, atol=1e-7)


def test_double_quantization_costs_little_accuracy_and_saves_a_third_of_a_bit() -> None:
    x = weights(256, 64 * 64)
    plain, double = nf4(x), nf4(x, double=True)
    errors = [float((x - made.dequantize()).square().mean()) for made in (plain, double)]
    assert errors[1] < errors[0] * 1.02
    assert 8 * plain.nbytes / x.numel() == pytest.approx(4.5)
    assert 8 * double.nbytes / x.numel() == pytest.approx(4.127, abs=5e-4)


def test_bits_a_parameter_of_the_paper() -> None:
    assert nf4_bits() == 4.5
    assert nf4_bits(double=True) == pytest.approx(4.127, abs=5e-4)
    assert nf4_bits(128) == 4.25


@pytest.mark.parametrize("shape", [(3,), (65,), (2, 3, 7)])
def test_shapes_come_back_and_zeros_stay(shape: tuple[int, ...]) -> None:
    x = weights(*shape)
    assert nf4(x).dequantize().shape == x.shape
    assert nf4(torch.zeros(shape)).dequantize().count_nonzero() == 0
    assert nf4(torch.zeros(shape), double=True).dequantize().count_nonzero() == 0


def test_normal_weights_are_rounded_better_than_on_even_steps() -> None:
    from helpers.quantization import absmax

    x = weights(64, 256)
    even = (x - absmax(x, 4, block=64).dequantize()).square().mean()
    assert (x - nf4(x).dequantize()).square().mean() < even


def test_what_has_no_scale_is_refused() -> None:
    with pytest.raises(InputError, match="infinities or NaN"):
        nf4(torch.tensor([float("nan")]))
    with pytest.raises(InputError, match="empty"):
        nf4(torch.empty(0))
