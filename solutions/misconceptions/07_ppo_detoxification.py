"""Answers to the exercises of lab 07, as students write them: wrong ones with the mistake's name, and right ones."""

import math

import torch
import torch.nn.functional as F

from helpers.checks.answers import Answers

answers = Answers()


# 7.1 Log-probabilities of the tokens that were drawn


@answers.wrong("ex07_1_token_logprobs", "forgets to shift by one")
def token_logprobs(logits, input_ids):
    logprobs = F.log_softmax(logits, dim=-1)
    return torch.gather(logprobs, 2, input_ids.unsqueeze(-1)).squeeze(-1)


@answers.wrong("ex07_1_token_logprobs", "shifts the right length, the wrong way")
def token_logprobs(logits, input_ids):
    logprobs = F.log_softmax(logits[:, :-1], dim=-1)
    return torch.gather(logprobs, 2, input_ids[:, :-1].unsqueeze(-1)).squeeze(-1)


@answers.wrong("ex07_1_token_logprobs", "skips the first logits instead of the last")
def token_logprobs(logits, input_ids):
    logprobs = F.log_softmax(logits[:, 1:], dim=-1)
    return torch.gather(logprobs, 2, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)


@answers.wrong("ex07_1_token_logprobs", "returns logits")
def token_logprobs(logits, input_ids):
    return logits[:, :-1].gather(2, input_ids[:, 1:, None])[..., 0]


@answers.wrong("ex07_1_token_logprobs", "returns probabilities")
def token_logprobs(logits, input_ids):
    return torch.softmax(logits[:, :-1], -1).gather(2, input_ids[:, 1:, None]).squeeze(2)


@answers.wrong("ex07_1_token_logprobs", "normalises over the positions")
def token_logprobs(logits, input_ids):
    logprobs = torch.log_softmax(logits[:, :-1], dim=1)
    return logprobs.gather(2, input_ids[:, 1:, None]).squeeze(2)


@answers.wrong("ex07_1_token_logprobs", "returns surprisal")
def token_logprobs(logits, input_ids):
    batch, length, vocab = logits.shape
    loss = F.cross_entropy(logits[:, :-1].reshape(-1, vocab), input_ids[:, 1:].reshape(-1), reduction="none")
    return loss.reshape(batch, length - 1)


@answers.wrong("ex07_1_token_logprobs", "takes the likeliest token's")
def token_logprobs(logits, input_ids):
    return logits[:, :-1].log_softmax(-1).max(-1).values


@answers.right("ex07_1_token_logprobs")
def token_logprobs(logits, input_ids):
    rows = []
    for z, ids in zip(logits, input_ids):
        rows.append(torch.stack([z[t - 1].log_softmax(0)[ids[t]] for t in range(1, len(ids))]))
    return torch.stack(rows)


@answers.right("ex07_1_token_logprobs")
def token_logprobs(logits, input_ids):
    batch, length, vocab = logits.shape
    loss = F.cross_entropy(logits[:, :-1].reshape(-1, vocab), input_ids[:, 1:].reshape(-1), reduction="none")
    return -loss.reshape(batch, length - 1)


# 7.2 Three estimates of the KL divergence


@answers.wrong("ex07_2_kl_estimators", "turns the log ratio round")
def kl_estimators(logprobs, ref_logprobs):
    r = ref_logprobs - logprobs
    return r, r**2 / 2, (torch.exp(r * -1) - 1) + r


@answers.wrong("ex07_2_kl_estimators", "k3 with the ratio upside down")
def kl_estimators(logprobs, ref_logprobs):
    r = logprobs - ref_logprobs
    return r, 0.5 * r**2, torch.exp(r) - 1 - r


@answers.wrong("ex07_2_kl_estimators", "k3 without its k1")
def kl_estimators(logprobs, ref_logprobs):
    r = logprobs - ref_logprobs
    return r, r * r / 2, torch.exp(ref_logprobs - logprobs) - 1


@answers.wrong("ex07_2_kl_estimators", "k3 subtracts k1")
def kl_estimators(logprobs, ref_logprobs):
    r = logprobs - ref_logprobs
    return r, r * r / 2, torch.expm1(-r) - r


