"""The loop by hand: replies as letters, where a critique is a number and a revision the next letter."""

from collections.abc import Sequence

import pytest

from helpers.constitution import critique_and_revise, pick_principle


class Steps:
    """Replies lead to replies: ``{"a": "b"}`` has a fault in "a" whose revision is "b"; "b" has none."""

    def __init__(self, leads: dict[str, str]) -> None:
        self.leads = leads
        self.asked: list[list[str]] = []

    def critique(self, requests: Sequence[str], replies: Sequence[str]) -> list[str | None]:
        self.asked.append(list(replies))
        return [f"not {reply}" if reply in self.leads else None for reply in replies]

    def revise(self, requests: Sequence[str], replies: Sequence[str], said: Sequence[str]) -> list[str]:
        assert list(said) == [f"not {reply}" for reply in replies]
        return [self.leads[reply] for reply in replies]


@pytest.mark.parametrize(
    ("start", "rounds", "end", "why"),
    [
        ("z", 3, "z", "no fault"),
        ("a", 1, "b", "rounds"),
        ("a", 2, "c", "rounds"),
        ("a", 3, "c", "no fault"),
        ("p", 5, "q", "circle"),
        ("s", 5, "s", "circle"),
        ("a", 0, "a", "rounds"),
    ],
)
def test_one_reply(start: str, rounds: int, end: str, why: str) -> None:
    steps = Steps({"a": "b", "b": "c", "p": "q", "q": "p", "s": "s"})
    assert critique_and_revise(["?"], [start], steps.critique, steps.revise, rounds) == ([end], [why])


def test_many_replies_go_on_only_while_they_have_to() -> None:
    steps = Steps({"a": "b", "b": "c", "c": "d", "p": "q", "q": "p"})
    replies = ["z", "a", "p", "c"]
    final, why = critique_and_revise(list("1234"), replies, steps.critique, steps.revise, 3)
    assert final == ["z", "d", "q", "d"]
    assert why == ["no fault", "rounds", "circle", "no fault"]
    assert steps.asked == [["z", "a", "p", "c"], ["b", "q", "d"], ["c"]]
    assert replies == ["z", "a", "p", "c"]


def test_nothing_to_do() -> None:
    steps = Steps({})
    assert critique_and_revise([], [], steps.critique, steps.revise, 2) == ([], [])
    assert not steps.asked


def test_the_surest_critique_that_finds_something() -> None:
    faults = {"Calm": False, "Long": True, "Short": True}
    logprobs = {"Calm": [-0.1], "Long": [-0.4] * 9, "Short": [-0.5, -0.5]}
    assert pick_principle(faults, logprobs) == "Long"
    assert pick_principle({"a": True, "b": True}, {"a": [-1.0], "b": [-1.0, -1.0]}) == "a"
    assert pick_principle({"a": False}, {"a": [-1.0]}) == ""
    assert pick_principle({}, {}) == ""
