"""Pages of a crawl: stories and dialogues to keep, and what a filter must remove, each labelled."""

from helpers.world.crawl_noise.copies import shingles, similarity
from helpers.world.crawl_noise.family import CRAWL_NOISE, HOT, KINDS, crawl, story
from helpers.world.crawl_noise.languages import LANGUAGES, foreign_text

__all__ = [
    "CRAWL_NOISE",
    "HOT",
    "KINDS",
    "LANGUAGES",
    "crawl",
    "foreign_text",
    "shingles",
    "similarity",
    "story",
]
