"""Reward models and classifiers trained on toy preferences: what they learn, and that it is the same each time."""

from pathlib import Path

import pytest
import torch
from transformers import AutoModelForSequenceClassification, PreTrainedTokenizerFast

from helpers import models
from helpers.errors import CourseError, InputError
from helpers.reward import Classifier, Pair, RewardConfig, RewardModel, train, train_classifier

PROMPTS = ["where is the pier ?", "is it good ?", "a ?", "where is it ?"]
REPLIES = ["it is by the market .", "the pier .", "you a b c d", "by you ."]
KINDER = [Pair(p, f"{r} kind", f"{r} rude") for p in PROMPTS for r in REPLIES]
QUICK = RewardConfig(steps=12, batch=4, learning_rate=1e-2, frozen_layers=0)


@pytest.fixture(autouse=True)
def on_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_DEVICE", "cpu")


@pytest.mark.parametrize("method", ["full", "lora"])
def test_learns_what_was_preferred(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerFast, method: str
) -> None:
    before = {name: weight.clone() for name, weight in base.state_dict().items()}
    config = RewardConfig(12, 4, 1e-2 if method == "full" else 3e-2, method, 4, 0)  # type: ignore[arg-type]
    seen: list[int] = []
    found = train(base, tokenizer, KINDER, config, on_step=lambda step, loss: seen.append(step))  # type: ignore[arg-type]
    assert found.losses[0] == pytest.approx(
        0.6931, abs=1e-3
    )  # the head starts at zero: every reply is worth the same
    assert found.losses[-1] < 0.3
    assert seen == list(range(1, 13))
    assert (found.pairs, found.identical) == (16, 0)
    kind, rude = found.reward(["a ?"], ["good kind"]), found.reward(["a ?"], ["good rude"])
    assert kind[0] > rude[0]
    assert all(torch.equal(weight, before[name]) for name, weight in base.state_dict().items())


def test_the_same_model_every_time(base: torch.nn.Module, tokenizer: PreTrainedTokenizerFast) -> None:
    weights = []
    for noise in (1, 2):
        torch.manual_seed(noise)
        model = train(base, tokenizer, KINDER, QUICK).reward.model  # type: ignore[arg-type]
        weights.append(model.state_dict())
    assert all(torch.equal(weights[0][name], weights[1][name]) for name in weights[0])


def test_every_architecture_of_the_hub_profile(
    qwen: torch.nn.Module, tokenizer: PreTrainedTokenizerFast
) -> None:
    found = train(qwen, tokenizer, KINDER, QUICK)  # type: ignore[arg-type]
    assert type(found.reward.model).__name__ == "Qwen2ForSequenceClassification"
    assert found.losses[-1] < found.losses[0]


def test_saved_as_a_standard_folder(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerFast, tmp_path: Path
) -> None:
    reward = train(base, tokenizer, KINDER, QUICK).reward  # type: ignore[arg-type]
    folder = reward.save(tmp_path / "reward")
    prompts, replies = ["a ?", "where is the pier ?"], ["good kind", "you rude b c"]
    expected = reward(prompts, replies)
    assert RewardModel(*models.load(str(folder)))(prompts, replies) == pytest.approx(expected, abs=1e-5)
    theirs = AutoModelForSequenceClassification.from_pretrained(folder)
    chats = [
        [{"role": "user", "content": p}, {"role": "assistant", "content": r}]
        for p, r in zip(prompts, replies, strict=True)
    ]
    for side in ("left", "right"):  # the library reads the last token that is not padding, on its own
        tokenizer.padding_side = side
        batch = tokenizer.apply_chat_template(chats, padding=True, return_tensors="pt", return_dict=True)
        positions = (batch["attention_mask"].cumsum(-1) - 1).clamp(min=0)
        with torch.no_grad():
            logits = theirs(
                input_ids=batch["input_ids"], attention_mask=batch["attention_mask"], position_ids=positions
            ).logits
        assert logits[:, 0].tolist() == pytest.approx(expected, abs=1e-4)


def test_going_on_from_a_reward_model(base: torch.nn.Module, tokenizer: PreTrainedTokenizerFast) -> None:
    first = train(base, tokenizer, KINDER, QUICK).reward  # type: ignore[arg-type]
    more = train(first.model, tokenizer, KINDER[:1], RewardConfig(1, 1, 1e-4, frozen_layers=0))
    assert more.losses[0] < 0.3


