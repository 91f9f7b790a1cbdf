"""What the student sees for every way an answer can go wrong; the notebook always goes on."""

import time

import numpy as np
import pytest
import torch

from helpers.checks import Case, Exercise, Handle, check, fallback, progress, use
from helpers.checks.checker import check_answer
from helpers.errors import CourseError


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_right_answer(toy: Exercise, capsys: pytest.CaptureFixture[str]) -> None:
    check.ex98_1_double(lambda numbers, times: numbers * 2**times)
    assert shown(capsys) == "✓ Right · Exercise 98.1, `double` All 3 cases agree: 3 points."
    assert progress.read()["exercises"]["ex98_1_double"] == {"passed": True, "attempts": 1}


@pytest.mark.parametrize(
    "answer",
    [
        lambda numbers, times: numbers.double() * 2**times,
        lambda numbers, times: numbers.numpy() * 2**times,
        lambda numbers, times: (numbers * 2**times).tolist(),
        lambda numbers, times: (numbers * 2**times).requires_grad_(),
        lambda numbers, *rest: numbers * 2 ** rest[0],
    ],
)
def test_any_kind_of_number_will_do(toy: Exercise, answer: object) -> None:
    assert check_answer(toy, answer).passed


def test_wrong_value_shows_call_expected_got_and_the_first_differing_index(
    toy: Exercise, capsys: pytest.CaptureFixture[str]
) -> None:
    check.ex98_1_double(lambda numbers, times: numbers + 1)
    text = shown(capsys)
    assert "✗ Not yet · Exercise 98.1" in text
    assert "It gives `3.0` where `4.0` is expected at index 1 (1 of 2 values differ)." in text
    assert "called as double(tensor([1.0, 2.0]), 1)" in text
    assert "expected tensor([2.0, 4.0]) got tensor([2.0, 3.0])" in text
    assert "looks like" not in text


def test_misconception_is_named(toy: Exercise, capsys: pytest.CaptureFixture[str]) -> None:
    check.ex98_1_double(lambda numbers, times: numbers**2)
    assert "This looks like: squares instead of doubling. A square is not a double." in shown(capsys)


def test_misconception_must_explain_most_failures(toy: Exercise) -> None:
    """The first failing case alone would also fit, but the next two do not."""

    def answer(numbers: torch.Tensor, times: int) -> torch.Tensor:
        return numbers**2 if times == 1 else numbers - 1

    finding = check_answer(toy, answer).finding
    assert finding is not None
    assert finding.name == "wrong value"


def test_a_case_says_what_it_is_about(toy: Exercise, capsys: pytest.CaptureFixture[str]) -> None:
    check.ex98_1_double(lambda numbers, times: numbers * 2)
    text = shown(capsys)
    assert "a case with two doublings" in text
    assert "This looks like: ignores times." in text


def endless(numbers: torch.Tensor, times: int) -> torch.Tensor:
    while True:
        numbers = numbers + 0


def swallows(numbers: torch.Tensor, times: int) -> torch.Tensor:
    while True:
        try:  # noqa: SIM105 - as a student writes it
            numbers = numbers + 0
        except Exception:
            pass


def raises(numbers: torch.Tensor, times: int) -> torch.Tensor:
    return numbers[7]


def mutates(numbers: torch.Tensor, times: int) -> torch.Tensor:
    numbers *= 2**times
    return numbers


def not_started(numbers: torch.Tensor, times: int) -> torch.Tensor:
    raise NotImplementedError


def leaves(numbers: torch.Tensor, times: int) -> torch.Tensor:
    raise SystemExit(3)


@pytest.mark.parametrize(
    ("answer", "name", "words"),
    [
        (lambda numbers, times: None, "returns nothing", "did you forget `return`?"),
        (lambda numbers, times: "four", "wrong type", "returns a string; a tensor of numbers is expected"),
        (lambda numbers, times: {1: 2}, "wrong type", "returns a dict; a tensor"),
        (
            lambda numbers, times: numbers.max(0),
            "unsupported value",
            "value of type `torch.return_types.max`",
        ),
        (lambda numbers, times: (n for n in numbers), "unsupported value", "value of type `generator`"),
        (lambda numbers, times: numbers[None], "wrong shape", "returns shape (1, 2); (2,) is expected"),
        (lambda numbers, times: numbers * np.nan, "NaN", "returns NaN (not a number) at index 0"),
        (lambda numbers, times: [2.0, "x"], "wrong type", "returns a list; a tensor of numbers is expected"),
        (lambda numbers: numbers, "other arguments", "called with 2 arguments: `(numbers, times)`"),
        (lambda: 1, "other arguments", "It takes the arguments `()`"),
        (not_started, "not started", "Not started yet"),
        (raises, "raises", "It raises `IndexError`: index 7 is out of bounds"),
        (leaves, "raises", "It raises `SystemExit`: 3"),
        (mutates, "changes its input", "changes its input `numbers` in place"),
        (torch.tensor([2.0, 4.0]), "not a function", "`check.ex98_1_double(double)`"),
        (..., "not a function", "but got `...`"),
    ],
)
def test_every_failure_is_one_sentence(
    toy: Exercise, capsys: pytest.CaptureFixture[str], answer: object, name: str, words: str
) -> None:
    check.ex98_1_double(answer)
    text = shown(capsys)
    assert words in text
    assert "Traceback" not in text
    finding = check_answer(toy, answer).finding
    assert finding is not None
    assert finding.name == name


