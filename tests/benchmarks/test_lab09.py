"""What the benchmark of lab 09 prints, from runs made up here."""

import pytest

from helpers import profile
from helpers.benchmarks import lab09
from helpers.conduct import Conduct
from helpers.errors import CourseError


def behaviour(complied: float, answered: float) -> Conduct:
    return Conduct([complied] * 4, [0.0] * 4, [0.0] * 4, [1.0] * 4, [answered] * 4, {}, [complied] * 4)


def test_tables_on_paper() -> None:
    """All help with harm before and none after; answers are lost altogether."""
    models = {
        lab09.CHAT: behaviour(1.0, 1.0),
        lab09.TUNED: behaviour(0.0, 1.0),
        lab09.RLAIF: behaviour(0.0, 0.0),
    }
    marks = {"named": [1.0, 0.0, 1.0, 1.0], "gold reward, filtered": [0.5, 0.5]}
    one = lab09.Found(models, marks, {"filtered": 2}, 0.25, 0.5)
    text = lab09.tables({3: one, 4: one})
    assert (
        "| 3 | chat model | 100.0% [100.0%, 100.0%] | 100.0% [100.0%, 100.0%] | 0.0% [0.0%, 0.0%] |" in text
    )
    assert "| 4 | SL-CAI: helps with harm, after | 0.0% [0.0%, 0.0%] | ≤ 5 % | met |" in text
    assert "| 3 | RLAIF: answers questions, change | -100.0 [-100.0, -100.0] | ≥ −3 | not met |" in text
    assert "| named | 75.0% [" in text
    assert "n = 4 |" in text
    assert "| gold reward, filtered | 0.500 [0.500, 0.500] | 0.500" in text
    assert "| filtered | 2 | 2 |" in text
    assert "| position bias | +0.250 | +0.250 |" in text
    for table in text.split("\n\n"):
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_nobody_knows_what_is_harmful_under_hub() -> None:
    before = profile.current().name
    try:
        profile.use("hub")
        with pytest.raises(CourseError, match="without COURSE_PROFILE=hub"):
            lab09.main([1])
    finally:
        profile.use(before)
