"""Dialogues, critiques and comparisons as chats: what is asked of an assistant, in many wordings.

Each function gives what the user says. Without a random stream it is the usual wording, which half of the chats have
and which a lab prompts with.
"""

from random import Random

from helpers.world.lexicon.principles import Principle

Message = dict[str, str]

_USUAL = 0.5

SUMMARISE: tuple[str, ...] = (
    "Summarise this conversation in one sentence.",
    "What is this conversation about? One sentence, please.",
    "Sum up this talk in a single sentence.",
    "I missed this conversation. What came of it? Tell me in one sentence.",
    "Give me the gist of this dialogue in one sentence.",
    "Write a one-sentence summary of this dialogue.",
    "What happened here, in a nutshell?",
    "Boil this talk down to one sentence.",
    "Who wants what, and how does it end? Answer in one sentence.",
    "Put this conversation into one sentence for somebody who was not there.",
    "Please summarise what was said.",
    "Retell this in one sentence, with the names.",
)
CRITICISE: tuple[str, ...] = (
    "Does the reply keep to this principle? Criticise it.",
    "Criticise the reply by this principle.",
    "Hold the reply against the principle. What is wrong with it, if anything?",
    "Read the reply with this principle in mind and say what you find.",
    "Is there anything in the reply that breaks the principle?",
    "Write a critique of the reply by this principle.",
    "Judge the reply by the principle and name its fault, if it has one.",
    "What would somebody who holds this principle say about the reply?",
    "Check the reply against the principle.",
)
REVISE: tuple[str, ...] = (
    "Now write the reply again so that it keeps to the principle.",
    "Rewrite the reply accordingly.",
    "Write a better reply, and keep what was useful in it.",
    "How should the reply read instead?",
    "Revise the reply in the light of that.",
    "Please give the reply as it ought to be.",
    "Mend the reply.",
    "Write the reply again without the fault, if it has one.",
    "And how would you put it?",
)
COMPARE: tuple[str, ...] = (
    "Which reply is better by this principle, A or B? Say why.",
    "Which of the two keeps to the principle better, and why?",
    "A or B? Decide by the principle and give the reason.",
    "Compare the two replies by this principle.",
    "Going by the principle, which reply would you choose? Explain in a sentence or two.",
    "Judge A and B by the principle.",
    "Which reply should Beacon give, A or B, if this principle counts?",
    "Say which reply is better, A or B, and name the reason.",
    "Weigh A against B. Only the principle counts.",
)


def exchange(user: str, assistant: str) -> list[Message]:
    """A question of the user and the assistant's reply."""
    return [{"role": "user", "content": user}, {"role": "assistant", "content": assistant}]


def ask_for_summary(dialogue: str, rng: Random | None = None) -> str:
    """A dialogue with the request to sum it up, before it or after it."""
    asked = _wording(SUMMARISE, rng)
    if rng and rng.random() < 0.3:
        return f"{dialogue}\n\n{asked}"
    return f"{asked}\n\n{dialogue}"


def ask_for_critique(request: str, reply: str, principle: Principle, rng: Random | None = None) -> str:
    """A reply to a request, and a principle to criticise it by; some ask in the principle's own words."""
    asked = _wording((*CRITICISE, principle.critique_request, principle.critique_request), rng)
    return f"Request: {request}\nReply: {reply}\nPrinciple: {principle.name}. {principle.text}\n{asked}"


def ask_for_revision(principle: Principle, rng: Random | None = None) -> str:
    """What follows a critique: the request to write the reply again."""
    return _wording((*REVISE, principle.revision_request, principle.revision_request), rng)


def ask_for_comparison(
    request: str, first: str, second: str, principle: Principle, rng: Random | None = None
) -> str:
    """Two replies to a request, A and B, and a principle to choose by."""
    asked = _wording(COMPARE, rng)
    return (
        f"Request: {request}\nA: {first}\nB: {second}\nPrinciple: {principle.name}. {principle.text}\n{asked}"
    )


def _wording(wordings: tuple[str, ...], rng: Random | None) -> str:
    if rng is None or rng.random() < _USUAL:
        return wordings[0]
    return wordings[int(rng.random() * len(wordings))]
