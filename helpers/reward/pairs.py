"""From ranked replies to pairs of token ids that a reward model can learn from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from transformers import PreTrainedTokenizerBase

from helpers.errors import InputError
from helpers.preferences import rankings_to_pairs


class Pair(NamedTuple):
    """One labeller's choice between two replies to a prompt."""

    prompt: str
    chosen: str
    rejected: str
    labeller: str = ""
    styles: tuple[str, str] | None = None
    """Of the chosen and of the rejected reply, where the data tell."""

    @property
    def kind(self) -> str:
        """Both styles in alphabetical order; "" where the data do not tell."""
        return " / ".join(sorted(self.styles)) if self.styles else ""


def labelled_pairs(rows: Iterable[Mapping[str, Any]]) -> list[Pair]:
    """Every pair that a labeller put in an order, of rows as "preferences" has them.

    Each row has ``prompt``, ``completions`` (a list of ``id``, ``text`` and perhaps ``style``) and ``rankings`` (a list
    of ``labeller`` and ``ranks``, one for each completion: 1 is best, equal ranks are ties, None is an F). A labeller
    without an order (all tied, all F, one completion only) gives no pair.

    Raises:
        InputError: ranks for more or fewer completions than there are, the same id twice, or a rank that is none.
    """
    found = []
    for row in rows:
        completions = {completion["id"]: completion for completion in row["completions"]}
        about = f'the row with the prompt "{row["prompt"][:60]}"'
        if len(completions) < len(row["completions"]):
            raise InputError(f"In {about} two completions have the same id; give each its own.")
        for ranking in row["rankings"]:
            if len(ranking["ranks"]) != len(completions):
                raise InputError(
                    f"In {about} the ranking of {ranking['labeller']} has {len(ranking['ranks'])} ranks for "
                    f"{len(completions)} completions; give one rank, or null for an F, for each."
                )
            ranks = dict(zip(completions, ranking["ranks"], strict=True))
            try:
                ordered = rankings_to_pairs([ranks])
            except ValueError as error:
                raise InputError(f"In {about}: {error}") from None
            for better, worse in ordered:
                one, other = completions[better], completions[worse]
                styles = (one["style"], other["style"]) if one.get("style") and other.get("style") else None
                found.append(Pair(row["prompt"], one["text"], other["text"], ranking["labeller"], styles))
    return found


def encode_pair(
    tokenizer: PreTrainedTokenizerBase, prompt: str, reply: str, max_length: int | None = None
) -> list[int]:
    """Token ids of a prompt and a reply as a conversation, cut off on the right at ``max_length``."""
    chat = [{"role": "user", "content": prompt}, {"role": "assistant", "content": reply}]
    if tokenizer.chat_template:
        encoded: Any = tokenizer.apply_chat_template(chat, tokenize=True, return_dict=True)
    else:
        encoded = tokenizer(f"{prompt}\n\n{reply}{tokenizer.eos_token or ''}")
    return list(encoded["input_ids"])[:max_length]


@dataclass(frozen=True)
class Deduplicated:
    """Pairs that can be told apart, and those that truncation has made identical."""

    kept: list[Pair]
    dropped: list[Pair]


def without_identical(
    pairs: Sequence[Pair], tokenizer: PreTrainedTokenizerBase, max_length: int
) -> Deduplicated:
    """Take out the pairs whose two sides are the same tokens once they are cut at ``max_length``.

    Of such a pair nothing can be learned: its loss is log 2 whatever the model is, and its gradient 0.

    Raises:
        InputError: ``max_length`` below 1.
    """
    if max_length < 1:
        raise InputError(f"max_length is {max_length}; it must be 1 or more.")
    kept: list[Pair] = []
    dropped: list[Pair] = []
    ids: dict[tuple[str, str], tuple[int, ...]] = {}
    for pair in pairs:
        for reply in (pair.chosen, pair.rejected):
            if (pair.prompt, reply) not in ids:
                ids[pair.prompt, reply] = tuple(encode_pair(tokenizer, pair.prompt, reply, max_length))
        same = ids[pair.prompt, pair.chosen] == ids[pair.prompt, pair.rejected]
        (dropped if same else kept).append(pair)
    return Deduplicated(kept, dropped)
