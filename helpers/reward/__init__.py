"""Reward models: what labellers preferred, turned into a number for any reply.

`pairs` makes training pairs from rankings, `loss` is what is minimised, `model` scores texts, `training` fits a model
through trl, `measures` says how good it is, `edits` looks for what it likes for no good reason, and `scaling` sets its
zero and unit.
"""

from helpers.reward.edits import Edit, EditedScores, PraiseAndLength, edited_scores
from helpers.reward.fitting import RewardConfig
from helpers.reward.loss import last_token_score, pairwise_loss
from helpers.reward.measures import (
    Bin,
    agreement_ceiling,
    best_of_n,
    best_of_n_kl,
    calibration,
    calibration_error,
    noise_ceiling,
    pair_accuracy,
)
from helpers.reward.model import Classifier, RewardModel
from helpers.reward.pairs import Deduplicated, Pair, encode_pair, labelled_pairs, without_identical
from helpers.reward.scaling import standardised
from helpers.reward.training import Trained, train, train_classifier

__all__ = [
    "Bin",
    "Classifier",
    "Deduplicated",
    "Edit",
    "EditedScores",
    "Pair",
    "PraiseAndLength",
    "RewardConfig",
    "RewardModel",
    "Trained",
    "agreement_ceiling",
    "best_of_n",
    "best_of_n_kl",
    "calibration",
    "calibration_error",
    "edited_scores",
    "encode_pair",
    "labelled_pairs",
    "last_token_score",
    "noise_ceiling",
    "pair_accuracy",
    "pairwise_loss",
    "standardised",
    "train",
    "train_classifier",
    "without_identical",
]
