"""pip's chatter in short."""

import io

from helpers.setup.progress import Progress

PIP = """Collecting torch==2.13.0 (from -r requirements.txt (line 6))
  Downloading torch-2.13.0-cp311-cp311-manylinux_2_28_x86_64.whl (526.6 MB)
Collecting tqdm==4.70.1
  Downloading tqdm-4.70.1-py3-none-any.whl (78 kB)
Installing collected packages: mpmath, tqdm, torch
Successfully installed mpmath-1.3.0 torch-2.13.0 tqdm-4.70.1
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_gets_a_line_per_large_file_and_one_for_unpacking() -> None:
    out = io.StringIO()
    with Progress(out) as progress:
        for line in PIP.splitlines(keepends=True):
            progress.see(line)
    assert [line.strip() for line in out.getvalue().splitlines()] == [
        "downloading torch (526.6 MB)",
        "unpacking 3 packages",
    ]


def test_a_terminal_gets_one_line_that_is_wiped_at_the_end() -> None:
    out = Terminal()
    with Progress(out) as progress:
        for line in PIP.splitlines(keepends=True):
            progress.see(line)
    assert "\n" not in out.getvalue()
    assert out.getvalue().endswith("\r\x1b[K")
