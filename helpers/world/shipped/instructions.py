"""Instructions: chats over every family of documents that can be asked for in words."""

from collections.abc import Iterator

from helpers.world.documents import document, stream
from helpers.world.shipped.data_set import SEED, DataSet, Row, sizes

# how often a chat comes from each family
SHARES: dict[str, float] = {
    "dialogue": 3, "help_desk": 4, "harm_desk": 3, "critique": 2, "comparison": 2, "context_questions": 2,
    "notes": 2, "short_tasks": 3, "sums": 2, "lookups": 2,
}  # fmt: skip
DESKS = ("help_desk", "harm_desk")


def _chats(split: str) -> Iterator[Row]:
    rng = stream(SEED, "instructions", split)
    following = dict.fromkeys(SHARES, 0)
    while True:
        (family,) = rng.choices(tuple(SHARES), tuple(SHARES.values()))
        meta = document(family, following[family], seed=SEED, split=split).meta
        following[family] += 1
        yield {
            "messages": meta["messages"],
            "family": family,
            "task": meta.get("task", family),
            "style": meta["style"] if family in DESKS else "",
            "binding": meta["binding"],
        }


SETS = (
    DataSet(
        "instructions",
        "a chat with one or several exchanges: an instruction with its material, and the reply",
        sizes(3000, 300, 500),
        {
            "messages": "list of `role` (user or assistant) and `content`",
            "family": f"what it was made from: {', '.join(SHARES)}",
            "task": "the kind of task within the family",
            "style": 'of the reply at the two desks, see below; "" elsewhere. Rude and complying replies are left in',
        },
        _chats,
        ("messages",),
        ("that of the family's own data set", "as there"),
    ),
)
