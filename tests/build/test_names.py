from pathlib import Path

import pytest

from helpers.build.names import lab_files, select
from helpers.errors import CourseError

FILES = [Path(f"labs/{name}.ipynb") for name in ("00_start_here", "01_sampling", "10_rag")]


def test_lab_files_are_those_with_a_number(tmp_path):
    for name in ("10_rag.py", "02_b.py", "notes.py", "2_b.py", "02_b.ipynb", "02_b (copy).py"):
        (tmp_path / name).touch()
    assert [p.name for p in lab_files(tmp_path, ".py")] == ["02_b.py", "10_rag.py"]
    assert lab_files(tmp_path / "absent", ".py") == []


@pytest.mark.parametrize(
    "wanted", ["1", "01", "01_sampling", "labs/01_sampling.ipynb", "solutions/01_sampling.py"]
)
def test_a_lab_has_several_names(wanted):
    assert select(FILES, [wanted]) == [FILES[1]]


def test_several_come_in_lab_order_and_none_means_all():
    assert select(FILES, ["10", "0"]) == [FILES[0], FILES[2]]
    assert select(FILES, []) == FILES


@pytest.mark.parametrize("wanted", ["7", "rag", ""])
def test_an_unknown_lab_is_named_with_those_there_are(wanted):
    with pytest.raises(CourseError, match=r"There is no lab .* The labs that are here: 00, 01, 10\."):
        select(FILES, [wanted])
