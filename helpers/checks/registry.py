"""All exercises by id, read lab by lab when first asked for."""

import functools
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from helpers.checks.exercise import Exercise


class Exercises(Mapping[str, Exercise]):
    """``EXERCISES["ex01_5_top_p"]``; every module or folder ``labNN`` beside this file has a tuple ``EXERCISES``."""

    def labs(self) -> list[str]:
        """Labs with exercises, as two digits."""
        return list(_labs())

    def of_lab(self, lab: str) -> tuple[Exercise, ...]:
        """A lab's exercises in order; none for a lab that has none."""
        if lab not in self.labs():
            return ()
        found: tuple[Exercise, ...] = importlib.import_module(f"helpers.checks.lab{lab}").EXERCISES
        return found

    def by_function(self, name: str) -> Exercise:
        """The exercise whose function has this name.

        Raises:
            KeyError: there is none.
        """
        for exercise in self.values():
            if exercise.function == name:
                return exercise
        raise KeyError(name)

    def __getitem__(self, key: str) -> Exercise:
        for exercise in self.of_lab(key[2:4]):
            if exercise.id == key:
                return exercise
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return (exercise.id for lab in self.labs() for exercise in self.of_lab(lab))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@functools.cache
def _labs() -> tuple[str, ...]:
    """Read once: `use.draw` is looked up for every token that a lab generates."""
    modules = pkgutil.iter_modules([str(Path(__file__).parent)])
    return tuple(sorted(module.name[3:] for module in modules if re.fullmatch(r"lab\d\d", module.name)))


EXERCISES = Exercises()
