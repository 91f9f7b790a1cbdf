"""Requests and replies held against a constitution, as the constitution editor does it: each question asked once."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.constitution import Critique, Principle, critique, revise
from helpers.constitution.critic import Asked, Pick
from helpers.errors import InputError

Judge = Callable[[Sequence[str], Sequence[str]], Sequence[float | None]]
"""(requests, replies) -> a score in [0, 1] each, None where the request does not count."""


@dataclass(frozen=True)
class Outcome:
    """What became of a reply.

    Attributes:
        critiques: one by each principle.
        shown: the one to be read: that which counts, that of the principle asked for, or else the first.
        counted: the one that the revision answers; None where no fault counts.
        revision: the reply written again, or as it was.
    """

    request: str
    reply: str
    critiques: tuple[Critique, ...]
    shown: Critique
    counted: Critique | None
    revision: str

    @property
    def revised(self) -> bool:
        """Whether a critique led to another text."""
        return self.revision != self.reply


@dataclass(frozen=True)
class Rate:
    """How many of the requests that count score 0.5 or more."""

    hits: int
    of: int

    def __str__(self) -> str:
        return f"{self.hits / self.of:.0%} ({self.hits} of {self.of})" if self.of else "none counts"


@dataclass(frozen=True)
class Rates:
    """Every judge's rate before and after revision by these principles."""

    principles: tuple[Principle, ...]
    before: dict[str, Rate]
    after: dict[str, Rate]
    outcomes: tuple[Outcome, ...]


class Trials:
    """Critiques and revisions by one model. What was asked before is remembered, so a switch costs next to nothing.

    Args:
        model, tokenizer: a chat model.
        pick: (faults, logprobs) -> the principle whose critique counts; see `helpers.constitution.pick_principle`.
        max_new_tokens: of a critique or revision.
        said: critiques that this model has made before, by request, reply and principle.
    """

    def __init__(
        self,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerBase,
        pick: Pick,
        max_new_tokens: int,
        said: Mapping[Asked, Critique] | None = None,
    ) -> None:
        self._model, self._tokenizer, self._pick, self._most = model, tokenizer, pick, max_new_tokens
        self._critiques: dict[Asked, Critique] = dict(said or {})
        self._revisions: dict[tuple[str, str, Critique], str] = {}
        self._lock = threading.Lock()  # one question at a time, whichever thread asks

    def outcome(
        self,
        request: str,
        reply: str,
        principles: Sequence[Principle],
        by: Principle | None = None,
        wanted: Callable[[], bool] = lambda: True,
    ) -> Outcome | None:
        """Criticise a reply by all principles and revise it, by the one that ``pick`` names or by the one given.

        None when its turn comes and it is not ``wanted`` any more.

        Raises:
            InputError: ``pick`` names none of the principles, or as `critique` and `revise`.
        """
        with self._lock:
            if not wanted():
                return None
            said = self._criticised(request, reply, principles)
            counted = self._counted(said, by)
            revision = self._revised(request, reply, counted) if counted else reply
        shown = counted or next((one for one in said if one.principle == by), said[0])
        return Outcome(request, reply, tuple(said), shown, counted, revision)

    def _criticised(self, request: str, reply: str, principles: Sequence[Principle]) -> list[Critique]:
        new = [one for one in principles if (request, reply, one) not in self._critiques]
        if new:
            asked = [request] * len(new), [reply] * len(new), new
            for said in critique(self._model, self._tokenizer, *asked, max_new_tokens=self._most, name=None):
                self._critiques[request, reply, said.principle] = said
        return [self._critiques[request, reply, one] for one in principles]

    def _counted(self, said: Sequence[Critique], by: Principle | None) -> Critique | None:
        if by is not None:
            return next((one for one in said if one.principle == by and one.finds_fault), None)
        known = {one.principle.name: one for one in said}
        name = self._pick(
            {one: each.finds_fault for one, each in known.items()},
            {one: list(each.logprobs) for one, each in known.items()},
        )
        if name and name not in known:
            raise InputError(f"pick gave {name!r}, which is none of the principles that are on.")
        return known[name] if name else None

    def _revised(self, request: str, reply: str, counted: Critique) -> str:
        if (request, reply, counted) not in self._revisions:
            [text] = revise(
                self._model,
                self._tokenizer,
                [request],
                [reply],
                [counted],
                max_new_tokens=self._most,
                name=None,  # from a thread a bar would stand in whatever cell ran last
            )
            self._revisions[request, reply, counted] = text
        return self._revisions[request, reply, counted]


def rates(judges: Mapping[str, Judge], principles: Sequence[Principle], outcomes: Sequence[Outcome]) -> Rates:
    """Have every judge score the replies and the revisions.

    Raises:
        InputError: a judge does not give one score for each reply.
    """
    requests = [one.request for one in outcomes]
    before = {
        name: _rate(name, judge, requests, [o.reply for o in outcomes]) for name, judge in judges.items()
    }
    after = {
        name: _rate(name, judge, requests, [o.revision for o in outcomes]) for name, judge in judges.items()
    }
    return Rates(tuple(principles), before, after, tuple(outcomes))


def _rate(name: str, judge: Judge, requests: Sequence[str], replies: Sequence[str]) -> Rate:
    scores = list(judge(requests, replies))
    if len(scores) != len(replies):
        raise InputError(
            f'The judge of "{name}" gives {len(scores)} scores for {len(replies)} replies; give one each.'
        )
    counted = [score for score in scores if score is not None]
    return Rate(sum(score >= 0.5 for score in counted), len(counted))
