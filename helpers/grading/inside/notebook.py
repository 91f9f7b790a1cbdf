"""Runs a notebook's code cells one after the other in this process and tells what each of them shows.

IPython's shell without a kernel: a forked worker has everything imported already, and one process fewer to escape
into. Widgets show their text, progress bars their last line.
"""

import io
import json
import os
import re
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from helpers.checks.limits import OutOfTime, within
from helpers.grading.channel import Channel, CodecError

_LONGEST_TEXT = 20_000
_LONGEST_OUTPUT = 1_500_000
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Shown(list[dict[str, Any]]):
    """What one cell shows, as nbformat's outputs; neighbouring texts of one stream are joined."""

    def text(self, stream: str, text: str) -> None:
        if self and self[-1].get("name") == stream:
            joined = self[-1]["text"] + text
        else:
            self.append({"output_type": "stream", "name": stream})
            joined = text
        if "\r" in text:  # a progress bar overwrites its line
            joined = re.sub(r"[^\n]*\r(?=[^\n])", "", joined)
        kept = joined[:_LONGEST_TEXT]
        self[-1]["text"] = kept if len(joined) <= _LONGEST_TEXT else f"{kept}\n… cut off here"

    def data(self, kind: str, data: dict[str, Any]) -> None:
        self.append({"output_type": kind, "data": data, "metadata": {}})


class Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of the cell that runs."""

    def __init__(self, name: str) -> None:
        self._name = name

    def write(self, text: str) -> int:
        Shell.shown.text(self._name, _ESCAPES.sub("", text))
        return len(text)


class Hook(DisplayHook):
    """The value of a cell's last line."""

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        Shell.shown.data("execute_result", dict(format_dict))
        Shell.shown[-1]["execution_count"] = None

    def finish_displayhook(self) -> None:
        self._is_active = False


class Publisher(DisplayPublisher):
    """``display(…)``."""

    def publish(self, data: dict[str, Any], metadata: Any = None, *rest: Any, **options: Any) -> None:
        if not options.get("update"):
            Shell.shown.data("display_data", dict(data))

    def clear_output(self, wait: bool = False) -> None:
        Shell.shown.clear()


class Shell(InteractiveShell):
    """IPython that collects instead of printing."""

    displayhook_class = Hook
    display_pub_class = Publisher
    shown = Shown()

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        if issubclass(etype, OutOfTime):
            Shell.shown.text("stderr", "Stopped: this cell took too long.\n")
            return
        trace = [_ESCAPES.sub("", line)[:2000] for line in stb[-12:]]
        Shell.shown.append(
            {
                "output_type": "error",
                "ename": etype.__name__,
                "evalue": str(evalue)[:2000],
                "traceback": trace,
            }
        )

    def enable_gui(self, gui: Any = None) -> None:
        pass

    def system(self, cmd: str) -> None:
        Shell.shown.text("stderr", "Commands of the system are not run here.\n")


def serve(channel: Channel, sources: Sequence[str], course: str, cell_seconds: float) -> None:
    """Run the cells, sending ``{"cell": index, "outputs": json}`` after each.

    Args:
        channel: to the grader.
        sources: of the code cells.
        course: the folder that holds ``helpers``.
        cell_seconds: time limit for each.
    """
    work = "/tmp/labs" if course == "/course" else os.getcwd()
    os.makedirs(work, exist_ok=True)
    os.chdir(work)
    shell = Shell.instance(display_page=True)
    shell.user_module.__name__ = "__main__"
    for index, source in enumerate(sources):
        Shell.shown = Shown()
        with redirect_stdout(Stream("stdout")), redirect_stderr(Stream("stderr")):
            try:
                within(cell_seconds, lambda source=source: shell.run_cell(source))  # type: ignore[misc]
            except OutOfTime:
                Shell.shown.text("stderr", "Stopped: this cell took too long.\n")
            except SystemExit:
                Shell.shown.text("stderr", "This cell asks Python to end; the run goes on.\n")
        _tell(channel, index, Shell.shown)
    sys.exit(0)


def _tell(channel: Channel, index: int, shown: Shown) -> None:
    for limit in (_LONGEST_OUTPUT, 0):
        small = [output for output in shown if len(json.dumps(output, default=str)) <= (limit or 20_000)]
        try:
            channel.send({"cell": index, "outputs": json.dumps(small, default=str)})
        except CodecError:
            continue
        return
    channel.send({"cell": index, "outputs": "[]"})