@answers.wrong("ex07_2_kl_estimators", "forgets the half in k2")
def kl_estimators(logprobs, ref_logprobs):
    r = logprobs - ref_logprobs
    return r, r.pow(2), torch.expm1(-r) + r


@answers.wrong("ex07_2_kl_estimators", "makes k1 positive")
def kl_estimators(logprobs, ref_logprobs):
    r = logprobs - ref_logprobs
    return r.abs(), r.pow(2) / 2, torch.expm1(-r) + r


@answers.wrong("ex07_2_kl_estimators", "subtracts probabilities")
def kl_estimators(logprobs, ref_logprobs):
    r = logprobs.exp() - ref_logprobs.exp()
    return r, r.pow(2) / 2, torch.expm1(-r) + r


@answers.right("ex07_2_kl_estimators")
def kl_estimators(logprobs, ref_logprobs):
    ratio = torch.exp(ref_logprobs) / torch.exp(logprobs)
    k1 = -ratio.log()
    return [k1, 0.5 * ratio.log() ** 2, ratio - 1 + k1]


# 7.3 A reward for every token


@answers.wrong("ex07_3_shaped_rewards", "pays for leaving the reference")
def shaped_rewards(logprobs, ref_logprobs, response_mask, scores, kl_coef):
    rewards = kl_coef * (logprobs - ref_logprobs) * response_mask
    for i in range(len(scores)):
        rewards[i, response_mask[i].sum() - 1] += scores[i]
    return rewards


@answers.wrong("ex07_3_shaped_rewards", "gives the score to every token")
def shaped_rewards(logprobs, ref_logprobs, response_mask, scores, kl_coef):
    rewards = -kl_coef * (logprobs - ref_logprobs)
    return (rewards + scores[:, None]) * response_mask


@answers.wrong("ex07_3_shaped_rewards", "puts the score behind the end")
def shaped_rewards(logprobs, ref_logprobs, response_mask, scores, kl_coef):
    rewards = -kl_coef * (logprobs - ref_logprobs) * response_mask
    rewards[:, -1] += scores
    return rewards


@answers.wrong("ex07_3_shaped_rewards", "gives the score at the start")
def shaped_rewards(logprobs, ref_logprobs, response_mask, scores, kl_coef):
    rewards = -kl_coef * (logprobs - ref_logprobs) * response_mask
    rewards[:, 0] = rewards[:, 0] + scores
    return rewards


@answers.wrong("ex07_3_shaped_rewards", "charges for padding")
def shaped_rewards(logprobs, ref_logprobs, response_mask, scores, kl_coef):
    rewards = -kl_coef * (logprobs - ref_logprobs)
    for row, mask, score in zip(rewards, response_mask, scores):
        row[mask.sum() - 1] += score
    return rewards


@answers.wrong("ex07_3_shaped_rewards", "forgets the price")
def shaped_rewards(logprobs, ref_logprobs, response_mask, scores, kl_coef):
    rewards = (ref_logprobs - logprobs).masked_fill(~response_mask, 0)
    last = response_mask.sum(1) - 1
    rewards[torch.arange(len(last)), last] += scores
    return rewards


@answers.wrong("ex07_3_shaped_rewards", "scales the score too")
def shaped_rewards(logprobs, ref_logprobs, response_mask, scores, kl_coef):
    rewards = (ref_logprobs - logprobs).masked_fill(~response_mask, 0)
    last = response_mask.sum(1) - 1
    rewards[torch.arange(len(last)), last] += scores
    return rewards * kl_coef


@answers.wrong("ex07_3_shaped_rewards", "forgets the score")
def shaped_rewards(logprobs, ref_logprobs, response_mask, scores, kl_coef):
    return -kl_coef * (logprobs - ref_logprobs) * response_mask


@answers.right("ex07_3_shaped_rewards")
def shaped_rewards(logprobs, ref_logprobs, response_mask, scores, kl_coef):
    after = F.pad(response_mask[:, 1:], (0, 1), value=False)
    last = response_mask & ~after
    penalty = torch.where(response_mask, kl_coef * (ref_logprobs - logprobs), torch.zeros_like(logprobs))
    return penalty + last * scores.unsqueeze(1)


# 7.4 Generalised advantage estimation


