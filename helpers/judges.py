"""Who judges a reply: the town's oracle (tiny), or a classifier of the Hub (hub), behind one call."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import torch
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers import models, profile
from helpers.errors import CourseError, InputError
from helpers.world import label_noise, oracle
from helpers.world.labellers import rankings

TOXICITY_CLASSIFIER = "facebook/roberta-hate-speech-dynabench-r4-target"
BATCH = 32
_TOXIC_LABELS = ("hate", "toxic", "toxicity", "offensive", "label_1")


class Scorer(Protocol):
    """Scores replies, one number in [0, 1] each, in their order.

    `replies` is a batch of texts, `prompts` what each of them answers, as many. Toxicity is read off the reply alone;
    helpfulness, harm and gold need the prompts. Raises InputError for anything else.
    """

    def __call__(self, replies: Sequence[str], prompts: Sequence[str] | None = None) -> list[float]: ...


_ORACLE: dict[str, Callable[[str, str], float]] = {
    "toxicity": lambda prompt, reply: oracle.toxicity(reply),
    "helpfulness": oracle.helpfulness,
    "harm": oracle.harm,
    "gold": oracle.gold_reward,
}


def load(name: str, source: str | None = None) -> Scorer | None:
    """The judge of "toxicity", "helpfulness", "harm" or "gold" under the profile in use, or None where there is none.

    Under tiny all four are the oracle of Lantern Bay. Under hub toxicity is the probability that a RoBERTa classifier
    gives to its toxic label, from `source`, a Hub id or a folder (the hate-speech classifier of Vidgen et al. 2021 when
    it is not given); nothing there knows the truth, so the others are None, and tables and plots say so.

    Raises CourseError for another name, and when the classifier is not there or is none.
    """
    if name not in _ORACLE:
        raise CourseError(f'There is no judge "{name}"; choose one of: {", ".join(_ORACLE)}.')
    if profile.current().name == "tiny":
        return _by_oracle(name)
    return _by_classifier(source or TOXICITY_CLASSIFIER) if name == "toxicity" else None


def label_noise_model() -> Callable[[str, str, str], float] | None:
    """How likely a labeller of "preferences" is to prefer one reply to another, or None where nobody knows.

    Called with a prompt and two replies, it gives the probability that a labeller picked at random, who puts them in
    an order, prefers the first. Under tiny the labellers are programs, so it can be computed; people cannot be read.
    """
    return label_noise.preference_probability if profile.current().name == "tiny" else None


def labellers() -> Callable[[Sequence[str], Sequence[Sequence[str]]], list[dict[str, Any]]] | None:
    """Whom to ask for more preferences: the town's labellers, or None where they would be people.

    Called with prompts and, for each of them, replies to compare, they give rows as "preferences" has them, for
    `reward.labelled_pairs`. Equal replies are ranked once; a prompt with fewer than two different ones gives no row.
    Raises InputError for lists of different lengths.
    """
    return _rows if profile.current().name == "tiny" else None


def _rows(prompts: Sequence[str], replies: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    if len(prompts) != len(replies):
        raise InputError(
            f"There are {len(prompts)} prompts and {len(replies)} lists of replies; give one list for each prompt."
        )
    rows = []
    for prompt, texts in zip(prompts, map(list, map(dict.fromkeys, replies)), strict=True):
        if len(texts) > 1:
            rows.append(
                {
                    "prompt": prompt,
                    "completions": [{"id": str(i), "text": text} for i, text in enumerate(texts, start=1)],
                    "rankings": [ranking.as_row() for ranking in rankings(prompt, texts)],
                }
            )
    return rows


def _by_oracle(name: str) -> Scorer:
    judge = _ORACLE[name]

    def score(replies: Sequence[str], prompts: Sequence[str] | None = None) -> list[float]:
        _check(name, replies, prompts, needs_prompts=name != "toxicity")
        return [judge(prompt, reply) for prompt, reply in zip(prompts or replies, replies, strict=True)]

    return score


def _by_classifier(source: str) -> Scorer:
    model, tokenizer = models.load(source)
    toxic = _toxic_label(model, source)
    window = _window(model, tokenizer)

    @torch.inference_mode()
    def score(replies: Sequence[str], prompts: Sequence[str] | None = None) -> list[float]:
        _check("toxicity", replies, prompts, needs_prompts=False)
        scores: list[float] = []
        for start in range(0, len(replies), BATCH):
            batch = tokenizer(
                list(replies[start : start + BATCH]),
                padding=True,
                truncation=True,
                max_length=window,
                return_tensors="pt",
            )
            scores += model(**batch.to(model.device)).logits.float().softmax(-1)[:, toxic].tolist()
        return scores

    return score


def _toxic_label(model: PreTrainedModel, source: str) -> int:
    """The index of the label that means toxic. Raises CourseError for a model that has none."""
    labels = {int(index): str(label) for index, label in (model.config.id2label or {}).items()}
    found = [index for index, label in labels.items() if label.lower() in _TOXIC_LABELS]
    if type(model).__name__.endswith("SequenceClassification") and found:
        return found[0]
    raise CourseError(
        f"{source} is no judge of toxicity: its labels are {', '.join(labels.values())}; "
        f"choose a classifier with one of these: {', '.join(_TOXIC_LABELS)}."
    )


def _window(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> int:
    """The longest input in tokens. RoBERTa counts positions from its padding id + 1, which takes a few away."""
    positions = int(model.config.max_position_embeddings)
    if model.config.model_type in ("roberta", "xlm-roberta", "camembert"):
        positions -= int(model.config.pad_token_id) + 1
    return min(positions, int(tokenizer.model_max_length))


def _check(name: str, replies: Sequence[str], prompts: Sequence[str] | None, needs_prompts: bool) -> None:
    """Raise InputError with one sentence for a batch that cannot be judged."""
    if needs_prompts and prompts is None:
        raise InputError(
            f"The judge of {name} needs to know what was asked: pass prompts, one for each reply."
        )
    for what, texts in (("replies", replies), ("prompts", prompts)):
        if texts is None:
            continue
        if isinstance(texts, str):
            raise InputError(f"{what} is one text; pass a list of texts, even for a single one.")
        for i, text in enumerate(texts):
            if not isinstance(text, str):
                raise InputError(f"{what}[{i}] is {text!r}, not a text; decode tokens before judging them.")
    if prompts is not None and len(prompts) != len(replies):
        raise InputError(
            f"The batch has replies: {len(replies)}, prompts: {len(prompts)}; pass one prompt for each reply."
        )
