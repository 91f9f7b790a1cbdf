from random import Random

import pytest

from helpers import world
from helpers.world import short_tasks
from helpers.world.documents import split_of
from helpers.world.short_tasks import TASKS, correct, few_shot, zero_shot

COUNT = 1200


@pytest.fixture(scope="module")
def pages():
    return list(world.generate("short_tasks", seed=51, count=COUNT))


@pytest.mark.parametrize("name", TASKS)
def test_the_answer_can_be_worked_out_from_the_input(name):
    rng = Random(7)
    for _ in range(400):
        example = TASKS[name].draw(rng)
        assert TASKS[name].solve(example.input) == example.answer, example.input
        assert correct(name, example.input, example.answer)
        assert correct(name, example.input, f" {example.answer} ")
        assert not correct(name, example.input, "")


@pytest.mark.parametrize("name", TASKS)
def test_the_answer_of_another_input_is_wrong(name):
    rng = Random(8)
    for _ in range(200):
        one, other = TASKS[name].draw(rng), TASKS[name].draw(rng)
        assert correct(name, one.input, other.answer) == (TASKS[name].solve(one.input) == other.answer)


MOOD = "Wren kicked the bucket across the yard."
LIST = "Jago packed a hammer, an apron and a kettle."
TIME = "On Monday the market opens at half past nine."
ORDER = "The concert is at 5 pm, the sale at 9.30 am and the race at noon."
RUDE = "Give me the ladder, you soggy kipper!"


@pytest.mark.parametrize(
    ("task", "text", "reply", "expected"),
    [
        ("mood", MOOD, "Angry.", True),
        ("mood", MOOD, "Wren is angry", True),
        ("mood", MOOD, "not angry", False),
        ("mood", MOOD, "angry or sad", False),
        ("mood", MOOD, "angryish", False),
        ("list", LIST, "- a hammer\n- an apron\n- a kettle", True),
        ("list", LIST, "kettle, hammer and apron", True),
        ("list", LIST, "hammer, apron", False),
        ("list", LIST, "hammer, apron, kettle, kettle", False),
        ("list", LIST, "hammer, apron, kettle, anchor", False),
        ("count", LIST, "three", True),
        ("count", LIST, "There are 3 things.", True),
        ("count", LIST, "3 or 4", False),
        ("time", TIME, "At half past nine.", True),
        ("time", TIME, "half past ten", False),
        ("time", TIME, "half past nine or noon", False),
        ("name", "On Monday Wren walked to the Fish Bridge.", "Wren", True),
        ("name", "On Monday Wren walked to the Fish Bridge.", "Wren Monday", False),
        ("name", "On Monday Wren walked to the Fish Bridge.", "the Fish Bridge", False),
        ("name", "On Monday Wren walked to the Fish Bridge.", "Wrenna", False),
        ("order", ORDER, "1. sale\n2. race\n3. concert", True),
        ("order", ORDER, "the sale, then the race and the concert", True),
        ("order", ORDER, "race, sale, concert", False),
        ("yes_no", "Wren bought a hat and a drum. Did she buy a drum?", "Yes.", True),
        ("yes_no", "Wren bought a hat and a drum. Did she buy a drum?", "Yes and no.", False),
        ("yes_no", "Wren did not buy a hat. Did she buy a hat?", "No, she did not.", True),
        ("yes_no", "The sale is at 2 pm. Is it after noon?", "yes", True),
        ("polite", RUDE, "Please give me the ladder.", True),
        ("polite", RUDE, "Would you kindly give me the ladder?", True),
        ("polite", RUDE, "Could you please give me the ladder, you soggy kipper?", False),
        ("polite", RUDE, "Please.", False),
        ("polite", RUDE, "Give me the ladder.", False),
        ("polite", RUDE, "Please give me the anchor.", False),
        ("polite", RUDE, "Please give me the ladder at once!", False),
        ("pattern", "Friday, Saturday, Sunday", "Monday", True),
        ("pattern", "2, 4, 6", "8", True),
        ("pattern", "2, 4, 6", "8, 10", False),
        ("pattern", "kite, drum, kite, drum", "a kite", True),
        ("kind", "ferry, punt", "boat", True),
        ("kind", "ferry, punt", "boat, tool", False),
        ("odd_one_out", "saw, rake, lemon, axe", "The lemon.", True),
        ("odd_one_out", "saw, rake, lemon, axe", "saw, lemon", False),
        ("to_pidgin", "The baker mends the net.", "lofa loopa fik", True),
        ("to_pidgin", "The baker mends the net.", "Lofa fik loopa.", False),
        ("to_english", "Lofa loopa fik.", "The baker mended the net.", False),
    ],
)
def test_judges_forgive_form_and_nothing_else(task, text, reply, expected):
    assert correct(task, text, reply) is expected


