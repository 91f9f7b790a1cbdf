"""Training reward models and classifiers through the trainers of trl and transformers.

What differs from trl's own: the loss is any function of two rows of rewards, so that a student's can be used; the head
starts at zero, so that no reply is preferred before training; and the model that goes in stays as it was.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datasets import Dataset
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.errors import InputError
from helpers.reward.fitting import RewardConfig, fit
from helpers.reward.loss import pairwise_loss
from helpers.reward.model import Classifier, RewardModel
from helpers.reward.pairs import Pair, encode_pair, without_identical

Loss = Callable[[Tensor, Tensor], Tensor]  # (chosen rewards, rejected rewards) -> a scalar


@dataclass(frozen=True)
class Trained:
    """What came of one run.

    Attributes:
        reward: the model, ready to score.
        losses: nats a pair, one a step.
        pairs: how many pairs there were to learn from.
        identical: how many were left out because truncation made their sides the same.
        trainable: parameters that were trained.
        seconds: spent in training.
    """

    reward: RewardModel
    losses: list[float]
    pairs: int
    identical: int
    trainable: int
    seconds: float


def train(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    pairs: Sequence[Pair],
    config: RewardConfig | None = None,
    *,
    loss: Loss = pairwise_loss,
    name: str = "reward model",
    on_step: Callable[[int, float], None] | None = None,
) -> Trained:
    """Fit a reward model to pairs through trl's RewardTrainer.

    The same arguments on the same machine give the same model. The global random numbers are seeded.

    Args:
        model: a causal language model, or a reward model's own ``model`` to go on from; it stays as it is.
        tokenizer: the model's.
        pairs: see `labelled_pairs`.
        config: None is `RewardConfig()`.
        loss: see `pairwise_loss`.
        name: label of the progress bar.
        on_step: called after each step with its number, from 1, and its loss.

    Raises:
        InputError: no pair that can be told apart, or settings that cannot be trained with.
    """
    config = config or RewardConfig()
    window = config.max_length or int(model.config.get_text_config().max_position_embeddings)
    usable = without_identical(pairs, tokenizer, window)
    if not usable.kept:
        raise InputError(
            "There is no pair to learn from: label some replies in an order"
            + (f", or raise max_length above {window}." if usable.dropped else ".")
        )

    def objective(scores: Tensor, batch: Mapping[str, Tensor]) -> Tensor:
        return loss(scores[batch["chosen"], 0], scores[batch["rejected"], 0])

    data = _by_prompt(usable.kept, tokenizer, window)
    fitted = fit(model, tokenizer, ("reward",), config, data, objective, name, on_step)
    reward = RewardModel(fitted.model, tokenizer, config.max_length)
    return Trained(
        reward, fitted.losses, len(usable.kept), len(usable.dropped), fitted.trainable, fitted.seconds
    )


def train_classifier(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    examples: Sequence[Mapping[str, Any]],
    labels: Sequence[str],
    config: RewardConfig | None = None,
    *,
    name: str = "classifier",
) -> Classifier:
    """Fit one binary classifier for each label, on one backbone, by logistic regression on its last token's state.

    Args:
        model, tokenizer, config: as in `train`; a batch counts examples.
        examples: rows with ``prompt``, ``reply`` and a bool for each label.
        labels: names of the columns to learn.

    Raises:
        InputError: no example, a label that the examples lack, or one that is the same for all of them.
    """
    config = config or RewardConfig()
    _check_labels(examples, labels)
    window = config.max_length or int(model.config.get_text_config().max_position_embeddings)
    encoded = [encode_pair(tokenizer, row["prompt"], row["reply"], window) for row in examples]
    answers = [[float(row[label]) for label in labels] for row in examples]
    data = Dataset.from_dict(
        {"input_ids": encoded, "labels": answers, "length": [len(ids) for ids in encoded]}
    )

    def objective(scores: Tensor, batch: Mapping[str, Tensor]) -> Tensor:
        return binary_cross_entropy_with_logits(scores, batch["labels"])

    fitted = fit(model, tokenizer, tuple(labels), config, data, objective, name, None)
    return Classifier(fitted.model, tokenizer, config.max_length)


def _by_prompt(pairs: Sequence[Pair], tokenizer: PreTrainedTokenizerBase, window: int) -> Dataset:
    """A row for each prompt, with the token ids of both sides of all its pairs."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(pair.prompt, []).append(pair)
    columns: dict[str, list[Any]] = {"chosen_ids": [], "rejected_ids": [], "length": []}
    for prompt, group in groups.items():
        ids = {
            reply: encode_pair(tokenizer, prompt, reply, window)
            for reply in dict.fromkeys(reply for pair in group for reply in (pair.chosen, pair.rejected))
        }
        columns["chosen_ids"].append([ids[pair.chosen] for pair in group])
        columns["rejected_ids"].append([ids[pair.rejected] for pair in group])
        columns["length"].append(max(map(len, ids.values())))
    return Dataset.from_dict(columns)


def _check_labels(examples: Sequence[Mapping[str, Any]], labels: Sequence[str]) -> None:
    if not examples or not labels:
        raise InputError("A classifier needs examples and at least one label to learn.")
    for label in labels:
        values = {row.get(label) for row in examples}
        if not values <= {True, False}:
            raise InputError(f'Not every example says whether it has "{label}": give True or False.')
        if len(values) == 1:
            raise InputError(f'"{label}" is {values.pop()} for all examples, so there is nothing to learn.')
