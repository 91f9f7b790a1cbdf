"""The exercises of lab 01, tokenization and sampling."""

from helpers.checks.lab01.bpe_encoding import ENCODE_BPE
from helpers.checks.lab01.bpe_training import TRAIN_BPE
from helpers.checks.lab01.drawing import DRAW
from helpers.checks.lab01.generation import GENERATE_WITH_CACHE
from helpers.checks.lab01.temperature import SOFTMAX_WITH_TEMPERATURE
from helpers.checks.lab01.top_k import TOP_K
from helpers.checks.lab01.top_p import TOP_P

EXERCISES = (TRAIN_BPE, ENCODE_BPE, SOFTMAX_WITH_TEMPERATURE, TOP_K, TOP_P, DRAW, GENERATE_WITH_CACHE)
