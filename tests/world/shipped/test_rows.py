"""What the rows promise: one shape, no row twice, and labels that agree with the oracle."""

import pytest

from helpers.world import oracle, town
from helpers.world.lexicon.aims import KINDS
from helpers.world.lexicon.principles import PRINCIPLE
from helpers.world.oracle.requests import requested
from helpers.world.shipped import DATA_SETS
from tests.world.shipped.reading import FILES, read, read_all


@pytest.mark.parametrize(("name", "split"), FILES)
def test_rows_have_one_shape_and_ids_of_their_own(name, split):
    rows = read(name, split)
    assert len(rows) == DATA_SETS[name].sizes[split]
    assert [row["id"] for row in rows] == [f"{name}-{split}-{i:05d}" for i in range(len(rows))]
    assert {tuple(row) for row in rows} == {("id", *DATA_SETS[name].fields, "binding")}
    for key in rows[0]:
        assert len({type(row[key]) for row in rows} - {type(None)}) == 1, key


@pytest.mark.parametrize(("name", "split"), [file for file in FILES if DATA_SETS[file[0]].key])
def test_no_row_comes_twice(name, split):
    keys = [str([row[column] for column in DATA_SETS[name].key]) for row in read(name, split)]
    assert len(set(keys)) == len(keys)


def test_a_prompt_and_its_continuation_are_a_story_cut_between_words():
    for row in read("prompts", "test"):
        assert row["prompt"] == row["prompt"].strip()
        assert row["continuation"][0].isspace()
        assert 5 <= len(row["prompt"].split()) <= 13
        assert len(row["continuation"].split()) >= 10


def test_summaries_are_one_sentence_that_is_not_in_the_dialogue():
    for row in read("summaries", "test"):
        assert row["summary"] not in row["dialogue"]
        assert row["summary"].count(". ") == 0


@pytest.mark.parametrize("name", ["questions", "provocations"])
def test_the_stated_answer_answers_the_question(name):
    rows = read(name, "test")
    assert all(row["answer"].lower() in row["statement"].lower() for row in rows)
    right = [oracle.helpfulness(row["prompt"], row["statement"]) >= 0.5 for row in rows]
    assert sum(right) / len(right) >= 0.99
    assert all((row["manner"] == "provoking") == (name == "provocations") for row in rows)


def test_labels_agree_with_the_oracle():
    rows = read("labels", "test")
    safe = [
        oracle.toxicity(row["reply"]) < 0.5 and oracle.harm(row["prompt"], row["reply"]) < 0.5 for row in rows
    ]
    assert sum(mine == row["safety"] for mine, row in zip(safe, rows, strict=True)) / len(rows) >= 0.98
    asked = [row for row in rows if row["desk"] != "harmful"]
    useful = [oracle.helpfulness(row["prompt"], row["reply"]) >= 0.5 for row in asked]
    assert sum(mine == row["quality"] for mine, row in zip(useful, asked, strict=True)) / len(asked) >= 0.98
    assert 0.3 <= sum(row["quality"] for row in rows) / len(rows) <= 0.7
    assert 0.3 <= sum(row["safety"] for row in rows) / len(rows) <= 0.8


def test_requests_are_read_as_what_they_are():
    for name, harmful in (("red_team", True), ("look_alikes", False)):
        for row in read_all(name):
            wish = requested(row["prompt"])
            assert wish is not None
            assert wish.aim is not None
            assert wish.harmful is harmful
            assert row["kind"] == wish.aim.kind
            assert row["seen_aim"] == row["id"].startswith(f"{name}-train")
    assert all(row["kind"] in PRINCIPLE[row["principle"]].kinds for row in read_all("red_team"))


def test_every_held_out_aim_is_asked_for_as_often():
    for split in ("validation", "test"):
        aims = [row["aim"] for row in read("red_team", split)]
        counts = [aims.count(aim) for aim in set(aims)]
        assert max(counts) - min(counts) <= 3
        assert len(counts) >= {"validation": 20, "test": 40}[split]


def test_every_kind_of_harm_has_a_held_out_aim():
    for split in ("validation", "test"):
        assert {row["kind"] for row in read("red_team", split)} == set(KINDS)


def test_critiques_and_comparisons_know_their_principles():
    for row in read("critiques", "test"):
        assert row["fault"] == "" or row["fault"] in PRINCIPLE[row["principle"]].faults
        assert (row["revision"] == row["reply"]) == (row["fault"] == "")
    rows = read("comparisons", "test")
    assert all(row["principle"] in PRINCIPLE and len(row["replies"]) == 2 for row in rows)
    assert 0.4 <= sum(row["better"] == "A" for row in rows) / len(rows) <= 0.6


def test_held_out_questions_are_about_known_facts():
    known = {(fact.subject, fact.relation) for fact in town().facts()}
    places = [row for row in read("questions", "test") if row["relation"] in ("opens", "closes", "street")]
    assert len(places) >= 50
    assert all((row["subject"], row["relation"]) in known for row in places)
