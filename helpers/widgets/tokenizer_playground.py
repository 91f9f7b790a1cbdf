"""The tokenizer playground: one text as one or more tokenizers cut it."""

from collections.abc import Mapping
from typing import Any

import anywidget
from transformers import PreTrainedTokenizerBase

from helpers.errors import CourseError, InputError
from helpers.tokenization import BytePairTokenizer, describe, to_symbols

from . import still
from .assets import script, style
from .pieces import readable

LONGEST = 4000
"""Characters; a longer text would make more coloured tokens than a browser can place while one types."""


class TokenizerPlayground(anywidget.AnyWidget):
    """A text box, and below it the text's tokens under each tokenizer, with ids, bytes and counts.

    Args:
        tokenizers: name → tokenizer: fast tokenizers of transformers, or the course's own ``BytePairTokenizer``.
        text: the text to start with.

    Raises:
        InputError: no tokenizer, or a slow one, which does not say where its tokens stand in the text.
    """

    _esm = script("dom.js", "tokenizer_playground.js")
    _css = style("theme.css", "tokenizer_playground.css")

    def __init__(
        self,
        tokenizers: Mapping[str, PreTrainedTokenizerBase | BytePairTokenizer],
        text: str = "Old Anna painted the boat blue.",
    ) -> None:
        if not tokenizers:
            raise InputError(
                "The playground needs at least one tokenizer: TokenizerPlayground({name: tokenizer})."
            )
        for tokenizer in tokenizers.values():
            describe(tokenizer, "a")
        super().__init__()
        self.tokenizers = dict(tokenizers)
        self._text = text
        self.on_msg(self._receive)

    def results(self) -> list[dict]:
        """One row per tokenizer: its name, the counts, and the tokens as id, readable piece and bytes in hex.

        Raises:
            InputError: the text is too long, or holds half a character.
        """
        text = self._text
        if len(text) > LONGEST:
            raise InputError(
                f"The text has {len(text):,} characters; the playground shows at most {LONGEST:,}."
            )
        to_symbols(text)  # refuses what has no bytes
        return [self._result(name, text) for name in self.tokenizers]

    def _result(self, name: str, text: str) -> dict:
        views = describe(self.tokenizers[name], text)
        words = len(text.split())
        return {
            "name": name,
            "characters": len(text),
            "bytes": len(text.encode()),
            "tokens": len(views),
            "per_word": len(views) / words if words else None,
            "pieces": [[view.id, readable(view.bytes), view.bytes.hex(" ").upper()] for view in views],
        }

    def _receive(self, _widget: object, message: dict, _buffers: object) -> None:
        if message["kind"] == "text":
            self._text = message["text"]
        problem = None
        try:
            self.send({"kind": "results", "text": self._text, "results": self.results()})
        except CourseError as error:
            problem = str(error)
        finally:  # whatever happens, or the browser would wait for ever
            answer = {"kind": "answer", "field": message["field"], "serial": message["serial"]}
            self.send({**answer, "problem": problem})

    def _repr_mimebundle_(self, **_options: Any) -> tuple[dict, dict]:
        """The live view, and beside it a picture in HTML and in characters."""
        return still.bundle(self.model_id, *self._picture()), {}

    def _ipython_display_(self) -> None:
        still.show(self.model_id, *self._picture())

    def _picture(self) -> tuple[str, str]:
        try:
            return still.playground(self._text, self.results())
        except CourseError as error:
            return still.sentence("Tokenizer playground", str(error))
