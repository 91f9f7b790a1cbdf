"""Pre-training: next-token prediction on a stream of documents, from random weights to a fluent little model.

What it keeps: packed batches in which no document sees another; Muon (Jordan et al., 2024) for the matrices inside the
blocks and AdamW for embeddings and norms; linear warm-up, then cosine decay over the tokens seen, at once or after a
constant stretch; gradient clipping; bfloat16 where it pays; checkpoints that resume exactly.
What it leaves out on purpose: gradient accumulation, several devices, dropout (no document is seen twice), an
exponential moving average, and torch.compile (a tenth faster on a CPU, one minute of compiling for each shape).
"""

import contextlib
import json
import math
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.optim import Optimizer
from tqdm import tqdm
from transformers import PreTrainedModel

from helpers.training import checkpoint
from helpers.training.loss import linear_cross_entropy
from helpers.training.packing import ATTENTION, PackedBatch
from helpers.training.samples import Sample
from helpers.training.stream import Corpus, batches, packed


@dataclass(frozen=True)
class PretrainConfig:
    """One run.

    Length
        tokens: predicted tokens in all; Chinchilla's rule asks for 20 a parameter, more only helps.
        batch_tokens: at most so many tokens a step; small models learn fastest per token at 2,000-16,000.
    Optimiser
        learning_rate: Muon's peak, scaled so that an update is as large as AdamW's at this rate (Moonlight, 2025);
            2e-3 to 1e-2 at these sizes.
        embedding_rate: AdamW's peak; 1e-3 to 6e-3 at these sizes.
        final_fraction: the rates at the end, as a fraction of their peaks.
        warmup: tokens over which the rates rise from 0.
        decay: the last fraction of ``tokens``, over which the rates fall along half a cosine; before it they stay at
            their peaks (Hu et al., 2024, MiniCPM; Hägele et al., 2024). Until it begins, a run may still be made
            longer or shorter.
        weight_decay: on the blocks' matrices, not on embeddings and norms.
        betas: AdamW's.
        clip: largest norm of the gradient.
    Housekeeping
        seed: of the initial weights.
        bf16: compute in bfloat16 (activations too; the weights themselves stay float32); None asks `bf16_pays`.
        evaluate_every, save_every: in steps; evaluation also comes at the end.
    """

    tokens: int
    batch_tokens: int = 4096
    learning_rate: float = 4e-3
    embedding_rate: float = 4e-3
    final_fraction: float = 0.05
    warmup: int = 100_000
    decay: float = 1.0
    weight_decay: float = 0.1
    betas: tuple[float, float] = (0.9, 0.95)
    clip: float = 1.0
    seed: int = 0
    bf16: bool | None = None
    evaluate_every: int = 250
    save_every: int = 250

    @property
    def decay_begins(self) -> float:
        """Tokens after which the rates fall."""
        return max(float(self.warmup), (1 - self.decay) * self.tokens)


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    Attributes:
        finished: False when a signal stopped it; the next run goes on from its checkpoint.
        tokens: predicted tokens so far.
        seconds: spent in training steps so far, over all runs, evaluation left out.
        validation: nats a token on held-out documents, per family, at the last evaluation.
    """

    finished: bool
    tokens: int
    seconds: float
    validation: dict[str, float]


def bf16_pays(device: torch.device) -> bool:
    """Whether bfloat16 products are faster than float32 ones here: CUDA since Ampere, CPUs with AVX512_BF16 or AMX."""
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    return device.type == "cpu" and bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def schedule(tokens: int, config: PretrainConfig) -> float:
    """Fraction of the peak rates after so many tokens: warm-up, peak, then half a cosine to ``final_fraction``."""
    if tokens < config.warmup:
        return (tokens + config.batch_tokens) / (config.warmup + config.batch_tokens)
    begin = config.decay_begins
    progress = min(1.0, max(0.0, tokens - begin) / max(1.0, config.tokens - begin))
    return config.final_fraction + (1 - config.final_fraction) * 0.5 * (1 + math.cos(math.pi * progress))


def optimizers(model: PreTrainedModel, config: PretrainConfig) -> list[Optimizer]:
    """Muon for the matrices inside the blocks, AdamW for everything else."""
    embeddings = {id(model.get_input_embeddings().weight), id(model.get_output_embeddings().weight)}
    inner = [p for p in model.parameters() if p.ndim == 2 and id(p) not in embeddings]
    outer = [p for p in model.parameters() if p.ndim != 2 or id(p) in embeddings]
    muon = torch.optim.Muon(
        inner, lr=config.learning_rate, weight_decay=config.weight_decay, adjust_lr_fn="match_rms_adamw"
    )
    adam = torch.optim.AdamW(
        outer, lr=config.embedding_rate, betas=config.betas, weight_decay=0.0, fused=True
    )
    for optimizer in (muon, adam):
        for group in optimizer.param_groups:
            group["peak"] = group["lr"]
    return [muon, adam]


def batch_loss(model: PreTrainedModel, batch: PackedBatch, bf16: bool) -> torch.Tensor:
    """Mean nats per predicted token of a packed batch, each as much as it counts: a float32 scalar.

    The model must use packed attention.
    """
    backbone = model.base_model
    weights = {name: weight.bfloat16() if bf16 else weight for name, weight in backbone.named_parameters()}
    inputs = {
        "input_ids": batch.input_ids,
        "position_ids": batch.position_ids,
        "documents": batch.documents,
        "use_cache": False,
    }
    hidden = torch.func.functional_call(backbone, weights, kwargs=inputs).last_hidden_state[0]
    return linear_cross_entropy(hidden, model.get_output_embeddings().weight, batch.targets, batch.importance)


@torch.no_grad()
def validation_loss(
    model: PreTrainedModel, held_out: Mapping[str, Sequence[PackedBatch]], bf16: bool
) -> dict[str, float]:
    """Mean nats per predicted token of each family's held-out batches, each token as much as it counts."""
    model.eval()
    device = model.device
    losses = {}
    for family, kept in held_out.items():
        counts = [float(batch.importance.sum()) for batch in kept]
        total = sum(
            float(batch_loss(model, batch.to(device), bf16)) * count
            for batch, count in zip(kept, counts, strict=True)
        )
        losses[family] = total / sum(counts)
    model.train()
    return losses


