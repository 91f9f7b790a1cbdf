import math

import pytest
import torch
from hypothesis import assume, example, given
from hypothesis import strategies as st
from transformers.generation.logits_process import (
    MinPLogitsWarper,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

from helpers import sampling
from helpers.errors import CourseError

INF = math.inf
HALVES = torch.tensor([0.5, 0.25, 0.125, 0.125]).log()

# Three decimals and few integers: ties are frequent, and no two logits differ by rounding alone.
finite = st.one_of(st.integers(-3, 3).map(float), st.floats(-30, 30).map(lambda x: round(x, 3)))
rows = st.lists(st.one_of(finite, st.just(-INF)), min_size=1, max_size=40).filter(lambda row: max(row) > -INF)


def kept(logits: torch.Tensor) -> list[int]:
    return (logits > -INF).nonzero().flatten().tolist()


def transformers_warp(
    logits: torch.Tensor, temperature: float, k: int, p: float, least: float
) -> torch.Tensor:
    scores = TemperatureLogitsWarper(temperature)(None, logits[None])
    if k:
        scores = TopKLogitsWarper(k)(None, scores)
    if p < 1:  # as transformers' own generate; TopPLogitsWarper(1.0) would cut what underflows to 0
        scores = TopPLogitsWarper(p)(None, scores)
    return MinPLogitsWarper(least)(None, scores)[0]


@given(
    row=rows,
    temperature=st.one_of(st.floats(0.05, 5), st.just(1e-3)),
    k=st.integers(0, 60),
    p=st.one_of(st.floats(0.01, 0.999), st.sampled_from([1e-9, 0.5, 1.0])),
    least=st.one_of(st.just(0.0), st.floats(1e-3, 1)),
)
@example(row=[0.0] * 5, temperature=1.0, k=9, p=1.0, least=0.0)
@example(row=[-INF, -INF, -2.0], temperature=0.5, k=1, p=1e-9, least=1.0)
@example(row=[1.0, 1.0, 1.0, 1.0], temperature=1.0, k=0, p=0.6, least=0.0)
def test_warp_agrees_with_transformers(row, temperature, k, p, least):
    logits = torch.tensor(row)
    after_top_k = sampling.warp(logits, temperature, k).double()
    masses = after_top_k.softmax(-1).sort(descending=True).values.cumsum(-1)
    assume(p == 1 or not ((masses - p).abs() < 3e-6).any())  # rounding decides there; see the paper examples

    ours = sampling.warp(logits, temperature, k, p, least)
    theirs = transformers_warp(logits, temperature, k, p, least)
    assert torch.equal(logits, torch.tensor(row))
    assert ours.sort().values.tolist() == pytest.approx(theirs.sort().values.tolist(), rel=1e-6, abs=1e-6)
    if len(set(row)) == len(row):  # among ties the two may keep different tokens, of the same mass and number
        assert ours.tolist() == pytest.approx(theirs.tolist(), rel=1e-6, abs=1e-6)


def test_warp_agrees_with_transformers_on_a_batch_with_a_large_vocabulary():
    logits = torch.randn(4, 50_000, generator=torch.Generator().manual_seed(0)) * 4
    ours = sampling.warp(logits, 0.8, 5000, 0.95, 0.001)
    theirs = torch.stack([transformers_warp(row, 0.8, 5000, 0.95, 0.001) for row in logits])
    assert torch.equal(ours.isinf(), theirs.isinf())
    assert torch.allclose(ours, theirs, atol=1e-6)


@pytest.mark.parametrize("temperature", [0, 1e-9, 1e-40, 1e-300])
@pytest.mark.parametrize(
    "logits", [[1.0, 3.0, 2.0], [-1e4, 1e4, 0.0], [-INF, -5.0, -6.0], [-1e38, 3e38, 1.0]]
)
def test_a_temperature_towards_zero_is_greedy(logits, temperature):
    assert sampling.softmax_with_temperature(torch.tensor(logits), temperature).tolist() == [0.0, 1.0, 0.0]
    assert sampling.warp(torch.tensor(logits), temperature).softmax(-1).tolist() == [0.0, 1.0, 0.0]


def test_greedy_keeps_the_first_maximum_and_its_logit():
    logits = torch.tensor([[1.0, 7.0, 7.0], [2.0, 2.0, 0.0]])
    assert sampling.warp(logits, 0).tolist() == [[-INF, 7.0, -INF], [2.0, -INF, -INF]]


def test_temperature_by_hand():
    # odds 4:1 become 2:1 at temperature 2 and 16:1 at temperature 1/2
    logits = torch.tensor([0.8, 0.2]).log()
    assert sampling.softmax_with_temperature(logits, 2.0).tolist() == pytest.approx([2 / 3, 1 / 3])
    assert sampling.softmax_with_temperature(logits, 0.5).tolist() == pytest.approx([16 / 17, 1 / 17])


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        (1e-9, [0]),
        (0.5, [0]),
        (0.51, [0, 1]),
        (0.75, [0, 1]),
        (0.8, [0, 1, 2]),
        (0.875, [0, 1, 2]),
        (1, [0, 1, 2, 3]),
    ],
)
def test_top_p_takes_the_smallest_set_that_reaches_p(p, expected):
    assert kept(sampling.top_p(HALVES, p)) == expected
    assert kept(sampling.warp(HALVES, top_p=p)) == expected


