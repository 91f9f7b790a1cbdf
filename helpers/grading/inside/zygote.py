"""Imports what every worker needs once, then forks one worker per exercise.

The zygote never runs a line of a student's code and never reads a byte from a worker: for each job the grader hands
it two open sockets, which it passes to a fresh child. The child is confined (see `isolation`) before it is told what
to run, so a job finds the interpreter exactly as the one before it did. The zygote has loaded no module of the course
that holds an answer; each child imports those for itself, without the answer it is graded on (see
`helpers.grading.withheld`). It ends when the grader hangs up, and with it everything that it has started.
"""

import gc
import importlib
import json
import os
import signal
import socket
import sys
import warnings
from collections.abc import Sequence
from typing import Any

# Libraries that take seconds to import and that the packages of several labs need.
LIBRARIES = ("numpy", "torch", "transformers", "datasets", "peft", "trl.trainer.sft_trainer")
PRELOADED = (*LIBRARIES, "IPython.core.inputtransformer2", "helpers.grading.inside.worker")
PRELOADED_WHOLE = (
    *PRELOADED,
    "helpers.checks",
    "helpers.data",
    "helpers.environment",
    "helpers.models",
    "helpers.plots",
    "helpers.sampling",
    "helpers.widgets",
    "helpers.grading.inside.notebook",
)


def main(settings: str) -> None:
    """``settings``: JSON, as `helpers.grading.sandbox` writes it; ``models`` are configurations by name."""
    chosen = json.loads(settings)
    control = socket.socket(fileno=chosen["control"])
    models = _prepare(PRELOADED_WHOLE if chosen["whole"] else PRELOADED, chosen["models"])
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for keepers
    nowhere = os.open(os.devnull, os.O_WRONLY)  # a full pipe would stop every worker that writes to it
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    control.sendall(b"+")
    while True:
        try:
            word, descriptors, _, _ = socket.recv_fds(control, 1, 2)
        except OSError:
            word, descriptors = b"", []
        if not word:
            os._exit(0)
        work, status = (socket.socket(fileno=descriptor) for descriptor in descriptors)
        if os.fork() == 0:
            control.close()
            _child(work, status, chosen, models)
        work.close()
        status.close()


def _prepare(modules: Sequence[str], models: dict[str, Any]) -> dict[str, Any]:
    """Import, and make the models that exercises name, while warnings can disturb nobody."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in modules:
            importlib.import_module(name)
        from helpers.grading.inside.remote_model import shell

        return {name: shell(config) for name, config in models.items()}


def _child(
    work: socket.socket, status: socket.socket, chosen: dict[str, Any], models: dict[str, Any]
) -> None:
    from helpers.grading.inside import isolation, worker

    for number in (signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    isolation.confined(
        work,
        status,
        chosen["limits"],
        chosen["isolate"],
        lambda: worker.serve(work, chosen["course"], models),
    )


if __name__ == "__main__":
    main(sys.argv[1])
