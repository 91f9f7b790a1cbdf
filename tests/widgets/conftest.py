"""Widgets that keep what they send, and a way to talk to them as the browser does."""

import json
from collections.abc import Callable
from itertools import count

import anywidget
import pytest

from helpers.widgets import SamplingExplorer, TokenizerPlayground
from tests.browser import tiny

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
