import re
from html.parser import HTMLParser

from helpers.widgets import SamplingExplorer, TokenizerPlayground
from helpers.widgets.still import VIEW

VOID = {"br", "img", "hr"}


class Balance(HTMLParser):
    """Counts what is open; well-formed HTML closes it all, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def assert_well_formed(html: str) -> None:
    parser = Balance()
    parser.feed(html)
    assert parser.open == []


def test_the_bundle_holds_view_picture_and_text(explorer: SamplingExplorer) -> None:
    data, _ = explorer._repr_mimebundle_()
    assert set(data) == {"text/plain", "text/html", VIEW}
    assert_well_formed(data["text/html"])
    top = explorer.exploration.model_view.model[0]  # type: ignore[union-attr]
    assert f"{top:.3f}" in data["text/html"]
    assert f"{top:.3f}" in data["text/plain"]
    assert "█" in data["text/plain"]
    assert "<script" not in data["text/html"]


def test_what_is_typed_cannot_become_markup(explorer: SamplingExplorer) -> None:
    explorer.exploration.read("<b>the</b> & <script>")
    html = explorer._repr_mimebundle_()[0]["text/html"]
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert_well_formed(html)


def test_the_playground_shows_every_token(playground: TokenizerPlayground) -> None:
    data, _ = playground._repr_mimebundle_()
    assert_well_formed(data["text/html"])
    assert len(re.findall("<code", data["text/html"])) == 7
    assert "7 tokens, 2.33 per word, 13 bytes" in data["text/plain"]
