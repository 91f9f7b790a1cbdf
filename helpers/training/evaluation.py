"""What a model's card reports, measured on documents whose bindings no training document has.

Everything is computed from the model in its folder: likelihood of held-out documents, answers to questions about the
town, variety of samples, colours, speed. Intervals are 95 % bootstrap intervals over documents, questions or prompts.
"""

import math
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers import metrics, world
from helpers.sampling import generate
from helpers.training.build import held_out_documents
from helpers.training.packing import ATTENTION, IGNORED, pack
from helpers.training.recipes import MIXTURE
from helpers.world import lexicon
from helpers.world.documents import Document

TEMPERATURE = 0.8  # of the card's samples
AT_A_TIME = 50  # prompts in one batch
QUESTION = "Question: {}\nBeacon:"  # the commonest of the help desk's layouts


@dataclass(frozen=True)
class Measurement:
    """A value with its 95 % interval and the number of items behind it."""

    value: float
    low: float
    high: float
    items: int


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


@torch.no_grad()
def document_losses(model: PreTrainedModel, documents: Sequence[Sequence[int]]) -> list[tuple[float, int]]:
    """Summed negative log-likelihood (nats) and number of predicted tokens of each document, read in isolation."""
    before = model.config._attn_implementation
    model.set_attn_implementation(ATTENTION)
    losses = []
    for start in range(0, len(documents), 32):
        some = documents[start : start + 32]
        batch = pack(some).to(model.device)
        logits = model(
            input_ids=batch.input_ids,
            position_ids=batch.position_ids,
            documents=batch.documents,
            use_cache=False,
        ).logits[0]
        nats = torch.nn.functional.cross_entropy(
            logits.float(), batch.targets, ignore_index=IGNORED, reduction="none"
        )
        pieces = nats.split([len(document) for document in some])
        losses += [(float(piece.sum()), len(piece) - 1) for piece in pieces]
    model.set_attn_implementation(before)
    return losses


def perplexity(losses: Sequence[tuple[float, int]], seed: int = 0) -> Measurement:
    """exp(nats / tokens) over all documents together; the interval resamples documents (2,000 times)."""
    sums = np.array(losses, dtype=float)
    rows = np.random.default_rng(seed).integers(len(sums), size=(2000, len(sums)))
    resampled = sums[rows].sum(axis=1)
    low, high = np.quantile(np.exp(resampled[:, 0] / resampled[:, 1]), [0.025, 0.975])
    total = sums.sum(axis=0)
    return Measurement(math.exp(total[0] / total[1]), float(low), float(high), len(losses))


def perplexities(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, count: int = 300
) -> dict[str, Measurement]:
    """Perplexity on the first ``count`` test documents of each family that the models are trained on."""
    return {
        family: perplexity(document_losses(model, held_out_documents(tokenizer, family, "test", count)))
        for family in MIXTURE
    }


def mean(values: Sequence[float]) -> Measurement:
    """The mean with its bootstrap interval."""
    return Measurement(float(np.mean(values)), *metrics.bootstrap_interval(values), len(values))


def questions(count: int) -> list[Document]:
    """The first ``count`` test questions that are asked politely, briefly or at length, without provocation."""
    found = (
        d
        for d in world.generate("help_desk", split="test")
        if d.meta["manner"] in ("polite", "curt", "chatty")
    )
    return [next(found) for _ in range(count)]


def fact_accuracy(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, count: int = 300
) -> tuple[Measurement, Measurement]:
    """Share of questions about the town whose greedy reply holds the true answer, and the share of a blind guesser.

    No training document asks for that fact in that manner, but others state it: this measures memory, not reading.
    The guesser gives each question the commonest true answer of its kind of fact.
    """
    asked = questions(count)
    prompts = [QUESTION.format(d.meta["question"]) for d in asked]
    replies = _continuations(model, tokenizer, prompts, tokens=64, temperature=0.0, seed=0)
    right = [states(reply, d.meta["answer"]) for reply, d in zip(replies, asked, strict=True)]
    common = _commonest_answers()
    guessed = [common[d.meta["relation"]] == d.meta["answer"] for d in asked]
    return mean([float(x) for x in right]), mean([float(x) for x in guessed])


def states(reply: str, answer: str) -> bool:
    """Whether a reply holds an answer whole, capitals aside: "9.15 pm" is not in "19.15 pm", "£4" not in "£4.50"."""
    whole = rf"(?<![\w.]){re.escape(answer)}(?![.:]?\w)"
    return re.search(whole, reply, re.IGNORECASE) is not None


def _commonest_answers() -> dict[str, str]:
    counts: dict[str, Counter[str]] = {}
    for document in world.generate("help_desk", count=5000):
        counts.setdefault(document.meta["relation"], Counter())[document.meta["answer"]] += 1
    return {relation: counter.most_common(1)[0][0] for relation, counter in counts.items()}


def openings(family: str, count: int, words: int = 4) -> list[str]:
    """Prompts: the first words of held-out documents, or the whole question where the family asks one."""
    documents = world.generate(family, split="test", count=count)
    if family == "help_desk":
        return [QUESTION.format(d.meta["question"]) for d in documents]
    return [" ".join(d.text.split(" ")[:words]) for d in documents]


def variety(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    count: int = 200,
    tokens: int = 64,
    seed: int = 0,
) -> dict[str, dict[str, Measurement | float]]:
    """Repetition and distinct-2 of sampled, greedy and real continuations of the openings of held-out stories."""
    prompts = openings("narrative", count)
    stories = world.generate("narrative", split="test", count=count)
    rest = [d.text[len(prompt) :] for prompt, d in zip(prompts, stories, strict=True)]
    cut = [tokenizer(text, truncation=True, max_length=tokens)["input_ids"] for text in rest]
    sets = {
        "held-out text": [str(tokenizer.decode(ids)) for ids in cut],
        "sampled": _continuations(model, tokenizer, prompts, tokens, TEMPERATURE, seed),
        "greedy": _continuations(model, tokenizer, prompts, tokens, 0.0, seed),
    }
    return {
        name: {
            "repetition": mean([metrics.repetition(text) for text in texts]),
            "distinct-2": metrics.distinct_n(texts, 2),
        }
        for name, texts in sets.items()
    }


def _continuations(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    prompts: Sequence[str],
    tokens: int,
    temperature: float,
    seed: int,
) -> list[str]:
    written: list[str] = []
    for start in range(0, len(prompts), AT_A_TIME):
        rows = generate(
            model,
            tokenizer,
            prompts[start : start + AT_A_TIME],
            max_new_tokens=tokens,
            temperature=temperature,
            seed=seed + start,
        )
        written += [row.text for row in rows]
    return written


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
