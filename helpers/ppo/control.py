"""Pause, resume and stop a run from another thread, such as a notebook's buttons."""

import threading


class Stopped(Exception):  # noqa: N818  no error: it unwinds an iteration that nobody wants any more
    """A run was asked to stop."""


class RunControl:
    """Flags that a run looks at: pause takes effect between iterations, stop also between minibatches.

    An iteration that a stop cuts short is undone, so the model is always that of a whole iteration.
    """

    def __init__(self) -> None:
        self._running = threading.Event()
        self._running.set()
        self._stopped = threading.Event()

    def pause(self) -> None:
        """Hold the run after the iteration under way."""
        self._running.clear()

    def resume(self) -> None:
        """Let it go on."""
        self._running.set()

    def stop(self) -> None:
        """End it, paused or not; a stopped control stays so."""
        self._stopped.set()
        self._running.set()

    @property
    def paused(self) -> bool:
        """Whether the run holds, or will after its iteration."""
        return not self._running.is_set()

    @property
    def stopped(self) -> bool:
        """Whether it was asked to end."""
        return self._stopped.is_set()

    def wait(self) -> None:
        """Between iterations: return at once, or once resumed. Raises Stopped."""
        self._running.wait()
        self.check()

    def check(self) -> None:
        """Between minibatches. Raises Stopped."""
        if self.stopped:
            raise Stopped
