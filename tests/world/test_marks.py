import pytest

from helpers.world.marks import mark, unmark


def test_offsets_of_what_was_marked():
    text, answers = unmark(f"2 + 2 = {mark('4')}, {mark('')}and {mark('so on')}")
    assert text == "2 + 2 = 4, and so on"
    assert answers == [[8, 9], [11, 11], [15, 20]]


def test_text_without_marks():
    assert unmark("nothing") == ("nothing", [])


@pytest.mark.parametrize("text", ["\x02open", "close\x03", mark(mark("x")), "\x02a\x03b\x03"])
def test_broken_marks_are_refused(text):
    with pytest.raises(ValueError, match="no partner"):
        unmark(text)
