"""The feedback page of a student and the overview for the instructor: single HTML files that need nothing else.

Everything on them that a student wrote or returned is escaped, no script runs, and a policy in the page forbids any.
What a page says of a lost point is the check's own sentence; the inputs that grading used are not shown, since they
are the same when the work is graded again.
"""

import html
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers.checks.cards import markup
from helpers.checks.registry import EXERCISES
from helpers.grading.assignment import CHECK_SUFFIX, Assignment
from helpers.grading.files import file_name
from helpers.grading.records import ExerciseGrade, Grade
from helpers.grading.similarity import Pair
from helpers.grading.statistics import ExerciseStatistics
from helpers.grading.tables import state, total

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE = Path(__file__).with_name("page.css")
_SIGN = {"passed": "✓", "not started": "○", "missing": "○"}
_SAID = {
    "passed": "Right.",
    "not started": "Not started: this exercise still has its “Your code here”.",
    "missing": "The notebook has no cell for this exercise.",
    "crashed": "Your function ended the whole Python process.",
    "timed out": "Your function did not finish in the time that it had.",
    "too much memory": "Your function asked for more memory than there is.",
}


def feedback_page(grade: Grade, assignment: Assignment, run: str) -> str:
    """One student's page.

    Args:
        grade: with the manual scores.
        assignment: the lab.
        run: what the notebook showed, as `helpers.grading.outputs.fragment` made it; empty without a run.
    """
    parts = [f'<p class="lab">{html.escape(_lab(assignment))}</p>', f"<h1>{html.escape(grade.student)}</h1>"]
    if grade.unreadable:
        parts.append(
            '<div class="card wrong"><h3>Your notebook could not be read</h3>'
            f"<p>{html.escape(grade.unreadable)}</p><p>It has not been graded, which is not the same as no points: "
            "your instructor has been told.</p></div>"
        )
    else:
        parts.append(_sum(grade, assignment))
        parts.append("<h2>Exercises</h2>")
        parts += [_exercise(one, grade) for one in grade.exercises]
        parts += _written(grade, assignment)
        if run:
            parts.append("<h2>What your notebook showed</h2>")
            parts.append(
                '<p class="small">It was run from top to bottom, for you to see; no points depend on it.</p>'
            )
            parts.append(run)
    if not grade.sandboxed:
        parts.append('<p class="note">Graded unsandboxed.</p>')
    return _page(f"{_lab(assignment)} · {grade.student}", "".join(parts))


def _lab(assignment: Assignment) -> str:
    words = assignment.name[3:].replace("_", " ")
    return f"Lab {assignment.lab} · {words[:1].upper()}{words[1:]}"


def _sum(grade: Grade, assignment: Assignment) -> str:
    possible = sum(cell.points for cell in assignment.cells)
    points = total(grade)
    share = 100 * points / possible if possible else 0.0
    line = f'<p class="score">{points:g} of {possible:g} points</p>'
    meter = f'<div class="meter" aria-hidden="true"><span style="width:{share:.1f}%"></span></div>'
    said = state(grade)
    if said.startswith("waits"):
        said = "Your answers in words have not been scored yet; their points are still to come."
    elif all(one.status in ("not started", "missing") for one in grade.exercises) and not grade.written:
        said = (
            "Nothing has been handed in yet: every exercise is as it was given out. If you did work on this lab, "
            "you may have submitted the wrong file."
        )
    else:
        said = "Well done, everything is right." if points >= possible else ""
    return f"{line}{meter}" + (f"<p>{html.escape(said)}</p>" if said else "")


def _exercise(one: ExerciseGrade, grade: Grade) -> str:
    exercise = EXERCISES[one.exercise]
    points = grade.manual.get(f"{one.exercise}{CHECK_SUFFIX}", one.points)
    tone = "right" if one.status == "passed" else "" if one.status in _SIGN else "wrong"
    said = [_SAID.get(one.status, "") if not one.sentence else one.sentence]
    parts = [
        f'<div class="card {tone}"><div class="head"><h3>{_SIGN.get(one.status, "✗")} {exercise.number} · '
        f"{html.escape(exercise.title)} <code>{html.escape(exercise.function)}</code></h3>"
        f'<span class="points">{points:g} of {one.possible:g}</span></div>'
    ]
    parts += [f"<p>{markup(sentence)}</p>" for sentence in said if sentence]
    if one.misconception:
        parts.append(
            f'<p class="why"><strong>This looks like: {markup(one.misconception)}.</strong> {markup(one.advice)}</p>'
        )
    if tone == "wrong":
        parts.append(
            f'<p class="small">Run <code>check.{one.exercise}({html.escape(exercise.function)})</code> in your '
            "notebook for an example with inputs of its own.</p>"
        )
    if f"{one.exercise}{CHECK_SUFFIX}" in grade.manual:
        parts.append('<p class="small">Scored by your instructor.</p>')
    return "".join(parts) + "</div>"


