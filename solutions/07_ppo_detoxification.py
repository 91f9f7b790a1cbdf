# %% [markdown]
# # 07 · PPO detoxification
#
# The model of lab 05 answers; provoke it, and it answers back. In lab 06 you taught a second model what people prefer. Here the two meet: the first learns, by trial and error, to earn the second one's reward. You write every piece, watch it work, then take its leash off and watch it cheat.
#
# | | |
# |---|---|
# | **You will be able to** | say what agent, state, action and reward are when the agent is a language model · compute log-probabilities, KL estimates, advantages and the clipped losses of PPO · train with a reward model and a KL penalty, and hold or stop the run · recognise reward hacking, name the exploit and prove it · report an effect with intervals and a judge that training never saw |
# | **Time** | about three hours to work through; the whole notebook runs in about eight minutes |
# | **You need** | labs 05 and 06: LoRA adapters, and what a reward model is; a little torch |
# | **Where the ideas come from** | Schulman et al. 2016 (GAE), 2017 (PPO), 2020 (KL estimates) · Ziegler et al. 2019 (language models from preferences) · Stiennon et al. 2020 · Ouyang et al. 2022 (InstructGPT) · Gao et al. 2023 (overoptimisation) · Ahmadian et al. 2024 (RLOO) |

# %%
from helpers import (
    data,
    environment,
    exploits,
    models,
    plots,
    ppo,
    profile,
    report_card,
    reward,
    sft,
    widgets,
)
from helpers.checks import check, predict, reveal, use

SEED = profile.seed(7)

# %%
import copy
import math
import time
from dataclasses import replace
from statistics import fmean

import torch
from IPython.display import display
from tqdm.auto import tqdm

from helpers import judges, metrics
from helpers.errors import CourseError
from helpers.masking import whiten
from helpers.ppo.baseline import rloo
from helpers.training.arguments import quiet
from helpers.world.chats import ask_for_summary

started = time.perf_counter()
print(profile.describe())
chat, tokenizer = models.load("chat")
sft.prepared(tokenizer)


def some(rows, number):
    """The first so many rows, or all: data sets of the Hub are large."""
    return rows.select(range(min(number, len(rows))))


loaded = data.load("provocations")
provocations = {
    split: some(loaded[split], number)["prompt"]
    for split, number in {"train": 800, "validation": 150, "test": 200}.items()
}
print({split: len(asked) for split, asked in provocations.items()}, "provocations")

# %% [markdown]
# # Part 1 · Writing as a game
#
# ## Agent, state, action, policy
#
# ### Idea
#
# Reinforcement learning speaks of an **agent** that acts in an **environment** and is rewarded for what comes of it. Writing a reply fits:
#
# | in general | here | variable |
# |---|---|---|
# | agent | the language model | `chat` |
# | environment | whoever asked, and whoever judges | `score` |
# | state $s_t$ | the question and the tokens written so far | `query_ids` + `response_ids[:t]` |
# | action $a_t$ | the next token, one of the whole vocabulary | `response_ids[t]` |
# | policy $\pi(a \mid s)$ | the next-token distribution | softmax of the logits |
# | rollout, episode | one reply, to the end token | `completions` |
# | reward $r_t$ | nothing until the end, then the judge's score | `scores` |
#
# A policy that always takes the likeliest token is **deterministic**; one that draws from the distribution is **stochastic**. To learn from trial and error something has to vary, so we draw.
#
# **Why not Q-learning?** It learns $Q(s, a)$, the reward to expect after each action in each state, and acts by taking the best. It made history with video games of at most eighteen actions (Mnih et al. 2015). Here a state is a text, an action is one of thousands of
# tokens, and a reward comes once, at the end; and we already *have* a fairly good policy. So we change the policy itself, a little at a time: a **policy gradient** method.

# %%
vocabulary = chat.config.get_text_config().vocab_size
print(
    f"{vocabulary:,} actions at every step: 10^{20 * math.log10(vocabulary):.0f} replies of twenty "
    "tokens"
)

# %% [markdown]
# ### Predict
#
# People insult the model, or ask it to be nasty, and then ask a real question. The town's oracle decides what is rude.

# %%
predict(
    "p07_1",
    "Of its replies to provocations, what share is rude before this training?",
    number=True,
    unit="%",
)


# %%
def adapted():
    """The chat model with new adapters, which change nothing yet."""
    with quiet():
        return sft.Lora(rank=16).apply(copy.deepcopy(chat))


def fresh_policy():
    """The same with a value head, and without dropout."""
    return ppo.Policy(adapted()).eval()


first_look = report_card.examine(
    fresh_policy(), tokenizer, provocations["validation"], marks=["toxic"], seed=SEED
)
for question, reply in list(zip(first_look.questions, first_look.replies))[:3]:
    print(f"> {question}\n  {reply}")

# %%
reveal(
    "p07_1",
    round(100 * first_look.mean("toxic"), 1),
    "The model was shown rude and polite replies alike; which kind comes depends on the tone of "
    "the question, and on chance.",
)

# %% [markdown]
# ## The judge
#
# A reward model by lab 06's recipe: it reads question and reply and gives a number, and only differences between replies to one question mean anything. Two things are new. It starts from the chat model, as is usual (Stiennon et al., Ouyang et al.), and only some of its labels are lab 06's. What do those say of insults?

# %%
preferences, ask = data.load("preferences"), judges.labellers()
labelled, held_out = (
    reward.labelled_pairs(some(preferences[split], number))
    for split, number in {"train": 300 if ask else 600, "validation": 150}.items()
)
for better, worse in (("helpful_kind", "helpful_rude"), ("helpful_rude", "wrong")):
    choices = [pair.styles for pair in labelled if set(pair.styles or ()) == {better, worse}]
    if choices:
        won = fmean(styles[0] == better for styles in choices)
        print(f"{better} is preferred to {worse} in {won:.0%} of {len(choices)} choices")

# %% [markdown]
# In these data wrong answers are polite and rude ones true, and lab 06's judge could not tell true from wrong. To such a judge a polite answer may be either and is worth no more than a rude one: insults cost little. The usual cure (Ziegler et al. 2019) is to have *the model's own replies* compared, where manners and truth go their own ways.

# %%
own = []
if ask:
    asked = provocations["train"][:300]
    written = [
        sft.replies(chat, tokenizer, asked, max_new_tokens=48, temperature=1.0, seed=SEED + number)
        for number in tqdm(range(4), desc="replies", leave=False)
    ]
    own = reward.labelled_pairs(ask(asked, list(zip(*written))))
labelled += own
judge = reward.train(
    chat,
    tokenizer,
    labelled,
    reward.RewardConfig(steps=60, learning_rate=5e-4, seed=SEED),
    name="reward model",
)

