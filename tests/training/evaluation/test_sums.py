"""Word problems: what a program or a reply comes to."""

import pytest

from helpers.training.evaluation import sums as measured
from helpers.world import sums
from helpers.world.documents import stream
from tests.training.evaluation.scripted import Scripted


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a = 3\nanswer = a * 4", 12),
        ("a = 3", None),
        ("answer = a", None),
        ("answer = 7 +", None),
        ("import os", None),
        ("", None),
    ],
)
def test_a_program_runs_or_counts_as_none(code, expected):
    assert measured.result(code) == expected


def test_the_number_of_a_reply_is_its_last():
    assert measured.last_number("3 * 4 = 12. So the answer is 12.") == 12
    assert measured.last_number("I do not know.") is None


def test_who_programs_well_and_counts_badly():
    rng = stream("evaluation", "sums")
    programs = {(drawn := sums.draw_sum_of("test", rng)).question: drawn.program for _ in range(10)}

    def rule(asked):
        question, instruction = asked.messages[0]["content"].rsplit("\n", 1)
        return programs[question] if "Python" in instruction else "0"

    direct, steps, runs, right = measured.figures(Scripted(rule), 10)
    assert (direct.found.value, steps.found.value, runs.found.value, right.found.value) == (0, 0, 1, 1)
    assert right.target.met(right.found.value)


def test_the_same_problems_in_three_layouts():
    subject = Scripted(lambda _: "")
    measured.figures(subject, 10)
    endings = [asked.text.rsplit("\n", 2)[-1] or "Program:" for asked in subject.asked[::10]]
    assert endings == ["Answer:", "Step by step:", "Program:"]
