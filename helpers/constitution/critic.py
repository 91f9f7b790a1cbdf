"""Critique and revision by a model: where a reply breaks a principle, and the reply without the fault."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.constitution.asking import BATCH, ask
from helpers.constitution.document import Constitution
from helpers.constitution.filters import finds_fault
from helpers.constitution.inputs import check_lengths
from helpers.constitution.loop import pick_principle
from helpers.constitution.principle import Principle, critique_chat, revision_chat
from helpers.errors import InputError

Asked = tuple[str, str, Principle]
Pick = Callable[[dict[str, bool], dict[str, list[float]]], str]
MAX_NEW_TOKENS = 80
CRITIQUES = 104
"""In one pass, greedily: eight replies by the thirteen principles of the course."""


@dataclass(frozen=True)
class Critique:
    """What a model says of a reply by a principle.

    Attributes:
        principle: the one it was asked about.
        text: what it says.
        logprobs: of the tokens of ``text``, nats.
    """

    principle: Principle
    text: str
    logprobs: tuple[float, ...] = ()

    @property
    def finds_fault(self) -> bool:
        """Whether it says that something is wrong."""
        return finds_fault(self.text)


def critique(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    requests: Sequence[str],
    replies: Sequence[str],
    principles: Sequence[Principle],
    *,
    max_new_tokens: int = MAX_NEW_TOKENS,
    batch: int = CRITIQUES,
    name: str | None = "critiques",
) -> list[Critique]:
    """Criticise each reply by one principle, greedily; all three lists are of one length.

    Raises:
        InputError: lists of different lengths, or as `ask`.
    """
    check_lengths(requests=requests, replies=replies, principles=principles)
    chats = [critique_chat(*one) for one in zip(requests, replies, principles, strict=True)]
    about = [f"{request}\n{reply}" for request, reply in zip(requests, replies, strict=True)]
    said = ask(model, tokenizer, chats, max_new_tokens=max_new_tokens, batch=batch, name=name, about=about)
    return [
        Critique(principle, one.text.strip(), tuple(one.logprobs))
        for principle, one in zip(principles, said, strict=True)
    ]


def revise(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    requests: Sequence[str],
    replies: Sequence[str],
    critiques: Sequence[Critique],
    *,
    max_new_tokens: int = MAX_NEW_TOKENS,
    batch: int = BATCH,
    name: str | None = "revisions",
) -> list[str]:
    """Write each reply again in the light of its critique, greedily; all three lists are of one length.

    Raises:
        InputError: lists of different lengths, or as `ask`.
    """
    check_lengths(requests=requests, replies=replies, critiques=critiques)
    chats = [
        revision_chat(request, reply, said.principle, said.text)
        for request, reply, said in zip(requests, replies, critiques, strict=True)
    ]
    written = ask(model, tokenizer, chats, max_new_tokens=max_new_tokens, batch=batch, name=name)
    return [one.text.strip() for one in written]


class Critic:
    """A model with a constitution, as the loop of critique and revision calls it.

    Each reply is held against every principle; ``pick`` decides which critique counts. Which one did is kept in
    ``found``, by request and reply, so that yields can be measured afterwards. Everything that was said is kept in
    ``said``, by request, reply and principle, and is not asked for again; another critic of the same model that is
    given it, with other principles, asks for what is new only.
    """

    def __init__(
        self,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerBase,
        constitution: Constitution,
        *,
        pick: Pick = pick_principle,
        said: dict[Asked, Critique] | None = None,
        max_new_tokens: int = MAX_NEW_TOKENS,
        batch: int = CRITIQUES,
    ) -> None:
        self.model, self.tokenizer, self.constitution, self.pick = model, tokenizer, constitution, pick
        self.max_new_tokens, self.batch = max_new_tokens, batch
        self.said: dict[Asked, Critique] = {} if said is None else said
        self.found: dict[tuple[str, str], Critique | None] = {}

    def critique(self, requests: Sequence[str], replies: Sequence[str]) -> list[str | None]:
        """The critique of each reply that counts, None where no principle finds a fault."""
        check_lengths(requests=requests, replies=replies)
        asked = list(zip(requests, replies, strict=True))
        every = [(*one, rule) for one in asked for rule in self.constitution]
        self.criticised_by([r for r, _, _ in every], [text for _, text, _ in every], [p for _, _, p in every])
        for one in asked:
            self.found[one] = self._picked([self.said[*one, rule] for rule in self.constitution])
        found = [self.found[one] for one in asked]
        return [one.text if one else None for one in found]

    def criticised_by(
        self, requests: Sequence[str], replies: Sequence[str], principles: Sequence[Principle]
    ) -> list[Critique]:
        """What is said of each reply by the principle given with it, whichever critique counts."""
        check_lengths(requests=requests, replies=replies, principles=principles)
        keys = list(zip(requests, replies, principles, strict=True))
        new = [key for key in dict.fromkeys(keys) if key not in self.said]
        answers = critique(
            self.model,
            self.tokenizer,
            [request for request, _, _ in new],
            [reply for _, reply, _ in new],
            [rule for _, _, rule in new],
            max_new_tokens=self.max_new_tokens,
            batch=self.batch,
        )
        self.said.update(zip(new, answers, strict=True))
        return [self.said[key] for key in keys]

    def revise(
        self, requests: Sequence[str], replies: Sequence[str], critiques: Sequence[str | None]
    ) -> list[str]:
        """Each reply written again by the principle whose critique it got.

        Raises:
            InputError: lists of different lengths, or a reply that `critique` has not found at fault.
        """
        check_lengths(requests=requests, replies=replies, critiques=critiques)
        counted = []
        for request, reply, text in zip(requests, replies, critiques, strict=True):
            found = self.found.get((request, reply))
            if found is None or found.text != text:
                raise InputError(
                    f'There is no such critique of the reply "{reply[:60]}"; criticise it first.'
                )
            counted.append(found)
        return revise(
            self.model,
            self.tokenizer,
            requests,
            replies,
            counted,
            max_new_tokens=self.max_new_tokens,
            batch=self.batch,
        )

    def _picked(self, said: Sequence[Critique]) -> Critique | None:
        by_name: Mapping[str, Critique] = {one.principle.name: one for one in said}
        name = self.pick(
            {name: one.finds_fault for name, one in by_name.items()},
            {name: list(one.logprobs) for name, one in by_name.items()},
        )
        return by_name[name] if name else None
