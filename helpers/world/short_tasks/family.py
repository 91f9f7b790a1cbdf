"""The family `short_tasks`: pages of small tasks, with and without examples to go by.

The key of every example on a page belongs to the split of the page, so a mood of somebody, a list or a sentence in
pidgin that is held out occurs in no training text.
"""

from __future__ import annotations

from random import Random
from typing import Any

from helpers.world.documents import Family, Plan, register, split_of
from helpers.world.marks import unmark
from helpers.world.short_tasks.layouts import TASKS, one_task, several_tasks
from helpers.world.short_tasks.task import Example, Task, pick, some_things

ZERO_SHOT_SHARE = 0.4
FRESH_LABELS_SHARE = 0.2  # of all documents: labels get other names that only the examples tell

_SHARES = {"to_pidgin": 3, "to_english": 2, "mood": 2, "polite": 2, "pattern": 2, "yes_no": 2}
_BAG = tuple(TASKS[name] for name in TASKS for _ in range(_SHARES.get(name, 1)))
_LABELLED = tuple(task for task in _BAG if task.labels)
_SYLLABLES = ("ba", "do", "fi", "gu", "ke", "lo", "mi", "nu", "pa", "ro", "sa", "te", "vo", "wi", "zu", "bli", "dra", "plo", "sku", "tre")  # fmt: skip
_ASK_FRESH = (
    "", "", "Sort the lines as in the examples.", "Which label?", "Label every line.", "Find the rule and go on.",
    "Each line belongs to one of two groups.", "Follow the examples.", "Give each line its label.", "Two boxes: which one?",
)  # fmt: skip


def key_of(example: Example) -> str:
    """What decides the split of an example."""
    return f"{example.task}: {example.key}"


def plan(rng: Random) -> Plan[tuple[str, Example]]:
    """A kind of page and its first example."""
    chance = rng.random()
    if chance < FRESH_LABELS_SHARE:
        kind, task = "fresh", pick(rng, _LABELLED)
    else:
        kind, task = ("zero" if chance < FRESH_LABELS_SHARE + ZERO_SHOT_SHARE else "few"), pick(rng, _BAG)
    example = task.draw(rng)
    return Plan(key_of(example), (kind, example))


def write(plan: Plan[tuple[str, Example]], rng: Random) -> tuple[str, dict[str, Any]]:
    """The page with its examples, chat and labels in meta; `input` and `answer` are those of the last example."""
    kind, first = plan.content
    split = split_of(plan.binding)
    if kind == "zero":
        examples = [first, *(_another(pick(rng, _BAG), split, rng) for _ in range(int(rng.random() * 4)))]
        text = several_tasks(examples, rng)
        names: dict[str, str] = {}
        messages = _exchanges(examples, rng)
    elif kind == "few":
        task = TASKS[first.task]
        examples = [first, *(_another(task, split, rng) for _ in range(1 + int(rng.random() * 4)))]
        instruction = pick(rng, task.instructions) if rng.random() < 0.8 else ""
        text = one_task(examples, rng, instruction=instruction)
        names = {}
        messages = _exchanges(examples, rng) if rng.random() < 0.5 else _shown(examples, rng)
    else:
        examples, names = _with_fresh_labels(first, split, rng)
        text = one_task(examples, rng, instruction=pick(rng, _ASK_FRESH), names=names)
        messages = _shown(examples, rng, names)
    text, answers = unmark(text)
    last = examples[-1]
    meta = {
        "task": last.task,
        "shots": 0 if kind == "zero" else len(examples) - 1,
        "input": last.input,
        "answer": names.get(last.answer, last.answer),
        "labels": names,
        "examples": [
            {"task": e.task, "input": e.input, "answer": e.answer, "key": key_of(e)} for e in examples
        ],
        "messages": messages,
        "answers": answers,
    }
    return text, meta


def _another(task: Task, split: str, rng: Random) -> Example:
    """An example whose key belongs to the split."""
    while True:
        example = task.draw(rng)
        if split_of(key_of(example)) == split:
            return example


def _with_fresh_labels(first: Example, split: str, rng: Random) -> tuple[list[Example], dict[str, str]]:
    """Four to nine examples of two labels, the last of which was seen before; and new names for the labels."""
    task = TASKS[first.task]
    others = [label for label in task.labels if label != first.answer]
    labels = [first.answer, pick(rng, others)]
    length = 4 + int(rng.random() * 6)
    examples = [first]
    while len(examples) < length or len({e.answer for e in examples[:-1]}) < 2:
        wanted = pick(rng, labels)
        example = _another(task, split, rng)
        while example.answer != wanted:
            example = _another(task, split, rng)
        examples.append(example)
    return examples, dict(zip(sorted(labels), _new_names(rng), strict=True))


def _new_names(rng: Random) -> list[str]:
    """Two names for labels: made-up words, letters, or things that have nothing to do with it."""
    chance = rng.random()
    if chance < 0.5:
        one, other = ("".join(rng.sample(_SYLLABLES, 2 + int(rng.random() * 2))) for _ in range(2))
        return [one, other if other != one else other + "n"]
    if chance < 0.7:
        return rng.sample("ABCDEFGHXYZ", 2)
    if chance < 0.8:
        return rng.sample("123456789", 2)
    return some_things(rng, 2)


def _exchanges(examples: list[Example], rng: Random) -> list[dict[str, str]]:
    """A chat in which every example is asked in full."""
    messages = []
    for example in examples:
        asked = f"{pick(rng, TASKS[example.task].instructions)}{pick(rng, _GAPS)}{example.input}"
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": example.answer}]
    return messages


_GAPS = ("\n", "\n", " ", "\n\n")


def _shown(examples: list[Example], rng: Random, names: dict[str, str] | None = None) -> list[dict[str, str]]:
    """A chat with one question: the examples but the last with their answers, then the last."""
    task = TASKS[examples[0].task]
    given, wanted = pick(rng, task.fields)
    answers = [names[e.answer] if names else e.answer for e in examples]
    shown = "\n".join(
        f"{given}: {example.input}\n{wanted}: {answer}"
        for example, answer in zip(examples[:-1], answers[:-1], strict=True)
    )
    asked = pick(rng, task.instructions) if not names else pick(rng, _ASK_SHOWN)
    return [
        {"role": "user", "content": f"{asked}\n{shown}\n{given}: {examples[-1].input}\n{wanted}:"},
        {"role": "assistant", "content": answers[-1]},
    ]


_ASK_SHOWN = (
    "Follow the examples.", "Give the last line its label, as in the examples.", "What belongs after the last one?",
    "Look at the examples and do the last one.", "The examples show a rule. Use it for the last line.", "Go on in the same way.",
    "Which label does the last line get?", "Sort the last line like the others.",
)  # fmt: skip

SHORT_TASKS = register(Family("short_tasks", "small tasks with and without examples to go by", plan, write))