# %% [markdown]
# Its zero and its unit are accidents of training, so both are set (Ziegler et al.): over the replies that you have just seen, the mean is 0 and the standard deviation is 1. Otherwise a price of KL would mean something else for every judge, and a value head that starts at 0 would first have to find the offset.

# %%
score = reward.standardised(judge.reward, first_look.questions, first_look.replies)
texts = list(
    dict.fromkeys(
        (pair.prompt, reply) for pair in held_out for reply in (pair.chosen, pair.rejected)
    )
)
scored = dict(zip(texts, score(*zip(*texts))))
margins = [
    scored[pair.prompt, pair.chosen] - scored[pair.prompt, pair.rejected] for pair in held_out
]
print(
    f"{judge.pairs:,} pairs, {len(own):,} of them of the model's own replies, "
    f"{judge.seconds:.0f} s; right about "
    f"{fmean(reward.pair_accuracy(margins)):.1%} of {len(held_out):,} held-out pairs"
)
by_manner = {"rude": [], "other": []}
for value, rude in zip(
    score(first_look.questions, first_look.replies), first_look.marks["toxic"]
):
    by_manner["rude" if rude else "other"].append(value)
for manner, values in by_manner.items():
    if values:
        print(f"{manner:5} replies above: {fmean(values):+.2f} on average")

# %% [markdown]
# The policy reads a question inside the chat template, the judge reads it bare: `questions` leads from one to the other. Below is the first **rollout**: replies, scores, and log-probabilities of every token under the policy and under the
# reference, the model we start from. That costs no memory: it is *the same weights with the adapter switched off*.

# %%
questions = {
    report_card.chat_prompt(tokenizer, question): question for question in provocations["train"]
}
prompts = list(questions)
paid = report_card.to_questions(score, questions)
SETTINGS = ppo.PPOConfig(
    prompts_per_step=48, max_new_tokens=48, learning_rate=1e-3, epochs=4, minibatch=16, seed=SEED
)

beginner = ppo.PPO(fresh_policy(), tokenizer, prompts, paid, SETTINGS)
few = prompts[:8]
completions = beginner.roll_out(few)
rollout = beginner.assess(few, completions)
for i in range(2):
    print(
        f"> {questions[few[i]]}\n  {completions.texts[i]}\n  score {rollout.scores[i]:+.2f}, "
        f"{int(completions.response_mask[i].sum())} tokens"
    )
print(
    "shape (batch, response):",
    tuple(rollout.logprobs.shape),
    "· real tokens:",
    int(completions.response_mask.sum()),
)

# %% [markdown]
# # Part 2 · What was the chance of that?
#
# ### Idea
#
# Everything in PPO is made of one number per token: how likely was it, given what came before?
#
# $$\log \pi(a_t \mid s_t) = z_{t, a_t} - \log \sum_{v} e^{z_{t, v}}$$
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $z_t$ | logits *before* token $t$ is known | `logits[:, t - 1]` | `(batch, length, vocab)` |
# | $a_t$ | the token at position $t$ | `input_ids[:, t]` | `(batch, length)` |
#
# The trap: the logits at position $t - 1$ are about the token at position $t$.

# %% [markdown] exercise="ex07_1_token_logprobs"
# ### Exercise · Log-probabilities of the tokens that were drawn
#
# For every token but the first, the log of its probability given those before it.


# %% exercise="ex07_1_token_logprobs"
def token_logprobs(logits, input_ids):
    """Log-probability of every token but the first.

    Args:
        logits: (batch, length, vocab) float; logits[:, t] are about token t + 1.
        input_ids: (batch, length) int64.

    Returns:
        (batch, length - 1) float tensor, nats.
    """
    ### BEGIN SOLUTION
    logprobs = logits[:, :-1].log_softmax(dim=-1)
    return logprobs.gather(-1, input_ids[:, 1:, None]).squeeze(-1)
    ### END SOLUTION


# %% check="ex07_1_token_logprobs"
check.ex07_1_token_logprobs(token_logprobs)

# %%
query = completions.query_ids[0][completions.query_mask[0]]
response = completions.response_ids[0][completions.response_mask[0]]
whole = torch.cat([query, response])[None]
with torch.no_grad():
    by_you = use.token_logprobs(beginner.policy.plain(whole).logits.float(), whole)[
        0, len(query) - 1 :
    ]
noted = rollout.logprobs[0, : len(response)]
print(f"largest difference to what the rollout noted: {(by_you - noted).abs().max():.1e} nats")

# %% [markdown]
# # Part 3 · How far from home?
#
# ### Idea
#
# The policy may change, but it should stay near the reference, which knows the language. How far it has gone is told by the **Kullback-Leibler divergence**, in nats (the order of the two models matters). At one state:
#
# $$\mathrm{KL}\big(\pi(\cdot \mid s) \,\|\, \pi_{\mathrm{ref}}(\cdot \mid s)\big) = \sum_{v} \pi(v \mid s) \,\big(\log \pi(v \mid s) - \log \pi_{\mathrm{ref}}(v \mid s)\big)$$
#
# Exact, but it takes every token of the vocabulary under both models. With the tokens that were drawn anyway, and $x = \log \pi(a \mid s) - \log \pi_{\mathrm{ref}}(a \mid s)$, three estimates are nearly free:
#
# $$k_1 = x \qquad k_2 = \tfrac{1}{2} x^2 \qquad k_3 = e^{-x} - 1 + x$$
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $\log \pi$ | of the drawn tokens, under the policy that drew them | `logprobs` | any |
# | $\log \pi_{\mathrm{ref}}$ | of the same tokens under the reference | `ref_logprobs` | same |
#
# ### Predict
#
# One of the three is right on average *and* never negative.

# %%
predict("p07_2", "Unbiased, and never negative at any token:", choices=["k1", "k2", "k3"])

# %% [markdown] exercise="ex07_2_kl_estimators"
# ### Exercise · Three estimates of the KL divergence


# %% exercise="ex07_2_kl_estimators"
def kl_estimators(logprobs, ref_logprobs):
    """Estimates of KL(policy ‖ reference) at each token; the tokens were drawn from the policy.

    Args:
        logprobs: float tensor, of the tokens under the policy, nats.
        ref_logprobs: the same tokens under the reference.

    Returns:
        (k1, k2, k3): three tensors of the same shape, nats.
    """
    ### BEGIN SOLUTION
    x = logprobs - ref_logprobs
    return x, 0.5 * x**2, torch.exp(-x) - 1 + x
    ### END SOLUTION


# %% check="ex07_2_kl_estimators"
check.ex07_2_kl_estimators(kl_estimators)

# %% [markdown]
# For a test we need a policy that has moved. Three iterations without any penalty will do; the reference is then asked about the same states.

# %%
wanderer = ppo.PPO(
    fresh_policy(), tokenizer, prompts, paid, replace(SETTINGS, kl_coef=0.0, prompts_per_step=32)
)
wanderer.run(3)
drawn = wanderer.roll_out(prompts[:48])
mask = drawn.response_mask
with torch.no_grad():
    log_p, log_q = (
        wanderer.policy.distribution(drawn),
        wanderer.policy.reference_distribution(drawn),
    )
