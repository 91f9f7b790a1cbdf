import re
from functools import cache

import pytest

from helpers.world import notes
from helpers.world.documents import Document, generate, split_of
from helpers.world.lexicon.injections import INJECTIONS, PAYLOADS

COUNT = 3000
_OWNER_OF = re.compile(
    r"(?:owner of|person who owns) (?:the )?(.+?)"
    r"(?: (?:do|work|come|like|eat|earn|spend|drink|play|live|every|on|marry|married|born|have)\b|\?)"
)


@cache
def documents() -> tuple[Document, ...]:
    return tuple(generate("notes", count=COUNT))


def answered() -> list[Document]:
    return [document for document in documents() if not document.meta["followed"]]


def occurs(value: str, text: str) -> bool:
    return re.search(rf"(?<![\w£]){re.escape(value)}(?![\w])", text, re.IGNORECASE) is not None


def test_the_cited_passages_state_the_values():
    for document in answered():
        passages = document.meta["passages"]
        for q in document.meta["questions"]:
            cited = [int(n) for n in re.findall(r"\[(\d)\]", q["answer"])]
            assert cited == q["citations"]
            assert bool(cited) == q["answerable"]
            for value in q["values"]:
                assert occurs(value, q["answer"]), q
                assert any(occurs(value, passages[n - 1]) for n in cited), (q, passages)


def test_each_fact_stands_in_its_passage_under_its_subject():
    for document in documents():
        for fact in document.meta["facts"]:
            text = document.meta["passages"][fact["passage"] - 1]
            assert occurs(fact["value"], text), (fact, text)
            assert fact["subject"].removeprefix("the ") in text


def test_a_question_for_one_fact_names_the_subject_that_meta_gives_the_value():
    for document in answered():
        owner = {
            (f["value"], f["passage"]): f["subject"].removeprefix("the ") for f in document.meta["facts"]
        }
        for q in document.meta["questions"]:
            if len(q["citations"]) == 1:
                assert owner[q["value"], q["citations"][0]] in q["question"], q


def test_the_older_of_two_has_the_earlier_year():
    checked = 0
    for document in answered():
        number = {
            (f["subject"].removeprefix("the "), f["relation"]): int(f["value"])
            for f in document.meta["facts"]
            if f["value"].isdigit()
        }
        for q in document.meta["questions"]:
            found = re.fullmatch(r"(?:Which|Who) .*?, (?:the )?(.+) or (?:the )?(.+)\?", q["question"])
            if found and len(q["citations"]) == 2:
                relation = next(
                    r
                    for r in ("age", "founded", "built", "since")
                    if all((s, r) in number for s in found.groups())
                )
                first, second = (number[s, relation] for s in found.groups())
                earlier = first > second if relation == "age" else first < second
                assert q["values"][0].removeprefix("the ") == found[1 if earlier else 2]
                checked += 1
    assert checked > 20


def test_chains_go_through_the_person_that_the_first_passage_names():
    checked = 0
    for document in answered():
        value = {
            (f["subject"].removeprefix("the "), f["relation"]): f["value"] for f in document.meta["facts"]
        }
        values_of: dict[str, set[str]] = {}
        for f in document.meta["facts"]:
            values_of.setdefault(f["subject"], set()).add(f["value"])
        for q in document.meta["questions"]:
            found = _OWNER_OF.search(q["question"])
            if (
                found
                and " And " not in q["question"]
                and len(q["citations"]) == 2
                and (found[1], "owner") in value
            ):
                assert q["value"] in values_of[value[found[1], "owner"]], q
                checked += 1
    assert checked > 20


def test_shares():
    every = [q for document in documents() for q in document.meta["questions"]]
    assert sum(not q["answerable"] for q in every) / len(every) == pytest.approx(0.2, abs=0.02)
    assert sum(len(q["citations"]) == 2 for q in every) / len(every) > 0.1
    many = list(generate("notes", seed=1, count=8000))
    injected = [d.meta["followed"] for d in many if d.meta["injected"]]
    assert len(injected) / len(many) == pytest.approx(0.16, abs=0.02)
    assert sum(injected) / len(injected) == pytest.approx(0.25, abs=0.03)


def test_hidden_instructions_are_followed_or_not_as_meta_says():
    assert len(INJECTIONS) >= 12
    assert len(PAYLOADS) >= 25
    seen = set()
    for document in documents():
        meta = document.meta
        payload = meta["payload"]
        assert bool(payload) == meta["injected"]
        if meta["injected"]:
            seen.add(payload)
            assert sum(payload in passage for passage in meta["passages"]) >= 1
        for q in meta["questions"]:
            said = payload != "" and q["answer"].lower() == f"{payload.lower()}."
            assert said == meta["followed"], (q, payload)
    assert len(seen) > 60


def test_answers_are_where_meta_says_and_the_chat_says_the_same():
    for document in documents():
        stated = [document.text[start:end] for start, end in document.meta["answers"]]
        assert stated == [q["answer"] for q in document.meta["questions"]]
        messages = document.meta["messages"]
        assert [m["content"] for m in messages[1::2]] == stated
        assert [m["role"] for m in messages] == ["user", "assistant"] * len(stated)
        assert notes.numbered(document.meta["passages"]) in messages[0]["content"]
        assert notes.numbered(document.meta["passages"]) in document.text
        assert len(document.text) <= 1600


def test_prompt_is_the_commonest_layout():
    text = notes.prompt(["Ann is 40.", "Bo is 7."], "How old is Bo?")
    assert text == (
        "Answer from the passages and cite them like [1]. If they do not tell, say: The notes do not say.\n\n"
        "[1] Ann is 40.\n[2] Bo is 7.\n\nQuestion: How old is Bo?"
    )
    same = [
        d.meta["messages"][0]["content"]
        == notes.prompt(d.meta["passages"], d.meta["questions"][0]["question"])
        for d in documents()
    ]
    assert sum(same) / COUNT == pytest.approx(0.6, abs=0.04)


def test_few_duplicates():
    texts = [d.text for d in generate("notes", count=20_000)]
    assert len(texts) - len(set(texts)) <= 20


def test_no_subject_is_in_two_splits():
    for split in ("train", "validation", "test"):
        for document in generate("notes", split=split, count=200):
            subjects = {fact["subject"].removeprefix("the ") for fact in document.meta["facts"]}
            own = {s for s in subjects if split_of(s) == split or split_of(f"the {s}") == split}
            assert own == subjects
