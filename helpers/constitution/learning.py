"""From the loop of critique and revision to rows that `sl_cai_set` chooses from."""

from collections.abc import Sequence
from typing import Any

from helpers.constitution.critic import Critic
from helpers.constitution.filters import refuses
from helpers.constitution.inputs import check_lengths


def learning_rows(
    critic: Critic,
    requests: Sequence[str],
    replies: Sequence[str],
    finals: Sequence[str],
    harmless: Sequence[bool],
) -> list[dict[str, Any]]:
    """What is known of each revision without an oracle.

    The principle that found the first fault is asked about the last version, too.

    Args:
        critic: has criticised the replies.
        requests, replies, finals: first and last versions, one each.
        harmless: whether a request is known to be.

    Returns:
        The rows that `sl_cai_set` takes, in order.

    Raises:
        InputError: lists of different lengths.
        KeyError: a reply that the critic has not seen.
    """
    check_lengths(requests=requests, replies=replies, finals=finals, harmless=harmless)
    first = [critic.found[pair] for pair in zip(requests, replies, strict=True)]
    faulty = [(i, one.principle) for i, one in enumerate(first) if one]
    again = critic.criticised_by(
        [requests[i] for i, _ in faulty], [finals[i] for i, _ in faulty], [rule for _, rule in faulty]
    )
    still = {i: said.finds_fault for (i, _), said in zip(faulty, again, strict=True)}
    return [
        {
            "request": request,
            "reply": reply,
            "revision": final,
            "fault": i in still,
            "still_fault": still.get(i, False),
            "refuses": refuses(final),
            "harmless": known,
        }
        for i, (request, reply, final, known) in enumerate(
            zip(requests, replies, finals, harmless, strict=True)
        )
    ]
