"""What is handed out: the course without its answers, and the labs as nbgrader assignments."""

import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from helpers.build.files import notebook_from, text_of, write
from helpers.build.pipeline import prepare
from helpers.build.source import ExerciseCard
from helpers.build.student import student_copy
from helpers.errors import CourseError
from helpers.paths import ROOT

#: Left out of a student's copy: the answers and what tests them.
WITHHELD = ("solutions", "tests", ".ci", ".github")


def course_files(root: Path = ROOT) -> list[Path]:
    """Files of the course that students get, relative to its folder.

    Those that git knows; every file, if git does not know the folder, but none that is made on the way.

    Raises:
        CourseError: the folder is no checkout and git cannot tell its files.
    """
    try:
        listed = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-z"], capture_output=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        raise CourseError(
            f"git cannot list the files of {root}: a release is made from a clone of the course."
        ) from None
    files = [Path(name) for name in listed.decode().split("\0") if name]
    return [path for path in files if not _withheld(path) and (root / path).is_file()]


def _withheld(path: Path) -> bool:
    return any(path == Path(place) or Path(place) in path.parents for place in WITHHELD)


def release_course(
    out: Path, sources: Sequence[Path], exercises: Mapping[str, ExerciseCard], root: Path = ROOT
) -> int:
    """Write the student's copy of the course; returns how many files it has.

    The notebooks in ``labs/`` are made anew from their sources, so that nobody's edits go out.

    Args:
        out: a folder that is empty or not there.
        sources: the labs to hand out; the others stay out.
        exercises: every exercise of the course by id.
        root: the course.

    Raises:
        CourseError: the folder holds something, or an answer would go out.
    """
    _require_empty(out)
    notebooks = {Path("labs") / f"{source.stem}.ipynb": source for source in sources}
    files = [path for path in course_files(root) if path.parent != Path("labs") or path.suffix != ".ipynb"]
    for path in files:
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, target)
        shutil.copymode(root / path, target)
    for path, source in notebooks.items():
        write(out / path, text_of(student_copy(prepare(source, exercises))))
    for problem in answers_in(out, sources):
        raise CourseError(problem)
    return len(files) + len(notebooks)


def answers_in(out: Path, sources: Iterable[Path]) -> list[str]:
    """What of the answers can be found in the notebooks of a release, one sentence each."""
    found = []
    for source in sources:
        path = out / "labs" / f"{source.stem}.ipynb"
        cells = notebook_from(path.read_text(encoding="utf-8")).cells
        found += [f"{path} still has an answer." for cell in cells if "SOLUTION" in cell.source]
    return found


def release_nbgrader(out: Path, sources: Sequence[Path], exercises: Mapping[str, ExerciseCard]) -> list[Path]:
    """Labs in the folders of an nbgrader course: ``source/labNN/`` for the instructor, ``release/labNN/`` to hand out.

    Returns:
        The notebooks in ``release/``.

    Raises:
        CourseError: the folder holds something.
    """
    _require_empty(out)
    made = []
    for source in sources:
        notebook = prepare(source, exercises)
        place = Path(f"lab{source.stem[:2]}") / f"{source.stem}.ipynb"
        write(out / "source" / place, text_of(notebook))
        write(out / "release" / place, text_of(student_copy(notebook)))
        made.append(out / "release" / place)
    write(out / "nbgrader_config.py", _CONFIG)
    return made


_CONFIG = '''"""nbgrader's settings for the labs. Students need the course's package beside the notebooks."""

c = get_config()  # noqa: F821 - nbgrader provides it
c.CourseDirectory.course_id = "tokens-to-alignment"
c.ClearSolutions.code_stub = {"python": "# Your code here\\nraise NotImplementedError"}
c.ClearSolutions.text_stub = "*Your answer here.*"
c.ExecutePreprocessor.timeout = 300  # seconds a cell; a lab's live run takes minutes
c.ExecutePreprocessor.iopub_timeout = 60  # its 4 s are too few to import torch on a busy machine
'''


def _require_empty(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise CourseError(f"{out} is not an empty folder; choose another --out.")
