"""Word problems answered at once, step by step, and by a program."""

from helpers.training.evaluation.measurement import Figure, Target, mean
from helpers.training.evaluation.subject import Subject, prompt
from helpers.world import sums
from helpers.world.documents import stream

TOKENS = {"direct": 12, "steps": 160, "program": 160}
_RIGHT_PROGRAMS = Target(0.9)


def figures(subject: Subject, count: int) -> list[Figure]:
    """The share of right answers by layout, and of programs that run; the same problems in each."""
    rng = stream("evaluation", "sums")
    drawn = [sums.draw_sum_of("test", rng) for _ in range(count)]
    answers = [problem.answer for problem in drawn]
    said = {
        layout: subject.replies(
            [
                prompt(
                    sums.prompt(problem.question, layout),
                    f"{problem.question}\n{sums.INSTRUCTIONS[layout][0]}",
                )
                for problem in drawn
            ],
            tokens=TOKENS[layout],
            stop=("\n\n",) if layout == "program" else ("\n",),
        )
        for layout in sums.LAYOUTS
    }
    results = [result(code) for code in said["program"]]
    on = "problems of 1-4 steps with numbers never seen"
    direct, steps = (
        mean([last_number(r) == answer for r, answer in zip(said[layout], answers, strict=True)])
        for layout in ("direct", "steps")
    )
    right = mean([found == answer for found, answer in zip(results, answers, strict=True)])
    return [
        Figure("sums: right, answered at once", on, direct),
        Figure("sums: right, step by step", "of the same", steps),
        Figure("sums: program runs", "of the same", mean([found is not None for found in results])),
        Figure("sums: program runs and is right", "of the same", right, _RIGHT_PROGRAMS),
    ]


def result(code: str) -> int | None:
    """What a program answers; None for one that does not run."""
    try:
        return sums.run_program(code)
    except ValueError:
        return None


def last_number(reply: str) -> int | None:
    """The number that a reply ends with; None for one without a number."""
    try:
        return sums.number_in(reply)
    except ValueError:
        return None
