"""Short tasks: moods, times, names, lists, manners, Harbour pidgin, patterns; each with a judge.

`zero_shot` and `few_shot` render a prompt as the family's documents do, `correct` judges a reply to an input.
"""

from helpers.world.short_tasks.family import FRESH_LABELS_SHARE, SHORT_TASKS, ZERO_SHOT_SHARE, key_of
from helpers.world.short_tasks.layouts import TASKS, correct, few_shot, task_called, zero_shot
from helpers.world.short_tasks.rewriting import politely
from helpers.world.short_tasks.task import Example, Task

__all__ = [
    "FRESH_LABELS_SHARE",
    "SHORT_TASKS",
    "TASKS",
    "ZERO_SHOT_SHARE",
    "Example",
    "Task",
    "correct",
    "few_shot",
    "key_of",
    "politely",
    "task_called",
    "zero_shot",
]
