from collections.abc import Callable
from typing import Any

import pytest

from helpers import sampling
from tests.constitution.scripted import Script


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Script]:
    """A factory of scripts; what it made last is what every model says."""

    def make(**parts: Any) -> Script:
        script = Script(**parts)
        monkeypatch.setattr(sampling, "generate", script.generate)
        return script

    return make
