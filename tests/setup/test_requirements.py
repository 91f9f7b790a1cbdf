"""The requirement files say exactly what is installed."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from helpers.paths import ROOT
from helpers.setup.requirements import FILES, LOCK, Level, fingerprint, normalise, pins


def lines(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in (line.partition("#")[0].strip() for line in text) if line]


@pytest.mark.parametrize("level", ["lab", "dev"])
def test_pins_agree_with_a_parser_of_requirements(level: Level) -> None:
    files = [FILES["lab"]] if level == "lab" else list(FILES.values())
    parsed = [Requirement(line) for file in files for line in lines(file) if not line.startswith("-")]
    assert pins(level) == {canonicalize_name(r.name): str(r.specifier).removeprefix("==") for r in parsed}


def test_torch_is_pinned_without_a_build() -> None:
    assert pins("lab")["torch"] == "2.13.0"


def test_everything_that_is_required_is_locked() -> None:
    """Follow the installed metadata from the direct dependencies: each package on the way has a pin."""
    locked = {canonicalize_name(Requirement(line).name) for line in lines(LOCK)} | set(pins("dev"))
    seen: set[str] = set()
    todo = [(Requirement(name), "") for name in pins("dev")]
    while todo:
        requirement, extra = todo.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        if name.startswith(("nvidia-", "cuda-", "triton")):
            continue  # these belong to one build of torch
        assert name in locked, f"{name} has no pin"
        for wanted in {"", *requirement.extras}:
            if f"{name}[{wanted}]" not in seen:
                seen.add(f"{name}[{wanted}]")
                todo += [(Requirement(text), wanted) for text in metadata.requires(name) or []]


def test_the_lock_is_for_every_platform() -> None:
    for line in lines(LOCK):
        requirement = Requirement(line)
        assert not re.match(r"nvidia|cuda|triton|torch", requirement.name)
        assert str(requirement.specifier).startswith("==")
        if requirement.marker:
            assert isinstance(Marker(str(requirement.marker)), Marker)
    only_somewhere = {Requirement(line).name for line in lines(LOCK) if ";" in line}
    assert {"pywinpty", "appnope"} <= only_somewhere


def test_the_fingerprint_follows_the_files_and_not_their_line_endings(tmp_path: Path) -> None:
    for name in (*FILES.values(), LOCK):
        (tmp_path / name).write_bytes(b"numpy==1\n")
    lab, dev = fingerprint("lab", tmp_path), fingerprint("dev", tmp_path)
    (tmp_path / LOCK).write_bytes(b"numpy==1\r\n")
    assert (fingerprint("lab", tmp_path), fingerprint("dev", tmp_path)) == (lab, dev)
    (tmp_path / FILES["dev"]).write_bytes(b"pytest==1\n")
    assert fingerprint("lab", tmp_path) == lab
    assert fingerprint("dev", tmp_path) != dev
    (tmp_path / LOCK).write_bytes(b"numpy==2\n")
    assert fingerprint("lab", tmp_path) != lab


def test_names_are_compared_as_indexes_do() -> None:
    for name in ("Send2Trash", "ruamel.yaml", "jupyter_core", "a-_.B"):
        assert normalise(name) == canonicalize_name(name)
