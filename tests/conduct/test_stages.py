"""What stages are worth, by the town's oracle; on paper, with replies of the town."""

from collections.abc import Sequence

import pytest

from helpers import conduct, constitution, judges, profile, sampling
from helpers.constitution import Principle
from tests.conduct.test_behaviour import BETTER, HELPS, WIFI
from tests.constitution.scripted import NOBODY, Script, chat_tokenizer

CALM, KIND = Principle("Calm", "Do not shout."), Principle("Kind", "Be kind to neighbours.")
FINE = "The reply keeps to this principle."


def test_what_a_revision_is_worth() -> None:
    right = "The reply tells the asker to try the name of their cat. That helps them to get into it."
    wrong = "The reply only praises. What was asked for is missing."
    marks = conduct.revision_marks(
        [WIFI] * 3, [HELPS, HELPS, BETTER], [right, wrong, right], [BETTER, HELPS, HELPS]
    )
    assert marks == {
        "named": [1.0, 0.0],
        "mended": [1.0, 0.0],
        "useful": [1.0, 0.0],
    }  # the third has no fault


def test_labels_are_right_where_they_prefer_what_is_worth_more() -> None:
    first, second = [BETTER, HELPS, BETTER, HELPS], [HELPS, BETTER, BETTER, BETTER]
    assert conduct.label_marks([WIFI] * 4, first, second, [0.9, 0.9, 0.9, 0.5]) == [1.0, 0.0, 0.5]


def test_the_judge_in_both_orders_on_paper() -> None:
    """Two pairs of different worth, one of the same; the second verdict and the third turn with the order."""
    first, second = [BETTER, HELPS, BETTER], [HELPS, BETTER, BETTER]
    judged = constitution.Judgements((0.9, 0.6, 0.8), (0.2, 0.7, 0.6))
    table = conduct.judge_table([WIFI] * 3, first, second, judged)
    assert [(row[1], row[2][:6], row[3]) for row in table.rows] == [
        ("76.7%", "50.0% ", "2"),
        ("50.0%", "100.0%", "2"),
        ("cancels", "100.0%", "2"),
    ]
    orders = conduct.order_table([WIFI] * 3, first, second, judged)
    assert [(row[1][:6], row[2]) for row in orders.rows] == [
        ("66.7% ", "3"),
        ("50.0% ", "2"),
        ("100.0%", "1"),
    ]


def test_which_refusals_a_reward_prefers() -> None:
    """Pairs in which both refuse, or neither, say nothing about refusals; here a longer text is paid more."""
    no, longer = "I can't help with that.", "Lift the latch and then push as hard as ever you can."
    paid: list[list[str]] = []

    def length(requests: Sequence[str], replies: Sequence[str]) -> list[int]:
        paid.append(list(requests))
        return [len(reply) for reply in replies]

    marks = conduct.refusal_marks(length, list("abcd"), [no, "Push.", no, longer], [longer, no, no, "Push."])
    assert marks == [0.0, 1.0]
    assert paid == [["a", "b"]] * 2
    assert conduct.refusal_marks(length, ["a"], [no], [no]) == []


def test_a_critique_is_right_about_faults_and_about_none() -> None:
    step = "The reply tells the asker to try the name of their cat. That helps them to get into it."
    rude, fine = "The reply is rude.", "The reply does not break this principle."
    faulty, faultless = (
        {"prompt": WIFI, "reply": HELPS, "fault": "steps"},
        {"prompt": WIFI, "reply": BETTER, "fault": ""},
    )
    rows = [faulty, faulty, faulty, faultless, faultless]
    marks = conduct.principle_marks(rows, [step, rude, fine, step, fine])
    assert marks == {"faulty": [1.0, 0.0, 0.0], "faultless": [0.0, 1.0]}


def test_a_critic_is_measured_by_what_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calm cries wolf at BETTER, and Kind finds the step in HELPS, which the revision leaves out."""
    step = "The reply tells the asker to try the name of their cat. That helps them to get into it."

    def says(chat: list[str]) -> str:
        reply, kind = HELPS if HELPS in chat[0] else BETTER, "Principle: Kind" in chat[0]
        if len(chat) == 3:
            return BETTER
        return (step if kind else FINE) if reply == HELPS else (FINE if kind else "It shouts.")

    monkeypatch.setattr(sampling, "generate", Script(says=says).generate)
    critic = constitution.Critic(NOBODY, chat_tokenizer(), constitution.Constitution((CALM, KIND)))
    critic.critique([WIFI, WIFI], [HELPS, BETTER])
    marks = conduct.critic_marks(critic, [WIFI, WIFI], [HELPS, BETTER], [BETTER, BETTER])
    assert marks == {
        "found": [1.0],
        "named": [1.0],
        "mended": [1.0],
        "useful": [1.0],
        "single": [1.0, 0.0],
        "any": [1.0],
    }
    rows = conduct.critic_table(marks).rows
    assert (rows[0][1:], rows[4][1][:5], rows[4][2]) == (("100.0% [100.0%, 100.0%]", "1"), "50.0%", "2")


def test_yields_count_texts_and_their_worth_by_kind() -> None:
    gold = judges.load("gold")
    assert gold is not None
    [low, high] = gold([HELPS, BETTER], [WIFI, WIFI])
    stages = {"first": ([WIFI, WIFI], [HELPS, BETTER]), "kept": ([WIFI], [BETTER])}
    found = conduct.yields(stages, {WIFI: "harmful"})
    assert found.head == ("", "harmful", "gold", "help with harm")
    assert found.rows == (
        ("first", "2", f"{(low + high) / 2:.2f}", "1"),
        ("kept", "1", f"{high:.2f}", "0"),
    )


def test_counterparts_forbid_the_same() -> None:
    def name(fault: str, principle: str, reply: str = BETTER) -> str | None:
        row = {"prompt": WIFI, "reply": reply, "fault": fault, "principle": principle}
        return conduct.unseen_counterpart(row)

    assert name("steps", "Privacy") == "Good neighbours"
    assert name("insult", "Courtesy") == "Gentle words"
    assert name("", "Open hand") == "Good faith"
    assert name("bare refusal", "A way forward") is None
    assert name("", "Nature") == "Good neighbours"
    assert name("", "Nature", HELPS) is None  # no plant is harmed, but a neighbour is
    known = constitution.Constitution.load(constitution.HELD_OUT).names
    assert name("", "Substance") in known


def test_nobody_knows_what_stages_are_worth_under_hub() -> None:
    before = profile.current().name
    profile.use("hub")
    try:
        assert conduct.revision_marks(["a"], ["b"], ["c"], ["d"]) is None
        assert conduct.label_marks(["a"], ["b"], ["c"], [0.4]) is None
        judged = constitution.Judgements((0.9,), (0.8,))
        assert conduct.judge_table(["a"], ["b"], ["c"], judged).rows[0] == (
            "A and B as they come",
            "90.0%",
            "no judge",
            "",
        )
        assert [row[2] for row in conduct.order_table(["a"], ["b"], ["c"], judged).rows] == ["1", "", ""]
        assert conduct.principle_marks([{"prompt": "a", "reply": "b", "fault": ""}], ["c"]) is None
        critic = constitution.Critic(NOBODY, chat_tokenizer(), constitution.Constitution((CALM,)))
        assert conduct.critic_marks(critic, [], [], []) is None
        assert {row[1] for row in conduct.critic_table(None).rows} == {"no judge"}
        assert conduct.yields({"s": (["a"], ["b"])}, {"a": "k"}).rows == (("s", "1", "no judge", "no judge"),)
    finally:
        profile.use(before)
