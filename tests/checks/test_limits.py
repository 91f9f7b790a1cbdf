"""The time limit stops what it should, and leaves nothing behind that strikes later."""

import contextlib
import threading
import time

import pytest

from helpers.checks.limits import CappedText, OutOfTime, within


def all_gone() -> bool:
    """No watchdog is left a moment later."""
    for _ in range(100):
        if not any(thread.name == "course-time-limit" for thread in threading.enumerate()):
            return True
        time.sleep(0.01)
    return False


def forever() -> None:
    while True:
        pass


def forever_unless_twice() -> None:
    """Swallows the first interruption, as a bare ``except`` would."""
    try:
        forever()
    except BaseException:
        forever()


def test_a_result_comes_back() -> None:
    assert within(5, lambda: 7) == 7
    with pytest.raises(KeyError):
        within(5, lambda: {}["missing"])
    assert all_gone()


@pytest.mark.parametrize("function", [forever, forever_unless_twice])
def test_a_loop_is_stopped(function: object) -> None:
    started = time.monotonic()
    with pytest.raises(OutOfTime):
        within(0.2, function)  # type: ignore[arg-type]
    assert 0.2 <= time.monotonic() - started < 3
    assert all_gone()


@pytest.mark.parametrize("seconds", [0.0, 1e-6, 1e-4, 0.002, 0.01])
def test_a_limit_reached_at_any_moment_leaves_nothing_behind(seconds: float) -> None:
    """From before the thread has started until after the function has ended."""

    def busy() -> int:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pass
        return 7

    for _ in range(60):
        with contextlib.suppress(OutOfTime):
            assert within(seconds, busy) == 7
        assert all_gone()


def test_output_is_capped_and_counted() -> None:
    text = CappedText(limit=5)
    assert text.write("abc") == 3
    assert text.getvalue() == "abc"
    for _ in range(1000):
        text.write("defg")
    assert text.getvalue() == "abcde… and 3,998 more characters"