def test_an_exception_names_the_line(toy: Exercise, capsys: pytest.CaptureFixture[str]) -> None:
    check.ex98_1_double(raises)
    assert f"in line {raises.__code__.co_firstlineno + 1}: `return numbers[7]`." in shown(capsys)


@pytest.mark.parametrize("answer", [endless, swallows])
def test_an_endless_loop_is_stopped(answer: object, capsys: pytest.CaptureFixture[str]) -> None:
    toy = _endless_toy(0.3)
    started = time.monotonic()
    finding = check_answer(toy, answer).finding
    assert finding is not None
    assert finding.name == "does not finish"
    assert "after 0.3 seconds" in finding.sentence
    assert time.monotonic() - started < 3


def _endless_toy(seconds: float) -> Exercise:
    from tests.checks.conftest import double

    case = Case((torch.tensor([1.0]), 1), torch.tensor([2.0]), seconds=seconds)
    return Exercise("ex98_2_slow", "Slow", "double", 1, 1, 1, (), lambda rng: [case] * 20, double, ())


def test_a_flood_of_prints_is_capped(toy: Exercise, capsys: pytest.CaptureFixture[str]) -> None:
    def chatty(numbers: torch.Tensor, times: int) -> torch.Tensor:
        for _ in range(10_000):
            print("step")
        return numbers

    check.ex98_1_double(chatty)
    text = capsys.readouterr().out
    assert "… and 49,600 more characters" in text
    assert len(text) < 2000


def test_the_case_itself_is_never_changed(toy: Exercise) -> None:
    case = Case((torch.tensor([1.0, 2.0]), 1), torch.tensor([9.0, 9.0]))
    exercise = Exercise("ex98_3_kept", "Kept", "double", 1, 1, 1, (), lambda rng: [case], mutates, ())
    finding = check_answer(exercise, mutates).finding
    assert finding is not None
    assert finding.call == "double(tensor([1.0, 2.0]), 1)"
    assert torch.equal(case.args[0], torch.tensor([1.0, 2.0]))


@pytest.mark.parametrize("variable", ["COURSE_STRICT", "NBGRADER_EXECUTION"])
def test_strict_mode_raises_the_same_sentence(
    toy: Exercise, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], variable: str
) -> None:
    monkeypatch.setenv(variable, "1")
    with pytest.raises(AssertionError, match=r"It gives `1.0` where `2.0` is expected at index 0") as caught:
        check.ex98_1_double(lambda numbers, times: numbers)
    assert "called as" in shown(capsys)
    assert "\n" not in str(caught.value)
    check.ex98_1_double(lambda numbers, times: numbers * 2**times)


def test_a_check_that_cannot_run_says_so(
    toy: Exercise, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for error, words in [
        (CourseError("The model is not there."), "The model is not there."),
        (KeyError("k"), "report"),
    ]:

        def cases(rng: np.random.Generator, error: Exception = error) -> list[Case]:
            raise error

        broken = Exercise("ex98_1_double", "Double", "double", 1, 1, 1, (), cases, mutates, ())
        monkeypatch.setattr(type(check), "__getattr__", lambda self, name, e=broken: lambda a: _checked(e, a))
        check.ex98_1_double(mutates)
        text = shown(capsys)
        assert "⚠ Could not check" in text
        assert words in text


def _checked(exercise: Exercise, answer: object) -> None:
    from helpers.checks import checker

    checker._check(exercise, answer)


def test_unknown_check(toy: Exercise) -> None:
    with pytest.raises(AttributeError, match="Did you mean 'ex98_1_double'"):
        check.ex98_1_doubel  # noqa: B018
    assert dir(check) == ["ex98_1_double"]


def test_use_prefers_the_students_function_once_it_passed(
    toy: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mine(numbers: torch.Tensor, times: int) -> torch.Tensor:
        return numbers * 2**times

    told = []
    monkeypatch.setattr(fallback, "_tell", told.append)
    assert use.double is toy.reference
    assert use.double is toy.reference
    assert len(told) == 1
    assert told[0].startswith("`double` is the course's own version here")
    check.ex98_1_double(mine)
    assert use.double is mine
    check.ex98_1_double(raises)
    assert use.double is toy.reference
    with pytest.raises(AttributeError, match="No exercise has a function named 'triple'"):
        use.triple  # noqa: B018


def test_gradients_are_computed_where_the_function_runs() -> None:
    seen = []
    case = Case(
        (torch.tensor([1.0, 2.0]),), verify=lambda outcome: seen.append(outcome.gradients), gradients=(0,)
    )
    exercise = Exercise(
        "ex98_4_square", "Square", "square", 1, 1, 1, (), lambda rng: [case], torch.square, ()
    )
    exercise = Exercise(**{**exercise.__dict__, "reference": lambda x: x**2})
    assert check_answer(exercise, lambda x: x**2).passed
    assert torch.equal(seen[0][0], torch.tensor([2.0, 4.0]))


def test_a_generator_handle_is_fresh_for_each_call() -> None:
    case = Case((Handle("rng:7"),), np.random.default_rng(7).random())
    exercise = Exercise(
        "ex98_5_draw", "Draw", "f", 1, 1, 1, (), lambda rng: [case, case], lambda rng: 0.0, ()
    )
    assert check_answer(exercise, lambda rng: rng.random()).passed
