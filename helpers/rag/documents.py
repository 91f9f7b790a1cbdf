"""Documents as they come in: a key that citations name, a title, a text."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from helpers.errors import CourseError

SUFFIXES = (".txt", ".md")
LARGEST = 1_000_000  # bytes of one file


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be found and cited.

    Attributes:
        id: its key, unique in an index.
        title: what it is about; it stands before each of its chunks.
        text: any length; an index cuts it into chunks.
    """

    id: str
    title: str
    text: str

    @property
    def digest(self) -> str:
        """Changes when title or text do."""
        return sha256(f"{self.title}\0{self.text}".encode()).hexdigest()[:16]


def checked(documents: Iterable[Document]) -> list[Document]:
    """The documents as a list. Raises CourseError for ids that occur twice, an empty id or a text without words."""
    found = list(documents)
    twice = [name for name, count in Counter(document.id for document in found).items() if count > 1]
    if twice:
        raise CourseError(
            f"{len(twice)} document ids occur more than once, such as {twice[0]!r}; a citation could not tell them "
            "apart: give each document its own id."
        )
    for document in found:
        if not document.id.strip():
            raise CourseError(
                f"A document titled {document.title!r} has no id; give it one, citations need it."
            )
        if not document.text.strip():
            raise CourseError(
                f"Document {document.id!r} has no text; leave it out, or delete it from the index."
            )
    return found


def read_documents(paths: Sequence[Path | str] | Path | str) -> list[Document]:
    """Text files as documents: the file's name is the id, the name without its ending the title.

    Args:
        paths: files, or a folder whose .txt and .md files are read in order of their names.

    Raises CourseError for a path that is not there, an empty folder, a file that is not UTF-8 text or larger than 1 MB.
    """
    if isinstance(paths, (str, Path)):
        folder = Path(paths)
        if folder.is_dir():
            paths = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
            if not paths:
                raise CourseError(f"{folder} has no {' or '.join(SUFFIXES)} files; put some there first.")
        else:
            paths = [folder]
    return checked(_read(Path(path)) for path in paths)


def _read(path: Path) -> Document:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise CourseError(
                f"{path} has {size / 1e6:.1f} MB; files of up to {LARGEST / 1e6:.0f} MB are read: split it into one "
                "document for each section."
            )
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(f"{path} cannot be read ({error.strerror}); check the path.") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CourseError(
            f"{path} is not text in UTF-8 (byte {error.start} is {data[error.start]:#04x}); convert it to plain text."
        ) from error
    if "\0" in text:
        raise CourseError(f"{path} is a binary file, not text; convert it to plain text first.")
    return Document(path.name, path.stem.replace("_", " "), text)
