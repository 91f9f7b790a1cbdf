"""Documents of every family on one page, to be read by people."""

import random
from collections.abc import Iterator

from helpers.world.documents import FAMILIES, document

SEED = 2026  # of the choice and of the documents
_AMONG = 1_000_000

HEAD = """# The world, read

{count} documents of every family, chosen by seed: `python -m helpers world page` writes this page. Nothing was left out
or put in by hand. To read others: `python -m helpers world sample FAMILY -n 20 --seed 7`.
"""


def page(count: int) -> str:
    """The page as Markdown, `count` documents a family."""
    return "\n".join([HEAD.format(count=count), *_sections(count)])


def _sections(count: int) -> Iterator[str]:
    for name, family in sorted(FAMILIES.items()):
        about = family.about.rstrip(".")
        yield f"## {name}\n\n{about[:1].upper()}{about[1:]}.\n"
        chosen = random.Random(f"{SEED} {name}").sample(range(_AMONG), count)
        texts = [document(name, index, seed=SEED).text.rstrip() for index in chosen]
        yield "````text\n" + "\n\n----\n\n".join(texts) + "\n````\n"
