"""Shares of time by module."""

import itertools
import subprocess
import sys

import pytest

from helpers.paths import ROOT
from helpers.world import documents
from helpers.world.profiling import Profile, table

#: In a process of its own: in one that has run thousands of tests, Python's profiler may never come to an end.
SHARES = """
from helpers.paths import ROOT
from helpers.world import documents
from helpers.world.profiling import profile
print(repr(profile(lambda: documents.generate("help_desk", seed=3, count=20))))
"""


def test_every_share_is_a_modules_and_they_sum_to_one():
    done = subprocess.run(
        [sys.executable, "-c", SHARES], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    found = eval(done.stdout, {"Profile": Profile})
    assert found.words == sum(len(d.text.split()) for d in documents.generate("help_desk", seed=3, count=20))
    assert sum(share for _, share in found.shares) == pytest.approx(1)
    names = [name for name, _ in found.shares]
    assert len(names) == len(set(names))
    assert {"Python", "helpers/world/documents.py", "helpers/world/phrases.py"} <= set(names)
    assert all(a >= b for (_, a), (_, b) in itertools.pairwise(found.shares))


def test_the_table_says_how_fast():
    found = Profile(3000, 1.5, (("helpers/world/telling.py", 0.75), ("Python", 0.25)))
    assert table(found) == (
        "3,000 words in 1.5 s of processor time: 2,000 a second\n 75.0%  helpers/world/telling.py\n 25.0%  Python"
    )
