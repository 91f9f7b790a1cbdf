"""Models that score a reply to a prompt: one reward, or probabilities of named properties.

Both are a language model's backbone with a linear head, read at the last real token, and are saved as a standard
sequence-classification folder, which `AutoModelForSequenceClassification` and `models.load` read:
``RewardModel(*models.load(folder))``.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch
import transformers
from jaxtyping import Float
from torch import Tensor
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.errors import CourseError, InputError
from helpers.reward.loss import last_token_score
from helpers.reward.pairs import encode_pair
from helpers.training.arguments import quiet

BATCH = 64
ReadOut = Callable[[Tensor, Tensor], Tensor]


class _Head:
    """A sequence classifier with its tokenizer."""

    def __init__(
        self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, max_length: int | None = None
    ) -> None:
        if not type(model).__name__.endswith("ForSequenceClassification"):
            raise CourseError(
                f"{type(model).__name__} has no head that scores texts; give a …ForSequenceClassification model."
            )
        self.model = model.eval()
        self.tokenizer = tokenizer
        self.max_length = max_length or int(model.config.get_text_config().max_position_embeddings)

    def save(self, folder: str | Path) -> Path:
        """Write model and tokenizer as a sequence-classification folder; returns it."""
        bars = transformers.utils.logging.is_progress_bar_enabled()
        transformers.utils.logging.disable_progress_bar()
        try:
            with quiet():
                self.model.save_pretrained(str(folder))
                self.tokenizer.save_pretrained(str(folder))
        finally:
            if bars:
                transformers.utils.logging.enable_progress_bar()
        return Path(folder)

    @torch.no_grad()
    def _logits(
        self, prompts: Sequence[str], replies: Sequence[str], read_out: ReadOut
    ) -> Float[Tensor, "rows labels"]:
        """Logits of each label at the last real token, in float32 on the CPU; rows of like lengths go together."""
        _check(prompts, replies)
        encoded = [
            encode_pair(self.tokenizer, prompt, reply, self.max_length)
            for prompt, reply in zip(prompts, replies, strict=True)
        ]
        order = sorted(range(len(encoded)), key=lambda i: len(encoded[i]))
        found = torch.empty(len(encoded), self.model.config.num_labels)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            input_ids, mask = _padded([encoded[i] for i in rows])
            hidden = self.model.base_model(
                input_ids=input_ids.to(self.model.device),
                attention_mask=mask.to(self.model.device),
                use_cache=False,
            ).last_hidden_state
            everywhere = self.model.score(hidden).float().cpu()
            for label in range(everywhere.shape[-1]):
                found[rows, label] = read_out(everywhere[..., label], mask)
        return found


class RewardModel(_Head):
    """Scores replies; a higher score is a better reply, and only differences between scores mean anything.

    A `helpers.types.Score`: call it with prompts and replies.

    Args:
        model: a sequence classifier with one label.
        tokenizer: its tokenizer.
        max_length: texts are cut off there; None is the model's window.
        read_out: takes (batch, tokens) scores and the mask to one score a row; see `last_token_score`.

    Raises:
        CourseError: a model without such a head.
    """

    def __init__(
        self,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerBase,
        max_length: int | None = None,
        read_out: ReadOut = last_token_score,
    ) -> None:
        super().__init__(model, tokenizer, max_length)
        if model.config.num_labels != 1:
            raise CourseError(
                f"The model has {model.config.num_labels} labels; a reward model has one, its score."
            )
        self.read_out = read_out

    def __call__(self, prompts: Sequence[str], replies: Sequence[str]) -> list[float]:
        """One reward a reply. Raises InputError for lists of different lengths, or of anything but texts."""
        return self._logits(prompts, replies, self.read_out)[:, 0].tolist()


class Classifier(_Head):
    """Probabilities of named properties of a reply, each for itself (their sum is no 1).

    Raises:
        CourseError: a model without such a head.
    """

    @property
    def labels(self) -> tuple[str, ...]:
        """What the probabilities are of, in the order of the columns."""
        return tuple(str(self.model.config.id2label[i]) for i in range(self.model.config.num_labels))

    def logits(self, prompts: Sequence[str], replies: Sequence[str]) -> Float[Tensor, "rows labels"]:
        """Log-odds of each property. Raises InputError as `RewardModel` does."""
        return self._logits(prompts, replies, last_token_score)

    def __call__(self, prompts: Sequence[str], replies: Sequence[str]) -> Float[Tensor, "rows labels"]:
        """σ of the logits. Raises InputError as `RewardModel` does."""
        return self.logits(prompts, replies).sigmoid()


def _padded(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """(batch, longest) token ids padded on the right, and a mask that is 1 at the real ones."""
    longest = max(map(len, rows))
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[i, : len(row)] = 1
    return ids, mask


def _check(prompts: Sequence[str], replies: Sequence[str]) -> None:
    for name, texts in (("prompts", prompts), ("replies", replies)):
        if isinstance(texts, str):
            raise InputError(f"{name} is one text; pass a list of texts, even for a single one.")
        for i, text in enumerate(texts):
            if not isinstance(text, str):
                raise InputError(f"{name}[{i}] is {text!r}, not a text.")
    if len(prompts) != len(replies):
        raise InputError(f"There are {len(prompts)} prompts and {len(replies)} replies; pass one of each.")
