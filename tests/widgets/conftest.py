"""Widgets that keep what they send, and a way to talk to them as the browser does."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import anywidget
import pytest

from helpers import sampling
from helpers.rag import Index
from helpers.widgets import ConstitutionEditor, RetrievalInspector, SamplingExplorer, TokenizerPlayground
from tests.browser import tiny
from tests.constitution.scripted import Script

from . import toy_critic, toy_reader

Said = list[dict]
Ask = Callable[..., Said]
MakeEditor = Callable[..., tuple[ConstitutionEditor, Ask]]


def talker(widget: anywidget.AnyWidget) -> Ask:
    """``ask(kind, field=…, **more)`` sends one message and returns the widget's, after a trip through JSON."""
    said: Said = []
    serials = count(1)
    widget.send = lambda content, buffers=None: said.append(json.loads(json.dumps(content, allow_nan=False)))

    def ask(kind: str, field: str = "", **more: object) -> Said:
        said.clear()
        widget._handle_custom_msg({"kind": kind, "field": field, "serial": next(serials), **more}, [])
        return list(said)

    return ask


def of_kind(said: Said, kind: str) -> Said:
    return [message for message in said if message["kind"] == kind]


@pytest.fixture
def explorer() -> SamplingExplorer:
    return SamplingExplorer(*tiny.pair(), "the lamp on the", max_new_tokens=12)


@pytest.fixture
def playground() -> TokenizerPlayground:
    return TokenizerPlayground({"tiny": tiny.tokenizer()}, "the boat 🦀")


@pytest.fixture(scope="session")
def toy_index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Of the toy corpus; a test that changes it uses `inspector`, which puts it back."""
    return toy_reader.index(tmp_path_factory.mktemp("toy") / "index")


@pytest.fixture
def inspector(toy_index: Index) -> Iterator[RetrievalInspector]:
    yield toy_reader.over(toy_index)
    toy_index.build(toy_reader.CORPUS)


@pytest.fixture
def ask(inspector: RetrievalInspector) -> Ask:
    """Talks to the inspector."""
    return talker(inspector)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    """What the model of a constitution editor says."""
    made = toy_critic.script()
    monkeypatch.setattr(sampling, "generate", made.generate)
    return made


@pytest.fixture
def make_editor(script: Script, tmp_path: Path) -> MakeEditor:
    """Opens a constitution editor with a file of its own, and waits for its first critique."""

    def opened(**more: Any) -> tuple[ConstitutionEditor, Ask]:
        editor = toy_critic.editor(tmp_path / "state" / "mine.yaml", **more)
        ask = talker(editor)
        ask("hello")
        toy_critic.settle(editor)
        return editor, ask

    return opened
