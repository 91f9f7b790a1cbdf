"""Small models of every family, without dropout, and their shapes."""

from typing import Any

import torch
import transformers as hf

VOCAB = 96


def llama(attention: str = "sdpa", **settings: Any) -> Any:
    shape = {
        "hidden_size": 64,
        "intermediate_size": 160,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "tie_word_embeddings": True,
        "max_position_embeddings": 128,
    }
    config = hf.LlamaConfig(
        vocab_size=VOCAB, pad_token_id=None, bos_token_id=None, eos_token_id=None, **(shape | settings)
    )
    return build(hf.LlamaForCausalLM, config, attention)


def qwen2(attention: str = "sdpa") -> Any:
    config = hf.Qwen2Config(
        vocab_size=VOCAB, hidden_size=64, intermediate_size=96, num_hidden_layers=3, num_attention_heads=4,
        num_key_value_heads=1, bos_token_id=None, eos_token_id=None,
    )  # fmt: skip
    return build(hf.Qwen2ForCausalLM, config, attention)


def mistral(attention: str = "sdpa") -> Any:
    config = hf.MistralConfig(
        vocab_size=VOCAB, hidden_size=48, intermediate_size=112, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, head_dim=16, sliding_window=None, bos_token_id=None, eos_token_id=None,
    )  # fmt: skip
    return build(hf.MistralForCausalLM, config, attention)


def gpt2(attention: str = "sdpa") -> Any:
    config = hf.GPT2Config(
        vocab_size=VOCAB, n_embd=64, n_layer=2, n_head=4, n_positions=48, resid_pdrop=0, embd_pdrop=0, attn_pdrop=0,
        bos_token_id=None, eos_token_id=None, loss_type="ForCausalLM",
    )  # fmt: skip
    return build(hf.GPT2LMHeadModel, config, attention)


def bert(attention: str = "sdpa") -> Any:
    config = hf.BertConfig(
        vocab_size=VOCAB, hidden_size=64, num_hidden_layers=2, num_attention_heads=4, intermediate_size=160,
        max_position_embeddings=48, hidden_dropout_prob=0, attention_probs_dropout_prob=0,
    )  # fmt: skip
    return build(hf.BertForMaskedLM, config, attention)


def bloom(attention: str = "eager") -> Any:
    config = hf.BloomConfig(
        vocab_size=VOCAB, hidden_size=64, n_layer=2, n_head=4, hidden_dropout=0, attention_dropout=0,
        bos_token_id=None, eos_token_id=None,
    )  # fmt: skip
    return build(hf.BloomForCausalLM, config, attention)


def t5(attention: str = "sdpa") -> Any:
    config = hf.T5Config(
        vocab_size=VOCAB, d_model=64, d_kv=16, d_ff=160, num_layers=2, num_decoder_layers=2, num_heads=4,
        feed_forward_proj="gated-gelu", dropout_rate=0, tie_word_embeddings=False, decoder_start_token_id=0,
    )  # fmt: skip
    return build(hf.T5ForConditionalGeneration, config, attention)


FAMILIES = {
    "llama": llama,
    "qwen2": qwen2,
    "mistral": mistral,
    "gpt2": gpt2,
    "bert": bert,
    "bloom": bloom,
    "t5": t5,
}


def build(kind: Any, config: Any, attention: str) -> Any:
    config._attn_implementation = attention
    torch.manual_seed(0)
    return kind(config)


def tokens(batch: int, length: int) -> torch.Tensor:
    return torch.randint(VOCAB, (batch, length), generator=torch.Generator().manual_seed(0))
