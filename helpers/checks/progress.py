"""The student's progress: a small local file, and a table of it.

``progress.show()`` and ``progress.reset()`` are for notebooks. The file survives a restarted kernel, two notebooks may
write to it at once (a lock beside it, and each write replaces the whole file), and nothing that can be wrong with it
stops a notebook: a damaged file is set aside, and where the folder cannot be written progress stays in memory.
"""

import json
import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock
from IPython.display import display

from helpers import paths
from helpers.checks import cards
from helpers.checks.progress_table import ProgressTable, lab_of

State = dict[str, Any]

_LOCK_SECONDS = 5.0
_pending: list[Callable[[State], None]] = []
_told: set[str] = set()


class DamagedError(Exception):
    """The progress file is not one that this module wrote."""


def file() -> Path:
    """Where progress is kept."""
    return paths.course_state() / "progress.json"


def read() -> State:
    """``{"exercises": {id: {"passed", "attempts"}}, "predictions": {id: {"question", "answer", …}}}``; never raises."""
    try:
        state = _load()
    except OSError as error:
        _tell_unwritable(error)
        state = _empty()
    except DamagedError:
        update(lambda _: None)  # sets the file aside, under the lock
        state = _empty()
    for change in _pending:
        change(state)
    return state


def update(change: Callable[[State], None]) -> None:
    """Apply a change to the file, under the lock; keep it in memory where the file cannot be written."""
    _pending.append(change)
    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        with FileLock(file().with_suffix(".lock"), timeout=_LOCK_SECONDS):
            try:
                state = _load()
            except DamagedError:
                state = _set_aside()
            for waiting in _pending:
                waiting(state)
            _write(state)
    except (OSError, NotImplementedError) as error:  # the latter: a file system without locks
        _tell_unwritable(error)
    else:
        _pending.clear()


def record_check(exercise_id: str, passed: bool) -> None:
    """One more attempt; an exercise once passed stays passed."""

    def change(state: State) -> None:
        entry = state["exercises"].setdefault(exercise_id, {"passed": False, "attempts": 0})
        entry["attempts"] += 1
        entry["passed"] = entry["passed"] or passed

    update(change)


def record_prediction(prediction_id: str, **fields: Any) -> None:
    """Set fields (``question``, ``answer``, ``unit``, ``actual``) of a prediction."""
    update(lambda state: state["predictions"].setdefault(prediction_id, {}).update(fields))


def reset(lab: str | int | None = None) -> None:
    """Forget a lab's progress, or all of it; a copy of the file is kept beside it."""
    number = None if lab is None else f"{int(lab):02d}"
    backup = _backup()

    def change(state: State) -> None:
        for kind in state.values():
            for key in [key for key in kind if number is None or lab_of(key) == number]:
                del kind[key]

    update(change)
    what = "all labs" if number is None else f"lab {number}"
    kept = f" A copy of what was there is in `{backup.name}`, in the same folder." if backup else ""
    cards.show(
        cards.Card("note", f"Progress of {what} is reset", (f"Exercises and predictions start anew.{kept}",))
    )


def show(lab: str | None = None) -> None:
    """Exercises, points and predictions, as a table: of every lab, or of one such as ``"01"``."""
    display(ProgressTable(read(), lab))


def _backup() -> Path | None:
    """A copy of the file beside it; None where there is nothing to copy or nowhere to put it."""
    try:
        content = file().read_bytes()
        backup = _beside("backup")
        backup.write_bytes(content)
    except FileNotFoundError:
        return None
    except OSError as error:
        _tell_unwritable(error)
        return None
    return backup


def _empty() -> State:
    return {"exercises": {}, "predictions": {}}


def _load() -> State:
    """The file's content.

    Raises:
        DamagedError: the file is not one that this module wrote.
        OSError: it cannot be read.
    """
    try:
        text = file().read_bytes()
    except FileNotFoundError:
        return _empty()
    try:
        return _checked(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DamagedError from None


def _set_aside() -> State:
    """Renames the damaged file, says so, and starts anew."""
    aside = _beside("damaged")
    os.replace(file(), aside)
    line = f"The progress file could not be read, so it was set aside as `{aside.name}` and progress starts anew."
    cards.show(cards.Card("note", "⚠ Progress file set aside", (line,)))
    return _empty()


def _checked(state: Any) -> State:
    """A copy with what we know; raises where the shape is not ours."""
    return {
        "exercises": {
            key: {"passed": bool(entry["passed"]), "attempts": int(entry["attempts"])}
            for key, entry in state["exercises"].items()
        },
        "predictions": {key: dict(entry) for key, entry in state["predictions"].items()},
    }


def _write(state: State) -> None:
    handle, name = tempfile.mkstemp(prefix=".progress-", dir=file().parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(state, stream, indent=1, ensure_ascii=False)
        os.replace(name, file())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _beside(word: str) -> Path:
    """A free name in the same folder: ``progress.damaged-20260314-150926.json``."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    path, again = file().with_name(f"progress.{word}-{stamp}.json"), 1
    while path.exists():
        again += 1
        path = file().with_name(f"progress.{word}-{stamp}-{again}.json")
    return path


def _tell_unwritable(error: Exception) -> None:
    folder = str(file().parent)
    if folder in _told:
        return
    _told.add(folder)
    lines = (
        f"`{folder}` cannot be written ({getattr(error, 'strerror', None) or error}), so progress is kept in memory "
        "until this kernel stops. Set COURSE_STATE to a folder that you may write to.",
    )
    cards.show(cards.Card("note", "⚠ Progress is not saved", lines))
