"""A principle, and how a model is asked to criticise, revise and compare by it.

The requests are plain text, so that any model which follows instructions can be asked: the request and the reply that
are talked about, the principle, and what to do. Bai et al., 2022 (Constitutional AI), ask in the same three steps.
"""

from dataclasses import dataclass

CRITIQUE_REQUEST = "Does the reply keep to this principle? Criticise it."
REVISION_REQUEST = "Now write the reply again so that it keeps to the principle."
COMPARISON_REQUEST = "Which reply is better by this principle, A or B? Say why."

Message = dict[str, str]


@dataclass(frozen=True)
class Principle:
    """A rule for replies.

    Attributes:
        name: a word or two, by which reports and plots call it.
        text: the rule itself, one sentence.
        critique_request: what a model is asked to say of a reply by this principle.
        revision_request: what it is asked to do after its critique.
    """

    name: str
    text: str
    critique_request: str = CRITIQUE_REQUEST
    revision_request: str = REVISION_REQUEST


def critique_chat(request: str, reply: str, principle: Principle) -> list[Message]:
    """A chat that asks for a critique of a reply."""
    about = f"Request: {request}\nReply: {reply}\n{_rule(principle)}"
    return [_user(f"{about}\n{principle.critique_request}")]


def revision_chat(request: str, reply: str, principle: Principle, critique: str) -> list[Message]:
    """The same chat after the critique, which asks for the reply to be written again."""
    said = {"role": "assistant", "content": critique}
    return [*critique_chat(request, reply, principle), said, _user(principle.revision_request)]


def comparison_chat(request: str, first: str, second: str, principle: Principle) -> list[Message]:
    """A chat that asks which of two replies is better, called A and B in the order given."""
    about = f"Request: {request}\nA: {first}\nB: {second}\n{_rule(principle)}"
    return [_user(f"{about}\n{COMPARISON_REQUEST}")]


def request_chat(request: str) -> list[Message]:
    """A chat that asks the request itself."""
    return [_user(request)]


def _rule(principle: Principle) -> str:
    return f"Principle: {principle.name}. {principle.text}"


def _user(text: str) -> Message:
    return {"role": "user", "content": text}
