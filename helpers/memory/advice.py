"""What to change so that training fits: the cheapest change, or the cheapest few together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from helpers.errors import InputError
from helpers.memory.spec import ModelSpec
from helpers.memory.training import MemoryBreakdown, Training, training_memory


@dataclass(frozen=True)
class Change:
    """Settings that fit, and how one gets there.

    Attributes:
        setup: to train with.
        steps: what to change, in words, cheapest first; empty where nothing has to change.
        memory: with the change.
    """

    setup: Training
    steps: tuple[str, ...]
    memory: MemoryBreakdown


@dataclass(frozen=True)
class _Option:
    """One way to save memory.

    Attributes:
        cost: what it costs in time, quality or money: a ranking, not a measurement.
        words: what to do.
        settings: the fields of `Training` it sets.
    """

    cost: float
    words: str
    settings: dict[str, object]


_NOTHING = _Option(0, "", {})
_MANY_GPUS = (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)


def advice(spec: ModelSpec, setup: Training, capacity: float) -> Change | None:
    """The cheapest change after which a training step fits.

    Cheap first: attention that stores no weights matrix (faster as well), 16 bits, an optimizer with 8-bit states,
    smaller batches with gradients added up (the same result, a little slower), dividing states among the GPUs,
    checkpointing (about a third more computation), adapters (another kind of training), adapters on a quantized model,
    and last more GPUs.

    Args:
        spec: the model.
        setup: how one would like to train it.
        capacity: bytes of one GPU.

    Returns:
        The change; None where not even a thousand such GPUs would do.
    """
    now = training_memory(spec, setup)
    if _fits(now, capacity):
        return Change(setup, (), now)
    axes = _axes(spec, setup)
    smallest = replace(setup, **_joined([axis[-1] for axis in axes]))  # type: ignore[arg-type]
    if not _fits(training_memory(spec, smallest), capacity):
        return _more_gpus(spec, smallest, [axis[-1] for axis in axes], capacity)
    for chosen in sorted(product(*axes), key=lambda options: sum(option.cost for option in options)):
        changed = replace(setup, **_joined(chosen))  # type: ignore[arg-type]
        memory = training_memory(spec, changed)
        if _fits(memory, capacity):
            return Change(changed, _in_words(chosen), memory)
    return None


def _axes(spec: ModelSpec, setup: Training) -> list[list[_Option]]:
    """For each setting: to leave it, and what could be done, the most saving last."""
    axes = [[_NOTHING] for _ in range(6)]
    if setup.attention == "eager" and spec.family != "bloom":
        axes[0].append(
            _Option(0.1, "attention that does not store its weights (sdpa)", {"attention": "sdpa"})
        )
    if setup.precision == "fp32":
        axes[1].append(_Option(1, "mixed precision", {"precision": "mixed"}))
    if setup.optimizer in ("adam", "momentum"):
        axes[2].append(_Option(1.5, "8-bit Adam", {"optimizer": "adam8bit"}))
    axes[3] += list(_batches(setup))
    if not setup.checkpointing:
        axes[4].append(_Option(3, "gradient checkpointing", {"checkpointing": True}))
    axes[5] += list(_divisions(setup))
    return axes


def _batches(setup: Training) -> Iterator[_Option]:
    batch, times = setup.batch, 1
    while batch > 1:
        batch, times = -(-batch // 2), times * 2
        words = f"batches of {batch}, the gradients of {times} added up"
        yield _Option(1 + 0.5 * times.bit_length(), words, {"batch": batch})


def _divisions(setup: Training) -> Iterator[_Option]:
    """Divide the states, or train fewer."""
    if setup.gpus > 1:
        for stage in range(setup.zero_stage + 1, 4):
            words = f"ZeRO stage {stage} over the {setup.gpus} GPUs"
            yield _Option(1 + stage, words, {"zero_stage": stage})
    if not setup.lora_rank:
        yield _Option(6, "LoRA adapters of rank 16", {"lora_rank": 16})
    if setup.base != "nf4 double":
        rank = setup.lora_rank or 16
        words = f"QLoRA: adapters of rank {rank} on a model in NF4"
        yield _Option(8, words, {"lora_rank": rank, "base": "nf4 double"})
        if setup.gpus > 1 and setup.zero_stage < 3:
            together = {"lora_rank": rank, "base": "nf4 double", "zero_stage": 3}
            yield _Option(11, f"{words}, divided over the {setup.gpus} GPUs (ZeRO 3)", together)


def _more_gpus(spec: ModelSpec, smallest: Training, chosen: list[_Option], capacity: float) -> Change | None:
    for gpus in _MANY_GPUS:
        changed = replace(smallest, gpus=gpus, zero_stage=3)
        if gpus > smallest.gpus and _fits(memory := training_memory(spec, changed), capacity):
            return Change(changed, (*_in_words(chosen), f"{gpus} GPUs with ZeRO stage 3"), memory)
    return None


def _joined(options: tuple[_Option, ...] | list[_Option]) -> dict[str, object]:
    return {name: value for option in options for name, value in option.settings.items()}


def _in_words(options: tuple[_Option, ...] | list[_Option]) -> tuple[str, ...]:
    return tuple(option.words for option in sorted(options, key=lambda option: option.cost) if option.words)


def _fits(memory: MemoryBreakdown, capacity: float) -> bool:
    return memory.total + memory.overhead <= capacity


def capacity_of(name: str, gpus: dict[str, int]) -> float:
    """Bytes of a GPU of a list.

    Raises:
        InputError: it is not in the list.
    """
    if name not in gpus:
        raise InputError(f"There is no GPU {name!r} in the list; it has {', '.join(gpus)}.")
    return gpus[name] * 2**30
