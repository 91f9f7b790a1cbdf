"""A trained model as a folder that transformers, vLLM or llama.cpp's converter load without this project."""

import copy
from pathlib import Path

from transformers import GenerationConfig, PreTrainedModel, PreTrainedTokenizerFast
from transformers.utils import logging

from helpers import checksums
from helpers.training import tokenizer as tokenizers

LOADED = {
    "model.safetensors",
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "chat_template.jinja",
}


def export(model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, folder: Path) -> None:
    """Write bf16 weights, configuration, generation settings and tokenizer to ``folder``, and list their hashes.

    The model itself keeps its dtype.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rounded = copy.deepcopy(model).cpu().bfloat16()
    rounded.generation_config = GenerationConfig(
        do_sample=True,
        temperature=0.8,
        max_new_tokens=128,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    bars = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    rounded.save_pretrained(folder)
    if bars:
        logging.enable_progress_bar()
    tokenizers.save(tokenizer, folder)
    seal(folder)


def seal(folder: Path) -> None:
    """List the hashes of the files that a loader reads."""
    checksums.write(folder, [path.name for path in folder.iterdir() if path.name in LOADED])