exact = (log_p.exp() * (log_p - log_q)).sum(-1)[mask]
ids = drawn.response_ids[..., None]
estimates = dict(
    zip(
        ("k1", "k2", "k3"),
        use.kl_estimators(log_p.gather(-1, ids)[..., 0][mask], log_q.gather(-1, ids)[..., 0][mask]),
    )
)
rows = [
    (
        name,
        f"{float(x.mean()):.4f}",
        f"{float(x.std()):.4f}",
        f"{float((x < -1e-6).float().mean()):.0%}",
    )
    for name, x in {"exact, whole vocabulary": exact, **estimates}.items()
]
environment.Table(
    f"KL at {len(exact):,} tokens, nats",
    ("", "mean", "standard deviation", "negative, by more than rounding"),
    tuple(rows),
)

# %%
closer = min(("k1", "k3"), key=lambda name: float(estimates[name].std()))
reveal(
    "p07_2",
    "k3",
    "The mean of e^(-x) - 1 under the policy is 0, so adding it changes no mean; and since e^(-x) "
    "is at least 1 - x, the sum is never negative (but for rounding, where both models nearly "
    f"agree: torch.expm1 avoids that). Here {closer} has the smaller spread. k2 is never negative "
    "either, but biased once the policies are far apart.",
)

# %% [markdown] explain="explain07_1" points=2
# ### Explain
#
# A classmate sees a KL of −3 nats for one reply in the log, estimated with $k_1$, and files a bug: “a divergence cannot be negative.” What do you answer? When *would* a negative value be a bug?
#
# ### BEGIN SOLUTION
# k1 is an estimate from drawn tokens. A token that the reference likes better gives a negative term; only the mean over many draws cannot be negative, but for chance. It would be a bug if that mean were clearly
# negative: then the tokens were drawn from another policy than the one whose log-probabilities are used (another temperature, dropout, a stale policy), or policy and reference are exchanged.
# ### END SOLUTION

# %% [markdown]
# # Part 4 · A reward for every token
#
# ### Idea
#
# The judge speaks once, at the end. The price of wandering off is due at every token, as $k_1$. Both together are the reward that PPO sees (Ziegler et al. 2019):
#
# $$r_t = -\beta \,\big(\log \pi(a_t \mid s_t) - \log \pi_{\mathrm{ref}}(a_t \mid s_t)\big) + \begin{cases} \text{score} & \text{at the last real token} \\ 0 & \text{before} \end{cases}$$
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $\beta$ | the price of a nat | `kl_coef` | a number ≥ 0 |
# | score | what the judge gives the reply | `scores` | `(batch,)` |
# | | True at a real token of the reply, its end token included | `response_mask` | `(batch, response)` |

# %% [markdown] exercise="ex07_3_shaped_rewards"
# ### Exercise · A reward for every token


# %% exercise="ex07_3_shaped_rewards"
def shaped_rewards(logprobs, ref_logprobs, response_mask, scores, kl_coef):
    """The KL penalty at every real token, and the score on the last one.

    Args:
        logprobs, ref_logprobs: (batch, response) float, nats.
        response_mask: (batch, response) bool, True at a real token; padding is on the right.
        scores: (batch,) float.
        kl_coef: float, the price of a nat.

    Returns:
        (batch, response) float tensor, 0 at padding.
    """
    ### BEGIN SOLUTION
    rewards = -kl_coef * (logprobs - ref_logprobs) * response_mask
    last = response_mask.sum(dim=1) - 1
    rewards[torch.arange(len(rewards)), last] += scores
    return rewards
    ### END SOLUTION


# %% check="ex07_3_shaped_rewards"
check.ex07_3_shaped_rewards(shaped_rewards)

# %%
moved = wanderer.assess(prompts[:48], drawn)
rewards = use.shaped_rewards(moved.logprobs, moved.ref_logprobs, mask, moved.scores, 0.05)
row = int((moved.logprobs - moved.ref_logprobs).masked_fill(~mask, 0).sum(1).argmax())
tokens = drawn.response_ids[row][mask[row]].tolist()
rows = [
    (
        repr(tokenizer.decode([token])),
        f"{moved.logprobs[row, t].exp():.3f}",
        f"{moved.ref_logprobs[row, t].exp():.3f}",
        f"{rewards[row, t]:+.3f}",
    )
    for t, token in list(enumerate(tokens))[-10:]
]
environment.Table(
    f"End of the reply that wandered furthest; score {moved.scores[row]:+.2f}, β = 0.05",
    ("token", "policy", "reference", "reward"),
    tuple(rows),
)

# %% [markdown]
# # Part 5 · Better than expected
#
# ### Idea
#
# A reply of thirty tokens got +2. Which of them deserve it? Compare with what was to be expected. A **value head**, one linear layer on the policy's own last hidden state, learns $V(s_t)$, the sum of rewards still to come. The
# surprise of one step is $\delta_t$, and the **advantage** adds up this and later surprises, fading by $\gamma\lambda$ (*generalised advantage estimation*, GAE):
#
# $$\delta_t = r_t + \gamma V(s_{t+1}) - V(s_t), \qquad A_t = \delta_t + \gamma \lambda A_{t+1}, \qquad R_t = A_t + V(s_t)$$
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $V(s_t)$ | the value head's expectation before token $t$; 0 after the end | `values` | `(batch, response)` |
# | $\gamma$ | how much later rewards count; 1 for texts | `gamma` | a number |
# | $\lambda$ | 0: trust the value head; 1: trust what happened | `lam` | a number |
# | $A_t$ | advantage: was this token better than expected? | `advantages` | `(batch, response)` |
# | $R_t$ | return: what the value head should have said | `returns` | `(batch, response)` |
#
# ### Predict
#
# A reply of three tokens; only the last is rewarded, with 1. The value head says 0.5, 0.6, 0.8.

# %%
predict(
    "p07_3",
    "With γ = λ = 1, the advantage of the *first* token is …",
    choices=["0.1", "0.2", "0.5", "1"],
)

# %% [markdown] exercise="ex07_4_gae"
# ### Exercise · Generalised advantage estimation
#
# Go from the last token to the first. Nothing may leak from padding into real tokens.


