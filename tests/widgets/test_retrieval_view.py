"""What the retrieval inspector shows, as data and as a picture."""

import ast

from hypothesis import given
from hypothesis import strategies as st

from helpers.paths import ROOT
from helpers.rag import Chunk, Document, resolve
from helpers.widgets import RetrievalInspector
from helpers.widgets.retrieval_view import reply_parts, shown_document
from helpers.widgets.still import VIEW

from .conftest import Ask
from .test_still import assert_well_formed
from .toy_reader import ANSWER, QUESTION, save


def test_the_picture_has_the_numbers(inspector: RetrievalInspector) -> None:
    data, _ = inspector._repr_mimebundle_()
    assert "nothing asked yet (3 documents, " in data["text/plain"]
    inspector.ask(QUESTION)
    state = inspector.state()
    data, _ = inspector._repr_mimebundle_()
    assert set(data) == {"text/plain", "text/html", VIEW}
    assert_well_formed(data["text/html"])
    for text in (data["text/plain"], data["text/html"]):
        assert f"{ANSWER} [1]" in text
        assert f"leads to Velvet ({state['hits'][0]['key']})" in text
        assert all(cell in text for hit in state["hits"] for cell in hit["cells"])
        assert state["prompt"]["words"] in text
        assert f"Question: {QUESTION}" in text


def test_what_is_typed_cannot_become_markup(inspector: RetrievalInspector, ask: Ask) -> None:
    save(ask, Document("<i>", "<script>x</script>", "The owner of <script> is <b>Nobody</b>."), fresh=True)
    inspector.ask("Who is the owner of <script>?")
    html = inspector._repr_mimebundle_()[0]["text/html"]
    assert "<script>" not in html
    assert "<b>Nobody" not in html
    assert_well_formed(html)


CHUNKS = [Chunk("d", number, "T", "text", 0, 4) for number in range(3)]


def test_every_number_in_a_bracket_is_a_citation_of_its_own() -> None:
    text = "Both [1, 3] and [2]; not [9]"
    parts = reply_parts(text, resolve(text, CHUNKS))
    assert [(part["text"], part.get("key", "")) for part in parts] == [
        ("Both [", ""), ("1", "d#0"), (", ", ""), ("3", "d#2"), ("] and ", ""), ("[2]", "d#1"), ("; not ", ""),
        ("[9]", None),
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["[1]", "[2, 3]", "[1 and 2]", "[9]", "words", " ", "[", "]", "🫏"])))
def test_the_parts_of_a_reply_make_the_reply(pieces: list[str]) -> None:
    text = "".join(pieces)
    parts = reply_parts(text, resolve(text, CHUNKS))
    assert "".join(part["text"] for part in parts) == text
    assert [part["number"] for part in parts if "number" in part] == [c.number for c in resolve(text, CHUNKS)]


def test_a_passage_is_marked_by_characters_not_by_code_units() -> None:
    document = Document("d", "T", "🫏🫏 one. Two 🥕.")
    chunk = Chunk("d", 1, "T", "Two 🥕.", 8, 14)
    assert shown_document(document, chunk)["parts"] == ["🫏🫏 one. ", "Two 🥕.", ""]


def test_importing_the_widgets_loads_no_database_and_no_embedder() -> None:
    """Both take seconds; so no module of the package names them outside a function."""
    for path in (ROOT / "helpers").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & {"lancedb", "sentence_transformers"}, path