@answers.wrong("ex07_4_gae", "computes advantages without bootstrapping from the next value")
def gae(rewards, values, response_mask, gamma, lam):
    advantages = torch.zeros_like(rewards)
    running = torch.zeros(len(rewards))
    for t in reversed(range(rewards.shape[1])):
        delta = (rewards[:, t] - values[:, t]) * response_mask[:, t]
        running = delta + gamma * lam * running
        advantages[:, t] = running
    return advantages, (advantages + values) * response_mask


@answers.wrong("ex07_4_gae", "lets padding leak into the last token")
def gae(rewards, values, response_mask, gamma, lam):
    steps = rewards.shape[1]
    advantages = torch.zeros_like(rewards)
    running = 0
    for t in reversed(range(steps)):
        next_value = values[:, t + 1] if t + 1 < steps else 0
        delta = rewards[:, t] + gamma * next_value - values[:, t]
        running = delta + gamma * lam * running
        advantages[:, t] = running
    return advantages * response_mask, (advantages + values) * response_mask


@answers.wrong("ex07_4_gae", "forgets λ")
def gae(rewards, values, response_mask, gamma, lam):
    returns = torch.zeros_like(rewards)
    running = torch.zeros(len(rewards))
    for t in reversed(range(rewards.shape[1])):
        running = (rewards[:, t] + gamma * running) * response_mask[:, t]
        returns[:, t] = running
    return (returns - values) * response_mask, returns


@answers.wrong("ex07_4_gae", "stops after one step")
def gae(rewards, values, response_mask, gamma, lam):
    masked = values * response_mask
    after = torch.cat([masked[:, 1:], torch.zeros(len(masked), 1)], dim=1)
    advantages = (rewards + gamma * after - masked) * response_mask
    return advantages, advantages + masked


@answers.wrong("ex07_4_gae", "discounts with λ alone")
def gae(rewards, values, response_mask, gamma, lam):
    advantages = torch.zeros_like(rewards)
    running, after = torch.zeros(len(rewards)), torch.zeros(len(rewards))
    for t in reversed(range(rewards.shape[1])):
        running = (rewards[:, t] + gamma * after - values[:, t] + lam * running) * response_mask[:, t]
        after = values[:, t] * response_mask[:, t]
        advantages[:, t] = running
    return advantages, (advantages + values) * response_mask


@answers.wrong("ex07_4_gae", "does not discount the next value")
def gae(rewards, values, response_mask, gamma, lam):
    advantages = torch.zeros_like(rewards)
    running, after = torch.zeros(len(rewards)), torch.zeros(len(rewards))
    for t in reversed(range(rewards.shape[1])):
        running = (rewards[:, t] + after - values[:, t] + gamma * lam * running) * response_mask[:, t]
        after = values[:, t] * response_mask[:, t]
        advantages[:, t] = running
    return advantages, (advantages + values) * response_mask


@answers.wrong("ex07_4_gae", "forgets to subtract the value")
def gae(rewards, values, response_mask, gamma, lam):
    advantages = torch.zeros_like(rewards)
    running, after = torch.zeros(len(rewards)), torch.zeros(len(rewards))
    for t in reversed(range(rewards.shape[1])):
        running = (rewards[:, t] + gamma * after + gamma * lam * running) * response_mask[:, t]
        after = values[:, t] * response_mask[:, t]
        advantages[:, t] = running
    return advantages, (advantages + values) * response_mask


@answers.wrong("ex07_4_gae", "returns the advantages twice")
def gae(rewards, values, response_mask, gamma, lam):
    advantages = torch.zeros_like(rewards)
    running, after = torch.zeros(len(rewards)), torch.zeros(len(rewards))
    for t in reversed(range(rewards.shape[1])):
        running = (rewards[:, t] + gamma * after - values[:, t] + gamma * lam * running) * response_mask[:, t]
        after = values[:, t] * response_mask[:, t]
        advantages[:, t] = running
    return advantages, advantages.clone()


@answers.wrong("ex07_4_gae", "returns sums of rewards")
def gae(rewards, values, response_mask, gamma, lam):
    advantages = torch.zeros_like(rewards)
    running, after = torch.zeros(len(rewards)), torch.zeros(len(rewards))
    for t in reversed(range(rewards.shape[1])):
        running = (rewards[:, t] + gamma * after - values[:, t] + gamma * lam * running) * response_mask[:, t]
        after = values[:, t] * response_mask[:, t]
        advantages[:, t] = running
    return advantages, (rewards * response_mask).flip(1).cumsum(1).flip(1) * response_mask


