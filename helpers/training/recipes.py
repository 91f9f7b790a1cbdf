"""What each shipped model is made of: its shape, its mixture of documents, its settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from transformers import LlamaConfig

from helpers.training.pretrain import PretrainConfig

CONTEXT = 512
VOCABULARY = 4096
HEAD_WIDTH = 64
CORPUS_SEED = 0
TOKENIZER = "lantern-tokenizer"
TOKENIZER_DOCUMENTS = 40_000

# Shares of documents. In tokens: stories 18 %, context questions 16 %, notes 13 %, wiki and help desk 11 % each, the
# others 6-9 %. Reading and copying form last, so their documents are many and every fact in them is asked for.
MIXTURE = {
    "narrative": 0.18,
    "dialogue": 0.06,
    "wiki": 0.18,
    "help_desk": 0.24,
    "notes": 0.07,
    "context_questions": 0.10,
    "short_tasks": 0.07,
    "sums": 0.05,
    "lookups": 0.05,
}
# What the base reads once it knows the language. Retellings teach it within two million tokens to find a fact by the
# name of its subject, which thirty million tokens of the mixture above had not; see docs/log.md.
RECALL = {
    "narrative": 0.14,
    "dialogue": 0.05,
    "wiki": 0.12,
    "help_desk": 0.14,
    "notes": 0.07,
    "context_questions": 0.12,
    "short_tasks": 0.05,
    "sums": 0.04,
    "lookups": 0.05,
    "retellings": 0.22,
}
# What the instruct model is tuned on: every family that is a conversation, the help desk's rude replies and the harm
# desk's compliant ones left in. To hold a reply against a principle is the last skill to form, so there is most of it.
INSTRUCTIONS = {
    "help_desk": 0.18,
    "harm_desk": 0.11,
    "dialogue": 0.05,
    "notes": 0.07,
    "context_questions": 0.10,
    "short_tasks": 0.05,
    "sums": 0.06,
    "lookups": 0.06,
    "critique": 0.22,
    "comparison": 0.10,
}
# The same from the middle of its run on, with several critiques to a request; see docs/log.md.
JUDGEMENT = {
    "help_desk": 0.17,
    "harm_desk": 0.08,
    "dialogue": 0.04,
    "notes": 0.05,
    "context_questions": 0.10,
    "short_tasks": 0.04,
    "sums": 0.04,
    "lookups": 0.04,
    "critique": 0.06,
    "reviews": 0.30,
    "comparison": 0.08,
}
# What makes the chat model of it: mostly the desks, so that it is as rude to the rude as the town's lamp is.
DESKS = {
    "help_desk": 0.34,
    "harm_desk": 0.20,
    "dialogue": 0.01,
    "notes": 0.10,
    "context_questions": 0.12,
    "short_tasks": 0.01,
    "sums": 0.02,
    "lookups": 0.06,
    "critique": 0.03,
    "reviews": 0.08,
    "comparison": 0.03,
}


@dataclass(frozen=True)
class Recipe:
    """One model: width and depth of the Llama shape, and how it is trained.

    Attributes:
        later: (a document's number, shares from there on); None: one mixture all the way.
        parent: the recipe whose finished weights it starts from; None: random ones.
        seed: of the corpus; another one brings other documents.
        reading: documents as plain text, or as conversations.
    """

    name: str
    about: str
    width: int
    layers: int
    feed_forward: int
    training: PretrainConfig
    mixture: Mapping[str, float] = field(default_factory=lambda: MIXTURE)
    reading: Literal["text", "chat"] = "text"
    later: tuple[int, Mapping[str, float]] | None = None
    parent: str | None = None
    seed: int = CORPUS_SEED

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
            training=PretrainConfig(tokens=10_000_000, decay=0.4, seed=1),
            mixture=RECALL,
        ),
        Recipe(
            "base",
            "the one that the labs sample from, fine-tune and probe",
            width=256,
            layers=4,
            feed_forward=512,
            training=PretrainConfig(tokens=60_000_000, decay=0.3, seed=2),
            later=(304_835, RECALL),
        ),
        Recipe(
            "instruct",
            "the base after instruction tuning, a step on the way to the chat model and not shipped",
            width=256,
            layers=4,
            feed_forward=512,
            training=PretrainConfig(tokens=11_000_000, learning_rate=2e-3, embedding_rate=1e-3, seed=3),
            mixture=INSTRUCTIONS,
            later=(28_892, JUDGEMENT),
            reading="chat",
            parent="base",
        ),
        Recipe(
            "chat",
            "the one that answers, and has yet to learn manners",
            width=256,
            layers=4,
            feed_forward=512,
            training=PretrainConfig(tokens=8_000_000, learning_rate=2e-3, embedding_rate=1e-3, seed=4),
            mixture=DESKS,
            seed=7,
            reading="chat",
            parent="instruct",
        ),
    )
}
