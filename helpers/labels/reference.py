"""What a labeller may look up: nobody can rank honesty who has no way to know the truth."""

from collections.abc import Mapping
from typing import Any

from helpers.world.oracle.asked import asked
from helpers.world.town import town


def town_record(row: Mapping[str, Any]) -> str:
    """What Lantern Bay's records say about a row's question; empty where it asks for no fact.

    Such as "Nora Underhill, workplace: Pettigrew and Stitch".
    """
    found = asked(row["prompt"], town()) if row.get("desk") == "question" else None
    if found is None:
        return ""
    fact = found.fact
    return f"{fact.subject}, {fact.relation}{f' ({fact.detail})' if fact.detail else ''}: {fact.value}"