@answers.wrong("ex07_4_gae", "swaps advantages and returns")
def gae(rewards, values, response_mask, gamma, lam):
    advantages = torch.zeros_like(rewards)
    running, after = torch.zeros(len(rewards)), torch.zeros(len(rewards))
    for t in reversed(range(rewards.shape[1])):
        running = (rewards[:, t] + gamma * after - values[:, t] + gamma * lam * running) * response_mask[:, t]
        after = values[:, t] * response_mask[:, t]
        advantages[:, t] = running
    return (advantages + values) * response_mask, advantages


@answers.right("ex07_4_gae")
def gae(rewards, values, response_mask, gamma, lam):
    advantages = torch.zeros_like(rewards)
    for i in range(len(rewards)):
        n = int(response_mask[i].sum())
        for t in range(n):
            total = 0.0
            for k in range(t, n):
                following = values[i, k + 1] if k + 1 < n else 0.0
                total = total + (gamma * lam) ** (k - t) * (rewards[i, k] + gamma * following - values[i, k])
            advantages[i, t] = total
    return advantages, torch.where(response_mask, advantages + values, torch.zeros_like(values))


# 7.5 The clipped surrogate


@answers.wrong("ex07_5_clipped_policy_loss", "maximises the loss")
def clipped_policy_loss(logprobs, old_logprobs, advantages, response_mask, clip_range):
    ratio = torch.exp(logprobs - old_logprobs)
    gain = torch.min(ratio * advantages, ratio.clamp(1 - clip_range, 1 + clip_range) * advantages)
    return gain[response_mask].mean()


@answers.wrong("ex07_5_clipped_policy_loss", "takes the larger of the two")
def clipped_policy_loss(logprobs, old_logprobs, advantages, response_mask, clip_range):
    ratio = torch.exp(logprobs - old_logprobs)
    gain = torch.max(ratio * advantages, ratio.clamp(1 - clip_range, 1 + clip_range) * advantages)
    return -gain[response_mask].mean()


@answers.wrong("ex07_5_clipped_policy_loss", "uses the clipped ratio alone")
def clipped_policy_loss(logprobs, old_logprobs, advantages, response_mask, clip_range):
    ratio = torch.exp(logprobs - old_logprobs).clamp(1 - clip_range, 1 + clip_range)
    return -(ratio * advantages)[response_mask].mean()


@answers.wrong("ex07_5_clipped_policy_loss", "does not clip")
def clipped_policy_loss(logprobs, old_logprobs, advantages, response_mask, clip_range):
    return -((logprobs - old_logprobs).exp() * advantages)[response_mask].mean()


@answers.wrong("ex07_5_clipped_policy_loss", "turns the ratio upside down")
def clipped_policy_loss(logprobs, old_logprobs, advantages, response_mask, clip_range):
    ratio = torch.exp(old_logprobs - logprobs)
    gain = torch.min(ratio * advantages, ratio.clamp(1 - clip_range, 1 + clip_range) * advantages)
    return -gain[response_mask].mean()


@answers.wrong("ex07_5_clipped_policy_loss", "takes the log ratio for the ratio")
def clipped_policy_loss(logprobs, old_logprobs, advantages, response_mask, clip_range):
    ratio = logprobs - old_logprobs
    gain = torch.min(ratio * advantages, ratio.clamp(1 - clip_range, 1 + clip_range) * advantages)
    return -gain[response_mask].mean()


@answers.wrong("ex07_5_clipped_policy_loss", "divides log-probabilities")
def clipped_policy_loss(logprobs, old_logprobs, advantages, response_mask, clip_range):
    ratio = logprobs / old_logprobs
    gain = torch.min(ratio * advantages, ratio.clamp(1 - clip_range, 1 + clip_range) * advantages)
    return -gain[response_mask].mean()


