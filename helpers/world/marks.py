"""Marks around the parts of a text that answer something, and the text without them with the offsets of those parts."""

_OPEN, _CLOSE = "\x02", "\x03"


def mark(text: str) -> str:
    """The text as an answer, to be put into a layout."""
    return f"{_OPEN}{text}{_CLOSE}"


def unmark(text: str) -> tuple[str, list[list[int]]]:
    """The text without its marks, and [start, end) of every part that was marked, in order.

    Raises ValueError when marks are nested or one lacks its partner.
    """
    out: list[str] = []
    spans: list[list[int]] = []
    at = 0
    for number, piece in enumerate(text.split(_OPEN)):
        inside, close, after = piece.partition(_CLOSE)
        if (number > 0) != bool(close) or _CLOSE in after:
            raise ValueError("An answer mark in the text has no partner, or stands inside another.")
        if close:
            spans.append([at, at + len(inside)])
        out += inside, after
        at += len(inside) + len(after)
    return "".join(out), spans
