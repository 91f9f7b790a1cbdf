"""The town's oracle: how rude, useful, harmful and fluent any text is, and what it is worth. Each module states its rules."""

from helpers.world.oracle.faults import faults, faults_named
from helpers.world.oracle.fluency import fluency
from helpers.world.oracle.gold import gold_reward
from helpers.world.oracle.harm import harm, offers_alternative, refused
from helpers.world.oracle.helpfulness import helpfulness
from helpers.world.oracle.toxicity import toxicity

__all__ = [
    "faults", "faults_named", "fluency", "gold_reward", "harm", "helpfulness", "offers_alternative",
    "refused", "toxicity",
]  # fmt: skip