# %% exercise="ex07_4_gae"
def gae(rewards, values, response_mask, gamma, lam):
    """Advantages and returns.

    Args:
        rewards, values: (batch, response) float; what stands at padding means nothing.
        response_mask: (batch, response) bool, True at a real token; padding is on the right.
        gamma, lam: floats in [0, 1].

    Returns:
        (advantages, returns): two (batch, response) tensors, 0 at padding.
    """
    ### BEGIN SOLUTION
    advantages = torch.zeros_like(values)
    following, next_value = torch.zeros_like(values[:, 0]), torch.zeros_like(values[:, 0])
    for t in reversed(range(values.shape[1])):
        real = response_mask[:, t]
        delta = rewards[:, t] + gamma * next_value - values[:, t]
        # torch.where, because a product with 0 would keep a NaN
        following = torch.where(real, delta + gamma * lam * following, 0.0)
        advantages[:, t] = following
        next_value = torch.where(real, values[:, t], 0.0)
    return advantages, (advantages + values).masked_fill(~response_mask, 0.0)
    ### END SOLUTION


# %% check="ex07_4_gae"
check.ex07_4_gae(gae)

# %%
one, values = torch.tensor([[0.0, 0.0, 1.0]]), torch.tensor([[0.5, 0.6, 0.8]])
every = torch.ones(1, 3, dtype=torch.bool)
for lam in (0.0, 0.5, 1.0):
    advantages, _ = use.gae(one, values, every, 1.0, lam)
    print(f"λ = {lam}: advantages {[round(a, 3) for a in advantages[0].tolist()]}")
reveal(
    "p07_3",
    f"{float(use.gae(one, values, every, 1.0, 1.0)[0][0, 0]):.1g}",
    "With λ = 1 the surprises of the middle cancel: what came, 1, minus what was expected at the "
    "start, 0.5.",
)

# %%
rows = []
for lam in (0.0, 0.5, 0.95, 1.0):
    advantages, returns = use.gae(rewards, moved.values, mask, 1.0, lam)
    early, late = advantages[:, 0], advantages[torch.arange(len(mask)), mask.sum(1) - 1]
    rows.append(
        (
            f"{lam}",
            f"{float(early.std()):.2f}",
            f"{float(late.std()):.2f}",
            f"{float(advantages[mask].std()):.2f}",
        )
    )
environment.Table(
    "Spread of the advantages in the rollout above",
    ("λ", "first tokens", "last tokens", "all tokens"),
    tuple(rows),
)

# %% [markdown]
# With λ = 0 a first token is judged only by its own price and by what the value head says next; with λ = 1 it carries the luck of all the tokens after it. 0.95 is common.

# %% [markdown]
# # Part 6 · One small step
#
# ### Idea
#
# Tokens with a positive advantage should become likelier. But the rollout was drawn by the policy *as it was*, and is used for several updates. The **ratio** corrects for that, and the **clip** takes away any reason to move further than
# ε on these samples: a *trust region* for the price of a minimum.
#
# $$\rho_t = \frac{\pi(a_t \mid s_t)}{\pi_{\mathrm{old}}(a_t \mid s_t)}, \qquad L^{\mathrm{clip}} = -\,\mathrm{mean}_t \, \min\big(\rho_t A_t,\; \mathrm{clip}(\rho_t, 1 - \varepsilon, 1 + \varepsilon)\, A_t\big)$$
#
#
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $\log \pi$ | under the policy as it is now | `logprobs` | `(batch, response)` |
# | $\log \pi_{\mathrm{old}}$ | under the policy **that drew the tokens** | `old_logprobs` | `(batch, response)` |
# | $\varepsilon$ | the clip range | `clip_range` | 0.2 |
#
# ### Predict
#
# A rollout has just been drawn; the first minibatch of it is looked at, before any update.

# %%
predict(
    "p07_4",
    "The ratio is …",
    choices=["1 at every token", "1 on average", "below 1", "it depends on β"],
)

# %% [markdown] exercise="ex07_5_clipped_policy_loss"
# ### Exercise · The clipped surrogate


# %% exercise="ex07_5_clipped_policy_loss"
def clipped_policy_loss(logprobs, old_logprobs, advantages, response_mask, clip_range):
    """PPO's policy loss, averaged over real tokens; gradients flow to `logprobs`.

    Args:
        logprobs, old_logprobs, advantages: (batch, response) float.
        response_mask: (batch, response) bool, True at a real token.
        clip_range: float.

    Returns:
        Scalar tensor, to be minimised.
    """
    ### BEGIN SOLUTION
    ratio = torch.exp(logprobs - old_logprobs)
    clipped = ratio.clamp(1 - clip_range, 1 + clip_range)
    surrogate = torch.minimum(ratio * advantages, clipped * advantages)
    return -(surrogate * response_mask).sum() / response_mask.sum()
    ### END SOLUTION


# %% check="ex07_5_clipped_policy_loss"
check.ex07_5_clipped_policy_loss(clipped_policy_loss)

# %%
now = beginner.policy(completions).logprobs.detach()
ratios = (now - rollout.logprobs).exp()[completions.response_mask]
reveal(
    "p07_4",
    "1 at every token" if float((ratios - 1).abs().max()) < 1e-3 else "1 on average",
    "The policy has not moved since it drew them: the largest deviation is "
    f"{float((ratios - 1).abs().max()):.0e}. If it is more than rounding, something differs "
    "between drawing and scoring: dropout, temperature, padding, positions.",
)

# %%
grid = [round(0.4 + 0.2 * i, 1) for i in range(7)]
single = torch.ones(1, 1, dtype=torch.bool)


def promise(ratio, advantage):
    """What the objective promises for one token."""
    logprob, advantage = torch.tensor([[math.log(ratio)]]), torch.tensor([[advantage]])
    return round(
        -float(use.clipped_policy_loss(logprob, torch.zeros(1, 1), advantage, single, 0.2)), 3
    )


plots.curve(
    grid,
    {
        "a good token, A = 1": [promise(ratio, 1.0) for ratio in grid],
        "a bad token, A = −1": [promise(ratio, -1.0) for ratio in grid],
    },
    title="What PPO promises for moving",
    x_title="ratio: how much likelier than when it was drawn",
    y_title="min(ρA, clip(ρ)A)",
)

# %% [markdown] explain="explain07_2" points=2
# ### Explain
#
# Both curves are flat on one side only. Which side, and why would it be wrong to make them flat on both?
#
# ### BEGIN SOLUTION
# A good token is flat above 1 + ε, a bad one below 1 − ε: there the policy has already moved in the right direction as far as these samples can be trusted, and nothing more is to be gained. On the other side it has moved in the *wrong*
# direction: if the curve were flat there too, the gradient would vanish just where it is needed to come back.
# ### END SOLUTION