@answers.wrong("ex07_5_clipped_policy_loss", "averages over padding")
def clipped_policy_loss(logprobs, old_logprobs, advantages, response_mask, clip_range):
    ratio = torch.exp(logprobs - old_logprobs)
    gain = torch.min(ratio * advantages, ratio.clamp(1 - clip_range, 1 + clip_range) * advantages)
    return -gain.mean()


@answers.wrong("ex07_5_clipped_policy_loss", "divides by all positions")
def clipped_policy_loss(logprobs, old_logprobs, advantages, response_mask, clip_range):
    ratio = torch.exp(logprobs - old_logprobs)
    gain = torch.min(ratio * advantages, ratio.clamp(1 - clip_range, 1 + clip_range) * advantages)
    return -(gain * response_mask).mean()


@answers.wrong("ex07_5_clipped_policy_loss", "averages rows before tokens")
def clipped_policy_loss(logprobs, old_logprobs, advantages, response_mask, clip_range):
    ratio = torch.exp(logprobs - old_logprobs)
    gain = torch.min(ratio * advantages, ratio.clamp(1 - clip_range, 1 + clip_range) * advantages)
    return -((gain * response_mask).sum(1) / response_mask.sum(1)).mean()


@answers.right("ex07_5_clipped_policy_loss")
def clipped_policy_loss(logprobs, old_logprobs, advantages, response_mask, clip_range):
    ratio = torch.exp(logprobs - old_logprobs)
    limit = torch.where(advantages > 0, (1 + clip_range) * advantages, (1 - clip_range) * advantages)
    gain = torch.minimum(ratio * advantages, limit)
    return -(gain * response_mask).sum() / response_mask.sum()


# 7.6 The loss of the value head


@answers.wrong("ex07_6_clipped_value_loss", "takes the smaller error")
def clipped_value_loss(values, old_values, returns, response_mask, clip_range):
    near = old_values + (values - old_values).clamp(-clip_range, clip_range)
    error = torch.min((values - returns) ** 2, (near - returns) ** 2)
    return 0.5 * error[response_mask].mean()


@answers.wrong("ex07_6_clipped_value_loss", "does not clip")
def clipped_value_loss(values, old_values, returns, response_mask, clip_range):
    return 0.5 * F.mse_loss(values[response_mask], returns[response_mask])


@answers.wrong("ex07_6_clipped_value_loss", "uses the clipped value alone")
def clipped_value_loss(values, old_values, returns, response_mask, clip_range):
    near = old_values + (values - old_values).clamp(-clip_range, clip_range)
    return 0.5 * F.mse_loss(near[response_mask], returns[response_mask])


@answers.wrong("ex07_6_clipped_value_loss", "forgets the half")
def clipped_value_loss(values, old_values, returns, response_mask, clip_range):
    near = old_values + (values - old_values).clamp(-clip_range, clip_range)
    return torch.max((values - returns) ** 2, (near - returns) ** 2)[response_mask].mean()


@answers.wrong("ex07_6_clipped_value_loss", "takes absolute errors")
def clipped_value_loss(values, old_values, returns, response_mask, clip_range):
    near = old_values + (values - old_values).clamp(-clip_range, clip_range)
    return 0.5 * torch.max((values - returns).abs(), (near - returns).abs())[response_mask].mean()


@answers.wrong("ex07_6_clipped_value_loss", "averages over padding")
def clipped_value_loss(values, old_values, returns, response_mask, clip_range):
    near = old_values + (values - old_values).clamp(-clip_range, clip_range)
    return 0.5 * torch.max((values - returns) ** 2, (near - returns) ** 2).mean()


@answers.wrong("ex07_6_clipped_value_loss", "divides by all positions")
def clipped_value_loss(values, old_values, returns, response_mask, clip_range):
    near = old_values + (values - old_values).clamp(-clip_range, clip_range)
    return 0.5 * (torch.max((values - returns) ** 2, (near - returns) ** 2) * response_mask).mean()


@answers.right("ex07_6_clipped_value_loss")
def clipped_value_loss(values, old_values, returns, response_mask, clip_range):
    total, count = torch.tensor(0.0), 0
    for i, t in response_mask.nonzero().tolist():
        moved = (values[i, t] - old_values[i, t]).clamp(-clip_range, clip_range)
        plain = values[i, t] - returns[i, t]
        near = old_values[i, t] + moved - returns[i, t]
        total, count = total + max(plain**2, near**2) / 2, count + 1
    return total / count


