"""Training: the loss of the labelled tokens, what each method changes, and that the baseline stays the baseline."""

import copy

import pytest
import torch
from datasets import Dataset
from peft import PeftModel
from torch.nn.functional import cross_entropy
from transformers import PreTrainedTokenizerBase

from helpers import sft
from helpers.errors import InputError
from helpers.sft.methods import Method, soft_prompt
from helpers.training.arguments import trainer_arguments

METHODS = (
    sft.Full(),
    sft.Selective("last layer"),
    sft.Selective("vectors"),
    sft.Lora(rank=2),
    sft.SoftPrompt(tokens=3),
)


def padded(rows: list[dict]) -> dict[str, torch.Tensor]:
    """Rows of `encode` as a batch, padded on the right."""
    longest = max(len(row["input_ids"]) for row in rows)
    gaps = [longest - len(row["input_ids"]) for row in rows]
    return {
        "input_ids": torch.tensor(
            [row["input_ids"] + [1] * gap for row, gap in zip(rows, gaps, strict=True)]
        ),
        "labels": torch.tensor([row["labels"] + [-100] * gap for row, gap in zip(rows, gaps, strict=True)]),
        "attention_mask": torch.tensor([[1] * (longest - gap) + [0] * gap for gap in gaps]),
    }


def test_the_loss_is_that_of_the_whole_logits(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerBase, chats: Dataset
) -> None:
    batch = padded(list(sft.encode(chats, tokenizer)))
    logits = base(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    expected = cross_entropy(logits[:, :-1].flatten(0, 1), batch["labels"][:, 1:].flatten())
    assert sft.batch_loss(base, batch).item() == pytest.approx(expected.item(), rel=1e-5)


def test_the_loss_with_a_soft_prompt_is_that_of_its_embeddings_put_in_front(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerBase, chats: Dataset
) -> None:
    batch = padded([sft.encode(chats, tokenizer)[0]])
    prompted = sft.SoftPrompt(tokens=3).apply(copy.deepcopy(base))  # type: ignore[arg-type]
    words = base.get_input_embeddings()(batch["input_ids"])  # type: ignore[operator]
    joined = torch.cat([soft_prompt(prompted)[None], words], dim=1)
    logits = base(inputs_embeds=joined).logits[:, 3:]
    expected = cross_entropy(logits[:, :-1].flatten(0, 1), batch["labels"][:, 1:].flatten())
    assert sft.batch_loss(prompted, batch).item() == pytest.approx(expected.item(), rel=1e-5)


@pytest.mark.parametrize("method", METHODS, ids=str)
def test_each_method_learns_and_leaves_the_baseline_alone(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerBase, chats: Dataset, method: Method
) -> None:
    before = copy.deepcopy(base.state_dict())
    seen: list[int] = []
    tuned = sft.fine_tune(
        base,  # type: ignore[arg-type]
        tokenizer,
        chats,
        method,
        steps=6,
        batch=3,
        learning_rate=0.03,
        on_step=lambda step, loss: seen.append(step),
    )
    assert all(torch.equal(weight, before[name]) for name, weight in base.state_dict().items())
    assert seen == [1, 2, 3, 4, 5, 6]
    assert tuned.losses[-1] < tuned.losses[0]
    assert not tuned.model.training
    assert not any("forward" in module.__dict__ for module in tuned.model.modules())


def test_counts_of_trained_parameters(base: torch.nn.Module, tokenizer: PreTrainedTokenizerBase) -> None:
    """Two layers of width 16: q and o 16 x 16, k and v 8 x 16, gate and up 24 x 16, down 16 x 24; five norms."""
    counts = [
        sft.trainable_parameters(method.apply(copy.deepcopy(base)))  # type: ignore[arg-type]
        for method in METHODS
    ]
    layer = 2 * 16 * 16 + 2 * 8 * 16 + 3 * 24 * 16 + 2 * 16
    lora = 2 * 2 * (2 * (16 + 16) + 2 * (8 + 16) + 3 * (24 + 16))
    assert counts == [sum(p.numel() for p in base.parameters()), layer, 5 * 16, lora, 3 * 16]


def test_the_same_seed_gives_the_same_adapter(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerBase, chats: Dataset
) -> None:
    runs = [
        sft.fine_tune(base, tokenizer, chats, sft.Lora(2), steps=2, batch=2, seed=seed)  # type: ignore[arg-type]
        for seed in (3, 3, 4)
    ]
    assert runs[0].losses == runs[1].losses != runs[2].losses


@pytest.mark.parametrize(
    ("method", "sentence"),
    [
        (sft.Lora(rank=0), "rank is 0"),
        (sft.Lora(alpha=0), "alpha is 0"),
        (sft.Lora(rank=9), "rank is 9, but a 8 x 16 matrix has no more than rank 8"),
        (sft.Lora(targets=("c_attn",)), "called 'c_attn'; there are: down_proj, gate_proj, k_proj, lm_head"),
        (sft.SoftPrompt(tokens=0), "tokens is 0"),
        (sft.Selective("first layer"), 'no part "first layer"'),  # type: ignore[arg-type]
    ],
    ids=str,
)
def test_a_method_that_cannot_be_is_one_sentence(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerBase, chats: Dataset, method: Method, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        sft.fine_tune(base, tokenizer, chats, method, steps=1)  # type: ignore[arg-type]


@pytest.mark.parametrize("setting", [{"steps": 0}, {"batch": -1}, {"learning_rate": 0.0}])
def test_settings_above_0(setting: dict) -> None:
    with pytest.raises(InputError, match="must be above 0"):
        trainer_arguments(**{"steps": 1, "batch": 1, "learning_rate": 1.0, "seed": 0} | setting)


def test_the_nearest_tokens_of_a_prompt_made_of_tokens(base: torch.nn.Module) -> None:
    prompted = sft.SoftPrompt(tokens=2).apply(copy.deepcopy(base))  # type: ignore[arg-type]
    table = base.get_parameter("model.embed_tokens.weight")
    with torch.no_grad():
        soft_prompt(prompted).copy_(2 * table[[7, 11]])
    near = sft.nearest_tokens(prompted, 2)
    assert [row[0][0] for row in near] == [7, 11]
    assert near[0][0][1] == pytest.approx(1.0, abs=1e-5)
    assert isinstance(prompted, PeftModel)
