"""The PPO dashboard: a run as it happens, with buttons to hold it and to end it, and a price for the next one."""

import asyncio
import math
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import anywidget

from helpers.errors import CourseError, InputError
from helpers.ppo import PPO, JSONLLog, RunControl, StepReport

from . import still
from .assets import script, style
from .ppo_view import Run, in_words, picture, samples, state

Judge = Callable[[Sequence[str], Sequence[str]], Sequence[float]]  # (prompts, completions) -> a number each
_LOOK = 0.05  # seconds between two looks of a paused run


class PPODashboard(anywidget.AnyWidget):
    """Runs of PPO side by side: rewards, divergence, entropy, clipping, value error and samples, live.

    A run works in a thread of its own, so the notebook stays free; ``await dashboard.ended()`` waits for it. Each run
    starts afresh.

    Args:
        make: gives a new trainer from the same start; called with β.
        iterations: of a run.
        kl_coef: β at which the slider stands first.
        gold: judge that no run is trained on; None where there is none.
        read: turns a prompt into what is shown of it.
        logs: folder for a JSONL log of each run; None writes none.

    Raises:
        InputError: ``iterations`` below 1, or β below 0.
    """

    _esm = script("dom.js", "ppo_curves.js", "ppo_dashboard.js")
    _css = style("theme.css", "ppo_dashboard.css")

    def __init__(
        self,
        make: Callable[[float], PPO],
        *,
        iterations: int = 40,
        kl_coef: float = 0.05,
        gold: Judge | None = None,
        read: Callable[[str], str] = str,
        logs: Path | None = None,
    ) -> None:
        if iterations < 1:
            raise InputError(f"iterations is {iterations}; a run needs at least 1.")
        self.runs: list[Run] = []
        self._make, self._iterations, self._kl_coef = make, iterations, _price(kl_coef)
        self._gold, self._read, self._logs = gold, read, logs
        self._lock = threading.RLock()  # buttons, the run and the notebook come from different threads
        self._thread: threading.Thread | None = None
        self._pictures = still.Pictures()
        super().__init__()
        self.on_msg(self._receive)

    # --- for the notebook

    def start(self, kl_coef: float | None = None, iterations: int | None = None) -> None:
        """Begin a run with this β, by default the one of the slider, and return at once.

        Raises:
            InputError: a run is still going, or β below 0.
        """
        with self._lock:
            if self.runs and not self.runs[-1].over:
                raise InputError("A run is still going: wait for its end, or stop it first.")
            self._kl_coef = _price(self._kl_coef if kl_coef is None else kl_coef)
            run = Run(self._kl_coef, self._make(self._kl_coef), iterations or self._iterations, RunControl())
            run.control = _Control(lambda: self._hold(run))
            self.runs.append(run)
            self._thread = threading.Thread(target=self._work, args=(run,), daemon=True)
            self._thread.start()
        self._show()

    def pause(self) -> None:
        """Hold the run after the iteration under way."""
        with self._lock:
            run = self._going()
            run.control.pause()
            self._become(run, "pausing")

    def resume(self) -> None:
        """Let it go on."""
        with self._lock:
            run = self._going()
            run.control.resume()
            self._become(run, "running")

    def stop(self) -> None:
        """End it; the policy is that of its last whole iteration."""
        with self._lock:
            run = self._going()
            self._become(run, "stopping")
            run.control.stop()

    def finish(self) -> Run:
        """Wait for the run to end and return it; interrupting the kernel stops it instead.

        Raises:
            InputError: there was no run.
            Exception: what the run failed with.
        """
        if not self.runs or self._thread is None:
            raise InputError("There is no run to wait for; call start() first.")
        run = self.runs[-1]
        try:
            while self._thread.is_alive():
                self._thread.join(0.2)
        except KeyboardInterrupt:
            run.control.stop()
            self._thread.join()
        self._pictures.update(lambda: picture(self.runs))
        if run.error:
            raise run.error
        return run

    async def ended(self) -> Run:
        """As `finish`, to be awaited in a cell: the kernel goes on listening to the buttons while it waits."""
        try:
            while self._thread is not None and self._thread.is_alive():
                await asyncio.sleep(_LOOK)
        except (KeyboardInterrupt, asyncio.CancelledError):
            self.runs[-1].control.stop()  # harmless where the run has just ended
        return self.finish()

    def state(self) -> dict[str, Any]:
        """All that is shown."""
        with self._lock:
            return state(self.runs, self._kl_coef)

    # --- the run

    def _work(self, run: Run) -> None:
        callbacks: list[Callable[[StepReport], object]] = [lambda report: self._note(run, report)]
        if self._logs:
            callbacks.append(JSONLLog(self._logs / f"run-{self.runs.index(run) + 1}.jsonl"))
        ending = "failed"
        try:
            run.trainer.run(run.iterations, callbacks=callbacks, control=run.control)
            ending = "done" if len(run.reports) == run.iterations else "stopped"
        except Exception as error:  # `finish` raises it where the student sees it
            run.error = error
        self._become(run, ending)

    def _note(self, run: Run, report: StepReport) -> None:
        values = self._gold(report.prompts, report.texts) if self._gold else None
        with self._lock:
            run.reports.append(report)
            run.gold.append(sum(values) / len(values) if values else None)
            run.samples = samples(report, values, self._read)
        self._show()

    def _going(self) -> Run:
        if not self.runs or self.runs[-1].over:
            raise InputError("No run is going; start one first.")
        return self.runs[-1]

    def _hold(self, run: Run) -> None:
        with self._lock:
            if run.status == "pausing":
                self._become(run, "paused")

    def _become(self, run: Run, status: str) -> None:
        with self._lock:
            run.status = status
        self._show()

    # --- the browser

    def _show(self) -> None:
        self.send(self.state())

    def _receive(self, _widget: object, message: dict, _buffers: object) -> None:
        problem = None
        try:
            self._change(message)
        except CourseError as error:
            problem = str(error)
        finally:  # whatever happens, or the browser would wait for ever
            answer = {"kind": "answer", "field": message["field"], "serial": message["serial"]}
            self.send({**answer, "problem": problem})

    def _change(self, message: dict) -> None:
        kind = message["kind"]
        if kind == "hello":
            self._show()
        elif kind == "start":
            self.start(message["kl_coef"])
        elif kind in ("pause", "resume", "stop"):
            getattr(self, kind)()

    def _repr_mimebundle_(self, **_options: Any) -> tuple[dict, dict]:
        """The live view, and beside it a picture in HTML and in characters."""
        return still.bundle(self.model_id, *picture(self.runs)), {}

    def _ipython_display_(self) -> None:
        """The live view takes the place of its picture, which is brought up to date when a run has finished.

        Only the picture shown last is: those before it keep the runs that were there when it came.
        """
        self._pictures = still.Pictures()
        self._pictures.show(self.model_id, *picture(self.runs))

    def __str__(self) -> str:
        return in_words(self.runs[-1] if self.runs else None)


class _Control(RunControl):
    """Says when a run really holds."""

    def __init__(self, held: Callable[[], None]) -> None:
        super().__init__()
        self._held = held

    def wait(self) -> None:
        while not self._running.wait(_LOOK if self.paused else None):
            self._held()
        self.check()


def _price(kl_coef: Any) -> float:
    if isinstance(kl_coef, bool) or not isinstance(kl_coef, int | float) or not 0 <= kl_coef < math.inf:
        raise InputError(f"β is {kl_coef!r}; it must be a number of 0 or more.")
    return float(kl_coef)
