"""Preferences: three to five replies to a question or request, ranked by each of the town's five labellers."""

from collections.abc import Iterator
from random import Random

from helpers.world.cases import Case, Reply
from helpers.world.documents import stream
from helpers.world.labellers import garble, rankings
from helpers.world.shipped.data_set import SEED, DataSet, Row, sizes
from helpers.world.shipped.desk import CASE_HELD_OUT, draw_case

IDS = "abcde"
_FEWEST, _MOST = 3, 5
_NONSENSE_SHARE = 0.06


def _completions(case: Case, rng: Random) -> list[Reply]:
    """Different replies to a case; a style comes back only when all have been used, and a few are garbled."""
    wanted = rng.randint(_FEWEST, _MOST)
    found: dict[str, Reply] = {}
    styles: list[str] = []
    while len(found) < wanted:
        styles = styles or rng.sample(case.styles, len(case.styles))
        reply = case.reply(styles.pop(), rng)
        if rng.random() < _NONSENSE_SHARE:
            reply = Reply(garble(reply.text, rng), "nonsense", {})
        found.setdefault(reply.text, reply)
    return list(found.values())


def _rankings(split: str) -> Iterator[Row]:
    rng = stream(SEED, "preferences", split)
    while True:
        case, binding = draw_case(rng, split)
        replies = _completions(case, rng)
        texts = [reply.text for reply in replies]
        yield {
            "prompt": case.text,
            "completions": [
                {"id": letter, "text": reply.text, "style": reply.style}
                for letter, reply in zip(IDS, replies, strict=False)
            ],
            "rankings": [ranking.as_row() for ranking in rankings(case.text, texts)],
            "desk": case.desk,
            "binding": binding,
        }


SETS = (
    DataSet(
        "preferences",
        "three to five replies to a question or request, ranked by five labellers",
        sizes(1200, 150, 350),
        {
            "prompt": "what Beacon was asked",
            "completions": "list of `id` (a, b, …), `text` and `style` (see below; labellers never saw it)",
            "rankings": "list of `labeller` and `ranks`: the rank of each completion in their order, 1 is best, "
            "equal numbers are ties, null is an F for nonsense",
            "desk": "question, harmful or harmless",
        },
        _rankings,
        ("prompt",),
        CASE_HELD_OUT,
    ),
)
