# %% [markdown]
# # 06 · Reward modelling
#
# Nobody can write down what a good reply is. But anybody can say which of two replies is better. In this lab you turn such judgements into a number for any reply: you rank replies yourself, find out how far people agree, train a *reward model* on the rankings of a whole town,
# and then look for what it has learned that nobody meant to teach it. Lab 07 will let a policy loose on it.
#
# | | |
# |---|---|
# | **You will be able to** | turn rankings into pairs, ratings and a loss · say how good a reward model can be at best, given that labellers disagree · train one and read its calibration · tell a reward from a probability · find its weaknesses by editing replies · measure what choosing the best of n really gains |
# | **Time** | about two and a half hours to work through; the whole notebook takes about four minutes of two cores that have nothing else to do |
# | **You need** | labs 00 and 01; lab 05's LoRA helps |
# | **Where the ideas come from** | Bradley and Terry 1952 · Elo 1978 · Christiano et al. 2017 · Stiennon et al. 2020 · Ouyang et al. 2022 (InstructGPT) · Bai et al. 2022 · Touvron et al. 2023 (Llama 2) · Gao et al. 2023 (over-optimization) |

# %%
from helpers import data, environment, judges, labels, metrics, models
from helpers import plots, preferences, profile, reward, sft, widgets
from helpers.checks import check, predict, reveal, use

SEED = profile.seed(6)

# %%
import itertools
import random
import tempfile
import time
from collections import Counter, defaultdict

import numpy as np
import torch
from IPython.display import display
from tqdm.auto import tqdm

from helpers.errors import CourseError
from helpers.widgets.live_curves import LiveCurves

STARTED = time.perf_counter()
print(profile.describe())
model, tokenizer = models.load("base")
tokenizer = sft.prepared(tokenizer)
preferred = data.load("preferences")
ranked = {}
for split, most in {"train": 2000, "test": 400}.items():  # the Hub's data set has 160,000 prompts
    ranked[split] = preferred[split].select(range(min(most, len(preferred[split]))))
held_out = ranked["test"]
replies = sum(len(row["completions"]) for row in ranked["train"])
people = [ranking["labeller"] for ranking in ranked["train"][0]["rankings"]]
print(
    f"{len(ranked['train']):,} prompts with {replies:,} replies, ranked by {', '.join(people)}; "
    f"{len(held_out)} more held out"
)

# %% [markdown]
# # Part 1 · What people prefer
#
# ## Rankings
#
# ### Idea
#
# Labellers are not asked for a number. Numbers drift: your 6 is my 4, and your 6 of today is your 5 of Friday. (InstructGPT's labellers did give scores from 1 to 7, but what was trained on are their rankings.) A thumb up or down is
# cheaper and says less. So labellers get several replies to one prompt and *rank* them from best to worst under written instructions, with **ties sparingly** and an **F** for nonsense. A ranking of $K$ replies is then read as pairs:
#
# $$\binom{K}{2} = \frac{K\,(K-1)}{2} \quad\text{pairs } (y_w, y_l), \text{ the preferred one first}$$
#
# | symbol | meaning | variable |
# |---|---|---|
# | $y_w$ | the reply that won ("chosen") | first of a pair |
# | $y_l$ | the reply that lost ("rejected") | second of a pair |
# | $K$ | replies to one prompt | `len(ranking)` |
#
# What "better" means stands in the instructions: **helpful** (it does what was asked), **honest** (it claims nothing false), **harmless** (it hurts nobody). The three pull in different directions, and the labeller decides.

# %%
environment.Table("What the labellers were told", ("", ""), labels.INSTRUCTIONS)

# %%
row = ranked["train"][0]
lines = []
for i, completion in enumerate(row["completions"]):
    ranks = [ranking["ranks"][i] for ranking in row["rankings"]]
    shown = ["F" if rank is None else str(rank) for rank in ranks]
    lines.append((completion["id"], completion["text"], *shown))
environment.Table(row["prompt"], ("", "reply", *people), tuple(lines))

# %% [markdown]
# ### Predict
#
# Five labellers rank the same four replies, without ties. How many pairs is that to learn from?

# %%
predict("p06_1", "Five labellers, four replies, no ties:", number=True, unit="pairs")

# %% [markdown] exercise="ex06_1_rankings_to_pairs"
# ### Exercise · From rankings to pairs
#
# Every two replies that a labeller put in an order are a pair. A tie gives none; an F loses to any rank, and two F are a tie.


# %% exercise="ex06_1_rankings_to_pairs"
def rankings_to_pairs(rankings):
    """Pairs of the replies that the rankings put in an order.

    Args:
        rankings: list of dicts, one for each labeller: reply id -> rank.
            1 is best, equal ranks are ties, None is an F.

    Returns:
        list of (preferred, other), one for each labeller and pair; in any order.
    """
    ### BEGIN SOLUTION
    pairs = []
    for ranking in rankings:
        places = {name: float("inf") if rank is None else rank for name, rank in ranking.items()}
        for one, other in itertools.combinations(places, 2):
            if places[one] < places[other]:
                pairs.append((one, other))
            elif places[other] < places[one]:
                pairs.append((other, one))
    return pairs
    ### END SOLUTION


# %% check="ex06_1_rankings_to_pairs"
check.ex06_1_rankings_to_pairs(rankings_to_pairs)

# %%
orders = list(itertools.permutations((1, 2, 3, 4)))[:5]
four = [dict(zip("abcd", order, strict=True)) for order in orders]
reveal(
    "p06_1",
    len(use.rankings_to_pairs(four)),
    "4 · 3 / 2 = 6 pairs from each labeller. They do not all agree, and that is information, too: "
    "how many prefer a reply is what the model will learn.",
)

# %% [markdown]
# ### Explore · The labelling desk
#
# Now you. The keys are on the desk. Your labels are kept on this machine, one line each, and are used further down, so label a dozen at least; you can come back at any time.
#
# 1. After ten labels, look at your agreement with the town's labellers. Whom are you closest to? Find a prompt where you would overrule them all.
# 2. Time yourself. What would a thousand prompts of your work cost?

# %%
DESK = 40
desk = widgets.LabellingDesk([ranked["train"][i] for i in range(DESK)], reference=labels.town_record)
desk

