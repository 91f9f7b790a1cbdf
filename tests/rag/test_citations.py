import pytest

from helpers.rag import Chunk, citation_precision, citation_recall, cited_numbers, resolve, resolve_citations
from helpers.world.oracle import faithfulness

CHUNKS = [Chunk("w1", 0, "A", "a", 0, 1), Chunk("w2", 4, "B", "b", 0, 1)]


@pytest.mark.parametrize(
    ("reply", "numbers"),
    [
        ("It opens at 9 am [2].", [2]),
        ("A [3][1] and [1, 2], also [2 and 4]; [ 5 ].", [3, 1, 2, 4, 5]),
        ("Founded in 1858. [a] [] [1a] (2)", []),
    ],
)
def test_numbers_in_brackets(reply: str, numbers: list[int]) -> None:
    assert cited_numbers(reply) == numbers
    assert faithfulness.citations(reply) == numbers  # the town's oracle, written apart


def test_citations_lead_to_passages() -> None:
    reply = "Yes [2], no [3, 1]."
    found = resolve(reply, CHUNKS)
    assert [(c.number, c.chunk and c.chunk.key) for c in found] == [(2, "w2#4"), (3, None), (1, "w1#0")]
    assert reply[found[0].start : found[0].end] == "[2]"
    assert resolve_citations(reply + " [0]", ["a", "b"]) == ["b", "a"]


def test_precision_and_recall_by_hand() -> None:
    assert citation_precision([1, 2], [2, 3, 4]) == 0.5
    assert citation_recall([1, 2], [2, 3, 4]) == pytest.approx(1 / 3)
    assert citation_precision([], [1]) is None
    assert citation_recall([1], []) is None
