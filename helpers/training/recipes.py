"""What each shipped model is made of: its shape, its mixture of documents, its settings."""

from dataclasses import dataclass

from transformers import LlamaConfig

from helpers.training.pretrain import PretrainConfig

CONTEXT = 512
VOCABULARY = 4096
HEAD_WIDTH = 64
CORPUS_SEED = 0
TOKENIZER = "lantern-tokenizer"
TOKENIZER_DOCUMENTS = 40_000

# Shares of documents. Stories are the longest, so they are the larger part of the tokens.
MIXTURE = {"narrative": 0.45, "dialogue": 0.25, "help_desk": 0.30}


@dataclass(frozen=True)
class Recipe:
    """One model: width and depth of the Llama shape, and how it is trained."""

    name: str
    about: str
    width: int
    layers: int
    feed_forward: int
    training: PretrainConfig

    @property
    def folder(self) -> str:
        return f"lantern-{self.name}"

    def config(self, end: int, pad: int) -> LlamaConfig:
        """The model's configuration: tied embeddings, no grouped queries, heads of 64."""
        heads = self.width // HEAD_WIDTH
        return LlamaConfig(
            vocab_size=VOCABULARY,
            hidden_size=self.width,
            num_hidden_layers=self.layers,
            num_attention_heads=heads,
            num_key_value_heads=heads,
            head_dim=HEAD_WIDTH,
            intermediate_size=self.feed_forward,
            max_position_embeddings=CONTEXT,
            tie_word_embeddings=True,
            bos_token_id=None,
            eos_token_id=end,
            pad_token_id=pad,
            initializer_range=0.02,
        )


RECIPES = {
    recipe.name: recipe
    for recipe in (
        Recipe(
            "micro",
            "the smallest one, which quick tests load and larger models are distilled into",
            width=128,
            layers=3,
            feed_forward=384,
            training=PretrainConfig(tokens=5_500_000, seed=1),
        ),
        Recipe(
            "base",
            "the one that the labs sample from",
            width=192,
            layers=4,
            feed_forward=512,
            training=PretrainConfig(tokens=7_500_000, seed=2),
        ),
    )
}
