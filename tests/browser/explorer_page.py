"""The sampling explorer as a test sees it, and what torch says it should show."""

import math
import re
from dataclasses import dataclass

import torch
from playwright.sync_api import Locator, Page
from transformers import (
    LogitsProcessorList,
    MinPLogitsWarper,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

from . import tiny


@dataclass(frozen=True)
class Row:
    """One line of the bars: token id, the model's probability and a side's, as shown."""

    token_id: int
    model: str
    after: str


class ExplorerPage:
    """Reads and works one explorer by keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator(".ta-explorer").first
        self.root.locator(".ta-bars tbody tr").first.wait_for()
        self.keyboard = page.keyboard

    @property
    def prompt(self) -> Locator:
        return self.root.get_by_label("Prompt", exact=True)

    def slider(self, name: str, side: str = "A") -> Locator:
        return self.root.get_by_label(f"{name}, setting {side}", exact=True)

    def box(self, name: str, side: str = "A") -> Locator:
        return self.root.get_by_label(f"{name}, setting {side}, typed", exact=True)

    def type_in(self, box: Locator, text: str) -> None:
        """Replace what stands in a box, as a person would."""
        box.focus()
        self.keyboard.press("Control+a")
        self.keyboard.press("Delete")
        self.keyboard.type(text)
        self.keyboard.press("Enter")
        self.settle()

    def ask(self, prompt: str) -> None:
        """Put a prompt in the box."""
        self.prompt.fill(prompt)
        self.settle()

    def settle(self) -> None:
        """Wait until every question to the kernel is answered and the text is written."""
        self.page.wait_for_timeout(30)
        self.page.wait_for_function("root => root.ariaBusy === 'false'", arg=self.root.element_handle())

    def rows(self, side: str = "a") -> list[Row]:
        """All thirty rows, folded ones included."""
        return [
            Row(int(token), model, after)
            for token, model, after in self.root.evaluate(
                """(root, side) => [...root.querySelectorAll('.ta-bars tbody tr:not(.ta-rest)')].map(row => [
                    row.querySelector('button').dataset.id,
                    row.querySelector('td').textContent,
                    row.querySelector(`.ta-after[data-side="${side}"]`).textContent])""",
                side,
            )
        ]

    def measures(self, row: int = 1) -> list[float]:
        """Entropy in nats, perplexity, kept mass, kept tokens of one line: 0 the model, 1 A, 2 B."""
        cells = self.root.locator(".ta-measures tbody tr").nth(row).locator("td").all_inner_texts()
        return [float(re.sub(r"[^\d.]", "", cell)) for cell in cells]

    def tokens(self, side: str = "a") -> list[str]:
        return self.root.locator(f".ta-story[data-side='{side}'] .ta-token").all_inner_texts()


def expected(
    prompt: str,
    *,
    temperature: float = 1.0,
    top_k: int = 0,
    top_p: float = 1.0,
    min_p: float = 0.0,
    penalty: float = 1.0,
) -> tuple[torch.Tensor, torch.Tensor]:
    """Next-token probabilities ``(vocab,)`` of the tiny model and after transformers' own warpers."""
    model, tokenizer = tiny.pair()
    ids = torch.tensor([tokenizer(prompt)["input_ids"]])
    with torch.no_grad():
        logits = model(ids).logits[:, -1]
    steps = LogitsProcessorList()
    if penalty != 1:
        steps.append(RepetitionPenaltyLogitsProcessor(penalty))
    if temperature != 1:
        steps.append(TemperatureLogitsWarper(temperature))
    if top_k:
        steps.append(TopKLogitsWarper(top_k))
    if top_p < 1:
        steps.append(TopPLogitsWarper(top_p))
    if min_p:
        steps.append(MinPLogitsWarper(min_p))
    return logits.softmax(-1)[0], steps(ids, logits).softmax(-1)[0]


def is_shown_as(value: float, text: str) -> bool:
    """Whether ``text`` is the probability to the digits shown: three decimals, or the word for a cut token."""
    if value == 0:
        return text.startswith("cut")
    if text == "<0.001":
        return value < 0.0005 + 1e-6
    return text[0] in "01" and abs(float(text) - value) <= 0.0005 + 1e-6


def entropy(probabilities: torch.Tensor) -> float:
    return -sum(p * math.log(p) for p in probabilities.tolist() if p > 0)
