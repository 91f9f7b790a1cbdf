"""Short tasks: one at a time with its instruction, and with solved examples to put before it."""

from collections.abc import Iterator
from random import Random

from helpers.world.documents import split_of, stream
from helpers.world.shipped.data_set import SEED, DataSet, Row, sizes
from helpers.world.short_tasks import TASKS, key_of
from helpers.world.short_tasks.task import Example, Task

EXAMPLES = 8
_HELD_OUT = (
    "task and content: whose mood it is, the words of a sentence, the members of a series",
    "that content is in no example of the task",
)


def _example(task: Task, split: str, rng: Random) -> Example:
    while True:
        example = task.draw(rng)
        if split_of(key_of(example)) == split:
            return example


def _columns(task: Task, example: Example, rng: Random) -> Row:
    return {
        "task": task.name,
        "instruction": task.instructions[int(rng.random() * len(task.instructions))],
        "input": example.input,
        "answer": example.answer,
        "labels": list(task.labels),
        "binding": key_of(example),
    }


def _single(split: str) -> Iterator[Row]:
    rng = stream(SEED, "short_tasks", split)
    while True:
        for task in TASKS.values():
            yield _columns(task, _example(task, split, rng), rng)


def _with_examples(split: str) -> Iterator[Row]:
    rng = stream(SEED, "few_shot", split)
    while True:
        for task in TASKS.values():
            found: dict[str, Example] = {}
            while len(found) <= EXAMPLES:
                example = _example(task, split, rng)
                found[example.input] = example
            *shown, asked = found.values()
            given, wanted = task.fields[int(rng.random() * len(task.fields))]
            yield {
                **_columns(task, asked, rng),
                "input_name": given,
                "answer_name": wanted,
                "examples": [{"input": example.input, "answer": example.answer} for example in shown],
            }


_FIELDS = {
    "task": f"one of {', '.join(TASKS)}",
    "instruction": "what is to be done, in one of several wordings",
    "input": "what it is to be done with",
    "answer": "the right answer",
    "labels": "the answers that the task allows; empty for an open task",
}

SETS = (
    DataSet(
        "short_tasks",
        "a small task: label, extract, rewrite, translate, continue, compare",
        sizes(1300, 195, 390),
        _FIELDS,
        _single,
        ("task", "input"),
        _HELD_OUT,
    ),
    DataSet(
        "few_shot",
        f"a small task and {EXAMPLES} solved examples of it to put in a prompt",
        sizes(260, 130, 390),
        {
            **_FIELDS,
            "input_name": "what to call the input in a prompt: Sentence, Words, Question, …",
            "answer_name": "what to call the answer in a prompt: Mood, Kind, Answer, …",
            "examples": f"list of {EXAMPLES}, each with `input` and `answer`",
        },
        _with_examples,
        ("task", "input"),
        _HELD_OUT,
    ),
)
