"""The sampling explorer: what temperature, top-k, top-p, min-p and repetition penalty do to one model's next token."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import anywidget
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.errors import CourseError

from . import still
from .assets import script, style
from .exploration import Exploration
from .settings import Settings

FLUSH_SECONDS = 0.08


class SamplingExplorer(anywidget.AnyWidget):
    """A live view of next-token sampling.

    Args:
        model: a decoder-only language model, on any device.
        tokenizer: the tokenizer it was trained with.
        prompt: the text to continue.
        temperature, top_k, top_p, min_p, repetition_penalty: first settings of side A, as in ``sampling.generate``.
        compare: settings of a second side B to start with, such as ``{"temperature": 0.5}``.
        seed: of the random numbers; both sides draw with the same ones.
        max_new_tokens: how much text to write.

    Raises:
        InputError: the tokenizer is not the model's, or the model is an encoder-decoder. Anything else that cannot be
            used, the prompt included, is said in the widget.
    """

    _esm = script("dom.js", "controls.js", "bars.js", "story.js", "sampling_explorer.js")
    _css = style("theme.css", "sampling_explorer.css")

    def __init__(
        self,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerBase,
        prompt: str = "Once upon a time",
        *,
        temperature: float = 1.0,
        top_k: int = 0,
        top_p: float = 1.0,
        min_p: float = 0.0,
        repetition_penalty: float = 1.0,
        compare: dict[str, Any] | None = None,
        seed: int = 0,
        max_new_tokens: int = 32,
    ) -> None:
        self.exploration = explored = Exploration(model, tokenizer, seed, max_new_tokens)
        super().__init__()
        self._problems: dict[str, str] = {}
        self._task: asyncio.Task | None = None
        self._round = 0
        self.on_msg(self._receive)
        first = Settings(temperature, top_k, top_p, min_p, repetition_penalty)
        self._try("a", lambda: explored.set("a", first))
        if compare is not None:
            second = Settings(**compare)
            self._try("b", lambda: explored.set("b", second))
        self._try("prompt", lambda: explored.read(prompt))
        if explored.context:
            self._try("write", lambda: [list(explored.begin(name)) for name in explored.sides])

    @property
    def settings(self) -> dict[str, dict[str, float]]:
        """The settings of each side, as they stand now: ``{"a": {"temperature": …}, …}``."""
        return {name: asdict(side.settings) for name, side in self.exploration.sides.items()}

    @property
    def token_ids(self) -> dict[str, list[int]]:
        """What each side has written behind its prompt."""
        return {name: [step["id"] for step in side.steps] for name, side in self.exploration.sides.items()}

    def _repr_mimebundle_(self, **_options: Any) -> tuple[dict, dict]:
        """The live view, and beside it a picture in HTML and in characters."""
        html, text = still.explorer(self.exploration, self._problems)
        return still.bundle(self.model_id, html, text), {}

    def _ipython_display_(self) -> None:
        still.show(self.model_id, *still.explorer(self.exploration, self._problems))

    def _receive(self, _widget: object, message: dict, _buffers: object) -> None:
        """Answer one message; whatever is wrong with it becomes a sentence beside the field it is about."""
        place = message["field"]
        handle: Callable[[dict], None] = getattr(self, f"_on_{message['kind']}")
        self._problems.pop(place, None)
        try:
            self._try(place, lambda: handle(message))
        finally:  # whatever happens, or the browser would wait for ever
            answer = {"kind": "answer", "field": place, "serial": message["serial"]}
            self.send({**answer, "problem": self._problems.get(place)})

    def _try(self, place: str, action: Callable[[], object]) -> None:
        try:
            action()
        except CourseError as error:
            self._problems[place] = str(error)

    def _on_hello(self, _message: dict) -> None:
        self.send(self.exploration.state_message())
        self._send_distribution()
        for name in self.exploration.sides:
            self.send(self.exploration.tokens_message(name, 0))
        for place, problem in self._problems.items():
            self.send({"kind": "answer", "field": place, "problem": problem})

    def _on_prompt(self, message: dict) -> None:
        self.exploration.read(message["text"])
        self._send_distribution()

    def _on_setting(self, message: dict) -> None:
        name = message["side"]
        old = self.exploration.sides[name].settings
        self.exploration.set(name, old.changed(message["name"], message["typed"]))
        if self.exploration.context:
            self.send(self.exploration.after_message(name))

    def _on_compare(self, message: dict) -> None:
        self._stop()
        sides = self.exploration.sides
        if message["on"]:
            self.exploration.set("b", sides["a"].settings)
        else:
            sides.pop("b", None)
        self._on_hello(message)

    def _on_write(self, message: dict) -> None:
        self.exploration.set_draws(message["seed"], message["length"])
        self._start({name: self.exploration.begin(name) for name in self.exploration.sides})

    def _on_begin(self, message: dict) -> None:
        """Write a token of the distribution first, on every side."""
        self._start({name: self.exploration.begin(name, message["id"]) for name in self.exploration.sides})

    def _on_branch(self, message: dict) -> None:
        name = message["side"]
        self._start({name: self.exploration.branch(name, message["index"], message["id"])})

    def _on_stop(self, _message: dict) -> None:
        self._stop()

    def _send_distribution(self) -> None:
        if self.exploration.context:
            self.send(self.exploration.before_message())
            for name in self.exploration.sides:
                self.send(self.exploration.after_message(name))

    def _start(self, writers: dict[str, Iterator[None]]) -> None:
        """Write in the background where an event loop runs, so that Stop and the sliders keep working."""
        self._stop()
        self._round += 1
        this_round = self._round
        self.send({"kind": "writing", "on": True})
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            asyncio.run(self._run(writers))
            self._end(this_round)
        else:
            self._task = loop.create_task(self._run(writers))
            self._task.add_done_callback(lambda _task: self._end(this_round))

    def _stop(self) -> None:
        if self._task and not self._task.done():
            self._task.cancel()

    def _end(self, this_round: int) -> None:
        """Say that nothing is being written, unless a later round has begun meanwhile."""
        if this_round == self._round:
            self.send({"kind": "writing", "on": False})

    async def _run(self, writers: dict[str, Iterator[None]]) -> None:
        try:
            for name, writer in writers.items():
                await self._stream(name, writer)
        except CourseError as error:
            self.send({"kind": "answer", "field": "write", "problem": str(error)})

    async def _stream(self, name: str, writer: Iterator[None]) -> None:
        """Send a side's tokens in small groups as they are written."""
        sent, last = 0, time.monotonic()
        for _ in writer:
            if time.monotonic() - last > FLUSH_SECONDS:
                self.send(self.exploration.tokens_message(name, sent))
                sent, last = len(self.exploration.sides[name].steps), time.monotonic()
                await asyncio.sleep(0)
        self.send(self.exploration.tokens_message(name, sent))
        self.send({"kind": "written", "side": name})
