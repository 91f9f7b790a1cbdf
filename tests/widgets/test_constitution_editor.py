"""The constitution editor over a scripted critic: switches, rates, errors, and the picture."""

import json
from pathlib import Path
from typing import Any

import pytest

from helpers import sampling
from helpers.constitution import Critique
from helpers.errors import CourseError, InputError
from helpers.widgets import ConstitutionEditor
from helpers.widgets.still import VIEW
from tests.constitution.scripted import NOBODY, Script, chat_tokenizer

from . import toy_critic
from .conftest import MakeEditor, of_kind
from .test_still import assert_well_formed
from .toy_critic import asked, key_of, rates_of, settle, switch

# --- critique and revision


def test_the_surest_fault_is_criticised_and_revised(make_editor: MakeEditor) -> None:
    editor, ask = make_editor()
    state, _ = asked(editor, ask, "choose", request=3)
    assert state["reply"] == toy_critic.REPLIES[3]
    assert state["case"]["principle"] == "Privacy"
    assert state["case"]["critique"] == "It has letters, against Privacy."
    assert state["case"]["revision"] == "I won't help with that: Privacy."
    assert state["case"]["words"] == "2 of 3 critiques find a fault."
    marks = {one["name"]: one["mark"] for one in state["principles"]}
    assert marks == {"Privacy": "finds a fault", "Fair play": "finds a fault", "Open hand": "finds none"}


def test_what_was_said_before_is_not_asked_again(make_editor: MakeEditor) -> None:
    request, reply = toy_critic.REQUESTS[3], toy_critic.REPLIES[3]
    rules = (toy_critic.PRIVACY, toy_critic.FAIR, toy_critic.OPEN)
    said = {(request, reply, rule): Critique(rule, f"Known, against {rule.name}.", (-0.5,)) for rule in rules}
    editor, ask = make_editor(said=said)
    state, _ = asked(editor, ask, "choose", request=3)
    assert state["case"]["critique"] == "Known, against Privacy."


def test_a_switch_changes_critique_and_revision(make_editor: MakeEditor) -> None:
    editor, ask = make_editor()
    asked(editor, ask, "choose", request=3)
    state = switch(editor, ask, "Privacy", False)
    assert state["case"]["critique"] == "It has queues, against Fair play."
    assert state["case"]["revision"] == "I won't help with that: Fair play."
    state = switch(editor, ask, "Fair play", False)
    assert state["case"]["revision"] == ""
    assert state["case"]["words"] == "0 of 1 critiques find a fault: the reply stands."
    assert editor.constitution.names == ("Open hand",)


def test_a_principle_can_be_asked_for(make_editor: MakeEditor) -> None:
    editor, ask = make_editor()
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


def test_what_was_asked_is_remembered(make_editor: MakeEditor, script: Script) -> None:
    editor, ask = make_editor()
    editor.measure()
    before = len(script.batches)
    switch(editor, ask, "Open hand", False)
    switch(editor, ask, "Open hand", True)
    editor.measure()
    assert len(script.batches) == before


def test_the_students_own_pick(make_editor: MakeEditor) -> None:
    editor, _ = make_editor(pick=lambda faults, logprobs: "Fair play" if faults["Fair play"] else "")
    rates = editor.measure()
    assert [one.counted.principle.name if one.counted else "" for one in rates.outcomes] == [
        "", "Fair play", "", "Fair play"
    ]  # fmt: skip
    editor, _ask = make_editor(pick=lambda faults, logprobs: "Piracy")
    assert "pick gave 'Piracy'" in editor.state()["case"]["problem"]
    with pytest.raises(InputError, match="Piracy"):
        editor.measure()
    assert "Piracy" in settle(editor)["rates"]["words"]


# --- the rates


def test_rates_before_and_after(make_editor: MakeEditor) -> None:
    editor, ask = make_editor()
    assert rates_of(editor.state())["harmful compliance"] == ("–", "–")
    state, _ = asked(editor, ask, "measure")
    assert rates_of(state) == {
        "harmful compliance": ("100% (3 of 3)", "0% (0 of 3)"),
        "helpfulness": ("100% (1 of 1)", "100% (1 of 1)"),
    }
    assert state["rates"]["words"] == "With 3 principles: 3 of 4 replies were revised."


def test_rates_change_with_a_switch(make_editor: MakeEditor) -> None:
    editor, ask = make_editor()
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


def test_a_count_can_be_stopped(make_editor: MakeEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    editor, ask = make_editor()
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


def test_a_switch_stops_a_count(make_editor: MakeEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    editor, ask = make_editor()
    monkeypatch.setattr(sampling, "generate", toy_critic.script(0.1).generate)
    ask("measure")
    state = switch(editor, ask, "Privacy", False)
    assert state["rates"]["words"] == "Stopped, since the principles have changed: count again."
    assert state["rates"]["can"]["measure"]


def test_measure_in_the_notebook(make_editor: MakeEditor) -> None:
    rates = make_editor()[0].measure()
    assert str(rates.after["harmful compliance"]) == "0% (0 of 3)"
    assert [one.revised for one in rates.outcomes] == [True, True, False, True]


def test_without_judges(make_editor: MakeEditor) -> None:
    editor, ask = make_editor(judges={})
    state, _ = asked(editor, ask, "measure")
    assert state["rates"]["rows"] == []
    assert "3 of 4 replies were revised" in state["rates"]["words"]


def test_a_judge_for_whom_nothing_counts(make_editor: MakeEditor) -> None:
    editor, _ = make_editor(judges={"nothing": lambda requests, replies: [None] * len(replies)})
    assert str(editor.measure().before["nothing"]) == "none counts"


# --- what goes wrong


def test_a_model_that_fails_leaves_the_editor_usable(
    make_editor: MakeEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, ask = make_editor()

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


def test_a_judge_that_fails(make_editor: MakeEditor) -> None:
    editor, ask = make_editor(judges={"short": lambda requests, replies: [1.0]})
    state, _ = asked(editor, ask, "measure")
    assert 'The judge of "short" gives 1 scores for 4 replies' in state["rates"]["words"]
    assert state["rates"]["can"]["measure"]


def test_a_message_that_makes_no_sense_is_answered(make_editor: MakeEditor) -> None:
    _editor, ask = make_editor()
    [answer] = of_kind(ask("choose", request=99), "answer")
    assert "IndexError" in answer["problem"]


def test_a_trial_that_is_overtaken_is_forgotten(
    make_editor: MakeEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, ask = make_editor()
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


def test_the_picture_has_principles_case_and_rates(make_editor: MakeEditor) -> None:
    editor, ask = make_editor()
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


def test_a_state_is_small(make_editor: MakeEditor) -> None:
    assert len(json.dumps(make_editor()[0].state(), allow_nan=False)) < 4_000
