"""The memory calculator's messages and pictures; bytes are those of helpers.memory."""

import importlib
import json
import time

import pytest

from helpers.errors import InputError
from helpers.memory import (
    GIB,
    PRESETS,
    MemoryBreakdown,
    ModelSpec,
    Training,
    inference_memory,
    preset,
    training_memory,
)
from helpers.widgets import MemoryCalculator
from helpers.widgets.memory_view import readable
from helpers.widgets.still import VIEW

from .conftest import Ask, Said, of_kind, talker
from .test_still import assert_well_formed

OWN = ModelSpec("mine", "llama", 100, 64, 2, 4, 2, 16, 128)


@pytest.fixture
def calculator() -> MemoryCalculator:
    return MemoryCalculator("LLaMA-2-7B", models={"mine": OWN})


@pytest.fixture
def ask(calculator: MemoryCalculator) -> Ask:
    return talker(calculator)


def shown(said: Said) -> dict:
    [found] = of_kind(said, "state")
    return found


def sizes(state: dict) -> dict[str, float]:
    return {part["name"]: part["bytes"] for part in state["parts"]}


def expected(**setup: object) -> dict[str, float]:
    memory = training_memory(preset("LLaMA-2-7B"), Training(seq_len=2048), **setup)
    return {name: size for name, size in {**memory.components, "overhead": memory.overhead}.items() if size}


def test_it_begins_with_what_it_offers(ask: Ask) -> None:
    said = ask("hello", "hello")
    [offered] = of_kind(said, "options")
    assert offered["models"] == ["mine", *PRESETS]
    assert sizes(shown(said)) == expected()


@pytest.mark.parametrize(
    ("name", "typed", "setup"),
    [
        ("batch", 8, {"batch": 8}),
        ("seq_len", "4,096", {"seq_len": 4096}),
        ("precision", "fp32", {"precision": "fp32"}),
        ("optimizer", "adafactor", {"optimizer": "adafactor"}),
        ("attention", "eager", {"attention": "eager"}),
        ("checkpointing", True, {"checkpointing": True}),
        ("lora_rank", 16, {"lora_rank": 16}),
    ],
)
def test_every_setting(ask: Ask, name: str, typed: object, setup: dict) -> None:
    assert sizes(shown(ask("set", name, name=name, typed=typed))) == expected(**setup)


def test_settings_that_need_each_other(ask: Ask) -> None:
    ask("set", "lora_rank", name="lora_rank", typed=8)
    state = shown(ask("set", "base", name="base", typed="nf4 double"))
    assert sizes(state) == expected(lora_rank=8, base="nf4 double")
    assert sizes(shown(ask("set", "lora_rank", name="lora_rank", typed=0))) == expected()
    ask("set", "gpus", name="gpus", typed=8)
    assert sizes(shown(ask("set", "zero_stage", name="zero_stage", typed="3"))) == expected(
        gpus=8, zero_stage=3
    )
    assert sizes(shown(ask("set", "gpus", name="gpus", typed=1))) == expected()


def test_generating(ask: Ask) -> None:
    ask("set", "mode", name="mode", typed="generate")
    state = shown(ask("set", "weights", name="weights", typed="int8"))
    memory = inference_memory(preset("LLaMA-2-7B"), seq_len=2048, weights="int8")
    assert sizes(state)["kv_cache"] == memory.kv_cache == 2048 * 524_288
    assert sizes(state)["weights"] == memory.weights
    assert "gradients" not in sizes(state)


def test_ones_own_model(ask: Ask) -> None:
    state = shown(ask("set", "model", name="model", typed="mine"))
    assert state["fits"]
    assert "2 layers of width 64" in state["about"]
    assert "4 heads, 2 of them with keys and values (GQA)" in state["about"]


def test_the_change_it_advises_makes_it_fit(calculator: MemoryCalculator, ask: Ask) -> None:
    state = shown(ask("hello", "hello"))
    assert not state["fits"]
    assert state["verdict"].startswith("Does not fit: 89")
    assert "LoRA adapters of rank 16" in state["advice"]
    assert state["apply"]
    state = shown(ask("apply", "apply"))
    assert state["fits"]
    assert state["settings"]["lora_rank"] == 16
    assert calculator.now.setup.lora_rank == 16


