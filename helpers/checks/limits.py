"""Limits on a student's function while it runs in the notebook's own process: time, and what it prints.

A watchdog thread raises `OutOfTime` inside the running function (`PyThreadState_SetAsyncExc`), which works on
Linux, macOS and Windows, and again every half second in case the function swallows it. It arrives between
two bytecodes. What it cannot stop: one call into C code that runs for ever or waits (``time.sleep(1000)``,
``sum(range(10**12))``), until that call returns; and a loop whose every bytecode stands inside a ``try`` with a bare
``except``. The notebook's Stop and Restart buttons remain for those. Grading uses a process that can be killed.
"""

import ctypes
import io
import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_AGAIN_SECONDS = 0.5


class OutOfTime(BaseException):
    """Raised inside the student's function when its time is over."""


class _Watchdog:
    """Raises `OutOfTime` in the thread that made it, once the time is over, until stopped.

    Nothing here may break when `OutOfTime` arrives in the middle of it, so `stop` may be called again and waits on
    plain attributes: an interrupted `threading.Event` or `join` can keep its inner lock.
    """

    def __init__(self, seconds: float) -> None:
        self._target = ctypes.c_ulong(threading.get_ident())
        self._seconds = seconds
        self._stop = threading.Lock()
        self._stop.acquire()
        self._gone = False

    def start(self) -> None:
        threading.Thread(target=self._watch, name="course-time-limit", daemon=True).start()

    def stop(self) -> None:
        """Returns when no `OutOfTime` can come any more."""
        if self._stop.locked():
            self._stop.release()
        while not self._gone:
            time.sleep(0.0005)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(self._target, None)

    def _watch(self) -> None:
        wait = self._seconds
        while not self._stop.acquire(timeout=wait):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(self._target, ctypes.py_object(OutOfTime))
            wait = _AGAIN_SECONDS
        self._gone = True


def within(seconds: float, function: Callable[[], T]) -> T:
    """``function()``, or `OutOfTime` if it has not returned after so many seconds."""
    watchdog = _Watchdog(seconds)
    try:
        watchdog.start()
        try:
            return function()
        finally:
            watchdog.stop()
    except OutOfTime:
        watchdog.stop()
        raise


class CappedText(io.TextIOBase):
    """A text stream that keeps the first ``limit`` characters and counts the rest."""

    def __init__(self, limit: int = 400) -> None:
        self._limit = limit
        self._kept = ""
        self._count = 0

    def write(self, text: str) -> int:
        self._kept += text[: max(0, self._limit - len(self._kept))]
        self._count += len(text)
        return len(text)

    def getvalue(self) -> str:
        """What was kept, and how much was not."""
        dropped = self._count - len(self._kept)
        return f"{self._kept}… and {dropped:,} more characters" if dropped else self._kept
