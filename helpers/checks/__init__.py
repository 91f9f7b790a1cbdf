"""What a student sees when an answer is checked: checks, predictions, progress, and the course's fallback.

A notebook writes ``from helpers.checks import check, predict, reveal, use, progress``. A lab's exercises stand in
``labNN.py`` of this folder, in a tuple named ``EXERCISES``; nothing else needs to be told about them.
"""

from helpers.checks import progress
from helpers.checks.checker import check
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome, Problem
from helpers.checks.fallback import use
from helpers.checks.handles import Handle
from helpers.checks.predictions import predict, reveal
from helpers.checks.registry import EXERCISES
from helpers.checks.runner import LocalRunner, Runner

__all__ = [
    "EXERCISES",
    "Case",
    "Exercise",
    "Handle",
    "LocalRunner",
    "Misconception",
    "Outcome",
    "Problem",
    "Runner",
    "check",
    "predict",
    "progress",
    "reveal",
    "use",
]
