"""The prompt: an instruction, numbered passages, the question, within a budget of tokens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transformers import PreTrainedTokenizerBase

from helpers.errors import CourseError
from helpers.rag.chunking import Chunk

Fit = Callable[[Sequence[int], int, int, int], Sequence[int]]
ABSTAIN = "The notes do not say."
INSTRUCTION = f"Answer from the passages and cite them like [1]. If they do not tell, say: {ABSTAIN}"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent to the model.

    Attributes:
        text: what the user says: instruction, passages, question.
        sent: the same in the model's chat template, up to where the reply starts.
        chunks: the passages in it; passage [1] is the first.
        left_out: chunks for which there was no room.
        tokens: of what is sent.
    """

    text: str
    sent: str
    chunks: tuple[Chunk, ...]
    left_out: tuple[Chunk, ...]
    tokens: int


def layout(passages: Sequence[str], question: str) -> str:
    """Instruction, numbered passages and question, in the words that the shipped models were trained with."""
    numbered = "\n".join(f"[{number}] {passage}" for number, passage in enumerate(passages, 1))
    return f"{INSTRUCTION}\n\n{numbered}\n\nQuestion: {question}"


def as_sent(tokenizer: PreTrainedTokenizerBase, text: str) -> str:
    """A user's message in the chat template; with "Answer:" behind it where the tokenizer has none."""
    if tokenizer.chat_template is None:
        return f"{text}\nAnswer:"
    chat = [{"role": "user", "content": text}]
    return str(tokenizer.apply_chat_template(chat, tokenize=False, add_generation_prompt=True))


def fit_passages(lengths: Sequence[int], question: int, reply: int, context: int) -> list[int]:
    """Which passages to put into the prompt: best first, each that still fits, skipping those that are too long.

    Args:
        lengths: tokens of each passage, best passage first.
        question: tokens of everything else in the prompt.
        reply: tokens kept free for the reply.
        context: tokens of the model's context window.

    Returns:
        Positions of the passages taken, in order.
    """
    taken, left = [], context - question - reply
    for position, length in enumerate(lengths):
        if length <= left:
            taken.append(position)
            left -= length
    return taken


def build_prompt(
    question: str,
    chunks: Sequence[Chunk],
    budget: int,
    tokenizer: PreTrainedTokenizerBase,
    clean: Sequence[str] | None = None,
    fit: Fit = fit_passages,
) -> Prompt:
    """Put the passages that fit before the question.

    Args:
        question: what is asked.
        chunks: passages, best first.
        budget: the most tokens to send, template, instruction and question included; leave room for the reply.
        tokenizer: of the model.
        clean: what to show of each chunk in place of its text, such as its text without instructions; same order.
        fit: the rule that chooses passages by their lengths.

    Raises CourseError when the question alone, or no passage beside it, fits.
    """
    passages = list(clean) if clean is not None else [chunk.passage for chunk in chunks]
    bare = _tokens(tokenizer, as_sent(tokenizer, layout([], question)))
    if bare > budget:
        raise CourseError(
            f"The question takes {bare} tokens with its instruction; the budget is {budget}: ask a shorter question."
        )
    lengths = [_tokens(tokenizer, f"[{n}] {passage}\n") for n, passage in enumerate(passages, 1)]
    taken = fit(lengths, bare, 0, budget)
    if passages and not taken:
        raise CourseError(
            f"No passage fits: the shortest takes {min(lengths)} tokens, and of the budget of {budget} the question "
            f"leaves {budget - bare}. Raise the budget, or cut documents into smaller chunks."
        )
    text = layout([passages[i] for i in taken], question)
    sent = as_sent(tokenizer, text)
    return Prompt(
        text,
        sent,
        tuple(chunks[i] for i in taken),
        tuple(chunk for i, chunk in enumerate(chunks) if i not in taken),
        _tokens(tokenizer, sent),
    )


def _tokens(tokenizer: PreTrainedTokenizerBase, text: str) -> int:
    return len(tokenizer(text, add_special_tokens=False, verbose=False).input_ids)
