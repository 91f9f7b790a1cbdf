"""The machine that a measurement was made on, in words for a model card."""

import os
import platform
from pathlib import Path

import torch


def describe(device: torch.device) -> str:
    """Processor or GPU, cores, threads in use, operating system."""
    if device.type == "cuda":
        return f"{torch.cuda.get_device_name(device)}, {platform.system()}"
    threads = torch.get_num_threads()
    cores = f"{os.cpu_count()} cores, {threads} thread{'s' if threads > 1 else ''} used"
    return f"{_processor()}, {cores}, {device.type.upper()}, {platform.system()}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = [
        line.split(":", 1)[1].strip()
        for line in (info.read_text("utf-8").splitlines() if info.exists() else [])
        if line.startswith("model name")
    ]
    return names[0] if names else platform.processor() or platform.machine()
