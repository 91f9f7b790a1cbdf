"""A model's measurements in one place, and the table that shows them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.sampling import generate
from helpers.training import evaluation, machine
from helpers.training.evaluation import Colours, Measurement, openings
from helpers.training.recipes import MIXTURE
from helpers.types import Generation
from helpers.world.lexicon import COLOUR_PROMPTS

SAMPLES = 20


@dataclass(frozen=True)
class Report:
    """Everything that is measured of one model.

    Attributes:
        training: the contents of its training.json.
        perplexities: by family, on test documents.
        facts: share of right greedy replies to test questions; ``blind`` is that of a guesser who knows the kind of
            question only.
        variety: repetition and distinct-2 of held-out text and of sampled and greedy continuations.
        colours: see `Colours`.
        generation: sampled tokens a second, 32 prompts at once.
        machine: what they were sampled on.
        samples: twenty completions at temperature 0.8, seed 0.
    """

    training: dict[str, Any]
    perplexities: dict[str, Measurement]
    facts: Measurement
    blind: Measurement
    variety: dict[str, dict[str, Any]]
    colours: Colours
    generation: float
    machine: str
    samples: list[Generation]


def measure(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, folder: Path) -> Report:
    """Measure a model of the course; ``folder`` is where it lies (for its training record)."""
    facts, blind = evaluation.fact_accuracy(model, tokenizer)
    return Report(
        training=json.loads((folder / "training.json").read_text("utf-8")),
        perplexities=evaluation.perplexities(model, tokenizer),
        facts=facts,
        blind=blind,
        variety=evaluation.variety(model, tokenizer),
        colours=evaluation.colours(model, tokenizer),
        generation=evaluation.generation_speed(model, tokenizer),
        machine=machine.describe(model.device),
        samples=samples(model, tokenizer),
    )


def samples(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, count: int = SAMPLES
) -> list[Generation]:
    """Completions of the openings of held-out documents, the families in turn; the first ones, not the best."""
    each = -(-count // len(MIXTURE))
    turns = [prompt for group in zip(*(openings(f, each) for f in MIXTURE), strict=True) for prompt in group]
    return generate(
        model, tokenizer, turns[:count], max_new_tokens=160, temperature=evaluation.TEMPERATURE, seed=0
    )


def table(report: Report) -> str:
    """The measurements as a Markdown table."""
    training, colours = report.training, report.colours
    asked = f"{report.facts.items} test questions, greedy replies"
    rows = [
        (f"perplexity a token, {family}", _number(m), f"{m.items} test documents")
        for family, m in report.perplexities.items()
    ]
    rows += [
        ("right answers about the town, from memory", _percent(report.facts), asked),
        ("… of a guesser who sees only the kind of question", _percent(report.blind), "the same questions"),
    ]
    for name, values in report.variety.items():
        texts = f"{values['repetition'].items} stories, 64 tokens each"
        rows.append((f"repeated 4-grams, {name}", _percent(values["repetition"]), texts))
        rows.append((f"distinct-2, {name}", f"{values['distinct-2']:.3f}", "the same texts together"))
    speed = training["tokens"] / max(1, training["seconds"])
    exact = f"{len(COLOUR_PROMPTS)} prompts, exact probabilities"
    rows += [
        ("colours: total variation from the town's weights", f"{colours.distance:.3f}", exact),
        ("colours: probability that a colour comes next", f"{100 * colours.mass:.1f} %", "the same prompts"),
        ("colours: χ² of sampled against exact, p", f"{colours.p_value:.2f}", f"{colours.samples} samples"),
        ("training speed", f"{speed:,.0f} tokens/s", training["machine"]),
        ("generation speed, 32 prompts at once", f"{report.generation:,.0f} tokens/s", report.machine),
    ]
    lines = ["| measure | value (95 % interval) | on |", "|---|---|---|"]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def _number(m: Measurement) -> str:
    return f"{m.value:.2f} ({m.low:.2f}-{m.high:.2f})"


def _percent(m: Measurement) -> str:
    return f"{100 * m.value:.1f} % ({100 * m.low:.1f}-{100 * m.high:.1f})"
