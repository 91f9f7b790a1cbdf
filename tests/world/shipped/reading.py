"""The shipped rows as they lie on disk, read once for all tests."""

import json
from functools import cache
from typing import Any

from helpers.world.shipped import DATA_SETS, FOLDER

FILES = [(name, split) for name, data_set in DATA_SETS.items() for split in data_set.sizes]


@cache
def read(name: str, split: str) -> list[dict[str, Any]]:
    text = (FOLDER / name / f"{split}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.removesuffix("\n").split("\n")]


def read_all(name: str) -> list[dict[str, Any]]:
    return [row for split in DATA_SETS[name].sizes for row in read(name, split)]
