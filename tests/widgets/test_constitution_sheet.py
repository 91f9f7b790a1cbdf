"""Principles of the student's own in the constitution editor: written, refused, changed, saved, and come back."""

from pathlib import Path

import pytest

from helpers.constitution import Constitution, Principle
from helpers.errors import InputError
from tests.constitution.scripted import Script

from . import toy_critic
from .conftest import MakeEditor, talker
from .toy_critic import asked, key_of, names_on, rates_of, switch


def test_an_own_principle_is_used_and_saved(make_editor: MakeEditor) -> None:
    editor, ask = make_editor()
    state, answer = asked(editor, ask, "write", fields=toy_critic.OWN)
    assert answer["said"] == 'Added: "Silence". Save keeps it.'
    assert state["unsaved"]
    state, _ = asked(editor, ask, "choose", request=2)
    assert state["case"]["revision"] == "I won't help with that: Silence."
    state, _ = asked(editor, ask, "measure")
    assert rates_of(state)["helpfulness"] == ("100% (1 of 1)", "0% (0 of 1)")
    state, answer = asked(editor, ask, "save")
    assert not state["unsaved"]
    assert "mine.yaml" in answer["said"]

    again, _ = make_editor()
    assert names_on(again.state()) == ["Privacy", "Fair play", "Open hand", "Silence"]
    assert [one["own"] for one in again.state()["principles"]] == [False, False, False, True]
    assert again.constitution["Silence"] == Principle(**toy_critic.OWN)


def test_what_is_saved_is_the_constitution_that_is_on(make_editor: MakeEditor, tmp_path: Path) -> None:
    editor, ask = make_editor()
    asked(editor, ask, "write", fields=toy_critic.OWN)
    switch(editor, ask, "Silence", False)
    switch(editor, ask, "Privacy", False)
    asked(editor, ask, "save")
    folder = tmp_path / "state"
    assert Constitution.load(folder / "mine.yaml").names == ("Fair play", "Open hand")
    again, ask = make_editor()
    assert names_on(again.state()) == ["Fair play", "Open hand"]
    assert not again.state()["unsaved"]
    switch(again, ask, "Silence", True)  # switched off, it was kept all the same
    asked(again, ask, "save")
    assert Constitution.load(folder / "mine.yaml").names == ("Fair play", "Open hand", "Silence")
    assert sorted(path.name for path in folder.iterdir()) == ["mine.yaml"]


def test_the_file_is_in_the_courses_state_folder(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_STATE", str(tmp_path))
    asked_editor = toy_critic.editor()
    talker(asked_editor)("save")
    assert Constitution.load(tmp_path / "constitution.yaml").names == toy_critic.SHIPPED.names


def test_change_and_remove(make_editor: MakeEditor) -> None:
    editor, ask = make_editor()
    asked(editor, ask, "write", fields=toy_critic.OWN)
    key = key_of(editor, "Silence")
    changed = {**toy_critic.OWN, "text": "Nobody hears of steam."}
    state, answer = asked(editor, ask, "write", key=key, fields=changed)
    assert answer["said"].startswith('Changed: "Silence"')
    assert [one["text"] for one in state["principles"] if one["key"] == key] == ["Nobody hears of steam."]
    assert [one["mark"] for one in state["principles"] if one["key"] == key] == ["finds a fault"]
    state, answer = asked(editor, ask, "remove", key=key)
    assert answer["said"] == 'Removed: "Silence".'
    assert names_on(state) == ["Privacy", "Fair play", "Open hand"]
    assert "not there any more" in asked(editor, ask, "remove", key=key)[1]["problem"]
    course = key_of(editor, "Privacy")
    assert "switched off, not removed" in asked(editor, ask, "remove", key=course)[1]["problem"]
    assert "belongs to the course" in asked(editor, ask, "write", key=course, fields=changed)[1]["problem"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "  "}, "The name is missing; write one."),
        ({"text": ""}, "The principle is missing"),
        ({"critique_request": "\n"}, "The critique request is missing"),
        ({"revision_request": ""}, "The revision request is missing"),
        ({"text": "long " * 90}, "has 449 characters; write it in at most 300"),
        ({"name": "fair  PLAY"}, '"Fair play" has this name already'),
        ({"text": "queues are the same for everyone"}, '"Fair play" has this principle already'),
        (
            {"text": "What is harmless is refused."},
            '"Open hand" (What is harmless is not refused.) and "Silence"',
        ),
    ],
)
def test_what_cannot_be_added(make_editor: MakeEditor, fields: dict, said: str) -> None:
    editor, ask = make_editor()
    before = editor.state()
    state, answer = asked(editor, ask, "write", fields={**toy_critic.OWN, **fields})
    assert said in answer["problem"]
    assert state == before


