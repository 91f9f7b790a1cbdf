"""Tasks whose answers can be worked out again: short tasks, sums, questions to a context, notes, chats."""

import re

from helpers.world import short_tasks
from helpers.world.lookups import UNTOLD, Wiki, act
from helpers.world.shipped.short import EXAMPLES
from tests.world.shipped.reading import read, read_all

ABSTAIN = "The notes do not say."


def test_short_tasks_are_solved_by_their_own_rules():
    tasks = short_tasks.TASKS
    for row in (*read_all("short_tasks"), *read_all("few_shot")):
        assert tasks[row["task"]].solve(row["input"]) == row["answer"]
        assert not row["labels"] or row["answer"] in row["labels"]
        assert row["instruction"] in tasks[row["task"]].instructions
    assert {row["task"] for row in read("short_tasks", "test")} == set(tasks)


def test_examples_are_other_inputs_of_the_same_task():
    for row in read_all("few_shot"):
        inputs = [example["input"] for example in row["examples"]]
        assert len(set(inputs)) == len(inputs) == EXAMPLES
        assert row["input"] not in inputs
        for example in row["examples"]:
            assert short_tasks.TASKS[row["task"]].solve(example["input"]) == example["answer"]


def test_sums_come_out_by_program_and_by_steps():
    for row in read_all("sums"):
        names: dict[str, int] = {}
        exec(row["program"], {"__builtins__": {}}, names)
        assert names["answer"] == row["answer"]
        calculations = re.findall(r"(\d+) ([-+*/]) (\d+) = (\d+)", row["chain_of_thought"])
        assert len(calculations) == row["steps"]
        for left, operator, right, result in calculations:
            one, other = int(left), int(right)
            made = {"+": one + other, "-": one - other, "*": one * other, "/": one / other}[operator]
            assert made == int(result)
        assert row["chain_of_thought"].endswith(f" {row['answer']}.")
    assert {row["steps"] for row in read("sums", "test")} >= {1, 2, 3}


def test_answers_are_in_the_context_or_the_reader_abstains():
    rows = read("context_qa", "test")
    for row in rows:
        assert (row["value"] != "") == row["answerable"]
        assert (row["answer"] == ABSTAIN) != row["answerable"]
        if row["answerable"]:
            assert row["value"].lower() in row["context"].lower()
            assert row["value"].lower() in row["answer"].lower()
    assert 0.12 <= sum(not row["answerable"] for row in rows) / len(rows) <= 0.28


def test_notes_are_cited_where_they_tell():
    rows = read("notes", "test")
    for row in rows:
        assert [int(n) for n in re.findall(r"\[(\d)\]", row["answer"])] == row["citations"]
        assert (row["answer"] == ABSTAIN) == (not row["answerable"]) == (row["citations"] == [])
        told = " ".join(row["passages"][n - 1] for n in row["citations"]).lower()
        assert all(value.lower() in told for value in row["values"])
        if row["injected"]:
            assert any(row["payload"].lower() in passage.lower() for passage in row["passages"])
            assert row["payload"].lower() not in row["answer"].lower()
    assert 0.1 <= sum(not row["answerable"] for row in rows) / len(rows) <= 0.3
    assert sum(row["injected"] for row in rows) >= 25


def test_traces_are_what_the_wiki_answers():
    for row in read_all("lookups"):
        wiki = Wiki({page["title"]: page["text"] for page in row["pages"]})
        steps = re.findall(r"^Thought: .+\nAction: (.+)(?:\nObservation: (.+))?$", row["trace"], re.MULTILINE)
        for action, observation in steps[:-1]:
            assert act(wiki, action) == (observation, False)
        assert act(wiki, steps[-1][0]) == (row["answer"], True)
        assert (row["answer"] == UNTOLD) != row["answerable"]
    assert {row["hops"] for row in read("lookups", "test")} == {1, 2, 3}


def test_chats_begin_with_the_user_and_take_turns():
    for row in read_all("instructions"):
        roles = [message["role"] for message in row["messages"]]
        assert roles == ["user", "assistant"] * (len(roles) // 2)
        assert all(message["content"].strip() for message in row["messages"])
        assert bool(row["style"]) == row["family"].endswith("_desk")
    families = [row["family"] for row in read("instructions", "train")]
    assert all(families.count(family) >= 100 for family in set(families))
