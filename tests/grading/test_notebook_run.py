"""The notebook's run for feedback: what it shows, and what a hostile notebook cannot do with it."""

import json
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest

from helpers import paths
from helpers.grading import notebook_run
from helpers.grading.limits import MIB, Limits
from helpers.grading.notebook_run import NotebookRun, run
from helpers.grading.sandbox import Sandbox
from tests.needs import bubblewrap, needs_bubblewrap

pytestmark = needs_bubblewrap
LIMITS = Limits(cell_seconds=3, grace_seconds=1, notebook_seconds=60, output_bytes=MIB)


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    bubblewrap()
    with notebook_run.open_sandbox(LIMITS) as opened:
        yield opened


def shown(found: NotebookRun, index: int) -> list[dict[str, Any]]:
    return list(found.outputs[index])


def text(found: NotebookRun, index: int) -> str:
    return "".join(output.get("text", "") for output in found.outputs[index])


def test_outputs_are_those_of_a_notebook(box: Sandbox) -> None:
    found = run(
        [
            "print('one'); print('two')\nimport sys; print('three', file=sys.stderr)",
            "x = 20\nx + 1",
            "1 / 0",
            "x",
            "display('a'); None",
            "from IPython.display import HTML\nHTML('<b>b</b>')",
            "%time x\n!ls",
            "for i in range(3): print(f'\\r{i}', end='')",
        ],
        box,
    )
    assert found.ended == ""
    assert shown(found, 0) == [
        {"output_type": "stream", "name": "stdout", "text": "one\ntwo\n"},
        {"output_type": "stream", "name": "stderr", "text": "three\n"},
    ]
    assert shown(found, 1)[0]["data"] == {"text/plain": "21"}
    assert (shown(found, 2)[0]["ename"], shown(found, 2)[0]["evalue"]) == (
        "ZeroDivisionError",
        "division by zero",
    )
    assert shown(found, 3)[0]["output_type"] == "execute_result"
    assert shown(found, 4)[0]["data"] == {"text/plain": "'a'"}
    assert shown(found, 5)[0]["data"]["text/html"] == "<b>b</b>"
    assert "not run here" in text(found, 6)
    assert text(found, 7).strip() == "2"
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(outputs=list(out)) for out in found.outputs]
    )
    nbformat.validate(nbformat.from_dict(notebook))


def test_a_plot_is_kept(box: Sandbox) -> None:
    found = run(["import plotly.graph_objects as go\ngo.Figure(go.Bar(y=[1, 2]))"], box)
    assert "application/vnd.plotly.v1+json" in shown(found, 0)[0]["data"]


def test_a_lab_runs_with_its_checks(box: Sandbox) -> None:
    cells = nbformat.read(paths.LABS / "00_start_here.ipynb", 4).cells
    sources = [cell.source for cell in cells if cell.cell_type == "code" and "speed" not in cell.source]
    answer = "def stable_softmax(logits):\n    return logits.softmax(-1)"
    [place] = [i for i, source in enumerate(sources) if source.startswith("def stable_softmax")]
    found = run([answer if i == place else source for i, source in enumerate(sources)], box)
    assert found.ended == ""
    assert "Right" in shown(found, place + 1)[0]["data"]["text/plain"]


def test_cells_that_end_the_process_or_never_end_stop_the_run(box: Sandbox) -> None:
    found = run(["print(1)", "import os\nos._exit(0)", "print(2)"], box)
    assert text(found, 0) == "1\n"
    assert found.outputs[1:] == ((), ())
    assert found.ended.startswith("Cell 2 of 3 ended the whole Python process")
    found = run(["import time\ntime.sleep(100)", "print(2)"], box)
    assert found.ended.startswith("Cell 1 of 2 was stopped")
    found = run(["while True: pass", "import sys\nsys.exit(1)", "print('on')"], box)
    assert found.ended == ""
    assert "Stopped" in text(found, 0)
    assert text(found, 2) == "on\n"


def test_outputs_are_capped(box: Sandbox) -> None:
    found = run(
        [
            "print('x' * 30_000_000)",
            "for _ in range(10**6): print('y' * 100)",
            *(["print('z' * 19_000)"] * 60),
        ],
        box,
    )
    assert found.ended == ""
    assert all(len(text(found, i)) < 20_100 for i in range(62))
    assert sum(len(json.dumps(out)) for out in found.outputs) < 1.1 * MIB
    assert "too large to show" in text(found, 61)


def test_a_forged_message_is_no_output(box: Sandbox) -> None:
    forge = """
import helpers.grading.channel as c
send = c.Channel.send
c.Channel.send = lambda self, value, *a: send(self, value | {{"outputs": {forged}}})
"""
    for forged in ("3", "'{'", '\'[3, {}, {"output_type": "pickle"}]\'', "'[' * 10**5"):
        found = run([forge.format(forged=forged)], box)
        assert found.outputs == ((),)


def test_the_host_is_out_of_sight(box: Sandbox) -> None:
    looks = f"import os\nprint([p for p in {[str(paths.SOLUTIONS), str(paths.ROOT / 'tests')]!r} if os.path.exists(p)])"
    assert text(run([looks], box), 0) == "[]\n"
