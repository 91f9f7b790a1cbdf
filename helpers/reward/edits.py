"""Counterfactual edits: change one thing about a reply that should not matter, and see whether the reward moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.types import Score


class Edit(NamedTuple):
    """A name and what to put after a reply."""

    name: str
    ending: str


class PraiseAndLength(NamedTuple):
    """Three endings that add nothing to what a reply says: with a gushing word, as long without one, and longer."""

    gushing: Edit = Edit("one gushing word", "How lovely!")
    plain: Edit = Edit("as long, without it", "Good luck!")
    longer: Edit = Edit("longer", "Ask again any time. I hope that helps.")


@dataclass(frozen=True)
class EditedScores:
    """Scores of replies before and after an edit."""

    before: list[float]
    after: list[float]

    @property
    def moved(self) -> list[float]:
        """After minus before."""
        return [after - before for before, after in zip(self.before, self.after, strict=True)]

    @property
    def raised(self) -> list[float]:
        """1 where the score went up, else 0."""
        return [float(move > 0) for move in self.moved]


def edited_scores(score: Score, prompts: Sequence[str], replies: Sequence[str], ending: str) -> EditedScores:
    """Score replies as they are and with an ending added."""
    after = [f"{reply} {ending}" for reply in replies]
    return EditedScores(list(score(prompts, replies)), list(score(prompts, after)))
