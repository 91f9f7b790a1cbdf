"""Are the notebooks that git has the ones that the sources give? No notebook is executed to find out."""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from nbformat import NotebookNode

from helpers.build.execute import describe
from helpers.build.files import notebook_from, text_of
from helpers.build.lint import findings
from helpers.build.metadata import assemble, without_hints
from helpers.build.outputs import output_problems
from helpers.build.source import ExerciseCard, parse
from helpers.build.student import student_copy


def git_text(path: Path) -> str | None:
    """A file's text as git's index has it, or None when git is not there or does not know the file."""
    try:
        shown = subprocess.run(
            ["git", "-C", str(path.parent), "show", f":./{path.name}"], capture_output=True, check=False
        )
    except OSError:
        return None
    return shown.stdout.decode("utf-8").replace("\r\n", "\n") if shown.returncode == 0 else None


def stale(source: Path, labs: Path, exercises: Mapping[str, ExerciseCard]) -> Iterator[str]:
    """What does not fit the lab's source, one sentence each.

    Compares what git has of all three files, so that a student's edited working copy does not matter; where git
    does not know the source (no checkout, a new lab), compares the files as they lie there.

    Args:
        source: ``solutions/NN_name.py``; the executed notebook lies beside it.
        labs: folder of the student notebooks.
        exercises: every exercise of the course by id.
    """
    lab, mend = source.stem, f"run: python -m helpers build {source.stem[:2]}"
    committed = git_text(source)
    read = git_text if committed is not None else _file_text
    text = committed if committed is not None else source.read_text(encoding="utf-8")
    cells = parse(text)
    if problems := findings(lab, cells, exercises):
        yield from problems
        return
    expected = assemble(lab, cells, exercises)
    commit = " and commit the result" if committed is not None else ""
    executed, student = source.with_suffix(".ipynb"), labs / f"{lab}.ipynb"
    for path in (executed, student):
        name, shipped = f"{path.parent.name}/{path.name}", read(path)
        if shipped is None:
            yield f"{name} is missing; {mend}{commit}."
        elif path is student and shipped != text_of(student_copy(expected)):
            yield f"{name} is stale; {mend}{commit}."
        elif path is executed and _inputs(shipped) != _inputs(text_of(without_hints(expected))):
            yield f"{name} is stale: its cells are not those of {lab}.py; {mend}{commit}."
        elif path is executed:
            yield from (f"{name}: {problem}" for problem in _shipped_problems(notebook_from(shipped)))


def _shipped_problems(notebook: NotebookNode) -> Iterator[str]:
    """A solution notebook that was not built but saved by hand shows here."""
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and cell.source and cell.execution_count is None:
            yield f"{describe(notebook, index)} was not executed."
    yield from output_problems(notebook)


def _file_text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _inputs(text: str) -> list[tuple[str, str, str, str]] | None:
    try:
        cells = notebook_from(text).cells
    except ValueError:
        return None
    return [
        (str(cell.get("id")), cell.cell_type, cell.source, str(sorted(cell.metadata.items())))
        for cell in cells
    ]
