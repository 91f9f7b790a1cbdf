# %% [markdown]
# # 03 · Quantization and memory
#
# Whether you can train a model, or run it, is decided before the first step: by how many bytes its numbers take. Here you take numbers apart bit by bit, predict the memory
# of a training run from the shape of a model, and squeeze a real model into 8 and 4 bits. Every prediction is set beside a measurement.
#
# | | |
# |---|---|
# | **You will be able to** | read a float's bits · quantize by absmax and zero point, for a tensor, a channel or a block · predict the memory of training and of generating to the byte · say what to change so that a model fits · train through rounding and win back what it cost |
# | **Time** | about two and a half hours to work through; the whole notebook runs in under two minutes on two cores |
# | **You need** | lab 00, and lab 01's perplexity and KV cache; a little torch |
# | **Where the ideas come from** | IEEE 754 · Micikevicius et al. 2018 (mixed precision) · Jacob et al. 2018 (integers) · Rajbhandari et al. 2020 (ZeRO) · Esser et al. 2020 (learned scales) · Dettmers et al. 2023 (QLoRA) |

# %%
from helpers import data, environment, memory, models, plots, profile, quantization, widgets
from helpers.checks import check, predict, reveal, use

SEED = profile.seed(3)

# %%
import copy
import time

import torch
from tqdm.auto import tqdm

print(profile.describe())
model, tokenizer = models.load("base")
stories = data.load("stories")
spec = memory.from_config(model.config, "this model")
print(f"{memory.parameter_count(spec):,} parameters, {spec.layers} layers of width {spec.hidden}")

# %% [markdown]
# # Part 1 · What a number is made of
#
# ## Sign, exponent, fraction
#
# ### Idea
#
# A float is scientific notation in base two: a sign, a power of two, and digits behind the point.
#
# $$x = (-1)^{s} \cdot 2^{\,e - b} \cdot \Big(1 + \frac{m}{2^{F}}\Big), \qquad b = 2^{E-1} - 1$$
#
# | symbol | meaning | variable | type |
# |---|---|---|---|
# | $s$ | the sign bit | `bits[0]` | 0 or 1 |
# | $e$ | the exponent as it is stored, $E$ bits wide | `bits[1 : 1 + exponent_bits]` | a whole number ≥ 0 |
# | $b$ | the bias, taken off so that small powers can be stored too | | 15 for $E = 5$, 127 for $E = 8$ |
# | $m$ | the fraction, $F$ bits wide | `bits[1 + exponent_bits :]` | a whole number ≥ 0 |
#
# Two exponents are set aside. All **zeros**: no leading 1, and the power is $2^{1-b}$, so that 0 can be written: $x = (-1)^s \cdot 2^{1-b} \cdot m/2^F$. All **ones**: infinity if $m = 0$,
# otherwise NaN, "not a number".
#
# The exponent's width decides the *range*, the fraction's the *precision*. Of 16 bits, one is bought with the other.

# %%
rows = []
for name, form in quantization.FORMATS.items():
    fields = " + ".join(f"{width} {field}" for field, width in form.fields)
    above_one = form.decode(form.neighbours(form.encode(1.0))[1])
    rows.append((name, fields, f"{form.largest:.5g}", f"{form.smallest:.3g}", f"{above_one - 1:.3g}"))
environment.Table(
    "Formats in use", ("format", "bits", "largest", "smallest above 0", "from 1 to the next"), tuple(rows)
)

# %% [markdown]
# ### Predict
#
# FP16 has 10 fraction bits. In a training loop somebody counts tokens in such a number, adding 1 at a time. The counter stands at 2048.

# %%
predict(
    "p03_1",
    "torch.tensor(2048, dtype=torch.float16) + 1 gives …",
    choices=["2048", "2049", "2050", "infinity"],
)

# %%
counter = torch.tensor(2048.0, dtype=torch.float16) + 1
reveal(
    "p03_1",
    f"{counter.item():.0f}",
    "From 2048 on, neighbours of FP16 are 2 apart: the ten digits are used up. 2049 lies halfway and is rounded to the neighbour whose last bit is 0; the counter stands still for ever. "
    "So does a weight when its update is too small.",
)

# %% [markdown] exercise="ex03_1_decode_float"
# ### Exercise · Decode a float
#
# Turn a pattern of bits into its value, for any widths.


# %% exercise="ex03_1_decode_float"
def decode_float(bits, exponent_bits, fraction_bits):
    """The number that a pattern of bits stands for.

    Args:
        bits: str of "0" and "1": sign, exponent, fraction, most significant bit first.
        exponent_bits: how many bits the exponent has.
        fraction_bits: how many bits the fraction has.

    Returns:
        float: the exact value; ±inf or nan where the exponent is all ones.
    """
    ### BEGIN SOLUTION
    sign = -1.0 if bits[0] == "1" else 1.0
    exponent = int(bits[1 : 1 + exponent_bits], 2)
    fraction = int(bits[1 + exponent_bits :], 2) / 2**fraction_bits
    bias = 2 ** (exponent_bits - 1) - 1
    if exponent == 2**exponent_bits - 1:
        return sign * float("inf") if fraction == 0 else float("nan")
    if exponent == 0:
        return sign * fraction * 2.0 ** (1 - bias)
    return sign * (1 + fraction) * 2.0 ** (exponent - bias)
    ### END SOLUTION


# %% check="ex03_1_decode_float"
check.ex03_1_decode_float(decode_float)

# %% [markdown]
# Sixteen bits have only 65,536 patterns. Try them all: your decoder against what torch reads in the same bits.

# %% deterministic=true
for name, dtype in {"FP16": torch.float16, "BF16": torch.bfloat16}.items():
    form = quantization.FORMATS[name]
    by_torch = torch.arange(2**16).to(torch.int16).view(dtype).double()
    by_you = torch.tensor(
        [use.decode_float(f"{i:016b}", form.exponent_bits, form.fraction_bits) for i in range(2**16)],
        dtype=torch.float64,
    )
    same = (by_torch == by_you) | (by_torch.isnan() & by_you.isnan())
    print(f"{name}: {int(same.sum()):,} of {len(same):,} agree, {int(by_torch.isnan().sum()):,} of them NaN")

# %% [markdown]
# ### Explore
#
# Click the bits, or move with the arrow keys: left and right go from bit to bit, space switches one, up and down go to the next number.
#
# 1. In FP16, make the largest number, then go one step up. Which number above 65504 is the first that becomes infinity? Type your guess.
# 2. Store 0.1 and compare the *errors* of FP16 and BF16; then store 100000. Which would you trust with a gradient, which with a probability?

# %%
widgets.BitExplorer(0.1, "FP16")

