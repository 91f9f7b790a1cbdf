"""The kernel that runs a lab headless: this interpreter, its share of the cores, a state of its own, no network."""

import os
from pathlib import Path

import ipykernel.kernelspec
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from traitlets import default

from helpers.paths import ROOT

# Run by IPython when the kernel starts. A refused connection is what a machine without network gives.
OFFLINE_STARTUP = """\
import sys


def _refuse_network(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if host not in (None, "", "localhost", "::1", b"localhost") and not str(host).startswith("127."):
        raise ConnectionRefusedError(f"a headless run has no network, and this cell wanted to reach {host}")


sys.addaudithook(_refuse_network)
"""


class ThisInterpreter(KernelSpecManager):
    """Finds one kernel under every name: the Python that is running now, whatever kernels are installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """A specification of ipykernel in this interpreter."""
        return KernelSpec(
            resource_dir=ipykernel.kernelspec.RESOURCES, **ipykernel.kernelspec.get_kernel_dict()
        )


class ThisInterpretersKernel(AsyncKernelManager):
    """Starts that kernel."""

    @default("kernel_spec_manager")
    def _this_interpreter(self) -> KernelSpecManager:
        return ThisInterpreter(parent=self)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def kernel_environment(
    scratch: Path, *, jobs: int, strict: bool, threads: int | None = None
) -> dict[str, str]:
    """Environment variables for kernels that run ``jobs`` at a time.

    Args:
        scratch: a temporary folder; the student state and IPython's settings go there.
        jobs: how many kernels share this machine's cores.
        strict: whether a failed check raises.
        threads: torch threads of each kernel; by default an even share of the cores.

    ``COURSE_PROFILE`` and ``COURSE_DEVICE`` are passed on. Without ``COURSE_PROFILE=hub`` the kernels have no network.
    """
    environment = os.environ | {
        "COURSE_STATE": str(scratch / "state"),
        "IPYTHONDIR": str(scratch / "ipython"),
        "OMP_NUM_THREADS": str(threads or max(1, cores() // jobs)),
        "PLOTLY_RENDERER": "plotly_mimetype",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
    }
    environment.pop("COURSE_STRICT", None)
    if strict:
        environment["COURSE_STRICT"] = "1"
    (scratch / "state").mkdir(parents=True, exist_ok=True)
    startup = scratch / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True, exist_ok=True)
    if environment.get("COURSE_PROFILE") != "hub":
        (startup / "00-offline.py").write_text(OFFLINE_STARTUP, encoding="utf-8")
    return environment
