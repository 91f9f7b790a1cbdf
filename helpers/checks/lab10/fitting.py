"""Exercise 10.5: which passages fit into the prompt."""

from collections.abc import Callable, Iterator

import numpy as np

from helpers import rag
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import either, same_as

Rule = Callable[[list[int], int, int, int], list[int]]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield Case(([40, 30, 20], 30, 20, 200), [0, 1, 2], about="room for all")
    yield Case(([40, 30, 20], 30, 20, 120), [0, 1], about="room for 70 tokens of passages")
    yield Case(([40, 30, 20], 30, 20, 119), [0, 2], about="one token less")
    yield Case(([90, 30, 60], 10, 10, 100), [1], about="a best passage that is too long")
    yield Case(([90, 30, 50], 10, 10, 100), [1, 2], about="two that fill the context to the last token")
    yield Case(([10, 60, 20, 30], 20, 10, 100), [0, 1], about="short passages further down")
    yield Case(([50, 60], 40, 20, 100), [], about="nothing that fits")
    yield Case(([5, 5], 90, 20, 100), [], about="a question that leaves no room at all")
    lengths = rng.integers(20, 90, size=10).tolist()
    yield Case((lengths, 45, 48, 400), _by_hand(lengths, 400 - 45 - 48), about="random lengths")


def _by_hand(lengths: list[int], room: int) -> list[int]:
    taken: list[int] = []
    for i in range(len(lengths)):
        if sum(lengths[j] for j in (*taken, i)) <= room:
            taken.append(i)
    return taken


def _room(room: Callable[[int, int, int], int]) -> Rule:
    return lambda lengths, question, reply, context: _by_hand(lengths, room(question, reply, context))


def _stops(lengths: list[int], question: int, reply: int, context: int) -> list[int]:
    total, taken = 0, []
    for i, length in enumerate(lengths):
        total += length
        if total > context - question - reply:
            break
        taken.append(i)
    return taken


def _used_up(lengths: list[int], question: int, reply: int, context: int) -> list[int]:
    """Passages that are too long use up room all the same."""
    total, taken = 0, []
    for i, length in enumerate(lengths):
        total += length
        if total <= context - question - reply:
            taken.append(i)
    return taken


def _shortest_first(lengths: list[int], question: int, reply: int, context: int) -> list[int]:
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    taken = [order[i] for i in _by_hand([lengths[i] for i in order], context - question - reply)]
    return sorted(taken)


def _shortest_first_as_taken(lengths: list[int], question: int, reply: int, context: int) -> list[int]:
    return sorted(_shortest_first(lengths, question, reply, context), key=lambda i: lengths[i])


def _one_at_a_time(lengths: list[int], question: int, reply: int, context: int) -> list[int]:
    return [i for i, length in enumerate(lengths) if length <= context - question - reply]


def _strict(lengths: list[int], question: int, reply: int, context: int) -> list[int]:
    return _by_hand(lengths, context - question - reply - 1)


def _last_too_many(outcome: Outcome, case: Case) -> bool:
    """Takes passages until the room is exceeded, the one that exceeds it too."""
    lengths, question, reply, context = case.args
    room, total, taken = context - question - reply, 0, []
    for i, length in enumerate(lengths):
        if total > room:
            break
        taken.append(i)
        total += length
    return outcome.problem is None and list(outcome.value) == taken


FIT_PASSAGES = Exercise(
    id="ex10_5_fit_passages",
    title="A prompt within the budget",
    function="fit_passages",
    difficulty=1,
    minutes=10,
    points=2,
    hints=(
        "The context window holds everything: instruction and question, passages, and the reply that is still to come. "
        "How many tokens are left for passages?",
        "Go down the ranking and keep count of what is left. What should happen to a passage that is too long, and to "
        "the next one, which may be short?",
        "`left = context - question - reply`; for each position, if its length is at most `left`, take it and subtract "
        "its length; otherwise go on with the next.",
    ),
    cases=_cases,
    reference=rag.fit_passages,
    misconceptions=(
        Misconception(
            "leaves no room for the reply",
            "Prompt and reply share the context window. A prompt that fills it leaves nothing to answer with.",
            same_as(_room(lambda question, reply, context: context - question)),
        ),
        Misconception(
            "forgets the question",
            "The instruction and the question are in the prompt too.",
            same_as(_room(lambda question, reply, context: context - reply)),
        ),
        Misconception(
            "stops at the first that is too long",
            "A passage that does not fit is skipped; a shorter one further down may still fit.",
            either(same_as(_stops), same_as(_used_up)),
        ),
        Misconception(
            "takes one too many",
            "Ask whether a passage fits *before* you take it; the one that crosses the limit is cut by the model's "
            "window, or is an error.",
            _last_too_many,
        ),
        Misconception(
            "prefers short passages",
            "More passages are not better ones: the ranking decides who is asked first.",
            either(same_as(_shortest_first), same_as(_shortest_first_as_taken)),
        ),
        Misconception(
            "looks at each passage alone",
            "Each of them fits, but not all together: subtract what is already taken.",
            same_as(_one_at_a_time),
        ),
        Misconception(
            "leaves the last token unused",
            "A passage as long as what is left fits.",
            same_as(_strict),
        ),
    ),
)
