"""The private environment: made once, at once the second time, taken up again after an interruption."""

import json
import subprocess
import sys
import time
import venv as standard_venv
from pathlib import Path

import pytest

from helpers.errors import CourseError
from helpers.setup import disk, environment, making, pip
from helpers.setup.python import this_machine
from helpers.setup.requirements import pins
from helpers.setup.stamp import Stamp, python_of, ready, version_of

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    return tmp_path / ".venv"


@pytest.fixture
def installs(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """A registry that has the CPU build, and an installation that only notes (level, cpu)."""
    calls: list[tuple[str, bool]] = []

    def install(python: Path, level: str, cpu: bool, cache: bool, log: Path) -> int:
        calls.append((level, cpu))
        return 3

    monkeypatch.setattr(pip, "install", install)
    monkeypatch.setattr(pip, "probe", lambda python, torch, cpu: "cpu")
    monkeypatch.setattr(making, "works", lambda venv: python_of(venv).exists())
    monkeypatch.setattr(making.subprocess, "run", fake_venv)
    return calls


def fake_venv(command: list[str], **settings: object) -> subprocess.CompletedProcess[str]:
    """``python -m venv`` without pip, which is what takes the time."""
    standard_venv.create(command[-1], with_pip=False, symlinks=sys.platform != "win32")
    return subprocess.CompletedProcess(command, 0, "", "")


def test_the_first_run_installs_and_the_second_does_nothing(
    venv: Path, installs: list[tuple[str, bool]], capsys: pytest.CaptureFixture[str]
) -> None:
    environment.ensure("lab", venv=venv)
    first = capsys.readouterr().out
    assert "GB to download" in first
    assert "minutes" in first
    started = time.perf_counter()
    environment.ensure("lab", venv=venv)
    assert time.perf_counter() - started < 1
    assert capsys.readouterr().out == ""
    assert installs == [("lab", False)]


def test_tests_need_more_than_labs_and_labs_never_take_it_away(
    venv: Path, installs: list[tuple[str, bool]]
) -> None:
    environment.ensure("lab", venv=venv)
    assert not ready("dev", venv=venv)
    environment.ensure("dev", venv=venv)
    environment.ensure("lab", venv=venv)
    assert installs == [("lab", False), ("dev", False)]


def test_changed_requirements_are_installed(
    venv: Path, installs: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.ensure("lab", venv=venv)
    stamp = Stamp.read(venv)
    assert stamp is not None
    Stamp(stamp.level, "of older files", stamp.python, stamp.torch).write(venv)
    environment.ensure("lab", venv=venv)
    assert len(installs) == 2


def test_an_interrupted_installation_is_taken_up_again(
    venv: Path, installs: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: object, **more: object) -> int:
        raise KeyboardInterrupt

    finished = pip.install
    monkeypatch.setattr(pip, "install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.ensure("lab", venv=venv)
    assert not ready("lab", venv=venv)
    half = making.site_packages(venv) / "numpy-1.0.dist-info"
    half.mkdir(parents=True)
    whole = making.site_packages(venv) / "scipy-1.0.dist-info"
    whole.mkdir()
    (whole / "INSTALLER").write_text("pip")
    monkeypatch.setattr(pip, "install", finished)
    environment.ensure("lab", venv=venv)
    assert ready("lab", venv=venv)
    assert not half.exists()
    assert whole.exists()


def test_the_course_can_be_imported_from_the_environment(
    venv: Path, installs: list[tuple[str, bool]]
) -> None:
    (venv.parent / "helpers").mkdir()
    (venv.parent / "helpers" / "__init__.py").write_text("")
    environment.ensure("lab", venv=venv)
    moved = venv.parent.with_name("moved")
    venv.parent.rename(moved)
    program = "import helpers; print(helpers.__file__)"
    python = python_of(moved / ".venv")
    with subprocess.Popen(
        [python, "-I", "-c", program], cwd="/", stdout=subprocess.PIPE, text=True
    ) as inside:
        found = inside.communicate()[0].strip()
    assert Path(found) == moved / "helpers" / "__init__.py"


def test_another_build_of_torch_means_a_new_environment(venv: Path, installs: list[tuple[str, bool]]) -> None:
    environment.ensure("lab", venv=venv)
    (venv / "old").touch()
    environment.ensure("lab", "cpu", venv=venv)
    assert not (venv / "old").exists()
    environment.ensure("lab", venv=venv)  # no wish: the build that is there
    assert installs == [("lab", False), ("lab", True)]


def test_a_broken_environment_is_made_anew_only_if_the_course_made_it(
    venv: Path, installs: list[tuple[str, bool]]
) -> None:
    venv.mkdir()
    (venv / "notes.txt").write_text("mine")
    with pytest.raises(CourseError, match="in the way"):
        environment.ensure("lab", venv=venv)
    assert (venv / "notes.txt").exists()
    (venv / "notes.txt").rename(Stamp.path(venv))
    environment.ensure("lab", venv=venv)
    assert ready("lab", venv=venv)


def test_a_python_without_venv_names_the_package_to_install(
    venv: Path, installs: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        making.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else "here"
    )
    with pytest.raises(CourseError, match=rf"apt-get install python{HERE}-venv"):
        environment.ensure("lab", venv=venv)
    assert installs == []


def test_a_python_without_pip_wheels_names_the_package_too(
    venv: Path, installs: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = subprocess.CompletedProcess(
        [], 1, "the virtual environment was not created: ensurepip is not available"
    )
    monkeypatch.setattr(making.subprocess, "run", lambda *a, **k: failed)
    with pytest.raises(CourseError, match=rf"python{HERE}-venv"):
        environment.ensure("lab", venv=venv)


def test_a_machine_that_will_not_do_is_told_before_anything_is_made(
    venv: Path, installs: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "this_machine", lambda: this_machine()._replace(python=(3, 14)))
    with pytest.raises(CourseError, match=r"Python 3\.14 is newer"):
        environment.ensure("lab", venv=venv)
    assert not venv.exists()


def test_a_short_disk_is_told_before_the_network_is_used(
    venv: Path, installs: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def used(*arguments: object) -> None:
        raise AssertionError("the registry was asked")

    monkeypatch.setattr(disk, "free_bytes", lambda folder: 10**9)
    monkeypatch.setattr(pip, "probe", used)
    with pytest.raises(CourseError, match=r"1\.0 GB free"):
        environment.ensure("lab", venv=venv)


def test_a_cuda_build_is_measured_against_the_disk_too(
    venv: Path, installs: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "free_bytes", lambda folder: 5 * 10**9)
    monkeypatch.setattr(pip, "probe", lambda python, torch, cpu: "cuda")
    with pytest.raises(CourseError, match="TORCH=cpu"):
        environment.ensure("lab", venv=venv)
    assert installs == []


def test_an_update_asks_for_no_room_for_the_torch_that_is_there(
    venv: Path, installs: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.ensure("lab", venv=venv)
    torch = making.site_packages(venv) / f"torch-{pins('lab')['torch']}+cpu.dist-info"
    torch.mkdir(parents=True)
    (torch / "INSTALLER").touch()
    monkeypatch.setattr(disk, "free_bytes", lambda folder: 10**9)
    environment.ensure("dev", venv=venv)
    assert [level for level, _ in installs] == ["lab", "dev"]


def test_an_unreachable_registry_leaves_an_environment_that_is_not_ready(
    venv: Path, installs: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*arguments: object) -> str:
        raise CourseError("The package index cannot be reached.")

    monkeypatch.setattr(pip, "probe", away)
    with pytest.raises(CourseError, match="cannot be reached"):
        environment.ensure("lab", venv=venv)
    assert not ready("lab", venv=venv)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"level": "lab"}', '{"level": "lab", "x": 1}', "\x00"])
def test_an_unreadable_stamp_is_no_stamp(content: str, tmp_path: Path) -> None:
    Stamp.path(tmp_path).write_text(content)
    assert Stamp.read(tmp_path) is None


def test_the_version_is_read_from_the_environment_itself(tmp_path: Path) -> None:
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.12.1\nuv = 1\n")
    assert version_of(tmp_path) == "3.12"
    (tmp_path / "pyvenv.cfg").write_text("version_info = 3.13.0.final.0\n")
    assert version_of(tmp_path) == "3.13"
    assert version_of(tmp_path / "none") == ""


def test_a_stamp_comes_back_as_it_was_written(tmp_path: Path) -> None:
    stamp = Stamp("dev", "abc", "3.12", "cpu")
    stamp.write(tmp_path)
    assert Stamp.read(tmp_path) == stamp
    assert set(json.loads(Stamp.path(tmp_path).read_text())) == {"level", "fingerprint", "python", "torch"}
