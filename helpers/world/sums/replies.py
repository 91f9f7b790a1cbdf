"""Reading the number off a reply in words."""

import re

_NUMBER = re.compile(r"(?<![\w.])-?\d+(?![\w]|\.\d)")


def number_in(reply: str) -> int:
    """The last whole number of a reply, which is where a direct answer and a chain of thought both end.

    Raises ValueError when the reply has none.
    """
    found = _NUMBER.findall(reply)
    if not found:
        raise ValueError(f"The reply {reply[:60]!r} has no whole number in it.")
    return int(found[-1])
