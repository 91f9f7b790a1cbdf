"""The bytes of a real training step: what autograd saves, the gradients, and what the optimizer remembers.

Autograd hands every tensor that it keeps to a saved-tensor hook (`torch.autograd.graph.saved_tensors_hooks`). Several
of them may be views of one storage, which is counted once; the model's own weights are left out.
"""

import copy
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from helpers.memory.activations import Activations
from helpers.memory.training import MemoryBreakdown


@dataclass(frozen=True)
class Saved:
    """One storage that autograd keeps.

    Attributes:
        nbytes: of the whole storage.
        module: name of the innermost module that was running, "" outside of all.
        shape: of the tensor that was saved first.
        dtype: of its values.
    """

    nbytes: int
    module: str
    shape: tuple[int, ...]
    dtype: torch.dtype


@contextmanager
def recording(model: nn.Module) -> Iterator[list[Saved]]:
    """Collects what autograd saves while the block runs a forward pass of this model."""
    found: list[Saved] = []
    # Kept alive until the block ends: a freed storage's address may be given to another.
    seen: dict[int, Tensor] = {
        t.untyped_storage().data_ptr(): t for t in [*model.parameters(), *model.buffers()]
    }
    running: list[str] = []

    def pack(tensor: Tensor) -> Tensor:
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in seen:
            seen[storage.data_ptr()] = tensor
            module = running[-1] if running else ""
            found.append(Saved(storage.nbytes(), module, tuple(tensor.shape), tensor.dtype))
        return tensor

    def enter(name: str) -> Callable[..., None]:
        return lambda *_: running.append(name)

    def leave(*_: object) -> None:
        running.pop()

    with ExitStack() as stack:
        for name, module in model.named_modules():
            if name:
                stack.callback(module.register_forward_pre_hook(enter(name)).remove)
                stack.callback(module.register_forward_hook(leave, always_call=True).remove)
        stack.enter_context(torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor))
        yield found


def by_part(found: list[Saved], logits: int = 0) -> Activations:
    """Sums the storages as `activation_bytes` does, by the names of the modules that were running.

    Args:
        found: of one forward pass with its loss.
        logits: bytes of the output that the caller holds.
    """
    sums = {"norms": 0, "attention": 0, "mlp": 0, "ends": 0, "checkpoints": 0, "loss": 0}
    for saved in found:
        sums[_part(saved.module)] += saved.nbytes
    return Activations(**sums, logits=logits)


def _part(module: str) -> str:
    name = module.lower().removeprefix("base_model").removeprefix(".model").lstrip(".")  # as peft wraps it
    last = name.rpartition(".")[2]
    if name in ("", "model"):
        return "loss"
    if "norm" in last or last.startswith("ln_"):
        return "norms"
    if any(word in name for word in ("attn", "attention", "encdec")):
        return "attention"
    if any(word in name for word in ("mlp", "densereludense", "intermediate", "output.dense")):
        return "mlp"
    return "checkpoints" if last.isdigit() else "ends"


def measure_activations(model: Any, ids: Tensor, attention: str) -> Activations:
    """What autograd saves of one forward pass, with the attention computed in a given way.

    Args:
        model: a language model that takes ``labels``; a copy of it is used.
        ids: token ids (batch, length) on its device.
        attention: ``sdpa`` or ``eager``.
    """
    network = copy.deepcopy(model).train()
    network.set_attn_implementation(attention)
    with recording(network) as saved:
        output = network(input_ids=ids, labels=ids, use_cache=False)
    return by_part(saved, output.logits.nbytes)


@dataclass(frozen=True)
class Step:
    """A measured training step.

    Attributes:
        memory: bytes by component.
        saved: every storage that autograd kept.
        loss: of the step.
        peak: most bytes that CUDA had given out at a time during the call, without what was there before it, the
            model apart; None on other devices.
    """

    memory: MemoryBreakdown
    saved: list[Saved]
    loss: float
    peak: int | None


def measure_step(model: Any, ids: Tensor, optimizer: torch.optim.Optimizer | None = None) -> Step:
    """Train one step and count every byte of it.

    Args:
        model: a language model that takes ``labels``; its weights change.
        ids: token ids (batch, length) on its device.
        optimizer: over the parameters that are to be trained; AdamW by default.
    """
    device = ids.device
    others = 0
    if device.type == "cuda":
        others = torch.cuda.memory_allocated(device) - _unique_bytes(model)
        torch.cuda.reset_peak_memory_stats(device)
    was_training = model.training
    model.train()
    model.zero_grad(set_to_none=True)
    if optimizer is None:
        optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=1e-5)
    without_cache = {"use_cache": False} if getattr(model.config, "use_cache", False) else {}
    with recording(model) as saved:
        output = model(input_ids=ids, labels=ids, **without_cache)
    logits = output.logits.nbytes
    output.loss.backward()
    gradients = sum(p.grad.nbytes for p in model.parameters() if p.grad is not None)
    optimizer.step()
    kept = by_part(saved, logits)
    memory = MemoryBreakdown(
        weights=_unique_bytes(model),
        gradients=gradients,
        optimizer=_state_bytes(optimizer),
        activations=kept.inside,
        logits=kept.loss + kept.logits,
        detail=kept,
    )
    peak = torch.cuda.max_memory_allocated(device) - others if device.type == "cuda" else None
    model.zero_grad(set_to_none=True)
    model.train(was_training)
    return Step(memory, saved, float(output.loss.detach()), peak)


def _unique_bytes(model: nn.Module) -> int:
    storages = {p.untyped_storage().data_ptr(): p.untyped_storage().nbytes() for p in model.parameters()}
    return sum(storages.values())


def _state_bytes(optimizer: torch.optim.Optimizer) -> int:
    """Tensors in the optimizer's state, each storage once: 8-bit Adam shares its code tables."""
    storages = {
        value.untyped_storage().data_ptr(): value.untyped_storage().nbytes()
        for state in optimizer.state.values()
        for value in state.values()
        if isinstance(value, Tensor)
    }
    return sum(storages.values())
