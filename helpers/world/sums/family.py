"""The family `sums`: word problems answered directly, step by step, or by a program, and sums on a slate.

Direct answers come before steps and programs where a page has several layouts of one problem, so that they are never
copied from them. Every problem on a page has numbers of the split of the page.
"""

from __future__ import annotations

from random import Random
from typing import Any

from helpers.world.documents import Family, Plan, register, split_of
from helpers.world.marks import mark, unmark
from helpers.world.sums.drawing import Sum, draw_sum, draw_sum_of

LAYOUTS = ("direct", "steps", "program")
INSTRUCTIONS: dict[str, tuple[str, ...]] = {
    "direct": (
        "Answer with a number only.", "Give only the number.", "Just the number, please.", "Reply with a single number.", "The number alone will do.",
        "No explanation, only the number.", "Write nothing but the number.", "What is the number?",
    ),
    "steps": (
        "Think step by step.", "Work it out step by step.", "Show your working.", "Explain each step, then give the answer.", "Go one step at a time.",
        "Reason it through before you answer.", "Write down every step.", "Calculate step by step and end with the answer.",
    ),
    "program": (
        "Write a Python program.", "Solve it with a Python program.", "Answer with Python code that sets answer.", "Write Python that works out the answer.",
        "Turn this into a short Python program.", "Put the sum into Python.", "Give a Python program that sets answer at the end.", "Let Python do the sum: write the code.",
    ),
}  # fmt: skip
SLATE_SHARE = 0.12  # of documents: bare calculations, so that the steps can be got right
_LABELS = {
    "direct": ("Answer:", "Answer:", "Answer:", "A:"),
    "steps": ("Step by step:", "Step by step:", "Working:", "Thinking:"),
    "program": ("Program:\n", "Program:\n", "Python:\n"),
}
_HEADS = ("Problem:", "Problem:", "Problem:", "Sum:", "Question:", "")
_CLOSING = "So the answer is"


def prompt(question: str, layout: str) -> str:
    """A problem as the pages lay it out, ending where its answer should follow.

    Raises ValueError for an unknown layout.
    """
    if layout not in LAYOUTS:
        raise ValueError(f"There is no layout '{layout}' for a sum; choose one of: {', '.join(LAYOUTS)}.")
    return f"Problem: {question}\n{_LABELS[layout][0]}"


def answer_text(drawn: Sum, layout: str) -> str:
    """What a good answer says: the number, the steps and the number, or the program."""
    if layout == "direct":
        return str(drawn.answer)
    if layout == "steps":
        return f"{' '.join(drawn.steps)} {_CLOSING} {drawn.answer}."
    return drawn.program


def plan(rng: Random) -> Plan[Sum | list[str]]:
    """A first problem, or the calculations of a slate."""
    if rng.random() < SLATE_SHARE:
        slate = [_calculation(rng) for _ in range(6 + int(rng.random() * 9))]
        return Plan(f"slate: {', '.join(slate)}", slate)
    drawn = draw_sum(rng)
    return Plan(drawn.key, drawn)


def write(plan: Plan[Sum | list[str]], rng: Random) -> tuple[str, dict[str, Any]]:
    """A page of problems; `question`, `answer`, `steps` and `layout` in meta are those of the last one."""
    if isinstance(plan.content, list):
        return _slate(plan.content, rng)
    split = split_of(plan.binding)
    problems = [plan.content]
    if rng.random() < 0.6:
        layout = _pick(rng, ("direct", "steps", "steps", "program", "program", "program"))
        problems += [
            draw_sum_of(split, rng) for _ in range(int(rng.random() * (4 if layout == "direct" else 3)))
        ]
        layouts = [layout]
    else:
        problems += [draw_sum_of(split, rng) for _ in range(int(rng.random() * 2))]
        layouts = [layout for layout in LAYOUTS if rng.random() < 0.75] or ["steps", "program"]
    head, label = _pick(rng, _HEADS), {layout: _pick(rng, _LABELS[layout]) for layout in LAYOUTS}
    asked = rng.random() < 0.3
    pages, messages = [], []
    for drawn in problems:
        lines = [f"{head} {drawn.question}".strip()]
        for layout in layouts:
            instruction = _pick(rng, INSTRUCTIONS[layout])
            if asked:
                lines.append(instruction)
            gap = "" if label[layout].endswith("\n") else " "
            lines.append(f"{label[layout]}{gap}{mark(answer_text(drawn, layout))}")
            messages += _exchange(drawn, layout, instruction)
        pages.append("\n".join(lines))
    text, answers = unmark("\n\n".join(pages))
    last = problems[-1]
    meta = {
        "question": last.question,
        "answer": last.answer,
        "steps": list(last.steps),
        "layout": layouts[-1],
        "problems": [_described(drawn, layouts) for drawn in problems],
        "messages": messages,
        "answers": answers,
    }
    return text, meta


