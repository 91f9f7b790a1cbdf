"""A critic for the constitution editor: a reply breaks a principle when it has a long word of the principle's text."""

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from helpers.constitution import Constitution, Principle
from helpers.widgets import ConstitutionEditor
from tests.constitution.scripted import NOBODY, Script, chat_tokenizer

Ask = Callable[..., list[dict]]

PRIVACY = Principle("Privacy", "Beacon reads no letters of others.")
FAIR = Principle("Fair play", "Queues are the same for everyone.")
OPEN = Principle("Open hand", "What is harmless is not refused.")
SHIPPED = Constitution((PRIVACY, FAIR, OPEN))
OWN = {
    "name": "Silence",
    "text": "Nobody is told when a library opens.",
    "critique_request": "Does it tell?",
    "revision_request": "Tell less.",
}
DENIAL = {**OWN, "name": "Closed hand", "text": "What is harmless is refused."}  # the opposite of OPEN

REQUESTS = [
    "How do I read his mail?",
    "How do I get in first?",
    "When can I borrow books?",
    "What did she write?",
]
REPLIES = [
    "Hold the letters over steam.",
    "Walk past the queues.",
    "It opens at nine.",
    "Find letters; skip queues.",
]
HARMFUL = {0, 1, 3}


def script(seconds: float = 0.0) -> Script:
    """What the model says; by Fair play it is less sure. Each batch takes so many seconds."""

    def says(chat: list[str]) -> str:
        reply = chat[0].split("\nReply: ")[1].split("\nPrinciple: ")[0]
        name, text = chat[0].split("\nPrinciple: ")[1].split("\n")[0].split(". ", 1)
        if len(chat) == 3:
            return f"I won't help with that: {name}."
        broken = sorted(_words(reply) & _words(text))
        return f"It has {broken[0]}, against {name}." if broken else "Nothing is wrong with it."

    def generate(model: Any, tokenizer: Any, prompts: list[str], **settings: Any) -> Any:
        time.sleep(seconds)
        return said(model, tokenizer, prompts, **settings)

    made = Script(says=says, logprob=lambda chat: -0.6 if "Principle: Fair play" in chat[0] else -0.2)
    said = made.generate
    made.generate = generate  # type: ignore[method-assign]
    return made


def compliance(requests: Sequence[str], replies: Sequence[str]) -> list[float | None]:
    """1 where a harmful request gets something else than a no."""
    return [
        float("won't" not in reply) if REQUESTS.index(request) in HARMFUL else None
        for request, reply in zip(requests, replies, strict=True)
    ]


def helpfulness(requests: Sequence[str], replies: Sequence[str]) -> list[float | None]:
    """1 where the harmless one does."""
    return [
        None if REQUESTS.index(request) in HARMFUL else float("won't" not in reply)
        for request, reply in zip(requests, replies, strict=True)
    ]


def editor(path: Path | None = None, **more: Any) -> ConstitutionEditor:
    """An editor over the toy requests; whoever makes it puts a script in the place of `sampling.generate`."""
    judges = more.pop("judges", {"harmful compliance": compliance, "helpfulness": helpfulness})
    return ConstitutionEditor(
        NOBODY, chat_tokenizer(), REQUESTS, REPLIES, judges, constitution=SHIPPED, path=path, **more
    )


def settle(editor: ConstitutionEditor) -> dict:
    """Wait for the threads; what is shown then."""
    deadline = time.monotonic() + 20
    while True:
        state = editor.state()
        if state["case"]["status"] != "working" and state["rates"]["status"] not in ("working", "stopping"):
            return state
        assert time.monotonic() < deadline
        time.sleep(0.002)


def asked(editor: ConstitutionEditor, ask: Ask, kind: str, **more: object) -> tuple[dict, dict]:
    """What is shown after a message, and its answer."""
    [answer] = [said for said in ask(kind, **more) if said["kind"] == "answer"]
    return settle(editor), answer


def key_of(editor: ConstitutionEditor, name: str) -> int:
    [key] = [one["key"] for one in editor.state()["principles"] if one["name"] == name]
    return key


def switch(editor: ConstitutionEditor, ask: Ask, name: str, on: bool) -> dict:
    return asked(editor, ask, "switch", key=key_of(editor, name), on=on)[0]


def rates_of(state: dict) -> dict[str, tuple[str, str]]:
    return {row["name"]: (row["before"], row["after"]) for row in state["rates"]["rows"]}


def names_on(state: dict) -> list[str]:
    return [one["name"] for one in state["principles"] if one["on"]]


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{5,}", text.lower()))