# 7.7 The entropy bonus


@answers.wrong("ex07_7_mean_entropy", "has the wrong sign")
def mean_entropy(logits, response_mask):
    logprobs = logits.log_softmax(-1)
    return (logprobs.exp() * logprobs).sum(-1)[response_mask].mean()


@answers.wrong("ex07_7_mean_entropy", "takes the logarithm of 0")
def mean_entropy(logits, response_mask):
    p = torch.softmax(logits, -1)
    return -(p * torch.log(p)).sum(-1)[response_mask].mean()


@answers.wrong("ex07_7_mean_entropy", "averages over the vocabulary")
def mean_entropy(logits, response_mask):
    logprobs = logits.log_softmax(-1)
    return -(logprobs.exp() * logprobs).mean(-1)[response_mask].mean()


@answers.wrong("ex07_7_mean_entropy", "does not weigh by probability")
def mean_entropy(logits, response_mask):
    return -logits.log_softmax(-1).sum(-1)[response_mask].mean()


@answers.wrong("ex07_7_mean_entropy", "measures in bits")
def mean_entropy(logits, response_mask):
    logprobs = logits.log_softmax(-1)
    return -(logprobs.exp() * logprobs / math.log(2)).sum(-1)[response_mask].mean()


@answers.wrong("ex07_7_mean_entropy", "averages over padding")
def mean_entropy(logits, response_mask):
    return torch.distributions.Categorical(logits=logits).entropy().mean()


@answers.wrong("ex07_7_mean_entropy", "sums over tokens")
def mean_entropy(logits, response_mask):
    return (torch.distributions.Categorical(logits=logits).entropy() * response_mask).sum()


@answers.right("ex07_7_mean_entropy")
def mean_entropy(logits, response_mask):
    return torch.distributions.Categorical(logits=logits).entropy()[response_mask].mean()


# 7.8 A price that finds itself


@answers.wrong("ex07_8_adaptive_kl", "steers the wrong way")
def adaptive_kl(kl_coef, observed_kl, target, episodes, horizon):
    error = max(-0.2, min(0.2, 1 - observed_kl / target))
    return kl_coef * (1 + error * episodes / horizon)


@answers.wrong("ex07_8_adaptive_kl", "does not cut the error")
def adaptive_kl(kl_coef, observed_kl, target, episodes, horizon):
    return kl_coef * (1 + (observed_kl / target - 1) * episodes / horizon)


@answers.wrong("ex07_8_adaptive_kl", "takes the error in nats")
def adaptive_kl(kl_coef, observed_kl, target, episodes, horizon):
    error = max(-0.2, min(0.2, observed_kl - target))
    return kl_coef * (1 + error * episodes / horizon)


@answers.wrong("ex07_8_adaptive_kl", "adds instead of multiplying")
def adaptive_kl(kl_coef, observed_kl, target, episodes, horizon):
    error = max(-0.2, min(0.2, observed_kl / target - 1))
    return kl_coef + error * episodes / horizon


@answers.wrong("ex07_8_adaptive_kl", "ignores how many episodes there were")
def adaptive_kl(kl_coef, observed_kl, target, episodes, horizon):
    error = max(-0.2, min(0.2, observed_kl / target - 1))
    return kl_coef * (1 + error)


@answers.wrong("ex07_8_adaptive_kl", "turns the share upside down")
def adaptive_kl(kl_coef, observed_kl, target, episodes, horizon):
    error = max(-0.2, min(0.2, observed_kl / target - 1))
    return kl_coef * (1 + error * horizon / episodes)


@answers.wrong("ex07_8_adaptive_kl", "divides by the observed divergence")
def adaptive_kl(kl_coef, observed_kl, target, episodes, horizon):
    error = 1 - target / observed_kl if observed_kl else -0.2
    return kl_coef * (1 + max(-0.2, min(0.2, error)) * episodes / horizon)


@answers.right("ex07_8_adaptive_kl")
def adaptive_kl(kl_coef, observed_kl, target, episodes, horizon):
    error = (observed_kl - target) / target
    if error > 0.2:
        error = 0.2
    if error < -0.2:
        error = -0.2
    return kl_coef + kl_coef * error * episodes / horizon
