"""Lantern Bay, the course's embedded world: a town simulated from a seed and the families of documents about it."""

from helpers.world import (
    comparisons,
    context_questions,
    corpus,
    crawl_noise,
    critiques,
    dialogue,
    harm_desk,
    help_desk,
    labellers,
    lexicon,
    lookups,
    narrative,
    notes,
    oracle,
    short_tasks,
    sums,
)
from helpers.world.documents import FAMILIES, SPLITS, Document, Family, generate
from helpers.world.town import Town, town

__all__ = [
    "FAMILIES",
    "SPLITS",
    "Document",
    "Family",
    "Town",
    "comparisons",
    "context_questions",
    "corpus",
    "crawl_noise",
    "critiques",
    "dialogue",
    "generate",
    "harm_desk",
    "help_desk",
    "labellers",
    "lexicon",
    "lookups",
    "narrative",
    "notes",
    "oracle",
    "short_tasks",
    "sums",
    "town",
]
