"""The crawl: pages as they come, each with what it is and whether a filter should keep it."""

from collections.abc import Iterator

from helpers.world.crawl_noise import KINDS, crawl
from helpers.world.shipped.data_set import SEED, DataSet, Row, sizes

_SIZES = sizes(1500, 250, 400)


def _pages(split: str) -> Iterator[Row]:
    for page in crawl(_SIZES[split], seed=SEED, split=split):
        meta = page.meta
        yield {
            "text": page.text,
            "kind": meta["kind"],
            "keep": meta["keep"],
            "body": meta["body"] if meta["body"] != page.text else "",
            "of": meta["of"],
            "similarity": meta.get("similarity"),
            "language": meta["language"],
            "binding": meta["binding"],
        }


SETS = (
    DataSet(
        "crawl",
        "a page of a crawl with what it is; a copy comes after what it copies",
        _SIZES,
        {
            "text": "the page as it was found",
            "kind": f"one of {', '.join(KINDS)}",
            "keep": "whether a filter should keep it",
            "body": 'the part worth keeping, where it is not the whole page, else ""',
            "of": 'which story the page is, or is a copy of: the same name for the same story, else ""',
            "similarity": "Jaccard similarity of a near-duplicate's shingles with the original's, else null",
            "language": "English, or one that is made to look like another",
        },
        _pages,
        (),
        (
            "of a story as in `stories`, of a dialogue as in `dialogues`, of any other page its own",
            "as there",
        ),
    ),
)