@pytest.mark.parametrize(("p", "expected"), [(0.8, [0, 1]), (0.9, [0, 1, 2]), (0.95, [0, 1, 2, 3])])
def test_top_p_is_not_misled_by_rounding(p, expected):
    # 0.5 + 0.3 is 0.8 on paper, whatever the four float32 numbers add up to
    assert kept(sampling.top_p(torch.tensor([0.5, 0.3, 0.1, 0.05, 0.05]).log(), p)) == expected


def test_top_p_keeps_the_lowest_ids_among_ties_and_everything_possible_at_one():
    assert kept(sampling.top_p(torch.zeros(10), 0.3)) == [0, 1, 2]
    assert kept(sampling.top_p(torch.tensor([0.0, 5.0, 5.0, 5.0]), 0.6)) == [1, 2]
    assert kept(sampling.top_p(torch.tensor([50.0, -INF, -60.0]), 1)) == [0, 2]


def test_top_k_keeps_ties_and_ignores_a_k_beyond_the_vocabulary():
    logits = torch.tensor([3.0, 1.0, 3.0, 2.0, 2.0])
    assert kept(sampling.top_k(logits, 1)) == [0, 2]
    assert kept(sampling.top_k(logits, 3)) == [0, 2, 3, 4]
    for k in (0, 5, 500):
        assert torch.equal(sampling.top_k(logits, k), logits)


def test_min_p_compares_with_the_largest_probability():
    assert kept(sampling.min_p(HALVES, 0.5)) == [0, 1]
    assert kept(sampling.min_p(HALVES, 0.51)) == [0]
    assert kept(sampling.min_p(HALVES, 0.0)) == [0, 1, 2, 3]


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision_is_computed_in_float32(dtype):
    logits = torch.tensor([10.0, 9.5, -INF, 2.0], dtype=dtype)
    warped = sampling.warp(logits, 0.7, 3, 0.9)
    assert warped.dtype == torch.float32
    assert torch.equal(warped, sampling.warp(logits.float(), 0.7, 3, 0.9))


@given(rows, st.integers(-10_000, 10_000))
def test_stable_softmax_agrees_with_torch_and_ignores_a_shift(row, shift):
    logits = torch.tensor(row, dtype=torch.float64)
    assert sampling.stable_softmax(logits).tolist() == pytest.approx(logits.softmax(-1).tolist(), abs=1e-12)
    assert torch.allclose(sampling.stable_softmax(logits + shift), logits.softmax(-1), atol=1e-9)


def test_stable_softmax_of_extremes():
    assert sampling.stable_softmax(torch.tensor([1e4, -1e4, -INF, 1e4])).tolist() == [0.5, 0.0, 0.0, 0.5]


@pytest.mark.parametrize("penalty", [0.5, 1.0, 1.3])
def test_repetition_penalty_agrees_with_transformers(penalty):
    logits = torch.randn(3, 20, generator=torch.Generator().manual_seed(1))
    logits[:, 4] = -INF
    ids = torch.tensor([[0, 4, 4, 19], [1, 2, 3, 4], [7, 7, 7, 7]])
    expected = RepetitionPenaltyLogitsProcessor(penalty)(ids, logits)
    assert torch.equal(sampling.penalise_repetition(logits, ids, penalty), expected)
    assert torch.equal(sampling.penalise_repetition(logits[0], [], penalty), logits[0])
    assert torch.equal(sampling.penalise_repetition(logits[0], [0, 4, 19], penalty), expected[0])


def test_entropy_and_kept_mass_by_hand():
    assert sampling.entropy(torch.zeros(8)).item() == pytest.approx(math.log(8))
    assert sampling.entropy(torch.tensor([[3.0, -INF], [0.0, 0.0]])).tolist() == pytest.approx(
        [0.0, math.log(2)]
    )
    assert sampling.entropy(HALVES).item() == pytest.approx(1.75 * math.log(2))
    assert sampling.kept_mass(HALVES, sampling.top_k(HALVES, 2)).item() == pytest.approx(0.75)
    assert sampling.kept_mass(HALVES, HALVES).item() == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("setting", "values"),
    [
        ("temperature", [-0.1, math.nan, INF, "hot", None]),
        ("top_k", [-1, 2.5, "all", math.nan]),
        ("top_p", [0, -0.5, 1.01, math.nan, None]),
        ("min_p", [-0.1, 1.1, math.nan]),
    ],
)
def test_a_bad_setting_is_named_with_its_value_and_range(setting, values):
    for value in values:
        with pytest.raises(
            ValueError, match=f"^{setting} = .* cannot be used: it must be .*[a-z]\\.$"
        ) as caught:
            sampling.warp(HALVES, **{setting: value})
        assert repr(value) in str(caught.value)
        assert isinstance(caught.value, CourseError)


@pytest.mark.parametrize(
    ("row", "found"),
    [([0.0, math.nan], "NaN"), ([INF, math.nan], "NaN"), ([INF, 0.0], r"\+inf"), ([-INF, -INF], "-inf")],
)
def test_logits_that_make_no_distribution_are_refused(row, found):
    functions = [sampling.warp, sampling.stable_softmax, sampling.entropy]
    for function in functions:
        with pytest.raises(ValueError, match=f"The logits hold .*{found}"):
            function(torch.tensor([[1.0, 2.0], row]))


def test_repetition_penalty_refuses_ids_that_do_not_fit():
    with pytest.raises(ValueError, match="outside the vocabulary of 4 tokens"):
        sampling.penalise_repetition(HALVES, [4], 1.2)
    with pytest.raises(ValueError, match="its own row of ids"):
        sampling.penalise_repetition(HALVES[None], [1], 1.2)
    with pytest.raises(ValueError, match="repetition_penalty = 0"):
        sampling.penalise_repetition(HALVES, [1], 0)