# %% [markdown]
# ## How far do they agree?
#
# ### Idea
#
# Two labellers of InstructGPT agreed on about 73 % of the pairs. Is that a lot? Two who toss coins agree on 50 %, so raw agreement needs a correction. **Krippendorff's α** compares the disagreement that was *observed* with what would come *by chance*: put all judgements of both
# labellers into one bag, draw two different ones, and see how often they are unlike.
#
# $$\alpha = 1 - \frac{D_o}{D_e}, \qquad D_o = \frac{\text{items judged unlike}}{\text{items}}, \qquad D_e = \frac{\sum_v n_v\,(n - n_v)}{n\,(n-1)}$$
#
# | symbol | meaning | variable |
# |---|---|---|
# | $n$ | judgements in the bag: two for each item that both judged | |
# | $n_v$ | how many of them say $v$ | |
# | $\alpha$ | 1: always the same; 0: as by chance; below 0: worse than chance | second result |
#
# ### Predict

# %%
predict(
    "p06_2",
    "Two of the town's labellers, on the pairs that both put in an order: "
    "how often do they prefer the same reply?",
    number=True,
    unit="%",
)

# %% [markdown] exercise="ex06_2_agreement"
# ### Exercise · How far do two labellers agree?


# %% exercise="ex06_2_agreement"
def agreement(first, second):
    """Raw and chance-corrected agreement of two labellers.

    Args:
        first, second: what each said of item 0, 1, 2, …; None where they said nothing.
            Leave such items out.

    Returns:
        (raw, alpha): the share of items on which they said the same, and Krippendorff's alpha.
    """
    ### BEGIN SOLUTION
    both = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    raw = sum(a == b for a, b in both) / len(both)
    counts = Counter(value for pair in both for value in pair)
    n = 2 * len(both)
    by_chance = sum(c * (n - c) for c in counts.values()) / (n * (n - 1))
    return raw, 1 - (1 - raw) / by_chance
    ### END SOLUTION


# %% check="ex06_2_agreement"
check.ex06_2_agreement(agreement)

# %%
said = defaultdict(list)  # labeller -> for every pair of replies: which of the two, or None for a tie
for row in held_out:
    names = [completion["id"] for completion in row["completions"]]
    for ranking in row["rankings"]:
        ordered = use.rankings_to_pairs([dict(zip(names, ranking["ranks"], strict=True))])
        for pair in itertools.combinations(names, 2):
            judgement = "first" if pair in ordered else "second" if pair[::-1] in ordered else None
            said[ranking["labeller"]].append(judgement)

found = {(a, b): use.agreement(said[a], said[b]) for a, b in itertools.combinations(said, 2)}
raw_agreement = np.mean([raw for raw, _ in found.values()]) if found else float("nan")
title = "Agreement on pairs of held-out replies"
environment.Table(
    title if found else "There is one labeller only, so no agreement",
    ("two labellers", "raw", "α"),
    tuple((f"{a} and {b}", f"{raw:.1%}", f"{alpha:.2f}") for (a, b), (raw, alpha) in found.items()),
)

# %%
reveal(
    "p06_2",
    round(100 * float(raw_agreement), 1) if found else "not known of a single labeller",
    "The town's labellers were made to agree about as often as InstructGPT's did. "
    "One of them is careless and now and then ranks without reading: which one do the α's point to?",
)

# %% [markdown]
# **One order from many.** Five people, five orders: what do they want *together*? In a **consensus**, every two replies fight a duel, the majority of the labellers decides it, and replies are ordered by the duels that they win and lose (Copeland's rule). How well does it speak for somebody
# who had no vote? Each row below compares a labeller with the consensus of the *others*. Is it closer to them than the single labellers of the table above were? Why should it be?


# %%
def with_interval(values, style="{:.1%}"):
    """A mean and its 95 % interval, as text."""
    low, high = metrics.bootstrap_interval(values)
    return f"{style.format(np.mean(values))}  [{style.format(low)}, {style.format(high)}]"


rows = []
for who in said if found else ():
    shares = []  # for every prompt: of the pairs that both put in an order, how many in the same
    for row in held_out:
        names = [completion["id"] for completion in row["completions"]]
        orders = {
            one["labeller"]: dict(zip(names, one["ranks"], strict=True)) for one in row["rankings"]
        }
        mine = use.rankings_to_pairs([orders.pop(who)])
        theirs = use.rankings_to_pairs([preferences.consensus(list(orders.values()))])
        same = [pair in theirs for pair in mine if pair in theirs or pair[::-1] in theirs]
        if same:
            shares.append(float(np.mean(same)))
    rows.append((who, with_interval(shares)))
title = "Agreement with the consensus of the others, 95 % interval over prompts"
environment.Table(
    title if found else "There is one labeller only, so no consensus",
    ("labeller", "same order"),
    tuple(rows),
)

# %% [markdown]
# ## What it costs
#
# ### Idea
#
# A comparison takes three to five minutes and costs about 3.50 dollars; a written response, such as lab 05 learned from, about 25. In both cases somebody has to read, and reading does not get cheaper with faster chips.

# %% [markdown] exercise="ex06_3_comparison_cost"
# ### Exercise · What comparisons cost
#
# Suppose each comparison of two replies is paid for by itself.


# %% exercise="ex06_3_comparison_cost"
def comparison_cost(prompts, completions, labellers, price, minutes):
    """Money and hours when every labeller compares every two completions of every prompt.

    Args:
        prompts: how many.
        completions: of each prompt, two or more.
        labellers: who each do all comparisons.
        price: of one comparison.
        minutes: that one comparison takes.

    Returns:
        (money, hours)
    """
    ### BEGIN SOLUTION
    comparisons = prompts * completions * (completions - 1) // 2 * labellers
    return comparisons * price, comparisons * minutes / 60
    ### END SOLUTION


# %% check="ex06_3_comparison_cost"
check.ex06_3_comparison_cost(comparison_cost)

# %% deterministic=true
for prompts, completions, labellers in ((1_200, 4, 5), (1_200, 4, 1), (33_000, 6, 1)):
    money, hours = use.comparison_cost(prompts, completions, labellers, 3.5, 4)
    print(f"{prompts:,} prompts × {completions} replies × {labellers} labellers:")
    print(f"    to rank them ${money:,.0f} and {hours:,.0f} hours")
    print(f"    to have them written by people ${25 * prompts * completions:,.0f}")

# %% [markdown] explain="explain06_1" points=2
# ### Explain
#
# A ranking of nine replies takes far less than 36 times as long as one comparison. Why may the 36 pairs nevertheless be worth less than 36 comparisons of different prompts? And why should all of them go into the same training step?
#
# ### BEGIN SOLUTION
# The 36 pairs come from one reading: they share the prompt, the nine replies and the mood of one labeller, so they are strongly correlated. What they say about other prompts is closer to nine judgements than to 36.
# In training, each reply appears in eight pairs. If those were spread over a pass, the model would see each reply eight times and overfit to it within one epoch; in one step, each reply is read once, all its pairs share that forward pass, and it is also much cheaper (InstructGPT does so, and this notebook too).
# ### END SOLUTION

