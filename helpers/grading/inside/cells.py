"""Turns a student's cells into one namespace that holds the function to grade.

Of the other cells only what a function may lean on is run: imports that some function uses, functions, classes, and
constants. Nothing else of them runs, since a lab's cells load models and run experiments. The answer's own cell runs
whole, statement by statement: a failing line costs that line only, as a later line of a notebook cell would be tried
on its own.
"""

import ast
import linecache
from collections.abc import Iterable, Iterator
from typing import Any

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_PURE = {
    "float",
    "int",
    "str",
    "bool",
    "list",
    "dict",
    "set",
    "tuple",
    "frozenset",
    "range",
    "len",
    "min",
    "max",
}


class Notebook:
    """Stands in for IPython in a cell with magics: takes anything, does nothing."""

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **kwargs: None


def load(
    answer: str, others: Iterable[str], only_imports: bool = False
) -> tuple[dict[str, Any], BaseException | None]:
    """The namespace that the cells leave behind, and the first error of the answer's cell, if there was one.

    Args:
        answer: source of the answer's cell.
        others: sources of the other cells, in order.
        only_imports: run nothing of the other cells but their imports.
    """
    space: dict[str, Any] = {"__name__": "__main__", "__builtins__": __builtins__, "get_ipython": Notebook}
    texts = [_plain_python(text) for text in others]
    trees = [tree for text in texts if (tree := _parsed(text)) is not None]
    answer = _plain_python(answer)
    whole = ast.walk(_parsed(answer) or ast.Module([], []))
    names = {node.id for node in whole if isinstance(node, ast.Name)}.union(*map(_names, trees))
    for number, (tree, text) in enumerate(zip(trees, filter(_parsed, texts), strict=True), 1):
        _remember(f"<ipython-input-other-{number}>", text)
        for node in tree.body:
            for part in _leaned_on(node, names, only_imports):
                _run(part, space, f"<ipython-input-other-{number}>")
    file = "<ipython-input-answer>"
    _remember(file, answer)
    try:
        body = ast.parse(answer, file).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return space, error
    first: BaseException | None = None
    for node in body:
        failed = _run(node, space, file)
        first = first or failed
    return space, first


def _plain_python(text: str) -> str:
    """A cell without IPython's own syntax (``%magic``, ``!command``, ``help?``)."""
    if not any(mark in text for mark in "%!?"):
        return text
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        return TransformerManager().transform_cell(text)
    except SyntaxError:
        return text


def _parsed(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _names(tree: ast.Module) -> set[str]:
    """Names that the definitions and constants of a cell mention."""
    lasting = [node for node in tree.body if isinstance(node, _DEFINITIONS) or _is_constant(node)]
    return {part.id for node in lasting for part in ast.walk(node) if isinstance(part, ast.Name)}


def _leaned_on(node: ast.stmt, names: set[str], only_imports: bool) -> Iterator[ast.stmt]:
    """The statement as far as a function may need it."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        for alias in node.names:
            bound = alias.asname or alias.name.partition(".")[0]
            if bound in names or alias.name == "*":
                part = (
                    ast.Import([alias])
                    if isinstance(node, ast.Import)
                    else ast.ImportFrom(node.module, [alias], node.level)
                )
                yield ast.copy_location(part, node)
    elif not only_imports and (isinstance(node, _DEFINITIONS) or _is_constant(node)):
        yield node


def _is_constant(node: ast.stmt) -> bool:
    """``NAME = `` literals, names, arithmetic, and conversions of them: nothing that takes long or has an effect."""
    if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
        return False
    allowed = (
        ast.Constant, ast.Name, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.UnaryOp, ast.BinOp, ast.Call,
        ast.operator, ast.unaryop, ast.expr_context, ast.Attribute, ast.Subscript,
    )  # fmt: skip
    return all(
        isinstance(part, allowed)
        and not (
            isinstance(part, ast.Call) and not (isinstance(part.func, ast.Name) and part.func.id in _PURE)
        )
        for part in ast.walk(node.value)
    )


def _run(node: ast.stmt, space: dict[str, Any], file: str) -> BaseException | None:
    try:
        exec(compile(ast.Module([node], []), file, "exec"), space)
    except (Exception, SystemExit, KeyboardInterrupt) as error:
        return error
    return None


def _remember(file: str, text: str) -> None:
    """So that a message can quote the line."""
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
