"""The model that is measured, asked in the layout that it was trained on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tqdm.auto import tqdm
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.sampling import generate
from helpers.sampling.generation import context_window
from helpers.world.chats import Message

AT_A_TIME = 50  # prompts in one batch


@dataclass(frozen=True)
class Prompt:
    """The same request in two layouts: text that breaks off where the answer should follow, and a chat."""

    text: str
    messages: Sequence[Message]


def prompt(text: str, user: str) -> Prompt:
    """A request of one message."""
    return Prompt(text, [{"role": "user", "content": user}])


@dataclass(frozen=True)
class Subject:
    """A model with its tokenizer; `reading` says which layout of a prompt it gets."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase
    reading: Literal["text", "chat"]

    @property
    def chats(self) -> bool:
        return self.reading == "chat"

    def laid_out(self, asked: Prompt) -> str:
        """What the model is given."""
        if not self.chats:
            return asked.text
        laid_out = self.tokenizer.apply_chat_template(
            list(asked.messages), tokenize=False, add_generation_prompt=True
        )
        return str(laid_out)

    def replies(
        self,
        prompts: Sequence[Prompt],
        *,
        tokens: int,
        stop: Sequence[str] = (),
        temperature: float = 0.0,
        seed: int = 0,
    ) -> list[str]:
        """A reply to each prompt, greedy unless a temperature is given; "" to one that fills the context window.

        `stop` ends a continued text (a chat's reply has an end token) and is cut off.
        """
        given = [self.laid_out(asked) for asked in prompts]
        window = context_window(self.model)
        fitting = [
            i
            for i, text in enumerate(given)
            if len(self.tokenizer(text, verbose=False)["input_ids"]) < window
        ]
        said = [""] * len(given)
        for start in tqdm(range(0, len(fitting), AT_A_TIME), leave=False, disable=None):
            some = fitting[start : start + AT_A_TIME]
            rows = generate(
                self.model,
                self.tokenizer,
                [given[i] for i in some],
                max_new_tokens=tokens,
                temperature=temperature,
                stop=() if self.chats else tuple(stop),
                seed=seed + start,
            )
            for i, row in zip(some, rows, strict=True):
                said[i] = row.text.strip()
        return said
