import keyword
import operator
import re
from collections import Counter

import pytest

from helpers import world
from helpers.world.documents import split_of
from helpers.world.sums import INSTRUCTIONS, LAYOUTS, PROBLEMS, number_in, prompt, run_program
from helpers.world.sums.drawing import LARGEST
from helpers.world.sums.problems import WORDS

COUNT = 1500
OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


@pytest.fixture(scope="module")
def pages():
    return list(world.generate("sums", seed=61, count=COUNT))


@pytest.fixture(scope="module")
def problems(pages):
    return [problem for page in pages for problem in page.meta["problems"]]


def test_programs_give_the_answer_here_and_in_python(problems):
    for problem in problems:
        namespace: dict[str, int] = {}
        exec(problem["program"], {"__builtins__": {}}, namespace)
        assert run_program(problem["program"]) == namespace["answer"] == problem["answer"], problem


def test_steps_are_true_and_use_what_is_given_or_was_worked_out(problems):
    for problem in problems:
        known = set(problem["givens"].values())
        for calculation, sentence in zip(problem["calculations"], problem["steps"], strict=True):
            left, op, right, equals, result = calculation.split()
            assert equals == "="
            assert OPERATIONS[op](int(left), int(right)) == int(result), problem
            assert {int(left), int(right)} <= known, problem
            assert calculation in sentence
            known.add(int(result))
        assert int(result) == problem["answer"]


def test_numbers_are_small_and_stand_in_the_question(problems):
    for problem in problems:
        said = [int(number) for number in re.findall(r"\d+", problem["question"])]
        expected = Counter(problem["givens"].values()) + Counter(problem["distractors"])
        assert Counter(said) == expected, problem["question"]
        assert 2 <= problem["answer"] <= LARGEST


def test_the_table_of_problems():
    assert len(PROBLEMS) >= 40
    assert len({problem.setting for problem in PROBLEMS}) >= 12
    assert {len(problem.steps) for problem in PROBLEMS} >= {1, 2, 3}
    for problem in PROBLEMS:
        names = [name for name, _ in problem.givens] + [step.name for step in problem.steps]
        assert names[-1] == "answer"
        assert len(set(names)) == len(names), problem.name
        assert not set(names) & set(WORDS), problem.name
        assert all(name.isidentifier() and not keyword.iskeyword(name) for name in names), problem.name
        used = {side for step in problem.steps for side in (step.left, step.right)}
        assert {name for name, _ in problem.givens} <= used, problem.name
        assert set(names[:-1]) <= used, problem.name


def test_every_problem_turns_up(problems):
    assert {problem["problem"] for problem in problems} == {problem.name for problem in PROBLEMS}
    share = sum(bool(problem["distractors"]) for problem in problems) / len(problems)
    assert 0.15 < share < 0.35


def test_answers_stand_where_meta_says(pages):
    for page in pages:
        meta = page.meta
        said = [page.text[start:end] for start, end in meta["answers"]]
        if meta["layout"] == "slate":
            assert [
                f"{step.split(' = ')[0]} = {one}" for step, one in zip(meta["steps"], said, strict=True)
            ] == meta["steps"]
            assert all(step in page.text for step in meta["steps"])
            continue
        expected = [
            {
                "direct": str(problem["answer"]),
                "steps": f"{' '.join(problem['steps'])} So the answer is {problem['answer']}.",
                "program": problem["program"],
            }[layout]
            for problem in meta["problems"]
            for layout in problem["layouts"]
        ]
        assert said == expected
        assert len(page.text) <= 1600


def test_bare_calculations_are_true(pages):
    slates = [page for page in pages if page.meta["layout"] == "slate"]
    assert 0.07 < len(slates) / COUNT < 0.17
    for page in slates:
        for step in page.meta["steps"]:
            left, op, right, _, result = step.split()
            assert OPERATIONS[op](int(left), int(right)) == int(result), step
            assert 0 < int(result) <= LARGEST, step


