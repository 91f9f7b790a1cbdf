"""The shape every lab has, checked on its source; each finding is one sentence."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from IPython.core.inputtransformer2 import TransformerManager

from helpers.build.source import Cell, ExerciseCard, heading

_DELIMITERS = re.compile(r"^[ \t]*(?:#+|<!--) *(BEGIN|END) (SOLUTION|HIDDEN TESTS)\b.*$", re.MULTILINE)
_MINUTES = re.compile(r"\b(?:hours?|minutes?|seconds?)\b")
_NEEDS = re.compile(r"[Pp]rerequisite|You need")
_EXERCISE = re.compile(r"^exercise\W*", re.IGNORECASE)


def findings(lab: str, cells: Sequence[Cell], exercises: Mapping[str, ExerciseCard]) -> list[str]:
    """Everything that is wrong with a lab's structure, in the order of its cells.

    Args:
        lab: ``NN_name``.
        cells: its source as ``source.parse`` gives it.
        exercises: every exercise of the course by id.
    """
    trees, problems = _syntax_trees(cells)
    problems += _opening(cells)
    problems += [p for cell in cells for p in _markers(cell)]
    problems += [p for cell in cells for p in _delimiters(cell)]
    problems += _unique_ids(cells)
    problems += _exercises(lab, cells, exercises, trees)
    problems += _predictions(lab, cells, trees)
    problems += _functions_used_directly(cells, exercises, trees)
    return [f"{lab}: {problem}" for problem in problems]


def _syntax_trees(cells: Sequence[Cell]) -> tuple[dict[int, ast.Module], list[str]]:
    trees, problems = {}, []
    for cell in cells:
        if cell.kind == "code":
            try:
                trees[cell.number] = ast.parse(TransformerManager().transform_cell(cell.source))
            except SyntaxError as error:
                problems.append(f"{cell} is not valid Python: {error.msg} in its line {error.lineno}.")
    return trees, problems


def _opening(cells: Sequence[Cell]) -> Iterator[str]:
    if not cells or cells[0].role != "prose" or not cells[0].source.startswith("# "):
        yield "the first cell must be the title card: markdown that starts with a '# ' heading."
    elif not _MINUTES.search(cells[0].source) or not _NEEDS.search(cells[0].source):
        yield "the title card must say how long the lab takes and name its prerequisites (“You need”)."
    setup = next((cell for cell in cells if cell.kind == "code"), None)
    if (
        setup is None
        or setup.role != "code"
        or "import" not in setup.source
        or "profile.seed(" not in setup.source
    ):
        yield "the first code cell must be the setup cell: imports, the profile, and profile.seed(…)."


def _markers(cell: Cell) -> Iterator[str]:
    if cell.unknown:
        yield f"{cell} has a marker that means nothing: {', '.join(cell.unknown)}."
    if cell.role in ("card", "answer", "check", "explain") and not re.fullmatch(r"[A-Za-z]\w{0,50}", cell.id):
        yield f"{cell} needs an id of letters, digits and underscores."
    if cell.role == "explain" and cell.points <= 0:
        yield f"{cell} is graded by a person and must say points=N."
    if cell.role == "card" and not heading(cell.source):
        yield f"{cell} must start with a heading."
    if cell.deterministic and cell.kind != "code":
        yield f"{cell} is text: deterministic=true is for code cells."


def _delimiters(cell: Cell) -> Iterator[str]:
    found = _DELIMITERS.findall(cell.source)
    for region, roles in (("SOLUTION", ("answer", "explain")), ("HIDDEN TESTS", ("check",))):
        edges = [edge for edge, of in found if of == region]
        if edges != ["BEGIN", "END"] * (len(edges) // 2):
            yield f"{cell} has a BEGIN {region} without its END {region}, or the other way round."
        elif edges and cell.role not in roles:
            yield f"{cell} has a {region} region, which belongs in a cell marked {' or '.join(roles)}."
        elif not edges and region == "SOLUTION" and cell.role in roles:
            yield f"{cell} has no BEGIN SOLUTION … END SOLUTION region, so nothing would be left for the student to do."
    if cell.role == "explain" and not _DELIMITERS.split(cell.source)[0].strip():
        yield f"{cell} must ask its question above BEGIN SOLUTION."


def _unique_ids(cells: Sequence[Cell]) -> Iterator[str]:
    counts = Counter((cell.role, cell.id) for cell in cells if cell.id)
    for (role, name), count in counts.items():
        if count > 1:
            yield f"{name} has {count} cells marked {role}; it may have one."


def _exercises(
    lab: str, cells: Sequence[Cell], exercises: Mapping[str, ExerciseCard], trees: Mapping[int, ast.Module]
) -> Iterator[str]:
    here = list(dict.fromkeys(cell.id for cell in cells if cell.role in ("card", "answer", "check")))
    for name in exercises:
        if name.startswith(f"ex{lab[:2]}_") and name not in here:
            yield f"exercise {name} is defined for this lab but does not stand in it."
    for name in here:
        if name not in exercises:
            yield f"exercise {name} stands in the lab but is not in helpers.checks.EXERCISES."
            continue
        of_role: dict[str, Cell] = {cell.role: cell for cell in reversed(cells) if cell.id == name}
        missing = [role for role in ("card", "answer", "check") if role not in of_role]
        if missing:
            yield f"exercise {name} has no cell marked {' or '.join(missing)}."
            continue
        if not of_role["card"].number < of_role["answer"].number < of_role["check"].number:
            yield f"exercise {name} must come as heading, then code, then check."
        yield from _agreement(exercises[name], name, of_role, trees)


def _agreement(
    exercise: ExerciseCard, name: str, of_role: Mapping[str, Cell], trees: Mapping[int, ast.Module]
) -> Iterator[str]:
    card, answer, check = of_role["card"], of_role["answer"], of_role["check"]
    shown, title = _EXERCISE.sub("", heading(card.source)).casefold(), exercise.title.casefold()
    if shown not in title and title not in shown and exercise.function not in shown:
        yield f"{card} has the heading “{heading(card.source)}”, but the exercise is called “{exercise.title}”."
    if not name.endswith(f"_{exercise.function}"):
        yield f"exercise {name} is about the function {exercise.function}, so its id must end in _{exercise.function}."
    if answer.number in trees:
        defined = [
            n.name for n in ast.walk(trees[answer.number]) if isinstance(n, ast.FunctionDef | ast.ClassDef)
        ]
        if exercise.function not in defined:
            yield f"{answer} must define {exercise.function}."
    if check.number in trees and f"check.{name}({exercise.function})" not in ast.unparse(trees[check.number]):
        yield f"{check} must call check.{name}({exercise.function})."


def _predictions(lab: str, cells: Sequence[Cell], trees: Mapping[int, ast.Module]) -> Iterator[str]:
    asked: dict[str, int] = {}
    revealed: dict[str, int] = {}
    for cell in cells:
        for node in ast.walk(trees.get(cell.number, ast.Module([], []))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            if node.func.id not in ("predict", "reveal") or not isinstance(node.args[0], ast.Constant):
                continue
            name, seen = str(node.args[0].value), asked if node.func.id == "predict" else revealed
            if name in seen:
                yield f"{cell} has a second {node.func.id}({name!r})."
            if not re.fullmatch(rf"p{lab[:2]}_\d+", name):
                yield f"{cell} calls the prediction {name!r}; in this lab ids are p{lab[:2]}_1, p{lab[:2]}_2, …"
            seen.setdefault(name, cell.number)
    for name in asked.keys() | revealed.keys():
        if name not in revealed:
            yield f"the prediction {name!r} in cell {asked[name]} is never revealed."
        elif name not in asked:
            yield f"cell {revealed[name]} reveals {name!r}, which nobody was asked to predict."
        elif asked[name] >= revealed[name]:
            yield f"the prediction {name!r} is revealed in cell {revealed[name]}, before or while it is asked."


def _functions_used_directly(
    cells: Sequence[Cell], exercises: Mapping[str, ExerciseCard], trees: Mapping[int, ast.Module]
) -> Iterator[str]:
    functions = {
        exercises[cell.id].function for cell in cells if cell.role == "answer" and cell.id in exercises
    }
    for cell in cells:
        if cell.role == "check" or cell.number not in trees:
            continue
        own = {exercises[cell.id].function} if cell.role == "answer" and cell.id in exercises else set()
        names = {
            n.id
            for n in ast.walk(trees[cell.number])
            if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)
        }
        for name in sorted(names & functions - own):
            yield f"{cell} calls {name} directly; write use.{name}, so that a student who is stuck can go on."
