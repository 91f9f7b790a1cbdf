"""The sampling explorer as a page of its own, served by Voilà on this machine."""

import os
import subprocess
import sys
from pathlib import Path

from helpers import models
from helpers.paths import ROOT

from .sampling_explorer import SamplingExplorer

PAGES = Path(__file__).resolve().parent / "pages"
NOTEBOOK = PAGES / "sampling_explorer.ipynb"
EXTENSIONS = ["anywidget", "@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8"]
"""What the page loads of JupyterLab; other extensions would look for parts that Voilà does not have."""
PROMPT = "The ferry was late, so"


def launch(
    port: int | None = None, browser: bool = True, prompt: str | None = None, model: str = "base"
) -> int:
    """Serve the page until it is interrupted (Ctrl+C).

    Args:
        port: of the server on 127.0.0.1; None takes Voilà's own, or the next free one.
        browser: whether to open the page in a browser.
        prompt: the text to start with.
        model: anything that ``models.load`` takes.

    Returns:
        The exit status: 0 after an interruption.
    """
    server = subprocess.Popen(command(port, browser), cwd=ROOT, env=environment(prompt, model))
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.terminate()
        server.wait()
        return 0


def command(port: int | None, browser: bool) -> list[str]:
    """How Voilà is started."""
    options = [
        "--template=explorer",
        "--Voila.ip=127.0.0.1",
        f"--VoilaConfiguration.extension_allowlist={EXTENSIONS}",
    ]
    options += [] if port is None else [f"--port={port}"]
    options += [] if browser else ["--no-browser"]
    return [sys.executable, "-m", "voila", str(NOTEBOOK), *options]


def environment(prompt: str | None, model: str) -> dict[str, str]:
    """What the server and the page's kernel find in their environment."""
    own = {
        "EXPLORER_MODEL": model,
        "EXPLORER_PROMPT": PROMPT if prompt is None else prompt,
        "JUPYTER_PATH": _before("JUPYTER_PATH", PAGES),  # where Voilà looks for templates
        "PYTHONPATH": _before("PYTHONPATH", ROOT),  # the kernel runs in the notebook's folder
    }
    return {**os.environ, **own}


def explorer() -> SamplingExplorer:
    """What the page shows, with the model and prompt that ``launch`` was given."""
    model, tokenizer = models.load(os.environ.get("EXPLORER_MODEL", "base"))
    return SamplingExplorer(model, tokenizer, os.environ.get("EXPLORER_PROMPT", PROMPT))


def _before(name: str, folder: Path) -> str:
    return os.pathsep.join(part for part in (str(folder), os.environ.get(name)) if part)
