"""The constitution editor over a scripted critic: switches, own principles, file, rates, and what goes wrong."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers import sampling
from helpers.constitution import Constitution, Principle
from helpers.errors import CourseError, InputError
from helpers.widgets import ConstitutionEditor
from helpers.widgets.still import VIEW
from tests.constitution.scripted import NOBODY, Script, chat_tokenizer

from . import toy_critic
from .conftest import Ask, of_kind, talker
from .test_still import assert_well_formed

Make = Callable[..., tuple[ConstitutionEditor, Ask]]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    made = toy_critic.script()
    monkeypatch.setattr(sampling, "generate", made.generate)
    return made


@pytest.fixture
def make(script: Script, tmp_path: Path) -> Make:
    def opened(**more: Any) -> tuple[ConstitutionEditor, Ask]:
        editor = toy_critic.editor(tmp_path / "state" / "mine.yaml", **more)
        ask = talker(editor)
        ask("hello")
        settle(editor)
        return editor, ask

    return opened


def settle(editor: ConstitutionEditor) -> dict:
    """Wait for the threads; what is shown then."""
    deadline = time.monotonic() + 20
    while True:
        state = editor.state()
        if state["case"]["status"] != "working" and state["rates"]["status"] not in ("working", "stopping"):
            return state
        assert time.monotonic() < deadline
        time.sleep(0.002)


def asked(editor: ConstitutionEditor, ask: Ask, kind: str, **more: object) -> tuple[dict, dict]:
    """What is shown after a message, and its answer."""
    [answer] = of_kind(ask(kind, **more), "answer")
    return settle(editor), answer


def key_of(editor: ConstitutionEditor, name: str) -> int:
    [key] = [one["key"] for one in editor.state()["principles"] if one["name"] == name]
    return key


def switch(editor: ConstitutionEditor, ask: Ask, name: str, on: bool) -> dict:
    return asked(editor, ask, "switch", key=key_of(editor, name), on=on)[0]


def rates_of(state: dict) -> dict[str, tuple[str, str]]:
    return {row["name"]: (row["before"], row["after"]) for row in state["rates"]["rows"]}


def names_on(state: dict) -> list[str]:
    return [one["name"] for one in state["principles"] if one["on"]]


# --- critique and revision


def test_the_surest_fault_is_criticised_and_revised(make: Make) -> None:
    editor, ask = make()
    state, _ = asked(editor, ask, "choose", request=3)
    assert state["reply"] == toy_critic.REPLIES[3]
    assert state["case"]["principle"] == "Privacy"
    assert state["case"]["critique"] == "It has letters, against Privacy."
    assert state["case"]["revision"] == "I won't help with that: Privacy."
    assert state["case"]["words"] == "2 of 3 critiques find a fault."
    marks = {one["name"]: one["mark"] for one in state["principles"]}
    assert marks == {"Privacy": "finds a fault", "Fair play": "finds a fault", "Open hand": "finds none"}


def test_a_switch_changes_critique_and_revision(make: Make) -> None:
    editor, ask = make()
    asked(editor, ask, "choose", request=3)
    state = switch(editor, ask, "Privacy", False)
    assert state["case"]["critique"] == "It has queues, against Fair play."
    assert state["case"]["revision"] == "I won't help with that: Fair play."
    state = switch(editor, ask, "Fair play", False)
    assert state["case"]["revision"] == ""
    assert state["case"]["words"] == "0 of 1 critiques find a fault: the reply stands."
    assert editor.constitution.names == ("Open hand",)


def test_a_principle_can_be_asked_for(make: Make) -> None:
    editor, ask = make()
    asked(editor, ask, "choose", request=3)
    state, _ = asked(editor, ask, "by", key=key_of(editor, "Fair play"))
    assert state["case"]["principle"] == "Fair play"
    assert state["case"]["revision"] == "I won't help with that: Fair play."
    state, _ = asked(editor, ask, "by", key=key_of(editor, "Open hand"))
    assert state["case"]["critique"] == "Nothing is wrong with it."
    assert state["case"]["words"] == "2 of 3 critiques find a fault; by this one the reply stands."
    state = switch(editor, ask, "Open hand", False)
    assert state["by"] is None
    assert state["case"]["principle"] == "Privacy"


def test_what_was_asked_is_remembered(make: Make, script: Script) -> None:
    editor, ask = make()
    editor.measure()
    before = len(script.batches)
    switch(editor, ask, "Open hand", False)
    switch(editor, ask, "Open hand", True)
    editor.measure()
    assert len(script.batches) == before


def test_the_students_own_pick(make: Make) -> None:
    editor, _ = make(pick=lambda faults, logprobs: "Fair play" if faults["Fair play"] else "")
    rates = editor.measure()
    assert [one.counted.principle.name if one.counted else "" for one in rates.outcomes] == [
        "", "Fair play", "", "Fair play"
    ]  # fmt: skip
    editor, _ask = make(pick=lambda faults, logprobs: "Piracy")
    assert "pick gave 'Piracy'" in editor.state()["case"]["problem"]
    with pytest.raises(InputError, match="Piracy"):
        editor.measure()
    assert "Piracy" in settle(editor)["rates"]["words"]


# --- the rates


def test_rates_before_and_after(make: Make) -> None:
    editor, ask = make()
    assert rates_of(editor.state())["harmful compliance"] == ("–", "–")
    state, _ = asked(editor, ask, "measure")
    assert rates_of(state) == {
        "harmful compliance": ("100% (3 of 3)", "0% (0 of 3)"),
        "helpfulness": ("100% (1 of 1)", "100% (1 of 1)"),
    }
    assert state["rates"]["words"] == "With 3 principles: 3 of 4 replies were revised."


def test_rates_change_with_a_switch(make: Make) -> None:
    editor, ask = make()
    asked(editor, ask, "measure")
    state = switch(editor, ask, "Privacy", False)
    assert state["rates"]["stale"]
    assert "have changed since: count again" in state["rates"]["words"]
    state, _ = asked(editor, ask, "measure")
    assert rates_of(state)["harmful compliance"] == ("100% (3 of 3)", "33% (1 of 3)")
    [row, _] = state["rates"]["rows"]
    assert row["earlier"] == "0% (0 of 3)"
    assert not state["rates"]["stale"]
    assert switch(editor, ask, "Privacy", True)["rates"]["stale"]


def test_a_count_can_be_stopped(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    editor, ask = make()
    monkeypatch.setattr(sampling, "generate", toy_critic.script(0.1).generate)
    [state, *_] = of_kind(ask("measure"), "state")
    assert state["rates"]["can"] == {"measure": False, "stop": True}
    [answer] = of_kind(ask("measure"), "answer")
    assert "being counted already" in answer["problem"]
    state, answer = asked(editor, ask, "stop")
    assert answer["problem"] is None
    assert state["rates"]["status"] == "stopped"
    assert state["rates"]["words"] == "Stopped."
    assert state["rates"]["done"] < 4
    assert rates_of(asked(editor, ask, "measure")[0])["harmful compliance"][1] == "0% (0 of 3)"


def test_a_switch_stops_a_count(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    editor, ask = make()
    monkeypatch.setattr(sampling, "generate", toy_critic.script(0.1).generate)
    ask("measure")
    state = switch(editor, ask, "Privacy", False)
    assert state["rates"]["words"] == "Stopped, since the principles have changed: count again."
    assert state["rates"]["can"]["measure"]


def test_measure_in_the_notebook(make: Make) -> None:
    rates = make()[0].measure()
    assert str(rates.after["harmful compliance"]) == "0% (0 of 3)"
    assert [one.revised for one in rates.outcomes] == [True, True, False, True]


def test_without_judges(make: Make) -> None:
    editor, ask = make(judges={})
    state, _ = asked(editor, ask, "measure")
    assert state["rates"]["rows"] == []
    assert "3 of 4 replies were revised" in state["rates"]["words"]


def test_a_judge_for_whom_nothing_counts(make: Make) -> None:
    editor, _ = make(judges={"nothing": lambda requests, replies: [None] * len(replies)})
    assert str(editor.measure().before["nothing"]) == "none counts"


# --- own principles


def test_an_own_principle_is_used_and_saved(make: Make) -> None:
    editor, ask = make()
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

    again, _ = make()
    assert names_on(again.state()) == ["Privacy", "Fair play", "Open hand", "Silence"]
    assert [one["own"] for one in again.state()["principles"]] == [False, False, False, True]
    assert again.constitution["Silence"] == Principle(**toy_critic.OWN)


def test_what_is_saved_is_the_constitution_that_is_on(make: Make, tmp_path: Path) -> None:
    editor, ask = make()
    asked(editor, ask, "write", fields=toy_critic.OWN)
    switch(editor, ask, "Silence", False)
    switch(editor, ask, "Privacy", False)
    asked(editor, ask, "save")
    folder = tmp_path / "state"
    assert Constitution.load(folder / "mine.yaml").names == ("Fair play", "Open hand")
    again, ask = make()
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


def test_change_and_remove(make: Make) -> None:
    editor, ask = make()
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
def test_what_cannot_be_added(make: Make, fields: dict, said: str) -> None:
    editor, ask = make()
    before = editor.state()
    state, answer = asked(editor, ask, "write", fields={**toy_critic.OWN, **fields})
    assert said in answer["problem"]
    assert state == before


def test_a_contradiction_may_stand_while_one_side_is_off(make: Make) -> None:
    editor, ask = make()
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


def test_an_empty_constitution_is_explained(make: Make) -> None:
    editor, ask = make()
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


def test_reset_keeps_own_principles_in_the_list(make: Make) -> None:
    editor, ask = make()
    asked(editor, ask, "write", fields=toy_critic.OWN)
    switch(editor, ask, "Privacy", False)
    state, _ = asked(editor, ask, "reset")
    assert names_on(state) == ["Privacy", "Fair play", "Open hand"]
    assert [one["name"] for one in state["principles"]][-1] == "Silence"
    assert state["case"]["principle"] == "Privacy"


# --- what goes wrong


@pytest.mark.parametrize("text", ["principles: [", "principles:\n- name: Half\n", "principles:\n"])
def test_a_damaged_file_is_said_and_left_until_something_is_saved(
    make: Make, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "state" / "mine.yaml"
    path.parent.mkdir()
    path.write_text(text)
    editor, ask = make()
    assert "mine.yaml" in editor.state()["note"]
    assert "the shipped constitution stands here" in editor.state()["note"]
    assert names_on(editor.state()) == list(toy_critic.SHIPPED.names)
    assert path.read_text() == text
    state, _ = asked(editor, ask, "save")
    assert state["note"] == ""
    assert Constitution.load(path).names == toy_critic.SHIPPED.names


def test_a_file_that_cannot_be_written(make: Make, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    editor, ask = make()
    _state, answer = asked(editor, ask, "save")
    assert "cannot be written" in answer["problem"]


def test_a_model_that_fails_leaves_the_editor_usable(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    editor, ask = make()

    def broken(*_: Any, **__: Any) -> list:
        raise RuntimeError("out of memory\nand so on")

    monkeypatch.setattr(sampling, "generate", broken)
    state, _ = asked(editor, ask, "choose", request=1)
    assert state["case"]["status"] == "failed"
    assert state["case"]["problem"] == "This did not work: RuntimeError: out of memory"
    state, _ = asked(editor, ask, "measure")
    assert state["rates"]["status"] == "failed"
    assert "RuntimeError" in state["rates"]["words"]
    with pytest.raises(RuntimeError):
        editor.measure()
    monkeypatch.setattr(sampling, "generate", toy_critic.script().generate)
    state, _ = asked(editor, ask, "choose", request=1)
    assert state["case"]["principle"] == "Fair play"


def test_a_judge_that_fails(make: Make) -> None:
    editor, ask = make(judges={"short": lambda requests, replies: [1.0]})
    state, _ = asked(editor, ask, "measure")
    assert 'The judge of "short" gives 1 scores for 4 replies' in state["rates"]["words"]
    assert state["rates"]["can"]["measure"]


def test_a_message_that_makes_no_sense_is_answered(make: Make) -> None:
    _editor, ask = make()
    [answer] = of_kind(ask("choose", request=99), "answer")
    assert "IndexError" in answer["problem"]


def test_a_trial_that_is_overtaken_is_forgotten(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    editor, ask = make()
    slow = toy_critic.script(0.1)
    monkeypatch.setattr(sampling, "generate", slow.generate)
    for request in (1, 2, 3, 1):
        ask("choose", request=request)
    assert settle(editor)["case"]["principle"] == "Fair play"
    assert len(slow.batches) <= 4  # request 1 twice at most, the others not at all


@pytest.mark.parametrize(("requests", "replies"), [([], []), (["a"], []), (["a"], ["b", "c"])])
def test_a_reply_for_each_request(requests: list[str], replies: list[str]) -> None:
    with pytest.raises(CourseError, match="a reply for each"):
        ConstitutionEditor(NOBODY, chat_tokenizer(), requests, replies)


# --- what is left without a kernel


def test_the_picture_has_principles_case_and_rates(make: Make) -> None:
    editor, ask = make()
    switch(editor, ask, "Open hand", False)
    editor.measure()
    data, _ = editor._repr_mimebundle_()
    assert set(data) == {"text/plain", "text/html", VIEW}
    assert_well_formed(data["text/html"])
    for text in (data["text/plain"], data["text/html"]):
        assert "☐" in text
        assert "It has letters, against Privacy." in text
        assert "I won" in text
        assert "0% (0 of 3)" in text


def test_the_picture_waits_for_the_first_critique(script: Script, tmp_path: Path) -> None:
    data, _ = toy_critic.editor(tmp_path / "mine.yaml")._repr_mimebundle_()
    assert "against Privacy" in data["text/plain"]


def test_a_state_is_small(make: Make) -> None:
    assert len(json.dumps(make()[0].state(), allow_nan=False)) < 4_000
