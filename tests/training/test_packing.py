"""Packed attention against each document on its own, and against a block-diagonal mask."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from helpers.training.packing import ATTENTION, IGNORED, isolated_attention, layout, pack

DOCUMENTS = [[5, 9, 2], [7], [1, 2, 3, 4, 5, 6, 7, 8], [11, 12], [3, 1, 4, 1, 5, 9, 2]]


@pytest.fixture
def model(tiny_llama):
    return tiny_llama(attention_dropout=0)


def packed_logits(model, documents):
    model.set_attn_implementation(ATTENTION)
    batch = pack(documents)
    with torch.no_grad():
        return model(
            input_ids=batch.input_ids,
            position_ids=batch.position_ids,
            documents=batch.documents,
            use_cache=False,
        ).logits[0]


def test_a_packed_row_gives_each_document_the_logits_it_has_alone(model):
    model.set_attn_implementation("sdpa")
    with torch.no_grad():
        alone = torch.cat([model(torch.tensor([d])).logits[0] for d in DOCUMENTS])
    torch.testing.assert_close(packed_logits(model, DOCUMENTS), alone, atol=1e-5, rtol=1e-5)


def test_a_packed_row_agrees_with_the_block_diagonal_mask_of_transformers(model):
    batch = pack(DOCUMENTS)
    model.set_attn_implementation("sdpa")
    with torch.no_grad():  # transformers finds the documents in the position ids
        masked = model(input_ids=batch.input_ids, position_ids=batch.position_ids, use_cache=False).logits[0]
    torch.testing.assert_close(packed_logits(model, DOCUMENTS), masked, atol=1e-5, rtol=1e-5)


def test_changing_one_document_changes_no_other(model):
    before = packed_logits(model, DOCUMENTS)
    changed = packed_logits(model, [DOCUMENTS[0], [8], [20] * 8, *DOCUMENTS[3:]])
    torch.testing.assert_close(changed[:3], before[:3], atol=0, rtol=0)
    torch.testing.assert_close(changed[12:], before[12:], atol=1e-6, rtol=1e-6)
    assert not torch.allclose(changed[4:12], before[4:12])


def test_gradients_agree_with_documents_alone(model):
    model.set_attn_implementation("sdpa")
    for document in DOCUMENTS:
        model(torch.tensor([document])).logits.square().sum().backward()
    alone = [p.grad.clone() for p in model.parameters()]
    model.zero_grad()
    model.set_attn_implementation(ATTENTION)
    batch = pack(DOCUMENTS)
    model(
        input_ids=batch.input_ids,
        position_ids=batch.position_ids,
        documents=batch.documents,
        use_cache=False,
    ).logits.square().sum().backward()
    for parameter, expected in zip(model.parameters(), alone, strict=True):
        torch.testing.assert_close(parameter.grad, expected, atol=1e-4, rtol=1e-4)


def test_bfloat16_on_the_cpu_takes_another_road_to_the_same_place():
    torch.manual_seed(0)
    lay = layout([5, 3, 9])
    q, k, v = (torch.randn(1, 2, 17, 8) for _ in range(3))
    exact, _ = isolated_attention(torch.nn.Identity(), q, k, v, None, documents=lay)
    rounded, _ = isolated_attention(
        torch.nn.Identity(), q.bfloat16(), k.bfloat16(), v.bfloat16(), None, documents=lay
    )
    assert rounded.dtype == torch.bfloat16
    assert (rounded.float() - exact).abs().max() < 0.05


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12))
def test_a_layout_is_a_permutation_that_keeps_each_document_together(lengths):
    lay = layout(lengths)
    flat = torch.cat([group.flatten() for group in lay.groups])
    assert flat[lay.inverse].tolist() == list(range(sum(lengths)))
    assert sum(len(group) for group in lay.groups) == len(lengths)


def test_targets_are_the_next_token_and_nothing_crosses_a_document():
    batch = pack([[5, 9, 2], [7], [1, 2]])
    assert batch.input_ids.tolist() == [[5, 9, 2, 7, 1, 2]]
    assert batch.position_ids.tolist() == [[0, 1, 2, 0, 0, 1]]
    assert batch.targets.tolist() == [9, 2, IGNORED, IGNORED, 2, IGNORED]
    assert batch.predicted == 3


@pytest.mark.parametrize("lengths", [[], [3, 0]])
def test_no_documents_or_an_empty_one_is_refused(lengths):
    with pytest.raises(ValueError, match="at least one token"):
        layout(lengths)


def test_packed_attention_without_a_layout_is_refused(model):
    model.set_attn_implementation(ATTENTION)
    with pytest.raises(ValueError, match="documents=layout"):
        model(torch.tensor([[1, 2, 3]]))


def test_what_a_token_counts_goes_to_the_place_that_predicts_it():
    batch = pack([[5, 9, 2], [7, 1]], [[0.5, 0.2, 1.0], [0.5, 0.1]])
    assert batch.targets.tolist() == [9, 2, IGNORED, 1, IGNORED]
    assert batch.importance.tolist() == pytest.approx([0.2, 1.0, 0.0, 0.1, 0.0])
    assert pack([[5, 9, 2], [7, 1]]).importance.tolist() == [1, 1, 0, 1, 0]
