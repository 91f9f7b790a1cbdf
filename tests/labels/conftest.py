"""Rows of the shape of the data set "preferences", small enough to work with on paper."""

from pathlib import Path
from typing import Any

import pytest

from helpers.labels import Item, LabelFile, read_items

Row = dict[str, Any]


def row(name: str, *styles: str, **rankings: list[int | None]) -> Row:
    """A row whose completions are a, b, c, … of these styles, ranked by these labellers."""
    letters = "abcdefgh"[: len(styles)]
    return {
        "id": name,
        "prompt": f"Where does {name} lie?",
        "completions": [
            {"id": letter, "text": f"{name} {letter}", "style": style}
            for letter, style in zip(letters, styles, strict=True)
        ],
        "rankings": [{"labeller": who, "ranks": ranks} for who, ranks in rankings.items()],
    }


@pytest.fixture
def items() -> list[Item]:
    return read_items(
        [
            row("one", "kind", "rude", "wrong", Ann=[1, 2, 3], Bob=[3, 2, 1]),
            row("two", "kind", "rude", Ann=[1, 2], Bob=[1, 1]),
            row("three", "rude", "rude", "kind", "wrong"),
        ]
    )


@pytest.fixture
def file(tmp_path: Path) -> LabelFile:
    return LabelFile(path=tmp_path / "deep" / "labels.jsonl")