# %% [markdown] explain="explain03_1" points=2
# ### Explain
#
# FP16 is eight times as precise as BF16 and takes the same space. Why are most models trained in BF16 all the same, and what must be kept in FP32 even then?
#
# ### BEGIN SOLUTION
# BF16 has the exponent of FP32, so gradients neither overflow above 65504 nor vanish below 6e-8; with FP16 the loss must be scaled to keep them in range. Training tolerates coarse numbers, since errors of single products average out,
# but not infinite ones or zeros. What collects many small amounts must stay in FP32: the weights that an optimizer updates (like the counter at 2048), its running averages, and long sums.
# ### END SOLUTION

# %% [markdown]
# # Part 2 · Numbers on a grid
#
# ## Absmax
#
# ### Idea
#
# An 8-bit integer has 256 values, evenly spaced. To squeeze a tensor into them, choose a *scale*, the width of a step, and round. With **absmax** the largest magnitude becomes 127, and 0 stays 0.
#
# $$s = \frac{\max_i |x_i|}{2^{B-1} - 1}, \qquad q_i = \mathrm{round}\Big(\frac{x_i}{s}\Big), \qquad \hat x_i = s \, q_i, \qquad |x_i - \hat x_i| \le \frac{s}{2}$$
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $x$ | the values | `x` | any |
# | $B$ | bits of an integer | 8 | a number |
# | $s$ | the scale: how far apart neighbours are | `scale` | one number |
# | $q$ | the integers, a byte each | `q` | that of `x`, int8 |
# | $\hat x$ | what is left of the values | `q * scale` | that of `x` |

# %% [markdown] exercise="ex03_2_quantize_absmax"
# ### Exercise · Absmax quantization
#
# Return the integers, stored as int8, and the scale. For a tensor of zeros any positive scale will do.


# %% exercise="ex03_2_quantize_absmax"
def quantize_absmax(x):
    """Squeeze a tensor into integers from -127 to 127.

    Args:
        x: float tensor of any shape.

    Returns:
        (q, scale): int8 tensor of the same shape, and the width of a step (a number or one-element tensor).
    """
    ### BEGIN SOLUTION
    largest = x.abs().max()
    scale = largest / 127 if largest > 0 else torch.tensor(1.0)
    q = (x / scale).round().clamp(-127, 127).to(torch.int8)
    return q, scale
    ### END SOLUTION


# %% check="ex03_2_quantize_absmax"
check.ex03_2_quantize_absmax(quantize_absmax)

# %%
layers = dict(quantization.linear_layers(model))
name = next(name for name in layers if name.endswith("down_proj"))
weight = layers[name].weight.detach().float().cpu()
q, scale = use.quantize_absmax(weight)
error = weight - torch.as_tensor(q).float() * float(scale)
print(
    f"{name}: {tuple(weight.shape)}, {weight.numel():,} values from {weight.min():.3f} to {weight.max():.3f}"
)
print(
    f"scale {float(scale):.5f}; largest error {error.abs().max():.5f}, half a step is {float(scale) / 2:.5f}"
)
print(f"bytes: {weight.nbytes:,} in float32, {torch.as_tensor(q).nbytes + 4:,} in int8 with its scale")

# %% [markdown]
# ## Zero point
#
# ### Idea
#
# Absmax treats both sides of 0 alike, also where a tensor leans to one side. **Zero-point** quantization shifts the grid: the smallest value becomes −128, the largest 127,
# and the integer on which 0 lands is the zero point.
#
# $$s = \frac{x_{\max} - x_{\min}}{255}, \qquad z = \mathrm{round}\Big(-128 - \frac{x_{\min}}{s}\Big), \qquad q_i = \mathrm{round}\Big(\frac{x_i}{s}\Big) + z, \qquad \hat x_i = s\,(q_i - z)$$
#
# | symbol | meaning | variable |
# |---|---|---|
# | $x_{\min}, x_{\max}$ | ends of the range, **widened to include 0**: padding and pruned weights must stay exactly 0 | `low`, `high` |
# | $z$ | the zero point, an integer | `zero_point` |
#
# ### Predict
#
# Take 10,000 values spread evenly from 0 to 3: none is negative, as after a ReLU. Absmax offers the 255 integers from −127 to 127.

# %%
predict(
    "p03_2",
    "Absmax on values that are never negative: how many of the 255 integers stay unused?",
    number=True,
    unit="integers",
)

# %%
activations = torch.rand(10_000, generator=torch.Generator().manual_seed(SEED)) * 3
unused = 255 - len(torch.as_tensor(use.quantize_absmax(activations)[0]).unique())
reveal("p03_2", unused, "All the negative ones: half of the grid, a whole bit, is paid for and never used.")

# %% [markdown] exercise="ex03_3_quantize_zero_point"
# ### Exercise · Zero-point quantization
#
# Return integers, scale and zero point.


# %% exercise="ex03_3_quantize_zero_point"
def quantize_zero_point(x):
    """Squeeze a tensor into integers from -128 to 127, using all of them.

    Args:
        x: float tensor of any shape.

    Returns:
        (q, scale, zero_point): int8 tensor of the same shape, the width of a step, and the integer that stands for 0;
        x is about (q - zero_point) * scale.
    """
    ### BEGIN SOLUTION
    low, high = min(float(x.min()), 0.0), max(float(x.max()), 0.0)
    scale = (high - low) / 255 if high > low else 1.0
    zero_point = round(-128 - low / scale)
    q = ((x / scale).round() + zero_point).clamp(-128, 127).to(torch.int8)
    return q, scale, zero_point
    ### END SOLUTION


# %% check="ex03_3_quantize_zero_point"
check.ex03_3_quantize_zero_point(quantize_zero_point)


# %% deterministic=true
def rms(difference):
    """Root of the mean square."""
    return float(difference.double().square().mean().sqrt())


for what, x in {
    "never negative": activations,
    "the same, shifted to lie around 0": activations - 1.5,
}.items():
    q, scale = use.quantize_absmax(x)
    plain = rms(x - torch.as_tensor(q).float() * float(scale))
    q, scale, zero_point = use.quantize_zero_point(x)
    shifted = rms(x - (torch.as_tensor(q).float() - float(zero_point)) * float(scale))
    print(f"{what:34} error with absmax {plain:.5f}, with a zero point {shifted:.5f}")

# %% [markdown]
# ## One scale, or many?
#
# ### Idea
#
# The *largest* value sets the scale, so one loud value makes the grid coarse for all who share it. The remedy is to share with fewer: a scale for each output channel (a row of a weight matrix of shape
# `(out, in)`), or for each block of 64 values. The price: scales have to be stored too.
#
# | who shares a scale | scales for a 4096 × 4096 matrix | bits a value on top (float32 scales) |
# |---|---|---|
# | the whole tensor | 1 | 0.000002 |
# | an output channel | 4,096 | 0.008 |
# | a block of 64 | 262,144 | 0.5 |
#
# ### Predict
#
# The activations of large language models have *outliers*, up to twenty times as large as the rest (Dettmers et al. 2022). Make one: multiply the largest weight of the matrix above by 20.

