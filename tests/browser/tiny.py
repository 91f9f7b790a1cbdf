"""A model and a tokenizer for the browser tests, built alike in the notebook's kernel and in the test."""

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

WORDS = (
    "the lamp on the pier burns low and the boat comes home with the tide",
    "a child counts the boats and the baker counts the bread",
    "the tide takes the sand and the lamp shows the way home",
)


def tokenizer() -> PreTrainedTokenizerFast:
    """Byte-level BPE over a few sentences."""
    core = Tokenizer(models.BPE())
    core.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    core.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=320, initial_alphabet=alphabet, special_tokens=["<|end|>"], show_progress=False
    )
    core.train_from_iterator(WORDS, trainer)
    return PreTrainedTokenizerFast(tokenizer_object=core, eos_token="<|end|>")


def model(vocab_size: int, window: int = 512) -> LlamaForCausalLM:
    """A Llama with random weights, its output scaled up so that distributions have a shape worth looking at."""
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=vocab_size,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=window,
        bos_token_id=None,
        eos_token_id=None,
    )
    built = LlamaForCausalLM(config).eval()
    with torch.no_grad():
        built.lm_head.weight.mul_(25)
    return built


def pair() -> tuple[LlamaForCausalLM, PreTrainedTokenizerFast]:
    """Model and tokenizer that belong together."""
    made = tokenizer()
    return model(len(made)), made
