import pytest

from helpers.world.oracle import values
from helpers.world.town import clock, money


def found(reader, text):
    return [one.value for one in reader(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opens at 9 am.", [(540, "am")]),
        ("5.30 pm", [(330, "pm")]),
        ("5:30pm", [(330, "pm")]),
        ("17:30", [(330, "pm")]),
        ("09:00", [(540, "am")]),
        ("half past five", [(330, "")]),
        ("half five in the evening", [(330, "pm")]),
        ("quarter to nine in the morning", [(525, "am")]),
        ("nine o'clock", [(540, "")]),
        ("nine thirty", [(570, "")]),
        ("from 9 to 5.30 pm", [(540, ""), (330, "pm")]),
        ("noon", [(0, "pm")]),
        ("12 pm", [(0, "pm")]),
        ("midnight", [(0, "am")]),
        ("at nine on Monday", [(540, "")]),
        ("at nine, or at 10 pm", [(540, ""), (600, "pm")]),
        ("It costs £9.30 and takes ten minutes.", []),
        ("forty minutes", []),
        ("one of us", []),
    ],
)
def test_times(text, expected):
    assert found(values.times, text) == expected


def test_every_clock_time_is_read_back():
    for half_hours in range(2, 48):
        hour = half_hours / 2
        expected = (int(hour * 60) % 720, "am" if hour < 12 else "pm")
        assert found(values.times, f"It opens at {clock(hour)}.") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("£2.50", [250]),
        ("£2", [200]),
        ("2.50", [250]),
        ("250p", [250]),
        ("80 pence", [80]),
        ("eighty pence", [80]),
        ("two pounds fifty", [250]),
        ("two pounds and fifty pence", [250]),
        ("2 pounds 50", [250]),
        ("a pound", [100]),
        ("thirty-five pounds", [3500]),
        ("£2.50 or £3.60", [250, 360]),
        ("two pounds of plums", []),
        ("at 9.30 am", []),
    ],
)
def test_amounts(text, expected):
    assert found(values.amounts, text) == expected


def test_every_amount_is_read_back():
    for pence in range(5, 9000, 35):
        assert found(values.amounts, f"That's {money(pence)}.") == [pence]


def test_years_days_dates_and_durations():
    assert found(values.years, "since 1856, or eighteen fifty-six") == [1856, 1856]
    assert found(values.years, "It is 131 years old.") == [1856]
    assert found(values.years, "£1856") == []
    assert found(values.days, "not on MONDAYS or Tues.") == ["Monday", "Tuesday"]
    assert found(values.days, "in a month") == []
    assert found(values.dates, "15 July, July 15th, the 15th of July, the fifteenth of July") == [(15, 7)] * 4
    assert found(values.dates, "July 1987 or may be") == []
    assert found(values.durations, "forty minutes, 40 min, half an hour") == [40, 40, 30]
    assert found(values.durations, "an hour and ten minutes; 1 hour 10 minutes; an hour and a half") == [
        70,
        70,
        90,
    ]


def test_a_time_without_a_half_of_the_day_fits_both():
    assert values.same_time((540, ""), (540, "pm"))
    assert not values.same_time((540, "am"), (540, "pm"))
    assert not values.same_time((540, "am"), (570, "am"))