def _written(grade: Grade, assignment: Assignment) -> list[str]:
    if not assignment.written:
        return []
    parts = ["<h2>Questions</h2>"]
    for number, cell in enumerate(assignment.written, 1):
        score = grade.manual.get(cell.grade_id)
        answered = cell.grade_id in grade.written
        tone = "right" if score is not None and score >= cell.points else ""
        points = f"{score:g} of {cell.points:g}" if score is not None else f"– of {cell.points:g}"
        said = (
            "Scored by your instructor." if score is not None else "Waits to be read and scored by a person."
        )
        if not answered and score is None:
            points, said = f"0 of {cell.points:g}", "Not answered."
        parts.append(
            f'<div class="card {tone}"><div class="head"><h3>Question {number} '
            f'<code>{html.escape(cell.grade_id)}</code></h3><span class="points">{points}</span></div>'
            f"<p>{said}</p></div>"
        )
    return parts


def overview_page(
    assignment: Assignment,
    grades: Sequence[Grade],
    exercises: Sequence[ExerciseStatistics],
    pairs: Sequence[Pair],
    notes: Sequence[str],
    failed: Mapping[str, str],
) -> str:
    """The instructor's page: what needs attention, statistics, similar submissions, and a link to every page."""
    attention = [(g.student, g.unreadable) for g in grades if g.unreadable]
    attention += list(failed.items()) + [("", note) for note in notes]
    parts = [f'<p class="lab">{html.escape(_lab(assignment))}</p><h1>Overview</h1>']
    parts.append(
        f"<p>{len(grades)} submissions, {sum(bool(g.unreadable) for g in grades)} of them unreadable.</p>"
    )
    if attention:
        parts.append("<h2>Not graded</h2>" + _table(("student", "why"), attention))
    columns = ("exercise", "right", "mean points", "how they ended", "misconceptions")
    parts.append("<h2>Exercises</h2>" + _table(columns, [_statistics(one) for one in exercises]))
    parts.append("<h2>Similar submissions</h2>")
    parts.append(
        '<p class="small">Shared runs of normalised code that was not handed out and that few others have. A reason '
        "to read both, not a proof.</p>"
    )
    rows = [(p.first, p.second, f"{p.share:.0%}", str(p.shared), str(p.rare)) for p in pairs]
    columns = ("student", "and", "shared", "fingerprints", "only these two")
    parts.append(_table(columns, rows) if rows else "<p>None.</p>")
    flagged = [(grade.student, "; ".join(grade.flags)) for grade in grades if grade.flags]
    if flagged:
        parts.append("<h2>Flags</h2>" + _table(("student", "what to look at"), flagged))
    heads = '<tr><th>student</th><th class="number">points</th><th>state</th></tr>'
    parts.append(f"<h2>Students</h2><table>{heads}{''.join(map(_student, grades))}</table>")
    return _page(f"{_lab(assignment)} · Overview", "".join(parts), "wide")


def _statistics(one: ExerciseStatistics) -> tuple[str, ...]:
    return (
        one.exercise,
        f"{one.passed} of {one.graded}",
        f"{one.mean:.2f} of {one.possible:g}",
        ", ".join(f"{name} {count}" for name, count in one.statuses),
        "; ".join(f"{name}: {count}" for name, count in one.misconceptions if count),
    )


def _student(grade: Grade) -> str:
    points = "" if grade.unreadable else f"{total(grade):g}"
    return (
        f'<tr><td><a href="feedback/{file_name(grade.student)}.html">{html.escape(grade.student)}</a></td>'
        f'<td class="number">{points}</td><td>{html.escape(state(grade))}</td></tr>'
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{html.escape(text)}</th>" for text in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in rows
    )
    return f"<table><tr>{head}</tr>{body}</table>"


def _page(title: str, body: str, width: str = "") -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{_STYLE.read_text(encoding='utf-8')}</style></head>"
        f'<body><main class="{width}">{body}</main></body></html>\n'
    )
