"""A constitution: principles by name, kept in a YAML file that people can read and edit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from helpers.constitution.contradictions import contradictions
from helpers.constitution.principle import Principle
from helpers.errors import CourseError, InputError
from helpers.paths import DATA

SHIPPED = DATA / "lantern_bay" / "constitution.yaml"
HELD_OUT = DATA / "lantern_bay" / "constitution_held_out.yaml"
"""Principles that occur in no training text, to see whether a model has learned to criticise by any."""
FIELDS = tuple(field.name for field in fields(Principle))
_HEADER = (
    "# Each principle has a short name, its text, and what a model is asked for a critique and a revision.\n"
)


@dataclass(frozen=True)
class Constitution:
    """Principles in an order, no two of one name, none that denies another.

    Raises:
        InputError: no principle, one with an empty field, two alike, or two that contradict each other.
    """

    principles: tuple[Principle, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "principles", tuple(self.principles))
        if not self.principles:
            raise InputError(
                "The constitution has no principle, so there is nothing to criticise by; write or switch on one."
            )
        for number, principle in enumerate(self.principles, 1):
            _check_text(principle, number)
        _check_different(self.principles)
        found = contradictions(self.principles)
        if found:
            raise InputError(f"{found[0]}; change or leave out one of them.")

    def __iter__(self) -> Iterator[Principle]:
        return iter(self.principles)

    def __len__(self) -> int:
        return len(self.principles)

    def __getitem__(self, name: str) -> Principle:
        for principle in self.principles:
            if principle.name == name:
                return principle
        raise InputError(
            f'There is no principle "{name}" in the constitution; it has: {", ".join(self.names)}.'
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The principles' names in order."""
        return tuple(principle.name for principle in self.principles)

    def without(self, *names: str) -> "Constitution":
        """The constitution with some principles left out. Raises InputError for an unknown name, or if none is
        left."""
        left_out = {self[name].name for name in names}
        return Constitution(tuple(p for p in self.principles if p.name not in left_out))

    def only(self, *names: str) -> "Constitution":
        """These principles alone, in the order given. Raises InputError for an unknown name, or none."""
        return Constitution(tuple(self[name] for name in names))

    def with_principles(self, *principles: Principle) -> "Constitution":
        """The constitution with more principles at its end. Raises InputError as the class does."""
        return Constitution((*self.principles, *principles))

    @classmethod
    def load(cls, path: Path | None = None) -> "Constitution":
        """Read a constitution from a YAML file, the course's own when none is given.

        Raises CourseError, with file and place, for a file that is not there or not YAML, for a missing, unknown or
        empty field, and for whatever else the class does not accept.
        """
        path = path or SHIPPED
        try:
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise CourseError(f"{path} cannot be read: {error.strerror}.") from None
        except UnicodeDecodeError:
            raise CourseError(f"{path} is not a text file in UTF-8; save it as one.") from None
        except yaml.YAMLError as error:
            raise CourseError(
                f"{path} is not YAML{_place(error)}; check indentation, colons and quotes."
            ) from None
        try:
            return cls(tuple(_read(content)))
        except InputError as error:
            raise InputError(f"{path}: {error}") from None

    def save(self, path: Path) -> None:
        """Write the constitution so that `load` reads the same. Raises CourseError when the file cannot be
        written."""
        rows = [{name: getattr(principle, name) for name in FIELDS} for principle in self.principles]
        text = yaml.safe_dump({"principles": rows}, sort_keys=False, allow_unicode=True, width=1000)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_HEADER + text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise CourseError(f"{path} cannot be written: {error.strerror}.") from None


def _read(content: Any) -> Iterator[Principle]:
    if not isinstance(content, Mapping) or set(content) != {"principles"}:
        raise InputError('the file must hold "principles:" and nothing beside it.')
    rows = content["principles"]
    if rows is None:
        return
    if not isinstance(rows, list):
        raise InputError('"principles" must be a list, with a dash before each principle.')
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            raise InputError(f"principle {number} must have the fields {', '.join(FIELDS)}; it is {row!r}.")
        for unknown in (key for key in row if key not in FIELDS):
            raise InputError(
                f'principle {number} has an unknown field "{unknown}"; fields are {", ".join(FIELDS)}.'
            )
        for missing in (name for name in FIELDS if name not in row):
            raise InputError(f'principle {number} has no "{missing}"; give it one.')
        yield Principle(**row)


def _check_text(principle: Principle, number: int) -> None:
    for name in FIELDS:
        value = getattr(principle, name)
        if not isinstance(value, str):
            raise InputError(
                f'principle {number} has {value!r} as its "{name}", which is no text; put it in quotes.'
            )
        if not value.strip():
            raise InputError(
                f'principle {number} has an empty "{name}"; write one, or leave the principle out.'
            )


def _check_different(principles: Iterable[Principle]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for number, principle in enumerate(principles, 1):
        for what, value in (("name", principle.name), ("text", principle.text)):
            key = what, " ".join(value.lower().split())
            if key in seen:
                raise InputError(
                    f'principles {seen[key]} and {number} have the same {what}, "{value}"; leave one of them out.'
                )
            seen[key] = number


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (line {mark.line + 1})" if mark else ""
