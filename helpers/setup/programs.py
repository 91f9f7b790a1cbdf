"""System programs that the tests use, and how to install them."""

import functools
import shutil
import subprocess
import sys

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
    """Path of a browser of the Chromium family, or None."""
    return next((path for name in (*_CHROMIUMS, *_MAC_CHROMES) if (path := shutil.which(name))), None)


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
