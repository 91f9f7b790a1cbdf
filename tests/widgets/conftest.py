"""Widgets that keep what they send, and a way to talk to them as the browser does."""

import json
from collections.abc import Callable, Iterator
from itertools import count

import anywidget
import pytest

from helpers.rag import Index
from helpers.widgets import RetrievalInspector, SamplingExplorer, TokenizerPlayground
from tests.browser import tiny

from . import toy_reader

Said = list[dict]
Ask = Callable[..., Said]


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
