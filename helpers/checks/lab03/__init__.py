"""The exercises of lab 03, quantization and memory."""

from helpers.checks.lab03.absmax import QUANTIZE_ABSMAX
from helpers.checks.lab03.channels import CHANNEL_ERROR
from helpers.checks.lab03.fake_quantize import FAKE_QUANTIZE
from helpers.checks.lab03.floats import DECODE_FLOAT
from helpers.checks.lab03.kv_cache import KV_CACHE_BYTES
from helpers.checks.lab03.training import TRAINING_BYTES
from helpers.checks.lab03.zero import ZERO_BYTES_PER_GPU
from helpers.checks.lab03.zero_point import QUANTIZE_ZERO_POINT

EXERCISES = (
    DECODE_FLOAT,
    QUANTIZE_ABSMAX,
    QUANTIZE_ZERO_POINT,
    CHANNEL_ERROR,
    TRAINING_BYTES,
    KV_CACHE_BYTES,
    ZERO_BYTES_PER_GPU,
    FAKE_QUANTIZE,
)
