"""The one exception whose message is meant for a person."""


class CourseError(Exception):
    """Something a student or instructor can put right.

    The message is one or two plain sentences: what was wrong, where, and what to do. Commands print it without a
    traceback and exit with status 2; checks and widgets show it in the notebook.
    """


class InputError(CourseError, ValueError):
    """A value that a function cannot work with; a ``ValueError`` too, for code that knows nothing of the course."""


def in_words(error: BaseException) -> str:
    """An error as a sentence; what the course does not know keeps its name."""
    if isinstance(error, CourseError):
        return str(error)
    first = (str(error).strip().splitlines() or [""])[0]
    return f"This did not work: {type(error).__name__}: {first}"