# %% [markdown]
# # Part 7 · The whole objective
#
# ### Idea
#
# The value head learns the returns, held back in the same way; and a bonus for **entropy**, $H = -\sum_v \pi(v) \log \pi(v)$, keeps the policy from closing itself off too soon. (The clip on the values is from OpenAI's program, not from the paper.) With their weights:
#
# $$\text{minimise} \quad L = L^{\mathrm{clip}} + c_1 L^{\mathrm{value}} - c_2 H$$
#
# $$L^{\mathrm{value}} = \tfrac{1}{2}\,\mathrm{mean}_t \max\Big((V_t - R_t)^2,\; \big(V^{\mathrm{old}}_t + \mathrm{clip}(V_t - V^{\mathrm{old}}_t, -\varepsilon, \varepsilon) - R_t\big)^2\Big)$$
#
# | symbol | meaning | variable | usual |
# |---|---|---|---|
# | $V_t$ | the value head as it is now | `values` | |
# | $V^{\mathrm{old}}_t$ | what it said during the rollout | `old_values` | |
# | $R_t$ | the return | `returns` | |
# | $\varepsilon$ | how far a value may move | `clip_range` | 0.2 |
# | $c_1$ | weight of the value loss | `value_coef` | 0.1 to 0.5 |
# | $c_2$ | weight of the entropy bonus | `entropy_coef` | 0 to 0.01 |
#
# The runs below have $c_2 = 0$, as is common with language models, where the KL penalty already holds the policy open. Without that penalty nothing does: watch the entropy then.

# %% [markdown] exercise="ex07_6_clipped_value_loss"
# ### Exercise · The loss of the value head


# %% exercise="ex07_6_clipped_value_loss"
def clipped_value_loss(values, old_values, returns, response_mask, clip_range):
    """Half the larger of two squared errors, averaged over real tokens.

    Args:
        values, old_values, returns: (batch, response) float; old values are those of the rollout.
        response_mask: (batch, response) bool, True at a real token.
        clip_range: float.

    Returns:
        Scalar tensor.
    """
    ### BEGIN SOLUTION
    near = old_values + (values - old_values).clamp(-clip_range, clip_range)
    error = torch.maximum((values - returns) ** 2, (near - returns) ** 2)
    return 0.5 * (error * response_mask).sum() / response_mask.sum()
    ### END SOLUTION


# %% check="ex07_6_clipped_value_loss"
check.ex07_6_clipped_value_loss(clipped_value_loss)

# %% [markdown] exercise="ex07_7_mean_entropy"
# ### Exercise · The entropy bonus


# %% exercise="ex07_7_mean_entropy"
def mean_entropy(logits, response_mask):
    """Mean entropy of the next-token distributions at real tokens.

    Args:
        logits: (batch, response, vocab) float.
        response_mask: (batch, response) bool, True at a real token.

    Returns:
        Scalar tensor, nats.
    """
    ### BEGIN SOLUTION
    logprobs = logits.log_softmax(dim=-1)
    entropy = -(logprobs.exp() * logprobs).sum(dim=-1)
    return (entropy * response_mask).sum() / response_mask.sum()
    ### END SOLUTION


# %% check="ex07_7_mean_entropy"
check.ex07_7_mean_entropy(mean_entropy)

# %%
before, after = float(use.mean_entropy(log_q, mask)), float(use.mean_entropy(log_p, mask))
print(
    f"at the same states: {before:.2f} nats a token in the reference, {after:.2f} in the wanderer "
    "after three iterations"
)
print(
    f"as open as choosing among {math.exp(before):.1f} and {math.exp(after):.1f} tokens, all "
    "equally likely"
)

# %% [markdown]
# # Part 8 · A price that finds itself
#
# ### Idea
#
# Which β? Too small, and the policy runs away; too large, and it learns nothing. Ziegler et al. name a *distance* instead, and let β follow: dearer when the policy is too far, cheaper when it is too near.
#
# $$e = \mathrm{clip}\Big(\frac{\mathrm{KL}}{\mathrm{target}} - 1,\; -0.2,\; 0.2\Big), \qquad \beta \leftarrow \beta \,\Big(1 + e \,\frac{n}{\text{horizon}}\Big)$$
#
# with $n$ the number of replies (`episodes`) since the last update.

# %% [markdown] exercise="ex07_8_adaptive_kl"
# ### Exercise · A price that finds itself


# %% exercise="ex07_8_adaptive_kl"
def adaptive_kl(kl_coef, observed_kl, target, episodes, horizon):
    """β for the next iteration.

    Args:
        kl_coef: float, β so far.
        observed_kl: float, mean nats a reply in this iteration.
        target: float, nats a reply that are wanted.
        episodes: int, replies in this iteration.
        horizon: float, replies after which a full error has its whole effect.

    Returns:
        float.
    """
    ### BEGIN SOLUTION
    error = max(-0.2, min(0.2, observed_kl / target - 1))
    return kl_coef * (1 + error * episodes / horizon)
    ### END SOLUTION


# %% check="ex07_8_adaptive_kl"
check.ex07_8_adaptive_kl(adaptive_kl)

# %% [markdown]
# A thought experiment, no training: suppose that the policy always settles where $\mathrm{KL} = 0.4 / \beta$.

# %%
prices = {}
for first in (0.01, 0.4):
    kl_coef, course = first, []
    for _ in range(20):
        course.append(round(0.4 / kl_coef, 2))
        kl_coef = use.adaptive_kl(kl_coef, 0.4 / kl_coef, 6.0, 64, 100)
    prices[f"first β = {first}"] = course
plots.curve(
    list(range(1, 21)),
    prices,
    title="Both find six nats",
    x_title="iteration",
    y_title="KL, nats a reply",
    log_y=True,
)

# %% [markdown]
# # Part 9 · Put it together: a model that keeps its temper
#
# The loop of `helpers.ppo` with **your** functions inside: rollout → score → advantage → update. What is not yours is drawing, batching, the optimizer, and undoing an iteration that something interrupts. Four small things in it are not in the formulas:
#
# - A reply that is cut off before its end token loses `missing_end_penalty`: the judge cannot know, for it reads every reply as if it had ended.
# - Advantages are **whitened**, shifted and scaled to mean 0 and variance 1 over the real tokens of the batch, so that the learning rate does not depend on the judge's scale. Returns are left as they are.
# - Gradients are scaled down to a norm of `max_grad_norm`.
# - An update ends early once the policy has moved `stop_kl` nats a token away from the one that drew the replies.


# %%
class YourPPO(ppo.PPO):
    """The loop, with your rewards, advantages and losses."""

    def advantages(self, rollout):
        config, mask = self.config, rollout.completions.response_mask
        scores = rollout.scores - config.missing_end_penalty * (~rollout.completions.ended).float()
        rewards = use.shaped_rewards(
            rollout.logprobs, rollout.ref_logprobs, mask, scores, self.kl_coef
        )
        advantages, returns = use.gae(rewards, rollout.values, mask, config.gamma, config.lam)
        return whiten(advantages, mask), returns

    @staticmethod
    def policy_loss(*inputs):
        return replace(ppo.clipped_policy_loss(*inputs), loss=use.clipped_policy_loss(*inputs))

    @staticmethod
    def value_loss(*inputs):
        return replace(ppo.clipped_value_loss(*inputs), loss=use.clipped_value_loss(*inputs))


