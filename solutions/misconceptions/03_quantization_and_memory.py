"""Answers to the exercises of lab 03, as students write them: wrong ones with the mistake's name, and right ones."""

import math
import struct

import numpy as np
import torch

from helpers.checks.answers import Answers

answers = Answers()


# 3.1 Decode a float


@answers.wrong("ex03_1_decode_float", "forgets the bias")
def decode_float(bits, exponent_bits, fraction_bits):
    sign = -1 if bits[0] == "1" else 1
    exponent = int(bits[1 : 1 + exponent_bits], 2)
    fraction = int(bits[1 + exponent_bits :], 2) / 2**fraction_bits
    if exponent == 2**exponent_bits - 1:
        return sign * math.inf if fraction == 0 else math.nan
    if exponent == 0:
        return sign * fraction * 2
    return sign * (1 + fraction) * 2**exponent


@answers.wrong("ex03_1_decode_float", "off by one in the bias")
def decode_float(bits, exponent_bits, fraction_bits):
    sign = -1 if bits[0] == "1" else 1
    bias = 2 ** (exponent_bits - 1)
    exponent = int(bits[1 : 1 + exponent_bits], 2)
    fraction = int(bits[1 + exponent_bits :], 2) / 2**fraction_bits
    if exponent == 2**exponent_bits - 1:
        return sign * math.inf if fraction == 0 else math.nan
    if exponent == 0:
        return sign * fraction * 2.0 ** (1 - bias)
    return sign * (1 + fraction) * 2.0 ** (exponent - bias)


@answers.wrong("ex03_1_decode_float", "forgets the leading 1")
def decode_float(bits, exponent_bits, fraction_bits):
    sign = (-1) ** int(bits[0])
    bias = 2 ** (exponent_bits - 1) - 1
    exponent = int(bits[1 : 1 + exponent_bits], 2)
    fraction = sum(int(b) * 2.0**-i for i, b in enumerate(bits[1 + exponent_bits :], 1))
    if "0" not in bits[1 : 1 + exponent_bits]:
        return math.nan if fraction else sign * math.inf
    return sign * fraction * 2.0 ** (max(exponent, 1) - bias)