# %% [markdown]
# # Part 2 · From wins to numbers
#
# ## Elo
#
# ### Idea
#
# Chess has had the problem for long: from who beat whom to how strong each is. After every game, a rating moves by what the player did better than expected:
#
# $$E_a = \frac{1}{1 + 10^{(R_b - R_a)/400}}, \qquad R_a \leftarrow R_a + k\,(S_a - E_a), \qquad R_b \leftarrow R_b - k\,(S_a - E_a)$$
#
# | symbol | meaning | variable |
# |---|---|---|
# | $R_a, R_b$ | ratings before the game | `rating_a`, `rating_b` |
# | $S_a$ | 1 for a win of a, ½ for a tie, 0 for a loss | `score_a` |
# | $E_a$ | the score that was to be expected | |
# | $k$ | the most that one game can move a rating | `k` |

# %% [markdown] exercise="ex06_4_elo_update"
# ### Exercise · One Elo update


# %% exercise="ex06_4_elo_update"
def elo_update(rating_a, rating_b, score_a, k=32):
    """Ratings after one game.

    Args:
        rating_a, rating_b: before it.
        score_a: 1 when a won, 0.5 for a tie, 0 when b won.
        k: the most a rating moves.

    Returns:
        (rating_a, rating_b) after it.
    """
    ### BEGIN SOLUTION
    expected = 1 / (1 + 10 ** ((rating_b - rating_a) / 400))
    change = k * (score_a - expected)
    return rating_a + change, rating_b - change
    ### END SOLUTION


# %% check="ex06_4_elo_update"
check.ex06_4_elo_update(elo_update)

# %% [markdown]
# Let the *styles* of replies play against each other: each pair of the training set is a game. Everybody starts at 1,000 points; there are many games, so a small $k = 1$ will do.
#
# ### Predict
#
# The same games, three thousand at most, in twenty different orders. By how many points does the final Elo rating of one style differ between the luckiest and the unluckiest order, on average over styles?

# %%
predict(
    "p06_3",
    "Elo ratings from the same games in other orders differ by about …",
    number=True,
    unit="points",
)

# %%
# without the prompts on your desk
pairs = reward.labelled_pairs(ranked["train"].select(range(DESK, len(ranked["train"]))))
games = [pair.styles for pair in pairs if pair.styles and pair.styles[0] != pair.styles[1]]
games = random.Random(SEED).sample(games, min(3000, len(games)))
styles = sorted({style for game in games for style in game})

ratings = defaultdict(list)
for order in range(20 if games else 0):
    table = dict.fromkeys(styles, 1000.0)
    for winner, loser in random.Random(order).sample(games, len(games)):
        table[winner], table[loser] = use.elo_update(table[winner], table[loser], 1)
    for style, rating in table.items():
        ratings[style].append(rating)
spreads = [max(values) - min(values) for values in ratings.values()]
reveal(
    "p06_3",
    round(float(np.mean(spreads))) if spreads else "not known: these data do not tell styles",
    "Elo forgets: the last games count most. For players who improve, that is a virtue; "
    "for replies that never change, it is noise.",
)

# %% [markdown]
# ## Bradley and Terry
#
# ### Idea
#
# If strengths do not change, one can ask for those under which *all* results together are most likely; order then plays no role. The model behind it is the same logistic curve as Elo's, on its natural scale (400 points of Elo are $\log 10 \approx 2.3$ nats):
#
# $$P(a \succ b) = \frac{e^{r_a}}{e^{r_a} + e^{r_b}} = \sigma(r_a - r_b)$$
#
# | symbol | meaning | variable |
# |---|---|---|
# | $r_a, r_b$ | strengths, or rewards, in nats of log-odds | `reward_a`, `reward_b` |
# | $\sigma(x)$ | $1/(1+e^{-x})$ | |
#
# Only differences count: add 100 to every reward, and nothing changes.

# %% [markdown] exercise="ex06_5_bradley_terry_probability"
# ### Exercise · How likely is a preference?
#
# Mind large rewards: $e^{1000}$ is no number that a computer knows.


# %% exercise="ex06_5_bradley_terry_probability"
def bradley_terry_probability(reward_a, reward_b):
    """Probability that a is preferred to b, for any two finite rewards.

    Returns:
        float between 0 and 1.
    """
    ### BEGIN SOLUTION
    difference = reward_a - reward_b
    if difference >= 0:
        return 1 / (1 + np.exp(-difference))
    return np.exp(difference) / (1 + np.exp(difference))
    ### END SOLUTION


# %% check="ex06_5_bradley_terry_probability"
check.ex06_5_bradley_terry_probability(bradley_terry_probability)

# %%
rows, popular = [], ""
if games:
    wins = Counter(games)
    popular = Counter(winner for winner, _ in games).most_common(1)[0][0]
    # both won and lost against it: a style that never won has no finite strength
    met = [one for one in styles if one == popular or (wins[popular, one] and wins[one, popular])]
    fitted = preferences.bradley_terry_fit([[wins[a, b] for b in met] for a in met])
    strengths = dict(zip(met, map(float, fitted), strict=True))
    for style in sorted(strengths, key=strengths.get, reverse=True):
        chance = use.bradley_terry_probability(strengths[popular], strengths[style])
        elo = f"{min(ratings[style]):.0f} … {max(ratings[style]):.0f}"
        rows.append((style.replace("_", " "), elo, f"{strengths[style]:+.2f}", f"{chance:.0%}"))
name = popular.replace("_", " ")
environment.Table(
    f"“{name}” and the styles that it met" if rows else "These data do not tell styles",
    ("style", "Elo, over 20 orders", "Bradley-Terry", f"“{name}” is preferred to it"),
    tuple(rows),
)

# %% [markdown]
# # Part 3 · A model that scores
#
# ## The loss
#
# ### Idea
#
# Now replace one strength per style by a *function* of prompt and reply. The function is a language model's backbone with one linear head that gives a single number. It can be smaller than the model that it will judge (InstructGPT: 6 B for 175 B). It is fitted by maximum likelihood, so the loss is the **negative** log-likelihood of what people preferred:
#
# $$\mathcal L(\theta) = -\frac{1}{|D|}\sum_{(x, y_w, y_l) \in D} \log \sigma\big(r_\theta(x, y_w) - r_\theta(x, y_l)\big)$$
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $r_\theta(x, y_w)$ | reward of the preferred replies | `chosen` | `(pairs,)` |
# | $r_\theta(x, y_l)$ | reward of the others | `rejected` | `(pairs,)` |
# | $\sigma$ | makes a difference a probability | | |
#
# ### Predict
#
# The head starts at zero. What is the loss of the first batch, in nats?

