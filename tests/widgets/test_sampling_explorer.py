import asyncio
import json

import numpy as np
import pytest
import torch

from helpers.errors import InputError
from helpers.sampling import generate, warp
from helpers.widgets import SamplingExplorer
from tests.browser import tiny

from .conftest import of_kind, talker

PROMPT = "the lamp on the"


def logits_after(prompt: str) -> torch.Tensor:
    model, tokenizer = tiny.pair()
    with torch.no_grad():
        return model(torch.tensor([tokenizer(prompt)["input_ids"]])).logits[0, -1]


def test_hello_sends_controls_distribution_and_text(explorer: SamplingExplorer) -> None:
    said = talker(explorer)("hello", "hello")
    assert [message["kind"] for message in said] == ["state", "before", "after", "tokens", "answer"]
    state, before, after, tokens, answer = said
    assert state["settings"]["a"] == {
        "temperature": 1.0,
        "top_k": 0,
        "top_p": 1.0,
        "min_p": 0.0,
        "repetition_penalty": 1.0,
    }
    probabilities = logits_after(PROMPT).softmax(-1)
    assert [row["model"] for row in before["rows"]] == pytest.approx(
        probabilities.topk(30).values.tolist(), rel=1e-4
    )
    assert before["tokens"] == len(tiny.tokenizer()(PROMPT)["input_ids"])
    assert after["kept_mass"] == pytest.approx(1)
    assert tokens["prompt"] == PROMPT
    assert answer == {"kind": "answer", "field": "hello", "serial": 1, "problem": None}


def test_a_move_of_a_slider_sends_under_ten_kilobytes(explorer: SamplingExplorer) -> None:
    ask = talker(explorer)
    said = ask("setting", "a.temperature", side="a", name="temperature", typed="0.5")
    assert len(json.dumps(said)) < 3_000
    [after] = of_kind(said, "after")
    ids = explorer.exploration.model_view.ids  # type: ignore[union-attr]
    expected = warp(logits_after(PROMPT), temperature=0.5).softmax(-1)[ids]
    assert after["after"] == pytest.approx(expected.tolist(), abs=1e-6)
    assert explorer.settings["a"]["temperature"] == 0.5


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("temperature", "-0.5", "0 or more"),
        ("temperature", "inf", "finite"),
        ("temperature", "", "must be a number"),
        ("top_k", "-3", "0 or more"),
        ("top_k", "3.5", "whole number"),
        ("top_p", "0", "above 0 and at most 1"),
        ("min_p", "2", "from 0 to 1"),
        ("repetition_penalty", "0", "above 0"),
    ],
)
def test_a_bad_value_gets_a_sentence_and_changes_nothing(
    explorer: SamplingExplorer, name: str, typed: str, sentence: str
) -> None:
    before = explorer.settings
    said = talker(explorer)("setting", f"a.{name}", side="a", name=name, typed=typed)
    assert [message["kind"] for message in said] == ["answer"]
    assert sentence in said[0]["problem"]
    assert explorer.settings == before


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "empty"), ("lamp " * 600, "window holds 512"), ("\ud800", "surrogate")]
)
def test_a_bad_prompt_gets_a_sentence_and_the_last_one_stays(
    explorer: SamplingExplorer, text: str, sentence: str
) -> None:
    ask = talker(explorer)
    said = ask("prompt", "prompt", text=text)
    assert [message["kind"] for message in said] == ["answer"]
    assert sentence in said[0]["problem"]
    assert of_kind(ask("hello", "hello"), "before")[0]["tokens"] == len(tiny.tokenizer()(PROMPT)["input_ids"])
    assert ask("prompt", "prompt", text="the tide")[-1]["problem"] is None


