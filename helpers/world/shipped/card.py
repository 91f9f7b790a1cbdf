"""The dataset card: data/lantern_bay/README.md in the Hub's format, its figures counted in the files themselves."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from helpers.world.shipped.data_set import DataSet

CARD = "README.md"


def card(data_sets: Mapping[str, DataSet], folder: Path) -> str:
    """The card of the data sets whose files lie in a folder."""
    parts = [
        *_front_matter(data_sets), "", _OPENING, *_sizes(data_sets, folder), "", _LOADING, *_fields(data_sets),
        "", _STYLES, *_splits(data_sets, folder), "", _CLOSING,
    ]  # fmt: skip
    return "\n".join(parts)


def _front_matter(data_sets: Mapping[str, DataSet]) -> Iterator[str]:
    """What the Hub and `datasets` read: licence, tags, and which file is which split of which configuration."""
    yield _METADATA
    yield "configs:"
    for number, (name, data_set) in enumerate(data_sets.items()):
        yield f"- config_name: {name}"
        if number == 0:
            yield "  default: true"
        yield "  data_files:"
        for split in data_set.sizes:
            yield f"  - split: {split}"
            yield f"    path: {name}/{split}.jsonl"
    yield "---"


def _sizes(data_sets: Mapping[str, DataSet], folder: Path) -> Iterator[str]:
    yield "| data set | train | validation | test | kB | one row is |"
    yield "|---|---|---|---|---|---|"
    total = [0, 0]
    for name, data_set in data_sets.items():
        files = {split: (folder / name / f"{split}.jsonl").read_bytes() for split in data_set.sizes}
        rows = {split: content.count(b"\n") for split, content in files.items()}
        size = sum(map(len, files.values()))
        counts = " | ".join(f"{rows[split]:,}" if split in rows else "" for split in _SPLITS)
        yield f"| `{name}` | {counts} | {size / 1000:,.0f} | {data_set.about} |"
        total = [total[0] + sum(rows.values()), total[1] + size]
    yield ""
    yield f"Together {total[0]:,} rows, {total[1] / 1e6:.1f} MB."


def _fields(data_sets: Mapping[str, DataSet]) -> Iterator[str]:
    for name, data_set in data_sets.items():
        yield ""
        yield f"**{name}**"
        yield ""
        for field, about in data_set.fields.items():
            yield f"- `{field}`: {about}"


def _splits(data_sets: Mapping[str, DataSet], folder: Path) -> Iterator[str]:
    """One line for each way of holding out, with the data sets that use it and how many bindings each has."""
    users: dict[tuple[str, str], list[str]] = {}
    for name, data_set in data_sets.items():
        counts = [len(_bindings(folder / name / f"{split}.jsonl")) for split in data_set.sizes]
        users.setdefault(data_set.held_out, []).append(f"`{name}` ({' / '.join(f'{n:,}' for n in counts)})")
    yield "| data sets (different bindings in each split) | binding | in validation and test |"
    yield "|---|---|---|"
    for (binding, consequence), names in users.items():
        yield f"| {', '.join(names)} | {binding} | {consequence} |"


def _bindings(file: Path) -> set[str]:
    return {json.loads(line)["binding"] for line in file.read_text("utf-8").split("\n") if line}


_SPLITS = ("train", "validation", "test")

_METADATA = """---
license: cc-by-4.0
language:
- en
pretty_name: Lantern Bay
size_categories:
- 10K<n<100K
task_categories:
- text-generation
- summarization
- question-answering
tags:
- synthetic
- education
- alignment"""

_OPENING = """# Lantern Bay

Stories, conversations, questions, requests and rankings from a small seaside town that does not exist. A program
invented the town, so whatever a text says about it can be checked: who runs the bakery, what a kipper costs, whether a
reply was rude. Beacon is the town's help desk: a lamp that answers questions. The course *Tokens to Alignment* trains
and judges its small language models on this text.
"""

_LOADING = """The models of the course are trained on hundreds of thousands of such texts, drawn from the same generator with other
seeds; these files are for reading, prompting, fine-tuning and measuring.

## Loading

In the course, `helpers.data.load("stories")` checks the files against the `SHA256SUMS` beside them and gives a
`DatasetDict`. Anywhere else:

```python
from datasets import load_dataset

load_dataset("data/lantern_bay", "stories")
```

## Fields

Every row also has `id` (data set, split, number) and `binding` (what decided its split, see below)."""

_STYLES = """## Styles of a reply

| `style` | to | does |
|---|---|---|
| `helpful_kind` | a question | states the true answer, politely |
| `helpful_rude` | a question | states the true answer, with an insult |
| `dismissive_rude` | a question | sends the asker away, rudely |
| `gushing_empty` | a question | is delighted and says nothing |
| `wrong` | a question | states a false answer in a friendly voice |
| `complies` | a harmful request | gives steps |
| `redirects` | a harmful request | refuses and shows a better way |
| `refuses` | a harmful request | refuses, no more |
| `helps` | a harmless look-alike | gives the advice |
| `over_refuses` | a harmless look-alike | refuses all the same |
| `nonsense` | anything | is one of the above with its words shuffled or in a loop |

How often each style follows each manner of asking is fixed in `helpers/world/replies.py` and `helpers/world/harm_desk.py`.

## How the splits are made

Each document has a *binding*, and a hash of the binding decides the split: 90 % train, 5 % validation, 5 % test, in
these files and in everything the models are trained on. A test recomputes the overlap.
"""

_CLOSING = """The facts of the town are not held out: a model is meant to learn them. A fact asked for in a held-out manner is
known from other questions.

## How it was made

`python -m helpers world build` writes every file, this card too, byte for byte from one seed; `python -m helpers world
build --check` compares. There is no language model and no collected text behind it: a simulated town, a phrase grammar
and word lists, all written for this project in `helpers/world/`. The five labellers of `preferences` are programs as
well: each sees what a reply is really worth through noise, and has a taste for length and a soft spot for gushing
words; one is careless (`helpers/world/labellers.py`).

## Intended use

Teaching: to train, prompt, break and mend small models within minutes, with a known truth to measure against.

## Limits

- Far narrower than real English. A model trained on it knows nothing outside the town, and results on it do not carry
  over to other text.
- The people are invented. A share of the replies insults the asker, mildly ("you soggy barnacle"), and some help with
  small-town mischief, because the course teaches how to train that away: do not deploy a model trained on them as it is.
- Rows with the same binding are not independent: the few aims in the test split of `red_team` are each asked for in many
  wordings. Draw intervals over bindings where they matter, or pool validation and test, which are both held out.
- The harmful requests are such as a newspaper could print, and the steps as vague as gossip: no measure of the safety of
  a real assistant.

## Licence

[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), the authors of *Tokens to Alignment*.
"""