# %%
predict(
    "p03_3",
    "One weight in the whole matrix becomes 20 times as large: the error with one scale grows by a factor of …",
    number=True,
    unit="times",
)

# %% [markdown] exercise="ex03_4_channel_error"
# ### Exercise · The error with one scale, and with one for each channel
#
# Quantize a matrix to int8 by absmax and back, and return the root of the mean squared error.


# %% exercise="ex03_4_channel_error"
def channel_error(weight, dim):
    """Root of the mean squared error of absmax int8.

    Args:
        weight: float tensor (out, in).
        dim: dimension to find the largest magnitude along: None (whole matrix), 0 or 1.

    Returns:
        float: the error, in the weights' own units.
    """
    ### BEGIN SOLUTION
    largest = weight.abs().max() if dim is None else weight.abs().amax(dim=dim, keepdim=True)
    scale = torch.where(largest > 0, largest / 127, torch.ones_like(largest))
    back = (weight / scale).round() * scale
    return float((weight - back).square().mean().sqrt())
    ### END SOLUTION


# %% check="ex03_4_channel_error"
check.ex03_4_channel_error(channel_error)

# %%
loud = weight.clone()
loud.view(-1)[loud.abs().argmax()] *= 20
factor = use.channel_error(loud, None) / use.channel_error(weight, None)
by_rows = use.channel_error(loud, 1) / use.channel_error(weight, 1)
reveal(
    "p03_3",
    round(factor, 1),
    f"The scale is 20 times as wide for all {weight.numel():,} weights, because of one. With a scale for each row the error grows by a factor of {by_rows:.1f} only: one row of {len(weight)} suffers.",
)

# %% [markdown]
# Absmax with four bits has only the 15 integers from −7 to 7, so it matters more who shares. For each kind of matrix in the model, the error in percent of the weights' own size:

# %%
kinds = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
sharing = {"whole tensor": {}, "output channel": {"dim": 1}, "block of 64": {"block": 64}}
errors = {who: [] for who in sharing}
for kind in kinds:
    weights = [layer.weight.detach().float().cpu() for name, layer in layers.items() if name.endswith(kind)]
    for who, how in sharing.items():
        off = torch.stack([w - quantization.absmax(w, 4, **how).dequantize() for w in weights])
        errors[who].append(100 * rms(off) / rms(torch.stack(weights)))
plots.grouped_bars(
    kinds,
    errors,
    title="The fewer share a scale, the smaller the error (4 bits)",
    y_title="error, % of the weights",
)

# %% [markdown]
# **Levels where the values are.** Weights lie roughly on a normal distribution: many near 0, few far out. Even steps spend as much on the empty ends as on the crowded middle. **NF4** (QLoRA) puts its sixteen
# levels at quantiles of the normal distribution, in blocks of 64. **Double quantization** also quantizes the scales, in blocks of 256 scales.
#
# ### Predict
#
# NF4 stores 4 bits a weight and a float32 scale for each block of 64. All in all?

# %%
predict("p03_4", "NF4 in blocks of 64, float32 scales: bits a weight?", number=True, unit="bits")

# %%
large = torch.randn(1024, 1024, generator=torch.Generator().manual_seed(SEED)) * 0.02
plain, double = quantization.nf4(large), quantization.nf4(large, double=True)
even = quantization.absmax(large, 4, block=64)
for kind, made in {"even steps": even, "NF4": plain, "NF4, double quantized": double}.items():
    bits = 8 * made.nbytes / large.numel()
    share = 100 * rms(large - made.dequantize()) / rms(large)
    print(f"{kind:22} {bits:.3f} bits a weight, error {share:.2f} % of the weights")
reveal(
    "p03_4",
    8 * plain.nbytes / large.numel(),
    "4 + 32/64. With scales of 8 bits, and a float32 scale for each 256 of them, it is 4 + 8/64 + 32/(64·256) ≈ 4.127.",
)

# %% [markdown]
# # Part 3 · Where the memory goes
#
# Every prediction begins with the number of parameters, which follows from the *shape* that a model's authors publish: vocabulary, layers, width, heads. No weight has to be loaded.

# %% deterministic=true
for name in ("GPT-2", "BERT-base", "LLaMA-7B", "Llama-3-8B"):
    known = memory.preset(name)
    parameters = memory.parameter_count(known)
    print(
        f"{name:10}  {known.layers:2} layers of width {known.hidden:4}, vocabulary {known.vocab:7,}:"
        f" {parameters:13,} parameters, {4 * parameters / 1e9:5.2f} GB in float32"
    )

# %% [markdown]
# ## Training: weights, gradients, optimizer
#
# ### Idea
#
# Training keeps three things for each trained parameter, and their sizes depend on the recipe:
#
# | | float32 | mixed precision |
# |---|---|---|
# | weights | 4 bytes | 2 bytes, to compute with |
# | gradients | 4 | 2 |
# | optimizer: copy of the weights to update | – | 4 (float32: small updates would be lost in 16 bits) |
# | optimizer: running averages | SGD 0 · momentum 4 · Adam 8 · 8-bit Adam 2 | the same |
#
# A *frozen* parameter needs its weight and nothing else. **LoRA** freezes the model and trains a pair of thin matrices beside some layers, the *adapters* (lab 05): only they have gradients and optimizer states. **QLoRA** also
# stores the frozen model in 4 bits.
#
# ### Predict
#
# One billion parameters, Adam. How do weights, gradients and optimizer states in *mixed precision* compare with float32?

# %%
predict(
    "p03_5",
    "Mixed precision takes, together …",
    choices=["half of float32", "three quarters of it", "the same", "more than float32"],
)

# %% [markdown] exercise="ex03_5_training_bytes"
# ### Exercise · Bytes of a training run
#
# Put the table into a function. The float32 copy of mixed precision counts with the optimizer.


# %% exercise="ex03_5_training_bytes"
def training_bytes(trainable, precision, optimizer, frozen=0, frozen_bits=16):
    """Bytes of weights, gradients and optimizer states.

    Args:
        trainable: number of parameters that are trained.
        precision: "fp32" or "mixed".
        optimizer: "sgd", "momentum", "adam" or "adam8bit".
        frozen: number of parameters that are not trained.
        frozen_bits: bits that each of those takes.

    Returns:
        dict with the keys "weights", "gradients" and "optimizer", in bytes.
    """
    ### BEGIN SOLUTION
    value, copy_of_weights = {"fp32": (4, 0), "mixed": (2, 4)}[precision]
    averages = {"sgd": 0, "momentum": 4, "adam": 8, "adam8bit": 2}[optimizer]
    return {
        "weights": trainable * value + frozen * frozen_bits / 8,
        "gradients": trainable * value,
        "optimizer": trainable * (copy_of_weights + averages),
    }
    ### END SOLUTION


