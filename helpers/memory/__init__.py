"""How much memory a model takes, predicted from its shape and measured on a real training step."""

from helpers.memory.activations import Activations, activation_bytes
from helpers.memory.advice import Change, advice
from helpers.memory.comparison import error_rows, errors
from helpers.memory.gpus import GPUS, Fit, fits
from helpers.memory.measure import Saved, Step, by_part, measure_activations, measure_step, recording
from helpers.memory.parameters import adapter_count, parameter_count, parameters_by_part, weights
from helpers.memory.presets import PRESETS, preset
from helpers.memory.spec import ModelSpec, from_config, read_config
from helpers.memory.states import (
    OPTIMIZERS,
    PRECISIONS,
    kv_cache_bytes,
    optimizer_bytes,
    training_bytes,
    zero_bytes_per_gpu,
)
from helpers.memory.training import GIB, MemoryBreakdown, Training, inference_memory, training_memory

__all__ = [
    "GIB",
    "GPUS",
    "OPTIMIZERS",
    "PRECISIONS",
    "PRESETS",
    "Activations",
    "Change",
    "Fit",
    "MemoryBreakdown",
    "ModelSpec",
    "Saved",
    "Step",
    "Training",
    "activation_bytes",
    "adapter_count",
    "advice",
    "by_part",
    "error_rows",
    "errors",
    "fits",
    "from_config",
    "inference_memory",
    "kv_cache_bytes",
    "measure_activations",
    "measure_step",
    "optimizer_bytes",
    "parameter_count",
    "parameters_by_part",
    "preset",
    "read_config",
    "recording",
    "training_bytes",
    "training_memory",
    "weights",
    "zero_bytes_per_gpu",
]
