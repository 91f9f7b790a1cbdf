"""``python -m helpers run``: execute labs headless and say how long each took."""

import argparse
import tempfile
from pathlib import Path

from helpers.build.names import lab_files, select
from helpers.commands import options
from helpers.errors import CourseError
from helpers.paths import LABS, SOLUTIONS

HELP = "execute labs without a browser, with a progress bar and the time of each"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "labs", nargs="*", metavar="NN", help="labs to run, such as 01; all of them by default"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--solutions", action="store_true", help="run solutions/ (the default where there is one)"
    )
    which.add_argument(
        "--student", action="store_true", help="run labs/ as they lie there, your answers included"
    )
    options.add(parser, "jobs", jobs="labs executed at a time (default: 1, which gives it all cores)")
    parser.set_defaults(jobs=1)


def run(arguments: argparse.Namespace) -> int:
    """Execute the chosen notebooks in a temporary folder; 0 when all of them ran through, else 1."""
    from tqdm import tqdm

    from helpers.build.execute import Execution, execute_all
    from helpers.build.files import notebook_from
    from helpers.build.kernel import kernel_environment

    if arguments.jobs < 1:
        raise CourseError(f"--jobs must be 1 or more, not {arguments.jobs}.")
    paths, strict = _chosen(arguments)
    executions = []
    for path in paths:
        try:
            notebook = notebook_from(path.read_text(encoding="utf-8"))
        except ValueError:
            raise CourseError(f"{path.parent.name}/{path.name} is not a readable notebook.") from None
        executions.append(Execution(path.stem, notebook))
    cells = sum(
        bool(c.cell_type == "code" and c.source.strip()) for e in executions for c in e.notebook.cells
    )
    with tempfile.TemporaryDirectory(prefix="course-run-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder).resolve()
        environment = kernel_environment(scratch, jobs=arguments.jobs, strict=strict)
        with tqdm(total=cells, unit="cell", disable=None) as bar:

            def advance(lab: str) -> None:
                bar.set_description(lab)
                bar.update()

            execute_all(executions, scratch, environment, jobs=arguments.jobs, on_cell=advance)
    width = max(len(e.name) for e in executions)
    print(f"{'lab':{width}}  seconds")
    for execution in executions:
        print(f"{execution.name:{width}}  {execution.seconds:7.1f}{'  failed' if execution.failure else ''}")
    failures = [e.failure for e in executions if e.failure]
    for failure in failures:
        print(failure)
    return 1 if failures else 0


def _chosen(arguments: argparse.Namespace) -> tuple[list[Path], bool]:
    """The notebooks to run, and whether a failed check is an error (it is in a solution, not in a student's lab)."""
    solutions = lab_files(SOLUTIONS, ".ipynb")
    if arguments.solutions and not solutions:
        raise CourseError("There are no notebooks in solutions/; run the labs with --student.")
    strict = bool(solutions) and not arguments.student
    paths = select(solutions if strict else lab_files(LABS, ".ipynb"), arguments.labs)
    if not paths:
        raise CourseError("There are no notebooks in labs/ to run.")
    return paths, strict