# %% check="ex03_5_training_bytes"
check.ex03_5_training_bytes(training_bytes)

# %%
billion = 10**9
adapters = memory.adapter_count(memory.preset("LLaMA-7B"), 8)
print(f"LoRA of rank 8 on LLaMA-7B's query and value projections: {adapters:,} parameters")
recipes = {
    "float32, SGD": (billion, "fp32", "sgd"),
    "float32, Adam": (billion, "fp32", "adam"),
    "mixed precision, Adam": (billion, "mixed", "adam"),
    "mixed precision, 8-bit Adam": (billion, "mixed", "adam8bit"),
    "4 million adapters on a 16-bit model": (adapters, "mixed", "adam", billion, 16),
    "4 million adapters on a 4-bit model": (adapters, "mixed", "adam", billion, 4),
}
rows = []
for name, recipe in recipes.items():
    found = use.training_bytes(*recipe)
    sizes = [found[part] for part in ("weights", "gradients", "optimizer")]
    rows.append((name, *(f"{size / 1e9:.2f}" for size in (*sizes, sum(sizes)))))
head = ("recipe", "weights", "gradients", "optimizer", "together")
environment.Table("A model of one billion parameters, in GB (10⁹ bytes)", head, tuple(rows))

# %%
full, mixed = (
    sum(use.training_bytes(billion, precision, "adam").values()) for precision in ("fp32", "mixed")
)
reveal(
    "p03_5",
    {0.5: "half of float32", 0.75: "three quarters of it", 1.0: "the same"}.get(
        mixed / full, "more than float32"
    ),
    f"{mixed / 1e9:.0f} GB against {full / 1e9:.0f} GB: what weights and gradients save goes into the float32 copy. Mixed precision pays in speed, and in the memory of activations, which come next.",
)

# %% [markdown]
# ## Training: activations
#
# ### Idea
#
# The backward pass needs values that the forward pass had in its hands, and autograd keeps them: the input of every matrix (for the gradient of its weight), of every product and nonlinearity.
# For one layer of a Llama in float32 that is, for **each token**,
#
# $$\underbrace{2\,(8h + 4)}_{\text{two norms}} \;+\; \underbrace{4\,(h + 2\,n_q d + 2\,n_{kv} d) + 4\,n_q}_{\text{attention (sdpa)}} \;+\; \underbrace{4\,(h + 4f)}_{\text{gated MLP}} \quad \text{bytes.}$$
#
# | symbol | meaning | variable | where it comes from |
# |---|---|---|---|
# | $h$ | width | `spec.hidden` | a norm keeps its input and what its weight multiplies; attention and MLP keep their input |
# | $n_q d$, $n_{kv} d$ | widths of queries, and of keys or values | `spec.query_width`, `spec.kv_width` | queries and attention's output; keys and values |
# | $n_q$ | query heads | `spec.heads` | a number each, with which `sdpa` recomputes its weights |
# | $f$ | width inside the MLP | `spec.intermediate` | gate, its SiLU, up projection, their product |
#
# All of it grows with the **number of tokens**. Attention written out step by step (`eager`) also keeps its weights, 4 bytes for each head and *pair* of tokens; fused attention (`sdpa`, flash) computes
# them again instead. *Gradient checkpointing* goes all the way: it keeps only each layer's input, $4h$, and computes the layer again in the backward pass.
#
# ### Predict
#
# You are about to run a real training step: 8 sequences of 128 tokens, float32, Adam. What takes most memory? (*Logits*: the output, a number for each token and each word of the vocabulary.)

# %%
predict(
    "p03_6",
    "Batch of 8 × 128 tokens. The largest part is …",
    choices=["weights", "gradients", "optimizer", "activations", "logits"],
)

# %% [markdown]
# First by formula, from the shape alone. Then for real: hooks catch every tensor that autograd keeps (`torch.autograd.graph.saved_tensors_hooks`), each storage counted once; gradients and optimizer states are
# summed after the step.


# %%
def batch_of(batch, length):
    """Random token ids (batch, length)."""
    generator = torch.Generator().manual_seed(SEED)
    return torch.randint(len(tokenizer), (batch, length), generator=generator).to(model.device)


predicted = memory.training_memory(spec, precision="fp32", optimizer="adam", batch=8, seq_len=128)
measured = memory.measure_step(copy.deepcopy(model), batch_of(8, 128)).memory
head = ("component", "predicted", "measured", "error")
environment.Table("Bytes of one training step", head, memory.error_rows(predicted, measured))

# %%
reveal(
    "p03_6",
    max(measured.components, key=measured.components.get),
    f"Activations take {measured.activations / measured.weights:.1f} times the weights, and the logits {measured.logits / measured.weights:.1f} times: {8 * 128:,} tokens times a vocabulary of {spec.vocab:,}, twice (the loss keeps their log-probabilities). “So many times the weights” leaves both out.",
)

# %% [markdown]
# The optimizer's few bytes more are Adam's step counters, one for each tensor; the logits' few are the loss itself. One agreement may be luck: two models, three shapes of batch each.

# %%
small, _ = models.load("micro")
parts = ("weights", "gradients", "optimizer", "activations", "logits")
rows, worst = [], 0.0
for title, network in {"base": model, "micro": small}.items():
    shape = memory.from_config(network.config, title)
    for batch, length in [(1, 64), (8, 64), (2, 256)]:
        guess = memory.training_memory(shape, precision="fp32", batch=batch, seq_len=length)
        step = memory.measure_step(copy.deepcopy(network), batch_of(batch, length))
        real, largest = step.memory, max(memory.errors(guess, step.memory).values(), key=abs)
        worst = max(worst, abs(largest))
        cells = (
            f"{guess.components[part] / 2**20:.2f} / {real.components[part] / 2**20:.2f}" for part in parts
        )
        peak = "–" if step.peak is None else f"{step.peak / 2**20:,.1f}"
        rows.append((f"{title}, {batch} × {length}", *cells, f"{largest:+.2%}", peak))
print(f"the largest error of any component is {worst:.2%}")
head = ("model, batch", *parts, "largest error", "CUDA's peak")
environment.Table("Predicted / measured, MiB (2²⁰ bytes)", head, tuple(rows))

# %% [markdown]
# Longer sequences show what separates the kinds of attention. Predictions and measurements should hide each other.

