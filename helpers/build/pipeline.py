"""Build labs: source → executed solution notebook → student notebook."""

import copy
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from helpers.build.clean import clean
from helpers.build.edited import is_edited, stamp
from helpers.build.execute import Execution, execute_all
from helpers.build.files import text_of, write
from helpers.build.kernel import kernel_environment
from helpers.build.lint import findings
from helpers.build.metadata import assemble, without_hints
from helpers.build.outputs import changed_deterministic_cells, output_problems, size_problems
from helpers.build.source import ExerciseCard, parse
from helpers.build.student import student_copy
from helpers.errors import CourseError


@dataclass(frozen=True)
class Built:
    """One lab's two notebooks, as they were written."""

    lab: str
    seconds: float
    solution: Path
    student: Path


def prepare(source: Path, exercises: Mapping[str, ExerciseCard]) -> NotebookNode:
    """The solution notebook of a source file, not executed.

    Raises:
        CourseError: the source breaks a rule of structure; the message lists every finding.
    """
    cells = parse(source.read_text(encoding="utf-8"))
    if problems := findings(source.stem, cells, exercises):
        raise CourseError("\n".join(problems))
    return assemble(source.stem, cells, exercises)


def refuse_edited(notebooks: Sequence[Path]) -> None:
    """Stop before an edited notebook would be overwritten.

    Raises:
        CourseError: names the notebooks that someone has edited.
    """
    edited = [f"{path.parent.name}/{path.name}" for path in notebooks if path.exists() and is_edited(path)]
    if edited:
        raise CourseError(
            f"Edited since it was built: {', '.join(edited)}. Nothing was written. Move your version away, "
            "or let --force overwrite it."
        )


def build(
    sources: Sequence[Path],
    labs: Path,
    exercises: Mapping[str, ExerciseCard],
    *,
    force: bool = False,
    jobs: int = 1,
    on_cell: Callable[[str], object] = lambda name: None,
) -> list[Built]:
    """Execute solutions and write both notebooks of each.

    Nothing is written unless every lab succeeded, and old outputs are never reused.

    Args:
        sources: files ``NN_name.py``; the executed notebooks are written beside them.
        labs: folder of the student notebooks.
        exercises: every exercise of the course by id.
        force: overwrite edited notebooks.
        jobs: labs executed at a time.
        on_cell: called with the lab's name after each executed cell.

    Raises:
        CourseError: a source, an execution or an output is not as it must be, or a notebook was edited.
    """
    targets = {source: (source.with_suffix(".ipynb"), labs / f"{source.stem}.ipynb") for source in sources}
    if not force:
        refuse_edited([path for pair in targets.values() for path in pair])
    notebooks = [prepare(source, exercises) for source in sources]
    students = [student_copy(notebook) for notebook in notebooks]
    executions = [Execution(s.stem, without_hints(n)) for s, n in zip(sources, notebooks, strict=True)]
    with tempfile.TemporaryDirectory(prefix="course-build-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder).resolve()
        environment = kernel_environment(scratch, jobs=jobs, strict=True) | {"COURSE_PROFILE": "tiny"}
        execute_all(executions, scratch, environment, jobs=jobs, on_cell=on_cell)
        problems = [problem for execution in executions for problem in _finish(execution, scratch)]
    problems += [f"{s.metadata.course.lab}, student copy: {p}" for s in students for p in size_problems(s)]
    if problems:
        raise CourseError("\n".join(problems))
    built = []
    for execution, student, source in zip(executions, students, sources, strict=True):
        solution_path, student_path = targets[source]
        write(solution_path, text_of(execution.notebook, dense=True))
        write(student_path, text_of(student))
        built.append(Built(execution.name, execution.seconds, *targets[source]))
    return built


def _finish(execution: Execution, scratch: Path) -> list[str]:
    if execution.failure:
        return [execution.failure]
    raw = [copy.deepcopy(cell) for cell in execution.notebook.cells]
    clean(execution.notebook, scratch)
    stamp(execution.notebook)
    found = [*output_problems(execution.notebook), *changed_deterministic_cells(raw, execution.notebook)]
    return [f"{execution.name}: {problem}" for problem in found]