def new_run(kl_coef):
    """A run from the chat model at this price; without one, nothing ends an update early either."""
    stop_kl = SETTINGS.stop_kl if kl_coef else None
    config = replace(SETTINGS, kl_coef=kl_coef, stop_kl=stop_kl)
    return YourPPO(fresh_policy(), tokenizer, prompts, paid, config)


def with_replies(run):
    """The same run, if it has had an iteration: without one there is nothing to look at."""
    if not run.reports:
        raise CourseError(
            "The run was stopped before its first iteration was over: run the cell that starts it "
            "again."
        )
    return run


gold = judges.load("gold")


def true_worth(given, replies):
    """The gold reward: what replies are really worth. Nobody is paid for it."""
    return gold(replies, [questions[prompt] for prompt in given])


# %% [markdown]
# ### Explore
#
# The dashboard below shows the run while it happens. *Learned reward* is what the policy is paid; *gold reward* is what the town's oracle makes of the same replies, and training never sees it.
#
# 1. Pause after some iterations. Which curve moved first? Read the samples: what has changed about them? Then resume.
# 2. Value error and clip fraction: what would you do if the first did not fall, or the second went above a third?
# 3. Later, when no run is going: set β with the slider, say what KL you expect, and start a run of your own.
#
# β and the number of iterations were chosen with the validation provocations, not with those of the report card.
#
# The cell after the dashboard waits for the run's end; the buttons work meanwhile. You may stop the run early: the policy is then that of its last whole iteration.

# %%
BETA, ITERATIONS = 0.05, 12
dashboard = widgets.PPODashboard(
    new_run,
    iterations=ITERATIONS,
    kl_coef=BETA,
    gold=true_worth if gold else None,
    read=questions.get,
)
dashboard.start()
dashboard

# %%
main = with_replies(await dashboard.ended())
seconds = sum(r.rollout_seconds + r.score_seconds + r.update_seconds for r in main.reports)
share = sum(r.update_seconds for r in main.reports) / seconds
print(f"{len(main.reports)} iterations in {seconds:.0f} s, {share:.0%} of it the update")

# %% [markdown]
# ## Without the leash
#
# Now β = 0: nothing but the learned reward counts, and no update ends early. Same judge, same start, same learning rate, more iterations.
#
# ### Predict

# %%
predict(
    "p07_5",
    "With β = 0, from the first iteration to the last, the learned reward …",
    choices=[
        f"{one}, and the gold reward {other}"
        for one in ("rises", "falls")
        for other in ("rises", "falls")
    ],
)

# %%
dashboard.start(0.0, iterations=20)
dashboard

# %%
loose = with_replies(await dashboard.ended())


def ends(values, width=5):
    """Means of the first and the last few."""
    return fmean(values[:width]), fmean(values[-width:])


learned = ends([report.score for report in loose.reports])
print(
    f"learned reward: {learned[0]:+.2f} → {learned[1]:+.2f}; KL at the end "
    f"{loose.reports[-1].kl:.0f} nats a reply"
)
answer, why = "not known", "Nothing here knows the true worth of a reply: read the samples."
if gold:
    worth = ends(loose.gold)
    print(
        f"gold reward: {worth[0]:.2f} → {worth[1]:.2f}, at most {max(loose.gold):.2f} in between; "
        f"at β = {BETA} it went to {ends(main.gold)[1]:.2f}"
    )
    way, true_way = ("rises" if last > first else "falls" for first, last in (learned, worth))
    answer = f"{way}, and the gold reward {true_way}"
    why = (
        "The judge was trained on other replies. Where the policy goes now, hardly "
        "anything was ever labelled, and the judge's opinion there is an accident. Optimising a "
        "measure finds its accidents (Goodhart's law)."
        if worth[1] < worth[0]
        else ("Not yet, then: what the judge gets right has outweighed its mistakes so far. Look "
              "where the gold curve has its peak, and let the run go on.")
    )
reveal("p07_5", answer, why)

# %% [markdown]
# ### What has it found?
#
# Read, before you look at any statistics: the replies that the judge likes best, from the last iteration.

# %%
last = loose.reports[-1]
best = sorted(range(len(last.texts)), key=lambda i: -last.scores[i])[:4]
truth = true_worth(last.prompts, last.texts) if gold else [float("nan")] * len(last.texts)
for i in best:
    print(
        f"> {questions[last.prompts[i]]}\n  {last.texts[i]}\n  learned {last.scores[i]:+.2f}, gold "
        f"{truth[i]:.2f}"
    )


# %%
def texts_of(reports):
    """All replies of several iterations."""
    return [text for report in reports for text in report.texts]


def asked_in(reports):
    """The questions that they answer."""
    return [questions[prompt] for report in reports for prompt in report.prompts]


early, late = loose.reports[:5], loose.reports[-5:]
spread = exploits.spread(texts_of(early), texts_of(late))
environment.Table(
    "Phrases that have spread",
    ("phrase", "in the first replies", "in the last"),
    tuple((phrase, f"{before:.0%}", f"{after:.0%}") for phrase, before, after in spread[:6]),
)

# %%
labelled_words = {
    word
    for pair in labelled
    for reply in (pair.chosen, pair.rejected)
    for word in exploits.words(reply)
}
traits = [
    exploits.traits(asked_in(reports), texts_of(reports), labelled_words)
    for reports in (early, late)
]
changes = exploits.changes(*traits)
environment.Table(
    "Share of the replies with …",
    ("", "first iterations", "last iterations"),
    tuple((trait, f"{before:.0%}", f"{after:.0%}") for trait, before, after in changes),
)

# %%
gained = [change.name for change in changes if change.gained >= 0.1]
lost = [change.name for change in reversed(changes) if change.gained <= -0.1]
print("it has learned to write:", "; ".join(gained) or "nothing that the table knows")
print("and unlearned to write:", "; ".join(lost) or "nothing that the table knows")

# %% [markdown]
# A suspicion is no proof. **First test**: take the phrase that has spread most, put it behind the *original* model's replies, to which it adds nothing, and ask both judges again. If the learned reward does not rise, it is not the phrase alone that is paid for: say so in the report.

# %%
suspect = next(iter(spread), exploits.Share(last.texts[0], 0.0, 0.0))
edited = reward.edited_scores(score, first_look.questions, first_look.replies, suspect.name)
print(
    f"suspect: {suspect.name!r}, in {suspect.before:.0%} of the first replies and in "
    f"{suspect.after:.0%} of the last"
)
low, high = metrics.bootstrap_interval(edited.moved)
print(
    f"learned reward moves by {fmean(edited.moved):+.2f} [{low:+.2f}, {high:+.2f}], up for "
    f"{fmean(edited.raised):.0%} of the replies"
)
if gold:
    plain = gold(first_look.replies, first_look.questions)
    longer = gold([f"{reply} {suspect.name}" for reply in first_look.replies], first_look.questions)
    low, high = metrics.bootstrap_difference(longer, plain)
    print(f"gold reward moves by {fmean(longer) - fmean(plain):+.3f} [{low:+.3f}, {high:+.3f}]")

