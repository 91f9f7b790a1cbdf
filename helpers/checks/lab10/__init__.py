"""The exercises of lab 10, retrieval-augmented generation."""

from helpers.checks.lab10.chunker import PACK
from helpers.checks.lab10.citing import RESOLVE_CITATIONS
from helpers.checks.lab10.defence import REMOVE_INSTRUCTIONS
from helpers.checks.lab10.fitting import FIT_PASSAGES
from helpers.checks.lab10.fusion import RECIPROCAL_RANK_FUSION
from helpers.checks.lab10.nearest import COSINE_TOP_K
from helpers.checks.lab10.ranking import RECALL_AND_MRR
from helpers.checks.lab10.threshold import CHOOSE_THRESHOLD

EXERCISES = (
    PACK,
    COSINE_TOP_K,
    RECALL_AND_MRR,
    RECIPROCAL_RANK_FUSION,
    FIT_PASSAGES,
    RESOLVE_CITATIONS,
    CHOOSE_THRESHOLD,
    REMOVE_INSTRUCTIONS,
)
