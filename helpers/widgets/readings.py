"""Texts to read beside each other: a reference, and folded under it what several models wrote."""

from collections.abc import Mapping, Sequence
from html import escape

from IPython.display import HTML

from helpers.errors import InputError

OPEN = 2  # the first few stand open, so that nobody misses that there is something to unfold


def readings(references: Sequence[str], said: Mapping[str, Sequence[str]], characters: int = 76) -> HTML:
    """A list of references, each of which unfolds to one line a model.

    Args:
        references: as many as are to be read.
        said: name of a model -> its texts, in the order of the references; there may be more of them.
        characters: of each text; a longer one ends in an ellipsis.

    Raises:
        InputError: a model with fewer texts than there are references.
    """
    for name, texts in said.items():
        if len(texts) < len(references):
            raise InputError(f"{name} has {len(texts)} texts for {len(references)} references.")
    blocks = []
    for place, reference in enumerate(references):
        lines = [f"<b>{escape(name)}</b> {_cut(texts[place], characters)}" for name, texts in said.items()]
        blocks.append(
            f"<details{' open' if place < OPEN else ''}><summary>{place + 1}. {escape(reference)}</summary>"
            f"<p>{'<br>'.join(lines)}</p></details>"
        )
    return HTML("".join(blocks))


def _cut(text: str, characters: int) -> str:
    line = " ".join(text.split())
    return (
        escape(line if len(line) <= characters else line[: characters - 1].rstrip() + "…") or "<i>nothing</i>"
    )
