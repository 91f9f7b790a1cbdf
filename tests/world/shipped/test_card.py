"""The card says what is there, and `datasets` reads the folder by it without the course."""

import json
import os
import subprocess
import sys

import pytest
import yaml

from helpers.world.shipped import DATA_SETS, FOLDER
from helpers.world.shipped.card import card
from tests.world.shipped.reading import read

CARD = (FOLDER / "README.md").read_text("utf-8")


def test_the_card_is_what_the_generator_writes():
    assert card(DATA_SETS, FOLDER) == CARD


def test_the_front_matter_names_every_file():
    front = yaml.safe_load(CARD.split("---\n")[1])
    assert front["license"] == "cc-by-4.0"
    configs = {
        config["config_name"]: {file["split"]: file["path"] for file in config["data_files"]}
        for config in front["configs"]
    }
    on_disk = {f"{path.parent.name}/{path.name}" for path in FOLDER.glob("*/*.jsonl")}
    assert {path for files in configs.values() for path in files.values()} == on_disk
    assert all(
        path == f"{name}/{split}.jsonl" for name, files in configs.items() for split, path in files.items()
    )


@pytest.mark.parametrize("name", DATA_SETS)
def test_counts_and_fields_are_those_of_the_files(name):
    counts = [
        f"{len(read(name, split)):,}" if split in DATA_SETS[name].sizes else ""
        for split in ("train", "validation", "test")
    ]
    assert f"| `{name}` | {' | '.join(counts)} | " in CARD
    section = CARD.split(f"\n**{name}**\n\n")[1].split("\n\n")[0]
    listed = [line.split("`")[1] for line in section.split("\n")]
    assert ["id", *listed, "binding"] == list(read(name, next(iter(DATA_SETS[name].sizes)))[0])


def test_datasets_reads_every_configuration_without_the_course(tmp_path):
    program = (
        "import json, sys\n"
        "from datasets import disable_progress_bars, get_dataset_config_names, load_dataset\n"
        "disable_progress_bars()\n"
        "names = get_dataset_config_names(sys.argv[1])\n"
        "counts = {n: {s: len(d) for s, d in load_dataset(sys.argv[1], n).items()} for n in names}\n"
        "assert 'helpers' not in sys.modules\n"
        "print(json.dumps(counts))\n"
    )
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "hf")}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, str(FOLDER)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {name: dict(data_set.sizes) for name, data_set in DATA_SETS.items()}