def test_direct_answers_are_never_copied_from_the_steps(pages):
    for page in pages:
        for problem in page.meta["problems"]:
            if "direct" in problem["layouts"]:
                assert problem["layouts"][0] == "direct"


def test_chats(pages):
    for page in pages:
        turns = page.meta["messages"]
        assert [turn["role"] for turn in turns] == ["user", "assistant"] * (len(turns) // 2)
        if page.meta["layout"] == "slate":
            assert turns[-1]["content"] == str(page.meta["answer"])
            continue
        assert turns[-2]["content"].startswith(page.meta["question"])
        last = turns[-1]["content"]
        found = run_program(last) if page.meta["layout"] == "program" else number_in(last)
        assert found == page.meta["answer"]
    assert all(len(set(ways)) >= 8 for ways in INSTRUCTIONS.values())


def test_numbers_of_the_test_split_are_in_no_training_page():
    keys = {}
    for split in world.SPLITS:
        found = {
            p["key"]
            for page in world.generate("sums", seed=62, split=split, count=300)
            for p in page.meta["problems"]
        }
        assert {split_of(key) for key in found} == {split}
        keys[split] = found
    assert not keys["train"] & keys["test"]


def test_prompts():
    assert prompt("How many?", "direct") == "Problem: How many?\nAnswer:"
    assert prompt("How many?", "program") == "Problem: How many?\nProgram:\n"
    with pytest.raises(ValueError, match="no layout 'verse'"):
        prompt("How many?", "verse")
    assert set(LAYOUTS) == set(INSTRUCTIONS)


@pytest.mark.parametrize(
    ("reply", "number"),
    [("32", 32), ("4 * 20 = 80. So the answer is 80.", 80), ("-3", -3), ("of 7 trays", 7)],
)
def test_the_number_in_a_reply(reply, number):
    assert number_in(reply) == number


@pytest.mark.parametrize("reply", ["", "no number", "2.5", "x7"])
def test_a_reply_without_a_number(reply):
    with pytest.raises(ValueError, match="no whole number"):
        number_in(reply)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("answer = 2 + 3 * 4", 14),
        ("a = 7\nb = (a - 1) // 4\nanswer = -b", -1),
        ("a = 1\na = a + 1\nanswer = a\n\n# done", 2),
    ],
)
def test_programs_run(code, expected):
    assert run_program(code) == expected


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("", "never sets 'answer'"),
        ("x = 1", "never sets 'answer'"),
        ("answer = x", "uses 'x' before"),
        ("answer = 1 // 0", "divides by zero"),
        ("answer = 10 ** 9", "other than whole numbers"),
        ("answer = 1.5", "other than whole numbers"),
        ("answer = True", "other than whole numbers"),
        ("answer = 'a' * 9", "other than whole numbers"),
        ("answer = __import__('os').getcwd()", "other than whole numbers"),
        ("answer = [1][0]", "other than whole numbers"),
        ("answer = (x := 3)", "other than whole numbers"),
        ("import os\nanswer = 1", "no assignment"),
        ("a = b = 1\nanswer = a", "no assignment"),
        ("a, answer = 1, 2", "no assignment"),
        ("answer += 1", "no assignment"),
        ("while 1:\n    answer = 1", "no assignment"),
        ("def f():\n    pass", "no assignment"),
        ("answer = 3 3", "Line 1 of the program is not Python"),
        ("answer = 1\x00", "."),
        ("answer = 999999999 * 999999999", "above 1,000,000,000"),
        ("answer = " + "9" * 5000, "at most 2000"),
        ("answer = " + "9" * 1900, "above 1,000,000,000"),
        ("a = 1\n" * 41, "at most 40"),
        ("answer = " + "(" * 900 + "1" + ")" * 900, "."),
        ("answer = " + "-" * 1900 + "1", "."),
    ],
)
def test_anything_else_is_refused_in_one_sentence(code, message):
    with pytest.raises(ValueError, match=message):
        run_program(code)
