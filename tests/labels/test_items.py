import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.errors import InputError
from helpers.labels import INSTRUCTIONS, Item, read_items

from .conftest import row


def test_a_row_becomes_an_item() -> None:
    item = Item.from_row(row("one", "kind", "rude", Ann=[2, None]))
    assert item.completions == {"a": "one a", "b": "one b"}
    assert item.sources == {"a": "kind", "b": "rude"}
    assert item.rankings == {"Ann": {"a": 2, "b": None}}


def test_rankings_and_sources_may_be_missing() -> None:
    made = [{"id": "x", "text": "yes"}, {"id": "y", "text": "no"}]
    [item] = read_items([{"prompt": "well?", "completions": made}])
    assert (item.id, item.sources, item.rankings) == ("0", {}, {})


def test_the_order_is_the_seeds_and_the_items_and_forgets_nobody() -> None:
    item = Item.from_row(row("one", *"vwxyz"))
    orders = [item.order(seed) for seed in range(50)]
    assert orders[0] == Item.from_row(row("one", *"vwxyz")).order(0)
    assert all(sorted(order) == list("abcde") for order in orders)
    assert {order[0] for order in orders} == set("abcde")
    names = [Item.from_row(row(name, *"vwxyz")).order(0) for name in ("one", "two", "three", "four")]
    assert len({tuple(order) for order in names}) > 1


@given(st.lists(st.none() | st.integers(1, 9), min_size=2, max_size=5))
def test_ranks_are_closed_up_and_keep_their_order(ranks: list[int | None]) -> None:
    item = Item.from_row(row("one", *["s"] * len(ranks)))
    checked = list(item.checked(dict(zip(item.completions, ranks, strict=True))).values())
    assert [rank is None for rank in checked] == [rank is None for rank in ranks]
    numbers = [(before, after) for before, after in zip(ranks, checked, strict=True) if before and after]
    assert all((p < q) == (x < y) for p, x in numbers for q, y in numbers)
    assert {after for _, after in numbers} == set(range(1, len({before for before, _ in numbers}) + 1))


@pytest.mark.parametrize(
    ("ranking", "message"),
    [
        ({"a": 1, "b": 2, "z": 3}, "Item one has no completion 'z'; it has a, b."),
        ({"a": 1}, r"1 of 2 completions of item one have no rank yet.*\(b\)"),
        ({}, "2 of 2 completions"),
        ({"a": 0, "b": 1}, "The rank of 'a' is 0; ranks are whole numbers from 1, or F."),
        ({"a": 1.5, "b": 1}, "The rank of 'a' is 1.5"),
        ({"a": True, "b": 1}, "The rank of 'a' is True"),
        ({"a": "best", "b": 1}, "The rank of 'a' is 'best'"),
    ],
)
def test_what_is_no_ranking_gets_one_sentence(ranking: dict, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Item.from_row(row("one", "kind", "rude")).checked(ranking)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "There is nothing to label"),
        ([row("one", "kind")], "Item one has one completion; there must be two or more to rank."),
        ([row("one")], "Item one has no completion;"),
        ([row("one", "a", "b"), row("one", "a", "b")], "Two rows have the id one"),
        ([row("one", "a", "b", Ann=[1, 2, 3])], "Item one has 2 completions, but Ann ranked 3."),
        ([{**row("one"), "completions": [{"id": "a", "text": ""}] * 2}], "two completions with the same id"),
    ],
)
def test_rows_that_cannot_be_labelled(rows: list, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_items(rows)


def test_the_instructions_name_what_a_labeller_must_know() -> None:
    words = " ".join(word for word, _ in INSTRUCTIONS)
    assert all(word in words for word in ("Rank", "Tie", "F", "Helpful", "Honest", "Harmless"))
