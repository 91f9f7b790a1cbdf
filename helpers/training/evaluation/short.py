"""Short tasks with and without examples, and labels that only the examples tell."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from helpers import metrics, world
from helpers.training.evaluation.measurement import Figure, Measurement, mean
from helpers.training.evaluation.subject import Prompt, Subject, prompt
from helpers.world.documents import split_of, stream
from helpers.world.short_tasks import TASKS, Example, Task, correct, few_shot, key_of, zero_shot

SHOTS = 4
TOKENS = 48


@dataclass(frozen=True)
class Item:
    """An input of a task with solved examples of it, all of the test split."""

    example: Example
    shown: tuple[Example, ...]

    @property
    def bare(self) -> Prompt:
        text = zero_shot(self.example.task, self.example.input)
        return prompt(text, text)

    @property
    def with_examples(self) -> Prompt:
        pairs = [(one.input, one.answer) for one in self.shown]
        text = few_shot(self.example.task, pairs, self.example.input)
        return prompt(text, text)


def figures(subject: Subject, count: int) -> list[Figure]:
    """Accuracy zero-shot and few-shot on the same inputs, the gain, and accuracy on labels bound afresh."""
    items = list(itertools.islice(tasks(), count))
    right = [
        [correct(i.example.task, i.example.input, r) for i, r in zip(items, replies, strict=True)]
        for replies in (
            subject.replies([i.bare for i in items], tokens=TOKENS, stop=("\n",)),
            subject.replies([i.with_examples for i in items], tokens=TOKENS, stop=("\n",)),
        )
    ]
    zero, few = right
    on = f"inputs, the {len(TASKS)} tasks in turn"
    labelled = list(itertools.islice(fresh_labels(), count))
    said = subject.replies([asked for asked, _ in labelled], tokens=12, stop=("\n",))
    fresh = mean([r.rstrip(".") == answer for r, (_, answer) in zip(said, labelled, strict=True)])
    return [
        Figure("short tasks: right without examples", on, mean(zero)),
        Figure(f"short tasks: right with {SHOTS} examples", "of the same", mean(few)),
        Figure("short tasks: gain from the examples", "of the same", gain(few, zero)),
        Figure("short tasks: new names for two labels", "pages of 3-8 examples (chance: 50 %)", fresh),
    ]


def gain(few: list[bool], zero: list[bool]) -> Measurement:
    """Few-shot minus zero-shot accuracy, with the paired interval."""
    after, before = [float(x) for x in few], [float(x) for x in zero]
    difference = sum(after) / len(after) - sum(before) / len(before)
    return Measurement(difference, *metrics.bootstrap_difference(after, before), len(few))


def tasks() -> Iterator[Item]:
    """Every task in its turn, without end."""
    rng = stream("evaluation", "short tasks")
    while True:
        for task in TASKS.values():
            asked, *shown = _different(task, rng, SHOTS + 1)
            yield Item(asked, tuple(shown))


def _different(task: Task, rng: Random, count: int) -> list[Example]:
    found: dict[str, Example] = {}
    while len(found) < count:
        example = task.draw(rng)
        if split_of(key_of(example)) == "test":
            found[example.input] = example
    return list(found.values())


def fresh_labels() -> Iterator[tuple[Prompt, str]]:
    """Pages of the test split whose labels have made-up names, broken off before the last, and its name."""
    for document in world.generate("short_tasks", split="test"):
        if document.meta["labels"]:
            start, end = document.meta["answers"][-1]
            asked = Prompt(document.text[:start].rstrip(), document.meta["messages"][:-1])
            yield asked, document.text[start:end]
