"""A model's measurements in one place, and the table that shows them."""

import dataclasses
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers import world
from helpers.sampling import generate
from helpers.training import evaluation, machine
from helpers.training.evaluation import CHAT_ONLY, SKILLS, Figure, Measurement, Subject, prompt, variety
from helpers.training.evaluation.variety import TEMPERATURE, Colours, openings
from helpers.training.recipes import INSTRUCTIONS, MIXTURE
from helpers.types import Generation
from helpers.world.lexicon import COLOUR_PROMPTS

SAMPLES = 20


@dataclass(frozen=True)
class Report:
    """Everything that is measured of one model.

    Attributes:
        training: the contents of its training.json.
        figures: what it can do, skill by skill.
        variety: repetition and distinct-2 of held-out text and of sampled and greedy continuations; of a text model.
        colours: see `Colours`; of a text model.
        generation: sampled tokens a second, 32 prompts at once.
        machine: what they were sampled on.
        samples: twenty completions at temperature 0.8, seed 0.
    """

    training: dict[str, Any]
    figures: list[Figure]
    variety: dict[str, dict[str, Any]]
    colours: Colours | None
    generation: float
    machine: str
    samples: list[Generation]


def measure(
    subject: Subject, folder: Path, count: int = evaluation.COUNT, tell: Callable[[str], None] = print
) -> Report:
    """Measure a model of the course; ``folder`` is where it lies (for its training record)."""
    return Report(
        training=json.loads((folder / "training.json").read_text("utf-8")),
        figures=skills(subject, count, tell=tell),
        variety={} if subject.chats else variety.variety(subject),
        colours=None if subject.chats else variety.colours(subject.model, subject.tokenizer),
        generation=variety.generation_speed(subject.model, subject.tokenizer),
        machine=machine.describe(subject.model.device),
        samples=samples(subject),
    )


def skills(
    subject: Subject,
    count: int = evaluation.COUNT,
    only: Sequence[str] = (),
    tell: Callable[[str], None] = print,
) -> list[Figure]:
    """The figures of all groups of skills that such a model has, or of those named; `tell` hears of each group."""
    found = []
    for name in only or SKILLS:
        if subject.chats or name not in CHAT_ONLY:
            tell(f"measuring {name}")
            found += SKILLS[name](subject, count)
    return found


def samples(subject: Subject, count: int = SAMPLES) -> list[Generation]:
    """Replies to held-out requests, or completions of openings, the families in turn; the first, not the best."""
    families = INSTRUCTIONS if subject.chats else MIXTURE
    each = -(-count // len(families))
    begin = _requests if subject.chats else openings
    turns = [text for group in zip(*(begin(f, each) for f in families), strict=True) for text in group]
    given = [subject.laid_out(prompt(text, text)) for text in turns[:count]]
    rows = generate(
        subject.model, subject.tokenizer, given, max_new_tokens=160, temperature=TEMPERATURE, seed=0
    )
    shown = [f"{text}\n" if subject.chats else text for text in turns]
    return [dataclasses.replace(row, prompt=text) for row, text in zip(rows, shown, strict=False)]


def _requests(family: str, count: int) -> list[str]:
    documents = world.generate(family, split="test", count=count)
    return [document.meta["messages"][0]["content"] for document in documents]


def table(figures: Sequence[Figure]) -> str:
    """Figures as a Markdown table, each beside its target."""
    return _table("| measure | value (95 % interval) | target | on |", [_row(figure) for figure in figures])


def details(report: Report) -> str:
    """Speed, and what a text model writes by itself, as a Markdown table."""
    training, colours = report.training, report.colours
    rows = []
    for name, values in report.variety.items():
        texts = f"{values['repetition'].items} stories, 64 tokens each"
        rows.append((f"repeated 4-grams, {name}", _percent(values["repetition"]), texts))
        rows.append((f"distinct-2, {name}", f"{values['distinct-2']:.3f}", "the same texts together"))
    if colours:
        exact = f"{len(COLOUR_PROMPTS)} prompts, exact probabilities"
        mass = f"{100 * colours.mass:.1f} %"
        rows += [
            ("colours: total variation from the town's weights", f"{colours.distance:.3f}", exact),
            ("colours: probability that a colour comes next", mass, "the same prompts"),
            (
                "colours: χ² of sampled against exact, p",
                f"{colours.p_value:.2f}",
                f"{colours.samples} samples",
            ),
        ]
    speed = training["tokens"] / max(1, training["seconds"])
    rows += [
        ("training speed", f"{speed:,.0f} tokens/s", training["machine"]),
        ("generation speed, 32 prompts at once", f"{report.generation:,.0f} tokens/s", report.machine),
    ]
    return _table("| measure | value | on |", rows)


def _table(header: str, rows: Sequence[Sequence[str]]) -> str:
    lines = [header, "|" + "---|" * (header.count("|") - 1)]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def _row(figure: Figure) -> tuple[str, str, str, str]:
    found, target = figure.found, figure.target
    value = _percent(found) if figure.is_share else f"{found.value:.2f} ({found.low:.2f}-{found.high:.2f})"
    wanted = ""
    if target:
        bounds = f"{target.low:.0%}-{target.high:.0%}" if target.high < 1 else f"≥ {target.low:.0%}"
        wanted = f"{bounds}: {'met' if target.met(found.value) else 'not met'}"
    return figure.what, value, wanted, f"{found.items} {figure.on}"


def _percent(m: Measurement) -> str:
    return f"{100 * m.value:.1f} % ({100 * m.low:.1f}-{100 * m.high:.1f})"
