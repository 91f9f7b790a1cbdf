"""Conduct at the harm desk: measured on held-out requests, by judges that no stage of training looks at.

`behaviour` is what a model says and how that is marked, `stages` what critiques, revisions and AI labels are worth.
Where the profile has no judge of harm, helpfulness or worth, what only such a judge knows is None, and refusals are
those that `constitution.refuses` sees.
"""

from helpers.conduct.behaviour import Conduct, aims, examine, interval, rate, table, watchers
from helpers.conduct.stages import (
    critic_marks,
    critic_table,
    label_marks,
    principle_marks,
    revision_marks,
    unseen_counterpart,
    yields,
)

__all__ = [
    "Conduct",
    "aims",
    "critic_marks",
    "critic_table",
    "examine",
    "interval",
    "label_marks",
    "principle_marks",
    "rate",
    "revision_marks",
    "table",
    "unseen_counterpart",
    "watchers",
    "yields",
]
