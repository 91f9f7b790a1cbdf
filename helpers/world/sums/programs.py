"""Programs in the small Python that sums are written in, run without giving them anything to break.

A program is a list of assignments of whole numbers, `name = expression`, with `+`, `-`, `*`, `//` and brackets, that ends
up with a value for `answer` (program-aided language models, Gao et al. 2022).
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable

LONGEST = 2000  # characters
MOST_STEPS = 40  # assignments
LARGEST = 10**9  # of any number on the way

_OPERATIONS: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
}


def run_program(code: str) -> int:
    """The value of `answer` after the program has run.

    Raises ValueError for anything that is not an assignment of the kind above, a name without a value, a division by
    zero, a missing `answer`, and a program or number over the limits.
    """
    if len(code) > LONGEST:
        raise ValueError(f"The program has {len(code)} characters; at most {LONGEST} are run.")
    try:
        statements = ast.parse(code).body
        if len(statements) > MOST_STEPS:
            raise ValueError(f"The program has {len(statements)} steps; at most {MOST_STEPS} are run.")
        values: dict[str, int] = {}
        for statement in statements:
            name, expression = _assignment(statement)
            values[name] = _value(expression, values)
    except SyntaxError as error:
        raise ValueError(f"Line {error.lineno} of the program is not Python: {error.msg}.") from None
    except (RecursionError, MemoryError):
        raise ValueError("The program is nested too deeply to be run.") from None
    if "answer" not in values:
        raise ValueError("The program never sets 'answer'; its last line should be: answer = …")
    return values["answer"]


def _assignment(statement: ast.stmt) -> tuple[str, ast.expr]:
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
        if isinstance(target, ast.Name):
            return target.id, statement.value
    raise ValueError(
        f"Line {statement.lineno} of the program is no assignment to one name; only `name = …` may be used."
    )


def _value(node: ast.expr, values: dict[str, int]) -> int:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return _within(node.value, node)
    if isinstance(node, ast.Name):
        if node.id not in values:
            raise ValueError(f"Line {node.lineno} of the program uses '{node.id}' before it has a value.")
        return values[node.id]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, values)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        left, right = _value(node.left, values), _value(node.right, values)
        if right == 0 and isinstance(node.op, ast.FloorDiv):
            raise ValueError(f"Line {node.lineno} of the program divides by zero.")
        return _within(_OPERATIONS[type(node.op)](left, right), node)
    raise ValueError(
        f"Line {node.lineno} of the program has something other than whole numbers, names, +, -, *, // and brackets."
    )


def _within(value: int, node: ast.expr) -> int:
    if abs(value) > LARGEST:
        raise ValueError(f"Line {node.lineno} of the program reaches a number above {LARGEST:,}.")
    return value
