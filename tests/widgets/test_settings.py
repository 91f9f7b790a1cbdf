import pytest

from helpers.errors import InputError
from helpers.widgets.settings import Settings


def test_typed_numbers_as_people_type_them() -> None:
    assert Settings().changed("top_p", " 0,9 ").top_p == 0.9
    assert Settings().changed("top_k", "40") == Settings(top_k=40)
    assert Settings().changed("temperature", "−1").temperature == -1  # the range is the sampler's business


@pytest.mark.parametrize(
    ("name", "typed"), [("top_k", "4.0"), ("top_k", "four"), ("min_p", ""), ("top_p", "1/2")]
)
def test_what_is_no_number_is_quoted_and_the_old_value_named(name: str, typed: str) -> None:
    with pytest.raises(InputError, match=f"“{typed}”; it stays at"):
        Settings().changed(name, typed)


def test_in_words_only_what_is_set() -> None:
    assert str(Settings()) == "temperature 1"
    assert (
        str(Settings(0.7, 5, 0.9, 0.1, 1.2))
        == "temperature 0.7, top-k 5, top-p 0.9, min-p 0.1, repetition penalty 1.2"
    )
