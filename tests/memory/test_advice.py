"""What to change so that something fits: it fits then, nothing cheaper would do, and it is quick to say."""

import time
from dataclasses import replace

import pytest

from helpers.errors import InputError
from helpers.memory import GIB, GPUS, PRESETS, Training, advice, fits, preset, training_memory
from helpers.memory.advice import capacity_of


def needed(spec, setup: Training) -> float:
    memory = training_memory(spec, setup)
    return memory.total + memory.overhead


def test_nothing_to_change() -> None:
    change = advice(preset("GPT-2"), Training(), 24 * GIB)
    assert change is not None
    assert change.steps == ()
    assert change.setup == Training()


def test_the_cheapest_single_change_first() -> None:
    """Eager attention is all that is in the way; then the optimizer; then the batch."""
    spec = preset("GPT-2")
    eager = Training(batch=4, seq_len=1024, attention="eager")
    capacity = needed(spec, replace(eager, attention="sdpa"))
    change = advice(spec, eager, capacity)
    assert change is not None
    assert change.steps == ("attention that does not store its weights (sdpa)",)
    assert change.setup.attention == "sdpa"
    adam = Training(seq_len=64)
    change = advice(spec, adam, needed(spec, replace(adam, optimizer="adam8bit")))
    assert change is not None
    assert change.steps == ("8-bit Adam",)
    batch = Training(batch=4, optimizer="sgd")
    change = advice(spec, batch, needed(spec, replace(batch, batch=2)))
    assert change is not None
    assert change.steps == ("batches of 2, the gradients of 2 added up",)


def test_adapters_on_a_quantized_model_come_late() -> None:
    change = advice(preset("Llama-3-8B"), Training(seq_len=1024), 16 * GIB)
    assert change is not None
    assert any("QLoRA" in step for step in change.steps)
    assert needed(preset("Llama-3-8B"), change.setup) <= 16 * GIB


def test_more_gpus_come_last_and_some_things_never_fit() -> None:
    change = advice(preset("LLaMA-2-70B"), Training(seq_len=1024), 24 * GIB)
    assert change is not None
    assert change.steps[-1] == "2 GPUs with ZeRO stage 3"
    assert advice(preset("BLOOM-176B"), Training(seq_len=2048), 8 * GIB) is None


def test_states_are_divided_only_where_there_are_several_gpus() -> None:
    spec, setup = preset("LLaMA-7B"), Training(gpus=8)
    change = advice(spec, setup, 48 * GIB)
    assert change is not None
    assert any("ZeRO stage" in step for step in change.steps)
    alone = advice(spec, replace(setup, gpus=1), 48 * GIB)
    assert alone is not None
    assert not any("ZeRO" in step for step in alone.steps)


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("gib", [8, 24, 80])
def test_what_is_advised_fits_and_is_said_within_100_ms(name: str, gib: int) -> None:
    spec, setup = PRESETS[name], Training(precision="fp32", batch=16, seq_len=1024, attention="eager")
    started = time.process_time()
    change = advice(spec, setup, gib * GIB)
    assert time.process_time() - started < 0.1
    if change is not None:
        assert needed(spec, change.setup) <= gib * GIB
        assert change.memory == training_memory(spec, change.setup)
        assert len(change.steps) == len(set(change.steps))


def test_gpus_from_small_to_large() -> None:
    listed = fits(training_memory(preset("LLaMA-2-70B"), lora_rank=16, base="nf4", checkpointing=True))
    assert [fit.capacity for fit in listed] == sorted(fit.capacity for fit in listed)
    assert (min(GPUS.values()), max(GPUS.values())) == (8, 192)
    verdicts = [fit.fits for fit in listed]
    assert verdicts == sorted(verdicts)
    assert not verdicts[0]
    assert verdicts[-1]


def test_capacity_by_name() -> None:
    assert capacity_of("T4", GPUS) == 16 * GIB
    with pytest.raises(InputError, match="no GPU 'GTX' in the list; it has RTX 4060"):
        capacity_of("GTX", GPUS)
