"""How short tasks are laid out: the two renderings that a lab prompts with, and the varied pages of the family."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

from helpers.world.marks import mark
from helpers.world.short_tasks.puzzles import KIND, ODD_ONE_OUT, PATTERN
from helpers.world.short_tasks.reading import COUNT, LIST, MOOD, NAME, ORDER, TIME, YES_NO
from helpers.world.short_tasks.rewriting import POLITE, TO_ENGLISH, TO_PIDGIN
from helpers.world.short_tasks.task import Example, Task, pick

TASKS: dict[str, Task] = {
    task.name: task
    for task in (
        MOOD, TIME, POLITE, TO_PIDGIN, TO_ENGLISH, LIST, PATTERN, NAME, ORDER, YES_NO, COUNT, KIND, ODD_ONE_OUT,
    )
}  # fmt: skip

Render = Callable[[str], str]


def task_called(name: str) -> Task:
    """The task. Raises ValueError for a name that is none of `TASKS`."""
    if name not in TASKS:
        raise ValueError(f"There is no short task '{name}'; choose one of: {', '.join(TASKS)}.")
    return TASKS[name]


def zero_shot(task: str, text: str) -> str:
    """Instruction and input, ending where the answer should follow.

    Raises ValueError for an unknown task.
    """
    chosen = task_called(task)
    given, wanted = chosen.fields[0]
    return f"{chosen.instructions[0]}\n{given}: {text}\n{wanted}:"


def few_shot(task: str, examples: Sequence[tuple[str, str]], text: str) -> str:
    """Instruction, examples as (input, answer) and the input, ending where its answer should follow.

    Without examples it is `zero_shot`. Raises ValueError for an unknown task.
    """
    chosen = task_called(task)
    if not examples:
        return zero_shot(task, text)
    given, wanted = chosen.fields[0]
    shown = "".join(f"{given}: {one}\n{wanted}: {answer}\n" for one, answer in examples)
    return f"{chosen.instructions[0]}\n{shown}{given}: {text}\n{wanted}:"


def correct(task: str, text: str, reply: str) -> bool:
    """Whether a reply solves the task for an input; the answer is worked out from the input.

    Raises ValueError for an unknown task, or an input that is none of the task's.
    """
    chosen = task_called(task)
    return chosen.judge(chosen.solve(text), reply)


def several_tasks(examples: Sequence[Example], rng: Random) -> str:
    """A page of different tasks without examples to go by, answers marked."""
    layout = pick(rng, _ALONE)
    return "\n\n".join(_alone(layout, example, rng) for example in examples)


_ALONE = (
    "{instruction}\n{given}: {text}\n{wanted}: {answer}",
    "{instruction}\n{given}: {text}\n{wanted}: {answer}",
    "{instruction}\n{text}\n{wanted}: {answer}",
    "{given}: {text}\n{instruction}\n{wanted}: {answer}",
    "Task: {instruction}\nInput: {text}\nOutput: {answer}",
    "Question: {instruction} {text}\nAnswer: {answer}",
    "{instruction}\n{text}\n{answer}",
)


def _alone(layout: str, example: Example, rng: Random) -> str:
    task = TASKS[example.task]
    given, wanted = task.fields[0] if rng.random() < 0.6 else pick(rng, task.fields)
    return layout.format(
        instruction=pick(rng, task.instructions),
        given=given,
        wanted=wanted,
        text=example.input,
        answer=mark(example.answer),
    )


def one_task(
    examples: Sequence[Example], rng: Random, *, instruction: str, names: Mapping[str, str] | None = None
) -> str:
    """A page of examples of one task, every one asked, answers marked.

    `names` are other names for the labels. The first time that such a name turns up nobody can know it, so it is not
    marked there.
    """
    task = TASKS[examples[0].task]
    given, wanted = task.fields[0] if rng.random() < 0.6 else pick(rng, task.fields)
    if names and wanted not in ("Answer", "Kind", "Mood"):
        wanted = "Label"
    layout, between = pick(rng, _ROWS)
    shown: set[str] = set()
    rows = []
    for example in examples:
        answer = names[example.answer] if names else example.answer
        known = not names or answer in shown
        shown.add(answer)
        rows.append(
            layout.format(
                given=given, wanted=wanted, text=example.input, answer=mark(answer) if known else answer
            )
        )
    page = between.join(rows)
    return f"{instruction}\n{page}" if instruction else page


_ROWS = (
    ("{given}: {text}\n{wanted}: {answer}", "\n"),
    ("{given}: {text}\n{wanted}: {answer}", "\n"),
    ("{given}: {text}\n{wanted}: {answer}", "\n\n"),
    ("{text} -> {answer}", "\n"),
    ("Q: {text}\nA: {answer}", "\n"),
    ("- {text} = {answer}", "\n"),
    ("{text}\n{wanted}: {answer}", "\n\n"),
)
