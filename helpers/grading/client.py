"""The grader's side of one worker: asks for calls, believes nothing but values, and notices how a worker ends."""

import os
import secrets
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

import numpy as np
import torch

from helpers.checks.exercise import Exercise, Outcome, Problem, ProblemKind
from helpers.checks.registry import EXERCISES
from helpers.grading.channel import ClosedError, CodecError
from helpers.grading.model_service import ModelService
from helpers.grading.records import Status
from helpers.grading.sandbox import Sandbox, exit_status, hang_up
from helpers.grading.withheld import overlay

_PLAIN = (type(None), bool, int, float, str, list, tuple, dict, np.ndarray, torch.Tensor)
_LONGEST_SENTENCE, _LONGEST_PRINT = 600, 600


@dataclass(frozen=True)
class Death:
    """Why there is no worker any more: the status it earns, and the sentence for the student."""

    status: Status
    sentence: str


class WorkerRunner:
    """A `helpers.checks.Runner` whose function lives in a worker of its own.

    Once the worker is gone, every further call gives the same problem at once.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        exercise: Exercise,
        answer: str,
        others: Sequence[str],
        *,
        only_imports: bool = False,
    ) -> None:
        """Starts the worker and loads the cells; of the others perhaps nothing but what they import.

        Raises:
            SandboxError: no worker could be had; the submission is not to blame.
        """
        self.death: Death | None = None
        self._limits = sandbox.limits
        self._channel, self._told = sandbox.connect()
        self._watch = sandbox.memory_watch()
        self._service = ModelService()
        self._deadline = time.monotonic() + self._limits.load_seconds
        job = {
            "answer": answer,
            "others": list(others),
            "only_imports": only_imports,
            "function": exercise.function,
            "parameters": list(exercise.parameters),
            "overlay": dict(overlay(exercise.id)),
            "references": _references(),
        }
        self._exchange(job, self._limits.load_seconds, "Running your cell")
        self._deadline = time.monotonic() + self._limits.exercise_seconds

    def run(
        self, args: Sequence[Any], kwargs: Mapping[str, Any], *, seconds: float, gradients: Sequence[int] = ()
    ) -> Outcome:
        """One call; never raises for what the function does."""
        seconds = min(seconds, self._limits.call_seconds)
        nonce = secrets.token_hex(16)
        call = {
            "nonce": nonce,
            "args": list(args),
            "kwargs": dict(kwargs),
            "seconds": float(seconds),
            "gradients": list(gradients),
        }
        reply = self._exchange(call, seconds + self._limits.grace_seconds, "It")
        if self.death is None:
            try:
                return replace(_outcome(reply, nonce), trace=tuple(self._service.trace))
            except (CodecError, KeyError, TypeError, ValueError, IndexError):
                self._die("crashed", "Its process sent something that no function returns, and was stopped.")
        assert self.death is not None
        kind: ProblemKind = "does not finish" if self.death.status == "timed out" else "raises"
        return Outcome(problem=Problem(kind, self.death.sentence))

    def close(self) -> None:
        """Kill the worker and all it has started."""
        self._channel.close()
        hang_up(self._told)

    def _exchange(self, message: dict[str, Any], seconds: float, what: str) -> Any:
        """Send, and wait for the reply; the worker dies of anything unusual."""
        if self.death:
            return None
        wait = min(seconds, self._deadline - time.monotonic())
        until = time.monotonic() + max(wait, 0.1)
        self._service.begin()
        try:
            if not self._channel.idle():
                raise CodecError("an answer before the question")
            while True:
                self._channel.send(message, max(until - time.monotonic(), 0.1))
                reply = self._channel.receive(max(until - time.monotonic(), 0.1), self._watch)
                if type(reply) is not dict or "op" not in reply:
                    return reply
                message = self._service.answer(reply)
        except TimeoutError:
            self._die("timed out", f"{what} has not ended after {max(wait, 0):.0f} seconds and was stopped.")
        except MemoryError:
            self._die("too much memory", f"{what} took too much memory and was stopped.")
        except CodecError as error:
            self._die("crashed", f"Its process was stopped: it sent {error}.")
        except ClosedError:
            self._die(*_cause(exit_status(self._told)))
        return None

    def _die(self, status: Status, sentence: str) -> None:
        self.death = Death(status, sentence)
        self.close()


def _cause(status: int | None) -> tuple[Status, str]:
    """What a wait status says."""
    if status is None or os.WIFEXITED(status):
        return "crashed", "It ended the whole Python process instead of returning."
    number = os.WTERMSIG(status)
    if number in (signal.SIGXCPU, signal.SIGKILL):
        return "timed out", "It used up its processor time and was stopped."
    try:
        name = signal.Signals(number).name
    except ValueError:
        name = f"signal {number}"
    return "crashed", f"It crashed the whole Python process ({name})."


def _outcome(reply: Any, nonce: str) -> Outcome:
    """The reply as an outcome, every part of it checked."""
    if type(reply) is not dict or reply["nonce"] != nonce:
        raise CodecError("an answer to another question")
    problem = None
    if reply["problem"] is not None:
        kind, message, exception = reply["problem"]
        if kind not in get_args(ProblemKind):
            raise CodecError("a problem of no known kind")
        problem = Problem(kind, _text(message, _LONGEST_SENTENCE), _text(exception, 80))
    gradients, mutated = reply["gradients"], reply["mutated"]
    if not all(isinstance(part, tuple) for part in (gradients, mutated)):
        raise CodecError("a malformed answer")
    if type(reply["value"]) not in _PLAIN:
        raise CodecError("a value of no known type")
    return Outcome(
        None if problem else reply["value"],
        problem,
        tuple(_text(name, 80) for name in mutated[:20]),
        gradients,
        printed=_text(reply["printed"], _LONGEST_PRINT),
    )


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str):
        raise CodecError("a malformed answer")
    return value[:longest].encode("utf-8", "replace").decode()


def _references() -> dict[str, tuple[str, str]]:
    """Where the course's version of each exercise's function stands."""
    return {
        exercise.function: (exercise.reference.__module__, exercise.reference.__qualname__)
        for exercise in EXERCISES.values()
    }