# %%
predict("p06_4", "Loss before the first step:", number=True, unit="nats a pair")

# %% [markdown] exercise="ex06_6_pairwise_loss"
# ### Exercise · The loss of a reward model
#
# It must stay finite for leads of ten thousand, in float16 too. Your function will train the model below.


# %% exercise="ex06_6_pairwise_loss"
def pairwise_loss(chosen, rejected):
    """Mean negative log-likelihood of the preferences.

    Args:
        chosen, rejected: rewards, float tensors of shape (pairs,).

    Returns:
        a scalar tensor through which gradients flow.
    """
    ### BEGIN SOLUTION
    return -torch.nn.functional.logsigmoid(chosen - rejected).mean()
    ### END SOLUTION


# %% check="ex06_6_pairwise_loss"
check.ex06_6_pairwise_loss(pairwise_loss)

# %% deterministic=true
for lead in (10.0, 100.0, 10_000.0):
    behind = torch.tensor([-lead]), torch.tensor([0.0])
    naive = float(-torch.log(torch.sigmoid(behind[0] - behind[1])).mean())
    yours = float(use.pairwise_loss(*behind))
    print(f"{lead:>8,.0f} behind: -log(σ(…)) gives {naive:>5.1f}, yours {yours:>9,.1f}")

# %% [markdown]
# ## Where to read the score
#
# ### Idea
#
# In a causal model every position has seen what is left of it, so only the **last real token** has read the whole reply. In a batch, shorter rows are padded, some libraries on the right, some on the left.
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $s$ | the head's output at every position | `scores` | `(batch, tokens)` |
# | $m$ | 1 at a real token, 0 at padding | `attention_mask` | `(batch, tokens)` |

# %% [markdown] exercise="ex06_7_last_token_score"
# ### Exercise · The score of the last real token


# %% exercise="ex06_7_last_token_score"
def last_token_score(scores, attention_mask):
    """One score a row: the one at the last real token, for padding on the left, the right, or both.

    Args:
        scores: float tensor (batch, tokens).
        attention_mask: int tensor (batch, tokens), 1 at real tokens.

    Returns:
        float tensor (batch,).
    """
    ### BEGIN SOLUTION
    columns = torch.arange(scores.shape[1], device=scores.device)
    last = (columns * attention_mask).argmax(dim=1)
    return scores.gather(1, last[:, None])[:, 0]
    ### END SOLUTION


# %% check="ex06_7_last_token_score"
check.ex06_7_last_token_score(last_token_score)

# %% [markdown]
# ## Pairs that truncation makes identical
#
# Texts longer than the window are cut off. Two long replies that differ only behind the cut become the *same* input: whatever the model says, the loss of that pair is log 2, and nothing can be learned from it; such pairs are left out. A shorter window saves time. What does it cost, and how short may it be here? (The training below uses the model's whole window.)

# %%
rows = []
for window in (16, 24, 32, 48, 64):
    left = reward.without_identical(pairs, tokenizer, window)
    rows.append((f"{window} tokens", f"{len(left.dropped):,}", f"{len(left.dropped) / len(pairs):.1%}"))
environment.Table(f"Of {len(pairs):,} pairs", ("window", "identical", "share"), tuple(rows))

# %% [markdown]
# ## Put it together: train it
#
# Your loss drives trl's `RewardTrainer`. All pairs of a prompt go into one step, so that every reply is read once. (The prompts on your desk are left out: what you say about them will be news to the model.)

# %%
live = LiveCurves("A reward model learns", y_title="nats a pair")
trained = reward.train(
    model,
    tokenizer,
    pairs,
    reward.RewardConfig(seed=SEED),
    loss=use.pairwise_loss,
    on_step=live.follow("reward model"),
)
live.draw()
judge = reward.RewardModel(trained.reward.model, tokenizer, read_out=use.last_token_score)
print(
    f"{trained.pairs:,} pairs, {trained.identical} left out as identical; "
    f"{trained.trainable:,} parameters trained in {trained.seconds:.0f} seconds"
)
with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
    again = reward.RewardModel(*models.load(str(judge.save(folder))))
    before, after = (scorer([pairs[0].prompt], [pairs[0].chosen])[0] for scorer in (judge, again))
    print(f"saved as a {type(again.model).__name__}")
    print(f"a reply scores {before:+.3f} before, {after:+.3f} when the model is read from its folder")

# %%
reveal(
    "p06_4",
    round(trained.losses[0], 3),
    "All rewards are equal, every probability is ½, and -log ½ = log 2 = 0.693. "
    "If a first loss is anything else, something is wrong before training has begun.",
)

# %% [markdown]
# ## How good can it be?
#
# ### Idea
#
# No predictor can be right about every held-out label: labellers contradict each other, and themselves. If a share $p$ of those who put a pair in an order prefer the one reply, then the best that *any* predictor can do on that pair is to bet on the majority:
#
# $$\text{ceiling} = \mathbb E\big[\max(p, 1-p)\big] \;\le\; \tfrac12 + \tfrac12\sqrt{2a - 1}, \qquad a = \mathbb E\big[p^2 + (1-p)^2\big]$$
#
# | symbol | meaning |
# |---|---|
# | $p$ | probability that a labeller, picked at random, prefers the first reply |
# | $a$ | how often two labellers agree, which you have measured |
#
# The bound on the right needs nothing but agreement. It is an upper bound (Jensen's inequality): it is reached only if all pairs are equally hard.
# (It takes the two labellers for two draws from one pool. Where their tastes differ, two *different* people agree a little less often than that, and the bound comes out a little low.)
#
# In Lantern Bay we can do better: the labellers are programs whose noise and tastes are known, so $p$ can be computed for every pair.
#
# ### Predict

# %%
predict(
    "p06_5",
    "A predictor that knows the true worth of every reply and every labeller's taste: "
    "on how many held-out labels is it right?",
    number=True,
    unit="%",
)


# %%
def replies_of(some):
    """Every (prompt, reply) of the pairs, once."""
    both = ((pair.prompt, reply) for pair in some for reply in (pair.chosen, pair.rejected))
    return list(dict.fromkeys(both))


