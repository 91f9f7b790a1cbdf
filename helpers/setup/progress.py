"""What a person sees while pip works: one line that moves in a terminal, a line per large file elsewhere."""

import re
import sys
import threading
import time
from types import TracebackType
from typing import TextIO

_FILE = re.compile(r"^\s*(Downloading|Using cached) (\S+?)-\d\S* \(([\d.]+) (\w+)\)")
_LARGE_MB = 20


class Progress:
    """Shows pip's lines in short. Use as a context manager and pass every line to `see`."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._live = self._stream.isatty()
        self._text, self._packages = "asking the package index", 0
        self._started = time.monotonic()
        self._done = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> "Progress":
        if self._live:
            self._ticker.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        if self._live:
            self._ticker.join()
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def see(self, line: str) -> None:
        """Take one line of pip's output into account."""
        if line.startswith("Collecting "):
            self._packages += 1
            self._text = f"package {self._packages}: {line.split()[1]}"
        elif match := _FILE.match(line):
            verb, name, size, unit = match.groups()
            self._text = f"package {self._packages}: {verb.lower()} {name} ({size} {unit})"
            if unit == "GB" or (unit == "MB" and float(size) >= _LARGE_MB):
                self._print(f"{verb.lower()} {name} ({size} {unit})")
        elif line.startswith("Installing collected packages"):
            self._text = f"unpacking {line.count(',') + 1} packages"
            self._print(self._text)

    def _print(self, text: str) -> None:
        if not self._live:
            print(f"      {text}", file=self._stream, flush=True)

    def _tick(self) -> None:
        while not self._done.wait(0.2):
            seconds = int(time.monotonic() - self._started)
            self._stream.write(f"\r\x1b[K      {seconds // 60}:{seconds % 60:02d}  {self._text[:90]}")
            self._stream.flush()
