import json

import pytest

from helpers.paths import ROOT
from helpers.widgets import page


def test_the_command_listens_on_loopback_only() -> None:
    command = page.command(8123, browser=False)
    assert "--Voila.ip=127.0.0.1" in command
    assert "--port=8123" in command
    assert "--no-browser" in command
    assert not any(part.startswith("--port") for part in page.command(None, browser=True))


def test_the_environment_carries_prompt_model_and_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PATH", "elsewhere")
    own = page.environment("a prompt", "micro")
    assert (own["EXPLORER_PROMPT"], own["EXPLORER_MODEL"]) == ("a prompt", "micro")
    assert own["JUPYTER_PATH"].endswith("elsewhere")
    assert str(ROOT) in own["PYTHONPATH"]
    assert page.environment(None, "base")["EXPLORER_PROMPT"] == page.PROMPT


def test_the_notebook_has_no_outputs_and_no_formulas() -> None:
    notebook = json.loads(page.NOTEBOOK.read_text(encoding="utf-8"))
    assert all(not cell.get("outputs") for cell in notebook["cells"])
    assert "$" not in json.dumps(notebook)
