"""The principles of the constitution editor: a switch each, those of the student among them, kept in a file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from helpers.constitution import Constitution, Principle, contradictions
from helpers.errors import CourseError, InputError
from helpers.paths import course_state

FIELDS = {
    "name": "name",
    "text": "principle",
    "critique_request": "critique request",
    "revision_request": "revision request",
}
LONGEST = 300  # characters of a field; request, reply and principle share one context window


@dataclass(frozen=True)
class Entry:
    """A principle on the sheet.

    Attributes:
        key: its number for as long as the sheet is open.
        own: whether the student wrote it.
        on: whether it belongs to the constitution at present.
    """

    key: int
    principle: Principle
    own: bool
    on: bool


class Sheet:
    """All principles, switched on or off; those that are on are the constitution.

    What is on is saved to ``path`` as a constitution that `Constitution.load` reads, and own principles that are off to
    a second file beside it. ``note`` says what was wrong with these files when the sheet was opened.

    Args:
        shipped: where the sheet starts, and what `reset` goes back to.
        path: ``constitution.yaml`` in the course's state folder when none is given.
    """

    def __init__(self, shipped: Constitution, path: Path | None = None) -> None:
        self.shipped = shipped
        self.path = path or course_state() / "constitution.yaml"
        self.note = ""
        self._keys = 0
        self._entries: list[Entry] = []
        try:
            self._open()
        except CourseError as error:
            self.note = f"{error} Until it is put right, or saved over, the shipped constitution stands here."
            self._start(shipped.principles, ())
        self._saved = self._content()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The shipped principles, then the student's."""
        return tuple(self._entries)

    @property
    def principles(self) -> tuple[Principle, ...]:
        """Those that are on."""
        return tuple(entry.principle for entry in self._entries if entry.on)

    @property
    def trouble(self) -> str:
        """Why what is on is no constitution; empty where it is one."""
        try:
            self.constitution()
        except InputError as error:
            return str(error)
        return ""

    @property
    def unsaved(self) -> bool:
        """Whether anything has changed since it was last saved or opened."""
        return self._content() != self._saved

    def constitution(self) -> Constitution:
        """What is on. Raises InputError when it is empty or contradicts itself."""
        return Constitution(self.principles)

    def entry(self, key: int) -> Entry:
        """One line. Raises InputError for a key that is not there."""
        for entry in self._entries:
            if entry.key == key:
                return entry
        raise InputError("This principle is not there any more.")

    def switch(self, key: int, on: bool) -> None:
        """Switch a principle on or off."""
        self._put(replace(self.entry(key), on=on))

    def write(self, fields: Mapping[str, str], key: int | None = None) -> Entry:
        """Add a principle of the student's, or change the one of this key.

        Raises:
            InputError: a field is missing or too long, there is such a principle already, or it contradicts one that
                is on; nothing has changed then.
        """
        own = self.entry(key) if key is not None else None
        if own and not own.own:
            raise InputError(
                f'"{own.principle.name}" belongs to the course; switch it off and write one of your own.'
            )
        principle = _read(fields)
        others = [entry for entry in self._entries if entry.key != key]
        for other in others:
            for what in ("name", "text"):
                said = getattr(other.principle, what)
                if _plain(said) == _plain(getattr(principle, what)):
                    raise InputError(
                        f'"{other.principle.name}" has this {FIELDS[what]} already; write another.'
                    )
        if own is None or own.on:
            for other in others:
                found = contradictions([other.principle, principle]) if other.on else []
                if found:
                    raise InputError(f'{found[0]}; change yours, or switch "{other.principle.name}" off.')
        entry = replace(own, principle=principle) if own else self._new(principle, own=True, on=True)
        self._put(entry)
        return entry

    def remove(self, key: int) -> Entry:
        """Take a principle of the student's out. Raises InputError for one of the course's."""
        entry = self.entry(key)
        if not entry.own:
            raise InputError(
                f'"{entry.principle.name}" belongs to the course; it can be switched off, not removed.'
            )
        self._entries.remove(entry)
        return entry

    def reset(self) -> None:
        """Switch the shipped principles on and all others off."""
        self._entries = [replace(entry, on=not entry.own) for entry in self._entries]

    def save(self) -> None:
        """Keep the sheet. Raises InputError when what is on is no constitution, CourseError when the disk refuses."""
        on = self.constitution()
        aside = tuple(entry.principle for entry in self._entries if entry.own and not entry.on)
        if aside:
            Constitution(aside).save(self._aside)
        on.save(self.path)
        if not aside and self._aside.exists():
            try:
                self._aside.unlink()
            except OSError as error:
                raise CourseError(f"{self._aside} cannot be removed: {error.strerror}.") from None
        self._saved, self.note = self._content(), ""

    @property
    def _aside(self) -> Path:
        return self.path.with_name(f"{self.path.stem}_switched_off{self.path.suffix}")

    def _open(self) -> None:
        on = Constitution.load(self.path).principles if self.path.exists() else self.shipped.principles
        self._start(on, Constitution.load(self._aside).principles if self._aside.exists() else ())

    def _start(self, on: tuple[Principle, ...], off: tuple[Principle, ...]) -> None:
        shipped = self.shipped.principles
        self._entries = [self._new(one, own=False, on=one in on) for one in shipped]
        self._entries += [self._new(one, own=True, on=True) for one in on if one not in shipped]
        self._entries += [self._new(one, own=True, on=False) for one in off if one not in (*shipped, *on)]

    def _new(self, principle: Principle, own: bool, on: bool) -> Entry:
        self._keys += 1
        return Entry(self._keys, principle, own, on)

    def _put(self, entry: Entry) -> None:
        keys = [each.key for each in self._entries]
        if entry.key in keys:
            self._entries[keys.index(entry.key)] = entry
        else:
            self._entries.append(entry)

    def _content(self) -> list[tuple[Principle, bool]]:
        return [(entry.principle, entry.on) for entry in self._entries]


def _read(fields: Mapping[str, str]) -> Principle:
    """What a form holds, with runs of white space as one space."""
    tidy = {name: " ".join(str(fields.get(name, "")).split()) for name in FIELDS}
    for name, label in FIELDS.items():
        if not tidy[name]:
            raise InputError(f"The {label} is missing; write one.")
        if len(tidy[name]) > LONGEST:
            raise InputError(
                f"The {label} has {len(tidy[name]):,} characters; write it in at most {LONGEST}."
            )
    return Principle(**tidy)


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(".")