def pretrain(
    model: PreTrainedModel,
    corpus: Corpus,
    held_out: Mapping[str, Sequence[Sample]],
    config: PretrainConfig,
    folder: Path,
    *,
    background: bool = True,
    stop_after: int | None = None,
) -> Outcome:
    """Train ``model`` in place on its device; resume from ``folder`` when it holds a checkpoint of the same run.

    Args:
        held_out: each family's validation documents.
        folder: gets checkpoint.pt and loss.jsonl (a step a line: tokens so far, loss in nats, norm of the gradient,
            fraction of the peak rates, and now and then the validation loss of each family).
        background: write the corpus in a second process.
        stop_after: stop as a signal would after so many steps of this call.

    Raises CourseError when the checkpoint there belongs to a run with other settings, ValueError when the loss is
    no longer finite.
    """
    folder.mkdir(parents=True, exist_ok=True)
    bf16 = bf16_pays(model.device) if config.bf16 is None else config.bf16
    model.set_attn_implementation(ATTENTION)
    model.train()
    steppers = optimizers(model, config)
    run = checkpoint.describe(model, corpus, config)
    state = checkpoint.load(folder, run, model, steppers)
    validation = {family: _packed(documents) for family, documents in held_out.items()}
    stream = batches(corpus, config.batch_tokens, state.next_document, background)
    last_step = math.inf if stop_after is None else state.step + stop_after
    with _signals() as stopped, _bar(config, state) as bar, (folder / "loss.jsonl").open("a") as curve:
        while state.tokens < config.tokens and state.step < last_step and not stopped:
            batch, following = next(stream)
            began = time.perf_counter()
            rate = schedule(state.tokens, config)
            loss, norm = _step(model, steppers, batch.to(model.device), rate, config.clip, bf16)
            state.seconds += time.perf_counter() - began
            state.step += 1
            state.tokens += batch.predicted
            state.next_document = following
            if not math.isfinite(loss):
                raise ValueError(
                    f"the loss is {loss} at step {state.step}; lower learning_rate ({config.learning_rate:g})"
                )
            record: dict[str, object] = {
                "step": state.step,
                "tokens": state.tokens,
                "loss": loss,
                "norm": norm,
                "rate": rate,
            }
            if state.tokens >= config.tokens or state.step % config.evaluate_every == 0:
                state.validation = validation_loss(model, validation, bf16)
                record["validation"] = state.validation
            curve.write(json.dumps(record) + "\n")
            bar.set_postfix({"loss": loss, **state.validation}, refresh=False)
            bar.update(batch.predicted)
            if state.step % config.save_every == 0:
                curve.flush()
                checkpoint.save(folder, run, state, model, steppers)
    checkpoint.save(folder, run, state, model, steppers)
    model.eval()
    model.set_attn_implementation("sdpa")
    return Outcome(state.tokens >= config.tokens, state.tokens, state.seconds, state.validation)


def _bar(config: PretrainConfig, state: checkpoint.State) -> tqdm:
    return tqdm(
        total=config.tokens,
        initial=state.tokens,
        unit="tok",
        unit_scale=True,
        dynamic_ncols=True,
        mininterval=0.5 if sys.stderr.isatty() else 60,  # a log file wants a line a minute
    )


def _step(
    model: PreTrainedModel,
    steppers: list[Optimizer],
    batch: PackedBatch,
    rate: float,
    clip: float,
    bf16: bool,
) -> tuple[float, float]:
    loss = batch_loss(model, batch, bf16)
    loss.backward()
    norm = torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
    for optimizer in steppers:
        for group in optimizer.param_groups:
            group["lr"] = rate * group["peak"]
        optimizer.step()
        optimizer.zero_grad()
    return float(loss.detach()), float(norm)


def _packed(documents: Sequence[Sample], at_a_time: int = 32) -> list[PackedBatch]:
    return [packed(documents[i : i + at_a_time]) for i in range(0, len(documents), at_a_time)]


@contextlib.contextmanager
def _signals() -> Iterator[list[int]]:
    """A list that fills when Ctrl-C or SIGTERM arrives, so that the step under way can finish and be saved."""
    received: list[int] = []
    before = {
        number: signal.signal(number, lambda n, _: received.append(n))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
