"""The five sampling settings of one side of the explorer."""

from dataclasses import dataclass, replace
from typing import Any

from helpers.errors import InputError

NAMES = {
    "temperature": "Temperature",
    "top_k": "Top-k",
    "top_p": "Top-p",
    "min_p": "Min-p",
    "repetition_penalty": "Repetition penalty",
}


@dataclass(frozen=True)
class Settings:
    """What ``helpers.sampling.generate`` takes, with its defaults: nothing changed, nothing cut.

    Ranges are not checked here: ``helpers.sampling`` says what it can use.
    """

    temperature: float = 1.0
    top_k: int = 0
    top_p: float = 1.0
    min_p: float = 0.0
    repetition_penalty: float = 1.0

    def changed(self, name: str, typed: str) -> "Settings":
        """These settings with one value as a person typed it.

        Raises:
            InputError: ``typed`` is not a number; the message says what was typed and what is kept.
        """
        value: Any = number(typed, NAMES[name], whole=name == "top_k", kept=getattr(self, name))
        return replace(self, **{name: value})

    def __str__(self) -> str:
        shown = [f"temperature {self.temperature:g}"]
        shown += [f"top-k {self.top_k}"] if self.top_k else []
        shown += [f"top-p {self.top_p:g}"] if self.top_p < 1 else []
        shown += [f"min-p {self.min_p:g}"] if self.min_p else []
        shown += [f"repetition penalty {self.repetition_penalty:g}"] if self.repetition_penalty != 1 else []
        return ", ".join(shown)


def number(typed: str, name: str, *, whole: bool, kept: float) -> float:
    """Read a number that a person typed; ``whole`` asks for an integer.

    Raises:
        InputError: it is no number, or not whole where it must be.
    """
    text = typed.strip().replace(",", ".").replace("−", "-")
    try:
        value = float(text)
        return int(text) if whole else value
    except ValueError:
        wanted = "a whole number" if whole else "a number"
        raise InputError(
            f"{name} must be {wanted}, not “{typed.strip()[:20]}”; it stays at {kept:g}."
        ) from None
