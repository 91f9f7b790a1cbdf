"""The policy against transformers' own logits, with padding on both sides, adapters and copies."""

import peft
import pytest
import torch

from helpers.ppo import Completions, Policy

QUERIES = [[5, 6, 7], [8], [9, 10]]
RESPONSES = [[11, 12], [13, 14, 15, 0], [16]]


@pytest.fixture
def model(tiny_llama):
    return tiny_llama(attention_dropout=0).eval()


def completions():
    query, response = max(map(len, QUERIES)), max(map(len, RESPONSES))
    return Completions(
        torch.tensor([[0] * (query - len(q)) + q for q in QUERIES]),
        torch.tensor([[False] * (query - len(q)) + [True] * len(q) for q in QUERIES]),
        torch.tensor([r + [0] * (response - len(r)) for r in RESPONSES]),
        torch.tensor([[True] * len(r) + [False] * (response - len(r)) for r in RESPONSES]),
        torch.tensor([True, True, False]),
        ("a", "b", "c"),
    )


def alone(model, query, response, temperature):
    """Log-probabilities and entropies of one completion, without any padding."""
    with torch.no_grad():
        logits = model(torch.tensor([query + response])).logits[0, len(query) - 1 : -1] / temperature
    distribution = torch.distributions.Categorical(logits=logits)
    return distribution.log_prob(torch.tensor(response)), distribution.entropy()


@pytest.mark.parametrize("temperature", [1.0, 0.7])
def test_log_probabilities_are_those_of_each_completion_alone(model, temperature):
    evaluation = Policy(model)(completions(), temperature)
    for row, (query, response) in enumerate(zip(QUERIES, RESPONSES, strict=True)):
        logprobs, entropy = alone(model, query, response, temperature)
        torch.testing.assert_close(evaluation.logprobs[row, : len(response)], logprobs, atol=1e-5, rtol=1e-5)
        torch.testing.assert_close(evaluation.entropy[row, : len(response)], entropy, atol=1e-5, rtol=1e-5)
    assert evaluation.values.eq(0).all()  # the head starts at zero


def test_rows_drop_what_is_padding_in_all_of_them(model):
    policy = Policy(model)
    whole, part = policy(completions()), completions().rows(torch.tensor([2, 0]))
    assert part.query_ids.tolist() == [[0, 9, 10], [5, 6, 7]]
    assert part.response_ids.shape == (2, 2)
    assert part.texts == ("c", "a")
    some = policy(part)
    torch.testing.assert_close(some.logprobs[1], whole.logprobs[0, :2], atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(some.logprobs[0, 0], whole.logprobs[2, 0], atol=1e-5, rtol=1e-5)


def test_a_batch_is_as_wide_as_its_longest_row(model):
    """Queries of 3, 1, 2 and responses of 2, 4, 1 tokens: no row has more than 5 of the 3 + 4."""
    seen = []
    model.get_input_embeddings().register_forward_hook(lambda m, inputs, out: seen.append(inputs[0].shape))
    Policy(model)(completions())
    assert seen == [(3, 5)]


def test_the_reference_stays_what_the_policy_was(model):
    policy = Policy(model)
    before = policy(completions()).logprobs.detach()
    torch.testing.assert_close(policy.reference_logprobs(completions()), before)
    with torch.no_grad():
        for parameter in policy.trained():
            parameter.add_(0.1)
    torch.testing.assert_close(policy.reference_logprobs(completions()), before)
    assert not torch.allclose(policy(completions()).logprobs, before)


def test_with_an_adapter_the_reference_is_the_model_without_it(model):
    before = Policy(model)(completions()).logprobs.detach()
    adapted = peft.get_peft_model(model, peft.LoraConfig(r=2, target_modules=["q_proj"]))
    policy = Policy(adapted)
    assert not policy._frozen
    names = {name for name, p in policy.named_parameters() if p.requires_grad}
    assert all("lora_" in name or "value_head" in name for name in names)
    with torch.no_grad():
        for name, parameter in policy.named_parameters():
            if "lora_B" in name:
                parameter.normal_()
    assert not torch.allclose(policy(completions()).logprobs, before)
    torch.testing.assert_close(policy.reference_logprobs(completions()), before)
    distribution = policy.reference_distribution(completions())
    assert distribution.shape == (3, 4, model.config.vocab_size)


def test_exact_divergence_from_the_whole_vocabulary(model):
    policy = Policy(model)
    mask = completions().response_mask
    p, q = policy.distribution(completions()), policy.reference_distribution(completions())
    assert ((p.exp() * (p - q)).sum(dim=-1)[mask].abs() < 1e-6).all()
    torch.testing.assert_close(p[mask].exp().sum(dim=-1), torch.ones(7))
    assert (p[~mask] == 0).all()


def test_a_model_that_cannot_be_trained_is_refused(model):
    with pytest.raises(ValueError, match="No weight of this model can be trained"):
        Policy(model.requires_grad_(False))
