"""What a text model writes by itself: variety of its stories, colours as the town has them, speed."""

import math
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers import metrics, world
from helpers.sampling import generate
from helpers.training.evaluation.facts import QUESTION
from helpers.training.evaluation.measurement import Measurement, mean
from helpers.training.evaluation.subject import Prompt, Subject
from helpers.world import lexicon

TEMPERATURE = 0.8  # of the card's samples


@dataclass(frozen=True)
class Colours:
    """How the model colours what is newly painted or dyed.

    Attributes:
        model: probability of each colour after the town's colour prompts, among colours, averaged over the prompts.
        town: the weights that the stories draw from.
        distance: total variation between the two, 0 to 1.
        mass: probability that the next word is one of the colours at all.
        p_value: of a χ² test of sampled colours against ``model``; small only if sampling were wrong.
        samples: sampled continuations that began with a colour.
    """

    model: dict[str, float]
    town: dict[str, float]
    distance: float
    mass: float
    p_value: float
    samples: int


def openings(family: str, count: int, words: int = 4) -> list[str]:
    """Prompts: the first words of held-out documents, or the whole question where the family asks one."""
    documents = world.generate(family, split="test", count=count)
    if family == "help_desk":
        return [QUESTION.format(d.meta["question"]) for d in documents]
    return [" ".join(d.text.split(" ")[:words]) for d in documents]


def variety(
    subject: Subject, count: int = 200, tokens: int = 64, seed: int = 0
) -> dict[str, dict[str, Measurement | float]]:
    """Repetition and distinct-2 of sampled, greedy and real continuations of the openings of held-out stories."""
    prompts = openings("narrative", count)
    stories = world.generate("narrative", split="test", count=count)
    rest = [d.text[len(prompt) :] for prompt, d in zip(prompts, stories, strict=True)]
    tokenizer = subject.tokenizer
    cut = [tokenizer(text, truncation=True, max_length=tokens)["input_ids"] for text in rest]
    given = [Prompt(text, []) for text in prompts]
    sets = {
        "held-out text": [str(tokenizer.decode(ids)) for ids in cut],
        "sampled": subject.replies(given, tokens=tokens, temperature=TEMPERATURE, seed=seed),
        "greedy": subject.replies(given, tokens=tokens, seed=seed),
    }
    return {
        name: {
            "repetition": mean([metrics.repetition(text) for text in texts]),
            "distinct-2": metrics.distinct_n(texts, 2),
        }
        for name, texts in sets.items()
    }


@torch.no_grad()
def colour_probabilities(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, prompt: str, colours: Sequence[str]
) -> dict[str, float]:
    """Probability of each colour as the next word, over all its tokens."""
    start = tokenizer(prompt)["input_ids"]
    probabilities = {}
    for colour in colours:
        ids = tokenizer(f"{prompt} {colour}")["input_ids"]
        logprobs = model(torch.tensor([ids], device=model.device)).logits[0].float().log_softmax(-1)
        steps = range(len(start), len(ids))
        probabilities[colour] = math.exp(sum(float(logprobs[i - 1, ids[i]]) for i in steps))
    return probabilities


def colours(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, draws: int = 200, seed: int = 0
) -> Colours:
    """Compare the colours that the model gives to painted things with the town's weights; ``draws`` a prompt."""
    names = list(lexicon.COLOUR_WEIGHTS)
    prompts = lexicon.COLOUR_PROMPTS
    each = [colour_probabilities(model, tokenizer, prompt, names) for prompt in prompts]
    masses = [sum(p.values()) for p in each]
    summed = {name: sum(p[name] for p in each) for name in names}
    total = sum(summed.values())
    ours = {name: value / total for name, value in summed.items()}
    drawn: Counter[str] = Counter()
    for index, prompt in enumerate(prompts):
        rows = generate(
            model, tokenizer, [prompt] * draws, max_new_tokens=4, temperature=1.0, seed=seed + index
        )
        drawn.update(_first_word(row.text) for row in rows)
    observed = [drawn[name] for name in names]
    return Colours(
        ours,
        dict(lexicon.COLOUR_WEIGHTS),
        total_variation(ours, lexicon.COLOUR_WEIGHTS),
        float(np.mean(masses)),
        metrics.chi_square(observed, [ours[name] for name in names]).p_value,
        sum(observed),
    )


def total_variation(p: Mapping[str, float], q: Mapping[str, float]) -> float:
    """Half the summed absolute differences of two distributions over the same keys."""
    return 0.5 * sum(abs(p[key] - q[key]) for key in p)


def _first_word(text: str) -> str:
    words = text.split()
    return words[0].strip(".,;:!?\"'") if words else ""


def generation_speed(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, batch: int = 32, tokens: int = 48
) -> float:
    """Sampled tokens a second, best of three, for ``batch`` prompts at once and ``tokens`` new tokens each."""
    prompts = openings("narrative", batch)
    best = 0.0
    for _ in range(3):
        began = time.perf_counter()
        rows = generate(model, tokenizer, prompts, max_new_tokens=tokens, temperature=1.0)
        best = max(best, sum(len(row.token_ids) for row in rows) / (time.perf_counter() - began))
    return best
