"""What this machine has and how fast it is, measured: the first table of lab 00."""

import os
import platform
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata

import psutil
import torch
from transformers import PreTrainedModel

from helpers import profile
from helpers.paths import ROOT

PACKAGES = ("torch", "transformers", "tokenizers", "datasets", "jupyterlab", "ipywidgets", "plotly")
GIB = 2**30


@dataclass(frozen=True)
class Table:
    """A small two- or three-column table that shows itself in a notebook and on a terminal."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def _repr_markdown_(self) -> str:
        lines = [self.head, ("---",) * len(self.head), *self.rows]
        table = "\n".join(f"| {' | '.join(map(_as_markdown, line))} |" for line in lines)
        return f"**{_as_markdown(self.title)}**\n\n{table}"

    def __repr__(self) -> str:
        widths = [max(len(row[i]) for row in (self.head, *self.rows)) for i in range(len(self.head))]
        lines = [
            "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in self.rows
        ]
        return "\n".join([self.title, *lines])


def _as_markdown(text: str) -> str:
    """Text that Markdown shows as it stands; dashes and digits keep their meaning in a table without help."""
    return re.sub(r"([\\`*_\[\]<>|$~&])", r"\\\1", text)


def report() -> Table:
    """Device, profile, versions, memory and disk of the machine that runs this kernel."""
    memory = psutil.virtual_memory()
    rows = [
        ("profile and device", profile.describe()),
        ("Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"),
        ("CPU", f"{os.cpu_count()} cores, torch uses {torch.get_num_threads()} of them"),
        ("memory", f"{memory.available / GIB:.1f} GiB free of {memory.total / GIB:.1f} GiB"),
        ("disk", f"{shutil.disk_usage(ROOT).free / GIB:.0f} GiB free where the course lies"),
        ("packages", ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)),
    ]
    return Table("This machine", ("what", "found"), tuple(rows))


def speed(model: PreTrainedModel) -> Table:
    """Time four kinds of work that the labs are made of, on this machine, with this model.

    Args:
        model: a causal language model as ``models.load`` returns it.

    Returns:
        A table: work, time taken, rate. Each time is the best of three, after one warm-up.
    """
    device = next(model.parameters()).device
    vocabulary = int(model.config.vocab_size)
    context = min(256, getattr(model.config, "max_position_embeddings", 256))
    ids = torch.randint(vocabulary, (1, context), device=device)
    one = ids[:, :1]
    matrix = torch.randn(768, 768, device=device)

    def read() -> None:
        with torch.no_grad():
            model(ids)

    def write() -> None:
        cache = None
        with torch.no_grad():
            for _ in range(32):
                cache = model(one, past_key_values=cache, use_cache=True).past_key_values

    def learn() -> None:
        model(ids, labels=ids).loss.backward()
        model.zero_grad(set_to_none=True)

    work: list[tuple[str, Callable[[], object], float, str]] = [
        ("multiply two 768 × 768 matrices", lambda: matrix @ matrix, 2 * 768**3 / 1e9, "GFLOP/s"),
        (f"read {context} tokens (one forward pass)", read, context, "tokens/s"),
        ("write 32 tokens, one after the other", write, 32, "tokens/s"),
        (f"learn from {context} tokens (forward and backward)", learn, context, "tokens/s"),
    ]
    rows = []
    for name, run, amount, unit in work:
        seconds = _best_of_three(run, device)
        rows.append((name, f"{1000 * seconds:,.1f} ms", f"{amount / seconds:,.0f} {unit}"))
    return Table("How fast it is", ("work", "time", "rate"), tuple(rows))


def _best_of_three(run: Callable[[], object], device: torch.device) -> float:
    times = []
    for _ in range(4):
        start = time.perf_counter()
        run()
        if device.type == "cuda":
            torch.cuda.synchronize(device)
        times.append(time.perf_counter() - start)
    return min(times[1:])
