"""Conduct at the harm desk: measured on held-out requests, by judges that no stage of training looks at.

`behaviour` is what a model says and how that is marked, `stages` what critiques, revisions and AI labels are worth,
`rlaif` the practice on such labels.
Where the profile has no judge of harm, helpfulness or worth, what only such a judge knows is None, and refusals are
those that `constitution.refuses` sees.
"""

from helpers.conduct.behaviour import Conduct, aims, examine, interval, rate, table, watchers
from helpers.conduct.rlaif import one_for_each_prompt, reinforce
from helpers.conduct.stages import (
    critic_marks,
    critic_table,
    judge_table,
    label_marks,
    order_table,
    principle_marks,
    refusal_marks,
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
    "judge_table",
    "label_marks",
    "one_for_each_prompt",
    "order_table",
    "principle_marks",
    "rate",
    "refusal_marks",
    "reinforce",
    "revision_marks",
    "table",
    "unseen_counterpart",
    "watchers",
    "yields",
]
