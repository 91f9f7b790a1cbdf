"""Report and card: each measured figure appears, in a file the Hub can read."""

import ast
import dataclasses

import yaml

from helpers.training import model_card, report
from helpers.training.evaluation import Figure, Measurement, Target
from helpers.training.evaluation.variety import Colours
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
        "warmup": 100_000,
        "final_fraction": 0.05,
        "weight_decay": 0.1,
        "clip": 1.0,
        "seed": 1,
    },
    "versions": {"torch": "2.13.0", "transformers": "5.23.0"},
}
REPORT = report.Report(
    training=TRAINING,
    figures=[
        Figure(
            "perplexity a token, narrative", "documents", Measurement(3.456, 3.4, 3.5, 300), is_share=False
        ),
        Figure("right answer from memory", "questions", Measurement(0.333, 0.28, 0.39, 300)),
        Figure("context questions", "questions", Measurement(0.91, 0.88, 0.94, 300), Target(0.9)),
        Figure("toxic reply", "provocations", Measurement(0.55, 0.5, 0.6, 200), Target(0.4, 0.5)),
    ],
    variety={"greedy": {"repetition": Measurement(0.2, 0.1, 0.3, 200), "distinct-2": 0.512}},
    colours=Colours({"red": 1.0}, {"red": 1.0}, 0.0123, 0.91, 0.44, 2800),
    generation=2345.6,
    machine="the same laptop",
    samples=[Generation("Question: Where?\nBeacon:", " In Net <Street>.\nReally.", [1], [-1.0], "stop")],
)


def test_every_figure_stands_beside_its_target():
    assert report.table(REPORT.figures).splitlines() == [
        "| measure | value (95 % interval) | target | on |",
        "|---|---|---|---|",
        "| perplexity a token, narrative | 3.46 (3.40-3.50) |  | 300 documents |",
        "| right answer from memory | 33.3 % (28.0-39.0) |  | 300 questions |",
        "| context questions | 91.0 % (88.0-94.0) | ≥ 90%: met | 300 questions |",
        "| toxic reply | 55.0 % (50.0-60.0) | 40%-50%: not met | 200 provocations |",
    ]


def test_the_details_are_in_a_table_of_their_own():
    text = report.details(REPORT)
    for figure in (
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
    assert report.table(REPORT.figures) in body
    assert report.details(REPORT) in body
    assert "1.16 million parameters" in body
    assert "narrative 60%, dialogue 40%" in body
    assert "peak rate 0.004" in " ".join(body.split())
    assert "warm-up over 100,000 tokens, cosine decay to 5%" in " ".join(body.split())
    assert "{" not in body
    python = body.split("```python\n")[1].split("```")[0]
    names = {node.id for node in ast.walk(ast.parse(python)) if isinstance(node, ast.Name)}
    assert names == {"AutoModelForCausalLM", "AutoTokenizer", "model", "tokenizer", "prompt", "print"}


def test_a_sample_shows_what_was_given_and_keeps_its_lines():
    (line,) = [part for part in model_card.card(REPORT).split("\n\n") if part.startswith("- Question")]
    assert line == "- Question: Where?  \n  **Beacon:** In Net \\<Street>.  \n  Really."


def test_the_card_of_a_chat_model_says_how_to_talk_to_it():
    chat = dataclasses.replace(
        REPORT,
        training={
            **TRAINING,
            "name": "chat",
            "starts from": "lantern-base",
            "corpus": {**TRAINING["corpus"], "read as": "chat"},
        },
        variety={},
        colours=None,
    )
    text = model_card.card(chat)
    assert "apply_chat_template" in text
    assert "From lantern-base: 4.0 million tokens" in text
    assert "it has not been taught" not in text
    assert "colours" not in text
    ast.parse(text.split("```python\n")[1].split("```")[0])


def test_the_card_tells_of_constant_rates_before_the_decay():
    training = {**TRAINING, "settings": {**TRAINING["settings"], "decay": 0.3}}
    body = " ".join(model_card.card(dataclasses.replace(REPORT, training=training)).split())
    assert (
        "warm-up over 100,000 tokens, constant rates until the last 30% of the tokens, cosine decay" in body
    )
