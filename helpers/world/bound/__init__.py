"""Throw-away people, places, boats and the rest, bound to facts anew in every document that asks about them."""

from helpers.world.bound.cast import BoundFact, Entity
from helpers.world.bound.saying import ABSTAIN

__all__ = ["ABSTAIN", "BoundFact", "Entity"]
