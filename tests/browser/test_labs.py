"""The real labs as a student opens them: run all, no error, and the explorer speaks for the shipped model."""

import pytest
import torch
from playwright.sync_api import Page, expect

from helpers import models, sampling
from tests.needs import needs_chromium

from .explorer_page import ExplorerPage, is_shown_as
from .pages import run_lab
from .servers import Server

pytestmark = [needs_chromium, pytest.mark.browser]


def test_lab_00_runs_and_its_explorer_agrees_with_torch(page: Page, lab: Server) -> None:
    run_lab(page, lab, "00")
    expect(page.get_by_text("Not started yet").first).to_be_attached()
    view = ExplorerPage(page)
    for _ in range(6):
        view.slider("temperature").press("ArrowLeft")
    view.settle()
    model, tokenizer = models.load("base")
    ids = tokenizer(view.prompt.input_value(), return_tensors="pt").input_ids.to(model.device)
    with torch.no_grad():
        logits = model(ids).logits[0, -1].float().cpu()
    probabilities = sampling.softmax_with_temperature(logits, 0.7)
    assert view.box("temperature").input_value() == "0.7"
    for row in view.rows():
        assert is_shown_as(float(probabilities[row.token_id]), row.after), row
    lab.end_kernels()


@pytest.mark.slow
def test_lab_01_runs_whole_without_a_single_exercise_solved(page: Page, lab: Server) -> None:
    run_lab(page, lab, "01")
    expect(page.get_by_text("always the likeliest token").first).to_be_attached()
    expect(page.get_by_text("200 held-out openings, 95 % intervals")).to_be_attached()
    assert page.locator(".ta-explorer").count() == 1
    lab.end_kernels()


@pytest.mark.slow
@pytest.mark.timeout(900)  # a training run, and thirty quantized models, on a machine that may be busy
def test_lab_03_runs_whole_without_a_single_exercise_solved(page: Page, lab: Server) -> None:
    run_lab(page, lab, "03")
    for table in (
        "Bytes of one training step",
        "Predicted / measured, MiB",
        "Differences, paired by text",
        "Rise in perplexity, weights int8, inputs clipped at …",
    ):
        expect(page.locator(".jp-OutputArea-output").get_by_text(table).first).to_be_attached()
    exact = "the largest error of any component is 0.00%"
    expect(page.locator(".jp-OutputArea-output").get_by_text(exact).first).to_be_attached()
    assert page.locator(".ta-bits").count() == 1
    assert page.locator(".ta-memory").count() == 1
    lab.end_kernels()
