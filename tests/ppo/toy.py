"""A world that can be enumerated: a Llama with a vocabulary of three and completions of two tokens."""

import itertools

import torch
from transformers import LlamaConfig, LlamaForCausalLM

from helpers.ppo import Completions, Policy

VOCABULARY, LENGTH = 3, 2
QUERY = [1]
SEQUENCES = list(itertools.product(range(VOCABULARY), repeat=LENGTH))


def model(seed=0):
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=VOCABULARY,
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=2,
        max_position_embeddings=16,
        tie_word_embeddings=False,
        bos_token_id=None,
        eos_token_id=None,
        pad_token_id=None,
        initializer_range=0.4,
    )
    return LlamaForCausalLM(config).double()


def policy(seed=0):
    made = Policy(model(seed))
    made.value_head.double()
    return made


class Tokenizer:
    """Just enough of one for the loop: every prompt is the one token of the query."""

    eos_token_id = 0

    def __call__(self, prompt):
        return {"input_ids": QUERY if prompt else []}

    def get_added_vocab(self):
        return {}


def completions(sequences):
    responses = torch.tensor(sequences)
    rows = len(sequences)
    return Completions(
        torch.tensor([QUERY] * rows),
        torch.ones(rows, len(QUERY), dtype=torch.bool),
        responses,
        torch.ones_like(responses, dtype=torch.bool),
        torch.ones(rows, dtype=torch.bool),
        tuple(" ".join(map(str, sequence)) for sequence in sequences),
    )


def probabilities(made, reference=False):
    """The probability of each of the nine completions."""
    every = completions(SEQUENCES)
    logprobs = made.reference_logprobs(every) if reference else made(every).logprobs
    return logprobs.sum(dim=1).exp()
