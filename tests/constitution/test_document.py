"""Constitutions in files: what the course ships, what is read back, and one sentence for whatever is wrong."""

from dataclasses import replace
from pathlib import Path

import pytest

from helpers import constitution
from helpers.constitution import (
    SHIPPED,
    Constitution,
    Principle,
    comparison_chat,
    critique_chat,
    revision_chat,
)
from helpers.errors import CourseError, InputError
from helpers.world import chats
from helpers.world.lexicon import principles
from helpers.world.lexicon.principles import HELD_OUT, PRINCIPLES

GOOD = Principle("Brevity", "Say it in a sentence.")
FIELDS = "name: Brevity\n  text: Be brief.\n  critique_request: Long?\n  revision_request: Shorten it.\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_course_ships_the_principles_of_the_town() -> None:
    shipped = Constitution.load()
    assert [(p.name, p.text) for p in shipped] == [(p.name, p.text) for p in PRINCIPLES]
    assert len(shipped) >= 10
    assert not set(shipped.names) & {p.name for p in HELD_OUT}


def test_principles_of_no_training_text_come_in_a_file_of_their_own() -> None:
    apart = Constitution.load(constitution.HELD_OUT)
    assert [(p.name, p.text) for p in apart] == [(p.name, p.text) for p in HELD_OUT]


@pytest.mark.parametrize("rule", PRINCIPLES, ids=lambda p: p.name)
def test_requests_are_worded_as_chat_models_of_the_town_read_them(rule: principles.Principle) -> None:
    mine = Constitution.load()[rule.name]
    asked = critique_chat("Who?", "Me.", mine)
    assert asked == [{"role": "user", "content": chats.ask_for_critique("Who?", "Me.", rule)}]
    again = revision_chat("Who?", "Me.", mine, "Vague.")
    assert again == [
        *chats.exchange(asked[0]["content"], "Vague."),
        {"role": "user", "content": chats.ask_for_revision(rule)},
    ]
    both = comparison_chat("Who?", "Me.", "You.", mine)
    assert both[0]["content"] == chats.ask_for_comparison("Who?", "Me.", "You.", rule)


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    odd = Principle("Überall: #1", 'Say "yes" - or: no.\nAnd mean it.', "Is it? {so}", "%s again, 'please'")
    mine = Constitution.load().only("Privacy", "Open hand").with_principles(odd)
    path = tmp_path / "deep" / "mine.yaml"
    mine.save(path)
    assert Constitution.load(path) == mine
    Constitution.load().save(tmp_path / "all.yaml")
    assert (tmp_path / "all.yaml").read_bytes() == SHIPPED.read_bytes()


def test_principles_come_and_go() -> None:
    mine = Constitution((GOOD, Principle("Warmth", "Be warm.")))
    assert mine.without("Brevity").names == ("Warmth",)
    assert mine.only("Warmth", "Brevity").names == ("Warmth", "Brevity")
    assert mine["Brevity"] is GOOD
    with pytest.raises(InputError, match='no principle "Wit" in the constitution; it has: Brevity, Warmth'):
        mine.without("Wit")
    with pytest.raises(InputError, match="has no principle"):
        mine.without("Brevity", "Warmth")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'must hold "principles:"'),
        ("- a\n- b\n", 'must hold "principles:"'),
        ("principles:\nmotto: onwards\n", 'must hold "principles:" and nothing beside it'),
        ("principles:\n", "has no principle, so there is nothing to criticise by"),
        ("principles: []\n", "has no principle"),
        ("principles: Be kind.\n", "must be a list"),
        ("principles:\n- Be kind.\n", "principle 1 must have the fields name, text"),
        (f"principles:\n- {FIELDS}  motto: Go\n", 'principle 1 has an unknown field "motto"'),
        ("principles:\n- name: Brevity\n  text: Be brief.\n", 'principle 1 has no "critique_request"'),
        (f"principles:\n- {FIELDS}".replace("Be brief.", "''"), 'principle 1 has an empty "text"'),
        (f"principles:\n- {FIELDS}".replace("Be brief.", "yes"), 'has True as its "text", which is no text'),
        (f"principles:\n- {FIELDS}- {FIELDS}", 'principles 1 and 2 have the same name, "Brevity"'),
        ("principles:\n- name: [\n", r"is not YAML \(line \d\)"),
        ("principles: &a [*a]\n", "principle 1 must have the fields"),
        ("x: !!python/object/apply:os.getcwd []\n", "is not YAML"),
    ],
)
def test_a_file_that_is_no_constitution(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CourseError, match=said) as caught:
        Constitution.load(written(tmp_path, text))
    assert "mine.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"absent\.yaml cannot be read: No such file"):
        Constitution.load(tmp_path / "absent.yaml")
    (tmp_path / "latin.yaml").write_bytes("principles: é".encode("latin-1"))
    with pytest.raises(CourseError, match="not a text file in UTF-8"):
        Constitution.load(tmp_path / "latin.yaml")
    with pytest.raises(CourseError, match="cannot be written"):
        Constitution((GOOD,)).save(tmp_path)


def test_two_principles_alike() -> None:
    with pytest.raises(InputError, match='1 and 2 have the same name, "brevity "'):
        Constitution((GOOD, replace(GOOD, name="brevity ", text="Other.")))
    with pytest.raises(InputError, match="1 and 2 have the same text"):
        Constitution((GOOD, replace(GOOD, name="Twin")))
    with pytest.raises(
        InputError, match=r'"Yes" .* and "No" .* contradict each other: no reply can keep to both; change'
    ):
        Constitution((Principle("Yes", "Always help."), Principle("No", "Never help.")))
