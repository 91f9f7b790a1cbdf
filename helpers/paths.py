"""Where things live. Standard library only, so that set-up can use it before anything is installed."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
MODELS = DATA / "models"
LABS = ROOT / "labs"
SOLUTIONS = ROOT / "solutions"
MISCONCEPTIONS = SOLUTIONS / "misconceptions"
DOCS = ROOT / "docs"


def course_state() -> Path:
    """Folder of the student's own state (progress, predictions, labels); ``COURSE_STATE`` overrides it."""
    return Path(os.environ.get("COURSE_STATE") or ROOT / ".course")
