"""The course's command line: ``python -m helpers VERB``.

Works with any Python 3.11-3.13 before anything is installed: a verb that needs packages first brings the private
``.venv`` up to date and then runs itself again inside it. ``COURSE_SETUP=off`` uses the current Python as it is.
"""

import sys

from helpers.setup.python import problem, this_machine

if sys.version_info < (3, 11):  # noqa: UP036 - this is what tells the user so
    print(problem(this_machine()), file=sys.stderr)
    sys.exit(2)

import argparse
import importlib
import io
import os
from collections.abc import Sequence

from helpers.commands import COMMANDS
from helpers.errors import CourseError
from helpers.setup import environment
from helpers.setup.stamp import active


def parser_for(verb: str | None) -> argparse.ArgumentParser:
    """The command line of one verb, or of all of them; only what is shown is imported."""
    parser = argparse.ArgumentParser(
        prog="python -m helpers",
        description="Tokens to Alignment: the commands of the course.",
        epilog="`python -m helpers VERB --help` explains one of them.",
    )
    verbs = parser.add_subparsers(metavar="VERB", dest="verb", required=True)
    for name in [verb] if verb in COMMANDS else COMMANDS:
        module = importlib.import_module(f"helpers.commands.{name.replace('-', '_')}")
        summary = f"{module.HELP[0].upper()}{module.HELP[1:]}."
        command = verbs.add_parser(name, help=module.HELP, description=summary)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit status: 2 with a sentence for what the user can put right, 130 on Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a Windows console may not know "…"
    try:
        arguments = parser_for(argv[0] if argv else None).parse_args(argv)
        level = COMMANDS[arguments.verb]
        if level and os.environ.get("COURSE_SETUP") != "off":
            environment.ensure(level, getattr(arguments, "torch", None))
            if not active():
                return environment.relaunch(argv)
        return int(arguments.run(arguments))
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] == "helpers":
            raise
        print(f"{error.name} is not installed in this Python: {_remedy()}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return 130


def _remedy() -> str:
    if os.environ.get("COURSE_SETUP") == "off":
        return "unset COURSE_SETUP, or run `python -m pip install -r requirements.txt`"
    return "run `python -m helpers setup --force`"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