def test_a_loss_of_ones_own(base: torch.nn.Module, tokenizer: PreTrainedTokenizerFast) -> None:
    flipped = train(
        base, tokenizer, KINDER, QUICK, loss=lambda a, b: torch.nn.functional.softplus(a - b).mean()
    )  # type: ignore[arg-type]
    assert flipped.reward(["a ?"], ["good kind"])[0] < flipped.reward(["a ?"], ["good rude"])[0]


def test_what_stays_frozen(base: torch.nn.Module, tokenizer: PreTrainedTokenizerFast) -> None:
    found = train(base, tokenizer, KINDER, RewardConfig(2, 2, 1e-2, frozen_layers=1))  # type: ignore[arg-type]
    trained, start = found.reward.model.base_model, base.base_model  # type: ignore[union-attr]
    assert torch.equal(trained.embed_tokens.weight, start.embed_tokens.weight)
    first, second = (
        [torch.equal(a, b) for a, b in zip(trained.layers[i].parameters(), start.layers[i].parameters(), strict=True)]
        for i in (0, 1)
    )  # fmt: skip
    assert all(first)
    assert not any(second)


@pytest.mark.parametrize(
    ("pairs", "config", "sentence"),
    [
        ([], QUICK, "There is no pair to learn from: label"),
        ([Pair("a", "b c", "b d")], RewardConfig(1, 1, max_length=5), "raise max_length above 5"),
        (KINDER, RewardConfig(1, 1, frozen_layers=3), "this model has 2 layers"),
        (KINDER, RewardConfig(1, 1, method="half"), 'no method "half"'),  # type: ignore[arg-type]
    ],
)
def test_settings_that_cannot_be(
    base: torch.nn.Module,
    tokenizer: PreTrainedTokenizerFast,
    pairs: list[Pair],
    config: RewardConfig,
    sentence: str,
) -> None:
    with pytest.raises(InputError, match=sentence):
        train(base, tokenizer, pairs, config)  # type: ignore[arg-type]


def test_texts_only(base: torch.nn.Module, tokenizer: PreTrainedTokenizerFast) -> None:
    reward = train(base, tokenizer, KINDER, RewardConfig(1, 1)).reward  # type: ignore[arg-type]
    assert reward([], []) == []
    with pytest.raises(InputError, match="replies is one text"):
        reward(["a"], "b")
    with pytest.raises(InputError, match="1 prompts and 2 replies"):
        reward(["a"], ["b", "c"])
    with pytest.raises(InputError, match="is None, not a text"):
        reward([None], ["b"])  # type: ignore[list-item]
    with pytest.raises(CourseError, match="no head that scores"):
        RewardModel(base, tokenizer)  # type: ignore[arg-type]


def test_two_properties_at_once(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerFast, tmp_path: Path
) -> None:
    rows = [
        {"prompt": prompt, "reply": f"{reply} {good} {kind}", "quality": good == "good", "safety": kind == "kind"}
        for prompt in PROMPTS for reply in REPLIES for good in ("good", "bad") for kind in ("kind", "rude")
    ]  # fmt: skip
    config = RewardConfig(steps=40, batch=16, learning_rate=1e-2, frozen_layers=0)
    classifier = train_classifier(base, tokenizer, rows, ["quality", "safety"], config)  # type: ignore[arg-type]
    assert classifier.labels == ("quality", "safety")
    prompts, replies = ["c ?"] * 4, ["it good kind", "it good rude", "it bad kind", "it bad rude"]
    found = classifier(prompts, replies)
    assert (found > 0.5).tolist() == [[True, True], [True, False], [False, True], [False, False]]
    assert torch.allclose(found, classifier.logits(prompts, replies).sigmoid())
    loaded = Classifier(*models.load(str(classifier.save(tmp_path / "c"))))
    assert loaded.labels == ("quality", "safety")
    with pytest.raises(CourseError, match="2 labels"):
        RewardModel(loaded.model, loaded.tokenizer)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "needs examples"),
        ([{"prompt": "a", "reply": "b", "quality": None}], "Not every example"),
        ([{"prompt": "a", "reply": "b", "quality": True}], "nothing to learn"),
    ],
)
def test_labels_that_teach_nothing(
    base: torch.nn.Module, tokenizer: PreTrainedTokenizerFast, rows: list[dict[str, object]], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        train_classifier(base, tokenizer, rows, ["quality"])  # type: ignore[arg-type]