def test_advice_for_generating(ask: Ask) -> None:
    ask("set", "mode", name="mode", typed="generate")
    ask("set", "gpu", name="gpu", typed="RTX 4060")
    assert "weights in nf4" in shown(ask("hello", "hello"))["advice"]
    state = shown(ask("set", "batch", name="batch", typed=64))
    assert "tokens of each sequence would fit" in state["advice"]
    ask("set", "model", name="model", typed="BLOOM-176B")
    assert "too large for this GPU" in shown(ask("hello", "hello"))["advice"]


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("batch", "0", "The batch must be a whole number from 1 to 4,096; it stays at 1"),
        ("batch", "many", "stays at 1"),
        ("seq_len", "2.5", "The length must be a whole number"),
        ("optimizer", "lion", "'lion' is no choice for optimizer"),
        ("model", "GPT-9", "'GPT-9' is no choice for model"),
        ("colour", "red", "'red' is no choice for colour"),
        ("base", "nf4", "choose a LoRA rank above 0"),
    ],
)
def test_what_cannot_be_used_gets_one_sentence_and_changes_nothing(
    calculator: MemoryCalculator, ask: Ask, name: str, typed: str, words: str
) -> None:
    before = calculator.now
    said = ask("set", name, name=name, typed=typed)
    assert [message["kind"] for message in said] == ["answer"]
    assert words in said[0]["problem"]
    assert calculator.now == before


def test_adapters_where_a_model_lacks_the_layer() -> None:
    calculator = MemoryCalculator("LLaMA-2-7B", setup=Training(lora_rank=4, lora_targets=("gate",)))
    said = talker(calculator)("set", "model", name="model", typed="GPT-2")
    assert "GPT-2 has no 'gate' layer" in said[-1]["problem"]


@pytest.mark.parametrize("model", PRESETS)
def test_an_answer_within_100_ms_and_a_picture(model: str) -> None:
    setup = Training(precision="fp32", batch=32, seq_len=2048, attention="eager", gpus=8)
    calculator = MemoryCalculator(model, gpu="RTX 4060", setup=setup)
    calculator.state()
    started = time.process_time()
    state = calculator.state()
    assert time.process_time() - started < 0.1
    assert (
        len(json.dumps(state, allow_nan=False)) < 4000
    )  # all that a move sends, so that nothing waits for transport
    data, _ = calculator._repr_mimebundle_()
    assert set(data) == {"text/plain", "text/html", VIEW}
    assert_well_formed(data["text/html"])
    assert model in data["text/plain"]
    assert state["verdict"] in data["text/plain"]


def test_a_move_computes_little(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes time is counted rather than timed: breakdowns computed for one answer, its advice included."""
    counted: list[object] = []

    def counting(spec: ModelSpec, setup: Training | None = None, **changes: object) -> MemoryBreakdown:
        counted.append(spec)
        return training_memory(spec, setup, **changes)

    for module in ("helpers.memory.advice", "helpers.widgets.memory_view"):  # a function has the first's name
        monkeypatch.setattr(importlib.import_module(module), "training_memory", counting)
    for name, typed in (("precision", "fp32"), ("attention", "eager"), ("gpus", "8"), ("batch", "64")):
        counted.clear()
        ask("set", name, name=name, typed=typed)
        assert 0 < len(counted) <= 600, name


def test_shares_add_up(calculator: MemoryCalculator) -> None:
    state = calculator.state()
    assert sum(part["share"] for part in state["parts"]) == pytest.approx(1)
    assert state["needed"] == pytest.approx(sum(sizes(state).values()))
    assert state["capacity"] == 24 * GIB


@pytest.mark.parametrize(("keyword", "value"), [("model", "GPT-9"), ("gpu", "GTX"), ("mode", "dream")])
def test_what_there_is_not(keyword: str, value: str) -> None:
    with pytest.raises(InputError, match=f"'{value}' is no choice for {keyword}"):
        MemoryCalculator(**({"model": "GPT-2"} | {keyword: value}))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (512, "512 B"),
        (1536, "1.50 KiB"),
        (12.6 * GIB, "12.6 GiB"),
        (113 * GIB, "113 GiB"),
        (1500 * GIB, "1.46 TiB"),
    ],
)
def test_readable(value: float, text: str) -> None:
    assert readable(value) == text
