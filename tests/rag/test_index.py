"""Documents in, chunks out: changes, restarts, kills, and what it is refused for."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from transformers import PreTrainedTokenizerBase

from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.rag import METHODS, Chunking, Document, Index
from tests.rag.conftest import CORPUS, WordCounts


@pytest.mark.parametrize("method", METHODS)
def test_every_method_finds_the_document(make: Callable[..., Index], method: str) -> None:
    index = make()
    index.build(CORPUS)
    hits = index.search("Which donkey belongs to Aldous Lamplugh?", 2, method)  # type: ignore[arg-type]
    assert hits[0].chunk.document == "w2"
    assert len(hits) <= 2
    assert hits == sorted(hits, key=lambda hit: -hit.score)


def test_hybrid_knows_both_ranks_and_every_cosine(make: Callable[..., Index]) -> None:
    index = make()
    index.build(CORPUS)
    question = "donkey tickets"
    hits = index.search(question, 3)
    near = {hit.chunk.key: hit for hit in index.search(question, 30, "dense")}
    words = {hit.chunk.key: hit for hit in index.search(question, 30, "lexical")}
    for hit in hits:
        key = hit.chunk.key
        assert hit.similarity == pytest.approx(near[key].score, abs=1e-6)
        assert hit.dense_rank == near[key].dense_rank
        assert hit.lexical_rank == (words[key].lexical_rank if key in words else None)
        ranks = [rank for rank in (hit.dense_rank, hit.lexical_rank) if rank]
        assert hit.score == pytest.approx(sum(1 / (60 + rank) for rank in ranks))


def test_add_change_delete_and_ask_again(make: Callable[..., Index]) -> None:
    index = make()
    index.build(CORPUS)
    index.add(Document("w4", "Pepper", "Pepper is a goat. O'Hara's goat eats hats."))
    assert index.search("goat", 1, "lexical")[0].chunk.document == "w4"
    index.change(Document("w4", "Pepper", "Pepper is a llama."))
    assert index.search("goat", 1, "lexical") == []
    assert index.search("llama", 1)[0].chunk.text == "Pepper is a llama."
    assert [chunk.number for chunk in index.chunks("w4")] == [0]
    assert index.document("w4").text == "Pepper is a llama."
    assert index.titles() == {"w1": "The Warm Crust", "w2": "Velvet", "w3": "The Plaza", "w4": "Pepper"}
    index.delete("w4")
    assert index.documents() == list(index.titles()) == ["w1", "w2", "w3"]
    for wrong in (lambda: index.delete("w4"), lambda: index.change(Document("w4", "a", "b"))):
        with pytest.raises(CourseError, match="no document 'w4'"):
            wrong()
    with pytest.raises(CourseError, match="already has"):
        index.add(CORPUS[0])


def test_ids_may_hold_quotes(make: Callable[..., Index]) -> None:
    index = make()
    index.build([Document('it\'s "x"', "T", "A quoted pear."), *CORPUS])
    assert index.search("pear", 1, "lexical")[0].chunk.document == 'it\'s "x"'
    index.delete('it\'s "x"')
    assert len(index.documents()) == 3


def test_only_what_changed_is_embedded(make: Callable[..., Index]) -> None:
    embedder = WordCounts()
    index = make(embedder)
    index.build(CORPUS)
    before = embedder.encoded
    assert index.build(CORPUS) == f"3 documents kept, 0 embedded, 0 removed: {len(index)} chunks."
    assert embedder.encoded == before
    report = index.build([CORPUS[0], Document("w2", "Velvet", "Velvet is a mule.")])
    assert report.startswith("1 documents kept, 1 embedded, 1 removed")
    assert embedder.encoded == before + 1


def test_it_is_there_after_a_restart(make: Callable[..., Index]) -> None:
    make().build(CORPUS)
    embedder = WordCounts()
    again = make(embedder)
    assert again.note.startswith("Opened:")
    assert embedder.encoded == 0
    assert again.search("donkey", 1)[0].chunk.document == "w2"


def test_it_is_rebuilt_when_embedder_or_chunking_changed(make: Callable[..., Index]) -> None:
    make().build(CORPUS)
    other = make(WordCounts("other", 32))
    assert other.note == (
        "Built anew from its 3 documents, since its settings changed: embedder was word counts, is other."
    )
    assert other.search("donkey", 1, "dense")[0].chunk.document == "w2"
    smaller = make(WordCounts("other", 32), size=12, overlap=4)
    assert "chunk size was 24, is 12, overlap was 8, is 4" in smaller.note
    assert len(smaller) > len(CORPUS)
    assert smaller.documents() == ["w1", "w2", "w3"]


KILLED = """
import sys, time
from pathlib import Path
from transformers import AutoTokenizer
from helpers.rag import Chunking, Document, Index, index
from helpers.paths import MODELS
from tests.rag.conftest import WordCounts
class Slow(WordCounts):
    def encode(self, texts):
        if self.encoded:
            print("second batch", flush=True)
            time.sleep(60)
        return super().encode(texts)
