"""Every data set by name, in the order in which the card lists them."""

from helpers.world.shipped import (
    crawling,
    desk,
    harm,
    instructions,
    preferences,
    reading,
    reasoning,
    short,
    stories,
    wiki,
)
from helpers.world.shipped.data_set import DataSet

_GROUPS = (stories, desk, preferences, harm, instructions, short, reading, reasoning, wiki, crawling)
DATA_SETS: dict[str, DataSet] = {data_set.name: data_set for group in _GROUPS for data_set in group.SETS}
