"""The labelling desk's messages and pictures; the labels lie in a file of the test's own."""

import json
from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.labels import LabelFile
from helpers.widgets import LabellingDesk
from helpers.widgets.labelling_view import duration
from helpers.widgets.still import VIEW

from ..labels.conftest import Row, row
from .conftest import Ask, Said, of_kind, talker
from .test_still import assert_well_formed


@pytest.fixture
def rows() -> list[Row]:
    return [
        row("one", "helpful_kind", "rude", "wrong", Ann=[1, 2, 3], Bob=[1, 3, 2]),
        row("two", "rude", "helpful_kind", Ann=[2, 1]),
        row("three", "wrong", "rude", "rude", "helpful_kind"),
    ]


@pytest.fixture
def desk(rows: list[Row], tmp_path: Path) -> LabellingDesk:
    return LabellingDesk(rows, path=tmp_path / "labels.jsonl")


@pytest.fixture
def ask(desk: LabellingDesk) -> Ask:
    return talker(desk)


def shown(said: Said) -> dict:
    [found] = of_kind(said, "state")
    return found


def answer(said: Said) -> dict:
    assert said[-1]["kind"] == "answer", "the browser waits for it"
    return said[-1]


def save(ask: Ask, item: str, *ranks: int | str, seconds: object = 12) -> Said:
    ranking = dict(zip("abcd", ranks, strict=False))
    return ask("save", "desk", item=item, ranking=ranking, seconds=seconds)


def test_hello_brings_the_instructions_and_the_first_item(ask: Ask) -> None:
    said = ask("hello", "desk")
    [instructions] = of_kind(said, "instructions")
    assert "best to worst" in instructions["lines"][0][1]
    state = shown(said)
    assert state["item"]["id"] == "one"
    assert sorted(each["id"] for each in state["item"]["completions"]) == ["a", "b", "c"]
    assert (state["item"]["draft"], state["can_undo"], state["notes"]) == ({}, False, [])
    assert answer(said)["problem"] is None


def test_what_wrote_a_reply_is_not_sent_with_it(ask: Ask) -> None:
    assert "rude" not in json.dumps(shown(ask("hello"))["item"])


def test_a_label_is_saved_and_the_next_item_comes(desk: LabellingDesk, ask: Ask) -> None:
    said = save(ask, "one", 1, 3, "F")
    assert desk.labels[0]["rankings"] == [{"labeller": "you", "ranks": [1, 2, None]}]
    state = shown(said)
    assert state["item"]["id"] == "two"
    results = state["results"]
    assert (results["labels"], results["total"], results["pairs"]) == (1, 3, "3")
    agreement = {each["name"]: (each["pairs"], each["raw"]) for each in results["agreement"]}
    assert agreement["Ann"] == ("3", "100%")
    assert agreement["Bob"] == ("3", "67%")
    assert agreement["all of them"] == ("6", "83%")
    assert agreement["without you"] == ("3", "67%")
    assert results["ratings"][0]["name"] == "helpful kind"
    assert dict(results["cost"])["your time"] == "12 s, 12 s each"
    assert dict(results["cost"])["hired, 3 to 5 min each"] == "3 min to 5 min"
    assert dict(results["cost"])["hired, $3.50 each"] == "$3.50"
    assert dict(results["cost"])["hired, for each pair"] == "$1.17"
    assert answer(said)["said"] == "Saved."


def test_another_desk_goes_on_where_this_one_stopped(desk: LabellingDesk, ask: Ask, rows: list[Row]) -> None:
    save(ask, "one", 1, 2, 3)
    ask("skip", "desk", item="two")
    later = talker(LabellingDesk(rows, path=desk.file.path))
    assert shown(later("hello"))["item"]["id"] == "three"
    assert shown(save(later, "three", 1, 2, 3, 4))["item"]["id"] == "two"
    state = shown(save(later, "two", 1, 2))
    assert (state["item"], state["results"]["labels"]) == (None, 3)


def test_undo_brings_a_saved_label_back_to_be_changed(desk: LabellingDesk, ask: Ask) -> None:
    save(ask, "one", 2, 1, "F")
    said = ask("undo", "desk")
    state = shown(said)
    assert (state["item"]["id"], state["item"]["draft"]) == ("one", {"a": 2, "b": 1, "c": "F"})
    assert (state["results"]["labels"], desk.labels, state["can_undo"]) == (0, [], False)
    assert answer(said)["said"] == "Taken back: the last label."
    assert shown(save(ask, "one", 1, 2, 3))["item"]["id"] == "two"
    assert desk.labels[0]["rankings"][0]["ranks"] == [1, 2, 3]


def test_undo_of_a_skip(ask: Ask) -> None:
    said = ask("skip", "desk", item="one")
    assert shown(said)["item"]["id"] == "two"
    assert shown(said)["results"]["skipped"] == 1
    said = ask("undo", "desk")
    assert (shown(said)["item"]["id"], shown(said)["results"]["skipped"]) == ("one", 0)
    assert answer(said)["said"] == "Taken back: the last skip."
    assert answer(ask("undo", "desk"))["problem"] == "There is nothing to take back."


