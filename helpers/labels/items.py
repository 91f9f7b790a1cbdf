"""What lies on a labelling desk: one prompt and the completions to rank."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from helpers.errors import InputError

Ranking = Mapping[str, int | None]
"""Completion id to rank: 1 is the best, equal ranks are ties, None is an F for nonsense."""


@dataclass(frozen=True)
class Item:
    """A prompt and its completions, as a row of the data set "preferences" has them.

    Attributes:
        id: the row's id.
        prompt: what was asked.
        completions: text by completion id, in the row's order.
        sources: where the data name it, who or what wrote a completion, by completion id.
        rankings: what other labellers said, by their name.
    """

    id: str
    prompt: str
    completions: dict[str, str]
    sources: dict[str, str]
    rankings: dict[str, Ranking]

    @classmethod
    def from_row(cls, row: Mapping[str, Any], number: int = 0, source: str = "style") -> "Item":
        """Read a row with ``prompt``, ``completions`` and, where there are any, ``id`` and ``rankings``.

        Args:
            number: names the row where it has no id.
            source: the field of a completion that names what wrote it.

        Raises:
            InputError: fewer than two completions, two of one id, or a ranking of another length.
        """
        name = str(row.get("id", number))
        made = row["completions"]
        if len(made) < 2:
            count = "one completion" if made else "no completion"
            raise InputError(f"Item {name} has {count}; there must be two or more to rank.")
        ids = [completion["id"] for completion in made]
        if len(set(ids)) < len(ids):
            raise InputError(f"Item {name} has two completions with the same id; name each differently.")
        rankings: dict[str, Ranking] = {}
        for given in row.get("rankings") or ():
            if len(given["ranks"]) != len(ids):
                raise InputError(
                    f"Item {name} has {len(ids)} completions, but {given['labeller']} ranked {len(given['ranks'])}."
                )
            rankings[given["labeller"]] = dict(zip(ids, given["ranks"], strict=True))
        return cls(
            name,
            row["prompt"],
            {completion["id"]: completion["text"] for completion in made},
            {completion["id"]: completion[source] for completion in made if completion.get(source)},
            rankings,
        )

    def order(self, seed: int) -> list[str]:
        """The completion ids as they are shown: shuffled, alike for the same seed and item."""
        ids = list(self.completions)
        random.Random(f"{seed} {self.id}").shuffle(ids)
        return ids

    def checked(self, ranking: Ranking) -> dict[str, int | None]:
        """The ranking in the row's order, its ranks closed up: 1, 1, 3 becomes 1, 1, 2.

        Raises:
            InputError: an unknown completion, one left out, or what is no rank.
        """
        for name in ranking:
            if name not in self.completions:
                raise InputError(
                    f"Item {self.id} has no completion {name!r}; it has {', '.join(self.completions)}."
                )
        missing = [name for name in self.completions if name not in ranking]
        if missing:
            raise InputError(
                f"{len(missing)} of {len(self.completions)} completions of item {self.id} have no rank yet: give "
                f"each a rank, or an F ({', '.join(missing)})."
            )
        for name, rank in ranking.items():
            if rank is not None and (isinstance(rank, bool) or not isinstance(rank, int) or rank < 1):
                raise InputError(f"The rank of {name!r} is {rank!r}; ranks are whole numbers from 1, or F.")
        used = sorted({rank for rank in ranking.values() if rank is not None})
        place = {rank: i for i, rank in enumerate(used, 1)}
        return {name: place.get(ranking[name]) for name in self.completions}  # type: ignore[arg-type]


def read_items(rows: Iterable[Mapping[str, Any]], source: str = "style") -> list[Item]:
    """All rows as items.

    Raises:
        InputError: no row, two of one id, or a row that cannot be ranked.
    """
    items = [Item.from_row(row, number, source) for number, row in enumerate(rows)]
    if not items:
        raise InputError("There is nothing to label; give the desk one row or more.")
    twice = [name for name, count in Counter(item.id for item in items).items() if count > 1]
    if twice:
        raise InputError(f"Two rows have the id {twice[0]}; an item can lie on the desk once.")
    return items
