"""The verbs of ``python -m helpers``.

A verb ``build-models`` is a module ``build_models`` here with ``HELP`` (one lower-case line), ``add_arguments(parser)``
and ``run(arguments) -> int``. At module top it imports nothing that has to be installed, so that ``--help`` is
instant and works before set-up; packages are imported inside ``run``.
"""

from helpers.setup.requirements import Level

#: verb -> the requirements that must be installed before it runs; None: the verb looks after that itself
COMMANDS: dict[str, Level | None] = {
    "lab": "lab",
    "explorer": "lab",
    "doctor": None,
    "setup": None,
    "run": "lab",
    "test": "dev",
    "build": "dev",
    "world": "lab",
    "build-models": "lab",
    "evaluate-models": "lab",
    "bench": "lab",
    "memory": "lab",
    "grade": "dev",
    "release": "dev",
}
