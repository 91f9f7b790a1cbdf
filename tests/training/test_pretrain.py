"""The loop: schedule on paper, exact resumption, signals, learning something."""

import itertools
import json
import math
import os
import signal
from dataclasses import replace

import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from helpers.errors import CourseError
from helpers.training import pretrain as loop
from helpers.training import tokenizer as tokenizers
from helpers.training.pretrain import PretrainConfig, batch_loss, optimizers, pretrain, schedule
from helpers.training.stream import Corpus, batches
from helpers.world import Document

SETTINGS = PretrainConfig(
    tokens=4000,
    batch_tokens=256,
    learning_rate=5e-3,
    warmup=80,
    bf16=False,
    evaluate_every=5,
    save_every=4,
)


@pytest.fixture(scope="module")
def corpus():
    from helpers import world

    texts = [d.text for d in world.generate("help_desk", count=100)]
    tokenizer = tokenizers.train(texts, 300)
    return Corpus({"help_desk": 1.0}, seed=0, tokenizer=tokenizer.to_str(), end=0, context=64)


@pytest.fixture
def model():
    torch.manual_seed(0)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=300,
            hidden_size=32,
            intermediate_size=48,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=2,
            max_position_embeddings=64,
            tie_word_embeddings=True,
            bos_token_id=None,
            eos_token_id=0,
        )
    )


def held_out(corpus):
    texts = ["Question: Where is the ferry?\nBeacon: At the pier.", "Good morning."]
    return {"help_desk": list(corpus.samples(Document("help_desk", text) for text in texts))}


def run(model, corpus, folder, settings=SETTINGS, **options):
    return pretrain(model, corpus, held_out(corpus), settings, folder, background=False, **options)


def curve(folder):
    return [json.loads(line) for line in (folder / "loss.jsonl").read_text().splitlines()]


def test_the_schedule_on_paper():
    config = PretrainConfig(tokens=1000, batch_tokens=10, warmup=100, final_fraction=0.2)
    assert schedule(0, config) == pytest.approx(10 / 110)
    assert schedule(90, config) == pytest.approx(100 / 110)
    assert schedule(100, config) == pytest.approx(1.0)
    assert schedule(550, config) == pytest.approx(0.6)  # half-way down the cosine
    assert schedule(1000, config) == pytest.approx(0.2)
    assert schedule(2000, config) == pytest.approx(0.2)


def test_the_schedule_may_stay_at_its_peak_before_it_falls():
    config = PretrainConfig(tokens=1000, batch_tokens=10, warmup=100, decay=0.4, final_fraction=0.2)
    assert config.decay_begins == 600
    assert schedule(100, config) == schedule(600, config) == 1.0
    assert schedule(800, config) == pytest.approx(0.6)
    assert schedule(1000, config) == pytest.approx(0.2)


def test_muon_gets_the_matrices_of_the_blocks_and_adamw_the_rest(model):
    muon, adam = optimizers(model, SETTINGS)
    names = {id(p): name for name, p in model.named_parameters()}
    inner = {names[id(p)] for group in muon.param_groups for p in group["params"]}
    outer = {names[id(p)] for group in adam.param_groups for p in group["params"]}
    assert inner == {n for n in names.values() if "proj" in n}
    assert outer == {n for n in names.values() if "norm" in n or n == "model.embed_tokens.weight"}


def test_the_loss_of_a_batch_is_the_mean_over_predicted_tokens(model, corpus):
    from helpers.training.packing import ATTENTION, pack

    documents = [[7, 20, 31, 0], [4, 9, 9, 250, 0]]
    with torch.no_grad():
        losses = [
            torch.nn.functional.cross_entropy(
                model(torch.tensor([d])).logits[0, :-1], torch.tensor(d[1:]), reduction="sum"
            )
            for d in documents
        ]
    expected = sum(losses) / sum(len(d) - 1 for d in documents)
    model.set_attn_implementation(ATTENTION)
    assert batch_loss(model, pack(documents), bf16=False).item() == pytest.approx(expected.item(), rel=1e-5)


def test_in_bfloat16_the_loss_is_near_and_the_gradients_are_float32(model):
    from helpers.training.packing import ATTENTION, pack

    model.set_attn_implementation(ATTENTION)
    batch = pack([[7, 20, 31, 0], [4, 9, 9, 250, 0]])
    exact, rounded = (batch_loss(model, batch, bf16) for bf16 in (False, True))
    assert rounded.item() == pytest.approx(exact.item(), abs=0.02)
    wanted = torch.autograd.grad(exact, list(model.parameters()))
    got = torch.autograd.grad(rounded, list(model.parameters()))
    for a, b in zip(got, wanted, strict=True):
        assert a.dtype == torch.float32
        assert (a - b).norm() <= 0.05 * b.norm()


def test_training_learns_and_reports(model, corpus, tmp_path):
    outcome = run(model, corpus, tmp_path)
    records = curve(tmp_path)
    assert outcome.finished
    assert outcome.tokens >= SETTINGS.tokens
    assert records[0]["loss"] == pytest.approx(math.log(300), abs=0.3)  # near uniform before training
    assert outcome.validation["help_desk"] < records[0]["loss"] - 0.5
    assert [r["step"] for r in records] == list(range(1, len(records) + 1))
    assert "validation" in records[4]
    assert not model.training


