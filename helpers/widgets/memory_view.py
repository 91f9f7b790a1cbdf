"""What the memory calculator computes from its settings, as plain data for the browser and for a picture."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from helpers.errors import InputError
from helpers.memory import (
    GIB,
    GPUS,
    PRESETS,
    MemoryBreakdown,
    ModelSpec,
    Training,
    advice,
    fits,
    inference_memory,
    parameter_count,
    training_memory,
)

LABELS = {
    "weights": "weights",
    "gradients": "gradients",
    "optimizer": "optimizer",
    "activations": "activations",
    "logits": "logits and loss",
    "kv_cache": "KV cache",
    "overhead": "framework, roughly",
}
CHOICES: dict[str, tuple[str, ...]] = {
    "mode": ("train", "generate"),
    "precision": ("mixed", "fp32", "bf16"),
    "optimizer": ("adam", "adam8bit", "adafactor", "momentum", "sgd"),
    "attention": ("sdpa", "eager"),
    "base": ("16-bit", "int8", "nf4", "nf4 double"),
    "weights": ("fp32", "16-bit", "int8", "nf4", "nf4 double"),
}
LIMITS = {
    "batch": (1, 4096),
    "seq_len": (1, 1_048_576),
    "lora_rank": (0, 1024),
    "gpus": (1, 4096),
    "zero_stage": (0, 3),
}
_NAMES = {
    "batch": "The batch",
    "seq_len": "The length",
    "lora_rank": "The rank",
    "gpus": "The number of GPUs",
}


@dataclass(frozen=True)
class Calculation:
    """The calculator's settings.

    Attributes:
        model: name of the model.
        gpu: name of the GPU it should fit on.
        mode: ``train`` or ``generate``.
        weights: how weights are stored for generating.
        setup: for training; batch and length hold for both.
    """

    model: str
    gpu: str
    mode: str
    weights: str
    setup: Training

    def changed(self, name: str, typed: Any, models: Mapping[str, ModelSpec]) -> "Calculation":
        """These settings with one of them as a person chose or typed it.

        Raises:
            InputError: a name or value that is none; a sentence about what is kept.
        """
        if name == "model" and typed in models:
            return replace(self, model=typed)
        if name == "gpu" and typed in GPUS:
            return replace(self, gpu=typed)
        if name in ("mode", "weights") and typed in CHOICES[name]:
            return replace(self, **{name: typed})
        if name == "checkpointing":
            return replace(self, setup=replace(self.setup, checkpointing=bool(typed)))
        if name in LIMITS:
            return replace(self, setup=self._numbered(name, typed))
        if name in CHOICES and typed in CHOICES[name]:
            return replace(self, setup=replace(self.setup, **{name: typed}))
        raise InputError(f"{typed!r} is no choice for {name.replace('_', ' ')}.")

    def _numbered(self, name: str, typed: Any) -> Training:
        low, high = LIMITS[name]
        kept = getattr(self.setup, name)
        try:
            value = int(str(typed).strip().replace(",", "").replace(" ", ""))
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            what = _NAMES.get(name, name)
            raise InputError(f"{what} must be a whole number from {low} to {high:,}; it stays at {kept:,}.")
        if name == "lora_rank" and value == 0:
            return replace(self.setup, lora_rank=0, base="16-bit")
        if name == "gpus" and value == 1:
            return replace(self.setup, gpus=1, zero_stage=0)
        chosen: dict[str, Any] = {name: value}
        return replace(self.setup, **chosen)

    def memory(self, models: Mapping[str, ModelSpec]) -> MemoryBreakdown:
        """Bytes by component."""
        spec = models[self.model]
        if self.mode == "train":
            return training_memory(spec, self.setup)
        return inference_memory(
            spec, batch=self.setup.batch, seq_len=self.setup.seq_len, weights=self.weights,
            kv_bytes=4 if self.weights == "fp32" else 2,
        )  # fmt: skip


def readable(value: float) -> str:
    """Bytes for reading, with three digits."""
    for size, unit in ((1024 * GIB, "TiB"), (GIB, "GiB"), (2**20, "MiB"), (2**10, "KiB")):
        if value >= size:
            digits = 0 if value >= 100 * size else 1 if value >= 10 * size else 2
            return f"{value / size:,.{digits}f} {unit}"
    return f"{value:,.0f} B"


def state(now: Calculation, models: Mapping[str, ModelSpec]) -> dict[str, Any]:
    """All that the calculator shows."""
    spec, memory = models[now.model], now.memory(models)
    capacity = GPUS[now.gpu] * GIB
    needed = memory.total + memory.overhead
    sizes = {**memory.components, "overhead": memory.overhead}
    return {
        "kind": "state",
        "settings": settings(now),
        "parts": [
            {
                "name": name,
                "label": LABELS[name],
                "share": size / needed,
                "bytes": size,
                "text": readable(size),
            }
            for name, size in sizes.items()
            if size
        ],
        "needed": needed,
        "needed_text": readable(needed),
        "capacity": capacity,
        "capacity_text": f"{GPUS[now.gpu]} GiB",
        "fits": needed <= capacity,
        "gpus": [
            {
                "name": fit.name,
                "gib": f"{fit.capacity / GIB:.0f} GiB",
                "fits": fit.fits,
                "full": needed / fit.capacity,
            }
            for fit in fits(memory)
        ],
        "about": _about(spec),
        **_advised(now, spec, memory),
    }


def settings(now: Calculation) -> dict[str, Any]:
    """Every setting by name, for the controls."""
    values = {
        field.name: getattr(now.setup, field.name)
        for field in fields(now.setup)
        if field.name != "lora_targets"
    }
    return {**values, "model": now.model, "gpu": now.gpu, "mode": now.mode, "weights": now.weights}


def options(models: Mapping[str, ModelSpec]) -> dict[str, Any]:
    """What the controls offer."""
    return {
        "kind": "options",
        "models": list(models),
        "gpus": [[name, f"{name}, {gib} GiB"] for name, gib in GPUS.items()],
        "choices": {name: list(values) for name, values in CHOICES.items()},
    }


def all_models(own: Mapping[str, ModelSpec]) -> dict[str, ModelSpec]:
    """The known models, behind those that the notebook brings along."""
    return {**own, **{name: spec for name, spec in PRESETS.items() if name not in own}}


def _about(spec: ModelSpec) -> str:
    encoder = f"{spec.encoder_layers} encoder and " if spec.encoder_layers else ""
    cached = f", {spec.kv_heads} of them with keys and values" if spec.kv_heads != spec.heads else ""
    return (
        f"{parameter_count(spec):,} parameters · {encoder}{spec.layers} layers of width {spec.hidden:,} · "
        f"{spec.heads} heads{cached} ({spec.attention_kind})"
    )


def _advised(now: Calculation, spec: ModelSpec, memory: MemoryBreakdown) -> dict[str, Any]:
    """Whether it fits, in a sentence, and what to change if it does not."""
    capacity, needed = GPUS[now.gpu] * GIB, memory.total + memory.overhead
    if needed <= capacity:
        return {
            "verdict": f"Fits, with {readable(capacity - needed)} to spare.",
            "advice": "",
            "apply": False,
        }
    verdict = f"Does not fit: {readable(needed - capacity)} too much."
    if now.mode == "generate":
        return {"verdict": verdict, "advice": _smaller(now, spec, capacity), "apply": False}
    change = advice(spec, now.setup, capacity)
    if change is None:
        return {"verdict": verdict, "advice": "Not even a thousand of these GPUs would do.", "apply": False}
    then = readable(change.memory.total + change.memory.overhead)
    each = " on each" if change.setup.gpus > 1 else ""
    said = f"Cheapest change that makes it fit: {' + '.join(change.steps)}. Then it takes {then}{each}."
    return {"verdict": verdict, "advice": said, "apply": True}


def _smaller(now: Calculation, spec: ModelSpec, capacity: float) -> str:
    """For generating: the widest format of weights that fits, or the longest text."""
    for form in CHOICES["weights"]:
        memory = inference_memory(spec, batch=now.setup.batch, seq_len=now.setup.seq_len, weights=form)
        if memory.total + memory.overhead <= capacity:
            return f"Cheapest change that makes it fit: weights in {form}."
    for form in reversed(CHOICES["weights"]):
        alone = inference_memory(spec, batch=now.setup.batch, seq_len=1, weights=form)
        room = capacity - alone.total - alone.overhead
        if room > 0:
            longest = 1 + int(room // alone.kv_cache) if alone.kv_cache else 1
            return f"In {form}, {longest:,} tokens of each sequence would fit."
    return "The weights alone are too large for this GPU in every format."