@pytest.mark.parametrize(
    ("series", "following"),
    [
        ("3, 6, 9, 12", "15"),
        ("3, 6, 12", "24"),
        ("10, 8, 6", "4"),
        ("C, E, G", "I"),
        ("11 am, 11.30 am, noon", "12.30 pm"),
        ("October, December, February", "April"),
        ("ding, ding, dong, ding, ding", "dong"),
        ("third, fourth, fifth", "sixth"),
    ],
)
def test_patterns(series, following):
    assert TASKS["pattern"].solve(series) == following


def test_a_page_asks_every_example_and_says_where_its_answers_stand(pages):
    for page in pages:
        meta = page.meta
        names, seen, expected = meta["labels"], set(), []
        for example in meta["examples"]:
            answer = names.get(example["answer"], example["answer"])
            assert example["input"] in page.text
            assert correct(example["task"], example["input"], example["answer"])
            if not names or answer in seen:
                expected.append(answer)
            seen.add(answer)
        assert [page.text[start:end] for start, end in meta["answers"]] == expected
        assert (meta["input"], meta["task"]) == (meta["examples"][-1]["input"], meta["examples"][-1]["task"])
        assert meta["answer"] == expected[-1]
        assert len(page.text) <= 1600


def test_the_shares_of_layouts(pages):
    fresh = [page for page in pages if page.meta["labels"]]
    zero = [page for page in pages if not page.meta["shots"]]
    few = [page for page in pages if page.meta["shots"] and not page.meta["labels"]]
    assert len(fresh) / COUNT == pytest.approx(short_tasks.FRESH_LABELS_SHARE, abs=0.03)
    assert len(zero) / COUNT == pytest.approx(short_tasks.ZERO_SHOT_SHARE, abs=0.04)
    assert {page.meta["shots"] for page in few} == {1, 2, 3, 4}
    assert {page.meta["task"] for page in pages} == set(TASKS)


def test_fresh_labels_have_two_names_that_differ(pages):
    for page in pages:
        names = page.meta["labels"]
        if names:
            assert len(names) == len(set(names.values())) == 2
            assert {example["answer"] for example in page.meta["examples"][:-1]} == set(names)


def test_a_chat_holds_its_own_material(pages):
    for page in pages:
        turns = page.meta["messages"]
        assert [turn["role"] for turn in turns] == ["user", "assistant"] * (len(turns) // 2)
        assert page.meta["input"] in turns[-2]["content"]
        assert turns[-1]["content"] == page.meta["answer"]


def test_every_example_belongs_to_the_split_of_its_page():
    keys = {}
    for split in world.SPLITS:
        found = [
            e
            for page in world.generate("short_tasks", seed=52, split=split, count=250)
            for e in page.meta["examples"]
        ]
        assert {split_of(example["key"]) for example in found} == {split}
        keys[split] = {example["key"] for example in found}
    assert not keys["train"] & keys["test"]


@pytest.mark.parametrize("task", TASKS.values(), ids=lambda task: task.name)
def test_a_task_is_put_in_many_ways(task):
    assert len(set(task.instructions)) >= 8


def test_prompts_look_like_the_pages_and_stop_before_the_answer():
    assert (
        zero_shot("name", "Has Wren come?")
        == "Who is the person in this sentence?\nSentence: Has Wren come?\nName:"
    )
    assert few_shot("pattern", [("1, 2, 3", "4")], "2, 4, 6") == (
        "What comes next?\nSeries: 1, 2, 3\nNext: 4\nSeries: 2, 4, 6\nNext:"
    )
    assert few_shot("pattern", [], "2, 4, 6") == zero_shot("pattern", "2, 4, 6")


def test_bad_input_is_named():
    with pytest.raises(ValueError, match="no short task 'sonnet'"):
        zero_shot("sonnet", "x")
    for name in TASKS:
        with pytest.raises(ValueError, match=r"\S"):
            correct(name, "Colourless green ideas sleep furiously.", "yes")
