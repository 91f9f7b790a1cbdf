"""The data sets that the course ships in data/lantern_bay/, rebuilt byte for byte from one seed."""

from helpers.world.shipped.catalogue import DATA_SETS
from helpers.world.shipped.data_set import SEED, DataSet
from helpers.world.shipped.files import FOLDER, build, contents, names, stale

__all__ = ["DATA_SETS", "FOLDER", "SEED", "DataSet", "build", "contents", "names", "stale"]
