"""The progress file: kept, shared between processes, never in the way."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import paths
from helpers.checks import Exercise, check, progress


def test_passed_stays_passed_and_attempts_count() -> None:
    for passed in (False, True, False):
        progress.record_check("ex98_1_double", passed)
    assert progress.read()["exercises"] == {"ex98_1_double": {"passed": True, "attempts": 3}}
    assert json.loads(progress.file().read_text())["exercises"]["ex98_1_double"]["attempts"] == 3


def test_an_answer_not_started_is_no_attempt(toy: Exercise) -> None:
    def double(numbers: object, times: int) -> None:
        raise NotImplementedError

    check.ex98_1_double(double)
    assert progress.read() == {"exercises": {}, "predictions": {}}


def test_two_processes_lose_nothing(own_state: Path) -> None:
    """Each of two kernels records 60 attempts at once; all 120 must be there."""
    code = (
        "from helpers.checks import progress\n"
        "for i in range(60): progress.record_check('ex98_1_double', False)\n"
    )
    kernels = [subprocess.Popen([sys.executable, "-c", code], cwd=paths.ROOT) for _ in range(2)]
    assert [kernel.wait(60) for kernel in kernels] == [0, 0]
    assert progress.read()["exercises"]["ex98_1_double"]["attempts"] == 120
    assert sorted(path.suffix for path in own_state.iterdir()) in ([".json"], [".json", ".lock"])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b'{"exercises": {"ex01_1_a": 3}, "predictions": {}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_set_aside(content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    progress.file().parent.mkdir(parents=True)
    progress.file().write_bytes(content)
    assert progress.read() == {"exercises": {}, "predictions": {}}
    assert "set aside as `progress.damaged-" in " ".join(capsys.readouterr().out.split())
    progress.record_check("ex98_1_double", True)
    progress.file().write_bytes(content)
    progress.record_check("ex98_1_double", True)
    assert progress.read()["exercises"]["ex98_1_double"] == {"passed": True, "attempts": 1}
    damaged = sorted(progress.file().parent.glob("progress.damaged-*.json"))
    assert [path.read_bytes() for path in damaged] == [content, content]
    assert all(re.fullmatch(r"progress\.damaged-\d{8}-\d{6}(-\d+)?\.json", path.name) for path in damaged)


def test_where_nothing_can_be_written_progress_stays_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file stands where the folder should be: no user, root included, can write there."""
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    monkeypatch.setenv("COURSE_STATE", str(blocked / "course"))
    progress.record_check("ex98_1_double", True)
    progress.record_check("ex98_1_double", False)
    assert progress.read()["exercises"]["ex98_1_double"] == {"passed": True, "attempts": 2}
    text = capsys.readouterr().out
    assert text.count("Progress is not saved") == 1
    progress.reset()
    assert progress.read()["exercises"] == {}
    progress.record_check("ex98_1_double", True)
    blocked.unlink()
    progress.record_prediction("p98_1", answer=3)
    assert json.loads(progress.file().read_text()) == {
        "exercises": {"ex98_1_double": {"passed": True, "attempts": 1}},
        "predictions": {"p98_1": {"answer": 3}},
    }


def test_reset_of_one_lab_keeps_the_others_and_a_copy(capsys: pytest.CaptureFixture[str]) -> None:
    progress.record_check("ex00_1_stable_softmax", True)
    progress.record_check("ex01_4_top_k", True)
    progress.record_prediction("p01_3", answer="a")
    before = progress.file().read_bytes()
    progress.reset(lab=1)
    assert progress.read() == {
        "exercises": {"ex00_1_stable_softmax": {"passed": True, "attempts": 1}},
        "predictions": {},
    }
    (backup,) = progress.file().parent.glob("progress.backup-*.json")
    assert backup.read_bytes() == before
    assert backup.name in capsys.readouterr().out
    progress.reset()
    assert progress.read() == {"exercises": {}, "predictions": {}}


def test_the_table(toy: Exercise, capsys: pytest.CaptureFixture[str]) -> None:
    progress.record_prediction("p98_10", question="Last?", answer="late")
    progress.record_prediction("p98_2", question="How many <tokens>?", answer=12.0, unit="tokens", actual=14)
    progress.show()
    text = capsys.readouterr().out
    assert "Lab 98 · 0 of 1 exercises · 0 of 3 points · 2 predictions" in text
    assert re.search(r"98\.1 +double +●○○ +○ not started +0 of 3 +0", text)
    assert re.search(r"How many <tokens>\? +12 tokens +14 tokens", text)
    assert text.index("How many") < text.index("Last?")
    progress.record_check(toy.id, False)
    progress.record_check(toy.id, True)
    progress.show()
    text = capsys.readouterr().out
    assert re.search(r"98\.1 +double +●○○ +✓ passed +3 of 3 +2", text)
    page = progress.ProgressTable(progress.read())._repr_html_()
    assert "How many &lt;tokens&gt;?" in page
    assert "<details open>" in page