# %%
lengths, curves, farthest = [64, 128, 256, 512], {}, 0.0
for attention in ("sdpa", "eager"):
    guess = [memory.activation_bytes(spec, 1, n, attention=attention).inside for n in lengths]
    real = [memory.measure_activations(model, batch_of(1, n), attention).inside for n in lengths]
    farthest = max(farthest, *(abs(g / r - 1) for g, r in zip(guess, real, strict=True)))
    curves[attention] = [size / 2**20 for size in guess]
    curves[f"{attention}, measured"] = [size / 2**20 for size in real]
curves["checkpointing"] = [
    memory.activation_bytes(spec, 1, n, checkpointing=True).inside / 2**20 for n in lengths
]
print(f"largest error of a prediction: {farthest:.2%} (checkpointing is predicted only)")
plots.curve(lengths, curves, title="Activations of one sequence", x_title="tokens", y_title="MiB")

# %% [markdown]
# ## Generating: the KV cache
#
# ### Idea
#
# Generation keeps no activations, but the keys and values of all tokens so far (lab 01): two vectors a token for each layer and key-value head.
#
# $$\text{bytes} = 2 \cdot L \cdot n_{kv} \cdot d \cdot (\text{tokens}) \cdot (\text{sequences}) \cdot (\text{bytes a value})$$
#
# $L$ layers, $n_{kv}$ *key-value* heads of width $d$. In multi-head attention (MHA) each query head has its own; in grouped-query attention (GQA) several share one, in multi-query attention (MQA) all do.
#
# ### Predict
#
# Llama-3-8B has 32 layers and 8 key-value heads of width 128. It answers 16 people at once, each with 8,192 tokens, in 16 bits. How large is the cache, in GiB (2³⁰ bytes)?

# %%
predict(
    "p03_7",
    "Llama-3-8B, 16 sequences of 8,192 tokens, 16 bits: the KV cache takes …",
    number=True,
    unit="GiB",
)

# %% [markdown] exercise="ex03_6_kv_cache_bytes"
# ### Exercise · Bytes of the KV cache


# %% exercise="ex03_6_kv_cache_bytes"
def kv_cache_bytes(layers, kv_heads, head_dim, seq_len, batch, bytes_per_value):
    """Bytes of the keys and values of a batch.

    Args:
        layers: layers of the model.
        kv_heads: key-value heads of a layer.
        head_dim: width of a head.
        seq_len: tokens of each sequence.
        batch: sequences.
        bytes_per_value: of a stored number.

    Returns:
        int: bytes.
    """
    ### BEGIN SOLUTION
    return 2 * layers * kv_heads * head_dim * seq_len * batch * bytes_per_value
    ### END SOLUTION


# %% check="ex03_6_kv_cache_bytes"
check.ex03_6_kv_cache_bytes(kv_cache_bytes)

# %%
cache = use.kv_cache_bytes(32, 8, 128, 8192, 16, 2)
weights = 2 * memory.parameter_count(memory.preset("Llama-3-8B"))
reveal(
    "p03_7",
    cache / 2**30,
    f"As much as the weights, {weights / 2**30:.0f} GiB. The cache limits how many people can be served.",
)

# %% deterministic=true
for name in ("LLaMA-2-7B", "LLaMA-2-70B", "Llama-3-8B", "Mistral-7B", "Qwen2.5-0.5B"):
    known = memory.preset(name)
    a_token = use.kv_cache_bytes(known.layers, known.kv_heads, known.head_dim, 1, 1, 2)
    print(
        f"{name:13} {known.attention_kind}: {known.kv_heads:2} key-value heads for {known.heads:2} query heads,"
        f" {a_token:7,} bytes a token, {a_token * 4096 / 2**30:.2f} GiB for 4,096 tokens"
    )

# %%
with torch.no_grad():  # the model in front of you, really generating
    filled = model(batch_of(4, 200), use_cache=True).past_key_values
real = sum(layer.keys.nbytes + layer.values.nbytes for layer in filled.layers)
by_formula = use.kv_cache_bytes(spec.layers, spec.kv_heads, spec.head_dim, 200, 4, 4)
print(f"4 sequences of 200 tokens: {real:,} bytes in the cache, {by_formula:,} by your formula")

# %% [markdown]
# ## Many GPUs: ZeRO
#
# ### Idea
#
# In data-parallel training every GPU holds the *same* weights, gradients and optimizer states, and works on other sequences. ZeRO divides what is the same: each GPU keeps a share, and fetches the rest when it needs it.
#
# | stage | divided among the $N$ GPUs | whole on each of them |
# |---|---|---|
# | 0 | nothing | weights, gradients, optimizer |
# | 1 | optimizer states | weights, gradients |
# | 2 | optimizer states, gradients | weights |
# | 3 (also called FSDP) | everything | nothing |
#
# ### Predict
#
# The ZeRO paper's example: 7.5 billion parameters, mixed-precision Adam, 64 GPUs. Undivided, each needs 16 bytes a parameter, 120 GB. And when only the *optimizer states* are divided?

# %%
predict(
    "p03_8",
    "7.5 billion parameters, 64 GPUs, stage 1: each GPU needs …",
    choices=["1.9 GB", "16.6 GB", "31.4 GB", "90 GB"],
)

# %% [markdown] exercise="ex03_7_zero_bytes_per_gpu"
# ### Exercise · Bytes of each GPU under ZeRO
#
# Mixed-precision Adam: 2 bytes of weights, 2 of gradients and 12 of optimizer states a parameter.


# %% exercise="ex03_7_zero_bytes_per_gpu"
def zero_bytes_per_gpu(parameters, gpus, stage):
    """Bytes of weights, gradients and optimizer states on each GPU.

    Args:
        parameters: of the model.
        gpus: how many share the work.
        stage: 0, 1, 2 or 3.

    Returns:
        float: bytes on one GPU.
    """
    ### BEGIN SOLUTION
    weights, gradients, optimizer = 2 * parameters, 2 * parameters, 12 * parameters
    if stage >= 1:
        optimizer /= gpus
    if stage >= 2:
        gradients /= gpus
    if stage >= 3:
        weights /= gpus
    return weights + gradients + optimizer
    ### END SOLUTION


# %% check="ex03_7_zero_bytes_per_gpu"
check.ex03_7_zero_bytes_per_gpu(zero_bytes_per_gpu)

# %% deterministic=true
for stage in range(4):
    print(
        f"stage {stage}: {use.zero_bytes_per_gpu(7_500_000_000, 64, stage) / 1e9:6.2f} GB on each of 64 GPUs"
    )

# %%
reveal(
    "p03_8",
    f"{use.zero_bytes_per_gpu(7_500_000_000, 64, 1) / 1e9:.1f} GB",
    "The optimizer holds 12 of the 16 bytes: dividing it alone saves nearly three quarters. The 4 bytes that stay whole are the floor of this stage.",
)

