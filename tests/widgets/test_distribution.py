import torch
from hypothesis import given
from hypothesis import strategies as st

from helpers.sampling import penalise_repetition, warp
from helpers.widgets.distribution import after, before
from helpers.widgets.settings import Settings

settings = st.builds(
    Settings,
    temperature=st.sampled_from([0.0, 0.3, 1.0, 1.7]),
    top_k=st.integers(0, 12),
    top_p=st.floats(0.05, 1.0),
    min_p=st.floats(0.0, 0.6),
    repetition_penalty=st.floats(0.7, 1.8),
)


@given(
    settings, st.lists(st.integers(-6, 6), min_size=2, max_size=40), st.lists(st.integers(0, 1), max_size=3)
)
def test_stage_by_stage_is_the_same_as_warp_at_once(
    chosen: Settings, values: list[int], context: list[int]
) -> None:
    logits = torch.tensor(values, dtype=torch.float32) / 2
    view = before(logits)
    result = after(logits, context, chosen, view.ids)
    penalised = penalise_repetition(logits, context, chosen.repetition_penalty)
    expected = warp(penalised, chosen.temperature, chosen.top_k, chosen.top_p, chosen.min_p)
    kept = expected.isfinite()
    assert result.kept == int(kept.sum())
    assert [reason == "" for reason in result.cut] == kept[view.ids].tolist()
    assert torch.allclose(torch.tensor(result.after), expected.softmax(-1)[view.ids], atol=1e-5)
    assert abs(sum(result.after) + result.rest - 1) < 1e-4
    assert result.kept == sum(reason == "" for reason in result.cut) + result.rest_kept


def test_each_cut_is_named() -> None:
    """Probabilities .4 .3 .2 .06 .04; top-k 4 cuts the last; of the rest the nucleus at 0.9 is .4 .3 .2."""
    logits = torch.tensor([0.4, 0.3, 0.2, 0.06, 0.04]).log()
    result = after(logits, [], Settings(top_k=4, top_p=0.9, min_p=0.6), [0, 1, 2, 3, 4])
    assert result.cut == ["", "", "min_p", "top_p", "top_k"]
    assert result.kept_mass == torch.tensor(0.7).item() or abs(result.kept_mass - 0.7) < 1e-6
    greedy = after(logits, [], Settings(temperature=0), [0, 1])
    assert (greedy.after, greedy.cut) == ([1.0, 0.0], ["", "temperature"])


def test_at_most_thirty_tokens_are_shown() -> None:
    view = before(torch.zeros(500))
    assert len(view.ids) == len(view.model) == 30
    assert view.vocabulary == 500
    assert abs(view.entropy - torch.tensor(500.0).log().item()) < 1e-5