@answers.wrong("ex03_1_decode_float", "reads the fraction as a whole number")
def decode_float(bits, exponent_bits, fraction_bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    bias = 2 ** (exponent_bits - 1) - 1
    exponent = int(bits[1 : 1 + exponent_bits], 2)
    fraction = int(bits[1 + exponent_bits :], 2)
    if exponent == 2**exponent_bits - 1:
        return sign * math.inf if fraction == 0 else math.nan
    if exponent == 0:
        return sign * fraction * 2 ** (1 - bias)
    return sign * (1 + fraction) * 2.0 ** (exponent - bias)


@answers.wrong("ex03_1_decode_float", "treats an exponent of zeros as any other")
def decode_float(bits, exponent_bits, fraction_bits):
    sign = -1 if bits[0] == "1" else 1
    bias = 2 ** (exponent_bits - 1) - 1
    exponent = int(bits[1 : 1 + exponent_bits], 2)
    fraction = int(bits[-fraction_bits:], 2) / 2**fraction_bits
    if exponent == 2**exponent_bits - 1:
        return sign * math.inf if fraction == 0 else math.nan
    return sign * (1 + fraction) * 2.0 ** (exponent - bias)


@answers.wrong("ex03_1_decode_float", "puts the numbers without a leading 1 one power too low")
def decode_float(bits, exponent_bits, fraction_bits):
    sign = -1 if bits[0] == "1" else 1
    bias = 2 ** (exponent_bits - 1) - 1
    exponent = int(bits[1 : 1 + exponent_bits], 2)
    fraction = int(bits[-fraction_bits:], 2) / 2**fraction_bits
    if exponent == 2**exponent_bits - 1:
        return sign * math.inf if fraction == 0 else math.nan
    leading = 0 if exponent == 0 else 1
    return sign * (leading + fraction) * 2.0 ** (exponent - bias)


@answers.wrong("ex03_1_decode_float", "reads infinity and NaN as numbers")
def decode_float(bits, exponent_bits, fraction_bits):
    sign = -1 if bits[0] == "1" else 1
    bias = 2 ** (exponent_bits - 1) - 1
    exponent = int(bits[1 : 1 + exponent_bits], 2)
    fraction = int(bits[-fraction_bits:], 2) / 2**fraction_bits
    if exponent == 0:
        return sign * fraction * 2.0 ** (1 - bias)
    return sign * (1 + fraction) * 2.0 ** (exponent - bias)


@answers.wrong("ex03_1_decode_float", "knows only normal numbers")
def decode_float(bits, exponent_bits, fraction_bits):
    exponent = int(bits[1 : 1 + exponent_bits], 2) - (2 ** (exponent_bits - 1) - 1)
    fraction = int(bits[-fraction_bits:], 2) / 2**fraction_bits
    return (-1) ** int(bits[0]) * (1 + fraction) * 2.0**exponent


@answers.wrong("ex03_1_decode_float", "ignores the sign")
def decode_float(bits, exponent_bits, fraction_bits):
    bias = 2 ** (exponent_bits - 1) - 1
    exponent = int(bits[1 : 1 + exponent_bits], 2)
    fraction = int(bits[-fraction_bits:], 2) / 2**fraction_bits
    if exponent == 2**exponent_bits - 1:
        return math.inf if fraction == 0 else math.nan
    if exponent == 0:
        return fraction * 2.0 ** (1 - bias)
    return (1 + fraction) * 2.0 ** (exponent - bias)


@answers.right("ex03_1_decode_float")
def decode_float(bits, exponent_bits, fraction_bits):
    """As one whole number: shift the pattern into a float64 and let the machine decode it."""
    sign, magnitude = int(bits[0]), int(bits[1:], 2)
    exponent, fraction = divmod(magnitude, 2**fraction_bits)
    if exponent == 2**exponent_bits - 1:
        exponent = 2047
    elif exponent == 0:
        value = math.ldexp(fraction, 2 - 2 ** (exponent_bits - 1) - fraction_bits)
        return -value if sign else value
    else:
        exponent += 1023 - (2 ** (exponent_bits - 1) - 1)
    pattern = sign << 63 | exponent << 52 | fraction << (52 - fraction_bits)
    return struct.unpack(">d", pattern.to_bytes(8, "big"))[0]


@answers.right("ex03_1_decode_float")
def decode_float(bits, exponent_bits, fraction_bits):
    digits = np.array([int(b) for b in bits])
    exponent = digits[1 : exponent_bits + 1] @ 2.0 ** np.arange(exponent_bits)[::-1]
    fraction = digits[exponent_bits + 1 :] @ 2.0 ** -np.arange(1, fraction_bits + 1)
    bias = 2.0 ** (exponent_bits - 1) - 1
    if exponent == 2 * bias + 1:
        value = np.nan if fraction else np.inf
    else:
        value = ((exponent > 0) + fraction) * 2.0 ** (max(exponent, 1) - bias)
    return np.float64(-value if bits[0] == "1" else value)


# 3.2 Absmax


@answers.wrong("ex03_2_quantize_absmax", "cuts off instead of rounding")
def quantize_absmax(x):
    scale = x.abs().max() / 127
    return (x / scale).to(torch.int8), scale


@answers.wrong("ex03_2_quantize_absmax", "cuts off instead of rounding")
def quantize_absmax(x):
    scale = x.abs().max() / 127
    if scale == 0:
        return torch.zeros_like(x, dtype=torch.int8), 1.0
    return torch.floor(x / scale).to(torch.int8), scale


@answers.wrong("ex03_2_quantize_absmax", "spreads over 128 levels")
def quantize_absmax(x):
    scale = x.abs().max() / 128
    if scale == 0:
        scale = torch.tensor(1.0)
    return torch.clamp((x / scale).round(), -128, 127).to(torch.int8), scale


@answers.wrong("ex03_2_quantize_absmax", "spreads over 128 levels")
def quantize_absmax(x):
    scale = float(x.abs().max()) / 128 or 1.0
    return torch.round(x / scale).to(torch.int16).to(torch.int8), scale


@answers.wrong("ex03_2_quantize_absmax", "takes the largest value, not the largest magnitude")
def quantize_absmax(x):
    scale = x.max() / 127
    if scale == 0:
        scale = torch.ones(())
    return (x / scale).round().clamp(-128, 127).to(torch.int8), scale


@answers.wrong("ex03_2_quantize_absmax", "returns the inverse of the scale")
def quantize_absmax(x):
    scale = 127 / x.abs().max() if x.any() else torch.tensor(1.0)
    return (x * scale).round().to(torch.int8), scale


@answers.wrong("ex03_2_quantize_absmax", "uses the range from smallest to largest")
def quantize_absmax(x):
    scale = (x.max() - x.min()) / 255
    if scale == 0:
        scale = torch.tensor(1.0)
    return (x / scale).round().clamp(-128, 127).to(torch.int8), scale


@answers.wrong("ex03_2_quantize_absmax", "divides by zero")
def quantize_absmax(x):
    scale = x.abs().max() / 127
    return (x / scale).round().to(torch.int8), scale


@answers.wrong("ex03_2_quantize_absmax", "keeps the integers as floats")
def quantize_absmax(x):
    largest = x.abs().max()
    scale = largest / 127 if largest > 0 else torch.tensor(1.0)
    return (x / scale).round(), scale


@answers.wrong("ex03_2_quantize_absmax", "keeps the integers as floats")
def quantize_absmax(x):
    largest = float(x.abs().max())
    scale = largest / 127 if largest > 0 else 1.0
    return (x / scale).round().int(), scale


@answers.right("ex03_2_quantize_absmax")
def quantize_absmax(x):
    values = x.numpy()
    scale = np.abs(values).max() / 127
    if scale == 0:
        scale = 1e-12
    return np.rint(values / scale).astype(np.int8), scale


@answers.right("ex03_2_quantize_absmax")
def quantize_absmax(x):
    largest = torch.linalg.vector_norm(x, ord=float("inf"))
    if largest == 0:
        return torch.zeros(x.shape, dtype=torch.int8), torch.tensor([1.0])
    q = torch.floor(x.double() * 127 / largest.double() + 0.5)
    return q.char(), largest[None] / 127


# 3.3 Zero point


@answers.wrong("ex03_3_quantize_zero_point", "leaves 0 out of the range")
def quantize_zero_point(x):
    scale = (x.max() - x.min()) / 255
    if scale == 0:
        scale = torch.tensor(1.0)
    zero_point = torch.round(-128 - x.min() / scale)
    q = ((x / scale).round() + zero_point).clamp(-128, 127)
    return q.to(torch.int8), scale, zero_point


@answers.wrong("ex03_3_quantize_zero_point", "does not shift by the zero point")
def quantize_zero_point(x):
    low, high = min(float(x.min()), 0.0), max(float(x.max()), 0.0)
    scale = (high - low) / 255 or 1.0
    zero_point = round(-128 - low / scale)
    return (x / scale).round().clamp(-128, 127).to(torch.int8), scale, zero_point


@answers.wrong("ex03_3_quantize_zero_point", "does not shift by the zero point")
def quantize_zero_point(x):
    low, high = min(float(x.min()), 0.0), max(float(x.max()), 0.0)
    scale = (high - low) / 255 or 1.0
    zero_point = round(-128 - low / scale)
    return (x / scale).round().to(torch.int16).to(torch.int8), scale, zero_point


@answers.wrong("ex03_3_quantize_zero_point", "counts from 0 to 255")
def quantize_zero_point(x):
    low, high = min(float(x.min()), 0.0), max(float(x.max()), 0.0)
    scale = (high - low) / 255 or 1.0
    zero_point = round(-low / scale)
    return ((x / scale).round() + zero_point).clamp(0, 255).to(torch.uint8), scale, zero_point


@answers.wrong("ex03_3_quantize_zero_point", "turns the sign of the zero point round")
def quantize_zero_point(x):
    low, high = min(float(x.min()), 0.0), max(float(x.max()), 0.0)
    scale = (high - low) / 255 or 1.0
    zero_point = round(128 + low / scale)
    return ((x / scale).round() - zero_point).clamp(-128, 127).to(torch.int8), scale, zero_point


@answers.wrong("ex03_3_quantize_zero_point", "gives the offset in the values' units")
def quantize_zero_point(x):
    low, high = min(float(x.min()), 0.0), max(float(x.max()), 0.0)
    scale = (high - low) / 255 or 1.0
    return ((x - low) / scale - 128).round().clamp(-128, 127).to(torch.int8), scale, low


@answers.wrong("ex03_3_quantize_zero_point", "divides the range by 256")
def quantize_zero_point(x):
    low, high = x.min().clamp(max=0), x.max().clamp(min=0)
    scale = (high - low) / 256
    if scale == 0:
        scale = torch.tensor(1.0)
    zero_point = torch.round(-128 - low / scale)
    q = (torch.round(x / scale) + zero_point).clamp(-128, 127)
    return q.to(torch.int8), scale, zero_point


@answers.wrong("ex03_3_quantize_zero_point", "cuts off instead of rounding")
def quantize_zero_point(x):
    low, high = min(float(x.min()), 0.0), max(float(x.max()), 0.0)
    scale = (high - low) / 255 or 1.0
    zero_point = round(-128 - low / scale)
    return (x / scale + zero_point).clamp(-128, 127).to(torch.int8), scale, zero_point


@answers.wrong("ex03_3_quantize_zero_point", "divides by zero")
def quantize_zero_point(x):
    low, high = x.min().clamp(max=0), x.max().clamp(min=0)
    scale = (high - low) / 255
    zero_point = (-128 - low / scale).round()
    q = ((x / scale).round() + zero_point).clamp(-128, 127)
    return q.to(torch.int8), scale, zero_point


@answers.right("ex03_3_quantize_zero_point")
def quantize_zero_point(x):
    values = x.double().numpy()
    low, high = min(values.min(), 0), max(values.max(), 0)
    scale = (high - low) / 255 if high > low else 1.0
    zero_point = int(np.rint(-128 - low / scale))
    q = np.clip(np.rint(values / scale) + zero_point, -128, 127).astype(np.int8)
    return [q, scale, zero_point]


@answers.right("ex03_3_quantize_zero_point")
def quantize_zero_point(x):
    """Count steps up from the smallest value."""
    low, high = torch.clamp(x.min(), max=0.0), torch.clamp(x.max(), min=0.0)
    if high == low:
        return torch.full(x.shape, -128, dtype=torch.int8), torch.tensor(1.0), torch.tensor(-128)
    scale = (high - low) / 255
    q = torch.round((x.double() - low.double()) / scale.double()) - 128
    return q.char(), scale, torch.round(-low / scale).int() - 128


# 3.4 Error for each channel


@answers.wrong("ex03_4_channel_error", "reduces over the other dimension")
def channel_error(weight, dim):
    largest = weight.abs().max() if dim is None else weight.abs().amax(dim=1 - dim, keepdim=True)
    scale = torch.where(largest > 0, largest / 127, 1.0)
    return float(((weight / scale).round() * scale - weight).square().mean().sqrt())


@answers.wrong("ex03_4_channel_error", "scales that do not line up")
def channel_error(weight, dim):
    largest = weight.abs().max() if dim is None else weight.abs().max(dim=dim).values
    scale = torch.where(largest > 0, largest / 127, 1.0)
    return float(((weight / scale).round() * scale - weight).square().mean().sqrt())


@answers.wrong("ex03_4_channel_error", "one scale whatever dim says")
def channel_error(weight, dim):
    scale = weight.abs().max() / 127
    return float(((weight / scale).round() * scale - weight).square().mean().sqrt())


@answers.wrong("ex03_4_channel_error", "compares with the integers")
def channel_error(weight, dim):
    largest = weight.abs().max() if dim is None else weight.abs().amax(dim=dim, keepdim=True)
    scale = torch.where(largest > 0, largest / 127, 1.0)
    return float((weight - (weight / scale).round()).square().mean().sqrt())


@answers.wrong("ex03_4_channel_error", "forgets the root")
def channel_error(weight, dim):
    largest = weight.abs().max() if dim is None else weight.abs().amax(dim=dim, keepdim=True)
    scale = torch.where(largest > 0, largest / 127, 1.0)
    return torch.nn.functional.mse_loss((weight / scale).round() * scale, weight)


@answers.wrong("ex03_4_channel_error", "averages magnitudes")
def channel_error(weight, dim):
    largest = weight.abs().max() if dim is None else weight.abs().amax(dim=dim, keepdim=True)
    scale = torch.where(largest > 0, largest / 127, 1.0)
    return ((weight / scale).round() * scale - weight).abs().mean()


@answers.wrong("ex03_4_channel_error", "takes the largest value, not the largest magnitude")
def channel_error(weight, dim):
    largest = weight.max() if dim is None else weight.amax(dim=dim, keepdim=True)
    scale = torch.where(largest == 0, 1.0, largest / 127)
    q = (weight / scale).round().clamp(-127, 127)
    return float((weight - q * scale).square().mean().sqrt())


@answers.wrong("ex03_4_channel_error", "divides by zero")
def channel_error(weight, dim):
    largest = weight.abs().max() if dim is None else weight.abs().amax(dim=dim, keepdim=True)
    scale = largest / 127
    return float(((weight / scale).round() * scale - weight).square().mean().sqrt())


@answers.wrong("ex03_4_channel_error", "gives a relative error")
def channel_error(weight, dim):
    largest = weight.abs().max() if dim is None else weight.abs().amax(dim=dim, keepdim=True)
    scale = torch.where(largest > 0, largest / 127, 1.0)
    difference = (weight / scale).round() * scale - weight
    return float(difference.norm() / weight.norm())


@answers.right("ex03_4_channel_error")
def channel_error(weight, dim):
    """One slice after the other."""
    slices = [weight] if dim is None else list(weight.unbind(1 - dim))
    total = 0.0
    for piece in slices:
        scale = float(piece.abs().max()) / 127 or 1.0
        total += float(((piece / scale).round() * scale - piece).double().square().sum())
    return math.sqrt(total / weight.numel())


@answers.right("ex03_4_channel_error")
def channel_error(weight, dim):
    w = weight.numpy().astype(np.float64)
    scale = np.abs(w).max(axis=dim, keepdims=True) / 127
    scale[scale == 0] = 1
    return np.sqrt(np.mean((np.rint(w / scale) * scale - w) ** 2))


# 3.5 Training bytes


@answers.wrong("ex03_5_training_bytes", "forgets the float32 copy of mixed precision")
def training_bytes(trainable, precision, optimizer, frozen=0, frozen_bits=16):
    size = 4 if precision == "fp32" else 2
    states = {"sgd": 0, "momentum": 4, "adam": 8, "adam8bit": 2}[optimizer]
    return {
        "weights": trainable * size + frozen * frozen_bits / 8,
        "gradients": trainable * size,
        "optimizer": trainable * states,
    }


@answers.wrong("ex03_5_training_bytes", "counts the float32 copy with the weights")
def training_bytes(trainable, precision, optimizer, frozen=0, frozen_bits=16):
    states = {"sgd": 0, "momentum": 4, "adam": 8, "adam8bit": 2}[optimizer]
    return {
        "weights": trainable * (4 if precision == "fp32" else 2 + 4) + frozen * frozen_bits / 8,
        "gradients": trainable * (4 if precision == "fp32" else 2),
        "optimizer": trainable * states,
    }


@answers.wrong("ex03_5_training_bytes", "gives Adam one running average")
def training_bytes(trainable, precision, optimizer, frozen=0, frozen_bits=16):
    size, copy = (4, 0) if precision == "fp32" else (2, 4)
    states = {"sgd": 0, "momentum": 4, "adam": 4, "adam8bit": 1}[optimizer]
    return {
        "weights": trainable * size + frozen * frozen_bits / 8,
        "gradients": trainable * size,
        "optimizer": trainable * (copy + states),
    }


@answers.wrong("ex03_5_training_bytes", "counts the weights only")
def training_bytes(trainable, precision, optimizer, frozen=0, frozen_bits=16):
    size = 4 if precision == "fp32" else 2
    return {"weights": trainable * size + frozen * frozen_bits / 8, "gradients": 0, "optimizer": 0}


@answers.wrong("ex03_5_training_bytes", "trains the frozen parameters too")
def training_bytes(trainable, precision, optimizer, frozen=0, frozen_bits=16):
    size, copy = (4, 0) if precision == "fp32" else (2, 4)
    states = {"sgd": 0, "momentum": 4, "adam": 8, "adam8bit": 2}[optimizer]
    everything = trainable + frozen
    return {
        "weights": trainable * size + frozen * frozen_bits / 8,
        "gradients": everything * size,
        "optimizer": everything * (copy + states),
    }


@answers.wrong("ex03_5_training_bytes", "gives frozen parameters a gradient")
def training_bytes(trainable, precision, optimizer, frozen=0, frozen_bits=16):
    size, copy = (4, 0) if precision == "fp32" else (2, 4)
    states = {"sgd": 0, "momentum": 4, "adam": 8, "adam8bit": 2}[optimizer]
    return {
        "weights": trainable * size + frozen * frozen_bits / 8,
        "gradients": (trainable + frozen) * size,
        "optimizer": trainable * (copy + states),
    }


@answers.wrong("ex03_5_training_bytes", "takes bits for bytes")
def training_bytes(trainable, precision, optimizer, frozen=0, frozen_bits=16):
    size, copy = (4, 0) if precision == "fp32" else (2, 4)
    states = {"sgd": 0, "momentum": 4, "adam": 8, "adam8bit": 2}[optimizer]
    return {
        "weights": trainable * size + frozen * frozen_bits,
        "gradients": trainable * size,
        "optimizer": trainable * (copy + states),
    }


@answers.wrong("ex03_5_training_bytes", "stores frozen parameters like trained ones")
def training_bytes(trainable, precision, optimizer, frozen=0, frozen_bits=16):
    size, copy = (4, 0) if precision == "fp32" else (2, 4)
    states = {"sgd": 0, "momentum": 4, "adam": 8, "adam8bit": 2}[optimizer]
    return {
        "weights": (trainable + frozen) * size,
        "gradients": trainable * size,
        "optimizer": trainable * (copy + states),
    }


@answers.right("ex03_5_training_bytes")
def training_bytes(trainable, precision, optimizer, frozen=0, frozen_bits=16):
    """In bits, and the master copy by its own rule."""
    bits = 32 if precision == "fp32" else 16
    found = {
        "weights": trainable * bits + frozen * frozen_bits,
        "gradients": trainable * bits,
        "optimizer": 0,
    }
    if precision == "mixed":
        found["optimizer"] += 32 * trainable
    averages, width = {"sgd": (0, 0), "momentum": (1, 32), "adam": (2, 32), "adam8bit": (2, 8)}[optimizer]
    found["optimizer"] += averages * width * trainable
    return {name: value // 8 if value % 8 == 0 else value / 8 for name, value in found.items()}


# 3.6 KV cache


@answers.wrong("ex03_6_kv_cache_bytes", "keeps keys or values, not both")
def kv_cache_bytes(layers, kv_heads, head_dim, seq_len, batch, bytes_per_value):
    return layers * kv_heads * head_dim * seq_len * batch * bytes_per_value


@answers.wrong("ex03_6_kv_cache_bytes", "forgets the layers")
def kv_cache_bytes(layers, kv_heads, head_dim, seq_len, batch, bytes_per_value):
    return 2 * kv_heads * head_dim * seq_len * batch * bytes_per_value


@answers.wrong("ex03_6_kv_cache_bytes", "forgets the batch")
def kv_cache_bytes(layers, kv_heads, head_dim, seq_len, batch, bytes_per_value):
    return 2 * layers * kv_heads * head_dim * seq_len * bytes_per_value


@answers.wrong("ex03_6_kv_cache_bytes", "counts a single head")
def kv_cache_bytes(layers, kv_heads, head_dim, seq_len, batch, bytes_per_value):
    return 2 * layers * head_dim * seq_len * batch * bytes_per_value


@answers.wrong("ex03_6_kv_cache_bytes", "squares the length")
def kv_cache_bytes(layers, kv_heads, head_dim, seq_len, batch, bytes_per_value):
    return 2 * layers * kv_heads * head_dim * seq_len * seq_len * batch * bytes_per_value


@answers.wrong("ex03_6_kv_cache_bytes", "takes bytes for bits")
def kv_cache_bytes(layers, kv_heads, head_dim, seq_len, batch, bytes_per_value):
    return 2 * layers * kv_heads * head_dim * seq_len * batch * bytes_per_value // 8


@answers.wrong("ex03_6_kv_cache_bytes", "takes bytes for bits")
def kv_cache_bytes(layers, kv_heads, head_dim, seq_len, batch, bytes_per_value):
    return 2 * layers * kv_heads * head_dim * seq_len * batch * bytes_per_value * 8


@answers.right("ex03_6_kv_cache_bytes")
def kv_cache_bytes(layers, kv_heads, head_dim, seq_len, batch, bytes_per_value):
    """Layer by layer: a key and a value tensor (batch, kv_heads, seq_len, head_dim) each."""
    one = math.prod([batch, kv_heads, seq_len, head_dim]) * bytes_per_value
    return sum(one + one for _ in range(layers))


# 3.7 ZeRO


@answers.wrong("ex03_7_zero_bytes_per_gpu", "divides everything at every stage")
def zero_bytes_per_gpu(parameters, gpus, stage):
    return 16 * parameters if stage == 0 else 16 * parameters / gpus


@answers.wrong("ex03_7_zero_bytes_per_gpu", "each stage divides one thing only")
def zero_bytes_per_gpu(parameters, gpus, stage):
    weights, gradients, optimizer = 2 * parameters, 2 * parameters, 12 * parameters
    if stage == 1:
        optimizer /= gpus
    elif stage == 2:
        gradients /= gpus
    elif stage == 3:
        weights /= gpus
    return weights + gradients + optimizer


@answers.wrong("ex03_7_zero_bytes_per_gpu", "divides the weights first")
def zero_bytes_per_gpu(parameters, gpus, stage):
    parts = [2 * parameters, 2 * parameters, 12 * parameters]
    return sum(part / gpus if i < stage else part for i, part in enumerate(parts))


@answers.wrong("ex03_7_zero_bytes_per_gpu", "stage 3 leaves the weights whole")
def zero_bytes_per_gpu(parameters, gpus, stage):
    if stage == 0:
        return 16 * parameters
    if stage == 1:
        return (4 + 12 / gpus) * parameters
    return (2 + 14 / gpus) * parameters


@answers.wrong("ex03_7_zero_bytes_per_gpu", "one stage ahead")
def zero_bytes_per_gpu(parameters, gpus, stage):
    return [16, 2 + 14 / gpus, 16 / gpus, 16 / gpus][stage] * parameters


@answers.wrong("ex03_7_zero_bytes_per_gpu", "forgets the float32 copy")
def zero_bytes_per_gpu(parameters, gpus, stage):
    return [12, 4 + 8 / gpus, 2 + 10 / gpus, 12 / gpus][stage] * parameters


@answers.wrong("ex03_7_zero_bytes_per_gpu", "counts in float32")
def zero_bytes_per_gpu(parameters, gpus, stage):
    return [16, 8 + 8 / gpus, 4 + 12 / gpus, 16 / gpus][stage] * parameters


@answers.wrong("ex03_7_zero_bytes_per_gpu", "gives the sum of all GPUs")
def zero_bytes_per_gpu(parameters, gpus, stage):
    return gpus * [16, 4 + 12 / gpus, 2 + 14 / gpus, 16 / gpus][stage] * parameters


@answers.right("ex03_7_zero_bytes_per_gpu")
def zero_bytes_per_gpu(parameters, gpus, stage):
    whole = 16 - [0, 12, 14, 16][stage]
    return whole * parameters + (16 - whole) * parameters / gpus


# 3.8 Fake quantization


@answers.wrong("ex03_8_fake_quantize", "no gradient for rounding")
def fake_quantize(x, scale, bits):
    largest = 2 ** (bits - 1) - 1
    return torch.clamp(torch.round(x / scale), -largest, largest) * scale


@answers.wrong("ex03_8_fake_quantize", "detaches everything")
@torch.no_grad()
def fake_quantize(x, scale, bits):
    largest = 2 ** (bits - 1) - 1
    return torch.clamp(torch.round(x / scale), -largest, largest) * scale


@answers.wrong("ex03_8_fake_quantize", "lets gradients through outside the range too")
def fake_quantize(x, scale, bits):
    largest = 2 ** (bits - 1) - 1
    q = torch.clamp(torch.round(x / scale), -largest, largest) * scale
    return x + (q - x).detach()


@answers.wrong("ex03_8_fake_quantize", "lets gradients through outside the range too")
def fake_quantize(x, scale, bits):
    largest = 2 ** (bits - 1) - 1
    steps = x / scale
    q = torch.clamp(torch.round(steps), -largest, largest)
    return (steps + (q - steps).detach()) * scale


@answers.wrong("ex03_8_fake_quantize", "gives the scale no gradient")
def fake_quantize(x, scale, bits):
    largest = 2 ** (bits - 1) - 1
    inside = torch.minimum(torch.maximum(x, -largest * scale.detach()), largest * scale.detach())
    q = torch.clamp(torch.round(x / scale), -largest, largest) * scale
    return inside + (q - inside).detach()


@answers.wrong("ex03_8_fake_quantize", "leaves rounding out of the scale's gradient")
def fake_quantize(x, scale, bits):
    largest = 2 ** (bits - 1) - 1
    inside = torch.minimum(torch.maximum(x, -largest * scale), largest * scale)
    q = torch.clamp(torch.round(x / scale), -largest, largest) * scale
    return inside + (q - inside).detach()


@answers.wrong("ex03_8_fake_quantize", "lets the scale act only where it multiplies")
def fake_quantize(x, scale, bits):
    largest = 2 ** (bits - 1) - 1
    steps = torch.clamp(x / scale.detach(), -largest, largest)
    return (steps + (steps.round() - steps).detach()) * scale


@answers.wrong("ex03_8_fake_quantize", "does not cut the range")
def fake_quantize(x, scale, bits):
    steps = x / scale
    return (steps + (steps.round() - steps).detach()) * scale


@answers.wrong("ex03_8_fake_quantize", "uses one integer too many")
def fake_quantize(x, scale, bits):
    steps = torch.clamp(x / scale, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    return (steps + (steps.round() - steps).detach()) * scale


@answers.wrong("ex03_8_fake_quantize", "returns the integers")
def fake_quantize(x, scale, bits):
    largest = 2 ** (bits - 1) - 1
    steps = torch.clamp(x / scale, -largest, largest)
    return steps + (steps.round() - steps).detach()


@answers.wrong("ex03_8_fake_quantize", "cuts off instead of rounding")
def fake_quantize(x, scale, bits):
    largest = 2 ** (bits - 1) - 1
    steps = torch.clamp(x / scale, -largest, largest)
    return (steps + (steps.trunc() - steps).detach()) * scale


@answers.right("ex03_8_fake_quantize")
def fake_quantize(x, scale, bits):
    """The backward pass written out, as the paper's equations have it."""

    class Rounded(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, scale):
            ctx.save_for_backward(x, scale)
            return (x / scale).round().clamp(-largest, largest) * scale

        @staticmethod
        def backward(ctx, gradient):
            x, scale = ctx.saved_tensors
            steps = x / scale
            inside = steps.abs() <= largest
            by_scale = torch.where(inside, steps.round() - steps, largest * steps.sign())
            return gradient * inside, (gradient * by_scale).sum_to_size(scale.shape)

    largest = 2 ** (bits - 1) - 1
    return Rounded.apply(x, scale)


@answers.right("ex03_8_fake_quantize")
def fake_quantize(x, scale, bits):
    """Round first, clamp afterwards."""
    largest = 2 ** (bits - 1) - 1
    steps = x / scale
    rounded = steps + (torch.round(steps) - steps).detach()
    return torch.where(steps.abs() < largest, rounded, largest * torch.sign(steps)) * scale