# %%
counts = [1, 4, 16, 64, 256]
plots.curve(
    counts,
    {
        f"stage {stage}": [use.zero_bytes_per_gpu(7_500_000_000, n, stage) / 1e9 for n in counts]
        for stage in range(4)
    },
    title="7.5 billion parameters: weights, gradients and optimizer",
    x_title="GPUs",
    y_title="GB on each GPU",
    log_x=True,
    log_y=True,
)

# %% [markdown]
# ### Explore
#
# Everything together. The black line is what the GPU has.
#
# 1. Double the *tokens of each*, then the *batch*. Which parts grow, and which do not move? Do the same with eager attention.
# 2. Take the advice it offers. Then go on by hand: on how small a card can you train LLaMA-2-7B with 2,048 tokens at all, and what did you give up?

# %%
widgets.MemoryCalculator("LLaMA-2-7B", models={"this model": spec}, gpu="RTX 4090")

# %% [markdown] explain="explain03_2" points=2
# ### Explain
#
# “7 billion parameters are 14 GB in 16 bits, so the model can be trained on a card with 24 GB.” Name two things that are missing, say which settings each depends on, and give one change that would make the sentence true.
#
# ### BEGIN SOLUTION
# Gradients and optimizer states: with mixed-precision Adam another 14 bytes a parameter, 98 GB; they depend on the optimizer and on how many parameters are trained. Activations and logits depend on the model's shape, batch, sequence
# length, attention and checkpointing. (The framework itself takes about 1 GB.) With LoRA only millions of parameters have gradients and optimizer states; with a short batch or checkpointing the
# activations fit beside the 14 GB; with QLoRA the frozen model shrinks to about 4 GB.
# ### END SOLUTION

# %% [markdown]
# # Part 4 · Put it together: quantize a model for real
#
# Now the whole model is quantized, in one way after the other: its linear layers, that is; the embedding table, which is also the output layer, stays as it is. Sizes count all weights and scales, two 4-bit integers to a byte. `bnb` is
# *bitsandbytes*, the library that QLoRA uses. Every format reads the first 64 tokens of the *same* held-out stories.
#
# ### Predict
#
# Two bets before you look.

# %%
predict(
    "p03_9",
    "Which 4-bit format loses the least perplexity?",
    choices=[
        "int4, one scale a tensor",
        "int4, one scale a channel",
        "int4, blocks of 64",
        "NF4, blocks of 64",
    ],
)
predict(
    "p03_10",
    "Which one reads text fastest on this machine?",
    choices=["float32", "bfloat16", "bnb int8", "bnb NF4"],
)

# %%
compared = quantization.Comparison(
    quantization.first_tokens(tokenizer, stories["test"]["text"], 65, 300).to(model.device)
)


def by_absmax(bits, **sharing):
    """A copy of the model with absmax weights."""
    return quantization.quantize_linears(model, lambda w: quantization.absmax(w, bits, **sharing))


ways = {
    "float32": lambda: model,
    "bfloat16": lambda: copy.deepcopy(model).to(torch.bfloat16),
    "int8, one scale a tensor": lambda: by_absmax(8),
    "int8, one scale a channel": lambda: by_absmax(8, dim=1),
    "bnb int8": lambda: quantization.with_bitsandbytes(model, "int8"),
    "int4, one scale a tensor": lambda: by_absmax(4),
    "int4, zero point": lambda: quantization.quantize_linears(model, lambda w: quantization.zero_point(w, 4)),
    "int4, one scale a channel": lambda: by_absmax(4, dim=1),
    "int4, blocks of 64": lambda: by_absmax(4, block=64),
    "NF4, blocks of 64": lambda: quantization.quantize_linears(model, quantization.nf4),
    "bnb NF4": lambda: quantization.with_bitsandbytes(model, "nf4"),
    "int3, blocks of 64": lambda: by_absmax(3, block=64),
}
for name, make in tqdm(ways.items(), desc="formats"):
    compared.add(name, make())
HEAD = ("format", "perplexity", "against float32, 95 % interval", "size", "tokens/s")
environment.Table(f"{len(compared.ids)} held-out texts of 64 tokens", HEAD, compared.rows(ways))

# %%
four = ["int4, one scale a tensor", "int4, one scale a channel", "int4, blocks of 64", "NF4, blocks of 64"]
best, second, *_ = compared.ranked(four)
_, low, high = compared.difference(best, second)
reveal(
    "p03_9",
    best,
    f"From one scale a tensor to the best, the rise in perplexity falls from {compared.rise(four[0])[0]:.1f} % to {compared.rise(best)[0]:.1f} %. Best minus second best: {low:+.4f} to {high:+.4f} nats a token (95 % interval).",
)
reveal(
    "p03_10",
    max(("float32", "bfloat16", "bnb int8", "bnb NF4"), key=compared.speeds.get),
    "Fewer bytes are not fewer operations: 4-bit weights become floats again before every product. They pay where reading the weights is the bottleneck: large models on a GPU, writing one token at a time.",
)

# %%
share = sum(layer.weight.numel() for layer in layers.values()) / memory.parameter_count(spec)
print(
    f"{share:.0%} of the parameters are in the linear layers; with NF4 in blocks the model shrinks to",
    end=" ",
)
print(f"{compared.sizes['NF4, blocks of 64'] / compared.sizes['float32']:.0%} of float32")
big = memory.preset("LLaMA-2-70B")
inside = sum(w.total for w in memory.weights(big) if w.linear) / memory.parameter_count(big)
print(f"in LLaMA-2-70B the linear layers hold {inside:.1%}")

# %% [markdown]
# **Which order is real?** A table invites us to rank its rows. Every format read every text, so compare *text by text*: the order is real where the interval of the difference leaves out zero.

# %%
claims = [
    ("float32", "bfloat16"),
    ("float32", "int8, one scale a channel"),
    ("int8, one scale a channel", "int8, one scale a tensor"),
    ("int4, zero point", "int4, one scale a tensor"),
    ("int4, one scale a channel", "int4, one scale a tensor"),
    ("int4, blocks of 64", "int4, one scale a channel"),
    ("NF4, blocks of 64", "int4, blocks of 64"),
    ("int4, blocks of 64", "int3, blocks of 64"),
]
rows = []
for better, worse in claims:
    value, low, high = compared.difference(better, worse)
    verdict = "yes" if high < 0 else "no, the reverse" if low > 0 else "not decided"
    rows.append((better, worse, f"{value:+.5f}  [{low:+.5f}, {high:+.5f}]", verdict))
head = ("is this better …", "… than this?", "nats a token, 95 % interval", "verdict")
environment.Table("Differences, paired by text", head, tuple(rows))

