"""What a shipped data set is: how many rows it has, what is in them, and where they are drawn from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from helpers.world.documents import SPLITS, Document, generate

SEED = 1987  # of the shipped documents; the training corpus of the models uses other seeds

Row = dict[str, Any]
Draw = Callable[[str], Iterator[Row]]


@dataclass(frozen=True)
class DataSet:
    """One folder of data/lantern_bay/.

    Attributes:
        name: the folder, and what `helpers.data.load` takes.
        about: what one row is.
        sizes: rows by split.
        fields: what each column holds, in the order of the file; `id` and `binding` come by themselves.
        draw: candidate rows of a split, without end or as many as there are.
        key: rows with the same values in these columns are the same row, and only the first of a split is kept; with no
            columns every row is kept.
        held_out: what the binding is, and what follows for the test split.
    """

    name: str
    about: str
    sizes: Mapping[str, int]
    fields: Mapping[str, str]
    draw: Draw
    key: tuple[str, ...]
    held_out: tuple[str, str]

    def rows(self, split: str) -> Iterator[Row]:
        """The rows of a split, no two alike in their key. Raises ValueError for a split that it does not have."""
        if split not in self.sizes:
            raise ValueError(
                f"There is no split '{split}' in {self.name}; choose one of: {', '.join(self.sizes)}."
            )
        seen: set[str] = set()
        number = 0
        for row in self.draw(split):
            key = repr([row[column] for column in self.key])
            if self.key and key in seen:
                continue
            seen.add(key)
            columns = {name: row[name] for name in (*self.fields, "binding")}
            yield {"id": f"{self.name}-{split}-{number:05d}", **columns}
            number += 1
            if number == self.sizes[split]:
                return
        raise ValueError(f"{self.name} has {number} different rows for {split}, not {self.sizes[split]}.")


def sizes(train: int, validation: int, test: int) -> dict[str, int]:
    """Rows by split."""
    return dict(zip(SPLITS, (train, validation, test), strict=True))


def of_family(family: str, row_of: Callable[[Document], Row | None]) -> Draw:
    """Rows made of a family's documents, one of each; none where `row_of` finds a document unfit."""

    def draw(split: str) -> Iterator[Row]:
        for document in generate(family, seed=SEED, split=split):
            row = row_of(document)
            if row is not None:
                yield {**row, "binding": document.meta["binding"]}

    return draw


def from_meta(family: str, **columns: str) -> Draw:
    """Rows whose columns are what is known about a family's documents: column name -> key in meta, or "text"."""

    def row_of(document: Document) -> Row:
        known = {"text": document.text, **document.meta}
        return {column: known[key] for column, key in columns.items()}

    return of_family(family, row_of)