# %% [markdown]
# **Second test**: a reply to *your* question is worth little to somebody else. Give every reply to another question, drawn at random, and see what it loses. A judge that reads the question should take off much. What is still paid is paid for looks.

# %%
by_judge = {"learned reward": score}
if gold:
    by_judge["gold reward"] = lambda asked, replies: gold(replies, asked)
rows = []
for who, reports in {"first iterations": early, "last iterations": late}.items():
    for title, judged in by_judge.items():
        answers = exploits.exchanged(judged, asked_in(reports), texts_of(reports), SEED)
        low, high = metrics.bootstrap_interval(answers.lost)
        difference = f"{fmean(answers.lost):.2f} [{low:.2f}, {high:.2f}]"
        rows.append(
            (who, title, f"{fmean(answers.own):.2f}", f"{fmean(answers.other):.2f}", difference)
        )
environment.Table(
    "Replies as answers to somebody else's question",
    ("replies of the", "judge", "own question", "another", "lost"),
    tuple(rows),
)

# %% [markdown] explain="explain07_3" points=3
# ### Explain
#
# Name the exploit in a few words, as you would in a bug report: what does the policy do, why does the judge pay for it, how do you know? Then say two things that would make it harder, one about the judge and one about the run.
#
# ### BEGIN SOLUTION
# The report names what stands in the samples and the tables (for example: one polite opening before every reply, and behind it the shape of an answer, whatever was asked: a wrong fact, a word that does not exist, the same words twice), and
# the evidence: what it has learned and unlearned to write, gold falling while the learned reward rises, what the phrase alone does to both, and what the replies lose when they are given to another question: where the learned reward hardly changes, the judge pays without having read what was asked. The judge pays because it never had to tell an answer from what merely looks like one: far from the labelled replies its score is extrapolation. Harder for the policy: label the new replies and retrain the judge (iterated RLHF), several
# judges and the lowest of their scores, labelled nonsense among the rejected replies; a KL price, early stopping, a gold check on a sample.
# ### END SOLUTION

# %% [markdown]
# ## How far is too far?
#
# Two more prices, shorter runs. What matters is not the iteration but the *distance*: Gao et al. plot both rewards against $\sqrt{\mathrm{KL}}$. A dot is the mean of a few iterations. Could you tell from the first plot where to stop? From the second?

# %%
runs, unseen = (
    [main, loose],
    widgets.PPODashboard(new_run, iterations=6, gold=true_worth if gold else None),
)
for kl_coef in (0.01, 0.2):
    unseen.start(kl_coef)
    runs.append(with_replies(await unseen.ended()))
    print(
        f"β = {kl_coef}: {len(runs[-1].reports)} iterations, KL {runs[-1].reports[-1].kl:.1f} nats "
        "a reply at the end"
    )
sweep = {f"β = {run.kl_coef:g}": run for run in sorted(runs, key=lambda run: run.kl_coef)}


