"""pip's failures become sentences, and its report says which torch it is going to be."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.errors import CourseError
from helpers.setup import pip
from helpers.setup.pip import build_of, explain, installed


@pytest.mark.parametrize(
    ("output", "named"),
    [
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError'\n"
            "ERROR: No matching distribution found for tqdm==4.70.1",
            "cannot be reached",
        ),
        ("WARNING: ... ConnectTimeoutError(...)\nERROR: Could not find a version", "cannot be reached"),
        ("SSLError(SSLCertVerificationError(1, 'certificate verify failed'))", "cannot be reached"),
        ("ERROR: No matching distribution found for torch==2.13.0", "no wheel of torch==2.13.0"),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "disk filled up",
        ),
        ("ERROR: Something odd", "pip failed: ERROR: Something odd"),
        ("", "pip failed"),
    ],
)
def test_failures_are_explained(output: str, named: str, tmp_path: Path) -> None:
    sentence = explain(output, tmp_path / "log")
    assert named in sentence
    assert str(tmp_path / "log") in sentence
    assert "\n" not in sentence


def test_an_unreachable_index_is_noticed_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed port on this machine: pip gives up after one retry, well within its own fifteen seconds times five."""
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    with pytest.raises(CourseError, match="package index cannot be reached"):
        pip.probe(Path(sys.executable), None, cpu=False)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux wheels bring CUDA along")
def test_the_cuda_build_is_known_by_what_it_requires() -> None:
    cuda = {"requires_dist": ["filelock", 'nvidia-cudnn-cu13==9.20.0.48; platform_system == "Linux"']}
    assert build_of(cuda) == "cuda"
    assert build_of({"requires_dist": ["filelock", "sympy>=1.13.3"]}) == "cpu"
    assert build_of({}) == "cpu"


def test_an_installed_build_counts_whatever_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "torch-2.13.0+cpu.dist-info").mkdir()
    (tmp_path / "torch_geometric-2.13.0.dist-info").mkdir()
    (tmp_path / "Send2Trash-1.0.dist-info").mkdir()
    assert installed(tmp_path, "torch", "2.13.0")
    assert not installed(tmp_path, "torch", "2.13")
    assert installed(tmp_path, "send2trash", "1.0")
    assert not installed(tmp_path, "geometric", "2.13.0")


def test_pip_is_run_with_its_output_logged_and_its_failure_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "print('Collecting numpy==1'); print('ERROR: [Errno 28] No space left on device'); raise SystemExit(1)"
    monkeypatch.setattr(pip, "_command", lambda python, arguments: [sys.executable, "-c", script])
    log = tmp_path / "setup.log"
    with pytest.raises(CourseError, match="disk filled up"):
        pip.install(Path(sys.executable), "lab", cpu=False, cache=True, log=log)
    assert "Collecting numpy" in log.read_text()
    assert list(tmp_path.iterdir()) == [log]  # the temporary downloads are gone


def test_the_cpu_build_is_installed_alone_from_its_own_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []

    def command(python: Path, arguments: list[str]) -> list[str]:
        calls.append(list(arguments))
        return [sys.executable, "-c", "print('[]')"]

    monkeypatch.setattr(pip, "_command", command)
    assert pip.install(Path(sys.executable), "lab", cpu=True, cache=False, log=tmp_path / "log") == 0
    torch, rest = calls[0], calls[1]
    assert torch[torch.index("--index-url") + 1] == pip.CPU_INDEX
    assert "--no-deps" in torch
    assert "torch==2.13.0" in torch
    assert "--index-url" not in rest
    assert all("--no-cache-dir" in call for call in (torch, rest))
    assert subprocess.list2cmdline(rest).endswith("requirements.txt")


def test_ctrl_c_ends_pip_and_leaves_no_downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(self: pip.Progress, line: str) -> None:
        raise KeyboardInterrupt

    endless = "import time; print('Collecting numpy', flush=True); time.sleep(60)"
    monkeypatch.setattr(pip, "_command", lambda python, arguments: [sys.executable, "-c", endless])
    monkeypatch.setattr(pip, "_PATIENCE", 0.1)
    monkeypatch.setattr(pip.Progress, "see", interrupt)
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        pip.install(Path(sys.executable), "lab", cpu=False, cache=True, log=tmp_path / "log")
    assert time.monotonic() - started < 30
    assert list(tmp_path.iterdir()) == [tmp_path / "log"]
