"""Chats as token ids with labels: only what the assistant says is learned from.

A chat template writes each turn between a header and an end token. Labels are the token ids inside the assistant's
turns, the end token included (or the model would never learn to stop), and -100, which cross-entropy skips, elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datasets import Dataset
from transformers import PreTrainedTokenizerBase

from helpers.errors import InputError

IGNORED = -100
Message = Mapping[str, str]
Labeller = Callable[[list[int], list[int], int, int], list[int]]
# For base models of the Hub that come without a template; theirs is the form that most others use.
PLAIN_TEMPLATE = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + eos_token + '\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


@dataclass(frozen=True)
class Turn:
    """How a tokenizer's template marks the assistant's turn: the ids that open it, and the one that ends it."""

    header: list[int]
    end: int


def completion_labels(input_ids: Sequence[int], header: Sequence[int], end: int, pad: int) -> list[int]:
    """The ids to learn: what follows each header up to and including the end token; -100 everywhere else.

    Args:
        input_ids: one chat, possibly padded on either side and cut off anywhere.
        header: the ids that open a turn of the assistant.
        end: the id that ends any turn.
        pad: the id of padding; it may be the same as ``end``.
    """
    labels, inside, opening = [], False, list(header)
    for position, token in enumerate(input_ids):
        before = list(input_ids[max(0, position - len(opening)) : position])
        inside = inside or before == opening
        labels.append(token if inside and (token != pad or pad == end) else IGNORED)
        if token == end:
            inside = False
    return labels


def prepared(tokenizer: PreTrainedTokenizerBase) -> PreTrainedTokenizerBase:
    """The tokenizer with a chat template and a padding token, where it came without."""
    if not tokenizer.chat_template:
        tokenizer.chat_template = PLAIN_TEMPLATE
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def turn(tokenizer: PreTrainedTokenizerBase) -> Turn:
    """Find the assistant's header and end token by writing a small chat.

    Raises:
        InputError: a template that does not open the assistant's turn, or a tokenizer without one.
    """
    if not tokenizer.chat_template:
        raise InputError("This tokenizer has no chat template; call sft.prepared(tokenizer) first.")
    asked = [{"role": "user", "content": "one"}]
    answered = [*asked, {"role": "assistant", "content": "two"}]
    bare = str(tokenizer.apply_chat_template(asked, tokenize=False))
    opened = str(tokenizer.apply_chat_template(asked, tokenize=False, add_generation_prompt=True))
    whole = str(tokenizer.apply_chat_template(answered, tokenize=False))
    if not opened.startswith(bare) or opened == bare or not whole.startswith(opened + "two"):
        raise InputError("The tokenizer's chat template does not mark where the assistant begins to speak.")
    header = tokenizer(opened[len(bare) :], add_special_tokens=False)["input_ids"]
    ending = tokenizer(whole[len(opened) + 3 :], add_special_tokens=False)["input_ids"]
    if not ending:
        raise InputError("The tokenizer's chat template does not end the assistant's turn.")
    return Turn(header, ending[0])


def encode(
    chats: Dataset | Iterable[Mapping[str, Any]],
    tokenizer: PreTrainedTokenizerBase,
    *,
    max_length: int | None = None,
    labeller: Labeller = completion_labels,
) -> Dataset:
    """Chats as a data set of ``input_ids``, ``labels`` and ``length``, in their order.

    Args:
        chats: rows with a column ``messages``, a list of ``{"role", "content"}``.
        tokenizer: with a chat template.
        max_length: longer chats lose their end, which may be in the middle of a reply.
        labeller: the function that sets the labels, as `completion_labels` does.

    Raises:
        InputError: no rows, no such column, an empty reply, or a chat of which no target token is left.
    """
    rows = list(chats)
    if not rows:
        raise InputError("There are no chats to learn from.")
    marks = turn(tokenizer)
    pad = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else -1
    encoded = []
    for number, row in enumerate(rows):
        _check_chat(row, number)
        text = tokenizer.apply_chat_template([dict(m) for m in row["messages"]], tokenize=False)
        ids = tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"]
        kept = ids[:max_length]
        labels = [int(label) for label in labeller(kept, marks.header, marks.end, pad)]
        if all(label == IGNORED for label in labels[1:]):
            raise InputError(
                f"Chat {number} has no token to learn from: none of the assistant's words is among its first "
                f"{len(kept)} tokens (it has {len(ids)}). Allow a larger max_length, or leave the chat out."
            )
        encoded.append({"input_ids": kept, "labels": labels, "length": len(kept)})
    return Dataset.from_list(encoded)


def _check_chat(row: Mapping[str, Any], number: int) -> None:
    if "messages" not in row:
        raise InputError(
            f'The data set has no column "messages"; it has: {", ".join(row)}. Each row needs a list of '
            '{"role": …, "content": …}.'
        )
    replies = [m["content"] for m in row["messages"] if m["role"] == "assistant"]
    if not replies:
        raise InputError(
            f"Chat {number} has no message of the assistant, so there is nothing to learn from it."
        )
    if not all(reply.strip() for reply in replies):
        raise InputError(f"Chat {number} has an empty reply; it would teach the model to say nothing.")
