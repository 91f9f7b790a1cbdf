"""Room is asked for what will really be installed."""

from pathlib import Path

import pytest

from helpers.errors import CourseError
from helpers.setup import disk
from helpers.setup.disk import GB


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    space = {"bytes": 0}
    monkeypatch.setattr(disk, "free_bytes", lambda folder: space["bytes"])
    return space


def test_enough_is_enough(free: dict[str, int], tmp_path: Path) -> None:
    free["bytes"] = 3 * GB
    disk.require("lab", "cpu", tmp_path)
    disk.require("dev", "cpu", tmp_path)


def test_too_little_is_said_with_both_amounts(free: dict[str, int], tmp_path: Path) -> None:
    free["bytes"] = int(1.5 * GB)
    with pytest.raises(CourseError, match=r"1\.5 GB free.*CPU build.*needs 2\.5 GB.*free some space"):
        disk.require("lab", "cpu", tmp_path)


def test_a_cuda_build_needs_several_times_more_and_the_cpu_build_is_offered(
    free: dict[str, int], tmp_path: Path
) -> None:
    free["bytes"] = 4 * GB
    with pytest.raises(CourseError, match=r"CUDA build.*TORCH=cpu.*--torch cpu.*2\.5 GB"):
        disk.require("lab", "cuda", tmp_path)
    free["bytes"] = GB
    with pytest.raises(CourseError) as caught:
        disk.require("lab", "cuda", tmp_path)
    assert "TORCH=cpu" not in str(caught.value)


def test_pip_keeps_no_copy_where_that_would_fill_the_disk(free: dict[str, int], tmp_path: Path) -> None:
    free["bytes"] = disk.SIZES["lab", "cpu"].peak
    assert not disk.cache_fits("lab", "cpu", Path.home())
    free["bytes"] = 10 * GB
    assert disk.cache_fits("lab", "cpu", Path.home())
