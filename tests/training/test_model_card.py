"""Report and card: each measured figure appears, in a file the Hub can read."""

import ast

import yaml

from helpers.training import model_card, report
from helpers.training.evaluation import Colours, Measurement
from helpers.types import Generation

TRAINING = {
    "name": "micro",
    "about": "small",
    "parameters": 1_164_160,
    "tokens": 4_000_000,
    "seconds": 800,
    "machine": "a laptop",
    "date": "2026-11-21",
    "corpus": {"shares of documents": {"narrative": 0.6, "dialogue": 0.4}, "seed": 0},
    "settings": {
        "batch_tokens": 4096,
        "learning_rate": 4e-3,
        "embedding_rate": 2e-3,
        "warmup": 0.02,
        "final_fraction": 0.05,
        "weight_decay": 0.1,
        "clip": 1.0,
        "seed": 1,
    },
    "versions": {"torch": "2.13.0", "transformers": "5.23.0"},
}
REPORT = report.Report(
    training=TRAINING,
    perplexities={"narrative": Measurement(3.456, 3.4, 3.5, 300)},
    facts=Measurement(0.333, 0.28, 0.39, 300),
    blind=Measurement(0.05, 0.03, 0.08, 300),
    variety={"greedy": {"repetition": Measurement(0.2, 0.1, 0.3, 200), "distinct-2": 0.512}},
    colours=Colours({"red": 1.0}, {"red": 1.0}, 0.0123, 0.91, 0.44, 2800),
    generation=2345.6,
    machine="the same laptop",
    samples=[Generation("Question: Where?\nBeacon:", " In Net <Street>.\nReally.", [1], [-1.0], "stop")],
)


def test_every_figure_is_in_the_table():
    text = report.table(REPORT)
    for figure in (
        "3.46 (3.40-3.50)",
        "33.3 % (28.0-39.0)",
        "5.0 %",
        "20.0 %",
        "0.512",
        "0.012",
        "91.0 %",
        "0.44",
    ):
        assert figure in text
    assert "5,000 tokens/s" in text  # 4 M in 800 s
    assert "2,346 tokens/s" in text
    assert {line.count("|") for line in text.splitlines()} == {4}


def test_the_card_has_the_hubs_header_and_the_table():
    text = model_card.card(REPORT)
    _, header, body = text.split("---\n", 2)
    assert yaml.safe_load(header)["license"] == "apache-2.0"
    assert yaml.safe_load(header)["pipeline_tag"] == "text-generation"
    assert report.table(REPORT) in body
    assert "1.16 million parameters" in body
    assert "narrative 60%, dialogue 40%" in body
    assert "peak rate 0.004" in " ".join(body.split())
    assert "{" not in body
    python = body.split("```python\n")[1].split("```")[0]
    names = {node.id for node in ast.walk(ast.parse(python)) if isinstance(node, ast.Name)}
    assert names == {"AutoModelForCausalLM", "AutoTokenizer", "model", "tokenizer", "prompt", "print"}


def test_a_sample_shows_what_was_given_and_keeps_its_lines():
    (line,) = [part for part in model_card.card(REPORT).split("\n\n") if part.startswith("- Question")]
    assert line == "- Question: Where?  \n  **Beacon:** In Net \\<Street>.  \n  Really."
