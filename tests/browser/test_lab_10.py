"""Lab 10 as a student opens it; a file of its own, so that another worker takes it than the other labs."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.needs import needs_chromium

from .pages import run_lab
from .servers import Server

pytestmark = [needs_chromium, pytest.mark.browser]


@pytest.mark.slow
@pytest.mark.timeout(900)  # passages to embed and thousands of prompts, on a machine that may be busy
def test_lab_10_runs_whole_and_a_citation_leads_into_the_document(page: Page, lab: Server) -> None:
    run_lab(page, lab, "10")
    for table in (
        "MRR within the first k, %",
        "520 test questions",
        "Right answers, by what was found",
        "questions about 80 attacked articles",
    ):
        expect(page.locator(".jp-OutputArea-output").get_by_text(table).first).to_be_attached()
    root = page.locator(".ta-rag")
    assert root.count() == 1
    cite = root.get_by_role("button", name=re.compile("Citation 1")).first
    cite.scroll_into_view_if_needed()
    cite.click()
    expect(root.locator(".ta-document mark")).to_contain_text("Xavier Sandford")
    lab.end_kernels()
