"""Named handles: arguments that are not plain values and that whoever runs an exercise looks up.

``model:micro`` is a language model, ``rng:7`` a numpy generator seeded with 7, ``fn:top_p`` the course's own version
of an exercise's function, ``table:NAME ROWS`` a function of lists that is known by its values (see `table`).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from helpers.errors import InputError


@dataclass(frozen=True)
class Handle:
    """A name such as ``model:micro``; see `resolve`."""

    text: str

    @property
    def kind(self) -> str:
        return self.text.partition(":")[0]

    @property
    def name(self) -> str:
        return self.text.partition(":")[2]


def _model(name: str) -> Any:
    from helpers.models import load  # only here: transformers takes seconds to import

    return load(name)[0]


def _function(name: str) -> Callable[..., Any]:
    from helpers.checks.registry import EXERCISES  # only here: the registry's exercises contain handles

    return EXERCISES.by_function(name).reference


def table(name: str, values: Mapping[tuple[str, ...], str | None]) -> Handle:
    """A function of lists that looks up each row of their items: ``f([x], [y]) == [values[x, y]]``."""
    rows = [[*args, value] for args, value in values.items()]
    return Handle(f"table:{name} {json.dumps(rows, ensure_ascii=False)}")


def _table(text: str) -> Callable[..., list[Any]]:
    name, _, rows = text.partition(" ")
    values = {tuple(args): value for *args, value in json.loads(rows)}

    def look_up(*columns: Any) -> list[Any]:
        asked = list(zip(*columns, strict=True))
        for row in asked:
            if row not in values:
                raise InputError(
                    f"`{name}` has been asked about {', '.join(map(repr, row))}, which never comes up."
                )
        return [values[row] for row in asked]

    return look_up


_resolvers: dict[str, Callable[[str], Any]] = {
    "model": _model,
    "rng": lambda name: np.random.default_rng(int(name)),
    "fn": _function,
    "table": _table,
}


def register(kind: str, resolver: Callable[[str], Any]) -> Callable[[str], Any]:
    """Look handles of this kind up with ``resolver(name)`` from now on; returns the resolver it replaces."""
    previous = _resolvers[kind]
    _resolvers[kind] = resolver
    return previous


def resolve(handle: Handle) -> Any:
    """The object that a handle names; a generator is a fresh one each time.

    Raises:
        ValueError: the kind is unknown.
        CourseError: the model is not there.
    """
    if handle.kind not in _resolvers:
        raise ValueError(f"{handle.text!r} is no handle; kinds are {', '.join(_resolvers)}.")
    return _resolvers[handle.kind](handle.name)


@contextmanager
def tokens_fed(model: torch.nn.Module) -> Iterator[list[int]]:
    """Collects how many tokens each forward pass gets, and leaves the model in evaluation mode without gradients.

    Counted where token ids become vectors, so that `model(...)`, `model.forward(...)` and `model.model(...)` count
    alike.
    """
    lengths: list[int] = []
    embeddings = model.get_input_embeddings()  # type: ignore[operator]
    hook = embeddings.register_forward_pre_hook(lambda _, inputs: lengths.append(inputs[0].shape[-1]))
    try:
        yield lengths
    finally:
        hook.remove()
        model.eval()
        model.zero_grad(set_to_none=True)