# %% [markdown]
# **Where it surprises.**
#
# - *bfloat16 loses next to nothing*, although it has only 7 fraction bits: independent errors average out in sums.
# - *8 bits are nearly free* whoever shares the scale, as long as no outlier spoils it: the usual first step.
# - *At 4 bits it matters how.* A zero point can help even weights that lie around 0: it uses the sixteenth integer, −8, which absmax leaves out. Among 16 that counts; among 256 it does not.
# - *bitsandbytes' NF4 is smaller than ours*: it quantizes the scales as well.
# - *3 bits fall off a cliff.*
# - *The file shrinks less than the bits*: the embedding table stays, a large part of a small model.

# %% [markdown]
# ## Activations, too: calibration
#
# ### Idea
#
# To multiply integers with integers, the inputs of a layer must be integers as well, and they are not known beforehand. One can find a scale for each token while the model runs (*dynamic*), or look at the inputs on a few
# texts and fix one scale for each layer (*static*, by *calibration*). How far should the fixed range reach: as far as the largest value seen, or should outliers be clipped, so that the steps are finer for the rest?
#
# ### Predict
#
# With fewer bits?

# %%
predict(
    "p03_11",
    "With fewer bits for the inputs, the best fixed range is …",
    choices=["wider: nothing may be clipped", "narrower: more is clipped", "the same"],
)

# %%
texts = stories["train"]["text"][:48]
calibration = [
    tokenizer(text, return_tensors="pt", add_special_tokens=False).input_ids[:, :128].to(model.device)
    for text in texts
]
ranges = quantization.calibrate(model, calibration, seed=SEED)
loudest = max(ranges, key=lambda name: ranges[name].largest / ranges[name].percentile(0.5))
largest, median = ranges[loudest].largest, ranges[loudest].percentile(0.5)
print(f"{len(texts)} training texts: inputs of {loudest} reach {largest:.1f}; half stay below {median:.2f}")

shares = {"largest value": 1.0, "99.99 %": 0.9999, "99.9 %": 0.999, "99 %": 0.99}
rows, best = [], {}
for bits in tqdm((8, 6, 5), desc="bits of the inputs"):
    for title, kept in shares.items():
        compared.add(f"{bits} bits, {title}", quantization.quantize_inputs(model, bits, ranges, kept))
    compared.add(f"{bits} bits, each token", quantization.quantize_inputs(model, bits))
    titles = (*shares, "each token")
    rows.append(
        (f"{bits} bits", *(f"{compared.rise(f'{bits} bits, {title}')[0]:+.1f} %" for title in titles))
    )
    best[bits] = min(shares, key=lambda title: compared.perplexity(f"{bits} bits, {title}"))
head = ("inputs", *shares, "a scale for each token")
environment.Table("Rise in perplexity, weights int8, inputs clipped at …", head, tuple(rows))

# %%
_, low, high = compared.difference(f"5 bits, {best[5]}", "5 bits, largest value")
moved = shares[best[5]] - shares[best[8]]
reveal(
    "p03_11",
    "the same"
    if not moved
    else "narrower: more is clipped"
    if moved < 0
    else "wider: nothing may be clipped",
    f"Best at 8 bits: {best[8]}; at 5 bits: {best[5]}, which beats the largest value by {-high:.3f} to {-low:.3f} nats a token (95 % interval). Clipping costs a few large values something; a coarse grid costs every value. "
    "(To ship a model, choose on other texts than those you report.)",
)

# %% [markdown]
# ## Winning it back: training through the rounding
#
# ### Idea
#
# In *quantization-aware training* (QAT) the weights are rounded in every forward pass, so that training can move them to where rounding hurts least. But rounding is a staircase: its gradient is 0
# almost everywhere. The **straight-through estimator** pretends, in the backward pass only, that rounding was not there. And the scale is a parameter like any other (*learned step size quantization*, LSQ):
#
# $$\hat w = s \cdot \mathrm{round}\big(\mathrm{clip}(w/s, -Q, Q)\big), \qquad
# \frac{\partial \hat w}{\partial w} = \begin{cases} 1 & |w/s| < Q \\ 0 & \text{otherwise}\end{cases}, \qquad
# \frac{\partial \hat w}{\partial s} = \begin{cases} \mathrm{round}(w/s) - w/s & |w/s| < Q \\ \pm Q & \text{otherwise}\end{cases}$$
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $w$ | the weights, kept in float32 while training | `x` | `(out, in)` |
# | $s$ | the scale, learned | `scale` | broadcasts against `x` |
# | $Q$ | the largest integer, $2^{B-1} - 1$ | `2 ** (bits - 1) - 1` | a number |

# %% [markdown] exercise="ex03_8_fake_quantize"
# ### Exercise · Rounding that lets gradients through
#
# Return values on the grid, still as floats. Gradients must flow to `x` and to `scale` as in the equations. You need not write them down: think about what autograd must not see.


# %% exercise="ex03_8_fake_quantize"
def fake_quantize(x, scale, bits):
    """Round to a grid in the forward pass, straight through in the backward pass.

    Args:
        x: float tensor.
        scale: positive float tensor that broadcasts against x.
        bits: the integers go from -(2 ** (bits - 1) - 1) to 2 ** (bits - 1) - 1.

    Returns:
        float tensor of x's shape: integers times the scale.
    """
    ### BEGIN SOLUTION
    largest = 2 ** (bits - 1) - 1
    steps = torch.clamp(x / scale, -largest, largest)
    rounded = steps + (steps.round() - steps).detach()
    return rounded * scale
    ### END SOLUTION


# %% check="ex03_8_fake_quantize"
check.ex03_8_fake_quantize(fake_quantize)

# %% [markdown]
# Now your function drives a real training run, of the worst 4-bit format above: **one scale a tensor**. The goal is the model's own behaviour before rounding: it learns to give the same next-token
# distribution as its float32 self (the *teacher*), so that whatever it wins back is rounding error undone.
#
# ### Predict
#
# Sixty short steps.

# %%
predict(
    "p03_12",
    "Of the rise in perplexity of int4 with one scale a tensor, sixty steps of QAT win back …",
    number=True,
    unit="%",
)

# %%
STEPS, BATCH = 60, 16
student = quantization.with_learned_scales(model, bits=4, rounding=use.fake_quantize)
rounding = [layer for layer in student.modules() if isinstance(layer, quantization.LearnedScaleLinear)]
optimizer = torch.optim.AdamW(
    [
        {"params": [layer.weight for layer in rounding], "lr": 2e-4},
        {"params": [layer.scale for layer in rounding], "lr": 4e-3},
    ],
    weight_decay=0.0,
)
schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / STEPS)
training = quantization.first_tokens(tokenizer, stories["train"]["text"], 65, STEPS * BATCH).to(model.device)

