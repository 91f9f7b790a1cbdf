"""Common GPUs by the memory they have."""

from dataclasses import dataclass

from helpers.memory.training import GIB, MemoryBreakdown

#: GiB of memory by name. Makers write GB and mean GiB, less what error correction and the driver keep for themselves.
GPUS: dict[str, int] = {
    "RTX 4060": 8,
    "RTX 3060": 12,
    "T4": 16,
    "RTX 4090": 24,
    "RTX 5090": 32,
    "A100 40 GB": 40,
    "L40S": 48,
    "H100 80 GB": 80,
    "RTX PRO 6000": 96,
    "H200": 141,
    "MI300X": 192,
}


@dataclass(frozen=True)
class Fit:
    """Whether something fits into a GPU.

    Attributes:
        name: of the GPU.
        capacity: bytes.
        free: bytes that are left, the overhead taken off; negative where it does not fit.
    """

    name: str
    capacity: float
    free: float

    @property
    def fits(self) -> bool:
        return self.free >= 0


def fits(memory: MemoryBreakdown) -> list[Fit]:
    """Every GPU of the list, smallest first."""
    needed = memory.total + memory.overhead
    return [Fit(name, gib * GIB, gib * GIB - needed) for name, gib in GPUS.items()]
