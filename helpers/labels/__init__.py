"""Labels that a person gives: what is asked of them, how they are kept, and what they add up to."""

from .instructions import INSTRUCTIONS
from .items import Item, read_items
from .reference import town_record
from .store import Label, LabelFile, Labels, rows
from .summary import Agreement, Rating, Summary, summarise

__all__ = [
    "INSTRUCTIONS",
    "Agreement",
    "Item",
    "Label",
    "LabelFile",
    "Labels",
    "Rating",
    "Summary",
    "read_items",
    "rows",
    "summarise",
    "town_record",
]
