"""Looking things up: the model acts on a wiki it has never seen until it finishes with an answer."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpers import world
from helpers.training.evaluation.measurement import Figure, Target, mean
from helpers.training.evaluation.subject import Prompt, Subject
from helpers.world.chats import Message
from helpers.world.lookups import Wiki, act, prompt

TOKENS = 112  # of a thought and an action
MOST_STEPS = 10
_TWO_HOPS = Target(0.8)
_UNKNOWN = "Unknown action."
_KINDS: tuple[tuple[str, Callable[[dict[str, Any]], bool], Target | None], ...] = (
    ("1 hop", lambda m: m["hops"] == 1, None),
    ("2 hops", lambda m: m["hops"] == 2 and not m["compared"], _TWO_HOPS),
    ("3 hops", lambda m: m["hops"] == 3, None),
    ("comparison", lambda m: m["compared"], None),
)


@dataclass
class Trace:
    """One question on its way: what was said and seen so far, and what it was finished with."""

    question: str
    wiki: Wiki
    text: str = ""
    messages: list[Message] = field(default_factory=list)
    finished: str | None = None
    invalid: int = 0
    steps: int = 0

    def __post_init__(self) -> None:
        self.text = f"Question: {self.question}\n"
        self.messages = [{"role": "user", "content": prompt(self.question)}]

    def take(self, said: str) -> None:
        """Carry out what the model said, and note what it sees."""
        self.steps += 1
        seen, done = act(self.wiki, action_of(said))
        if done:
            self.finished = seen
            return
        self.invalid += seen.startswith(_UNKNOWN)
        self.text += f"{said}\nObservation: {seen}\n"
        self.messages += [
            {"role": "assistant", "content": said},
            {"role": "user", "content": f"Observation: {seen}"},
        ]

    @property
    def asked(self) -> Prompt:
        return Prompt(f"{self.text}Thought:", self.messages)


def figures(subject: Subject, count: int) -> list[Figure]:
    """The share of right answers by the number of pages it takes, and of actions that are none."""
    rows, every = [], []
    for kind, fits, target in _KINDS:
        found = (
            d.meta for d in world.generate("lookups", split="test") if d.meta["answerable"] and fits(d.meta)
        )
        metas = list(itertools.islice(found, count))
        traces = [Trace(meta["question"], Wiki(meta["pages"])) for meta in metas]
        run(subject, traces)
        right = [is_answer(t.finished, meta["answer"]) for t, meta in zip(traces, metas, strict=True)]
        rows.append(Figure(f"look-ups: right, {kind}", "questions on pages never seen", mean(right), target))
        every += traces
    invalid = mean([trace.invalid / trace.steps for trace in every])
    rows.append(Figure("look-ups: invalid actions", "traces (share of each one's actions)", invalid))
    return rows


def run(subject: Subject, traces: Sequence[Trace]) -> None:
    """Let the model go on with every trace until it is finished or has taken `MOST_STEPS`."""
    for _ in range(MOST_STEPS):
        going = [trace for trace in traces if trace.finished is None]
        if not going:
            return
        replies = subject.replies([t.asked for t in going], tokens=TOKENS, stop=("\nObservation:",))
        for trace, reply in zip(going, replies, strict=True):
            trace.take(reply if subject.chats else f"Thought: {reply}")


def action_of(said: str) -> str:
    """The action in a thought and an action; "" when there is none."""
    _, found, action = said.rpartition("Action:")
    return action.strip().partition("\n")[0] if found else ""


def is_answer(finished: str | None, answer: str) -> bool:
    """Whether a trace was finished with the answer, capitals and a closing stop aside."""
    return finished is not None and finished.rstrip(".").lower() == answer.rstrip(".").lower()