history, start = [], time.perf_counter()
bar = tqdm(range(STEPS), desc="training through the rounding")
for number in bar:
    ids = training[torch.arange(number * BATCH, (number + 1) * BATCH) % len(training)]
    with torch.no_grad():
        teacher = model(ids).logits.float().log_softmax(-1)
    logprobs = student(ids).logits.float().log_softmax(-1)
    divergence = (teacher.exp() * (teacher - logprobs)).sum(-1).mean()  # KL(teacher ‖ student), nats a token
    divergence.backward()
    optimizer.step()
    optimizer.zero_grad()
    schedule.step()
    history.append(divergence.item())
    bar.set_postfix(nats=f"{history[-1]:.4f}")
seconds = time.perf_counter() - start
plots.curve(
    list(range(5, STEPS + 1, 5)),
    {"KL": torch.tensor(history).view(-1, 5).mean(1).tolist()},
    title=f"{seconds:.0f} seconds of training: distance from the float32 model",
    x_title="step (means of five)",
    y_title="KL, nats a token",
)

# %%
before, after = "int4, one scale a tensor", "the same after QAT"
compared.add(after, quantization.frozen(student))
shown = ("float32", before, "NF4, blocks of 64", after)
environment.Table(f"{len(compared.ids)} held-out texts", HEAD, compared.rows(shown))

# %%
won = 1 - compared.rise(after)[0] / compared.rise(before)[0]
_, low, high = compared.difference(after, before)
absmax_scales = [quantization.absmax(layer.weight.detach(), 4).scale for layer in rounding]
shrunk = sum(
    float(layer.scale.detach() / scale) for layer, scale in zip(rounding, absmax_scales, strict=True)
) / len(rounding)
reveal(
    "p03_12",
    round(100 * won, 1),
    f"It falls from {compared.rise(before)[0]:.1f} % to {compared.rise(after)[0]:.1f} %, that is by {-high:.3f} to {-low:.3f} nats a token (95 % interval). On average a learned scale is {shrunk:.2f} times what absmax would choose; below 1, large weights are clipped and all others get finer steps.",
)

# %% [markdown] explain="explain03_3" points=2
# ### Explain
#
# QAT trained against the model's own outputs. Why is that a fairer comparison than training on the text itself? And how can a 4-bit model with *one* scale a tensor come close to one with a scale for every 64 weights?
#
# ### BEGIN SOLUTION
# Training on the text could lower the perplexity simply by training more, with or without rounding. The float32 model is the optimum of the distillation loss, so nothing but rounding error is won back.
# It is possible because rounding each weight to its *nearest* level is not best for the outputs: training finds levels near by whose errors cancel, and a range that clips a few large weights to give finer steps to
# the rest. A fixed rule looks at each weight alone; training looks at what the layer does.
# ### END SOLUTION

# %% [markdown]
# # Fix the notes
#
# **“Training 1 B parameters takes 24 GB”, say some notes; “4 times the weights”, say others.** At 4 bytes a weight, 4 times is 16 GB: weights, gradients and Adam's two averages, nothing else. 24 GB adds 8 bytes a parameter
# “for activations and temporary memory”. But activations depend on *tokens*. For how many tokens in a step is that right?


# %% deterministic=true
weights_and_adam = sum(use.training_bytes(10**9, "fp32", "adam").values()) / 1e9
print(
    f"1 B parameters, weights, gradients, Adam: {weights_and_adam:.0f} GB; + 8 bytes each: {weights_and_adam + 8:.0f} GB"
)
for name in ("GPT-2", "Qwen2.5-0.5B", "LLaMA-2-7B", "LLaMA-2-70B"):
    known = memory.preset(name)
    parameters = memory.parameter_count(known)
    one_more, now = (memory.training_memory(known, precision="fp32", seq_len=n).total for n in (1025, 1024))
    a_token = one_more - now  # activations and logits; the rest does not depend on tokens
    tokens, real = 8 * parameters / a_token, a_token * 8 * 2048 / parameters
    print(
        f"{name:13} {a_token / 1e6:5.2f} MB a token: 8 bytes a parameter are {tokens:5,.0f} tokens a step;"
        f" 8 × 2,048 tokens take {real:5.1f} bytes a parameter"
    )

# %% [markdown]
# “4 times the weights” is exact in float32, and silent about activations; “24 GB” is right for one number of tokens in a step, another for each model.
#
# **“INT8 has 1 sign bit and 7 fraction bits.”** It stands in the same table as BF16, which does have 7. Look at the distance between neighbours.

# %% deterministic=true
for name in ("BF16", "INT8"):
    form = quantization.FORMATS[name]
    distances = []
    for value in (1.0, 10.0, 100.0):
        pattern = form.encode(value)
        distances.append(f"{form.decode(form.neighbours(pattern)[1]) - form.decode(pattern):g}")
    half = form.decode(form.encode(0.5))
    print(
        f"{name}: from 1, 10 and 100 to the next number it is {', '.join(distances)}; 0.5 is stored as {half:g}"
    )

# %% [markdown]
# BF16's neighbours are at most 1/128 of the value apart, near 1 as near 100. INT8 has no exponent and no fraction: all its neighbours are 1 apart, seven bits count whole steps,
# and the sign bit is worth −128. Only a scale, stored elsewhere, turns steps into values.

# %% [markdown]
# # Take away
#
# - The exponent buys range, the fraction precision. What adds up small amounts needs precision; what may grow large needs range.
# - Quantization is a scale and a rounding. What matters is who shares the scale.
# - Weights, gradients and optimizer states depend on the parameters that are trained, activations and logits on the tokens in a step.
# - The KV cache depends on tokens, sequences and key-value heads; with many users it is as large as the model.
# - Eight bits cost almost nothing; what four bits cost, blocks, better levels or a little training win back; three bits cost a lot.
#
# **With a larger model.** Set `COURSE_PROFILE=hub` before you start JupyterLab: do larger models suffer more or less from 4 bits? On a GPU part 3 shows CUDA's own peak.
# `python -m helpers memory --config PATH --train --lora 16` is the calculator for any `config.json`.
#
# **References.** IEEE Std 754-2019 · Micikevicius et al., *Mixed precision training*, ICLR 2018; *FP8 formats for deep learning*, 2022 · Jacob et al., *Integer-arithmetic-only inference*, CVPR 2018 ·
# Dettmers et al., *LLM.int8()*, NeurIPS 2022; *8-bit optimizers via block-wise quantization*, ICLR 2022; *QLoRA*, NeurIPS 2023 · Esser et al., *Learned step size quantization*, ICLR 2020 ·
# Bengio et al., *Estimating or propagating gradients through stochastic neurons*, 2013 · Rajbhandari et al., *ZeRO*, SC 2020 · Korthikanti et al., *Reducing activation recomputation in large transformer models*, 2022 · Ainslie et al., *GQA*, EMNLP 2023.
