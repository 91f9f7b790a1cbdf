"""Constitutional AI: a model that criticises and rewrites its own replies by written principles (Bai et al., 2022).

`principle` and `document` are what a constitution is and how it is read, `contradictions` what cannot stand in one.
`critic` and `loop` make revisions of replies, `learning` and `filters` choose what is learned from, `feedback` has a
model compare replies, `asking` runs many chats at once, and `pareto` weighs helpfulness against harmlessness. Nothing
here knows what is true or harmful.
"""

from helpers.constitution.asking import answers, ask, probability_of_first
from helpers.constitution.contradictions import Contradiction, contradictions
from helpers.constitution.critic import Critic, Critique, critique, revise
from helpers.constitution.document import HELD_OUT, SHIPPED, Constitution
from helpers.constitution.feedback import Judgements, ai_preference, compare, rlaif_pairs
from helpers.constitution.filters import finds_fault, refuses, sl_cai_set
from helpers.constitution.learning import learning_rows
from helpers.constitution.loop import critique_and_revise, pick_principle
from helpers.constitution.pareto import pareto_front
from helpers.constitution.principle import (
    Principle,
    comparison_chat,
    critique_chat,
    request_chat,
    revision_chat,
)

__all__ = [
    "HELD_OUT",
    "SHIPPED",
    "Constitution",
    "Contradiction",
    "Critic",
    "Critique",
    "Judgements",
    "Principle",
    "ai_preference",
    "answers",
    "ask",
    "compare",
    "comparison_chat",
    "contradictions",
    "critique",
    "critique_and_revise",
    "critique_chat",
    "finds_fault",
    "learning_rows",
    "pareto_front",
    "pick_principle",
    "probability_of_first",
    "refuses",
    "request_chat",
    "revise",
    "revision_chat",
    "rlaif_pairs",
    "sl_cai_set",
]