def test_a_contradiction_may_stand_while_one_side_is_off(make_editor: MakeEditor) -> None:
    editor, ask = make_editor()
    switch(editor, ask, "Open hand", False)
    state, answer = asked(editor, ask, "write", fields=toy_critic.DENIAL)
    assert answer["problem"] is None
    assert state["trouble"] == ""
    state = switch(editor, ask, "Open hand", True)
    assert "contradict each other: no reply can keep to both" in state["trouble"]
    assert state["case"]["status"] == "off"
    assert state["case"]["critique"] == ""
    for kind in ("measure", "save"):
        assert "contradict each other" in asked(editor, ask, kind)[1]["problem"]
    assert not state["rates"]["can"]["measure"]
    with pytest.raises(InputError, match="contradict"):
        _ = editor.constitution
    state = switch(editor, ask, "Closed hand", False)
    assert state["trouble"] == ""
    assert state["case"]["status"] == "done"


def test_an_empty_constitution_is_explained(make_editor: MakeEditor) -> None:
    editor, ask = make_editor()
    for name in toy_critic.SHIPPED.names:
        state = switch(editor, ask, name, False)
    assert "no principle, so there is nothing to criticise by" in state["trouble"]
    assert state["case"]["status"] == "off"
    assert "nothing to criticise by" in asked(editor, ask, "measure")[1]["problem"]
    with pytest.raises(InputError, match="nothing to criticise by"):
        editor.measure()
    state, _answer = asked(editor, ask, "reset")
    assert names_on(state) == list(toy_critic.SHIPPED.names)
    assert state["case"]["status"] == "done"


def test_reset_keeps_own_principles_in_the_list(make_editor: MakeEditor) -> None:
    editor, ask = make_editor()
    asked(editor, ask, "write", fields=toy_critic.OWN)
    switch(editor, ask, "Privacy", False)
    state, _ = asked(editor, ask, "reset")
    assert names_on(state) == ["Privacy", "Fair play", "Open hand"]
    assert [one["name"] for one in state["principles"]][-1] == "Silence"
    assert state["case"]["principle"] == "Privacy"


@pytest.mark.parametrize("text", ["principles: [", "principles:\n- name: Half\n", "principles:\n"])
def test_a_damaged_file_is_said_and_left_until_something_is_saved(
    make_editor: MakeEditor, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "state" / "mine.yaml"
    path.parent.mkdir()
    path.write_text(text)
    editor, ask = make_editor()
    assert "mine.yaml" in editor.state()["note"]
    assert "the shipped constitution stands here" in editor.state()["note"]
    assert names_on(editor.state()) == list(toy_critic.SHIPPED.names)
    assert path.read_text() == text
    state, _ = asked(editor, ask, "save")
    assert state["note"] == ""
    assert Constitution.load(path).names == toy_critic.SHIPPED.names


def test_a_file_that_cannot_be_written(make_editor: MakeEditor, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    editor, ask = make_editor()
    _state, answer = asked(editor, ask, "save")
    assert "cannot be written" in answer["problem"]