def leads(scorer, some):
    """How far a scorer puts the preferred reply of each pair above the other."""
    texts = replies_of(some)
    given = dict(zip(texts, scorer(*map(list, zip(*texts, strict=True))), strict=True))
    return [given[pair.prompt, pair.chosen] - given[pair.prompt, pair.rejected] for pair in some]


def by_prompt(some, values):
    """Mean over the labels of each prompt: labels of one prompt are not independent, prompts are."""
    grouped = defaultdict(list)
    for pair, value in zip(some, values, strict=True):
        grouped[pair.prompt].append(value)
    return [float(np.mean(group)) for group in grouped.values()]


test_pairs = reward.labelled_pairs(held_out)
margins = leads(judge, test_pairs)
right = reward.pair_accuracy(margins)

noise = judges.label_noise_model()
best = []  # for each label: how often a bet on the majority of all labellers is right
if noise:
    keys = [(pair.prompt, *sorted((pair.chosen, pair.rejected))) for pair in test_pairs]
    asked_once = tqdm(dict.fromkeys(keys), desc="labellers' probabilities", leave=False)
    chances = {key: noise(*key) for key in asked_once}
    best = reward.noise_ceiling([chances[key] for key in keys])

# %%
GOAL = 0.95
reached, possible = by_prompt(test_pairs, right), []
rows = [("reward model", with_interval(reached))]
if noise:
    possible = by_prompt(test_pairs, best)
    share = np.mean(reached) / np.mean(possible)
    gap = 100 * (np.mean(reached) - np.mean(possible))
    low, high = (100 * end for end in metrics.bootstrap_difference(reached, possible))
    rows += [
        ("ceiling, computed from the labellers", with_interval(possible)),
        ("reward model minus ceiling, paired", f"{gap:+.1f} points  [{low:+.1f}, {high:+.1f}]"),
        ("share of the ceiling that is reached", f"{share:.1%}"),
        (f"goal for this share: {GOAL:.0%}", "met" if share >= GOAL else "not met"),
    ]
if found:
    bound = reward.agreement_ceiling(max(0.5, float(raw_agreement)))
    rows.append(("bound from agreement alone", f"{bound:.1%}"))
title = f"Accuracy on {len(test_pairs):,} held-out labels of {len(reached)} prompts"
environment.Table(f"{title}, 95 % interval over prompts", ("", "accuracy"), tuple(rows))

# %%
reveal(
    "p06_5",
    round(100 * float(np.mean(possible)), 1) if noise else "not known of people",
    "Agreement bounds it from above; how far the true ceiling lies below depends on "
    "how unequal the pairs are. Report accuracy against a ceiling, never against 100 %.",
)

# %% [markdown]
# ### Where it is good, and where not

# %%
kinds = Counter(pair.kind for pair in test_pairs)
rows, dots = [], {}
for kind, count in kinds.most_common(12):
    places = [i for i, pair in enumerate(test_pairs) if pair.kind == kind]
    inside = [test_pairs[i] for i in places]
    here = by_prompt(inside, [right[i] for i in places])
    top = by_prompt(inside, [best[i] for i in places]) if noise else []
    name = kind.replace("_", " ") or "all pairs"
    ceiling = f"{np.mean(top):.1%}" if top else "not known"
    rows.append((name, f"{count:,}", with_interval(here), ceiling))
    dots[name] = {"reward model": (np.mean(here), *metrics.bootstrap_interval(here))}
    if top:
        dots[name]["ceiling"] = (np.mean(top), *metrics.bootstrap_interval(top))
head = ("types", "labels", "reward model, 95 % interval", "ceiling")
title = "The commonest types of pair, by the styles of the two replies"
display(environment.Table(title, head, tuple(rows)))
plots.interval_dots(dots, title="Accuracy by type of pair", x_title="accuracy, share of labels")

# %% [markdown]
# A ceiling says what to expect. Among a few hundred labels, luck can lift a model a little above it.
#
# How far would a judge get who notices the *manner* of every reply, and always sides with the majority of the labellers, but does not know a single fact about the town? For such a judge a wrong answer is an answer like any other.

# %%
if noise:
    MANNER = {"wrong": "an answer", "helpful_kind": "an answer"}

    def manners(pair):
        """The styles of the two replies, as somebody sees them who knows no facts."""
        return tuple(MANNER.get(style, style) for style in pair.styles)

    votes = Counter(map(manners, pairs))
    majority = [votes[manners(pair)] - votes[manners(pair)[::-1]] for pair in test_pairs]
    by_manner = by_prompt(test_pairs, reward.pair_accuracy(majority))
    for who, hits in (("manner alone", by_manner), ("reward model", reached)):
        print(f"{who}: {with_interval(hits)}, {np.mean(hits) / np.mean(possible):.1%} of the ceiling")

# %% [markdown] explain="explain06_2" points=2
# ### Explain
#
# Look for the types of pair where the model is far below the ceiling, and for those where both are low. What does each kind of shortfall tell you, and what would you do about it: more labels, other labels, or another model?
#
# ### BEGIN SOLUTION
# Where both are low, the labellers themselves disagree: the two replies are worth nearly the same to them. No model can be better there, and more labels only help to learn which way the small majority leans. Where the ceiling is high and the model is low,
# people see something that the model does not. A typical case is a true answer against a false one in the same friendly voice: to tell them apart, the backbone must *know* the fact and hold it against what it reads; a model that answers from memory need not be able to check an answer. More comparisons of the same kind teach style, not facts; a backbone that knows more, or labels on far more
# facts, would help. The pairs that the model gets easily differ in manner (an insult, nonsense), which shows in the words themselves. If it is near chance on a kind against a rude answer all the same, that is because manners and truth are mixed up in these data: rude answers are true, wrong ones are kind, and a model that cannot see the truth finds neither manner better; other labels, not more, would help (lab 07). If it scores no better than the judge who knows no fact, it has learned manners and little else; only above that does it tell true from false.
# ### END SOLUTION

# %% [markdown]
# ## Is it as sure as it should be?
#
# $\sigma$ of the difference is a probability, so it can be checked like a weather forecast: of the pairs to which the model gives 70 %, seven in ten should come true. A model can be accurate and overconfident at once.
# To read the curve: a model that is too sure of itself lies *below* the diagonal on the right and *above* it on the left. (Each pair is looked at from one of its two sides, chosen blindly: seen from the winner's, everything would come true.)

