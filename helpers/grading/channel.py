"""Messages over a socket, with a deadline for every wait."""

import contextlib
import socket
import time
from collections.abc import Callable
from typing import Any

from helpers.grading.codec import HEAD, CodecError, decode, encode, sizes

_TICK_SECONDS = 0.1


class ClosedError(Exception):
    """The other side is gone."""


class Channel:
    """Sends and receives values; what arrives is trusted no further than `decode` allows."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, value: Any, seconds: float | None = None) -> None:
        """Raises CodecError, ClosedError, or TimeoutError when the other side does not read."""
        frame = encode(value)
        self._connection.settimeout(seconds)
        try:
            self._connection.sendall(frame)
        except TimeoutError:
            raise
        except OSError:
            raise ClosedError from None

    def receive(self, seconds: float | None = None, tick: Callable[[], None] = lambda: None) -> Any:
        """The next message; ``tick`` is called while waiting, about ten times a second.

        Raises:
            CodecError: bytes that are no message.
            ClosedError: the other side is gone.
            TimeoutError: the message is not complete after so many seconds.
        """
        deadline = None if seconds is None else time.monotonic() + seconds
        header, body = sizes(self._exactly(HEAD.size, deadline, tick))
        return decode(self._exactly(header, deadline, tick), self._exactly(body, deadline, tick))

    def idle(self) -> bool:
        """Has nothing arrived that was not asked for?"""
        self._connection.settimeout(0)
        try:
            self._connection.recv(1, socket.MSG_PEEK)
        except (BlockingIOError, OSError):
            return True
        return False

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._connection.close()

    def _exactly(self, count: int, deadline: float | None, tick: Callable[[], None]) -> bytes:
        received = bytearray()
        while len(received) < count:
            self._connection.settimeout(None if deadline is None else _TICK_SECONDS)
            try:
                part = self._connection.recv(min(count - len(received), 1 << 20))
            except TimeoutError:
                part = None
            except OSError:
                raise ClosedError from None
            if part == b"":
                raise ClosedError
            received += part or b""
            if deadline is not None and len(received) < count:
                tick()
                if time.monotonic() > deadline:
                    raise TimeoutError
        return bytes(received)


__all__ = ["Channel", "ClosedError", "CodecError"]
