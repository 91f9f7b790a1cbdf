"""The sample lab as fixtures."""

from pathlib import Path

import pytest

from tests.build.course import Course, built, unbuilt


@pytest.fixture
def course(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The sample lab, built."""
    return built(tmp_path, tmp_path_factory)


@pytest.fixture
def empty_course(tmp_path: Path) -> Course:
    """The sample lab's source alone."""
    return unbuilt(tmp_path)
