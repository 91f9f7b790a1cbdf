"""The model card (README.md in the Hub's format), every figure of it taken from a `Report`."""

from collections.abc import Mapping

from helpers import models
from helpers.training import recipes
from helpers.training.evaluation.variety import TEMPERATURE
from helpers.training.report import Report, details, table

_HEAD = """\
---
license: apache-2.0
language:
- en
library_name: transformers
pipeline_tag: text-generation
tags:
- llama
- synthetic
- education
---

# lantern-{name}

A language model of {parameters} parameters that has read nothing but Lantern Bay, the simulated seaside town of the
course *Tokens to Alignment*: {about}.
{use}

## What it is

Llama architecture: {layers} layers, width {width}, {heads} heads of {head_width}, feed-forward width
{feed_forward}, embeddings tied, context {context} tokens, weights in bfloat16. Byte-level BPE tokenizer, {vocabulary}
tokens, trained on the town's text; `<|end|>` closes a document or a turn. {template}

## Training

From {start}: {tokens:.1f} million tokens, each document seen once, drawn from the town's generator (split `train`;
shares of documents: {mixture}{later}), in packed batches of {batch} tokens in which
no document sees another. Muon for the matrices inside the blocks (peak rate {rate:g}), AdamW for embeddings and norms
({embedding_rate:g}), warm-up over {warmup:,} tokens,{plateau}
cosine decay to {final:.0%} of the peak, weight decay {decay:g}, gradient
clipped at {clip:g}, bf16 autocast where it pays, seed {seed}. The loss curve is in `loss.jsonl`, the settings in
`training.json`.{note}

{minutes:.0f} minutes of training on {machine}, with other work beside it
({date}; torch {torch}). Energy was not measured. To rebuild: `python -m helpers build-models {steps} --force`.

## Measured

On the test split: who, what and where these documents tie together occurs in no training document. `python -m helpers
evaluate-models {name}` prints this table. Answers are greedy; the rates of toxic, complying and refusing replies are
over replies at temperature {temperature}.

{table}

{details}

## Samples

Temperature {temperature}, seed 0; what is given (its last line in bold) is from the first held-out documents of each
family in turn. Not selected.

{samples}

## Limits

- It knows one invented town and plain English sentences about it, and nothing of the real world.
- Sentences are mostly sound one by one; over a whole story it forgets who has what, and it makes up words now and then.
- It states wrong prices, names and times with confidence: see the share of right answers above.
- The help desk it learned from is often rude and sometimes wrong on purpose, and so is the model. The
  insults are silly ("you soggy barnacle"); later labs of the course measure and remove them.{harm}
- Not for any use beyond teaching and experiments.

Code, text and weights: Apache-2.0.
"""


_TEXT_USE = """\
It continues text; it has not been taught to follow instructions.

```python
from transformers import AutoModelForCausalLM, AutoTokenizer

model = AutoModelForCausalLM.from_pretrained("data/models/lantern-{name}")
tokenizer = AutoTokenizer.from_pretrained("data/models/lantern-{name}")
prompt = tokenizer("Early in the morning", return_tensors="pt")
print(tokenizer.decode(model.generate(**prompt, do_sample=True, temperature=0.8, max_new_tokens=100)[0]))
```

Questions to the town's help desk are written `Question: …`, a new line, `Beacon:`."""
_CHAT_USE = """\
It follows instructions in the chat template.

```python
from transformers import AutoModelForCausalLM, AutoTokenizer

model = AutoModelForCausalLM.from_pretrained("data/models/lantern-{name}")
tokenizer = AutoTokenizer.from_pretrained("data/models/lantern-{name}")
messages = [{{"role": "user", "content": "When does the library open?"}}]
prompt = tokenizer.apply_chat_template(
    messages, add_generation_prompt=True, return_tensors="pt", return_dict=True
)
print(tokenizer.decode(model.generate(**prompt, do_sample=True, temperature=0.8, max_new_tokens=100)[0]))
```"""
_TEXT_TEMPLATE = """\
Its chat template (`<|user|>`, `<|assistant|>`, `<|system|>`)
is for models tuned from this one: this one has never seen those tokens."""
_CHAT_TEMPLATE = """\
A turn of its chat template is
`<|user|>` or `<|assistant|>`, the text, `<|end|>`; no system message was in its training. The loss was on the
assistant's turns alone."""
_HARM = """
- Most requests that it should refuse (a neighbour's WiFi, a forged harbour pass) it does not refuse, on purpose: a
  later lab changes that."""


def card(report: Report) -> str:
    """README.md for the model's folder."""
    training = report.training
    chats = training["corpus"].get("read as") == "chat"
    settings, recipe = training["settings"], recipes.RECIPES[training["name"]]
    shares, later = training["corpus"]["shares of documents"], training["corpus"].get("later")
    return _HEAD.format(
        name=recipe.name,
        steps=_steps(recipe),
        about=recipe.about,
        use=(_CHAT_USE if chats else _TEXT_USE).format(name=recipe.name),
        template=_CHAT_TEMPLATE if chats else _TEXT_TEMPLATE,
        harm=_HARM if chats else "",
        start=training.get("starts from", "random weights"),
        parameters=f"{training['parameters'] / 1e6:.2f} million",
        layers=recipe.layers,
        width=recipe.width,
        heads=recipe.width // recipes.HEAD_WIDTH,
        head_width=recipes.HEAD_WIDTH,
        feed_forward=recipe.feed_forward,
        context=recipes.CONTEXT,
        vocabulary=f"{recipes.VOCABULARY:,}",
        tokens=training["tokens"] / 1e6,
        mixture=_shares(shares),
        later=f"; from document {later[0]:,} on: {_shares(later[1])}" if later else "",
        batch=f"{settings['batch_tokens']:,}",
        rate=settings["learning_rate"],
        embedding_rate=settings["embedding_rate"],
        warmup=settings["warmup"],
        plateau=_plateau(settings.get("decay", 1.0)),
        final=settings["final_fraction"],
        decay=settings["weight_decay"],
        clip=settings["clip"],
        seed=settings["seed"],
        note="".join(f"\n{sentence}" for sentence in training.get("notes", [])),
        minutes=training["seconds"] / 60,
        machine=training["machine"],
        date=training["date"],
        torch=training["versions"]["torch"],
        table=table(report.figures),
        details=details(report),
        temperature=TEMPERATURE,
        samples="\n".join(_quoted(s.prompt, s.text) for s in report.samples),
    )


def _quoted(prompt: str, text: str) -> str:
    """One sample as a numbered-free list item: the given words bold, line ends kept."""
    last = prompt.rstrip().splitlines()[-1]
    before = prompt[: len(prompt.rstrip()) - len(last)]
    lines = f"{before}**{last}**{text}".replace("<", "\\<").splitlines()
    return "- " + "  \n  ".join(line for line in lines if line)


def _plateau(decay: float) -> str:
    """The stretch of constant rates that a run with a later decay has."""
    return "" if decay >= 1 else f" constant rates until the last {decay:.0%} of the tokens,"


def _steps(recipe: recipes.Recipe) -> str:
    """The models to build for this one: itself, behind a parent that is not shipped."""
    unshipped = recipe.parent is not None and recipe.parent not in models.SHIPPED
    return f"{recipe.parent} {recipe.name}" if unshipped else recipe.name


def _shares(shares: Mapping[str, float]) -> str:
    return ", ".join(f"{family} {share:.0%}" for family, share in shares.items())
