"""Every data set by name, in the order in which the card lists them."""

from helpers.world.shipped import desk, harm, preferences, stories
from helpers.world.shipped.data_set import DataSet

DATA_SETS: dict[str, DataSet] = {
    data_set.name: data_set for data_set in (*stories.SETS, *desk.SETS, *preferences.SETS, *harm.SETS)
}
