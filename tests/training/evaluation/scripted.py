"""A subject that says what a test wants it to say."""

from collections.abc import Callable, Sequence
from typing import Any

from helpers.training.evaluation.subject import Prompt


class Scripted:
    """Answers every prompt by a rule, and remembers the prompts and settings."""

    def __init__(self, rule: Callable[[Prompt], str], chats: bool = True) -> None:
        self.rule, self.chats = rule, chats
        self.asked: list[Prompt] = []
        self.settings: list[dict[str, Any]] = []

    def replies(self, prompts: Sequence[Prompt], **settings: Any) -> list[str]:
        self.asked += prompts
        self.settings.append(settings)
        return [self.rule(prompt) for prompt in prompts]
