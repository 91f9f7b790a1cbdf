"""Which principle a reply is criticised by, and how often it is written again.

Bai et al., 2022, draw a principle at random for each of a fixed number of revisions. Here the critiques themselves
decide:
the principle whose critique the model is surest of, and no further round once nothing is found, or once the replies
go round in a circle. A circle is also how two principles that cannot both be kept come to light.
"""

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean
from typing import Literal

Critics = Callable[[Sequence[str], Sequence[str]], Sequence[str | None]]
Revisers = Callable[[Sequence[str], Sequence[str], Sequence[str]], Sequence[str]]
Ending = Literal["no fault", "circle", "rounds"]


def pick_principle(faults: Mapping[str, bool], logprobs: Mapping[str, Sequence[float]]) -> str:
    """The principle whose critique finds a fault and is the surest, or "" where none finds one.

    Args:
        faults: for each principle, whether its critique finds a fault.
        logprobs: for each principle, the log-probability of every token of its critique, nats. Surest is the highest
            mean, so that a long critique is not punished for its length; the first one among equals.
    """
    found = [name for name, fault in faults.items() if fault]
    return max(found, key=lambda name: fmean(logprobs[name]), default="")


def critique_and_revise(
    requests: Sequence[str], replies: Sequence[str], critique: Critics, revise: Revisers, rounds: int
) -> tuple[list[str], list[Ending]]:
    """Criticise and rewrite replies until nothing is found, they go round in a circle, or the rounds are over.

    Args:
        requests, replies: as many of one as of the other.
        critique: (requests, replies) -> a critique for each, None where there is no fault.
        revise: (requests, replies, critiques) -> each reply written again.
        rounds: the most revisions of one reply.

    Returns:
        The last version of each reply and why it is the last: "no fault" (its critique finds none), "circle" (the
        revision is a version that there has been already, which is not taken), "rounds" (they are used up).
    """
    final = list(replies)
    endings: list[Ending] = ["rounds"] * len(final)
    versions = [{reply} for reply in final]
    working = list(range(len(final)))
    for _ in range(rounds):
        found = critique([requests[i] for i in working], [final[i] for i in working]) if working else []
        faulty = []
        for i, text in zip(working, found, strict=True):
            if text is None:
                endings[i] = "no fault"
            else:
                faulty.append((i, text))
        if not faulty:
            break
        places = [i for i, _ in faulty]
        written = revise([requests[i] for i in places], [final[i] for i in places], [t for _, t in faulty])
        working = []
        for i, text in zip(places, written, strict=True):
            if text in versions[i]:
                endings[i] = "circle"
            else:
                final[i] = text
                versions[i].add(text)
                working.append(i)
    return final, endings
