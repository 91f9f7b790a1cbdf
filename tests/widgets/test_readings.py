"""Texts beside each other: their order, what is cut, and that no text can be taken for HTML."""

import pytest

from helpers.errors import InputError
from helpers.widgets.readings import readings


def test_each_reference_unfolds_to_a_line_a_model() -> None:
    shown = readings(["one", "two", "three"], {"a": ["1", "2", "3", "4"], "b": ["x", "", "z"]}).data
    assert shown == (
        "<details open><summary>1. one</summary><p><b>a</b> 1<br><b>b</b> x</p></details>"
        "<details open><summary>2. two</summary><p><b>a</b> 2<br><b>b</b> <i>nothing</i></p></details>"
        "<details><summary>3. three</summary><p><b>a</b> 3<br><b>b</b> z</p></details>"
    )


def test_text_is_text() -> None:
    shown = readings(["<b> & co"], {"<i>": ["a\n<script>"]}).data
    assert "1. &lt;b&gt; &amp; co" in shown
    assert "<b>&lt;i&gt;</b> a &lt;script&gt;" in shown


@pytest.mark.parametrize(("text", "line"), [("abcde", "abcde"), ("abcdef", "abcd…"), ("abc defg", "abc…")])
def test_a_long_text_ends_in_an_ellipsis(text: str, line: str) -> None:
    assert f"</b> {line}</p>" in readings(["r"], {"a": [text]}, characters=5).data


def test_too_few_texts_are_one_sentence() -> None:
    with pytest.raises(InputError, match="short has 1 texts for 2 references"):
        readings(["one", "two"], {"short": ["1"]})
