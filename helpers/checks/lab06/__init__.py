"""The exercises of lab 06, reward modelling."""

from helpers.checks.lab06.agreement import AGREEMENT
from helpers.checks.lab06.best_of_n import BEST_OF_N
from helpers.checks.lab06.bradley_terry import BRADLEY_TERRY_PROBABILITY
from helpers.checks.lab06.comparison_cost import COMPARISON_COST
from helpers.checks.lab06.elo import ELO_UPDATE
from helpers.checks.lab06.last_token import LAST_TOKEN_SCORE
from helpers.checks.lab06.pairs import RANKINGS_TO_PAIRS
from helpers.checks.lab06.pairwise_loss import PAIRWISE_LOSS

EXERCISES = (
    RANKINGS_TO_PAIRS,
    AGREEMENT,
    COMPARISON_COST,
    ELO_UPDATE,
    BRADLEY_TERRY_PROBABILITY,
    PAIRWISE_LOSS,
    LAST_TOKEN_SCORE,
    BEST_OF_N,
)
