"""Marks for tests that need a system program, and the program itself.

Without the program a test skips with the reason. Under continuous integration (``CI=true``) it runs and fails
instead, so that a machine without Chromium can never look green.
"""

import functools
import os
import shutil
import subprocess
import sys

import pytest

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
INSTALL = (
    "run `make system-packages`, or install it by hand (Debian: sudo apt-get install chromium bubblewrap)"
)

_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_MAC_CHROMES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


@functools.cache
def find_chromium() -> str | None:
    """Path of a Chromium-family browser for Playwright's ``executable_path``, or None."""
    on_path = (shutil.which(name) for name in _CHROMIUMS)
    return next((path for path in (*on_path, *map(shutil.which, _MAC_CHROMES)) if path), None)


@functools.cache
def find_bubblewrap() -> str | None:
    """Path of a ``bwrap`` that can really make a sandbox here (user namespaces may be forbidden), or None."""
    bwrap = shutil.which("bwrap") if sys.platform == "linux" else None
    if bwrap is None:
        return None
    probe = [bwrap, "--unshare-all", "--ro-bind", "/", "/", "true"]
    try:
        worked = subprocess.run(probe, capture_output=True, timeout=10).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return None
    return bwrap if worked else None


def chromium() -> str:
    """Path of the browser; fails the running test with a sentence where there is none."""
    path = find_chromium()
    if path is None:
        pytest.fail(f"No Chromium was found: {INSTALL}.")
    return path


def bubblewrap() -> str:
    """Path of a working ``bwrap``; fails the running test with a sentence where there is none."""
    path = find_bubblewrap()
    if path is None:
        pytest.fail(f"No bubblewrap that can make user namespaces was found: {INSTALL}.")
    return path


needs_chromium = pytest.mark.skipif(not IN_CI and find_chromium() is None, reason=f"no Chromium: {INSTALL}")
needs_bubblewrap = pytest.mark.skipif(
    not IN_CI and find_bubblewrap() is None, reason=f"no working bubblewrap: {INSTALL}"
)
