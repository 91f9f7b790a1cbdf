"""How varied and how quick the generator is, beside English that every Python has: its own docstrings."""

import ast
import sysconfig
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.world.documents import Document

_KEPT_WORDS = (
    200_000  # words on which distinct-n is computed: it falls with length, so all rows use the same number
)


@dataclass(frozen=True)
class Measured:
    """A row of the table: words per second of CPU time on one core, compressed bytes per byte (zlib, level 9)."""

    name: str
    documents: int
    words: int
    words_per_second: float
    duplicates: float
    sample: tuple[str, ...]
    compressed: float


def measure(name: str, documents: Iterable[Document]) -> Measured:
    """Draw all documents, keeping their hashes and the first words only."""
    count = words = 0
    texts: set[int] = set()
    sample: list[str] = []
    kept: list[bytes] = []
    start = time.process_time()
    for document in documents:
        pieces = document.text.split()
        count += 1
        words += len(pieces)
        texts.add(hash(document.text))
        if len(sample) < _KEPT_WORDS:
            sample.extend(pieces)
            kept.append(document.text.encode())
    seconds = max(time.process_time() - start, 1e-9)
    joined = b"\n\n".join(kept)
    return Measured(
        name,
        count,
        words,
        words / seconds,
        1 - len(texts) / max(count, 1),
        tuple(sample[:_KEPT_WORDS]),
        len(zlib.compress(joined, 9)) / max(len(joined), 1),
    )


def docstrings() -> Iterator[Document]:
    """The docstrings of the standard library's modules, classes and functions, in the order of their files."""
    root = Path(sysconfig.get_paths()["stdlib"])
    for path in sorted([*root.glob("*.py"), *root.glob("*/*.py")]):
        if path.parent.name in ("test", "tests", "idlelib", "site-packages", "lib2to3", "turtledemo"):
            continue
        try:
            tree = ast.parse(path.read_bytes())
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                text = ast.get_docstring(node)
                if text:
                    yield Document("docstrings", text)


def distinct(words: tuple[str, ...], n: int) -> float:
    """Share of different n-grams among all (Li et al. 2016); 0 for fewer than n words."""
    grams = list(zip(*(words[i:] for i in range(n)), strict=False))
    return len(set(grams)) / len(grams) if grams else 0.0


def table(measured: list[Measured]) -> str:
    """The rows as text; distinct-n over as many words as the shortest sample has."""
    words = min((len(row.sample) for row in measured), default=0)
    width = max(len(row.name) for row in measured)
    lines = [
        f"{'':{width}}  {'documents':>9} {'words':>10} {'words/s':>9} {'dist-1':>7} {'dist-2':>7} {'dist-3':>7} "
        f"{'zlib':>6} {'duplicates':>10}"
    ]
    for row in measured:
        ones, twos, threes = (distinct(row.sample[:words], n) for n in (1, 2, 3))
        lines.append(
            f"{row.name:{width}}  {row.documents:9,} {row.words:10,} {row.words_per_second:9,.0f} "
            f"{ones:7.3f} {twos:7.3f} {threes:7.3f} {row.compressed:6.3f} {row.duplicates:10.4%}"
        )
    lines.append(f"distinct-n over the first {words:,} words of each; words are split at white space.")
    return "\n".join(lines)
