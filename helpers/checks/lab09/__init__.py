"""The exercises of lab 09, constitutional AI."""

from helpers.checks.lab09.both_orders import AI_PREFERENCE
from helpers.checks.lab09.feedback_pairs import RLAIF_PAIRS
from helpers.checks.lab09.front import PARETO_FRONT
from helpers.checks.lab09.principle import PICK_PRINCIPLE
from helpers.checks.lab09.revising import CRITIQUE_AND_REVISE
from helpers.checks.lab09.training_set import SL_CAI_SET

EXERCISES = (
    PICK_PRINCIPLE,
    CRITIQUE_AND_REVISE,
    SL_CAI_SET,
    AI_PREFERENCE,
    RLAIF_PAIRS,
    PARETO_FRONT,
)
