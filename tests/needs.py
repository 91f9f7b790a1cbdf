"""Marks for tests that need a system program, and the program itself.

Without the program a test skips with the reason. Under continuous integration (``CI=true``) it runs and fails
instead, so that a machine without Chromium can never look green.
"""

import os

import pytest

from helpers.setup.programs import INSTALL, find_bubblewrap, find_chromium

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def chromium() -> str:
    """Path of the browser, for Playwright's ``executable_path``; fails the running test where there is none."""
    path = find_chromium()
    if path is None:
        pytest.fail(f"No Chromium was found: {INSTALL}.")
    return path


def bubblewrap() -> str:
    """Path of a working ``bwrap``; fails the running test where there is none."""
    path = find_bubblewrap()
    if path is None:
        pytest.fail(f"No bubblewrap that can make user namespaces was found: {INSTALL}.")
    return path


needs_chromium = pytest.mark.skipif(not IN_CI and find_chromium() is None, reason=f"no Chromium: {INSTALL}")
needs_bubblewrap = pytest.mark.skipif(
    not IN_CI and find_bubblewrap() is None, reason=f"no working bubblewrap: {INSTALL}"
)
