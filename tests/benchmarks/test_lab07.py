"""What the benchmark of lab 07 prints, from runs made up here."""

import pytest

from helpers import profile
from helpers.benchmarks import lab07
from helpers.errors import CourseError
from helpers.report_card import ReportCard


def card(toxic: float, helpful: float = 1.0) -> ReportCard:
    marks = {"toxic": [toxic] * 4, "helpful": [helpful] * 4, "gold": [0.5] * 4, "fluency": [1.0] * 4}
    return ReportCard(("q",) * 4, ("a b", "a b", "c d", "e f"), marks | {"kl": [2.0] * 4})


def test_tables_on_paper() -> None:
    """All rude before, none after: -100 points; ROUGE-L rises from 0.2 to 0.3; three of four pairs of words differ."""
    found = lab07.Found(
        card(1.0),
        {lab07.PAID: card(0.0)},
        (card(0.0), card(0.0, helpful=0.0)),
        ([0.2, 0.2], [0.3, 0.3]),
        (1.0, 2.5),
        (0.6, 0.1),
    )
    text = lab07.tables({7: found})
    assert "| 7 | before | 100.0% [100.0%, 100.0%] | 100.0% [100.0%, 100.0%] | 0.50" in text
    assert f"| 7 | {lab07.PAID} | 0.0% [0.0%, 0.0%] |" in text
    assert "2.00 [2.00, 2.00] | 0.75 |" in text
    assert f"| 7 | {lab07.PAID} | -100.0 [-100.0, -100.0] | +0.0 [+0.0, +0.0] |" in text
    assert "| 7 | -100.0 [-100.0, -100.0] | 0.200 → 0.300 | +0.100 [+0.100, +0.100] |" in text
    assert "| +1.00 → +2.50 | 0.60 → 0.10 |" in text
    for table in text.split("\n\n"):
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_nobody_knows_the_gold_reward_under_hub() -> None:
    before = profile.current().name
    try:
        profile.use("hub")
        with pytest.raises(CourseError, match="without COURSE_PROFILE=hub"):
            lab07.main([1])
    finally:
        profile.use(before)
