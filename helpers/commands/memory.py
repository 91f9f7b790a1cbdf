"""``python -m helpers memory``: how much memory a model takes to train or to run, and where it fits."""

import argparse
from typing import TYPE_CHECKING

from helpers.errors import CourseError

if TYPE_CHECKING:
    from helpers.memory import MemoryBreakdown, ModelSpec, Training

HELP = "say how much memory a model takes to train or to run, and on which GPUs it fits"
_UNITS = ((2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the model, and how it is trained or run."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--config", metavar="PATH", help="a config.json, or a folder with one")
    which.add_argument("--model", metavar="NAME", help="a well-known model, such as Llama-3-8B")
    which.add_argument("--list", action="store_true", help="list the well-known models and the GPUs")
    parser.add_argument("--train", action="store_true", help="train it (default: generate with it)")
    parser.add_argument(
        "--batch", type=int, default=1, metavar="N", help="sequences on each GPU (default: 1)"
    )
    parser.add_argument(
        "--length", type=int, default=2048, metavar="N", help="tokens of each (default: 2048)"
    )
    parser.add_argument(
        "--weights",
        choices=("fp32", "16-bit", "int8", "nf4", "nf4-double"),
        default="16-bit",
        help="how weights are stored; with --lora, those under the adapters (default: 16-bit)",
    )
    training = parser.add_argument_group("with --train")
    training.add_argument(
        "--precision", choices=("fp32", "mixed", "bf16"), default="mixed", help="(default: mixed)"
    )
    training.add_argument(
        "--optimizer",
        choices=("sgd", "momentum", "adam", "adam8bit", "adafactor"),
        default="adam",
        help="(default: adam)",
    )
    training.add_argument(
        "--lora", type=int, default=0, metavar="RANK", help="train adapters of this rank only"
    )
    training.add_argument("--targets", default="q,v", help="layers with adapters (default: q,v)")
    training.add_argument("--attention", choices=("sdpa", "eager"), default="sdpa", help="(default: sdpa)")
    training.add_argument("--checkpointing", action="store_true", help="keep only the inputs of layers")
    training.add_argument("--zero", type=int, choices=(0, 1, 2, 3), default=0, help="ZeRO stage (default: 0)")
    training.add_argument(
        "--gpus", type=int, default=1, metavar="N", help="GPUs to divide states among (default: 1)"
    )
    parser.add_argument("--fit", metavar="GPU", help="say what to change so that it fits this one, e.g. T4")


def run(arguments: argparse.Namespace) -> int:
    """Print the components, their sum and where it fits; 0."""
    from helpers import memory

    if arguments.list:
        print("models:", ", ".join(memory.PRESETS))
        print("GPUs:  ", ", ".join(f"{name} ({gib} GiB)" for name, gib in memory.GPUS.items()))
        return 0
    spec = memory.read_config(arguments.config) if arguments.config else memory.preset(arguments.model)
    if arguments.fit and not arguments.train:
        raise CourseError("--fit gives advice on training: add --train.")
    print(
        f"{spec.name}: {memory.parameter_count(spec):,} parameters, {spec.layers} layers, {spec.attention_kind}"
    )
    setup = _setup(arguments) if arguments.train else None
    if setup is not None:
        found = memory.training_memory(spec, setup)
    else:
        form = arguments.weights.replace("-double", " double")
        found = memory.inference_memory(spec, batch=arguments.batch, seq_len=arguments.length, weights=form)
    _print_components(found, "each GPU" if setup is not None and setup.gpus > 1 else "")
    good = [f"{fit.name} ({fit.capacity / 2**30:.0f} GiB)" for fit in memory.fits(found) if fit.fits]
    print("fits on:", ", ".join(good) if good else "no single GPU of the list")
    if arguments.fit and setup is not None:
        _print_advice(spec, setup, arguments.fit)
    return 0


def _setup(arguments: argparse.Namespace) -> "Training":
    from helpers.memory import Training

    if arguments.weights == "fp32":
        raise CourseError("Weights that are trained follow --precision; use --precision fp32.")
    return Training(
        precision=arguments.precision,
        optimizer=arguments.optimizer,
        batch=arguments.batch,
        seq_len=arguments.length,
        attention=arguments.attention,
        checkpointing=arguments.checkpointing,
        lora_rank=arguments.lora,
        lora_targets=tuple(target.strip() for target in arguments.targets.split(",")),
        base=arguments.weights.replace("-double", " double"),
        zero_stage=arguments.zero,
        gpus=arguments.gpus,
    )


def _print_components(found: "MemoryBreakdown", where: str) -> None:
    rows = [(name.replace("_", " "), value) for name, value in found.components.items() if value]
    rows.append((f"total{f', {where}' if where else ''}", found.total))
    rows.append(("framework, roughly", found.overhead))
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"  {name:{width}}  {readable(value):>10}  {value:20,.0f} bytes")


def _print_advice(spec: "ModelSpec", setup: "Training", name: str) -> None:
    from helpers.memory import GPUS, advice
    from helpers.memory.advice import capacity_of

    change = advice(spec, setup, capacity_of(name, GPUS))
    if change is None:
        print(f"on {name}: it does not fit, not even divided among a thousand of them")
    elif not change.steps:
        print(f"on {name}: it fits as it is")
    else:
        needed = readable(change.memory.total + change.memory.overhead)
        print(
            f"on {name}: cheapest change: {' + '.join(change.steps)}, then it takes {needed} with the framework"
        )


def readable(value: float) -> str:
    """Bytes as a person reads them: ``12.6 GiB``."""
    for size, unit in _UNITS:
        if value >= size:
            return f"{value / size:.2f} {unit}"
    return f"{value:.0f} B"
