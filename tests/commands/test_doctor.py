"""doctor says what is wrong and the fix, and its exit status follows."""

import argparse
import json
import os
from pathlib import Path

import pytest

from helpers import models
from helpers.commands import doctor, machine
from helpers.setup import disk, findings
from helpers.setup.findings import Finding
from helpers.setup.requirements import pins

OK = Finding("moon", "full")
NOTE = Finding("fog", "thick", "note", "wait")
FIX = Finding("anchor", "lost", "fix", "buy one")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """What the examination finds; fill it in."""
    result: list[Finding] = []
    monkeypatch.setenv("COURSE_SETUP", "off")
    monkeypatch.setattr(doctor, "bare_findings", lambda: result)
    monkeypatch.setattr(doctor, "_installed_findings", list)
    return result


@pytest.mark.parametrize(("shown", "status"), [([OK], 0), ([OK, NOTE], 0), ([NOTE, FIX, OK], 1)])
def test_only_what_must_be_put_right_is_a_failure(
    shown: list[Finding], status: int, found: list[Finding], capsys: pytest.CaptureFixture[str]
) -> None:
    found += shown
    assert doctor.run(argparse.Namespace(json=False)) == status
    out = capsys.readouterr().out
    assert all(finding.found in out and finding.remedy in out for finding in shown)


def test_json_says_the_same(found: list[Finding], capsys: pytest.CaptureFixture[str]) -> None:
    found += [OK, FIX]
    assert doctor.run(argparse.Namespace(json=True)) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is False
    assert report["findings"][1] == {"what": "anchor", "found": "lost", "status": "fix", "remedy": "buy one"}


def test_a_short_disk_has_to_be_freed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "free_bytes", lambda folder: 10**8)
    assert findings.free_disk() == Finding(
        "disk", "0.1 GB free where the course lies", "fix", findings.free_disk().remedy
    )
    monkeypatch.setattr(disk, "free_bytes", lambda folder: 10**10)
    assert findings.free_disk().status == "ok"


def test_a_folder_that_is_not_there_yet_is_judged_by_its_parent(tmp_path: Path) -> None:
    assert findings.writable("progress", tmp_path / "not" / "yet").status == "ok"


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere; Windows has other rights"
)
def test_a_read_only_folder_is_found(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert findings.writable("labs", tmp_path).status == "fix"


def test_an_unwritable_place_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(dir: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(findings.tempfile, "TemporaryFile", refuse)
    finding = findings.writable("labs", tmp_path)
    assert finding.status == "fix"
    assert "Permission denied" in finding.found
    assert str(tmp_path) in finding.remedy


@pytest.mark.parametrize(
    ("files", "state"),
    [([], "not made yet"), (["course.json"], "unfinished")],
)
def test_the_state_of_the_environment_is_named(
    files: list[str], state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COURSE_SETUP", raising=False)
    monkeypatch.setattr(findings, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(findings, "ready", lambda level: False)
    for name in files:
        (tmp_path / ".venv").mkdir(exist_ok=True)
        (tmp_path / ".venv" / name).write_text("{}")
    assert findings.venv() == Finding("environment", f".venv is {state}", "fix", "python -m helpers setup")


def test_missing_programs_are_a_note_for_students(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "find_chromium", lambda: None)
    monkeypatch.setattr(findings, "find_bubblewrap", lambda: "/usr/bin/bwrap")
    assert [finding.status for finding in findings.system_programs()] == ["note", "ok"]


def test_a_package_of_another_version_is_named_with_both(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = pins("lab")
    have = wanted | {"trl": "1.12.0", "peft": "none"}
    monkeypatch.setattr(machine, "pins", lambda level: wanted)
    monkeypatch.setattr(machine, "_version", have.__getitem__)
    finding = machine.packages()
    assert finding.status == "fix"
    assert f"trl 1.12.0 instead of {wanted['trl']}" in finding.found
    assert f"peft none instead of {wanted['peft']}" in finding.found
    assert "torch" not in finding.found


def test_the_local_part_of_a_version_is_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.metadata, "version", lambda name: "2.13.0+cpu")
    assert machine._version("torch") == "2.13.0"


def test_a_device_that_is_not_there_has_to_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_DEVICE", "abacus")
    assert machine.device().status == "fix"
    assert "abacus" in machine.device().found


def test_a_damaged_model_is_found_and_can_be_restored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helpers import checksums, paths

    folder = tmp_path / "data" / "models" / "lantern-micro"
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(models, "SHIPPED", ("micro",))
    monkeypatch.setattr(models, "folder", lambda name: folder)
    assert machine.shipped_models().status == "fix"
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"weights")
    checksums.write(folder, ["model.safetensors"])
    assert machine.shipped_models().status == "ok"
    (folder / "model.safetensors").write_bytes(b"veights")
    damaged = machine.shipped_models()
    assert damaged.status == "fix"
    assert "model.safetensors is damaged" in damaged.found
    assert damaged.remedy == "git checkout -- data/models/lantern-micro"