@pytest.mark.parametrize("stop", [1, 4, 7])
def test_a_stopped_run_resumes_to_the_same_weights(stop, model, corpus, tmp_path):
    again = LlamaForCausalLM(model.config)
    again.load_state_dict(model.state_dict())
    run(model, corpus, tmp_path / "whole")

    assert not run(again, corpus, tmp_path / "parts", stop_after=stop).finished
    fresh = LlamaForCausalLM(model.config)  # other random weights, as a new process would start with
    assert run(fresh, corpus, tmp_path / "parts").finished
    for name, value in model.state_dict().items():
        assert torch.equal(value, fresh.state_dict()[name]), name
    assert [r["loss"] for r in curve(tmp_path / "parts")] == [r["loss"] for r in curve(tmp_path / "whole")]


def test_after_a_crash_the_curve_is_cut_back_to_the_checkpoint(model, corpus, tmp_path):
    run(model, corpus, tmp_path, stop_after=3)
    with (tmp_path / "loss.jsonl").open("a") as file:
        file.write('{"step": 4, "loss": 0.0}\n')
    run(LlamaForCausalLM(model.config), corpus, tmp_path, stop_after=1)
    assert [r["step"] for r in curve(tmp_path)] == [1, 2, 3, 4]
    assert curve(tmp_path)[3]["loss"] > 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_saves_and_stops(number, model, corpus, tmp_path, monkeypatch):
    step = loop._step

    def interrupted(*arguments):
        if not (tmp_path / "sent").exists():
            (tmp_path / "sent").touch()
            os.kill(os.getpid(), number)
        return step(*arguments)

    monkeypatch.setattr(loop, "_step", interrupted)
    handler = signal.getsignal(number)
    outcome = run(model, corpus, tmp_path)
    assert not outcome.finished
    assert torch.load(tmp_path / "checkpoint.pt", weights_only=True)["state"]["step"] == 1
    assert signal.getsignal(number) is handler


def test_a_checkpoint_of_another_run_is_refused(model, corpus, tmp_path):
    run(model, corpus, tmp_path, stop_after=1)
    other = replace(SETTINGS, learning_rate=1e-3)
    with pytest.raises(CourseError, match="another settings"):
        run(model, corpus, tmp_path, other)
    with pytest.raises(CourseError, match="another length"):  # its rates have begun to fall
        run(model, corpus, tmp_path, replace(SETTINGS, tokens=2 * SETTINGS.tokens))


def test_a_run_may_be_made_longer_before_its_rates_fall(model, corpus, tmp_path):
    short = replace(SETTINGS, decay=0.2)
    longer = replace(short, tokens=2 * short.tokens)
    start = {name: value.clone() for name, value in model.state_dict().items()}
    run(model, corpus, tmp_path / "parts", short, stop_after=3)
    assert run(model, corpus, tmp_path / "parts", longer).finished
    whole = LlamaForCausalLM(model.config)
    whole.load_state_dict(start)
    run(whole, corpus, tmp_path / "whole", longer)
    for name, value in whole.state_dict().items():
        assert torch.equal(value, model.state_dict()[name]), name


def test_a_loss_that_is_not_finite_stops_the_run(model, corpus, tmp_path):
    with torch.no_grad():
        model.model.norm.weight.fill_(float("nan"))
    with pytest.raises(ValueError, match="lower learning_rate"):
        run(model, corpus, tmp_path)


def test_batches_in_the_background_are_the_same_batches(corpus):
    ahead = batches(corpus, 256, start=3, background=True)
    here = batches(corpus, 256, start=3, background=False)
    for _ in range(3):
        (a, next_a), (b, next_b) = next(ahead), next(here)
        assert torch.equal(a.input_ids, b.input_ids)
        assert next_a == next_b
    del ahead


def test_the_stream_starts_anywhere_without_losing_or_repeating_a_document(corpus):
    stream = batches(corpus, 256, background=False)
    first, following = next(stream)
    second, _ = next(stream)
    resumed, _ = next(batches(corpus, 256, start=following, background=False))
    assert torch.equal(resumed.input_ids, second.input_ids)
    assert int((first.position_ids == 0).sum()) == following
    assert first.input_ids.shape[1] <= 256


def test_another_mixture_from_a_document_on():
    def families(start: int, count: int) -> list[str]:
        return [document.family for document in itertools.islice(turning.documents(start), count)]

    turning = Corpus({"notes": 1.0}, 0, "", 0, 64, later=(7, {"sums": 1.0}))
    assert families(0, 12) == ["notes"] * 7 + ["sums"] * 5
    assert families(5, 4) == ["notes"] * 2 + ["sums"] * 2
    assert families(9, 2) == ["sums"] * 2
    assert turning.families == ("notes", "sums")
    whole = [document.text for document in itertools.islice(turning.documents(), 14)]
    assert [document.text for document in itertools.islice(turning.documents(9), 5)] == whole[9:]


def test_documents_of_the_later_mixture_are_new():
    turning = Corpus({"notes": 1.0}, 0, "", 0, 64, later=(40, {"notes": 1.0}))
    texts = [document.text for document in itertools.islice(turning.documents(), 80)]
    assert len(set(texts)) == 80