index._BATCH = 2
tokenizer = AutoTokenizer.from_pretrained(MODELS / "lantern-tokenizer")
table = Index(sys.argv[1], Slow(), tokenizer, Chunking(24, 8))
table.embedder.encoded = 0
table.build([Document(f"d{i}", "T", f"Passage {i}.") for i in range(6)])
"""


def test_a_killed_build_is_finished_by_the_next(tmp_path: Path, tokenizer: PreTrainedTokenizerBase) -> None:
    folder = tmp_path / "index"
    killed = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert killed.stdout is not None
    assert killed.stdout.readline() == "second batch\n"
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=30)
    index = Index(folder, WordCounts(), tokenizer, Chunking(24, 8))
    assert index.documents() == ["d0", "d1"]
    report = index.build([Document(f"d{i}", "T", f"Passage {i}.") for i in range(6)])
    assert report == "2 documents kept, 4 embedded, 0 removed: 6 chunks."


@pytest.mark.parametrize(
    ("query", "options", "words"),
    [
        ("", {}, "no words"),
        ("?!", {}, "no words"),
        ("owner", {"k": 0}, "k is 0"),
        ("owner", {"method": "magic"}, "no search method 'magic'"),
    ],
)
def test_searches_that_cannot_be(
    make: Callable[..., Index], query: str, options: dict[str, object], words: str
) -> None:
    index = make()
    index.build(CORPUS)
    with pytest.raises(CourseError, match=words):
        index.search(query, **options)  # type: ignore[arg-type]


def test_a_query_of_one_stop_word(make: Callable[..., Index]) -> None:
    index = make()
    index.build(CORPUS)
    assert index.search("the", 3, "lexical") == []
    assert index.search("the", 3)


def test_a_query_with_the_signs_of_a_query_language(make: Callable[..., Index]) -> None:
    index = make()
    index.build(CORPUS)
    assert index.search('"donkey AND ( * ) OR title:[a TO', 1, "lexical")[0].chunk.document == "w2"


def test_an_empty_corpus_and_an_empty_index(make: Callable[..., Index]) -> None:
    index = make()
    with pytest.raises(CourseError, match="corpus is empty"):
        index.build([])
    with pytest.raises(CourseError, match="holds no documents"):
        index.search("owner")
    with pytest.raises(CourseError, match="more than once"):
        index.build([CORPUS[0], CORPUS[0]])


READ_ONLY = """
import os, sys
from transformers import AutoTokenizer
from helpers.rag import Chunking, Index
from helpers.paths import MODELS
from helpers.errors import CourseError
from tests.rag.conftest import CORPUS, WordCounts
tokenizer = AutoTokenizer.from_pretrained(MODELS / "lantern-tokenizer")
import lancedb
if os.getuid() == 0:
    os.setuid(65534)
index = Index(sys.argv[1], WordCounts(), tokenizer, Chunking(24, 8))
print(index.search("donkey", 1)[0].chunk.document)
try:
    index.delete("w2")
except CourseError as error:
    print(error)
"""


def test_a_read_only_folder_can_be_searched_but_not_changed(
    make: Callable[..., Index], tmp_path: Path
) -> None:
    make().build(CORPUS)
    folder = tmp_path / "index"
    for path in (*tmp_path.parents, tmp_path):
        if path.is_relative_to("/tmp") and path != Path("/tmp") and path.stat().st_uid == os.getuid():
            path.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(folder)], cwd=ROOT, capture_output=True, text=True
    )
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    lines = done.stdout.splitlines()
    assert lines[0] == "w2", done.stderr
    assert "cannot be written" in lines[1]
    assert "make the folder writable" in lines[1]


def test_a_folder_that_is_deleted_under_an_open_index(make: Callable[..., Index], tmp_path: Path) -> None:
    index = make()
    index.build(CORPUS)
    shutil.rmtree(tmp_path / "index")
    for search in (lambda: index.search("donkey", 1, "dense"), lambda: index.search("donkey", 1, "lexical")):
        with pytest.raises(CourseError, match="delete the folder and build the index anew"):
            search()


def test_a_folder_that_is_no_folder(tmp_path: Path, tokenizer: PreTrainedTokenizerBase) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CourseError, match="cannot be"):
        Index(tmp_path / "file" / "index", WordCounts(), tokenizer, Chunking(24, 8))
