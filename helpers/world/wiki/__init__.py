"""Articles about a town: the family that models learn Lantern Bay's facts from, and another town's wiki as data."""

from helpers.world.wiki.articles import OTHER_SEED, articles
from helpers.world.wiki.family import WIKI
from helpers.world.wiki.questions import questions

__all__ = ["OTHER_SEED", "WIKI", "articles", "questions"]
