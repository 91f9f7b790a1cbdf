"""What a sampling explorer knows: a model, a context it has read, and one or two sides with settings and a text.

Nothing here knows about a browser except for the shape of the messages, which are plain JSON.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.sampling import generate
from helpers.sampling.generation import context_window
from helpers.sampling.settings import check_settings

from .distribution import After, Before, after, before, token_choice
from .pieces import Pieces
from .settings import Settings, number
from .writer import Context, read, uniforms, write


@dataclass
class Side:
    """One of the two settings that are compared, and the text it has written.

    Attributes:
        settings: as they stand.
        context: what the text continues.
        steps: the tokens of the text, as the messages about them.
        caption: how the text came about.
    """

    settings: Settings
    context: Context | None = None
    steps: list[dict] = field(default_factory=list)
    caption: str = ""


class Exploration:
    """One model under one or two sampling settings.

    Args:
        model: a decoder-only language model.
        tokenizer: the one it was trained with.
        seed: of the random numbers that both sides draw with.
        length: the most tokens to write.

    Raises:
        InputError: model and tokenizer do not belong together, or the model is an encoder-decoder.
    """

    def __init__(
        self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, seed: int, length: int
    ) -> None:
        generate(model, tokenizer, [])  # without a prompt it only looks whether the two can work together
        self.model, self.tokenizer, self.pieces = model, tokenizer, Pieces(tokenizer)
        self.seed, self.length = seed, length
        self.prompt = ""
        self.context: Context | None = None
        self.model_view: Before | None = None
        self.sides = {"a": Side(Settings())}

    def read(self, prompt: str) -> None:
        """Run the model over a prompt; if it cannot be used, the last one stays.

        Raises:
            InputError: as ``writer.read``.
        """
        self.prompt = prompt
        if self.context is None or self.context.prompt != prompt:
            self.context = read(self.model, self.tokenizer, prompt)
            self.model_view = before(self.context.logits)

    def set(self, side: str, settings: Settings) -> None:
        """Give a side new settings, or leave it as it was.

        Raises:
            InputError: one is out of its range.
        """
        check_settings(**asdict(settings))
        if side in self.sides:
            self.sides[side].settings = settings
        else:
            self.sides[side] = Side(settings)

    def set_draws(self, seed: str, length: str) -> None:
        """Take over seed and length as they were typed, or leave both as they were.

        Raises:
            InputError: one is not a whole number in its range.
        """
        new_seed = int(number(seed, "The seed", whole=True, kept=self.seed))
        new_length = int(number(length, "The number of new tokens", whole=True, kept=self.length))
        check_settings(seed=new_seed, max_new_tokens=new_length)
        self.seed, self.length = new_seed, new_length

    def begin(self, name: str, first: int | None = None) -> Iterator[None]:
        """Write a side's text from the prompt, with ``first`` as its first token if given; yields after every token."""
        self.read(self.prompt)
        assert self.context is not None
        return self._write(name, self.context, [], first)

    def branch(self, name: str, index: int, token_id: int) -> Iterator[None]:
        """Put another token in place of one of a side's text and go on from there; yields after every token."""
        side = self.sides[name]
        assert side.context is not None
        return self._write(name, side.context, side.steps[:index], token_id)

    def _write(self, name: str, context: Context, kept: list[dict], first: int | None) -> Iterator[None]:
        side = self.sides[name]
        side.context, side.steps, side.caption = context, list(kept), f"{side.settings}, seed {self.seed}"
        ids = context.ids + [step["id"] for step in kept]
        numbers = uniforms(self.seed, max(self.length, len(kept) + 1))[len(kept) :]
        for choice in write(self.model, self.tokenizer, ids, side.settings, numbers, first):
            side.steps.append(token_choice(choice.logits, choice.warped, choice.token_id, self.pieces))
            yield

    def after(self, name: str) -> After:
        """A side's distribution over the tokens that the model's view shows."""
        assert self.context is not None
        assert self.model_view is not None
        return after(self.context.logits, self.context.ids, self.sides[name].settings, self.model_view.ids)

    def state_message(self) -> dict:
        """Everything in the controls."""
        return {
            "kind": "state",
            "prompt": self.prompt,
            "settings": {name: asdict(side.settings) for name, side in self.sides.items()},
            "seed": self.seed,
            "length": self.length,
            "vocabulary": self.model.config.get_text_config().vocab_size,
        }

    def before_message(self) -> dict:
        """The model's own distribution."""
        assert self.context is not None
        assert self.model_view is not None
        view = self.model_view
        rows = [
            {"id": token_id, "piece": self.pieces.label(token_id), "model": p}
            for token_id, p in zip(view.ids, view.model, strict=True)
        ]
        sizes = {"tokens": len(self.context.ids), "limit": context_window(self.model)}
        return {
            "kind": "before",
            "rows": rows,
            "entropy": view.entropy,
            "vocabulary": view.vocabulary,
            **sizes,
        }

    def after_message(self, name: str) -> dict:
        """A side's distribution: what every move of a slider sends."""
        settings = asdict(self.sides[name].settings)
        return {"kind": "after", "side": name, "settings": settings, **asdict(self.after(name))}

    def tokens_message(self, name: str, start: int) -> dict:
        """A side's text from token ``start`` on."""
        side = self.sides[name]
        message = {"kind": "tokens", "side": name, "start": start, "tokens": side.steps[start:]}
        if start == 0 and side.context:
            message |= {"prompt": side.context.prompt, "caption": side.caption}
        return message
