"""The constitution editor: switch principles, write one, and watch critique, revision and the rates change."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import anywidget
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.constitution import Constitution, Critique, Principle, pick_principle
from helpers.constitution.critic import MAX_NEW_TOKENS, Asked, Pick
from helpers.errors import InputError, in_words

from . import still
from .assets import script, style
from .constitution_sheet import Sheet
from .constitution_trial import Judge, Outcome, Rates, Trials, rates
from .constitution_view import Case, Measuring, picture, state

_PATIENCE = 20.0  # seconds that a picture waits for the first critique
_CHANGED = "Stopped, since the principles have changed: count again."


class ConstitutionEditor(anywidget.AnyWidget):
    """Principles to switch, write and save, and what a model makes of some replies by them.

    The model works in threads, so the notebook stays free. `constitution` is what is on; it is saved as YAML in the
    course's state folder and comes back when the next editor opens.

    Args:
        model, tokenizer: a chat model, which criticises and revises.
        requests, replies: a small set to try principles on, as many of one as of the other.
        judges: name of a rate -> judge of (requests, replies); the rate is the share of its scores of 0.5 or more, None
            counting for nothing. No judge, no rates.
        constitution: what `reset` goes back to, the course's own when none is given.
        pick: (faults, logprobs) -> name of the principle whose critique counts, or "".
        path: file of the saved constitution.
        max_new_tokens: of a critique or a revision.
        said: critiques that this model has made before, as `helpers.constitution.Critic` keeps them; they are not asked
            for again.

    Raises:
        InputError: no requests, or not a reply for each.
    """

    _esm = script("dom.js", "constitution_principles.js", "constitution_results.js", "constitution_editor.js")
    _css = style("theme.css", "constitution_editor.css")

    def __init__(
        self,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerBase,
        requests: Sequence[str],
        replies: Sequence[str],
        judges: Mapping[str, Judge] | None = None,
        *,
        constitution: Constitution | None = None,
        pick: Pick = pick_principle,
        path: Path | None = None,
        max_new_tokens: int = MAX_NEW_TOKENS,
        said: Mapping[Asked, Critique] | None = None,
    ) -> None:
        if not requests or len(requests) != len(replies):
            raise InputError(
                f"There are {len(requests)} requests and {len(replies)} replies; give at least one request, "
                "and a reply for each."
            )
        self._requests, self._replies = list(requests), list(replies)
        self._judges = dict(judges or {})
        self._sheet = Sheet(constitution or Constitution.load(), path)
        self._trials = Trials(model, tokenizer, pick, max_new_tokens, said)
        self._case, self._measuring = Case(), Measuring()
        self._lock = threading.RLock()  # the browser, the notebook and two threads change what is shown
        self._trying: threading.Thread | None = None
        self._counting: threading.Thread | None = None
        self._stop = threading.Event()
        self._error: Exception | None = None
        self._pictures = still.Pictures()
        super().__init__()
        self.on_msg(self._receive)

    # --- for the notebook

    @property
    def constitution(self) -> Constitution:
        """What is on at present. Raises InputError when it is empty or contradicts itself."""
        return self._sheet.constitution()

    def measure(self) -> Rates:
        """Revise all replies and count the rates; an interrupt of the kernel stops it.

        Raises:
            InputError: what is on is no constitution, a count is under way or was stopped, or a judge's scores do not
                fit.
            Exception: what the model or a judge failed with.
        """
        self._measure()
        thread = self._counting
        try:
            while thread is not None and thread.is_alive():
                thread.join(0.2)
        except KeyboardInterrupt:
            self._halt("Stopped.")
        if self._error:
            raise self._error
        if self._measuring.status != "done":
            raise InputError("The count was stopped before its end; call measure() again.")
        return self._measuring.results[-1]

    def state(self) -> dict[str, Any]:
        """All that is shown."""
        with self._lock:
            return state(
                self._sheet, self._case, self._measuring, self._requests, self._replies, list(self._judges)
            )

    # --- one request

    def _try(self, **changes: Any) -> None:
        """Begin to criticise and revise the request in view; a trial that is still going is forgotten."""
        with self._lock:
            case = self._case = replace(self._case, outcome=None, problem="", **changes)
            principles = self._sheet.principles
            by = next((e.principle for e in self._sheet.entries if e.key == case.by and e.on), None)
            case.by = case.by if by else None
            case.status = "off" if self._sheet.trouble else "working"
            if case.status == "working":
                self._trying = threading.Thread(target=self._tried, args=(case, principles, by), daemon=True)
                self._trying.start()
        self._show()

    def _tried(self, case: Case, principles: Sequence[Principle], by: Principle | None) -> None:
        request, reply = self._requests[case.request], self._replies[case.request]
        try:
            outcome = self._trials.outcome(request, reply, principles, by, wanted=lambda: case is self._case)
            ending: dict[str, Any] = {"status": "done", "outcome": outcome}
        except Exception as error:  # whatever the model does, the editor goes on
            ending = {"status": "failed", "problem": in_words(error)}
        with self._lock:
            if case is not self._case:
                return
            self._case = replace(case, **ending)
        self._show()

    # --- the rates

    def _measure(self) -> None:
        with self._lock:
            if self._measuring.going:
                raise InputError("The rates are being counted already: wait for the end, or stop it first.")
            principles = self.constitution.principles
            self._measuring = replace(self._measuring, status="working", done=0, problem="")
            self._error, self._stop = None, threading.Event()
            self._counting = threading.Thread(target=self._count, args=(principles, self._stop), daemon=True)
            self._counting.start()
        self._show()

    def _count(self, principles: Sequence[Principle], stop: threading.Event) -> None:
        outcomes: list[Outcome] = []
        try:
            for one in zip(self._requests, self._replies, strict=True):
                if stop.is_set():
                    break
                outcome = self._trials.outcome(*one, principles, wanted=lambda: not stop.is_set())
                if outcome is not None:
                    outcomes.append(outcome)
                self._measuring.done = len(outcomes)
                self._show()
            found = rates(self._judges, principles, outcomes) if not stop.is_set() else None
        except Exception as error:  # `measure` raises it where the student sees it
            self._error = error
            self._ended("failed", in_words(error))
        else:
            self._ended("done" if found else "stopped", found=found)

    def _ended(self, status: str, problem: str = "", found: Rates | None = None) -> None:
        with self._lock:
            self._measuring.status = status
            self._measuring.problem = problem or self._measuring.problem
            if found:
                self._measuring.results.append(found)
        self._show()

    def _halt(self, why: str) -> None:
        with self._lock:
            if self._measuring.status == "working":
                self._measuring.status, self._measuring.problem = "stopping", why
                self._stop.set()
        self._show()

    # --- the browser

    def _show(self) -> None:
        with self._lock:  # or an older state could overtake a newer one
            shown = self.state()
            self.send(shown)
        if not self._measuring.going and shown["case"]["status"] != "working":
            self._pictures.update(lambda: picture(shown))

    def _receive(self, _widget: object, message: dict, _buffers: object) -> None:
        problem, said = None, ""
        try:
            said = self._do(message)
        except Exception as error:
            problem = in_words(error)
        finally:  # whatever happens, or the browser would wait for ever
            closing = {"kind": "answer", "field": message["field"], "serial": message["serial"]}
            self.send({**closing, "problem": problem, "said": said})

    def _do(self, message: dict) -> str:
        """Do what was asked for, and say what came of it."""
        kind, key = message["kind"], message.get("key")
        if kind == "hello":
            self._try() if self._case.status == "idle" else self._show()
        elif kind == "choose":
            self._try(request=range(len(self._requests))[message["request"]])
        elif kind == "by":
            self._try(by=key)
        elif kind == "measure":
            self._measure()
        elif kind == "stop":
            self._halt("Stopped.")
        elif kind == "save":
            with self._lock:
                self._sheet.save()
            self._show()
            return f"Saved to {self._sheet.path}."
        else:
            return self._edit(kind, key, message)
        return ""

    def _edit(self, kind: str, key: Any, message: dict) -> str:
        said = ""
        with self._lock:
            if kind == "switch":
                self._sheet.switch(key, bool(message["on"]))
            elif kind == "write":
                entry = self._sheet.write(message["fields"], key)
                said = f'{"Added" if key is None else "Changed"}: "{entry.principle.name}". Save keeps it.'
            elif kind == "remove":
                said = f'Removed: "{self._sheet.remove(key).principle.name}".'
            elif kind == "reset":
                self._sheet.reset()
                said = (
                    "The shipped constitution is on; principles of your own stay in the list, switched off."
                )
        self._halt(_CHANGED)
        self._try()
        return said

    def _picture(self) -> tuple[str, str]:
        if self._case.status == "idle":
            self._try()
        if self._trying is not None:
            self._trying.join(_PATIENCE)
        return picture(self.state())

    def _repr_mimebundle_(self, **_options: Any) -> tuple[dict, dict]:
        """The live view, and beside it a picture in HTML and in characters."""
        return still.bundle(self.model_id, *self._picture()), {}

    def _ipython_display_(self) -> None:
        """The picture is brought up to date with every change; the live view takes its place."""
        self._pictures.show(self.model_id, *self._picture())