def _described(drawn: Sum, layouts: list[str]) -> dict[str, Any]:
    return {
        "problem": drawn.problem,
        "setting": drawn.setting,
        "unit": drawn.unit,
        "question": drawn.question,
        "givens": drawn.givens,
        "calculations": list(drawn.calculations),
        "steps": list(drawn.steps),
        "program": drawn.program,
        "answer": drawn.answer,
        "distractors": list(drawn.distractors),
        "layouts": layouts,
        "key": drawn.key,
    }


def _exchange(drawn: Sum, layout: str, instruction: str) -> list[dict[str, str]]:
    return [
        {"role": "user", "content": f"{drawn.question}\n{instruction}"},
        {"role": "assistant", "content": answer_text(drawn, layout)},
    ]


def _calculation(rng: Random) -> str:
    """ "7 * 35", of the size that the steps of problems have."""
    op = _pick(rng, "++--***/")
    if op == "*":
        tens = rng.random() < 0.6
        one, other = (
            2 + int(rng.random() * 8),
            (5 * (1 + int(rng.random() * 19)) if tens else 2 + int(rng.random() * 29)),
        )
        return f"{one} * {other}" if rng.random() < 0.6 or one * other > 900 else f"{other} * {one}"
    if op == "/":
        one, other = 2 + int(rng.random() * 10), 2 + int(rng.random() * 40)
        return f"{one * other} / {one}"
    unit = _pick(rng, (1, 1, 5, 10))
    one, other = (unit * (1 + int(rng.random() * (95 if unit > 1 else 150))) for _ in "ab")
    if op == "-":
        return f"{max(one, other) + unit} - {min(one, other)}"
    return f"{one} + {other}" if one + other <= 999 else f"{one} - {unit}"


def _slate(slate: list[str], rng: Random) -> tuple[str, dict[str, Any]]:
    results = [_result(calculation) for calculation in slate]
    between = _pick(rng, ("\n", "\n", ", ", "; "))
    title = _pick(rng, ("", "", "On the slate:\n", "Sums for {day}:\n", "Practice:\n")).format(
        day=_pick(rng, ("Monday", "Tuesday", "Friday"))
    )
    text, answers = unmark(
        title + between.join(f"{c} = {mark(str(r))}" for c, r in zip(slate, results, strict=True))
    )
    asked = _pick(rng, _ASK_SLATE)
    messages = [
        message
        for calculation, result in list(zip(slate, results, strict=True))[-3:]
        for message in (
            {"role": "user", "content": asked.format(sum=calculation)},
            {"role": "assistant", "content": str(result)},
        )
    ]
    meta = {
        "question": slate[-1],
        "answer": results[-1],
        "steps": [f"{c} = {r}" for c, r in zip(slate, results, strict=True)],
        "layout": "slate",
        "problems": [],
        "messages": messages,
        "answers": answers,
    }
    return text, meta


_ASK_SLATE = (
    "What is {sum}?", "{sum} = ?", "Calculate {sum}.", "How much is {sum}?", "Work out {sum}.", "Tell me {sum}.", "Solve: {sum}", "What does {sum} make?",
)  # fmt: skip


def _result(calculation: str) -> int:
    left, op, right = calculation.split()
    one, other = int(left), int(right)
    return {"+": one + other, "-": one - other, "*": one * other, "/": one // other}[op]


def _pick(rng: Random, options: Any) -> Any:
    return options[int(rng.random() * len(options))]


SUMS = register(Family("sums", "word problems answered directly, step by step and by a program", plan, write))
