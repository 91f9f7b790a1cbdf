"""A model that says what a script says: `helpers.sampling.generate` with the model left out."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import torch

from helpers.types import Generation

Reply = Callable[[str], str]


NOBODY: Any = None  # the model beside a script


@dataclass
class _Tokenizer:
    """Writes a chat as JSON, so that a script can read it; the letters are the tokens 0 and 1."""

    chat_template: str | None = "json"
    bos_token: str | None = None
    bos_token_id: int | None = None

    def apply_chat_template(self, chat: list[dict[str, str]], **_: Any) -> str:
        return (self.bos_token or "") + json.dumps([message["content"] for message in chat])

    def __call__(self, text: str, **_: Any) -> dict[str, list[int]]:
        start = [self.bos_token_id] if self.bos_token_id is not None else []
        return {"input_ids": [*start, *("AB".index(letter) for letter in text)]}


def chat_tokenizer(**parts: Any) -> Any:
    """A tokenizer for scripts; typed as anything, since it is no PreTrainedTokenizerBase."""
    return _Tokenizer(**parts)


@dataclass
class Script:
    """Stands in for `sampling.generate`: ``says`` maps a chat's messages to the reply, ``first`` to P(A)."""

    says: Callable[[list[str]], str] = lambda chat: ""
    first: Callable[[list[str]], float] = lambda chat: 0.5
    logprob: Callable[[list[str]], float] = lambda chat: -0.5
    batches: list[list[str]] = field(default_factory=list)
    settings: list[dict[str, Any]] = field(default_factory=list)

    def generate(
        self, model: Any, tokenizer: Any, prompts: list[str], *, choose: Any = None, **settings: Any
    ) -> list[Generation]:
        self.batches.append(prompts)
        self.settings.append(settings)
        chats = [json.loads(prompt) for prompt in prompts]
        if choose:
            share = torch.tensor([self.first(chat) for chat in chats]).double()
            others = torch.full_like(share, 9.0)  # a token that is neither letter, and likelier than both
            choose(torch.stack([share.log(), (1 - share).log(), others], dim=-1))
        return [
            Generation(prompt, self.says(chat), [0, 0], [self.logprob(chat)] * 2, "stop")
            for prompt, chat in zip(prompts, chats, strict=True)
        ]
