"""Exercise 5.2: labels of a chat."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import same_as
from helpers.sft.chats import IGNORED, completion_labels

PAD, END, USER, ASSISTANT = 1, 0, 3, 4
_ = IGNORED


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(ids: list[int], expected: list[int], about: str, header: Sequence[int] = (ASSISTANT,)) -> Case:
        return Case((ids, list(header), END, PAD), expected, about=about)

    yield case([3, 10, 11, 0, 4, 12, 13, 0], [_] * 5 + [12, 13, 0], "one question and one reply")
    yield case(
        [3, 10, 0, 4, 12, 0, 3, 14, 15, 0, 4, 16, 0],
        [_, _, _, _, 12, 0, _, _, _, _, _, 16, 0],
        "two questions and two replies",
    )
    yield case([3, 10, 0, 4, 12, 0, 1, 1, 1], [_] * 4 + [12, 0] + [_] * 3, "padding on the right")
    yield case([1, 1, 3, 10, 0, 4, 12, 0], [_] * 6 + [12, 0], "padding on the left")
    yield case([3, 10, 0, 4, 12, 13], [_] * 4 + [12, 13], "a chat cut off in the middle of a reply")
    yield case(
        [3, 10, 0, 4, 12, 13, 1, 1], [_] * 4 + [12, 13, _, _], "a reply cut off, and padding behind it"
    )
    yield case([3, 10, 11], [_] * 3, "a chat cut off before any reply")
    yield case(
        [3, 10, 0, 5, 6, 12, 5, 13, 0],
        [_] * 5 + [12, 5, 13, 0],
        "a header of two tokens, the first of which also occurs in the reply",
        header=(5, 6),
    )
    yield _random(rng)


def _random(rng: np.random.Generator) -> Case:
    """Three exchanges of random lengths, padded on the right."""
    ids: list[int] = []
    expected: list[int] = []
    for _turn in range(3):
        asked = rng.integers(10, 50, size=int(rng.integers(1, 5))).tolist()
        said = rng.integers(10, 50, size=int(rng.integers(1, 5))).tolist()
        ids += [USER, *asked, END, ASSISTANT, *said, END]
        expected += [_] * (len(asked) + 3) + [*said, END]
    return Case(
        ([*ids, PAD, PAD], [ASSISTANT], END, PAD),
        [*expected, _, _],
        about="three exchanges of random lengths",
    )


def _labelled(
    open_: bool = False,
    close: bool = True,
    padding: bool = False,
    last_only: bool = False,
    first_only: bool = False,
) -> Callable[..., list[int]]:
    """The rule with one thing different; right by default."""

    def rule(input_ids: list[int], header: list[int], end: int, pad: int) -> list[int]:
        starts = [
            place + len(header)
            for place in range(len(input_ids))
            if input_ids[place : place + len(header)] == header
        ]
        chosen = starts[-1:] if last_only else starts[:1] if first_only else starts
        labels = [IGNORED] * len(input_ids)
        for start in chosen:
            stop = next((p for p in range(start, len(input_ids)) if input_ids[p] == end), len(input_ids))
            for place in range(start - (len(header) if open_ else 0), min(stop + int(close), len(input_ids))):
                labels[place] = input_ids[place]
        return [
            token if token == pad and padding else IGNORED if token == pad and label == pad else label
            for token, label in zip(input_ids, labels, strict=True)
        ]

    return rule


def _everything(input_ids: list[int], header: list[int], end: int, pad: int) -> list[int]:
    return [IGNORED if token == pad else token for token in input_ids]


def _everything_and_padding(input_ids: list[int], header: list[int], end: int, pad: int) -> list[int]:
    return list(input_ids)


def _from_the_first_reply_on(input_ids: list[int], header: list[int], end: int, pad: int) -> list[int]:
    first = _labelled(first_only=True)(input_ids, header, end, pad)
    begin = next((place for place, label in enumerate(first) if label != IGNORED), len(first))
    return [IGNORED if place < begin or token == pad else token for place, token in enumerate(input_ids)]


def _only_whole_replies(input_ids: list[int], header: list[int], end: int, pad: int) -> list[int]:
    ends = [place for place, token in enumerate(input_ids) if token == end]
    last = ends[-1] + 1 if ends else 0
    right = completion_labels(input_ids, header, end, pad)
    return right[:last] + [IGNORED] * (len(right) - last)


def _shifted(input_ids: list[int], header: list[int], end: int, pad: int) -> list[int]:
    return [*completion_labels(input_ids, header, end, pad)[1:], IGNORED]


def _first_header_token(input_ids: list[int], header: list[int], end: int, pad: int) -> list[int]:
    return completion_labels(input_ids, header[:1], end, pad)


def _padding_as_zero(input_ids: list[int], header: list[int], end: int, pad: int) -> list[int]:
    return [0 if label == IGNORED else label for label in completion_labels(input_ids, header, end, pad)]


COMPLETION_LABELS = Exercise(
    id="ex05_2_completion_labels",
    title="Labels of a chat",
    function="completion_labels",
    difficulty=2,
    minutes=15,
    points=3,
    hints=(
        "Walk through the ids once and keep one thing in mind: am I inside a turn of the assistant? What switches that "
        "on, and what switches it off?",
        "It switches on when the ids just before this one are the header, and off *after* an end token. The end token "
        "of the assistant's turn is learned too; the header is not, and padding never is.",
        "For each position p: if `input_ids[p - len(header) : p] == header` (and p ≥ len(header)), you are inside. "
        "Append the id if inside and it is not `pad`, else -100; then, if the id is `end`, you are outside again.",
    ),
    cases=_cases,
    reference=completion_labels,
    misconceptions=(
        Misconception(
            "leaves padding in the labels",
            "Padding makes rows equally long; it is no text. With labels on it, the model learns to write padding, and "
            "much of the loss is about that. A well-known notebook of a well-known course does this.",
            same_as(_labelled(padding=True)),
        ),
        Misconception(
            "learns the questions too",
            "Everything has a label. The model should learn to answer, not to ask: label what the assistant says, and "
            "nothing else.",
            same_as(_everything),
        ),
        Misconception(
            "copies the ids",
            "These are the ids themselves, questions and padding included. Most of them should be -100.",
            same_as(_everything_and_padding),
        ),
        Misconception(
            "leaves out the end token",
            "Without a label on the end of its turn the model never learns to stop.",
            same_as(_labelled(close=False)),
        ),
        Misconception(
            "learns the header too",
            "The header is written by the template, never by the model: its label is -100.",
            same_as(_labelled(open_=True)),
        ),
        Misconception(
            "labels the last reply only",
            "Every turn of the assistant is a demonstration, not only the last one.",
            same_as(_labelled(last_only=True)),
        ),
        Misconception(
            "labels the first reply only",
            "A chat may hold several replies: go on after the first one has ended.",
            same_as(_labelled(first_only=True)),
        ),
        Misconception(
            "never closes the assistant's turn",
            "After the first reply everything has a label, the next question included. The end token closes a turn.",
            same_as(_from_the_first_reply_on),
        ),
        Misconception(
            "drops a reply that is cut off",
            "A reply without its end is still the beginning of a good reply; truncation must not throw it away.",
            same_as(_only_whole_replies),
        ),
        Misconception(
            "shifts the labels itself",
            "Each label should stand at the place of its own token: the model shifts them when it computes the loss, "
            "and shifting twice teaches it to skip a token.",
            same_as(_shifted),
        ),
        Misconception(
            "looks at the first token of the header only",
            "A header can be several tokens, and its first may also occur inside a reply: compare all of them.",
            same_as(_first_header_token),
        ),
        Misconception(
            "marks what is left out with 0",
            "0 is a token like any other. Cross-entropy leaves out -100.",
            same_as(_padding_as_zero),
        ),
    ),
)
