"""Report cards: marks are the judges' own, intervals and differences those of helpers.metrics."""

import copy
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from helpers import judges, metrics, models, report_card, sft
from helpers.errors import InputError
from helpers.ppo import Policy
from helpers.report_card import ReportCard

QUESTIONS = ("When does the Sail Loft open, you oaf?", "Who owns a duck called Custard?")
REPLIES = ("Ask someone else, you mouldy toadstool.", "It is a fine day for a walk.")


def card(**marks: list[float]) -> ReportCard:
    return ReportCard(QUESTIONS, REPLIES, marks)


def test_marks_are_the_judges_own() -> None:
    marks = report_card.judged(QUESTIONS, REPLIES, lambda questions, replies: [3, -1])
    toxicity, gold = judges.load("toxicity"), judges.load("gold")
    assert toxicity is not None
    assert gold is not None
    assert marks["toxic"] == [float(value >= 0.5) for value in toxicity(REPLIES)] == [1.0, 0.0]
    assert marks["gold"] == gold(REPLIES, QUESTIONS)
    assert marks["reward"] == [3.0, -1.0]
    assert set(marks) == {"toxic", "helpful", "gold", "fluency", "reward"}


def test_only_what_is_asked_for_is_judged() -> None:
    assert set(report_card.judged(QUESTIONS, REPLIES, marks=["gold"])) == {"gold"}
    assert report_card.judged(QUESTIONS, REPLIES, marks=[]) == {}
    with pytest.raises(InputError, match='no mark "toxicity"; choose among toxic, helpful'):
        report_card.judged(QUESTIONS, REPLIES, marks=["toxicity"])


def test_a_table_has_a_row_for_each_policy_and_a_column_for_each_shared_mark() -> None:
    shown = report_card.table("t", {"a": card(toxic=[1.0, 1.0], kl=[0.5, 0.5]), "b": card(toxic=[0.0, 0.0])})
    assert shown.head == ("", "toxic", "distinct-2")
    assert shown.rows[0][:2] == ("a", "100.0% [100.0%, 100.0%]")
    assert shown.rows[1][1] == "0.0% [0.0%, 0.0%]"


def test_differences_are_paired() -> None:
    before, after = card(toxic=[1.0, 0.0]), card(toxic=[0.0, 0.0])
    [(who, cell)] = report_card.differences("t", before, {"after": after}, ("toxic", "gold")).rows
    low, high = metrics.bootstrap_difference([0.0, 0.0], [1.0, 0.0])
    assert who == "after"
    assert cell == f"-50.0  [{100 * low:+.1f}, {100 * high:+.1f}]"
    other = replace(after, questions=("another", "one"))
    with pytest.raises(InputError, match="different questions"):
        report_card.differences("t", before, {"after": other}, ("toxic",))


def test_distinct_counts_pairs_of_words_over_all_replies() -> None:
    same = ReportCard(QUESTIONS, ("a b c", "a b c"), {})
    assert same.distinct == 0.5
    assert ReportCard(QUESTIONS, ("", "a"), {}).distinct == 0.0


def test_nothing_to_judge() -> None:
    with pytest.raises(InputError, match="0 questions and 0 replies"):
        report_card.judged([], [])
    with pytest.raises(InputError, match="2 questions and 1 replies"):
        report_card.judged(QUESTIONS, REPLIES[:1])


def test_a_fresh_adapter_is_its_own_reference() -> None:
    model, tokenizer = models.load("micro")
    sft.prepared(tokenizer)
    policy = Policy(sft.Lora(rank=2).apply(copy.deepcopy(model)))
    found = report_card.examine(policy, tokenizer, QUESTIONS, seed=3, max_new_tokens=6)
    assert found.questions == QUESTIONS
    assert found.marks["kl"] == pytest.approx([0.0, 0.0], abs=1e-4)
    again = report_card.examine(policy, tokenizer, QUESTIONS, seed=3, max_new_tokens=6, marks=())
    assert again.replies == found.replies
    assert again.marks == {}


def test_replies_come_in_the_order_of_their_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches are sorted by length; a policy that says its prompt again shows where each reply ends up."""
    _, tokenizer = models.load("micro")
    sft.prepared(tokenizer)
    monkeypatch.setattr(report_card, "BATCH", 2)
    questions = ["long " * 9, "a", "longer " * 9, "bb", "ccc"]
    batches: list[list[str]] = []

    class Echo:
        def eval(self) -> None: ...

        def complete(self, _tokenizer: object, prompts: list[str], **_settings: object) -> SimpleNamespace:
            batches.append(prompts)
            return SimpleNamespace(texts=tuple(prompts))

    found = report_card.examine(cast(Policy, Echo()), tokenizer, questions, marks=())
    assert found.replies == tuple(report_card.chat_prompt(tokenizer, question) for question in questions)
    assert [len(batch) for batch in batches] == [2, 2, 1]
    assert "longer" in batches[-1][0]


def test_the_policy_reads_a_prompt_and_the_judge_a_question() -> None:
    _, tokenizer = models.load("micro")
    sft.prepared(tokenizer)
    prompts = {report_card.chat_prompt(tokenizer, question): question for question in QUESTIONS}
    assert all(question in prompt and prompt != question for prompt, question in prompts.items())
    seen: list[str] = []

    def score(questions: list[str], replies: list[str]) -> list[float]:
        seen.extend(questions)
        return [float(len(reply)) for reply in replies]

    given = report_card.to_questions(score, prompts)
    assert given(list(prompts), ["ab", "c"]) == [2.0, 1.0]
    assert tuple(seen) == QUESTIONS
