"""The retrieval inspector: a question, what is found for it, the prompt as sent, and an answer that can be followed."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import anywidget
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.errors import CourseError, InputError, in_words
from helpers.rag import Answer, Document, Hit, Index, Method, Settings, answer
from helpers.rag.documents import LARGEST
from helpers.sampling.generation import context_window

from . import still
from .assets import script, style
from .retrieval_picture import picture
from .retrieval_view import Inquiry, counted, shown_document, state

MOST = 50  # passages in a ranking
LONGEST = 20_000  # characters of a question


class RetrievalInspector(anywidget.AnyWidget):
    """Retrieval-augmented generation with its inside out, over documents that can be edited.

    Documents are changed in `index` itself, on disk too: give it a copy of an index that you measure with.

    Args:
        index: searched, and changed when a document is saved, added or deleted.
        model, tokenizer: what writes the replies.
        settings: method and number of passages to begin with, and the rest of how questions are answered.
        query: asked at once; empty waits for one.
        seed: of the replies.

    Raises:
        InputError: a prompt of the settings' budget and a reply do not fit the model's context window, or k is not from
            1 to 50.
    """

    _esm = script("dom.js", "retrieval_results.js", "retrieval_document.js", "retrieval_inspector.js")
    _css = style("theme.css", "retrieval_inspector.css")

    def __init__(
        self,
        index: Index,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerBase,
        settings: Settings | None = None,
        *,
        query: str = "",
        seed: int = 0,
    ) -> None:
        settings = settings or Settings()
        self._window = context_window(model)
        if settings.budget + settings.reply_tokens > self._window:
            raise InputError(
                f"A prompt of {settings.budget} tokens and a reply of {settings.reply_tokens} do not fit the model's "
                f"context window of {self._window}; lower the budget of the settings."
            )
        self.index = index
        self.inquiry = Inquiry("", replace(settings, k=_whole(settings.k)))
        self._model, self._tokenizer, self._seed = model, tokenizer, seed
        self._history: list[
            tuple[str, Document | None]
        ] = []  # each change: a document's id, and what it was before
        self._open: str | None = None
        self._titles = index.titles()
        self._pictures = still.Pictures()
        super().__init__()
        self.on_msg(self._receive)
        if query:
            with contextlib.suppress(CourseError):  # it stands in the widget
                self.ask(query)

    # --- for the notebook

    def ask(self, question: str, method: Method | None = None, k: int | str | None = None) -> Answer:
        """Answer a question and show how; method and number of passages stay as they were unless given.

        Raises:
            CourseError: a question without words or longer than the budget, a method or k that is none, an empty index.
        """
        now = self.inquiry.settings
        settings = replace(now, method=method or now.method, k=_whole(now.k if k is None else k))
        asked, last = question.strip(), self.inquiry
        if len(asked) > LONGEST:
            raise InputError(f"The question has {len(asked):,} characters; ask one of at most {LONGEST:,}.")
        before = last.answer.reply if last.answer and last.question == asked else ""

        def searched(hits: Sequence[Hit]) -> None:
            self.inquiry = Inquiry(asked, settings, tuple(hits), before=before)
            self._show()
            self._stage("The model is answering")

        self._stage("Searching")
        try:
            found = answer(
                asked, self.index, self._model, self._tokenizer, settings, seed=self._seed, searched=searched
            )
            self.inquiry = replace(self.inquiry, answer=found)
        except BaseException as error:
            if self.inquiry is not last:
                self.inquiry = replace(self.inquiry, problem=_in_words(error))
            elif not last.question:
                self.inquiry = replace(last, problem=_in_words(error))
            raise
        finally:
            self._show()
        return found

    def state(self) -> dict[str, Any]:
        """All that is shown."""
        shown = state(self.inquiry, self._titles, len(self.index), self._window, self._tokenizer)
        return {**shown, "can_undo": bool(self._history)}

    # --- documents

    def _open_document(self, name: str | None, key: str | None = None) -> None:
        """Show a document, a passage of the ranking marked in it."""
        chunk = next((hit.chunk for hit in self.inquiry.hits if hit.chunk.key == key), None)
        there = name is not None and name in self.index.titles()
        self._open = name if there else None
        document = self.index.document(name) if name and there else None
        if name and document is None and chunk is None:
            raise InputError(f"The index has no document {name!r} (any more).")
        self.send(shown_document(document, chunk, len(self.index.chunks(name)) if name and there else 0))

    def _save(self, document: Document, fresh: bool) -> str:
        size = len(document.text.encode())
        if size > LARGEST:
            raise InputError(
                f"The text has {size / 1e6:.1f} MB; documents of up to {LARGEST / 1e6:.0f} MB are taken: split it into "
                "one for each section."
            )
        before = None if fresh else self.index.document(document.id)
        if before == document:
            self._open_document(document.id)
            return "Nothing has changed."
        self._stage("Embedding")
        if fresh:
            self.index.add(document)
        else:
            self.index.change(document)
        self._changed(document.id, before)
        return f"{'Added' if fresh else 'Saved'}: {counted(len(self.index.chunks(document.id)), 'chunk')} embedded."

    def _delete(self, name: str) -> str:
        before = self.index.document(name)
        self.index.delete(name)
        self._changed(name, before)
        return f"Deleted: {before.title or name}."

    def _undo(self) -> str:
        if not self._history:
            raise InputError("There is nothing to undo.")
        name, before = self._history[-1]
        there = name in self.index.titles()
        if before is None:
            if there:
                self.index.delete(name)
        elif there:
            self.index.change(before)
        else:
            self.index.add(before)
        del self._history[-1]
        self._changed(name)
        return f"Undone: {name} is {'as it was' if before else 'gone again'}."

    def _changed(self, name: str, *before: Document | None) -> None:
        """The index has changed; `before` is what the document was, where that is to be remembered."""
        self._history += [(name, was) for was in before]
        self._titles = self.index.titles()
        self.inquiry = replace(self.inquiry, stale=bool(self.inquiry.question))
        self._show()
        self._open_document(name if name in self._titles else None)

    # --- the browser

    def _show(self) -> None:
        shown = self.state()
        self.send(shown)
        self._pictures.update(lambda: picture(shown))

    def _stage(self, words: str) -> None:
        self.send({"kind": "stage", "words": words})

    def _receive(self, _widget: object, message: dict, _buffers: object) -> None:
        problem, said = None, ""
        try:
            said = self._do(message)
        except (Exception, KeyboardInterrupt) as error:  # a student's own code may run in here
            problem = _in_words(error)
        finally:  # whatever happens, or the browser would wait for ever
            closing = {"kind": "answer", "field": message["field"], "serial": message["serial"]}
            self.send({**closing, "problem": problem, "said": said})

    def _do(self, message: dict) -> str:
        """Do what was asked for, and say what came of it."""
        kind = message["kind"]
        if kind == "hello":
            self._titles = self.index.titles()
            self._show()
            if self._open in self._titles:
                self._open_document(self._open)
        elif kind == "ask":
            self.ask(message["question"], message["method"], message["k"])
        elif kind == "open":
            self._open_document(message["document"], message.get("key"))
        elif kind == "save":
            typed = message["document"]
            return self._save(
                Document(typed["id"].strip(), typed["title"].strip(), typed["text"]), message["fresh"]
            )
        elif kind == "delete":
            return self._delete(message["document"])
        elif kind == "undo":
            return self._undo()
        return ""

    def _repr_mimebundle_(self, **_options: Any) -> tuple[dict, dict]:
        """The live view, and beside it a picture in HTML and in characters."""
        return still.bundle(self.model_id, *picture(self.state())), {}

    def _ipython_display_(self) -> None:
        """The picture is brought up to date with every answer; the live view takes its place."""
        self._pictures.show(self.model_id, *picture(self.state()))


def _whole(k: Any) -> int:
    """k as a person typed it."""
    try:
        value = int(str(k).strip())
    except ValueError:
        value = 0
    if not 1 <= value <= MOST:
        raise InputError(f"k is {str(k).strip() or 'empty'}; it must be a whole number from 1 to {MOST}.")
    return value


def _in_words(error: BaseException) -> str:
    interrupted = isinstance(error, KeyboardInterrupt)
    return "Interrupted. Ask again when you like." if interrupted else in_words(error)