# %%
bins = reward.calibration(margins)
plots.curve(
    [one.predicted for one in bins],
    {
        "reward model": [one.observed for one in bins],
        "perfect calibration": [one.predicted for one in bins],
    },
    title=f"Calibration: expected calibration error {reward.calibration_error(bins):.3f}",
    x_title="predicted probability",
    y_title="share that came true",
)

# %% [markdown]
# ## Reward or probability?
#
# ### Idea
#
# There is a cheaper kind of label: a thumb. From "good: yes or no" and "safe: yes or no" one trains binary classifiers, again with one linear head each. Their *logit* behaves like a reward, their *probability* does not: it is squeezed into [0, 1], and between a decent reply and an
# excellent one hardly anything is left.
#
# $$p = \sigma(z), \qquad \frac{dp}{dz} = p\,(1-p) \to 0 \quad\text{for sure cases}$$
#
# | symbol | meaning | variable |
# |---|---|---|
# | $z$ | the logit of the positive class, any number | `classifier.logits(…)` |
# | $p$ | its probability | `classifier(…)` |

# %%
QUALITIES = ("quality", "safety")
rows = []
try:
    thumbs = data.load("labels")
except CourseError as missing:
    thumbs = None
    print(missing)
if thumbs:
    start = time.perf_counter()
    classifier = reward.train_classifier(
        model,
        tokenizer,
        thumbs["train"].to_list(),
        QUALITIES,
        reward.RewardConfig(steps=60, batch=24, seed=SEED),
        name="quality and safety",
    )
    asked, answered = list(thumbs["test"]["prompt"]), list(thumbs["test"]["reply"])
    logits = classifier.logits(asked, answered)
    for column, quality in enumerate(QUALITIES):
        truth = torch.tensor(list(thumbs["test"][quality]))
        hits = ((logits[:, column] > 0) == truth).float().tolist()
        rows.append((quality, f"{truth.float().mean():.0%}", with_interval(hits)))
    print(f"{time.perf_counter() - start:.0f} seconds of training and judging")
head = ("label", "positive", "accuracy, 95 % interval")
environment.Table("Two classifiers on held-out replies", head, tuple(rows))

