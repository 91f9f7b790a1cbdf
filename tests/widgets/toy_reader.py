"""A corpus and a reader for the retrieval inspector: no trained model, and yet the answer follows the documents."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from transformers import AutoTokenizer, LlamaConfig, PreTrainedTokenizerBase

from helpers.paths import MODELS
from helpers.rag import ABSTAIN, Chunking, Document, Index, Settings
from helpers.widgets import RetrievalInspector
from tests.rag.conftest import WordCounts

Said = list[dict]

CORPUS = [
    Document(
        "w1",
        "The Warm Crust",
        "The Warm Crust is a bakery. The owner of The Warm Crust is Xavier Sandford. It opens at 6 am.",
    ),
    Document(
        "w2",
        "Velvet",
        "Velvet is a donkey 🫏. The owner of Velvet is Aldous Lamplugh. He eats carrots in the yard.",
    ),
    Document(
        "w3", "The Plaza", "The Plaza is a cinema. A ticket for The Plaza costs £4.20. It closes at 11 pm."
    ),
]
QUESTION = "Who is the owner of Velvet?"
ANSWER = "The owner of Velvet is Aldous Lamplugh."


class Reader(torch.nn.Module):
    """Replies with the sentence of the passages that shares most long words with the question, and cites it.

    Attributes:
        prompts: all it was asked.
        reply: what it says instead, where that is given.
    """

    def __init__(self, tokenizer: PreTrainedTokenizerBase, window: int = 512, seconds: float = 0.0) -> None:
        super().__init__()
        self.config = LlamaConfig(vocab_size=len(tokenizer), max_position_embeddings=window)
        self.generation_config = None
        self.device = torch.device("cpu")
        self.tokenizer, self.seconds = tokenizer, seconds
        self.prompts: list[str] = []
        self.reply: str | None = None

    def forward(self, input_ids: torch.Tensor, past_key_values: list[int] | None = None, **_: Any) -> Any:
        """The next token of the reply, for certain; the cache is what is left of it."""
        left = past_key_values
        if left is None:
            time.sleep(self.seconds)
            self.prompts.append(str(self.tokenizer.decode(input_ids[0], clean_up_tokenization_spaces=False)))
            reply = self.reply if self.reply is not None else read(self.prompts[-1])
            left = [*self.tokenizer(" " + reply)["input_ids"], self.tokenizer.eos_token_id]
        logits = torch.full((1, 1, len(self.tokenizer)), -50.0)
        logits[..., left[0]] = 0
        return SimpleNamespace(logits=logits, past_key_values=left[1:])


def read(prompt: str) -> str:
    """The sentence that answers, with its citation."""
    question = prompt.rsplit("Question: ", 1)[1].split("<|end|>")[0]
    asked = words(question)
    best, found = 0, ABSTAIN
    for number, passage in re.findall(r"^\[(\d+)\] (.*)$", prompt, re.MULTILINE):
        for sentence in re.findall(r"[^.]+(?:\.\d\d)?\.", passage):
            if len(asked & words(sentence)) > best:
                best, found = len(asked & words(sentence)), f"{sentence.strip()} [{number}]"
    return found


def words(text: str) -> set[str]:
    """Those of more than three letters."""
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


def index(folder: Path | str) -> Index:
    """The corpus, in an index in this folder."""
    tokenizer = AutoTokenizer.from_pretrained(MODELS / "lantern-tokenizer")
    made = Index(folder, WordCounts(), tokenizer, Chunking(24, 8))
    made.build(CORPUS)
    return made


def over(
    index: Index,
    settings: Settings | None = None,
    *,
    query: str = "",
    window: int = 512,
    seconds: float = 0.0,
) -> RetrievalInspector:
    """An inspector with a reader that takes so many seconds for a reply."""
    model: Any = Reader(index.tokenizer, window, seconds)
    return RetrievalInspector(index, model, index.tokenizer, settings, query=query)


def reader(inspector: RetrievalInspector) -> Any:
    """The reader of an inspector."""
    return inspector._model


def asked(ask: Callable[..., Said], question: str = QUESTION, method: str = "hybrid", k: object = 3) -> Said:
    return ask("ask", "ask", question=question, method=method, k=k)


def last(said: Said, kind: str) -> dict:
    return [message for message in said if message["kind"] == kind][-1]


def reply(state: dict) -> str:
    return "".join(part["text"] for part in state["answer"]["parts"])


def save(ask: Callable[..., Said], document: Document, fresh: bool = False) -> Said:
    typed = {"id": document.id, "title": document.title, "text": document.text}
    return ask("save", f"document save {document.id}", fresh=fresh, document=typed)