def test_the_text_is_what_generate_writes(explorer: SamplingExplorer) -> None:
    ask = talker(explorer)
    ask("setting", "a.top_p", side="a", name="top_p", typed="0.9")
    ask("setting", "a.repetition_penalty", side="a", name="repetition_penalty", typed="1.3")
    said = ask("write", "write", seed="5", length="40")
    [expected] = generate(
        *tiny.pair(), [PROMPT], max_new_tokens=40, top_p=0.9, repetition_penalty=1.3, seed=5
    )
    assert explorer.token_ids["a"] == expected.token_ids
    sent = [token for message in of_kind(said, "tokens") for token in message["tokens"]]
    assert np.log([token["model"] for token in sent]) == pytest.approx(expected.logprobs, abs=1e-4)


def test_a_branch_keeps_what_stands_before_it(explorer: SamplingExplorer) -> None:
    ask = talker(explorer)
    old = explorer.exploration.sides["a"].steps
    other = old[2]["others"][0]
    ask("branch", "write", side="a", index=2, id=other["id"])
    new = explorer.exploration.sides["a"].steps
    assert new[:2] == old[:2]
    assert (new[2]["id"], new[2]["model"]) == (other["id"], other["model"])
    assert len(new) <= 12


def test_a_token_of_the_distribution_first_on_both_sides(explorer: SamplingExplorer) -> None:
    ask = talker(explorer)
    ask("compare", "compare", on=True)
    ask("begin", "write", id=70)
    assert [ids[0] for ids in explorer.token_ids.values()] == [70, 70]


def test_both_sides_draw_with_the_same_numbers(explorer: SamplingExplorer) -> None:
    ask = talker(explorer)
    said = ask("compare", "compare", on=True)
    assert set(of_kind(said, "state")[0]["settings"]) == {"a", "b"}
    ask("write", "write", seed="1", length="8")
    assert explorer.token_ids["a"] == explorer.token_ids["b"]
    ask("compare", "compare", on=False)
    assert set(explorer.settings) == {"a"}


@pytest.mark.parametrize(("seed", "length"), [("x", "8"), ("1", "0"), ("-1", "8"), ("1.5", "8")])
def test_bad_draws_are_refused(explorer: SamplingExplorer, seed: str, length: str) -> None:
    before = explorer.token_ids
    [answer] = talker(explorer)("write", "write", seed=seed, length=length)
    assert answer["problem"]
    assert explorer.token_ids == before


def test_bad_first_values_are_said_in_the_widget() -> None:
    widget = SamplingExplorer(*tiny.pair(), "", temperature=-1)
    said = talker(widget)("hello", "hello")
    problems = {message["field"]: message["problem"] for message in of_kind(said, "answer")}
    assert "empty" in problems["prompt"]
    assert "temperature = -1" in problems["a"]
    assert "empty" in widget._repr_mimebundle_()[0]["text/html"]


def test_a_tokenizer_of_another_model_is_refused() -> None:
    with pytest.raises(InputError, match="do not belong together"):
        SamplingExplorer(tiny.model(1000), tiny.tokenizer(), "the")


def test_a_new_text_takes_over_from_one_that_is_being_written(explorer: SamplingExplorer) -> None:
    """In an event loop, as in a kernel: the first round is cancelled, and only the second says that it has ended."""
    ask = talker(explorer)
    heard: list[dict] = []

    async def twice() -> None:
        heard.extend(ask("write", "write", seed="1", length="400"))
        heard.extend(ask("write", "write", seed="2", length="5"))
        sent = explorer.send
        explorer.send = lambda content, buffers=None: (heard.append(content), sent(content))
        while not explorer._task.done():
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.01)

    asyncio.run(twice())
    assert [message["on"] for message in of_kind(heard, "writing")] == [True, True, False]
    [expected] = generate(*tiny.pair(), [PROMPT], max_new_tokens=5, seed=2)
    assert explorer.token_ids["a"] == expected.token_ids


def test_nothing_but_the_view_is_kept_in_widget_state(explorer: SamplingExplorer) -> None:
    own = {name for name in explorer.get_state() if not name.startswith("_")}
    assert own == {"layout", "tabbable", "tooltip"}


def test_the_model_keeps_its_mode() -> None:
    model, tokenizer = tiny.pair()
    model.train()
    SamplingExplorer(model, tokenizer, "the", max_new_tokens=2)
    assert model.training