# %%
if thumbs:
    sure = logits[:, 0].sort(descending=True).values
    best_reply, decent = float(sure[0]), float(sure[len(sure) // 4])
    for name, logit in (("the best reply", best_reply), ("one at the upper quartile", decent)):
        print(f"quality of {name:25}: logit {logit:.2f}, probability {1 / (1 + np.exp(-logit)):.3f}")
    rewards = judge(asked, answered)
    for column, quality in enumerate(QUALITIES):
        correlation = np.corrcoef(rewards, logits[:, column])[0, 1]
        print(f"correlation of the reward with the logit of {quality}: {correlation:.2f}")

# %% [markdown]
# Two heads instead of one reward have an advantage: you can see *which* of helpful and harmless a reply lacks, and weigh them yourself (Llama 2 trains two reward models for that reason). One number hides the conflict.

# %% [markdown]
# # Part 4 · Find the flaw
#
# ### Idea
#
# Held-out accuracy says how often the model agrees with the labellers. It does not say *why*. Reward models are known to like what is long (**length bias**) and what flatters. To find out about this one, edit a reply in a way that should not matter, and see whether the reward moves. Three endings, none of which says anything about the question: one with a gushing word, one as long
# without it (the *control*), and one that is only longer. The gold reward, which knows the truth about the town, tells whether the edit should have mattered.
#
# ### Predict

# %%
predict(
    "p06_6",
    "Put “How lovely!” after a reply. For what share of 300 held-out replies does the reward rise?",
    number=True,
    unit="%",
)

# %%
gold = judges.load("gold")


def worth(prompts, replies):
    """The gold reward, with its arguments in the reward model's order."""
    return gold(replies, prompts)


texts = replies_of(test_pairs)
probes = random.Random(SEED).sample(texts, min(300, len(texts)))
asked, answered = map(list, zip(*probes, strict=True))
edits = reward.PraiseAndLength()
moved, rows = {}, []
for edit in edits:
    after = moved[edit.name] = reward.edited_scores(judge, asked, answered, edit.ending)
    row = [edit.name, edit.ending, with_interval(after.raised), with_interval(after.moved, "{:+.2f}")]
    if gold:
        truth = reward.edited_scores(worth, asked, answered, edit.ending)
    rows.append((*row, with_interval(truth.moved, "{:+.3f}") if gold else "not known"))
environment.Table(
    f"{len(probes)} replies before and after",
    ("edit", "added", "reward rises", "reward moves by, nats", "gold moves by"),
    tuple(rows),
)

# %%
praise = metrics.bootstrap_difference(moved[edits.gushing.name].moved, moved[edits.plain.name].moved)
reveal(
    "p06_6",
    round(100 * float(np.mean(moved[edits.gushing.name].raised)), 1),
    "Against the control, the gushing word itself moves the reward by "
    f"{praise[0]:+.2f} to {praise[1]:+.2f} nats (95 % interval, paired). "
    "The town's labellers have a soft spot for gushing words, although their instructions forbid it. "
    "And what does the control do, which has no such word?",
)

# %%
marked, every = Counter(), Counter()
for row in ranked["train"].select(range(min(1200, len(ranked["train"])))):
    for completion in row["completions"]:
        style = completion.get("style") or "style not known"
        every[style] += 1
        marked[style] += "!" in completion["text"]
environment.Table(
    "Where the exclamation marks are",
    ("style of the training replies", "replies", "with an exclamation mark"),
    tuple(
        (style.replace("_", " "), f"{every[style]:,}", f"{marked[style]:,}")
        for style in sorted(every, key=lambda style: -marked[style])
    ),
)

# %% [markdown] explain="explain06_3" points=2
# ### Explain
#
# Compare the three rows of the first table. Which part of the effect is the gushing word, and which is something that gushing replies have in common with other endings? What does the second table say about gushing replies in the training set? And suppose a policy is trained to make this reward large: what will its replies look like?
#
# ### BEGIN SOLUTION
# The control is as long and as friendly, so the gushing word adds the difference between the first two rows. If the control raises the reward too, the model likes something that both share: a cheerful ending, or the exclamation mark. In the training set exclamation marks stand almost only in gushing replies, so the
# labels cannot tell the two apart; whatever goes with what labellers like gets part of the credit. The third row has neither word nor mark: what it gains is owed to its length, or to a taste for friendly endings; if it gains as much as the others, most of what they gain may be of that kind, too. (Full marks for an argument that fits the numbers of one's own run.)
# A policy finds the cheapest way to a high reward. If a phrase raises the reward for nearly every reply, whatever was asked, it will be put after every reply, then twice, and finally in place of the answer. That is reward hacking, and lab 07 shows it happen.
# ### END SOLUTION

# %% [markdown]
# # Part 5 · The best of n
#
# ### Idea
#
# The simplest way to use a reward model needs no training: draw $n$ replies and take the one that it scores highest. How good the chosen reply *really* is, as a function of $n$, shows how far the score can be trusted. Drawing $n$ afresh for every $n$ would be wasteful. From $N$ samples in hand, the
# expectation over all ways to choose $n$ of them can be computed at once: sort by score; the sample in place $r$ is the best of
#
# $$\binom{r-1}{n-1} \text{ of the } \binom{N}{n} \text{ subsets}, \qquad \mathbb E[v] = \sum_{r=n}^{N} \frac{\binom{r-1}{n-1}}{\binom{N}{n}}\, v_{(r)}$$
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $s$ | what is chosen by: the learned reward | `scores` | `(N,)` |
# | $v$ | what the chosen one is worth: gold, or the reward itself | `values` | `(N,)` |
# | $v_{(r)}$ | value of the sample whose *score* is in place $r$ from below | | |
#
# How far that moves away from the model is known, too: at most $\log n - \frac{n-1}{n}$ nats.

# %% [markdown] exercise="ex06_8_best_of_n"
# ### Exercise · The best of n


# %% exercise="ex06_8_best_of_n"
def best_of_n(scores, values, n):
    """Expected value of the sample with the best score among n of N, over all ways to choose the n.

    It will be called three thousand times with 16 samples: too often to list all subsets.

    Args:
        scores: float tensor (N,), all different.
        values: float tensor (N,).
        n: 1 … N.

    Returns:
        a number.
    """
    ### BEGIN SOLUTION
    from math import comb

    total = len(scores)
    ordered = values[scores.argsort()].tolist()
    ways = [comb(r - 1, n - 1) for r in range(1, total + 1)]  # none where r < n
    return sum(count * value for count, value in zip(ways, ordered, strict=True)) / comb(total, n)
    ### END SOLUTION


# %% check="ex06_8_best_of_n"
check.ex06_8_best_of_n(best_of_n)

# %% [markdown]
# ### Predict
#
# Sixteen replies of the chat model to each of 200 held-out prompts. As $n$ grows, the learned reward of the chosen reply can only rise. Does the gold reward rise as much? To compare the two, each is measured in its own standard deviations among the replies to one prompt.

# %%
predict(
    "p06_7",
    "From n = 4 to n = 16, the gold reward of the chosen reply …",
    choices=["rises at least as much as the learned one", "rises less, or not at all", "falls"],
)

# %%
PROMPTS, SAMPLES = 200, 16
chat, chat_tokenizer = models.load("chat")
chat_tokenizer = sft.prepared(chat_tokenizer)
asked = list(dict.fromkeys(held_out["prompt"]))[:PROMPTS]
start = time.perf_counter()
drawn = [
    sft.replies(chat, chat_tokenizer, asked, max_new_tokens=48, temperature=1.0, seed=SEED + number)
    for number in tqdm(range(SAMPLES), desc="replies", leave=False)
]
flat = [reply for batch in drawn for reply in batch]
learned = torch.tensor(judge(asked * SAMPLES, flat)).reshape(SAMPLES, len(asked)).T
truth = torch.tensor(gold(flat, asked * SAMPLES)).reshape(SAMPLES, len(asked)).T if gold else None
print(f"{len(flat):,} replies in {time.perf_counter() - start:.0f} seconds")

# %%
SIZES = (1, 2, 4, 8, 16)


def best_by(scores, values):
    """For each n and prompt: what the sample with the best score among n is worth."""
    both = list(zip(scores, values, strict=True))
    return {n: [float(use.best_of_n(score, value, n)) for score, value in both] for n in SIZES}


chosen = {"learned reward": best_by(learned, learned)}
if gold:
    chosen |= {"gold reward": best_by(learned, truth), "gold, chosen by gold": best_by(truth, truth)}
rows = []
for n in SIZES:
    shown = [with_interval(values[n], "{:.3f}") for values in chosen.values()]
    rows.append((str(n), f"{reward.best_of_n_kl(n):.2f}", *shown))
title = f"Best of n, {len(asked)} prompts, 95 % interval"
environment.Table(
    title if gold else f"{title}; no gold reward is known here",
    ("n", "nats from the model, at most", *chosen),
    tuple(rows),
)

# %%
# Standard deviations among replies to one prompt: what a reward adds to all of them means nothing.
gained = {}
for name, values in chosen.items():
    scale = float((learned if name == "learned reward" else truth).std(dim=1).mean())
    gained[name] = [(np.mean(values[n]) - np.mean(values[1])) / scale for n in SIZES]
plots.curve(
    list(SIZES),
    gained,
    title="The best of n",
    x_title="n",
    y_title="gain, standard deviations",
    log_x=True,
)

# %%
answer, why = "not known", "Nothing here knows the true worth of a reply."
if gold:
    early = metrics.bootstrap_difference(chosen["gold reward"][4], chosen["gold reward"][1])
    late = metrics.bootstrap_difference(chosen["gold reward"][16], chosen["gold reward"][4])
    late_gain = {name: values[-1] - values[SIZES.index(4)] for name, values in gained.items()}
    if late[1] < 0:
        answer = "falls"
    elif late_gain["gold reward"] < late_gain["learned reward"]:
        answer = "rises less, or not at all"
    else:
        answer = "rises at least as much as the learned one"
    why = (
        f"Gold moves by {early[0]:+.3f} to {early[1]:+.3f} from n = 1 to 4, "
        f"and by {late[0]:+.3f} to {late[1]:+.3f} from 4 to 16 (95 % intervals, paired). "
        "The more replies there are to choose from, the more often the winner is one that the judge "
        "overrates. Statisticians call it the winner's curse; Goodhart said it of targets."
    )
reveal("p06_7", answer, why)

# %%
if gold:
    of_4, of_16 = (learned[:, :n].argmax(1, keepdim=True) for n in (4, 16))
    lost = (truth.gather(1, of_4) - truth.gather(1, of_16))[:, 0]
    rows = []
    for i in lost.argsort(descending=True)[:3].tolist():
        for name, place in (("best of 4", of_4), ("best of 16", of_16)):
            j = int(place[i])
            prompt = asked[i] if name == "best of 4" else ""
            rows.append((prompt, name, drawn[j][i], f"{learned[i, j]:.2f}", f"{truth[i, j]:.2f}"))
    head = ("prompt", "", "reply", "learned", "gold")
    display(environment.Table("Where more choice did most harm", head, tuple(rows)))

# %% [markdown]
# # Your own labels
#
# Now train on what *you* said. Starting from the town's model, a few steps on your pairs, mixed with the town's so that it does not forget them. Label more at the desk and run this cell again. (As long as you have put nothing in an order, one of the town's labellers stands in for you.)

# %%
mine, whose = reward.labelled_pairs(desk.labels), "your labels"
if not mine:
    other = people[len(people) // 2]
    whose, stand_ins = f"{other}'s labels", []
    for row in ranked["train"].select(range(DESK)):
        theirs = [ranking for ranking in row["rankings"] if ranking["labeller"] == other]
        stand_ins.append({**row, "rankings": theirs})
    mine = reward.labelled_pairs(stand_ins)
    print(f"You have put no replies in an order yet: {other}'s orders of the same prompts stand in.")
prompts = {pair.prompt for pair in random.Random(SEED).sample(pairs, min(40, len(pairs)))}
mixed = mine + [pair for pair in pairs if pair.prompt in prompts]
personal = reward.train(  # goes on from the town's model
    judge.model,
    tokenizer,
    mixed,
    reward.RewardConfig(steps=20, batch=10, learning_rate=3e-4, seed=SEED),
    loss=use.pairwise_loss,
    name="your reward model",
).reward
rows = []
for name, some in ((f"{whose} (seen in training)", mine), ("the town's held-out labels", test_pairs)):
    before, after = (
        by_prompt(some, reward.pair_accuracy(leads(scorer, some))) for scorer in (judge, personal)
    )
    low, high = (100 * end for end in metrics.bootstrap_difference(after, before))
    change = f"{low:+.1f} to {high:+.1f} points"
    rows.append((name, f"{len(some):,}", with_interval(before), with_interval(after), change))
head = ("labels", "pairs", "before", "after", "change, 95 % interval, paired by prompt")
display(environment.Table(f"What {whose} changed", head, tuple(rows)))
old = moved[edits.gushing.name].moved
new = reward.edited_scores(personal, *map(list, zip(*probes, strict=True)), edits.gushing.ending).moved
low, high = metrics.bootstrap_difference(new, old)
ending, were, are = edits.gushing.ending, np.mean(old), np.mean(new)
print(f"“{ending}” moved the reward by {were:+.2f} nats, and now by {are:+.2f}:")
print(f"a change of {low:+.2f} to {high:+.2f} (95 % interval, paired).")

# %% [markdown]
# # Fix the notes
#
# **“The reward model is trained with loss = log σ(r_j − r_k), where j is the preferred reply.”** Found in more than one set of notes. Find out what an optimizer makes of it.


# %% deterministic=true
def after_descent(loss, steps=50):
    """Two rewards that start equal, after gradient descent on a loss."""
    preferred, other = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([preferred, other], lr=0.5)
    for _ in range(steps):
        optimizer.zero_grad()
        loss(preferred, other).backward()
        optimizer.step()
    return float((preferred - other).detach())


noted = after_descent(lambda preferred, other: torch.nn.functional.logsigmoid(preferred - other).mean())
corrected = after_descent(use.pairwise_loss)
print("lead of the preferred reply after 50 steps:")
print(f"{noted:+.1f} with the notes' loss, {corrected:+.1f} with the minus sign")

# %% [markdown]
# Without the minus, descent makes the *rejected* reply the winner, and it never stops: the formula is the log-likelihood, which is to be maximised.
#
# **“The reward is the model's probability for the positive class.”** In a well-known lab, a hate-speech classifier's output for *not hate* is the reward, and some notes call it a probability. Compare what each of the two says about replies that are all fine.

# %% deterministic=true
for logit in (1.0, 4.0, 8.0):
    p, more = (1 / (1 + np.exp(-z)) for z in (logit, logit + 1))
    print(f"logit {logit:.0f}: probability {p:.4f}; one nat more adds {more - p:.4f} to it")

# %% [markdown]
# The probability is blind where a policy will soon live, among replies that are already good. That lab in fact takes the logit. The score of a reward model trained on pairs is not even a logit of anything: pairs compare replies to the *same* prompt, so it is fixed only up to a constant for each prompt, and becomes a probability when *two* of them are subtracted.

# %%
seconds, worked = time.perf_counter() - STARTED, time.process_time()
print(f"{seconds:.0f} seconds in all, {trained.seconds:.0f} of them for the reward model;")
print(f"{worked:.0f} seconds of processor time")

# %% [markdown]
# # Take away
#
# - Rankings, not scores: people agree more on better and worse than on numbers. K replies make K(K−1)/2 pairs, an F loses to all, a tie teaches nothing.
# - Disagreement sets a ceiling. Compute it, and report accuracy against it.
# - The loss is the *negative* log-likelihood of Bradley and Terry; the score is read at the last *real* token; only differences between replies to the same prompt mean something.
# - Accuracy on held-out pairs does not say why. Counterfactual edits do.
# - The more you choose by a learned reward, the less it tells you. Keep a judge that was not optimised.
#
# **With a larger model.** Under `COURSE_PROFILE=hub` the rankings are those of HH-RLHF, with one labeller for each pair: agreement, ceiling and gold are then not known, and the tables say so. Use `RewardConfig(method="lora", learning_rate=2e-4)` there: adapters and a head are trained instead of the whole model, as in lab 05 (try it here too, with `learning_rate=5e-3`). Compare your accuracy with what Bai et al. report for models of several sizes.
#
# **References.** R. Bradley, M. Terry, *Rank analysis of incomplete block designs*, 1952 · A. Elo, *The rating of chessplayers*, 1978 · K. Krippendorff, *Content analysis*, 2004 · P. Christiano et al., *Deep reinforcement learning from human preferences*, 2017 · N. Stiennon et al., *Learning to summarize from human feedback*, 2020 ·
# R. Nakano et al., *WebGPT*, 2021 · L. Ouyang et al., *Training language models to follow instructions with human feedback*, 2022 · Y. Bai et al., *Training a helpful and harmless assistant*, 2022 · H. Touvron et al., *Llama 2*, 2023 · L. Gao et al., *Scaling laws for reward model overoptimization*, 2023 ·
# C. Guo et al., *On calibration of modern neural networks*, 2017 · A. Beirami et al., *Theoretical guarantees on the best-of-n alignment policy*, 2024.
