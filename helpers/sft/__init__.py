"""Supervised fine-tuning: chats with labels, what to train, the training run, and adapters in files."""

from helpers.sft.adapters import adapter_bytes, load_adapter, merged, save_adapter
from helpers.sft.chats import completion_labels, encode, prepared, turn
from helpers.sft.measuring import interpolated, replies, text_losses
from helpers.sft.methods import Full, Lora, Selective, SoftPrompt, nearest_tokens, trainable_parameters
from helpers.sft.tuning import Tuned, batch_loss, fine_tune

__all__ = [
    "Full",
    "Lora",
    "Selective",
    "SoftPrompt",
    "Tuned",
    "adapter_bytes",
    "batch_loss",
    "completion_labels",
    "encode",
    "fine_tune",
    "interpolated",
    "load_adapter",
    "merged",
    "nearest_tokens",
    "prepared",
    "replies",
    "save_adapter",
    "text_losses",
    "trainable_parameters",
    "turn",
]
