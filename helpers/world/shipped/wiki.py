"""The other town's wiki and questions on it: facts that are in no weight and no other data set."""

from collections.abc import Iterator

from helpers.world.documents import stream
from helpers.world.shipped.data_set import SEED, DataSet, Row
from helpers.world.wiki import OTHER_SEED, articles, questions
from helpers.world.wiki.questions import COUNTS


def _articles(split: str) -> Iterator[Row]:
    for article in articles(OTHER_SEED):
        yield {
            "article": article["id"],
            "title": article["title"],
            "text": article["text"],
            "facts": article["facts"],
            "binding": article["title"],
        }


def _questions(split: str) -> Iterator[Row]:
    asked = list(questions(OTHER_SEED, split))
    stream(SEED, "wiki_questions", split).shuffle(asked)
    yield from asked


SETS = (
    DataSet(
        "wiki",
        "an article about a place, person, boat, animal or festival of another town",
        {"train": sum(1 for _ in articles(OTHER_SEED))},
        {
            "article": "what `wiki_questions` calls it",
            "title": "whom or what it is about",
            "text": "one or more paragraphs",
            "facts": "list of `subject`, `relation`, `value`, `detail`, and `start` and `end` of the sentence in the text",
        },
        _articles,
        ("article",),
        (
            "one split, to be searched whole",
            "no fact of the other town is in any other data set or training text",
        ),
    ),
    DataSet(
        "wiki_questions",
        "a question on the wiki, with the passages that answer it",
        {split: sum(counts) for split, counts in COUNTS.items()},
        {
            "question": "what is asked",
            "answer": 'the value that is true, "" where the wiki does not tell',
            "accepted": "list of the ways to write the answer that count",
            "kind": "which fact: opens, owner, founded, …",
            "hops": "how many passages the answer needs, one or two",
            "answerable": "whether the wiki tells",
            "passages": "list of `article`, `title`, and `start` and `end` of the sentence that tells it, in order",
        },
        _questions,
        ("question",),
        (
            "the facts that lead to the answer, by a hash that leaves half of them for the test",
            "those facts are asked for in no other split",
        ),
    ),
)
