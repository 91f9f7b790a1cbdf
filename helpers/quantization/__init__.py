"""Numbers in few bits: formats, integer quantization, NF4, calibration, and training with rounded weights."""

from helpers.quantization.calibration import InputRange, calibrate, quantize_inputs
from helpers.quantization.comparison import Comparison, first_tokens, text_losses
from helpers.quantization.exercises import channel_error, fake_quantize, quantize_absmax, quantize_zero_point
from helpers.quantization.floats import FORMATS, FloatFormat, IntegerFormat, decode_float
from helpers.quantization.integers import Quantized, absmax, absmax_int8, zero_point, zero_point_int8
from helpers.quantization.learned import LearnedScaleLinear, frozen, with_learned_scales
from helpers.quantization.network import (
    QuantizedLinear,
    linear_layers,
    quantize_linears,
    stored_bytes,
    with_bitsandbytes,
)
from helpers.quantization.nf4 import QuantizedNF4, nf4, nf4_bits, nf4_levels

__all__ = [
    "FORMATS",
    "Comparison",
    "FloatFormat",
    "InputRange",
    "IntegerFormat",
    "LearnedScaleLinear",
    "Quantized",
    "QuantizedLinear",
    "QuantizedNF4",
    "absmax",
    "absmax_int8",
    "calibrate",
    "channel_error",
    "decode_float",
    "fake_quantize",
    "first_tokens",
    "frozen",
    "linear_layers",
    "nf4",
    "nf4_bits",
    "nf4_levels",
    "quantize_absmax",
    "quantize_inputs",
    "quantize_linears",
    "quantize_zero_point",
    "stored_bytes",
    "text_losses",
    "with_bitsandbytes",
    "with_learned_scales",
    "zero_point",
    "zero_point_int8",
]