@pytest.mark.parametrize(
    ("ranks", "said"),
    [
        (("F", "F", "F"), "Saved. All are nonsense, so there is no better one: this label gives no pair."),
        ((2, 2, 2), "Saved. All are tied, so this label gives no pair."),
    ],
)
def test_labels_without_a_pair_are_kept_and_said(ask: Ask, ranks: tuple, said: str) -> None:
    messages = save(ask, "one", *ranks)
    assert answer(messages)["said"] == said
    assert (shown(messages)["results"]["labels"], shown(messages)["results"]["pairs"]) == (1, "0")


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        ({"item": "nine", "ranking": {"a": 1}}, "There is no item 'nine' on this desk."),
        ({"item": "two", "ranking": {"a": 1, "z": 2}}, "Item two has no completion 'z'; it has a, b."),
        ({"item": "two", "ranking": {"a": 1}}, "1 of 2 completions of item two have no rank yet"),
        ({"item": "two", "ranking": {"a": 0, "b": 1}}, "The rank of 'a' is 0"),
        ({"item": "two", "ranking": {"a": "x", "b": 1}}, "The rank of 'a' is 'x'"),
        ({"item": "two", "ranking": {"a": [1], "b": 1}}, "The rank of 'a' is [1]"),
    ],
)
def test_what_cannot_be_saved_is_said_and_nothing_is_written(
    desk: LabellingDesk, ask: Ask, message: dict, problem: str
) -> None:
    said = ask("save", "desk", seconds=1, **message)
    assert problem in answer(said)["problem"]
    assert len(said) == 1
    assert not desk.file.path.exists()


@pytest.mark.parametrize("seconds", [None, -5, "long", float("nan")])
def test_a_clock_that_went_wrong_costs_no_label(desk: LabellingDesk, ask: Ask, seconds: object) -> None:
    assert answer(save(ask, "two", 1, 2, seconds=seconds))["problem"] is None
    assert desk.file.read().labels["two"].seconds == 0


def test_a_file_that_cannot_be_written_is_said(rows: list[Row], tmp_path: Path) -> None:
    (tmp_path / "in_the_way").write_text("")
    ask = talker(LabellingDesk(rows, path=tmp_path / "in_the_way" / "labels.jsonl"))
    said = ask("hello", "desk")
    assert "cannot be read" in answer(said)["problem"]
    assert "The label was not saved" in answer(save(ask, "two", 1, 2))["problem"]


def test_what_is_wrong_with_the_file_is_noted(desk: LabellingDesk, ask: Ask) -> None:
    save(ask, "one", 1, 2, 3)
    with desk.file.path.open("a") as stream:
        stream.write('{"id": "two", "ranki')
    [note] = shown(ask("hello"))["notes"]
    assert note.startswith("Line 2 of ")
    assert note.endswith("is damaged and left out; 1 label is intact.")
    assert shown(save(ask, "two", 1, 2))["results"]["labels"] == 2


def test_the_labels_are_in_the_state_of_the_course(
    rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_STATE", str(tmp_path))
    save(talker(LabellingDesk(rows, name="mine", labeller="Kim")), "two", 1, 2)
    assert LabelFile("mine").path == tmp_path / "labels" / "mine.jsonl"
    assert LabelFile("mine").read().labels["two"].labeller == "Kim"


def test_data_that_name_no_source_and_no_labeller(tmp_path: Path) -> None:
    made = [{"id": "x", "text": "yes"}, {"id": "y", "text": "no"}]
    ask = talker(LabellingDesk([{"prompt": "well?", "completions": made}], path=tmp_path / "labels.jsonl"))
    results = shown(ask("save", "desk", item="0", ranking={"x": 1, "y": 2}, seconds=1))["results"]
    assert (results["ratings"], results["agreement"], results["pairs"]) == ([], [], "1")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_picture_shows_as_much_as_there_is(desk: LabellingDesk, ask: Ask, count: int) -> None:
    for name, size in (("one", 3), ("two", 2), ("three", 4))[:count]:
        save(ask, name, *range(1, size + 1))
    bundle, _ = desk._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", VIEW}
    assert_well_formed(bundle["text/html"])
    for form in ("text/plain", "text/html"):
        text = bundle[form]
        assert f"{count} of 3 labelled" in text
        assert ("All items are labelled." in text) == (count == 3)
        assert ("Where does two lie?" in text) == (count == 1)
        assert ("helpful kind" in text) == (count > 0)
        assert "really cannot choose" in text


def test_what_a_labeller_may_look_up(rows: list[Row], tmp_path: Path) -> None:
    desk = LabellingDesk(rows, path=tmp_path / "labels.jsonl", reference=lambda row: f"see {row['id']}")
    ask = talker(desk)
    assert shown(ask("hello"))["reference"] == "see one"
    assert shown(save(ask, "one", 1, 2, 3))["reference"] == "see two"
    assert "To look up: see two" in desk._repr_mimebundle_()[0]["text/html"]
    save(ask, "two", 1, 2)
    assert shown(save(ask, "three", 1, 2, 3, 4))["reference"] == ""


def test_the_picture_of_a_file_that_cannot_be_read(rows: list[Row], tmp_path: Path) -> None:
    desk = LabellingDesk(rows, path=tmp_path)
    assert "cannot be read" in desk._repr_mimebundle_()[0]["text/plain"]


def test_what_is_written_in_the_data_cannot_become_markup(tmp_path: Path) -> None:
    made = row("<b>one", "<i>x", "y")
    desk = LabellingDesk([made], path=tmp_path / "labels.jsonl")
    html = desk._repr_mimebundle_()[0]["text/html"]
    assert "<b>one" not in html
    assert_well_formed(html)


@pytest.mark.parametrize(
    ("rows_given", "message"),
    [([], "nothing to label"), ([row("one", "kind")], "Item one has one completion")],
)
def test_a_desk_needs_something_to_rank(rows_given: list[Row], message: str) -> None:
    with pytest.raises(InputError, match=message):
        LabellingDesk(rows_given)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (59.4, "59 s"), (60, "1 min"), (200, "3 min 20 s"), (3600, "1 h"), (3900, "1 h 5 min")],
)
def test_time_as_it_is_written(seconds: float, text: str) -> None:
    assert duration(seconds) == text
