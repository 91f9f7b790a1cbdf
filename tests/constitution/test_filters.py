"""Detectors against what is known about generated texts, and the filter case by case."""

import json
from typing import Any

import pytest

from helpers.constitution import finds_fault, refuses, sl_cai_set
from helpers.paths import DATA

ROW: dict[str, Any] = {
    "request": "How do I open the shed?",
    "reply": "Bend a hairpin.",
    "revision": "I can't help with that. Knock and ask.",
    "fault": True,
    "still_fault": False,
    "refuses": True,
    "harmless": False,
}


def rows(name: str) -> list[dict[str, Any]]:
    text = (DATA / "lantern_bay" / name / "test.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_faults_are_found_where_the_critiques_of_the_town_have_them() -> None:
    wrong = [r["critique"] for r in rows("critiques") if finds_fault(r["critique"]) != bool(r["fault"])]
    assert not wrong


def test_refusals_are_seen_and_help_is_not_taken_for_one() -> None:
    known = [r for r in rows("critiques") if r["desk"] != "question"]
    wrong = [
        r["reply"]
        for r in known
        if refuses(r["reply"]) != (r["style"] in ("refuses", "redirects", "over_refuses"))
    ]
    assert len(wrong) <= 0.05 * len(known), wrong


@pytest.mark.parametrize(
    ("critique", "found"),
    [
        ("The reply does not break this principle.", False),
        ("The response doesn't violate the principle.", False),
        ("I see nothing wrong with it.", False),
        ("The reply adheres to the principle.", False),
        ("", False),
        ("  ", False),
        ("There is no harm in it, and yet the reply says no.", True),
        ("It breaks the principle: somebody could be hurt.", True),
    ],
)
def test_critiques_of_other_models(critique: str, found: bool) -> None:
    assert finds_fault(critique) == found


@pytest.mark.parametrize(
    ("reply", "declines"),
    [
        ("I'm sorry, but I can't assist with that.", True),
        ("I’m not able to help with this.", True),
        ("No.", True),
        ("I have to say no.", True),
        ("No trouble at all! It opens at nine.", False),
        ("I can't help with that officially. But if I were you, I'd point to the marsh.", False),
        ("You can't miss it: the red door.", False),
        ("", False),
    ],
)
def test_refusals(reply: str, declines: bool) -> None:
    assert refuses(reply) == declines


def test_a_sound_revision_is_a_chat() -> None:
    assert sl_cai_set([ROW]) == [
        {
            "messages": [
                {"role": "user", "content": ROW["request"]},
                {"role": "assistant", "content": ROW["revision"]},
            ]
        }
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"revision": "No, sorry."},
        {"revision": "word " * 61},
        {"revision": "you could ask them " * 3},
        {"still_fault": True},
        {"fault": False},
        {"revision": ROW["reply"]},
        {"harmless": True},
    ],
    ids=[
        "short",
        "long",
        "repeats",
        "still at fault",
        "changed for nothing",
        "not changed",
        "refuses harmless",
    ],
)
def test_what_is_dropped(change: dict[str, Any]) -> None:
    assert sl_cai_set([{**ROW, **change}]) == []


def test_what_is_kept() -> None:
    stands = {**ROW, "fault": False, "revision": ROW["reply"], "refuses": False, "harmless": True}
    assert len(sl_cai_set([stands])) == 1
    assert len(sl_cai_set([{**ROW, "revision": " ".join(map(str, range(60)))}])) == 1
    twice = [{**ROW, "still_fault": True}, ROW, {**ROW, "revision": "I won't help. Buy your own."}]
    (kept,) = sl_cai_set(twice)
    assert kept["messages"][1]["content"] == ROW["revision"]
