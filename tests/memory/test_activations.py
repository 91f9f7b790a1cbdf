"""Predicted against measured: what autograd saves in real forward passes, counted by hooks."""

import logging

import pytest
import torch

from helpers.errors import InputError
from helpers.memory import activation_bytes, from_config, measure_step, preset, recording
from helpers.memory.activations import Activations
from helpers.memory.measure import by_part

from .models import FAMILIES, llama, tokens
from .test_parameters import PEFT_ASKS

SIZES = [
    {},
    {
        "hidden_size": 96,
        "intermediate_size": 256,
        "num_hidden_layers": 3,
        "num_attention_heads": 6,
        "num_key_value_heads": 6,
    },
]
BATCHES = [(1, 32), (4, 32), (2, 96)]
PARTS = ("norms", "attention", "mlp", "ends", "loss")


def assert_close(expected: Activations, measured: Activations, tolerance: float = 0.01) -> None:
    for part in PARTS:
        assert getattr(expected, part) == pytest.approx(getattr(measured, part), rel=tolerance), part
    assert expected.inside == pytest.approx(measured.inside, rel=tolerance)
    assert expected.logits == measured.logits
    assert measured.checkpoints == 0


def saved(model: torch.nn.Module, ids: torch.Tensor) -> Activations:
    with recording(model) as found:
        output = model(input_ids=ids, labels=ids)
    return by_part(found, output.logits.nbytes)


@pytest.mark.parametrize("attention", ["sdpa", "eager"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("batch", "length"), BATCHES)
def test_every_part_of_a_llama_step(attention: str, size: dict[str, int], batch: int, length: int) -> None:
    model = llama(attention, **size)
    measured = measure_step(model, tokens(batch, length)).memory.detail
    assert measured is not None
    expected = activation_bytes(from_config(model.config), batch, length, attention=attention)
    assert_close(expected, measured, 0.001)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("attention", ["sdpa", "eager"])
def test_every_family(family: str, attention: str) -> None:
    if family == "bloom" and attention == "sdpa":
        pytest.skip("transformers has no sdpa for BLOOM")
    model = FAMILIES[family](attention).train()
    expected = activation_bytes(from_config(model.config), 2, 40, attention=attention)
    assert_close(expected, saved(model, tokens(2, 40)))


@pytest.mark.parametrize("attention", ["sdpa", "eager"])
@pytest.mark.parametrize("family", FAMILIES)
def test_sixteen_bits_do_not_halve_everything(family: str, attention: str) -> None:
    if family == "bloom" and attention == "sdpa":
        pytest.skip("transformers has no sdpa for BLOOM")
    model = FAMILIES[family](attention).to(torch.bfloat16).train()
    expected = activation_bytes(from_config(model.config), 2, 40, value_bytes=2, attention=attention)
    measured = saved(model, tokens(2, 40))
    assert_close(expected, measured, 0.05)
    full = activation_bytes(from_config(model.config), 2, 40, attention=attention)
    assert measured.inside > 0.5 * full.inside


@pytest.mark.filterwarnings("ignore:`gradient_checkpointing_enable` is deprecated:FutureWarning")
@pytest.mark.parametrize("attention", ["sdpa", "eager"])
@pytest.mark.parametrize(("batch", "length"), BATCHES)
def test_checkpointing_keeps_inputs_and_one_layer(attention: str, batch: int, length: int) -> None:
    model = llama(attention, num_hidden_layers=4).train()
    ids = tokens(batch, length)
    with recording(model) as everything:
        model(input_ids=ids, labels=ids)
    one_layer = sum(s.nbytes for s in everything if ".layers.1." in s.module)
    model.gradient_checkpointing_enable()
    with recording(model) as found:
        output = model(input_ids=ids, labels=ids)
    kept = by_part(found, output.logits.nbytes)
    assert kept.attention == 0
    expected = activation_bytes(
        from_config(model.config), batch, length, attention=attention, checkpointing=True
    )
    assert expected.checkpoints == kept.checkpoints
    assert expected.inside == pytest.approx(kept.inside + one_layer, rel=0.02)


@PEFT_ASKS
@pytest.mark.parametrize(
    "targets", [("q", "v"), ("q", "k", "v", "o", "gate", "up", "down"), ("up", "down", "q")]
)
@pytest.mark.parametrize("attention", ["sdpa", "eager"])
def test_adapters_save_less(
    attention: str, targets: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    peft = pytest.importorskip("peft")
    caplog.set_level(logging.ERROR)
    names = {f"{t}_proj" for t in targets}
    config = peft.LoraConfig(r=8, target_modules=sorted(names), lora_dropout=0.0)
    bare = llama(attention, num_hidden_layers=4)
    spec = from_config(bare.config)
    model = peft.get_peft_model(bare, config).train()
    expected = activation_bytes(spec, 2, 48, attention=attention, lora_rank=8, lora_targets=targets)
    measured = saved(model, tokens(2, 48))
    assert expected.inside == pytest.approx(measured.inside, rel=0.05)
    assert expected.loss == pytest.approx(measured.loss, rel=0.01)
    assert measured.inside < activation_bytes(spec, 2, 48, attention=attention).inside


def test_the_formula_of_a_llama_layer_on_paper() -> None:
    """h = 4096, 32 heads, MLP 11008, float32, one token more: what the text of lab 03 adds up."""
    spec = preset("LLaMA-7B")
    one, two = (activation_bytes(spec, 1, length) for length in (1000, 1001))
    norms = 2 * (4 * 4096 + 4 + 4 * 4096)
    attention = 4 * 4096 + 4 * 4 * 4096 + 4 * 32
    rotary = 2 * 4 * 128
    mlp = 4 * 4096 + 4 * 4 * 11008
    assert two.norms - one.norms == 32 * norms + norms / 2
    assert two.attention - one.attention == 32 * attention + rotary
    assert two.mlp - one.mlp == 32 * mlp


def test_eager_attention_grows_with_the_square_of_the_length() -> None:
    spec = preset("GPT-2")
    short, long = (activation_bytes(spec, 1, length, attention="eager").attention for length in (512, 1024))
    flat = [activation_bytes(spec, 1, length).attention for length in (512, 1024)]
    assert flat[1] == 2 * flat[0]
    assert long - 2 * short == pytest.approx(12 * 4 * 12 * 2 * 512**2)


def test_what_cannot_be_computed_is_refused() -> None:
    spec = preset("GPT-2")
    with pytest.raises(InputError, match="at least one sequence of one token, not 0 of 5"):
        activation_bytes(spec, 0, 5)
    with pytest.raises(InputError, match="sdpa, eager, not 'flash'"):
        activation_bytes(spec, 1, 5, attention="flash")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="'gate' layer"):
        activation_bytes(spec, 1, 5, lora_rank=4, lora_targets=("gate",))
