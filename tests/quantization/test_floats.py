"""Formats against torch's casts: every 16-bit pattern, every 8-bit one, and rounding."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from helpers.errors import InputError
from helpers.quantization import FORMATS, FloatFormat, IntegerFormat, decode_float

TORCH = {
    "FP16": (torch.float16, torch.int16),
    "BF16": (torch.bfloat16, torch.int16),
    "FP8 E4M3": (torch.float8_e4m3fn, torch.uint8),
    "FP8 E5M2": (torch.float8_e5m2, torch.uint8),
}


def all_values(name: str) -> list[float]:
    """What torch reads in every pattern of a format, from 0 on."""
    values, whole = TORCH[name]
    width = 2 ** (8 * torch.empty(0, dtype=whole).element_size())
    patterns = torch.arange(width).to(torch.int16 if whole is torch.int16 else torch.uint8)
    return patterns.view(values).double().tolist()


def same(a: float, b: float) -> bool:
    return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))


@pytest.mark.parametrize("name", ["FP16", "BF16"])
def test_all_65536_patterns_decode_as_torch_casts_them(name: str) -> None:
    form = FORMATS[name]
    assert isinstance(form, FloatFormat)
    for pattern, expected in enumerate(all_values(name)):
        assert same(decode_float(form.text(pattern), form.exponent_bits, form.fraction_bits), expected)
        assert same(form.decode(pattern), expected)


@pytest.mark.parametrize("name", ["FP8 E4M3", "FP8 E5M2"])
def test_all_256_patterns_of_the_8_bit_floats(name: str) -> None:
    for pattern, expected in enumerate(all_values(name)):
        assert same(FORMATS[name].decode(pattern), expected)


@given(st.integers(0, 2**32 - 1))
def test_float32_patterns(pattern: int) -> None:
    expected = torch.tensor(pattern, dtype=torch.int64).to(torch.int32).view(torch.float32).item()
    assert same(FORMATS["FP32"].decode(pattern), expected)


@pytest.mark.parametrize("name", ["FP32", *TORCH])
@given(value=st.floats(width=32, allow_nan=False))
def test_encoding_rounds_as_torch_does(name: str, value: float) -> None:
    form = FORMATS[name]
    dtype = TORCH[name][0] if name in TORCH else torch.float32
    expected = torch.tensor(value).to(dtype).double().item()
    got = form.decode(form.encode(value))
    if isinstance(form, FloatFormat) and not form.infinity and abs(value) > form.largest:
        assert math.isnan(got) or abs(got) == form.largest
    else:
        assert same(got, expected)


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_decoded_encodes_to_the_same_pattern(name: str) -> None:
    form = FORMATS[name]
    for pattern in range(0, 2**form.bits, max(1, 2**form.bits // 4096)):
        value = form.decode(pattern)
        if not math.isnan(value):
            assert form.encode(value) == pattern


def test_well_known_numbers() -> None:
    fp16, bf16, e4m3 = FORMATS["FP16"], FORMATS["BF16"], FORMATS["FP8 E4M3"]
    assert (fp16.largest, fp16.smallest, fp16.smallest_normal) == (65504, 2**-24, 2**-14)
    assert fp16.decode(fp16.encode(65519)) == 65504
    assert fp16.decode(fp16.encode(65520)) == math.inf
    assert bf16.largest == pytest.approx(3.39e38, rel=1e-3)
    assert e4m3.largest == 448
    assert FORMATS["FP8 E5M2"].largest == 57344
    assert (FORMATS["INT8"].largest, FORMATS["INT4"].decode(0b1000)) == (127, -8)
    assert math.isnan(fp16.decode(fp16.encode(math.nan)))


@pytest.mark.parametrize("name", FORMATS)
def test_neighbours_are_next_to_each_other(name: str) -> None:
    """In the order of all finite values, what stands before and behind."""
    form = FORMATS[name]
    step = max(1, 2**form.bits // 2048)
    for pattern in range(0, 2**form.bits, step):
        value = form.decode(pattern)
        below, above = form.neighbours(pattern)
        if math.isnan(value):
            assert (below, above) == (None, None)
            continue
        for other, beyond in ((below, -math.inf), (above, math.inf)):
            if other is not None:
                between = (value + form.decode(other)) / 2
                assert (form.decode(other) - value) * (1 if beyond > 0 else -1) > 0
                if math.isfinite(between) and between not in (value, form.decode(other)):
                    assert form.decode(form.encode(between)) in (value, form.decode(other))


def test_the_ends_have_one_neighbour() -> None:
    assert FORMATS["INT8"].neighbours(127) == (126, None)
    assert FORMATS["INT8"].neighbours(128) == (None, 129)
    fp16 = FORMATS["FP16"]
    assert fp16.neighbours(fp16.encode(math.inf))[1] is None
    assert fp16.neighbours(0x8000) == (0x8001, 1)
    assert FORMATS["FP8 E4M3"].neighbours(FORMATS["FP8 E4M3"].encode(448))[1] is None


def test_all_neighbours_of_an_integer_are_one_scale_away() -> None:
    scaled = IntegerFormat("INT8", 8, scale=0.5)
    assert scaled.decode(0b11111111) == -0.5
    assert scaled.encode(1000) == 127
    assert scaled.decode(scaled.encode(-3.2)) == -3.0


@pytest.mark.parametrize("bits", ["", "01", "0" * 17, "0" * 15 + "x"])
def test_other_texts_are_refused(bits: str) -> None:
    with pytest.raises(InputError, match="16 characters, each 0 or 1"):
        decode_float(bits, 5, 10)


def test_patterns_that_do_not_fit_are_refused() -> None:
    with pytest.raises(InputError, match="FP16 has 16 bits"):
        FORMATS["FP16"].decode(65536)
    with pytest.raises(InputError, match="INT8 has 8 bits"):
        FORMATS["INT8"].text(-1)
    with pytest.raises(InputError, match="no pattern for NaN"):
        FORMATS["INT8"].encode(math.nan)