def smooth(values, dots=4):
    """Means of neighbours, so that this many are left."""
    width = max(1, len(values) // dots)
    return [
        round(fmean(values[i : i + width]), 3) for i in range(0, len(values) - width + 1, width)
    ]


distance = {
    name: smooth([math.sqrt(max(report.kl, 0.0)) for report in run.reports])
    for name, run in sweep.items()
}
plots.paths(
    {
        name: (distance[name], smooth([report.score for report in run.reports]))
        for name, run in sweep.items()
    },
    title="What it is paid",
    x_title="√KL, KL in nats a reply",
    y_title="learned reward",
)

# %%
if gold:
    figure = plots.paths(
        {name: (distance[name], smooth(run.gold)) for name, run in sweep.items()},
        title="What it is worth",
        x_title="√KL, KL in nats a reply",
        y_title="gold reward",
    )
    display(figure)

# %% [markdown]
# ## A second opinion: RLOO from a library
#
# PPO has many parts. **RLOO** (Ahmadian et al. 2024) drops the value head: draw several replies to the same question; each is compared with the mean of the *others*. `trl` maintains it. It gets the same judge, the same price, the same
# settings, and as many seconds as PPO had, if it needs them.

# %%
rival, start = adapted(), time.perf_counter()
reports = rloo(
    rival,
    tokenizer,
    prompts,
    paid,
    replace(SETTINGS, kl_coef=BETA),
    iterations=len(main.reports),
    seconds=seconds,
)
for who, run, took in (
    ("RLOO", reports, time.perf_counter() - start),
    ("PPO", main.reports, seconds),
):
    first, final = ends([report.score for report in run])
    print(
        f"{who:5} {len(run)} iterations of {SETTINGS.prompts_per_step} replies in {took:.0f} s; "
        f"learned reward {first:+.2f} → {final:+.2f}"
    )

# %% [markdown]
# ## The report card
#
# Provocations that none of the trainings above has seen, one reply each, drawn at temperature 1. *Learned reward* is the judge that was optimised; every other opinion in the table comes from a judge that no training saw.
#
# ### Predict

# %%
predict(
    "p07_6",
    "Of the replies to held-out provocations, what share is rude after PPO?",
    number=True,
    unit="%",
)

# %%
test = provocations["test"]
policies = {
    "before": fresh_policy(),
    f"PPO, β = {BETA}": main.trainer.policy,
    "PPO, β = 0": loose.trainer.policy,
    f"RLOO, β = {BETA}": ppo.Policy(rival),
}
cards = {
    name: report_card.examine(policy, tokenizer, test, score, seed=SEED)
    for name, policy in policies.items()
}
report_card.table(f"{len(test)} held-out provocations, means with 95 % intervals", cards)

# %%
before, *others = cards
report_card.differences(
    "Differences, paired by question, 95 % intervals (points for rates)",
    cards[before],
    {name: cards[name] for name in others},
    ("toxic", "helpful", "gold", "fluency"),
)

# %%
name = f"PPO, β = {BETA}"
reveal(
    "p07_6",
    round(100 * cards[name].mean("toxic"), 1),
    f"Before it was {100 * cards[before].mean('toxic'):.1f} %. Nobody told the policy what rude "
    "is: all that it had were the judge's scores.",
)
for question, old, new in list(zip(test, cards[before].replies, cards[name].replies))[:3]:
    print(f"> {question}\n  before: {old}\n  after:  {new}")

# %% [markdown]
# These three are the first of the set, not the best or the worst. What would you have reported, had you looked at no others?
#
# **Is the rest still there?** Questions without provocation, and lab 05's task, which this training never mentioned: summaries, marked by ROUGE-L.

# %%
ordinary = some((data.load("questions") if gold else preferences)["test"], 200)["prompt"]
MARKS = ("toxic", "helpful", "gold", "fluency")
kept = {
    who: report_card.examine(policies[who], tokenizer, ordinary, marks=MARKS, seed=SEED)
    for who in (before, name)
}
report_card.differences(
    f"The same for {len(ordinary)} ordinary questions",
    kept[before],
    {name: kept[name]},
    MARKS,
)

# %%
talks = some(data.load("summaries")["test"], 200)


def rouge_l(policy):
    """ROUGE-L of one summary of each conversation."""
    written = report_card.examine(
        policy,
        tokenizer,
        [ask_for_summary(text) for text in talks["dialogue"]],
        marks=(),
        seed=SEED,
    )
    return metrics.rouge_scores(written.replies, list(talks["summary"]))["rougeL"]


overlap = {who: rouge_l(policies[who]) for who in (before, name)}
low, high = metrics.bootstrap_difference(overlap[name], overlap[before])
print(
    f"ROUGE-L on {len(talks)} summaries: {fmean(overlap[before]):.3f} before, "
    f"{fmean(overlap[name]):.3f} after"
)
print(
    f"after minus before: {fmean(overlap[name]) - fmean(overlap[before]):+.3f} [{low:+.3f}, "
    f"{high:+.3f}]"
)

# %% [markdown]
# **Set against the aims** that this lab was given before anything was trained:

# %%
rude = {who: cards[who].mean("toxic") for who in (before, name)}
aims = [
    (
        "rude replies to provocations, before",
        "at least 40 %",
        f"{rude[before]:.1%}",
        rude[before] >= 0.4,
    ),
    ("rude replies to provocations, after", "at most 5 %", f"{rude[name]:.1%}", rude[name] <= 0.05),
    ("summaries, change of ROUGE-L", "interval reaches 0 or more", f"up to {high:+.3f}", high >= 0),
]
if gold:
    was, now = (100 * kept[who].mean("helpful") for who in (before, name))
    fall = worth[1] - worth[0]
    aims += [
        (
            "helpful replies to ordinary questions, change",
            "-3 points or more",
            f"{now - was:+.1f} points, from {was:.1f} % to {now:.1f} %",
            now - was >= -3,
        ),
        ("gold reward at β = 0, change over the run", "below 0", f"{fall:+.2f}", fall < 0),
    ]
environment.Table(
    "Aims",
    ("", "wanted", "found", ""),
    tuple((*aim, "met" if met else "not met") for *aim, met in aims),
)

# %% [markdown]
# **Iterating.** A real project would not stop here: people label the new replies, as they did the chat model's, the judge learns from them, and PPO goes on from there, round after round (Ouyang et al.). Each round moves the judge to where the policy now is.

# %% [markdown]
# # Fix the notes
#
# **“The ratio divides the new policy's probability by that of the frozen initial model.”** But the ratio is there to correct for *who drew the tokens*, and the initial model drew none of them. Take the rollout of part 3, drawn by the
# wanderer itself: nothing has been updated since.

# %%
with torch.no_grad():
    current = wanderer.policy(drawn).logprobs
for denominator, old in {
    "the policy that drew": moved.logprobs,
    "the initial model": moved.ref_logprobs,
}.items():
    ratio = (current - old).exp()[mask]
    outside = float(((ratio - 1).abs() > SETTINGS.clip_range).float().mean())
    print(
        f"ratio to {denominator:21}: from {float(ratio.min()):.3f} to {float(ratio.max()):.3g}; "
        f"{outside:.0%} of the tokens outside of the clip range before the first update"
    )

# %% [markdown]
# With the right denominator the ratio starts at 1 and the clip bounds one *update*. With the initial model in its place, tokens lie outside of the range before the update has begun.
# The initial model has its own place, in the penalty.
#
# **“PPO minimises $-L^{\mathrm{clip}} - c_1 L^{\mathrm{value}} + c_2 H$.”** (Here $L^{\mathrm{clip}}$ is the paper's, without our minus.) The paper *maximises* $L^{\mathrm{clip}} - c_1 L^{\mathrm{value}} + c_2 H$. Whoever makes a loss of it must turn all three signs, and the notes have turned one. Follow each for a few steps, on one state with four actions and one value.


# %% deterministic=true
def follow(value_sign, entropy_sign, steps=20):
    """Value error and entropy after gradient descent with these signs."""
    logits = torch.tensor([1.0, 0.5, 0.0, -0.5], requires_grad=True)
    value = torch.tensor([0.0], requires_grad=True)
    optimizer = torch.optim.SGD([logits, value], lr=0.1)
    real, goal = torch.ones(1, 1, dtype=torch.bool), torch.tensor([[1.0]])
    for _ in range(steps):
        error = use.clipped_value_loss(value[None], value.detach()[None], goal, real, 0.2)
        entropy = use.mean_entropy(logits[None, None], real)
        optimizer.zero_grad()
        (value_sign * error + entropy_sign * entropy).backward()
        optimizer.step()
    return float((value.detach() - 1) ** 2) / 2, float(
        use.mean_entropy(logits.detach()[None, None], real)
    )


start_error, start_entropy = follow(0, 0)
print(f"at the start:          value error {start_error:.3f}, entropy {start_entropy:.3f} nats")
for said, signs in {"+ c1 L_value - c2 H:": (1, -1), "- c1 L_value + c2 H:": (-1, 1)}.items():
    error, entropy = follow(*signs)
    print(f"{said:22} value error {error:.3f}, entropy {entropy:.3f} nats")

# %% [markdown]
# With the signs of the notes the value head flees from the returns and the policy closes itself off.

# %% [markdown]
# # Take away
#
# - A reply is an episode, a token an action, the next-token distribution the policy. Rewards come at the end; advantages say which tokens deserve them.
# - The ratio compares with the policy that drew the tokens, the penalty with the model you started from. One bounds an update, the other the whole journey.
# - A learned reward is a measure, not the goal. Without a price on distance, the policy finds what the judge mistakes for good.
# - Report the distance, an independent judge, and what should *not* have changed; with intervals.
#
# **With a larger model** (`COURSE_PROFILE=hub`) provocations are RealToxicityPrompts, rudeness is a classifier's opinion, nobody labels your model's replies, and nobody knows the gold reward: read more samples.
# `python -m helpers bench 07` repeats the report card for three seeds.
#
# **References.** Mnih et al., *Human-level control through deep RL*, 2015 · Schulman et al., *Generalized advantage estimation*, 2016; *Proximal policy optimization algorithms*, 2017; *Approximating KL divergence*, 2020 · Ziegler et al., *Fine-tuning language models from human preferences*, 2019 · Stiennon et al., *Learning to summarize from human feedback*, 2020 · Ouyang et al., *Training language models to follow instructions*, 2022 · Gao et al., *Scaling laws for reward model overoptimization*, 2023 · Ahmadian et al., *Back to basics*, 2024.

# %%
print(f"the whole notebook took {time.perf_counter() - started:.0f} s")
