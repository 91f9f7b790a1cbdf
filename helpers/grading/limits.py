"""What a submission may use up while it is graded."""

from dataclasses import dataclass

MIB = 1024**2


@dataclass(frozen=True)
class Limits:
    """Limits for one exercise of one submission; honest answers stay far below all of them.

    Attributes:
        load_seconds: wall clock for running the cell that defines the function.
        call_seconds: wall clock for one call, where its case does not set a shorter time.
        grace_seconds: wall clock that a call gets on top before its process is killed.
        exercise_seconds: wall clock for all calls of an exercise together.
        cpu_seconds: processor time of each process.
        memory_bytes: private memory of each process, the interpreter and its libraries included (about 0.5 GiB).
        total_bytes: memory of all processes of an exercise together.
        processes: processes and threads at a time.
        file_bytes: the largest file.
        disk_bytes: all files in the temporary folder together; they live in memory.
        open_files: open files of each process.
        output_bytes: what a notebook's run may show.
        notebook_seconds: wall clock for a notebook's run.
        cell_seconds: wall clock for one cell of it.
    """

    load_seconds: float = 20.0
    call_seconds: float = 10.0
    grace_seconds: float = 3.0
    exercise_seconds: float = 60.0
    cpu_seconds: int = 90
    memory_bytes: int = 3072 * MIB
    total_bytes: int = 4096 * MIB
    processes: int = 48
    file_bytes: int = 16 * MIB
    disk_bytes: int = 64 * MIB
    open_files: int = 128
    output_bytes: int = 4 * MIB
    notebook_seconds: float = 600.0
    cell_seconds: float = 120.0
