"""The file of labels: what is in it comes back, whatever happened in between."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import data, labels
from helpers.errors import CourseError, InputError
from helpers.labels import Item, LabelFile, read_items
from helpers.paths import ROOT
from helpers.preferences import rankings_to_pairs

from .conftest import row


def test_no_file_is_no_label(file: LabelFile, items: list[Item]) -> None:
    now = file.read(items)
    assert (now.labels, now.skipped, now.last, now.notes) == ({}, (), None, ())
    assert not file.path.exists()


def test_a_label_comes_back_as_a_row_of_the_data_set(file: LabelFile, items: list[Item]) -> None:
    file.save(items[0], {"c": 4, "a": 2, "b": None}, 12.34, "me")
    label = LabelFile(path=file.path).read(items).labels["one"]
    assert label.ranking == {"a": 1, "b": None, "c": 2}
    assert (label.seconds, label.labeller) == (12.3, "me")
    assert label.row["rankings"] == [{"labeller": "me", "ranks": [1, None, 2]}]
    assert label.row["completions"][0] == {"id": "a", "text": "one a"}
    assert rankings_to_pairs([label.ranking]) == [("a", "b"), ("a", "c"), ("c", "b")]
    again = Item.from_row(label.row)
    assert again.completions == items[0].completions


def test_rows_are_those_of_the_shipped_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COURSE_STATE", str(tmp_path))
    assert labels.rows("mine") == []
    shipped = data.load("preferences")["validation"][0]
    [item] = read_items([shipped])
    LabelFile("mine").save(item, dict.fromkeys(item.completions, 1))
    assert (tmp_path / "labels" / "mine.jsonl").exists()
    [mine] = labels.rows("mine")
    assert mine.keys() < shipped.keys()
    assert (mine["id"], mine["prompt"]) == (shipped["id"], shipped["prompt"])
    assert mine["rankings"][0].keys() == shipped["rankings"][0].keys()


def test_a_killed_process_loses_no_label(tmp_path: Path) -> None:
    """Killed the moment after the last ``save`` returned, with no chance to close a file."""
    path = tmp_path / "labels.jsonl"
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from helpers.labels import LabelFile\n"
        "from tests.labels.conftest import row\n"
        "from helpers.labels import read_items\n"
        "for item in read_items([row(f'item{i}', 'x', 'y') for i in range(5)]):\n"
        "    LabelFile(path=Path(sys.argv[1])).save(item, {'a': 1, 'b': 2})\n"
        "os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, 'SIGKILL') else signal.SIGTERM)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True)
    if hasattr(signal, "SIGKILL"):
        assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert list(LabelFile(path=path).read().labels) == [f"item{i}" for i in range(5)]


def test_every_label_is_forced_to_the_disk(
    file: LabelFile, items: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    forced = []
    monkeypatch.setattr(os, "fsync", lambda handle: forced.append(os.fstat(handle).st_size))
    file.save(items[0], {"a": 1, "b": 2, "c": 3})
    file.skip(items[1])
    assert forced[-1] == file.path.stat().st_size
    assert len(forced) == 2


@pytest.mark.parametrize("cut", [1, 2, 10, 60])
def test_a_line_cut_short_costs_that_line_alone(file: LabelFile, items: list[Item], cut: int) -> None:
    file.save(items[0], {"a": 1, "b": 2, "c": 3})
    file.save(items[1], {"a": 1, "b": 2})
    content = file.path.read_bytes()
    file.path.write_bytes(content[:-cut])
    now = file.read(items)
    if cut == 1:  # only the end of the line is missing: an editor does that
        assert (list(now.labels), now.notes) == (["one", "two"], ())
    else:
        assert list(now.labels) == ["one"]
        assert now.notes == (f"Line 2 of {file.path} is damaged and left out; 1 label is intact.",)
    file.save(items[2], {"a": 1, "b": 2, "c": 3, "d": None})
    assert list(file.read(items).labels) == ["one", *(["two"] if cut == 1 else []), "three"]
    assert file.path.read_bytes().startswith(content[:-cut]), "nothing is overwritten"


@pytest.mark.parametrize(
    "line",
    [
        "null",
        "[1, 2]",
        '"id"',
        '{"id": 3, "skipped": true}',
        '{"id": "one"}',
        '{"id": "one", "rankings": []}',
        '{"id": "one", "rankings": [{"labeller": "me", "ranks": [1, 2]}]}',
        '{"id": "one", "prompt": "p", "completions": [{"id": "a", "text": "x"}], "seconds": 1, '
        '"rankings": [{"labeller": "me", "ranks": [1]}]}',
        '{"id": "one", "prompt": "p", "completions": [{"id": "a", "text": "x"}, {"id": "b", "text": "y"}], '
        '"seconds": NaN, "rankings": [{"labeller": "me", "ranks": [1, 2]}]}',
        '{"id": "one", "prompt": "p", "completions": [{"id": "a", "text": "x"}, {"id": "b", "text": 3}], '
        '"seconds": 1, "rankings": [{"labeller": "me", "ranks": [1, 2]}]}',
        "\ufffd\x00",
        "[" * 100_000,
    ],
)
def test_lines_that_are_none_of_ours(file: LabelFile, items: list[Item], line: str) -> None:
    file.save(items[1], {"a": 1, "b": 2})
    with file.path.open("a", encoding="utf-8") as stream:
        stream.write(line + "\n" + line + "\n")
    now = file.read(items)
    assert list(now.labels) == ["two"]
    assert now.notes == (f"Lines 2, 3 of {file.path} are damaged and left out; 1 label is intact.",)


def test_of_two_labels_the_last_counts_and_that_is_said(file: LabelFile, items: list[Item]) -> None:
    file.save(items[1], {"a": 1, "b": 2})
    file.save(items[1], {"a": 2, "b": 1})
    now = file.read(items)
    assert now.labels["two"].ranking == {"a": 2, "b": 1}
    assert now.notes == ("1 item was labelled more than once; the last label counts.",)
    _, taken = file.undo(items)
    assert taken
    now = file.read(items)
    assert now.labels["two"].ranking == {"a": 1, "b": 2}
    assert now.notes == ()


def test_undo_goes_back_through_labels_and_skips(file: LabelFile, items: list[Item]) -> None:
    file.save(items[0], {"a": 1, "b": 2, "c": 3})
    file.skip(items[1])
    assert file.read(items).skipped == ("two",)
    assert file.undo(items) == ("two", None)
    assert (file.read(items).skipped, list(file.read(items).labels)) == ((), ["one"])
    name, label = file.undo(items)
    assert name == "one"
    assert label is not None
    assert label.ranking == {"a": 1, "b": 2, "c": 3}
    with pytest.raises(InputError, match="There is nothing to take back"):
        file.undo(items)
    file.save(items[0], {"a": 3, "b": 2, "c": 1})
    assert file.read(items).labels["one"].ranking == {"a": 3, "b": 2, "c": 1}
    assert file.read(items).notes == ()


def test_skipped_items_wait_in_order_until_labelled(file: LabelFile, items: list[Item]) -> None:
    for item in (items[0], items[1], items[0]):
        file.skip(item)
    assert file.read(items).skipped == ("two", "one")
    file.save(items[1], {"a": 1, "b": 1})
    assert file.read(items).skipped == ("one",)


def test_labels_of_other_items_stay_in_the_file(file: LabelFile, items: list[Item]) -> None:
    """An unknown id, and a known one whose replies have changed since."""
    file.save(items[0], {"a": 1, "b": 2, "c": 3})
    file.save(items[1], {"a": 1, "b": 2})
    changed = row("two", "kind", "rude")
    changed["completions"][0]["text"] = "something else"
    now = file.read(read_items([changed]))
    assert (now.labels, now.last) == ({}, None)
    [note] = now.notes
    assert note.startswith("2 items in ")
    assert "their labels stay in the file" in note
    with pytest.raises(InputError, match="nothing to take back"):
        file.undo(read_items([changed]))
    assert list(file.read().labels) == ["one", "two"]


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf")])
def test_a_time_that_is_none(file: LabelFile, items: list[Item], seconds: float) -> None:
    with pytest.raises(InputError, match="The time for item two is"):
        file.save(items[1], {"a": 1, "b": 2}, seconds)
    assert not file.path.exists()


def test_where_nothing_can_be_written(tmp_path: Path, items: list[Item]) -> None:
    (tmp_path / "in_the_way").write_text("a file, no folder")
    with pytest.raises(CourseError, match=r"The label was not saved: .* cannot be written .*COURSE_STATE"):
        LabelFile(path=tmp_path / "in_the_way" / "labels.jsonl").save(items[1], {"a": 1, "b": 2})
    with pytest.raises(CourseError, match="cannot be read"):
        LabelFile(path=tmp_path).read()


def test_lines_are_readable_json(file: LabelFile, items: list[Item]) -> None:
    file.save(items[1], {"a": 1, "b": None})
    [line] = file.path.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["rankings"] == [{"labeller": "you", "ranks": [1, None]}]
